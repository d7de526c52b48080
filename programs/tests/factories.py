"""Made-up programmes, editions and what happens in them, through the actions of the clerks."""

from datetime import date
from decimal import Decimal

from participants.models import Participant
from participants.tests.factories import person, staff
from programs import actions
from programs.models import (
    Agreement,
    Cost,
    Edition,
    Enrolment,
    Facility,
    Grant,
    Institution,
    Payer,
    Program,
    Rate,
    Reason,
    Referral,
    StaffTraining,
    UploadedList,
)
from programs.reasons import add_starting_reasons

YEAR_START, YEAR_END = date(2015, 1, 1), date(2015, 12, 31)


def institution(name: str = "Urząd Testowy", kind: str = Institution.Kind.CITY) -> Institution:
    return Institution.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def facility(name: str = "Szkoła Testowa") -> Facility:
    return Facility.objects.get_or_create(name=name, defaults={"institution": institution()})[0]


def program(kind: str = Program.Kind.PSU) -> Program:
    """The one programme of a kind."""
    kind = Program.Kind(kind)
    return Program.objects.get_or_create(
        kind=kind, defaults={"name": kind.label, "short_name": kind.value.upper()}
    )[0]


def reason(code: str = "took_job") -> Reason:
    """A coded reason, also after a test that emptied the tables."""
    add_starting_reasons()
    return Reason.objects.get(code=code)


def rate(kind: str, value: str, **details) -> Rate:
    details = {"program": program(), "valid_from": YEAR_START, **details}
    return Rate.objects.create(kind=kind, value=Decimal(value), **details)


def edition(number: int = 1, kind: str = Program.Kind.PSU, **plan) -> Edition:
    plan = {"starts_on": date(2015, 3, 2), "ends_on": date(2015, 6, 30), **plan}
    return actions.open_edition(by=staff(), program=program(kind), number=number, **plan)


def referral(participant: Participant | None = None, **conditions) -> Referral:
    conditions = {"source": "pup", "on": date(2015, 2, 1), "program": program(), **conditions}
    return actions.refer(by=staff(), participant=participant or person(), **conditions)


def enrolment(
    participant: Participant | None = None, in_edition: Edition | None = None, **details
) -> Enrolment:
    details.setdefault("facility", facility())
    return actions.enter_past_part(
        by=staff(),
        participant=participant or person(),
        edition=in_edition or edition(),
        **details,
    )


def agreement(subject: str = "Wspólna realizacja prac", **terms) -> Agreement:
    terms = {"kind": Agreement.Kind.PSU, "on": date(2015, 2, 23), **terms}
    parties = terms.pop("parties", None) or [institution(), institution("Ośrodek Testowy")]
    return actions.sign_agreement(by=staff(), subject=subject, parties=parties, **terms)


def cost(amount: str = "100.00", **details) -> Cost:
    details = {
        "program": program(),
        "kind": Cost.Kind.LAUNDRY,
        "payer": Payer.MOPS,
        "period_from": date(2015, 3, 1),
        "period_to": date(2015, 3, 31),
        **details,
    }
    return actions.record_cost(by=staff(), amount=Decimal(amount), **details)


def grant(amount: str = "1000.00", **details) -> Grant:
    details = {
        "recipient": institution(),
        "year": 2015,
        "payer": Payer.MOPS,
        "purpose": "Cel",
        **details,
    }
    return actions.award_grant(by=staff(), amount=Decimal(amount), **details)


def training(title: str = "Praca z rodziną", **details) -> StaffTraining:
    details = {"institution": institution(), "on": date(2015, 10, 5), "people": 3, **details}
    return actions.record_training(by=staff(), title=title, **details)


def uploaded_list(**details) -> UploadedList:
    """A list as the worker left it, without rows and without bytes."""
    details = {
        "program": program(),
        "year": 2015,
        "received_on": date(2015, 2, 1),
        "file": "listy/made-up",
        "file_name": "lista.xlsx",
        "sha256": "0" * 64,
        "size": 1,
        "uploaded_by": staff(),
        "state": "ready",
        **details,
    }
    return UploadedList.objects.create(**details)
