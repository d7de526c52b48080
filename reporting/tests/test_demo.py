"""The demonstration: loaded once, always the same, and possible in real life."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Exists, F, OuterRef, Q, Subquery
from stdnum.pl import pesel as number

from mops.demo_accounts import DEMO_ACCOUNTS
from mops.models import User
from participants.models import Participant, ProfileAssessment
from programs.models import (
    Agreement,
    Benefit,
    Enrolment,
    Institution,
    Outcome,
    Program,
    Rate,
    Referral,
    WorkMonth,
)
from programs.period import Period
from reporting.demo.load import YEAR
from reporting.demo.people import Sex, make_pesel
from reporting.models import Report

PEOPLE_DIGEST = "10d995f08f38e719"
"""Changes only with the facts of the demonstration, or with the lists of names."""

Kind = Program.Kind


def load() -> str:
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def people_digest() -> str:
    fields = (
        "last_name",
        "first_name",
        "second_name",
        "pesel",
        "birth_date",
        "sex",
        "street",
        "phone",
    )
    lines = Participant.objects.order_by("pk").values_list(*fields)
    return sha256("\n".join(map(str, lines)).encode()).hexdigest()[:16]


def everything() -> list[int]:
    models = (
        Participant,
        Referral,
        Enrolment,
        WorkMonth,
        Outcome,
        Benefit,
        Agreement,
        User,
        Report,
    )
    return [model.objects.count() for model in models]


# Loading


def test_a_second_load_enters_nothing_and_says_so(demo):
    before = everything()
    assert load() == "The demonstration is loaded already; nothing was changed.\n"
    assert everything() == before


@pytest.mark.django_db
def test_a_database_with_other_data_is_refused_and_left_as_it_was():
    Institution.objects.create(name="Zupełnie inny urząd", kind=Institution.Kind.OTHER)
    with pytest.raises(CommandError) as refusal:
        load()
    assert str(refusal.value) == (
        "The demonstration was not loaded: the database already has institutions."
    )
    assert everything() == [0] * 9


def test_the_people_are_always_the_same(demo):
    assert people_digest() == PEOPLE_DIGEST


def test_the_report_of_the_year_is_started(demo):
    assert list(Report.objects.values_list("year", flat=True)) == [YEAR]


def test_every_account_is_in_the_group_of_its_role_and_its_password_opens_it(demo):
    for account in DEMO_ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.role_names == account.username
        assert user.check_password(account.password)
    staff = User.objects.filter(is_staff=True).order_by("username")
    assert list(staff.values_list("username", flat=True)) == ["administrator", "audytor"]


# People


def test_every_pesel_is_valid_and_tells_the_birth_date_and_sex(demo):
    people = Participant.objects.exclude(pesel=None)
    for person in people:
        assert number.is_valid(person.pesel)
        assert number.get_birth_date(person.pesel) == person.birth_date
        assert number.get_gender(person.pesel) == person.sex
    without = Participant.objects.filter(pesel=None)
    assert (people.count(), without.count()) == (492, 6)


def test_a_pesel_of_this_century_is_made_with_the_month_moved():
    pesel = make_pesel(date(2002, 7, 8), Sex.FEMALE, 181)
    assert (pesel, number.is_valid(pesel)) == (f"0227080362{pesel[-1]}", True)


def test_everybody_is_of_age_and_of_working_age(demo):
    for enrolment in Enrolment.objects.select_related("participant"):
        person = enrolment.participant
        retires = 60 if person.sex == Sex.FEMALE else 65
        age = (enrolment.started_on - person.birth_date) / timedelta(days=365.25)
        assert 18 <= age < retires, (enrolment, age)


# What happens to them


EXCLUSIVE = (Kind.PAI, Kind.PUBLIC_WORKS, Kind.PSU, Kind.CIS)


def test_nobody_works_at_two_places_at_once(demo):
    others = (
        Enrolment.objects.filter(
            participant=OuterRef("participant"),
            edition__program__kind__in=EXCLUSIVE,
            started_on__lte=OuterRef("ended_on"),
            ended_on__gte=OuterRef("started_on"),
        )
        .exclude(pk=OuterRef("pk"))
        .order_by()
    )
    twice = Enrolment.objects.filter(Exists(others), edition__program__kind__in=EXCLUSIVE)
    assert list(twice) == []


def test_monthly_hours_keep_to_the_limits_of_the_month_and_of_its_weeks(demo):
    limits = {kind: rates_of(kind) for kind in (Rate.Kind.MONTHLY_HOURS, Rate.Kind.WEEKLY_HOURS)}
    assert WorkMonth.objects.exists()
    for row in WorkMonth.objects.select_related("enrolment__edition"):
        program = row.enrolment.edition.program_id
        weeks = {day.isocalendar()[:2] for day in days_at_work(row)}
        monthly = limits[Rate.Kind.MONTHLY_HOURS][program]
        weekly = limits[Rate.Kind.WEEKLY_HOURS][program] * len(weeks)
        assert 0 < row.hours <= min(monthly, weekly), row


def rates_of(kind: str) -> dict[int, Decimal]:
    return dict(Rate.objects.filter(kind=kind).values_list("program", "value"))


def days_at_work(row: WorkMonth) -> Iterator[date]:
    month = Period.of_month(row.month)
    day = max(month.start, row.enrolment.started_on)
    while day <= min(month.end, row.enrolment.ended_on):
        if day.isoweekday() < 6:
            yield day
        day += timedelta(days=1)


def test_every_placement_is_covered_by_an_agreement_on_supervision(demo):
    covering = Agreement.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=OuterRef("ended_on")),
        kind=Agreement.Kind.SUPERVISION,
        parties=OuterRef("facility__institution"),
        programs=OuterRef("edition__program"),
        valid_from__lte=OuterRef("started_on"),
    )
    placed = Enrolment.objects.filter(edition__program__kind__in=EXCLUSIVE[:3])
    assert list(placed.filter(facility=None)) == []
    assert list(placed.exclude(Exists(covering))) == []


def test_the_profile_on_a_referral_is_the_one_then_in_force(demo):
    in_force = ProfileAssessment.objects.filter(participant=OuterRef("participant"))
    latest = in_force.filter(assessed_on__lte=OuterRef("referred_on")).order_by("-assessed_on")
    referrals = Referral.objects.exclude(profile="")
    agreeing = referrals.filter(profile=Subquery(latest.values("profile")[:1]))
    assert referrals.count() > 300
    assert list(referrals.exclude(pk__in=agreeing.values("pk"))) == []


def test_days_follow_each_other(demo):
    referrals = Referral.objects.filter(
        Q(interviewed_on__lt=F("referred_on"))
        | Q(offered_on__lt=F("referred_on"))
        | Q(decided_on__lt=F("interviewed_on"))
        | Q(decided_on__lt=F("offered_on"))
        | Q(decided_on__lt=F("referred_on"))
    )
    benefits = Benefit.objects.filter(
        Q(paid_on__lt=F("enrolment__started_on")) | Q(paid_on__gt=F("enrolment__ended_on"))
    )
    assert list(referrals) == []
    assert list(Outcome.objects.filter(occurred_on__lt=F("enrolment__ended_on"))) == []
    assert list(benefits) == []


def test_a_benefit_is_the_own_contribution_of_the_project_in_which_it_was_paid(demo):
    counted = Benefit.objects.exclude(own_contribution_to=None)
    assert set(counted.values_list("enrolment__edition__program__short_name", flat=True)) == {
        "AWR",
        "RPO",
    }
    assert list(counted.exclude(own_contribution_to=F("enrolment__edition__agreement"))) == []


def test_there_are_people_of_the_years_around_who_are_not_of_the_year(demo):
    this_year = Enrolment.objects.during(Period.of_year(YEAR))
    for kind in Kind.values:
        around = Enrolment.objects.of_kind(kind).exclude(pk__in=this_year.values("pk"))
        years = set(around.values_list("started_on__year", flat=True))
        expected = {
            Kind.PAI: {2016, 2019},
            Kind.PISIZ: {2013, 2014, 2016},
            Kind.CIS: {2013, 2014, 2016},
            Kind.LOCAL: set(),
        }
        assert years == expected.get(kind, {2014, 2016}), kind


def test_the_journal_names_the_action_behind_every_enrolment(demo):
    actions = Enrolment.pgh_event_model.objects.filter(pgh_label="insert").values_list(
        "pgh_context__metadata__action", flat=True
    )
    assert set(actions) == {"enter_past_part", "replace"}
