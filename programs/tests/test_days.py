"""Days of work: how they make up months, what is refused, and how two clerks share a sheet."""

import json
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.grids import sheet
from programs.models import Cost, Enrolment, WorkDay, WorkMonth
from programs.presence import Presence
from programs.tests import factories as make
from programs.tests.test_entry import at_once
from programs.working_days import holiday_name

pytestmark = pytest.mark.django_db

APRIL = date(2015, 4, 1)


def entry(part: Enrolment, day: date, now: str, was: str = "", place=None) -> actions.DayEntry:
    place = place.pk if place else part.facility_id
    return actions.DayEntry(part.pk, day, Presence.read(was), Presence.read(now), place)


def record(edition, *entries, **decisions) -> actions.Saved:
    return actions.record_work_days(by=staff(), edition=edition, entries=entries, **decisions)


def refused(edition, *entries, **decisions) -> actions.SheetRefused:
    with pytest.raises(actions.SheetRefused) as caught:
        record(edition, *entries, **decisions)
    return caught.value


def months() -> dict:
    return {row.month: row.hours for row in WorkMonth.objects.all()}


@pytest.fixture
def part():
    return make.enrolment(person("Ala"), make.edition())


class TestMonths:
    def test_a_month_is_the_sum_of_its_days(self, part):
        record(part.edition, entry(part, APRIL, "4,5"), entry(part, date(2015, 4, 30), "2"))
        record(part.edition, entry(part, date(2015, 5, 4), "3"))
        assert months() == {APRIL: Decimal("6.50"), date(2015, 5, 1): 3}
        record(part.edition, entry(part, APRIL, "n", "4,5"))
        assert months()[APRIL] == 2

    def test_absence_is_zero_hours_and_a_cleared_month_is_not_entered(self, part):
        record(part.edition, entry(part, APRIL, "u"))
        assert months() == {APRIL: 0}
        record(part.edition, entry(part, APRIL, "", "u"))
        assert (months(), WorkDay.objects.count()) == ({}, 0)

    def test_a_total_is_replaced_only_when_confirmed(self, part):
        actions.record_hours(by=staff(), enrolment=part, month=APRIL, hours=Decimal(30))
        wrong = refused(part.edition, entry(part, APRIL, "4"))
        assert (wrong.totals, wrong.cells) == (["Ala Anna, 04.2015: 30 h"], {})
        assert (months(), WorkDay.objects.count()) == ({APRIL: 30}, 0)
        record(part.edition, entry(part, APRIL, "4"), replaces_totals=True)
        assert months() == {APRIL: 4}

    def test_a_total_is_not_written_over_days(self, part):
        record(part.edition, entry(part, APRIL, "4"))
        month = WorkMonth.objects.get()
        with pytest.raises(IntegrityError, match="są sumą wpisanych dni"), transaction.atomic():
            WorkMonth.objects.update(hours=9)
        with pytest.raises(IntegrityError, match="są sumą wpisanych dni"), transaction.atomic():
            WorkMonth.objects.update(month=date(2015, 5, 1))
        typed = actions.MonthEntry(part, part.facility, None, month.hours)
        with pytest.raises(Exception, match="są sumą wpisanych dni"):
            actions.record_month(by=staff(), edition=part.edition, month=APRIL, entries=[typed])
        assert months() == {APRIL: 4}

    def test_days_moved_to_another_facility_take_their_hours_along(self, part):
        record(part.edition, entry(part, APRIL, "4"))
        other = make.facility("Druga")
        WorkDay.objects.update(facility=other)
        assert WorkMonth.objects.get().facility == other

    def test_a_month_deleted_takes_its_days_along(self, part):
        record(part.edition, entry(part, APRIL, "4"), entry(part, date(2015, 5, 4), "3"))
        WorkMonth.objects.get(month=APRIL).delete()
        assert [row.day for row in WorkDay.objects.all()] == [date(2015, 5, 4)]

    def test_an_enrolment_is_deleted_with_its_days(self, part):
        record(part.edition, entry(part, APRIL, "4"))
        part.delete()
        assert (WorkDay.objects.count(), months()) == (0, {})

    def test_an_enrolment_does_not_end_before_its_days(self, part):
        record(part.edition, entry(part, APRIL, "4"))
        with pytest.raises(Exception, match="poza nowymi datami udziału"):
            actions.interrupt(
                by=staff(), enrolment=part, on=date(2015, 3, 31), reason=make.reason()
            )

    def test_the_29th_of_february_and_an_edition_over_new_year(self):
        edition = make.edition(starts_on=date(2015, 12, 1), ends_on=date(2016, 2, 29))
        part = make.enrolment(person("Ala"), edition)
        days = [date(2015, 12, 31), date(2016, 1, 1), date(2016, 2, 29)]
        record(edition, *(entry(part, day, "2") for day in days))
        assert months() == {date(2015, 12, 1): 2, date(2016, 1, 1): 2, date(2016, 2, 1): 2}


