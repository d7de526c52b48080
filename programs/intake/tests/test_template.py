"""Our own workbooks come back: the filled template, the export of people, the export of all."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from mops.exporting.workbook import write_everything
from mops.roles import Role
from mops.spreadsheets import FORMATS
from participants.models import Participant
from participants.resources import ParticipantResource
from participants.tests.factories import person
from programs.intake.fields import Field
from programs.intake.lists import read_list
from programs.intake.template.book import template
from programs.intake.tests.corpus.case import TODAY
from programs.intake.tests.corpus.people import pesel
from programs.intake.tests.lists import kinds
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Target
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

TYPED = {
    "Nazwisko": "Nowak", "Imię": "Anna", "Drugie imię": "Maria", "Telefon": "601234567",
    "E-mail": "anna@example.org", "Ulica": "Leśna", "Nr domu": "5", "Nr mieszkania": "2",
    "Kod pocztowy": "43-600", "Miejscowość": "Jaworzno", "Data rejestracji": date(2014, 9, 1),
    "Zawód": "kucharz", "Doradca klienta": "Lis Ewa", "Data skierowania": date(2015, 2, 1),
    "Nr skierowania": "7/2015", "Uwagi": "rano",
}  # fmt: skip


def judged(content: bytes, name: str = "lista.xlsx"):
    return judge(read_list(content, name, today=TODAY), Target(make.program(), 2015))


def filled_from_its_own_lists() -> bytes:
    """A row for each value of the longest drop-down, the others repeated below one another."""
    book = load_workbook(io.BytesIO(template()))
    sheet = book["Lista"]
    choices = {
        str(rule.sqref)[0]: rule.formula1.strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    for number in range(max(map(len, choices.values()))):
        born = date(1980, 3, number + 1)
        row = number + 2
        for cell in sheet[1]:
            value = TYPED.get(cell.value)
            if listed := choices.get(cell.column_letter):
                value = listed[number % len(listed)]
            sheet.cell(row, cell.column, value)
            if cell.value == "PESEL":
                # The third digit from the end tells the sex that the list alternates.
                sheet.cell(row, cell.column, pesel(born, f"012{4 + number % 2}"))
            if cell.value == "Data urodzenia":
                sheet.cell(row, cell.column, born)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_template_filled_from_its_own_lists_imports_without_a_word():
    shown = judged(filled_from_its_own_lists())

    assert set(shown.found.columns) == {str(field) for field in Field} - {
        "full_name", "address", "no_benefit_right", "decision", "ordinal"
    }  # fmt: skip
    assert kinds(shown) == ["new"] * 7
    assert [problem for row in shown.rows for problem in row.problems] == []
    assert (shown.found.warnings, shown.found.left_out, shown.found.unmapped) == ([], [], [])
    assert [row.row.fields["education"] for row in shown.rows][-1] == "wyższe"
    assert [row.row.fields["benefit_right"] for row in shown.rows][:2] == [True, False]


def test_what_the_template_lets_be_left_empty_is_not_complained_of():
    book = load_workbook(io.BytesIO(template()))
    for place, value in ((1, "Nowak"), (2, "Anna"), (4, pesel(date(1980, 3, 5), "0124"))):
        book["Lista"].cell(2, place, value)
    stream = io.BytesIO()
    book.save(stream)

    shown = judged(stream.getvalue())

    assert kinds(shown) == ["new"]
    assert shown.rows[0].problems == []


def test_the_empty_template_says_that_nobody_is_in_it():
    assert judged(template()).found.refusal.code == "no_people"


def people_of_the_register() -> list[Participant]:
    return [
        person("Nowak", "Anna", pesel=pesel(date(1980, 3, 5), "0124"), born=date(1980, 3, 5),
               phone="601 234 567", street="Leśna", house_number="5/2", postcode="43-600",
               city="Jaworzno", email="anna@example.org"),
        person("Żak", "Łucja", pesel=pesel(date(1989, 12, 31), "4442"), born=date(1989, 12, 31)),
    ]  # fmt: skip


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_the_export_of_people_is_accepted_back(extension):
    people_of_the_register()
    dataset = ParticipantResource().export(Participant.objects.order_by("pk"))
    content = FORMATS[extension]().export_data(dataset)

    shown = judged(content if isinstance(content, bytes) else content.encode(), f"a.{extension}")

    assert kinds(shown) == ["known", "known"]
    assert [problem for row in shown.rows for problem in row.problems] == []


def test_the_export_of_everything_is_accepted_back():
    people_of_the_register()
    file = io.BytesIO()
    write_everything(file, lambda permission: True)

    shown = judged(file.getvalue())

    assert (shown.found.sheet, kinds(shown)) == ("Uczestnicy", ["known", "known"])
    assert [problem for row in shown.rows for problem in row.problems] == []


def test_the_template_is_given_to_those_who_take_lists_in(client_as):
    response = client_as(Role.CASEWORKER).get(reverse("list_template"))

    assert load_workbook(io.BytesIO(response.content)).sheetnames == ["Lista", "Objaśnienia"]


def test_the_command_writes_the_template(tmp_path):
    call_command("list_template", str(tmp_path / "wzor.xlsx"))

    assert load_workbook(tmp_path / "wzor.xlsx").sheetnames == ["Lista", "Objaśnienia"]
    with pytest.raises(CommandError, match=r"^Podaj nazwę pliku z rozszerzeniem \.xlsx\.$"):
        call_command("list_template", str(tmp_path / "wzor.ods"))
