from mops.spreadsheets import RecordResource
from participants.models import Participant

COLUMNS = (
    "last_name",
    "first_name",
    "second_name",
    "pesel",
    "other_document",
    "birth_date",
    "sex",
    "phone",
    "email",
    "street",
    "house_number",
    "postcode",
    "city",
)


class ParticipantResource(RecordResource):
    """People as the register prints them: one row a person."""

    class Meta:
        model = Participant
        fields = COLUMNS
        export_order = COLUMNS
