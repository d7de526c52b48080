"""Whether a person may be taken into an edition, and what speaks against it."""

from programs.admission.evidence import referrals_of
from programs.admission.objections import Objection, objections_to
from programs.admission.verdicts import Standing, Verdict, assess

__all__ = ["Objection", "Standing", "Verdict", "assess", "objections_to", "referrals_of"]
