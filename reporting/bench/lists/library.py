"""django-import-export as it comes, taking the same file in: trial, then the import itself."""

from django.db import transaction
from import_export import fields, resources, widgets
from import_export.formats.base_formats import XLSX

from participants.models import Participant

SEXES = {"kobieta": "F", "mężczyzna": "M"}


class _Sex(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return SEXES[value]


class DefaultResource(resources.ModelResource):
    """People alone, without referrals, verdicts or a protocol: less than what ours writes."""

    last_name = fields.Field("last_name", "Nazwisko")
    first_name = fields.Field("first_name", "Imię")
    pesel = fields.Field("pesel", "PESEL")
    birth_date = fields.Field("birth_date", "Data urodzenia", widget=widgets.DateWidget())
    sex = fields.Field("sex", "Płeć", widget=_Sex())
    phone = fields.Field("phone", "Telefon")
    city = fields.Field("city", "Miejscowość")

    class Meta:
        model = Participant
        import_id_fields = ("pesel",)
        fields = ("last_name", "first_name", "pesel", "birth_date", "sex", "phone", "city")


def import_by_default(content: bytes) -> int:
    """Read, try out, import; everything is rolled back. Returns how many rows it would have kept."""
    dataset = XLSX().create_dataset(content)
    resource = DefaultResource()
    resource.import_data(dataset, dry_run=True, raise_errors=True)
    with transaction.atomic():
        result = resource.import_data(dataset, raise_errors=True)
        transaction.set_rollback(True)
    return sum(result.totals[kind] for kind in ("new", "update", "skip"))
