from participants.models.contract import SocialContract
from participants.models.fact import DatedFact
from participants.models.household import Household
from participants.models.merge import ParticipantMerge
from participants.models.name_word import NameWord
from participants.models.participant import Participant, PeselChange
from participants.models.profile import ProfileAssessment

__all__ = [
    "DatedFact",
    "Household",
    "NameWord",
    "Participant",
    "ParticipantMerge",
    "PeselChange",
    "ProfileAssessment",
    "SocialContract",
]
