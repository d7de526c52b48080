"""XLSX and CSV as an office opens them, with no cell that a spreadsheet would compute."""

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from import_export import resources
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from tablib import Dataset

FORMULA = re.compile(r"[=+\-@\t\r]")
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d ]*([.,]\d+)?")


def defused(text: str) -> str:
    """The text so that a spreadsheet which opens it as CSV does not compute it."""
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


class XLSX(base_formats.XLSX):
    """A workbook of one sheet; every text stays a text."""

    def export_data(self, dataset, **_):
        return workbook({"Dane": dataset})


def workbook(sheets: Mapping[str, Dataset]) -> bytes:
    """A workbook of tables, each on a sheet of its name."""
    book = Workbook(write_only=True)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([cell_of(sheet, header, Font(bold=True)) for header in table.headers])
        for row in table:
            sheet.append([cell_of(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_of(sheet, value, font: Font | None = None) -> WriteOnlyCell:
    """The value as a cell of a sheet written row by row; a text stays a text, whatever its sign."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder) if value else ""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    if font:
        cell.font = font
    return cell


class CSV(base_formats.CSV):
    """Semicolons and a byte order mark, as a Polish spreadsheet expects."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset, **_):
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(dataset.headers)
        for row in dataset:
            writer.writerow([_text(value) for value in row])
        return f"\ufeff{stream.getvalue()}"


def _text(value) -> str:
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return "" if value is None else defused(str(value))


FORMATS = {"xlsx": XLSX, "csv": CSV}


class RecordResource(resources.ModelResource):
    """All fields of a model under their Polish names, each value as a person reads it."""

    @classmethod
    def of(cls, model: type[Model]) -> type["RecordResource"]:
        """The resource of the model, without what points at many records or holds a password."""
        names = [field.name for field in model._meta.concrete_fields if field.editable]
        return resources.modelresource_factory(
            model, resource_class=cls, meta_options={"fields": names, "export_order": names}
        )

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        field = super().field_from_django_field(field_name, django_field, readonly)
        field.column_name = str(django_field.verbose_name)
        return field

    @cached_property
    def _names(self) -> dict[int, str]:
        """The name of each field: the library would go through all of them for every cell."""
        return {id(field): name for name, field in self.fields.items()}

    def export_field(self, field, instance, **_):
        name = self._names[id(field)]
        if instance._meta.get_field(name).choices:
            return getattr(instance, f"get_{name}_display")() or ""
        value = getattr(instance, name)
        if isinstance(value, datetime):
            return timezone.localtime(value).replace(tzinfo=None)
        if isinstance(value, bool):
            return "tak" if value else "nie"
        if isinstance(value, Model | FieldFile):
            return str(value)
        return value