class TestRefusals:
    def test_everything_wrong_is_told_at_once_and_nothing_is_saved(self, part):
        make.cost(
            kind=Cost.Kind.ALLOWANCES, period_from=date(2015, 5, 1), period_to=date(2015, 5, 31)
        )
        stranger = make.enrolment(person("Obca"), make.edition(2))
        wrong = refused(
            part.edition,
            entry(part, APRIL, "4"),
            entry(part, date(2015, 3, 1), "4"),
            entry(part, date(2015, 5, 4), "4"),
            entry(stranger, APRIL, "4"),
            unread={("1", "x"): "tej komórki nie ma w arkuszu"},
        )
        row = f"{part.pk}-{part.facility_id}"
        assert wrong.cells == {
            ("1", "x"): "tej komórki nie ma w arkuszu",
            (row, "2015-03-01"): "w tym dniu ta osoba nie uczestniczyła",
            (row, "2015-05-04"): "miesiąc 05.2015 jest już rozliczony",
            (
                f"{stranger.pk}-{part.facility_id}",
                "2015-04-01",
            ): "tej osoby nie ma już w tej edycji",
        }
        assert WorkDay.objects.count() == 0

    def test_a_day_to_come_is_refused(self):
        today = timezone.localdate()
        edition = make.edition(starts_on=today, ends_on=today + timedelta(days=9))
        part = make.enrolment(person("Ala"), edition)
        wrong = refused(edition, entry(part, today + timedelta(days=1), "4"))
        assert list(wrong.cells.values()) == ["ten dzień jeszcze nie nadszedł"]
        assert record(edition, entry(part, today, "4")).changed == 1

    def test_the_database_refuses_a_day_outside_the_enrolment(self, part):
        with pytest.raises(IntegrityError, match="nie uczestniczyła"), transaction.atomic():
            part.work_days.create(facility=part.facility, day=date(2015, 7, 1), mark="absent")

    @pytest.mark.parametrize("typed", ["-1", "25", "x", "1,555", "24,5", "٤"])
    def test_impossible_hours_cannot_be_read(self, typed):
        with pytest.raises(Exception, match="godzin"):
            Presence.read(typed)

    @pytest.mark.parametrize(
        ("typed", "text"), [("4,50", "4,5"), (" 4.25 ", "4,25"), ("0", "0"), ("N", "n"), ("u", "u")]
    )
    def test_hours_and_marks_are_read_and_written(self, typed, text):
        assert str(Presence.read(typed)) == text

    def test_totals_of_a_settled_month_are_refused_one_by_one_too(self, part):
        make.cost(kind=Cost.Kind.ALLOWANCES, period_from=APRIL, period_to=date(2015, 4, 30))
        with pytest.raises(Exception, match=r"Miesiąc 04.2015 jest już rozliczony."):
            actions.record_hours(by=staff(), enrolment=part, month=APRIL, hours=Decimal(4))


