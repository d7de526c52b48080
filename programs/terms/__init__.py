"""What the law and the agreements set: which row binds a month, and what changing it would touch."""

from programs.terms.rates import MissingRate, rate_of, signing_day

__all__ = ["MissingRate", "rate_of", "signing_day"]
