"""What staff fill in about a person."""

from participants.forms.identity import PeselForm
from participants.forms.person import ParticipantForm
from participants.forms.records import (
    ContractForm,
    FactEndForm,
    FactForm,
    ProfileForm,
    SettlementForm,
)

__all__ = [
    "ContractForm",
    "FactEndForm",
    "FactForm",
    "ParticipantForm",
    "PeselForm",
    "ProfileForm",
    "SettlementForm",
]