class TestLimits:
    @pytest.fixture(autouse=True)
    def limits(self):
        make.rate("weekly_hours", "10")
        make.rate("monthly_hours", "40")

    def test_over_the_week_needs_a_reason_that_is_kept(self, part):
        week = [entry(part, date(2015, 4, 13 + n), "4") for n in range(3)]
        wrong = refused(part.edition, *week)
        assert wrong.over == ["Ala Anna, tydzień od 13.04.2015: 12 h przy limicie 10 h"]
        assert WorkDay.objects.count() == 0
        record(part.edition, *week, reason="zgodnie z listą")
        assert WorkMonth.objects.get().override_reason == "zgodnie z listą"
        record(part.edition, entry(part, date(2015, 4, 13), "2", "4"))
        assert WorkMonth.objects.get().override_reason == ""

    def test_exactly_the_limit_is_allowed(self, part):
        days = [date(2015, 4, n) for n in (1, 7, 14, 21)]
        record(part.edition, *(entry(part, day, "10") for day in days))
        assert months() == {APRIL: 40}
        wrong = refused(part.edition, entry(part, date(2015, 4, 29), "0,25"))
        assert wrong.over == ["Ala Anna, miesiąc 04.2015: 40,25 h przy limicie 40 h"]

    def test_a_week_over_the_months_end_counts_both_months(self, part):
        record(part.edition, entry(part, date(2015, 3, 30), "8"))
        wrong = refused(part.edition, entry(part, date(2015, 4, 3), "3"))
        assert wrong.over == ["Ala Anna, tydzień od 30.03.2015: 11 h przy limicie 10 h"]

    def test_hours_of_another_edition_and_facility_count(self, part):
        other = make.enrolment(part.participant, make.edition(2))
        record(other.edition, entry(other, date(2015, 4, 13), "8", place=make.facility("Druga")))
        assert refused(part.edition, entry(part, date(2015, 4, 14), "3")).over != []
        assert record(part.edition, entry(part, date(2015, 4, 14), "2")).changed == 1

    def test_a_limit_holds_from_its_day(self):
        edition = make.edition(starts_on=date(2014, 12, 1))
        part = make.enrolment(person("Ala"), edition)
        # The limits came into force on 1 January 2015, a Thursday: that week had none on Monday.
        assert record(edition, entry(part, date(2015, 1, 2), "12")).changed == 1
        assert refused(edition, entry(part, date(2015, 1, 5), "12")).over != []

    def test_correcting_hours_down_asks_for_nothing(self, part):
        record(part.edition, entry(part, APRIL, "14"), reason="lista")
        assert record(part.edition, entry(part, APRIL, "13", "14")).changed == 1


class TestTwoClerks:
    def test_what_others_typed_is_left_told_and_the_rest_saved(self, part, account):
        ola = make.enrolment(person("Ola"), part.edition)
        colleague = account(Role.HEAD, first_name="Jan", last_name="Inny")
        actions.record_work_days(
            by=colleague, edition=part.edition, entries=[entry(part, APRIL, "4")]
        )
        saved = record(part.edition, entry(part, APRIL, "5"), entry(ola, APRIL, "6"))
        (conflict,) = saved.conflicts
        assert (saved.changed, str(conflict.stands), conflict.by) == (1, "4", "Jan Inny")
        assert dict(WorkDay.objects.values_list("enrolment", "hours")) == {part.pk: 4, ola.pk: 6}

    def test_a_cell_cleared_meanwhile_is_told_too(self, part, account):
        record(part.edition, entry(part, APRIL, "4"))
        actions.record_work_days(
            by=account(Role.HEAD), edition=part.edition, entries=[entry(part, APRIL, "", "4")]
        )
        (conflict,) = record(part.edition, entry(part, APRIL, "5", "4")).conflicts
        assert (conflict.stands, conflict.by) == (None, "kierownik")

    def test_the_same_sent_again_changes_nothing(self, part):
        record(part.edition, entry(part, APRIL, "4"))
        again = record(part.edition, entry(part, APRIL, "4"))
        assert (again.changed, list(again.conflicts)) == (0, [])


@pytest.mark.parametrize("people", [1, 3])
def test_saving_asks_as_often_for_many_days_as_for_one(people, django_assert_num_queries):
    make.rate("weekly_hours", "40")
    edition = make.edition()
    parts = [make.enrolment(person(f"Osoba{'a' * n}"), edition) for n in range(people)]
    record(edition, *(entry(part, date(2015, 4, 2), "4") for part in parts))
    days = [APRIL, date(2015, 4, 8)][:people]
    entries = [entry(part, day, "4") for part in parts for day in days]
    entries += [entry(part, date(2015, 4, 2), "", "4") for part in parts]
    # savepoints (4), programme, enrolments, days around, months, limits, settled, insert, delete,
    # reasons: those of people within the limit are dropped
    with django_assert_num_queries(12):
        record(edition, *entries)


