"""The first sheet: every column of every sheet in words."""

from collections.abc import Iterator

from django.db import models

from mops.exporting.registers import Register
from mops.exporting.resource import number_header

HEADERS = ("Arkusz", "Kolumna", "Co zawiera", "Postać", "Czy zawsze wypełniona")
FORMS = (
    (models.BooleanField, "tak albo nie"),
    (models.DateTimeField, "data i godzina"),
    (models.DateField, "data"),
    (models.DecimalField, "liczba, miejsca po przecinku: {decimal_places}"),
    (models.IntegerField, "liczba całkowita"),
    (models.JSONField, "zapis JSON"),
    (models.CharField, "tekst, najwięcej znaków: {max_length}"),
)


def descriptions(register: Register, sheet: str) -> Iterator[tuple[str, ...]]:
    """A row for each column of the register, in the order of the columns."""
    for field in register.fields:
        always = "nie" if field.null or field.blank else "tak"
        header = str(field.verbose_name)
        if isinstance(field, models.ForeignKey):
            target = _title(field.related_model)
            yield sheet, header, _meaning(field), f"nazwa z kartoteki: {target}", always
            yield sheet, number_header(field), _meaning(field), f"ID z kartoteki: {target}", always
        else:
            yield sheet, header, _meaning(field), _form(field), always


def _meaning(field: models.Field) -> str:
    if field.primary_key:
        return f"numer w kartotece: {_title(field.model)}"
    return str(field.help_text or field.verbose_name)


def _title(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural)


def _form(field: models.Field) -> str:
    if field.choices:
        return "jedno z: " + "; ".join(str(label) for _, label in field.flatchoices)
    for kind, form in FORMS:
        if isinstance(field, kind):
            return form.format_map(vars(field))
    return "tekst"
