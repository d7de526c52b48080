"""What stands behind a figure, row by row: who or what, where it opens, what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce, singledispatch

from django.db.models import Model, QuerySet

from mops import typography
from participants.models import Participant, SocialContract
from programs.models import (
    Activity,
    Agreement,
    AgreementAmount,
    Benefit,
    Cost,
    Edition,
    Enrolment,
    Grant,
    Referral,
    StaffTraining,
    WorkMonth,
)
from programs.period import Period
from reporting.figures.figure import Measured

RELATED = {
    Activity: ["edition__program"],
    AgreementAmount: ["agreement"],
    Benefit: ["enrolment__participant"],
    Cost: ["program"],
    Edition: ["program"],
    Enrolment: ["edition__program", "reason", "facility", "participant"],
    Grant: ["recipient"],
    Referral: ["program", "edition__program", "reason", "participant"],
    SocialContract: ["participant"],
    StaffTraining: ["institution"],
    WorkMonth: ["enrolment__participant", "facility"],
}
"""What a row's description reads besides the record itself."""


@dataclass(frozen=True)
class Row:
    """One record in words; `url` opens it, or is empty where it has no page."""

    title: str
    detail: str
    url: str = ""
    person: Participant | None = None


@dataclass(frozen=True)
class PersonRow:
    """A person behind a figure and the records because of which she is there."""

    person: Participant
    records: list[Row]


def people_rows(figure: Measured, people: Iterable[Participant], period: Period) -> list[PersonRow]:
    """The people of one page of a figure's list, each with the records that count her."""
    people = list(people)
    path = figure.population.person
    records = _with_related(figure.records(period)).filter(
        **{f"{path}__in": [person.pk for person in people]}
    )
    by_person: dict[int, list[Row]] = {person.pk: [] for person in people}
    for record in records:
        by_person[owner(record, path).pk].append(describe(record))
    return [PersonRow(person, by_person[person.pk]) for person in people]


def record_rows(figure: Measured, records: Iterable[Model]) -> list[Row]:
    """Records one by one in words, each with its person where it is about one."""
    path = figure.population.person
    return [replace(describe(record), person=path and owner(record, path)) for record in records]


def owner(record: Model, path: str) -> Participant:
    """The person whom a record is about."""
    return reduce(getattr, path.split("__"), record)


def ordered_records(figure: Measured, period: Period) -> QuerySet:
    """The records behind a figure in their own order, ready to be described."""
    return _with_related(figure.records(period))


def _with_related(records: QuerySet) -> QuerySet:
    return records.select_related(*RELATED.get(records.model, []))


def _days(first, last) -> str:
    if last is None:
        return f"od {typography.day_digits(first)}"
    return typography.day_range(first, last)


@singledispatch
def describe(record: Model) -> Row:
    """The record in words."""
    return Row(str(record), "")


@describe.register
def _(record: Enrolment) -> Row:
    reason = f": {record.reason.name}" if record.reason else ""
    detail = f"{_days(record.started_on, record.ended_on)}, {record.get_result_display()}{reason}"
    return Row(
        f"{record.edition.program} {record.edition.roman_number}", detail, record.get_absolute_url()
    )


@describe.register
def _(record: Referral) -> Row:
    target = f" {record.edition.roman_number}" if record.edition else f" {record.year}"
    reason = f": {record.reason.name}" if record.reason else ""
    detail = f"{typography.day_digits(record.referred_on)}, {record.get_decision_display()}{reason}"
    return Row(f"skierowanie: {record.program}{target}", detail, record.get_absolute_url())


@describe.register
def _(record: SocialContract) -> Row:
    detail = f"{_days(record.signed_on, record.settled_on)}, {record.get_result_display()}"
    return Row(f"{record.get_kind_display()}, {record.get_purpose_display()}", detail)


@describe.register
def _(record: WorkMonth) -> Row:
    hours = typography.number(record.hours, 0 if record.hours == int(record.hours) else 2)
    return Row(f"{record.month:%m.%Y}, {record.facility}", f"{hours} h", record.get_absolute_url())


@describe.register
def _(record: Benefit) -> Row:
    detail = f"{typography.day_digits(record.paid_on)}, {typography.money(record.amount)}"
    return Row(record.get_kind_display(), detail, record.get_absolute_url())


@describe.register
def _(record: Cost) -> Row:
    title = f"{record.get_kind_display()}, {record.get_payer_display()}"
    detail = f"{_days(record.period_from, record.period_to)}, {typography.money(record.amount)}"
    return Row(title, detail, record.get_absolute_url())


@describe.register
def _(record: Grant) -> Row:
    return Row(
        str(record.recipient),
        f"{record.purpose}, {typography.money(record.amount)}",
        record.get_absolute_url(),
    )


@describe.register
def _(record: Agreement) -> Row:
    return Row(record.subject, typography.day(record.signed_on), record.get_absolute_url())


@describe.register
def _(record: AgreementAmount) -> Row:
    detail = f"{record.get_source_display()}, {typography.money(record.amount)}"
    return Row(record.agreement.subject, detail, record.get_absolute_url())


@describe.register
def _(record: Edition) -> Row:
    return Row(
        f"{record.program} {record.roman_number}",
        _days(record.starts_on, record.ends_on),
        record.get_absolute_url(),
    )


@describe.register
def _(record: Activity) -> Row:
    edition = f"{record.edition.program} {record.edition.roman_number}"
    detail = f"{edition}, {_days(record.starts_on, record.ends_on)}"
    return Row(record.name, detail, record.get_absolute_url())


@describe.register
def _(record: StaffTraining) -> Row:
    heads = typography.plural(record.people, "osoba", "osoby", "osób")
    detail = (
        f"{record.institution}, {typography.day_digits(record.held_on)}, {record.people} {heads}"
    )
    return Row(record.title, detail, record.get_absolute_url())