class TestPage:
    @pytest.fixture
    def client(self, client_as):
        return client_as(Role.CASEWORKER)

    def url(self, edition, month: str = "2015-04") -> str:
        return reverse("edition_hours", args=[edition.pk]) + f"?month={month}"

    def send(self, client, edition, *changes, **fields):
        return client.post(self.url(edition), {"changes": json.dumps(changes), **fields})

    @pytest.mark.parametrize("people", [1, 3])
    def test_the_grid_asks_as_often_for_three_people_as_for_one(
        self, people, client, django_assert_num_queries
    ):
        edition = make.edition()
        for number in range(people):
            part = make.enrolment(person(f"Osoba{'a' * number}"), edition)
            record(edition, entry(part, APRIL, "4"))
        # session, account, permissions twice, edition, people, days, months, settled,
        # limits, journal, centre, roles
        with django_assert_num_queries(13):
            page = client.get(self.url(edition))
        assert len(page.context["sheet"].rows) == people

    def test_sums_count_the_neighbouring_month_in_weeks_only(self, client, part):
        record(part.edition, entry(part, date(2015, 3, 31), "3"), entry(part, APRIL, "4,5"))
        (row,) = client.get(self.url(part.edition)).context["sheet"].rows
        assert (row.texts["week-2015-03-30"], row.texts["sum"]) == ("7,5", "4,5")

    def test_who_moved_to_another_facility_has_a_row_in_each(self, client, part):
        record(part.edition, entry(part, APRIL, "4"))
        Enrolment.objects.update(facility=make.facility("Druga"))
        rows = client.get(self.url(part.edition)).context["sheet"].rows
        assert [(row.detail, row.texts.get("sum", "")) for row in rows] == [
            ("Druga", ""), ("Szkoła Testowa", "4")
        ]  # fmt: skip

    def test_days_that_cannot_be_typed_in_are_closed(self, client):
        edition = make.edition()
        part = make.enrolment(person("Ala"), edition, on=date(2015, 4, 8))
        actions.interrupt(by=staff(), enrolment=part, on=date(2015, 4, 15), reason=make.reason())
        (row,) = client.get(self.url(edition)).context["sheet"].rows
        open_days = [
            key for key in (f"2015-04-{n:02}" for n in range(1, 31)) if key not in row.closed
        ]
        assert open_days == [f"2015-04-{n:02}" for n in range(8, 16)]

    def test_changes_are_saved_and_answered(self, client, part):
        row = f"{part.pk}-{part.facility_id}"
        answer = self.send(client, part.edition, [row, "2015-04-01", "", "4,5"])
        assert (answer.status_code, answer.json()["saved"]) == (200, 1)
        assert months() == {APRIL: Decimal("4.5")}
        answer = self.send(
            client, part.edition, [row, "2015-04-01", "", "6"], [row, "2015-04-02", "", "x"]
        )
        assert answer.status_code == 422
        assert [cell["column"] for cell in answer.json()["errors"]] == ["2015-04-02"]
        answer = self.send(client, part.edition, [row, "2015-04-01", "", "6"])
        assert answer.json()["conflicts"] == [
            {"row": row, "column": "2015-04-01", "stands": "4,5", "by": "pracownik"}
        ]

    @pytest.mark.parametrize("changes", ["", "x", "[1]", '[["a"]]', "{}x"])
    def test_unreadable_changes_are_refused(self, client, part, changes):
        assert client.post(self.url(part.edition), {"changes": changes}).status_code == 400

    def test_a_row_without_a_facility_takes_the_one_chosen(self, client):
        edition = make.edition()
        part = make.enrolment(person("Ala"), edition, facility=None)
        change = [str(part.pk), "2015-04-01", "", "4"]
        answer = self.send(client, edition, change)
        assert answer.json()["errors"][0]["sentence"].startswith("wybierz placówkę")
        answer = self.send(client, edition, change, facility=make.facility().pk)
        assert (answer.json()["saved"], WorkDay.objects.get().facility) == (1, make.facility())

    def test_a_month_entered_as_a_total_says_so(self, client, part):
        actions.record_hours(by=staff(), enrolment=part, month=APRIL, hours=Decimal(30))
        page = client.get(self.url(part.edition))
        assert page.context["sheet"].rows[0].note == "wpisano sumę miesiąca 04.2015: 30 h"
        assert page.context["sheet"].rows[0].texts["sum"] == "30"

    def test_holidays_and_weekends_are_shown_and_open(self, client, part):
        sheet = client.get(self.url(part.edition)).context["sheet"]
        free = {column.key[-2:] for column in sheet.columns if column.is_free}
        weekends = {"04", "05", "11", "12", "18", "19", "25", "26"}
        assert free == weekends | {"06"}
        assert "2015-04-06" not in sheet.rows[0].closed


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2015, 6, 4), "Dzień Bożego Ciała"),
        (date(2016, 3, 28), "Poniedziałek Wielkanocny"),
        (date(2010, 1, 6), ""),
        (date(2011, 1, 6), "Święto Trzech Króli"),
        (date(2024, 12, 24), ""),
        (date(2025, 12, 24), "Wigilia Bożego Narodzenia"),
        (date(2015, 4, 7), ""),
    ],
)
def test_public_holidays(day, name):
    assert holiday_name(day) == name


