"""A labour office's list for a generated city, the same in every run."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

from openpyxl import Workbook

from participants.models import Participant

HEADERS = (
    "Nazwisko",
    "Imię",
    "PESEL",
    "Data urodzenia",
    "Płeć",
    "Telefon",
    "Miejscowość",
    "Profil",
)
NEW_SINCE, NEW_DAYS = date(1999, 1, 4), 300
"""Birth dates of newcomers: later than anybody's in the city, so that none is known or like one."""
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def list_of(rows: int) -> bytes:
    """A workbook: half of the people from the city, every tenth with another phone, half new."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lista")
    sheet.append(HEADERS)
    for row in _known(rows // 2):
        sheet.append(row)
    for number in range(rows - rows // 2):
        sheet.append(_newcomer(number))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _known(rows: int) -> Iterator[list]:
    # Spread over the whole city, as a year's list is.
    step = max(1, Participant.objects.count() // max(1, rows))
    people = Participant.objects.order_by("pk").extra(where=["mod(id, %s) = 0"], params=[step])
    for number, one in enumerate(people[:rows].iterator()):
        phone = f"7{number:08}" if number % 10 == 0 else one.phone
        yield [
            one.last_name, one.first_name, one.pesel, one.birth_date, one.get_sex_display(),
            phone, one.city, "II",
        ]  # fmt: skip


def _newcomer(number: int) -> list:
    born = NEW_SINCE + timedelta(days=number % NEW_DAYS)
    # An odd last digit: a man.
    digits = f"{born:%y%m%d}{number // NEW_DAYS * 2 + 1:04}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return [
        f"Przybysz{chr(97 + number % 26)}", "Jan", f"{digits}{-total % 10}", born, "mężczyzna",
        f"8{number:08}", "Jaworzno", "III",
    ]  # fmt: skip
