"""A month of many people settled with all its documents: seconds and statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import cycle
from time import perf_counter

from django.db import connection

from mops.models import User
from participants.models import Participant
from programs.actions import settle_month
from programs.models import Edition, Enrolment, Facility, Institution, Program, Rate, WorkMonth

HEADINGS = f"{'':34}{'seconds':>9}{'others wait':>13}{'queries':>10}"
MONTH = date(2015, 3, 1)
FEW, MANY, FACILITIES = 10, 1000, 100
LOCK = "FOR UPDATE"


@dataclass(frozen=True)
class Line:
    label: str
    seconds: float
    held: float
    """For how long whoever enters hours of the programme would wait."""
    queries: int

    def __str__(self) -> str:
        return f"{self.label:34}{self.seconds:9.2f}{self.held:13.2f}{self.queries:10}"


def settlement_rows(many: int = MANY) -> Iterator[Line | str]:
    """A month of a few people and of many; both must ask the database as often."""
    asked = []
    for people in (FEW, many):
        program = _month_of(people)
        for documents in (False, True):
            line = _settled(program, people, with_documents=documents)
            yield line
            asked.append(line.queries)
    alike = asked[:2] == asked[2:]
    yield f"as many queries for {many} people as for {FEW}: {'PASS' if alike else 'FAIL'}"


def _month_of(people: int) -> Program:
    """A programme of its own, whose people have hours in the month and nothing else."""
    program = Program.objects.create(
        kind=Program.Kind.PSU, name=f"Prace {people} osób", short_name=f"P{people}"
    )
    for kind, value in ((Rate.Kind.HOURLY, "8.10"), (Rate.Kind.REFUND_SHARE, "0.6")):
        Rate.objects.create(program=program, kind=kind, value=Decimal(value), valid_from=MONTH)
    edition = Edition.objects.create(
        program=program, number=1, starts_on=MONTH, ends_on=date(2015, 4, 30)
    )
    institution = Institution.objects.earliest("pk")
    facilities = Facility.objects.bulk_create(
        Facility(name=f"Placówka {people}-{number}", institution=institution)
        for number in range(FACILITIES)
    )
    persons = Participant.objects.order_by("pk")[:people]
    parts = Enrolment.objects.bulk_create(
        Enrolment(participant=person, edition=edition, facility=facility, started_on=MONTH)
        for person, facility in zip(persons, cycle(facilities), strict=False)
    )
    WorkMonth.objects.bulk_create(
        WorkMonth(enrolment=part, facility=part.facility, month=MONTH, hours=20 + number % 20)
        for number, part in enumerate(parts)
    )
    return program


def _settled(program: Program, people: int, *, with_documents: bool) -> Line:
    by = User.objects.get(username="head")
    label = f"{people} people{', with documents' if with_documents else ''}"
    month = MONTH
    if with_documents:
        # The same hours once more, so that the first settlement does not stand in the way.
        month = date(2015, 4, 1)
        _repeated(program, month)
    with _counting() as sent:
        start = perf_counter()
        settle_month(
            by=by,
            program=program,
            month=month,
            reason="bez porozumienia",
            with_documents=with_documents,
        )
        end = perf_counter()
    locked = min(when for when, sql in sent if LOCK in sql)
    return Line(label, end - start, end - locked, len(sent))


def _repeated(program: Program, month: date) -> None:
    rows = WorkMonth.objects.filter(enrolment__edition__program=program, month=MONTH)
    WorkMonth.objects.bulk_create(
        WorkMonth(
            enrolment_id=row.enrolment_id, facility_id=row.facility_id, month=month, hours=row.hours
        )
        for row in list(rows)
    )


@contextmanager
def _counting() -> Iterator[list[tuple[float, str]]]:
    sent: list[tuple[float, str]] = []

    def count(execute, sql, params, many, context):
        sent.append((perf_counter(), sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield sent