class TestWeek:
    @pytest.fixture
    def client(self, client_as):
        return client_as(Role.CASEWORKER)

    def send(self, client, part, typed: dict, was: dict | None = None, **fields):
        url = reverse("edition_week", args=[part.edition_id]) + "?monday=2015-03-30"
        days = [(date(2015, 3, 30) + timedelta(days=n)).isoformat() for n in range(7)]
        row = f"{part.pk}-{part.facility_id}"
        data = {
            "columns": "|".join(days),
            f"was:{row}": "|".join((was or {}).get(day, "") for day in days),
            **{f"cell:{row}:{day}": text for day, text in typed.items()},
            **fields,
        }
        return client.post(url, data)

    def test_a_week_over_the_months_end_is_typed_without_the_script(self, client, part):
        answer = self.send(client, part, {"2015-03-31": "4", "2015-04-01": "2,5"})
        assert answer.status_code == 302
        assert months() == {date(2015, 3, 1): 4, APRIL: Decimal("2.5")}

    def test_what_was_typed_stays_beside_what_is_wrong(self, client, part):
        page = self.send(client, part, {"2015-03-31": "44", "2015-04-01": "2"})
        assert page.context["plain"].problems() == [
            "Ala Anna, wtorek 31.03.2015: dzień ma od 0 do 24 godzin."
        ]
        assert ('value="44"' in page.text, 'value="2"' in page.text, months()) == (True, True, {})

    @pytest.mark.parametrize("day", [3, 30])
    def test_days_of_the_month_in_other_weeks_are_no_total(self, client, part, day):
        record(part.edition, entry(part, date(2015, 4, day), "4"))
        url = reverse("edition_week", args=[part.edition_id])
        [row] = client.get(url, {"monday": "2015-04-13"}).context["sheet"].rows
        assert row.note == ""

    def test_a_limit_is_exceeded_with_a_reason(self, client, part):
        make.rate("weekly_hours", "10")
        page = self.send(client, part, {"2015-03-31": "11"})
        assert 'name="reason"' in page.text
        assert self.send(client, part, {"2015-03-31": "11"}, reason="lista").status_code == 302

    def test_a_colleagues_change_is_shown_before_it_is_replaced(self, client, part):
        record(part.edition, entry(part, APRIL, "4"))
        page = self.send(client, part, {"2015-04-01": "5", "2015-04-02": "2"})
        assert page.context["plain"].problems() == [
            (
                "Ala Anna, środa 01.04.2015: tester w tym czasie: 4; tutaj: 5. "
                "Zapisz jeszcze raz, jeśli ma zostać to, co wpisano tutaj."
            )
        ]
        assert ('value="||4|2|||"' in page.text, 'value="5"' in page.text) == (True, True)
        again = self.send(client, part, {"2015-04-01": "5"}, {"2015-04-01": "4"})
        assert (again.status_code, months()) == (302, {APRIL: 7})

    def test_empty_working_days_are_filled_like_the_week_before(self, client, part):
        record(
            part.edition,
            entry(part, date(2015, 3, 24), "4"),
            entry(part, date(2015, 3, 25), "n"),
            entry(part, date(2015, 3, 28), "2"),
            entry(part, date(2015, 3, 31), "1"),
            entry(part, date(2015, 3, 30), "3"),
        )
        url = reverse("edition_week", args=[part.edition_id])
        page = client.get(url, {"monday": "2015-04-06", "like": "previous"})
        row = f"{part.pk}-{part.facility_id}"
        # Easter Monday stays empty.
        assert page.context["plain"].typed == {(row, "2015-04-07"): "1"}
        assert WorkDay.objects.count() == 5

    @pytest.mark.parametrize(
        ("monday", "around"),
        [
            ("2015-03-02", [None, "2015-03-09"]),
            ("2015-03-30", ["2015-03-23", "2015-04-06"]),
            ("2015-06-29", ["2015-06-22", None]),
        ],
    )
    def test_leads_to_the_weeks_around_and_back_to_its_month(self, client, part, monday, around):
        url = reverse("edition_week", args=[part.edition_id])
        page = client.get(url, {"monday": monday})
        assert [week and str(week.monday) for week in page.context["neighbours"]] == around
        assert all(f"?monday={week}" in page.text for week in around if week)
        month = f"{page.context['month']:%Y-%m}"
        assert (
            f'{reverse("edition_hours", args=[part.edition_id])}?month={month}">Wróć' in page.text
        )

    @pytest.mark.parametrize("monday", ["2015-02-16", "2015-03-31", "x"])
    def test_a_week_outside_the_edition_is_refused(self, client, part, monday):
        url = reverse("edition_week", args=[part.edition_id])
        assert client.get(url, {"monday": monday}).status_code == 400


