"""The catalogue: every figure of the report, declared once, in the report's order."""

from importlib import import_module

from reporting.catalogue.registry import CATALOGUE

__all__ = ["CATALOGUE", "SECTIONS"]

SECTIONS = (
    "pisiz",
    "pai",
    "public_works",
    "psu",
    "psu_checks",
    "cis",
    "eu_projects",
    "grants",
    "agreements",
    "training",
    "listings",
)
"""Modules that enter their figures when imported; their order is the report's."""

for section in SECTIONS:
    import_module(f"reporting.catalogue.{section}")
