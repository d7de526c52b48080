"""What programmes ask of people: which conditions hold, and what the records say of each."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from mops.saving import save_checked
from participants import actions as people
from participants.tests.factories import person, staff
from programs import actions
from programs.admission import assess
from programs.admission.usual import USUAL, add_usual_conditions
from programs.models import EntryCondition, Program
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

START = date(2015, 3, 2)
Kind = Program.Kind


@pytest.fixture(autouse=True)
def conditions():
    """Also after a test that emptied the tables."""
    add_usual_conditions()


def fact(one, kind: str, since: date, until: date | None = None, **details):
    return people.record_fact(
        by=staff(), participant=one, kind=kind, valid_from=since, valid_to=until, **details
    )


def names(kind: str, day: date, **plan) -> list[str]:
    """The conditions that somebody taken in on the day without a referral meets."""
    edition = make.edition(9, kind=kind, starts_on=day, ends_on=day, **plan)
    (standing,) = assess(edition, [person()], day)
    return [verdict.name for verdict in standing.verdicts]


def verdict(condition: EntryCondition.Check, one, on: date = START, **row):
    """(state, reason) of one condition of one person."""
    EntryCondition.objects.all().delete()
    row = {"program_kind": Kind.PSU, "valid_from": date(2000, 1, 1), **row}
    EntryCondition.objects.create(check_kind=condition, **row)
    edition = make.edition(8, starts_on=on, ends_on=date(on.year, 12, 31))
    (standing,) = assess(edition, [one], on)
    (found,) = standing.verdicts
    return str(found.state), found.reason


Check = EntryCondition.Check
HELP, CONTRACT = "pomoc społeczna w miesiącu skierowania", "kontrakt socjalny"
HALF_A_YEAR = "łączny czas w programie: najwyżej 6 mies."
NO_BENEFIT, REGISTERED = "bezrobocie bez prawa do zasiłku", "rejestracja w urzędzie pracy"
OLD_PAI = ["profil pomocy III", HELP, "indywidualny plan działania", HALF_A_YEAR]
NEW_PAI = [NO_BENEFIT, HELP, HALF_A_YEAR]
PSU = [f"{NO_BENEFIT} albo {CONTRACT}", f"{HELP} albo {CONTRACT}"]
CIS = (
    "jedno z: bezdomność, uzależnienie, choroba psychiczna, długotrwałe bezrobocie, "
    "opuszczenie zakładu karnego, status uchodźcy, niepełnosprawność"
)
OLD_ACT = (
    "art. 57 ustawy z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy"
)
NEW_ACT = (
    "ustawa z dnia 20 marca 2025 r. o rynku pracy i służbach zatrudnienia (Dz.U. 2025 poz. 620)"
)


class TestWhichHold:
    @pytest.mark.parametrize(
        ("kind", "day", "expected"),
        [
            (Kind.PAI, date(2015, 3, 2), OLD_PAI),
            (Kind.PAI, date(2019, 6, 30), OLD_PAI),
            (Kind.PAI, date(2019, 7, 1), NEW_PAI),
            (Kind.PAI, date(2025, 6, 1), NEW_PAI),
            (Kind.PSU, date(2015, 3, 2), PSU),
            (Kind.PSU, date(2026, 3, 2), PSU),
            (Kind.PUBLIC_WORKS, date(2015, 3, 2), [REGISTERED]),
            (Kind.CIS, date(2015, 3, 2), [CIS]),
            (Kind.EU_PROJECT, date(2015, 3, 2), [CONTRACT, HELP]),
            (Kind.PISIZ, date(2015, 3, 2), [f"{HELP} albo długotrwałe bezrobocie"]),
            (Kind.LOCAL, date(2015, 3, 2), []),
        ],
    )
    def test_a_kind_asks_what_the_law_of_the_day_does(self, kind, day, expected):
        assert sorted(names(kind, day)) == sorted(expected)

    @pytest.mark.parametrize(
        ("day", "law"),
        [
            (date(2025, 5, 31), OLD_ACT),
            (date(2025, 6, 1), NEW_ACT),
        ],
    )
    def test_the_law_of_the_day_is_cited(self, day, law):
        edition = make.edition(9, kind=Kind.PUBLIC_WORKS, starts_on=day, ends_on=day)
        (standing,) = assess(edition, [person()], day)
        assert [verdict.legal_basis for verdict in standing.verdicts] == [law]

    def test_an_agreement_keeps_the_rules_under_which_it_was_signed(self):
        signed = make.agreement(on=date(2019, 6, 28))
        assert sorted(names(Kind.PAI, date(2019, 9, 2), agreement=signed)) == sorted(OLD_PAI)

    def test_without_an_agreement_the_day_of_the_referral_decides(self):
        one = person()
        edition = make.edition(
            1, kind=Kind.PAI, starts_on=date(2019, 7, 8), ends_on=date(2019, 8, 30)
        )
        make.referral(one, program=edition.program, edition=edition, on=date(2019, 6, 20))
        (standing,) = assess(edition, [one], edition.starts_on)
        assert sorted(verdict.name for verdict in standing.verdicts) == sorted(OLD_PAI)

    def test_a_programmes_own_conditions_stand_instead_of_those_of_its_kind(self):
        save_checked(
            EntryCondition(program=make.program(), check_kind=Check.ADULT, valid_from=START)
        )
        assert names(Kind.PSU, START) == ["pełnoletność"]

    def test_the_usual_ones_are_added_once_and_never_over_a_centres_own(self):
        add_usual_conditions()
        assert EntryCondition.objects.count() == len(USUAL)
        EntryCondition.objects.exclude(program_kind=Kind.PAI).delete()
        add_usual_conditions()
        assert set(EntryCondition.objects.values_list("program_kind", flat=True)) == {Kind.PAI}


class TestRules:
    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({}, "Wskaż rodzaj programów albo jeden program."),
            (
                {"program_kind": "cis", "months": 6},
                "Miesiące podaje się tylko przy łącznym czasie w programie.",
            ),
            (
                {"program_kind": "cis", "valid_to": date(2014, 1, 1)},
                "Data końcowa nie może być wcześniejsza od początkowej.",
            ),
            (
                {"program_kind": "public_works", "check_kind": "registered"},
                "W tym czasie taki warunek już obowiązuje.",
            ),
        ],
    )
    def test_a_row_that_makes_no_sense_is_refused(self, row, sentence):
        row = {"check_kind": Check.ADULT, "valid_from": START, **row}
        with pytest.raises(ValidationError) as refused:
            save_checked(EntryCondition(**row))
        assert refused.value.messages == [sentence]


MET, UNMET, UNKNOWN = "met", "unmet", "unknown"
BEFORE, AFTER = date(2015, 3, 1), date(2015, 3, 3)


class TestFacts:
    @pytest.mark.parametrize(
        ("since", "until", "expected"),
        [
            (date(2015, 1, 1), None, (MET, "rejestracja w urzędzie pracy od 01.01.2015")),
            (date(2015, 1, 1), START, (MET, "rejestracja w urzędzie pracy od 01.01.2015")),
            (date(2015, 1, 1), BEFORE, (UNMET, "rejestracja w urzędzie pracy tylko do 01.03.2015")),
            (
                AFTER,
                None,
                (UNKNOWN, "brak danych o rejestracji w urzędzie pracy w dniu 02.03.2015"),
            ),
        ],
    )
    def test_a_fact_holds_ended_or_is_not_known_of_the_day(self, since, until, expected):
        one = person()
        fact(one, "registered", since, until)
        assert verdict(Check.REGISTERED, one) == expected

    def test_between_two_facts_it_did_not_hold(self):
        one = person()
        fact(one, "registered", date(2014, 1, 1), date(2014, 12, 31))
        fact(one, "registered", AFTER)
        assert verdict(Check.REGISTERED, one) == (
            UNMET,
            "rejestracja w urzędzie pracy tylko do 31.12.2014",
        )

    @pytest.mark.parametrize(
        ("condition", "kind"),
        [
            (Check.DISABILITY, "disability"),
            (Check.HOMELESSNESS, "homelessness"),
            (Check.ADDICTION, "addiction"),
            (Check.AFTER_PRISON, "after_prison"),
            (Check.MENTAL_ILLNESS, "mental_illness"),
            (Check.REFUGEE, "refugee"),
        ],
    )
    def test_each_fact_answers_its_own_check(self, condition, kind):
        with_fact, without = person("Ma"), person("Nie ma")
        fact(with_fact, kind, BEFORE)
        assert verdict(condition, with_fact)[0] == MET
        assert verdict(condition, without, date(2016, 3, 2))[0] == UNKNOWN

    @pytest.mark.parametrize(
        ("until", "expected"),
        [
            (date(2015, 2, 28), (UNMET, "pomoc społeczna tylko do 28.02.2015")),
            (date(2015, 3, 1), (MET, "pomoc społeczna od 01.01.2014")),
        ],
    )
    def test_assistance_counts_in_the_whole_month(self, until, expected):
        one = person()
        fact(one, "social_assistance", date(2014, 1, 1), until)
        assert verdict(Check.USES_ASSISTANCE, one, date(2015, 3, 31)) == expected

    def test_assistance_that_nobody_entered_is_unknown(self):
        assert verdict(Check.USES_ASSISTANCE, person()) == (
            UNKNOWN,
            "brak danych o pomocy społecznej w marcu 2015 r.",
        )

    @pytest.mark.parametrize(
        ("registered_until", "right_until", "state"),
        [
            (None, None, MET),
            (BEFORE, None, UNMET),
            (None, BEFORE, UNMET),
            (None, "absent", UNKNOWN),
            ("absent", None, UNKNOWN),
        ],
    )
    def test_unemployed_without_benefit_is_both(self, registered_until, right_until, state):
        one = person()
        for kind, until in (("registered", registered_until), ("no_benefit_right", right_until)):
            if until != "absent":
                fact(one, kind, date(2015, 1, 1), until)
        assert verdict(Check.WITHOUT_BENEFIT, one)[0] == state

    @pytest.mark.parametrize(
        ("since", "state"), [(date(2014, 3, 2), MET), (date(2014, 3, 3), UNKNOWN)]
    )
    def test_long_unemployment_is_more_than_a_year_on_record(self, since, state):
        one = person()
        fact(one, "registered", since)
        assert verdict(Check.LONG_UNEMPLOYED, one)[0] == state

    def test_long_unemployment_ends_with_registration(self):
        one = person()
        fact(one, "registered", date(2010, 1, 1), BEFORE)
        assert verdict(Check.LONG_UNEMPLOYED, one)[0] == UNMET


TOLD = "wg skierowania z 01.02.2015"


class TestOtherRecords:
    @pytest.mark.parametrize(
        ("profile", "on", "expected"),
        [
            ("III", BEFORE, (MET, "profil III ustalony 01.03.2015")),
            ("II", BEFORE, (UNMET, "profil II ustalony 01.03.2015")),
            ("III", AFTER, (UNKNOWN, "brak danych o profilu pomocy w dniu 02.03.2015")),
        ],
    )
    def test_the_profile_of_the_day_counts(self, profile, on, expected):
        one = person()
        people.record_profile(by=staff(), participant=one, profile=profile, on=on)
        assert verdict(Check.PROFILE_III, one) == expected

    @pytest.mark.parametrize(
        ("condition", "snapshot", "expected"),
        [
            (Check.PROFILE_III, {"profile": "III"}, (MET, f"profil III {TOLD}")),
            (Check.PROFILE_III, {"profile": "I"}, (UNMET, f"profil I {TOLD}")),
            (
                Check.USES_ASSISTANCE,
                {"uses_assistance": True},
                (MET, f"pomoc społeczna: tak, {TOLD}"),
            ),
            (
                Check.USES_ASSISTANCE,
                {"uses_assistance": False},
                (UNMET, f"pomoc społeczna: nie, {TOLD}"),
            ),
            (
                Check.USES_ASSISTANCE,
                {},
                (UNKNOWN, "brak danych o pomocy społecznej w lutym 2015 r."),
            ),
            (Check.HAS_IPD, {"has_ipd": True}, (MET, f"plan działania: tak, {TOLD}")),
            (Check.HAS_IPD, {"has_ipd": False}, (UNMET, f"plan działania: nie, {TOLD}")),
            (
                Check.HAS_IPD,
                {},
                (UNKNOWN, "brak danych o indywidualnym planie działania w dniu 01.02.2015"),
            ),
        ],
    )
    def test_the_referral_tells_of_its_day(self, condition, snapshot, expected):
        one = person()
        make.referral(one, **snapshot)
        assert verdict(condition, one) == expected

    @pytest.mark.parametrize(
        ("on", "until", "expected"),
        [
            (BEFORE, None, (MET, "kontrakt A z 01.03.2015")),
            (BEFORE, START, (MET, "kontrakt A z 01.03.2015")),
            (
                date(2015, 1, 1),
                BEFORE,
                (UNMET, "kontrakt A z 01.01.2015, tylko do 01.03.2015"),
            ),
            (AFTER, None, (UNKNOWN, "brak danych o kontrakcie socjalnym w dniu 02.03.2015")),
        ],
    )
    def test_a_contract_binds_ended_or_is_not_known(self, on, until, expected):
        one = person()
        people.sign_contract(by=staff(), participant=one, kind="A", on=on, valid_to=until)
        assert verdict(Check.SOCIAL_CONTRACT, one) == expected

    @pytest.mark.parametrize(
        ("born", "expected"),
        [
            (date(1997, 3, 2), (MET, "wiek w dniu 02.03.2015: 18")),
            (date(1997, 3, 3), (UNMET, "wiek w dniu 02.03.2015: 17")),
        ],
    )
    def test_majority_begins_on_the_birthday(self, born, expected):
        assert verdict(Check.ADULT, person(born=born)) == expected

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (30, (MET, "łącznie dni: 60 (w innych udziałach: 30), limit: 60")),
            (31, (UNMET, "łącznie dni: 61 (w innych udziałach: 31), limit: 60")),
        ],
    )
    def test_time_in_the_programme_is_counted_together(self, days, expected):
        one, on = person(), date(2015, 12, 2)
        earlier = make.edition(1, starts_on=date(2014, 1, 1), ends_on=date(2014, 12, 31))
        part = make.enrolment(one, earlier)
        actions.complete(by=staff(), enrolment=part, on=date(2014, 1, days))
        assert verdict(Check.TOTAL_TIME, one, on, months=2) == expected

    def test_any_of_the_alternatives_will_do(self):
        one, none = person("Ma"), person("Nie ma")
        fact(one, "addiction", BEFORE)
        edition = make.edition(1, kind=Kind.CIS)
        with_one, without = assess(edition, [one, none], START)
        assert [verdict.reason for verdict in with_one.met] == ["uzależnienie od 01.03.2015"]
        (lacking,) = without.unknown
        assert lacking.reason == (
            "brak danych o: bezdomności, uzależnieniu, chorobie psychicznej, "
            "rejestracji w urzędzie pracy, opuszczeniu zakładu karnego, statusie uchodźcy, "
            "niepełnosprawności"
        )


@pytest.mark.parametrize("kind", [Kind.PAI, Kind.PSU, Kind.CIS])
@pytest.mark.parametrize("many", [1, 20])
def test_twenty_people_are_judged_with_as_many_queries_as_one(
    kind, many, django_assert_num_queries
):
    edition = make.edition(1, kind=kind)
    everybody = [person(f"Osoba{'a' * number}") for number in range(many)]
    for one in everybody:
        fact(one, "registered", BEFORE)
        people.record_profile(by=staff(), participant=one, profile="III", on=BEFORE)
        people.sign_contract(by=staff(), participant=one, kind="A", on=BEFORE)
        make.referral(one, program=edition.program, edition=edition)
    # conditions, referrals, facts, with PAI profiles and earlier parts, with PSU contracts
    expected = {Kind.PAI: 5, Kind.PSU: 4, Kind.CIS: 3}[kind]
    with django_assert_num_queries(expected):
        assert len(assess(edition, everybody, START)) == many


def test_the_administration_edits_conditions(client_as):
    client = client_as("administrator")
    url = "/administracja/programs/entrycondition/"
    typed = {
        "program_kind": "local",
        "check_kind": "adult",
        "valid_from": timezone.localdate().isoformat(),
        "legal_basis": "regulamin",
    }
    assert client.post(f"{url}add/", typed).status_code == 302
    assert str(EntryCondition.objects.get(program_kind="local")) == "pełnoletność"