@pytest.mark.parametrize("people", [1, 3])
def test_the_overview_asks_as_often_for_three_people_as_for_one(
    people, client_as, django_assert_num_queries
):
    edition = make.edition()
    for number in range(people):
        part = make.enrolment(person(f"Osoba{'a' * number}"), edition)
        record(edition, entry(part, APRIL, "4"))
        actions.record_hours(by=staff(), enrolment=part, month=date(2015, 5, 1), hours=Decimal(9))
    client = client_as(Role.AUDITOR)
    # session, account, permissions twice, edition, people, months, days, journal, centre, roles
    with django_assert_num_queries(11):
        table = client.get(reverse("edition_hours_overview", args=[edition.pk])).context["table"]
    assert [list(row.months)[1].is_made_of_days for row in table.rows] == [True] * people
    assert (table.total, len(table.rows)) == (13 * people, people)


@pytest.mark.parametrize(("role", "leads"), [(Role.CASEWORKER, 1), (Role.AUDITOR, 0)])
def test_the_overview_leads_back_to_the_sheet_those_who_type_in_it(role, leads, client_as):
    edition = make.edition()
    make.enrolment(person("Ala"), edition)
    page = client_as(role).get(reverse("edition_hours_overview", args=[edition.pk])).text
    sheet = (
        f'<a href="{reverse("edition_hours", args=[edition.pk])}?month=2015-06">Dni miesiąca</a>'
    )
    assert page.count(sheet) == leads


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_save_at_once_wait_for_each_other():
    part = make.enrolment(person("Ala"), make.edition())
    told = []

    def save(hours: str) -> None:
        saved = record(part.edition, entry(part, APRIL, hours))
        told.append((saved.changed, len(saved.conflicts)))

    assert at_once(partial(save, "4"), partial(save, "5")) == ["done", "done"]
    assert sorted(told) == [(0, 1), (1, 0)]
    assert WorkMonth.objects.get().hours in (4, 5)


@pytest.mark.parametrize("page", ["x", "0", "-1"])
def test_a_page_that_cannot_be_is_refused(page, client_as):
    url = reverse("edition_hours", args=[make.edition().pk])
    assert client_as(Role.CASEWORKER).get(url, {"page": page}).status_code == 400


@pytest.mark.parametrize(("people", "queries", "shown"), [(2, 1, 2), (3, 3, 1)])
def test_people_are_counted_only_where_they_do_not_fit_on_a_page(
    people, queries, shown, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sheet, "PEOPLE_ON_A_PAGE", 2)
    edition = make.edition()
    for number in range(people):
        make.enrolment(person(f"Osoba{'a' * number}"), edition)
    with django_assert_num_queries(queries):
        page = sheet.page_of_people(edition.enrolments.order_by("pk"), 2)
        rows = list(page)
    assert len(rows) == shown
