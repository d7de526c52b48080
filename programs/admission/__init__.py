"""Whether a person may be taken into an edition, and what speaks against it."""

from programs.admission.evidence import referrals_of
from programs.admission.objections import Objection, objections_to, objections_to_correction
from programs.admission.ranking import Candidate, ranked
from programs.admission.verdicts import Standing, Verdict, assess

__all__ = [
    "Candidate",
    "Objection",
    "Standing",
    "Verdict",
    "assess",
    "objections_to",
    "objections_to_correction",
    "ranked",
    "referrals_of",
]
