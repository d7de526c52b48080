from participants.models.contract import SocialContract
from participants.models.fact import DatedFact
from participants.models.household import Household
from participants.models.participant import Participant, PeselChange
from participants.models.profile import ProfileAssessment

__all__ = [
    "DatedFact",
    "Household",
    "Participant",
    "PeselChange",
    "ProfileAssessment",
    "SocialContract",
]
