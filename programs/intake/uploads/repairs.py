"""What can be mended in a row by one click, and in all rows alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from programs.models import UploadedList

BY_PROPOSAL = {
    "pesel_repaired": "Przyjmij PESEL {}",
    "pesel_letters_read": "Przyjmij PESEL {}",
    "pesel_length": "Wpisz PESEL {}",
    "birth_date_vs_pesel": "Przyjmij datę z numeru PESEL: {}",
    "sex_vs_pesel": "Przyjmij płeć z numeru PESEL: {}",
    "date_century": "Przyjmij {}",
    "date_month_first": "Przyjmij dzień, miesiąc, rok: {}",
    "house_was_date": "Przyjmij numer domu {}",
}
"""Problems whose proposal can be taken as it stands, and what the button says."""
BY_READING = {"date_ambiguous": "Przyjmij dzień, miesiąc, rok: {}"}
"""Problems of which the value as it was read is taken."""
OF_NAMES = ("name_unsure", "name_order", "name_swapped")
SEXES = {"F": "kobieta", "K": "kobieta", "M": "mężczyzna"}
ALL_ALIKE = {
    "pesel_repaired": "Przyjmij wszystkie dopisane zera w numerach PESEL",
    "pesel_length": "Dopisz wszystkie brakujące zera w numerach PESEL",
    "birth_date_vs_pesel": "Przyjmij wszystkie daty urodzenia z numerów PESEL",
    "sex_vs_pesel": "Przyjmij płeć z numeru PESEL u wszystkich",
    "date_century": "Przyjmij wszystkie odczytane lata",
    "date_month_first": "Przyjmij wszystkie daty jako dzień, miesiąc, rok",
    "date_ambiguous": "Odczytaj wszystkie dwuznaczne daty jako dzień, miesiąc, rok",
    "name_unsure": "Przyjmij wszystkie podziały na nazwisko i imię",
    "name_order": "Przyjmij wszystkie podziały na nazwisko i imię o innej kolejności",
}


@dataclass(frozen=True)
class Repair:
    """A button beside a problem."""

    code: str
    label: str
    corrections: Mapping[str, str]
    is_swap: bool = False


def repairs_of(fields: Mapping[str, Any], problem: Mapping[str, Any]) -> Iterator[Repair]:
    """The repairs of one problem of a row, the likeliest first."""
    code, name = problem["code"], problem["field"]
    if not problem["is_read"]:
        return
    if code in OF_NAMES:
        yield from _of_names(code, fields)
    elif code in BY_PROPOSAL and isinstance(problem["proposal"], str):
        value = problem["proposal"]
        yield Repair(code, BY_PROPOSAL[code].format(shown(value)), {name: value})
    elif code in BY_READING and name in fields:
        yield Repair(code, BY_READING[code].format(shown(fields[name])), {name: fields[name]})


def _of_names(code: str, fields: Mapping[str, Any]) -> Iterator[Repair]:
    last, first = fields.get("last_name"), fields.get("first_name")
    if not last or not first:
        return
    second = fields.get("second_name", "")
    if code != "name_swapped":  # the same names would look swapped again
        yield Repair(code, f"Nazwisko {last}, imię {first}", _split(last, first, second))
    yield Repair(code, f"Nazwisko {first}, imię {last}", _split(first, last, second), is_swap=True)


def _split(last: str, first: str, second: str) -> dict[str, str]:
    """The parts in the place of the whole."""
    return {"full_name": "", "last_name": last, "first_name": first, "second_name": second}


def shown(value: str) -> str:
    """The value as people write it."""
    if value in SEXES:
        return SEXES[value]
    try:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    except ValueError:
        return value


COUNT = """
SELECT problem->>'code', count(DISTINCT row.id)
FROM programs_uploadedrow row, jsonb_array_elements(row.problems) problem
WHERE row.uploaded_list_id = %s AND problem->>'code' = ANY(%s)
  AND (problem->>'is_read')::boolean
  AND (problem->>'code' <> 'pesel_length' OR problem->>'proposal' IS NOT NULL)
GROUP BY 1
"""


def repairable(uploaded: UploadedList) -> list[tuple[str, str, int]]:
    """Code, words and number of rows of each repair that can be done to all alike."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [uploaded.pk, list(ALL_ALIKE)])
        counted = dict(cursor.fetchall())
    return [(code, words, counted[code]) for code, words in ALL_ALIKE.items() if code in counted]
