"""What still has to be entered: what is asked for, in which words, and what is left alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.missing import Kind, missing_in, recent
from programs.missing.agreements import validity
from programs.missing.gaps import stage_on
from programs.models import Agreement, Assessment, Cost, Institution
from programs.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2015-05-10")]

START, END = date(2015, 3, 2), date(2015, 6, 30)
MAY = date(2015, 5, 1)


def found(edition, kind: Kind) -> list[tuple[str, str]]:
    """Sentences and addresses of one kind."""
    edition.refresh_from_db()
    return [(item.text, item.url) for item in missing_in([edition]) if item.kind == kind]


def texts(edition, kind: Kind) -> list[str]:
    return [text for text, _ in found(edition, kind)]


def enrolled(edition, people: int):
    return [make.enrolment(person(f"Osoba{'a' * n}"), edition) for n in range(people)]


def page(name: str, edition, query: str = "") -> str:
    return reverse(name, args=[edition.pk]) + query


class TestResults:
    @pytest.mark.parametrize(
        ("people", "sentence"),
        [
            (1, "1 osoba bez wpisanego wyniku udziału"),
            (2, "2 osoby bez wpisanego wyniku udziału"),
            (5, "5 osób bez wpisanego wyniku udziału"),
            (12, "12 osób bez wpisanego wyniku udziału"),
            (22, "22 osoby bez wpisanego wyniku udziału"),
        ],
    )
    def test_they_are_counted_in_polish_and_lead_to_the_form(self, people, sentence):
        edition = make.edition(ends_on=date(2015, 5, 9))
        enrolled(edition, people)
        assert found(edition, Kind.RESULTS) == [(sentence, page("enrolments_complete", edition))]

    def test_they_are_not_asked_for_on_the_last_day_nor_of_those_who_have_one(self):
        running = make.edition(1, ends_on=date(2015, 5, 10))
        enrolled(running, 1)
        over = make.edition(2, ends_on=date(2015, 5, 9))
        actions.complete(by=staff(), enrolment=make.enrolment(in_edition=over))
        assert (texts(running, Kind.RESULTS), texts(over, Kind.RESULTS)) == ([], [])


class TestHours:
    def test_each_whole_month_of_an_enrolment_is_asked_for(self):
        make.rate("hourly", "8.10")
        edition = make.edition()
        enrolled(edition, 2)
        late = make.enrolment(person("Późna"), edition, on=date(2015, 4, 15))
        actions.record_hours(by=staff(), enrolment=late, month=date(2015, 4, 1), hours=Decimal(0))
        assert found(edition, Kind.HOURS) == [
            ("2 osoby bez godzin za 03.2015", page("edition_hours", edition, "?month=2015-03")),
            ("2 osoby bez godzin za 04.2015", page("edition_hours", edition, "?month=2015-04")),
        ]

    def test_nobody_is_asked_for_months_after_the_end(self):
        make.rate("hourly", "8.10")
        edition = make.edition()
        [part] = enrolled(edition, 1)
        actions.interrupt(by=staff(), enrolment=part, on=date(2015, 3, 31), reason=make.reason())
        assert texts(edition, Kind.HOURS) == ["1 osoba bez godzin za 03.2015"]

    def test_a_settled_month_is_left_alone(self):
        make.rate("hourly", "8.10")
        edition = make.edition()
        enrolled(edition, 1)
        make.cost(
            kind=Cost.Kind.ALLOWANCES, period_from=date(2015, 3, 1), period_to=date(2015, 3, 31)
        )
        assert texts(edition, Kind.HOURS) == ["1 osoba bez godzin za 04.2015"]

    def test_only_programmes_whose_hours_are_kept_are_asked(self):
        edition = make.edition()
        one, _ = enrolled(edition, 2)
        assert texts(edition, Kind.HOURS) == []
        actions.record_hours(by=staff(), enrolment=one, month=date(2015, 4, 1), hours=Decimal(9))
        assert texts(edition, Kind.HOURS) == [
            "2 osoby bez godzin za 03.2015",
            "1 osoba bez godzin za 04.2015",
        ]


class TestAfterTheEnd:
    def completed(self, on: date, **plan):
        plan = {"kind": "pai", "starts_on": date(2014, 10, 1), **plan}
        edition = make.edition(ends_on=on, **plan)
        part = make.enrolment(in_edition=edition)
        return edition, actions.complete(by=staff(), enrolment=part, on=on)

    def test_a_certificate_is_asked_for_where_completion_is_certified(self):
        edition, part = self.completed(date(2015, 5, 1))
        assert found(edition, Kind.CERTIFICATES) == [
            ("1 osoba bez zaświadczenia mimo ukończenia", page("certificates_issue", edition))
        ]
        actions.issue_certificates(
            by=staff(), edition=edition, enrolments=[part], on=date(2015, 5, 2)
        )
        public_works, _ = self.completed(date(2015, 5, 1), kind="public_works")
        assert texts(edition, Kind.CERTIFICATES) == texts(public_works, Kind.CERTIFICATES) == []

    def test_sheets_before_are_asked_of_all_and_after_of_those_who_completed(self):
        edition, part = self.completed(date(2015, 5, 1))
        ongoing = make.enrolment(person("Druga"), edition)
        assert texts(edition, Kind.SHEETS_BEFORE) == ["2 osoby bez arkusza „przed”"]
        assert texts(edition, Kind.SHEETS_AFTER) == ["1 osoba bez arkusza „po”"]
        for enrolment, stage in ((part, "before"), (ongoing, "before"), (part, "after")):
            actions.record_scores(
                by=staff(),
                enrolment=enrolment,
                sheet=Assessment.Sheet.SELF,
                stage=stage,
                on=START,
                scores={"activity": 3},
            )
        assert texts(edition, Kind.SHEETS_BEFORE) == texts(edition, Kind.SHEETS_AFTER) == []

    def test_a_new_profile_is_asked_for_after_pai_and_only_while_there_were_profiles(self):
        edition, part = self.completed(date(2015, 5, 1))
        assert found(edition, Kind.PROFILES) == [
            ("1 osoba bez nowego profilu z urzędu pracy", page("profiles_add", edition))
        ]
        actions.record_profiles(
            by=staff(), enrolments=[part], profile="II", on=date(2015, 5, 9), source="PUP"
        )
        later, _ = self.completed(date(2019, 7, 1), starts_on=date(2019, 5, 1))
        assert texts(edition, Kind.PROFILES) == texts(later, Kind.PROFILES) == []

    @pytest.mark.parametrize(
        ("ended_on", "stage"),
        [
            (date(2015, 4, 11), None),
            (date(2015, 4, 10), 30),
            (date(2015, 2, 10), 30),
            (date(2015, 2, 9), 90),
            (date(2014, 11, 12), 90),
            (date(2014, 11, 11), 180),
        ],
    )
    def test_what_became_of_a_person_is_asked_after_30_90_and_180_days(self, ended_on, stage):
        edition, _ = self.completed(ended_on)
        expected = [
            (
                f"Minęło {stage} dni od zakończenia: zapytaj 1 osobę, co się zmieniło",
                page("follow_ups_add", edition, f"?after={stage}"),
            )
        ]
        assert found(edition, Kind.FOLLOW_UPS) == (expected if stage else [])
        assert stage_on(ended_on, date(2015, 5, 10)) == stage

    def test_nobody_is_asked_after_for_ever(self):
        edition, _ = self.completed(date(2014, 5, 10), starts_on=date(2014, 3, 1))
        forgotten, _ = self.completed(date(2014, 5, 9), starts_on=date(2014, 3, 1), number=2)
        assert len(found(edition, Kind.FOLLOW_UPS)) == 1
        assert found(forgotten, Kind.FOLLOW_UPS) == []

    def test_an_outcome_answers_the_reminder(self):
        edition, part = self.completed(date(2015, 4, 1))
        actions.record_outcome(by=staff(), enrolment=part, kind="internship", on=date(2015, 5, 5))
        assert texts(edition, Kind.FOLLOW_UPS) == []

    def test_no_change_answers_it_until_the_next(self, time_machine):
        edition, part = self.completed(date(2015, 4, 1))
        actions.note_no_change(by=staff(), enrolments=[part], on=date(2015, 5, 10), note="telefon")
        assert texts(edition, Kind.FOLLOW_UPS) == []
        time_machine.move_to("2015-06-30")
        assert texts(edition, Kind.FOLLOW_UPS) == [
            "Minęło 90 dni od zakończenia: zapytaj 1 osobę, co się zmieniło"
        ]


class TestDecisions:
    def referred(self, edition, people: int):
        return [make.referral(person(f"Nowa{'a' * n}"), edition=edition) for n in range(people)]

    def test_who_waits_is_counted_once_the_edition_has_begun(self):
        edition, ahead = make.edition(1), make.edition(2, starts_on=date(2015, 5, 11))
        first, second, _, taken = self.referred(edition, 4)
        self.referred(ahead, 1)
        actions.decide(by=staff(), referral=first, decision="reserve", on=START)
        actions.record_interview(by=staff(), referral=second, on=START)
        make.enrolment(taken.participant, edition)
        form = page("edition_referrals", edition, "?stage=pending&listed=edition")
        assert found(edition, Kind.DECISIONS) == [
            ("2 osoby skierowane bez decyzji, w tym 1 bez rozmowy", form)
        ]
        assert texts(ahead, Kind.DECISIONS) == []

    def test_the_list_to_which_it_leads_holds_exactly_them(self, client_as):
        edition = make.edition()
        decided, waiting, taken = self.referred(edition, 3)
        make.referral(person("Zlisty"))
        actions.decide(by=staff(), referral=decided, decision="reserve", on=START)
        make.enrolment(taken.participant, edition)
        [(_, address)] = found(edition, Kind.DECISIONS)
        shown = client_as(Role.CASEWORKER).get(address).context["page_obj"]
        assert list(shown) == [waiting]


class TestAgreements:
    @pytest.mark.parametrize(
        ("valid_to", "sentence"),
        [
            (date(2015, 5, 9), "wygasło 09.05.2015"),
            (date(2015, 5, 10), "wygasa dziś"),
            (date(2015, 5, 11), "wygasa za 1 dzień"),
            (date(2015, 5, 12), "wygasa za 2 dni"),
            (date(2015, 5, 22), "wygasa za 12 dni"),
        ],
    )
    def test_how_near_the_end_is_reads_in_polish(self, valid_to, sentence):
        assert validity(valid_to, date(2015, 5, 10)) == sentence

    @pytest.mark.parametrize(
        ("valid_to", "ends_on", "count"),
        [
            (date(2015, 6, 9), END, 1),
            (date(2015, 6, 10), END, 0),
            (date(2015, 5, 12), date(2015, 5, 12), 0),
            (date(2015, 5, 1), date(2015, 5, 9), 0),
            (None, END, 0),
        ],
    )
    def test_it_is_spoken_of_a_month_ahead_while_the_edition_outlasts_it(
        self, valid_to, ends_on, count
    ):
        agreement = make.agreement(valid_to=valid_to)
        edition = make.edition(agreement=agreement, ends_on=ends_on)
        assert len(found(edition, Kind.AGREEMENT)) == count

    def test_an_edition_without_one_leads_to_its_form(self):
        edition = make.edition()
        assert found(edition, Kind.NO_AGREEMENT) == [
            ("edycja bez porozumienia", page("edition_edit", edition))
        ]

    def test_the_latest_supervision_of_where_people_work_counts(self):
        edition = make.edition()
        enrolled(edition, 2)
        parties = [make.institution(), make.institution("Ośrodek", Institution.Kind.MOPS)]
        terms = {"kind": Agreement.Kind.SUPERVISION, "on": START, "parties": parties}
        first = make.agreement(valid_to=date(2015, 5, 1), **terms)
        assert found(edition, Kind.SUPERVISION) == [
            (
                "Urząd Testowy: porozumienie o nadzorze z 02.03.2015 wygasło 01.05.2015",
                first.get_absolute_url(),
            )
        ]
        make.agreement(valid_to=date(2016, 1, 1), **terms)
        assert found(edition, Kind.SUPERVISION) == []


def test_a_closed_edition_wants_nothing_but_news_of_its_people():
    edition = make.edition(ends_on=date(2015, 4, 10))
    part = make.enrolment(in_edition=edition)
    actions.complete(by=staff(), enrolment=part)
    make.rate("hourly", "8.10")
    assert {item.kind for item in missing_in([edition])} == {
        Kind.HOURS, Kind.NO_AGREEMENT, Kind.FOLLOW_UPS
    }  # fmt: skip
    edition = actions.close_edition(by=staff(), edition=edition, on=MAY, reason="bez godzin")
    assert {item.kind for item in missing_in([edition])} == {Kind.FOLLOW_UPS}


def test_editions_of_the_last_year_and_those_about_to_begin_are_looked_at():
    make.edition(1, starts_on=date(2014, 1, 1), ends_on=date(2014, 5, 9))
    ended = make.edition(2, starts_on=date(2014, 1, 1), ends_on=date(2014, 5, 10))
    running = make.edition(3)
    filling = make.edition(4, starts_on=date(2015, 7, 9), ends_on=date(2015, 9, 9))
    make.edition(5, starts_on=date(2015, 7, 10), ends_on=date(2015, 9, 9))
    assert set(recent()) == {ended, running, filling}


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_editions_is_asked_about_in_four_queries(number, django_assert_num_queries):
    for one in range(number):
        edition = make.edition(one + 1, ends_on=date(2015, 5, 9))
        enrolled(edition, one + 1)
        make.referral(person(f"Nowa{'a' * one}"), edition=edition)
    editions = list(recent())
    with django_assert_num_queries(4):
        items = missing_in(editions)
    assert sum(item.kind == Kind.RESULTS for item in items) == number


class TestPages:
    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_asks_as_often_for_three_editions_as_for_one(
        self, number, client_as, django_assert_num_queries
    ):
        client = client_as(Role.HEAD)
        for one in range(number):
            enrolled(make.edition(one + 1, ends_on=date(2015, 5, 9)), 1)
        # session, account, permissions twice, editions, people, referrals, hours, supervision,
        # who leads, centre, roles
        with django_assert_num_queries(12):
            response = client.get(reverse("missing_list"))
        assert len(response.context["page_obj"]) == 2 * number

    def test_an_auditor_reads_without_the_forms(self, client_as):
        edition = make.edition(ends_on=date(2015, 5, 9))
        enrolled(edition, 1)
        sentence, form = (
            "1 osoba bez wpisanego wyniku udziału",
            page("enrolments_complete", edition),
        )
        for role, links in ((Role.AUDITOR, 0), (Role.CASEWORKER, 1)):
            text = client_as(role).get(reverse("missing_list")).text
            assert (sentence in text, text.count(f'href="{form}"')) == (True, links)

    def test_it_is_narrowed_down_to_who_leads(self, client_as, account):
        mine = make.edition(1, caseworker=account(Role.CASEWORKER))
        make.edition(2, caseworker=account(Role.HEAD))
        asked = {"caseworker": account(Role.CASEWORKER).pk}
        shown = client_as(Role.HEAD).get(reverse("missing_list"), asked).context["page_obj"]
        assert [item.edition for item in shown] == [mine]
