"""Activities of an edition and presence at them."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Activity, Attendance
from programs.presence import Presence
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2015, 4, 8)


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


@pytest.fixture
def activity():
    return actions.plan_activity(by=staff(), edition=make.edition(), kind="workshop", name="Kurs")


def mark(activity, part, now: str, day: date = DAY, was: str = "", **fields) -> actions.Saved:
    entry = actions.DayEntry(part.pk, day, Presence.read(was), Presence.read(now))
    return actions.record_attendance(by=staff(), activity=activity, entries=[entry], **fields)


def filled(**fields) -> dict:
    return {"kind": "course", "name": "Kurs", "funding": "own", "starts_on": "2015-04-01", **fields}


class TestActivity:
    def test_an_activity_is_added_once_and_corrected(self, client):
        edition = make.edition()
        url = reverse("activity_add", args=[edition.pk])
        token = client.get(url).context["form"]["entry"].value()
        for _ in range(2):
            client.post(url, filled(hours="20", entry=token))
        activity = Activity.objects.get()
        assert (activity.edition, activity.hours, activity.ends_on) == (edition, 20, None)
        client.post(reverse("activity_edit", args=[activity.pk]), filled(name="Kurs komputerowy"))
        activity.refresh_from_db()
        assert (activity.name, activity.hours) == ("Kurs komputerowy", None)

    def test_the_second_of_two_editors_sees_both_values_and_loses_nothing(
        self, client, client_as, activity
    ):
        url = reverse("activity_edit", args=[activity.pk])
        form = client.get(url).context["form"]
        opened = {name: form[name].value() or "" for name in form.fields}
        client_as(Role.HEAD).post(url, filled(name="Kurs z komputerem", provider="Fundacja"))
        page = client.post(url, opened | {"name": "Mój kurs"})
        rows = [(row.label, row.now, row.typed) for row in page.context["stale"].rows]
        assert page.context["stale"].by == "kierownik"
        assert ("Nazwa", "Kurs z komputerem", "Mój kurs") in rows
        assert page.context["form"]["provider"].value() == "Fundacja"
        again = {name: page.context["form"][name].value() or "" for name in form.fields}
        assert client.post(url, again).status_code == 302
        activity.refresh_from_db()
        assert (activity.name, activity.provider) == ("Mój kurs", "Fundacja")

    def test_dates_the_wrong_way_round_are_told_beside_the_field(self, client):
        url = reverse("activity_add", args=[make.edition().pk])
        page = client.post(url, filled(ends_on="2015-03-01"))
        assert dict(page.context["form"].errors) == {
            "ends_on": ["Data końcowa nie może być wcześniejsza od początkowej."]
        }

    def test_new_dates_leave_no_presence_outside(self, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        mark(activity, part, "4")
        with pytest.raises(ValidationError, match=r"obecność: 08\.04\.2015"):
            actions.change_activity(by=staff(), activity=activity, starts_on=date(2015, 5, 1))
        activity.refresh_from_db()
        assert activity.starts_on == activity.edition.starts_on

    def test_only_an_empty_activity_is_removed(self, client, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        mark(activity, part, "n")
        url = reverse("activity_remove", args=[activity.pk])
        assert "Usuń „Kurs”" not in client.get(url).text
        client.post(url)
        assert Activity.objects.count() == 1
        mark(activity, part, "", was="n")
        assert "Usuń „Kurs”" in client.get(url).text
        client.post(url)
        assert Activity.objects.count() == 0


class TestAttendance:
    def test_presence_is_entered_corrected_and_cleared(self, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        mark(activity, part, "1,5")
        assert Attendance.objects.get().hours == Decimal("1.50")
        mark(activity, part, "u", was="1,5")
        row = Attendance.objects.get()
        assert (row.mark, row.hours) == ("excused", 0)
        mark(activity, part, "", was="u")
        assert Attendance.objects.count() == 0

    def test_a_day_outside_the_activity_or_to_come_is_refused(self, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        actions.change_activity(by=staff(), activity=activity, ends_on=date(2015, 4, 30))
        activity.refresh_from_db()
        with pytest.raises(actions.SheetRefused) as refused:
            mark(activity, part, "1", date(2015, 5, 4))
        assert list(refused.value.cells.values()) == ["zajęcia nie odbywały się w tym dniu"]
        today = timezone.localdate()
        edition = make.edition(2, starts_on=today, ends_on=today + timedelta(days=5))
        later = actions.plan_activity(by=staff(), edition=edition, kind="trip", name="Wyjazd")
        with pytest.raises(actions.SheetRefused) as refused:
            mark(later, make.enrolment(person("Ola"), edition), "1", today + timedelta(days=1))
        assert list(refused.value.cells.values()) == ["ten dzień jeszcze nie nadszedł"]

    def test_a_colleagues_mark_is_not_overwritten(self, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        mark(activity, part, "4")
        (conflict,) = mark(activity, part, "n").conflicts
        assert (str(conflict.stands), conflict.by, Attendance.objects.get().hours) == (
            "4", "tester", 4
        )  # fmt: skip

    def test_days_entered_and_added_are_columns(self, client, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        mark(activity, part, "4")
        url = reverse("activity_attendance", args=[activity.pk])
        page = client.get(url, {"month": "2015-04", "day": "2015-04-20"})
        assert page.context["days"] == [DAY, date(2015, 4, 20)]
        assert page.context["session_hours"] == "4"
        assert client.get(url, {"day": "2015-05-04"}).context["days"] == [date(2015, 5, 4)]

    @pytest.mark.parametrize("typed", ["2015-02-01", "1.2.2015", "x", "31.2.2015"])
    def test_a_day_that_cannot_be_added_is_told_beside_its_field(self, typed, client, activity):
        url = reverse("activity_attendance", args=[activity.pk])
        page = client.get(url, {"day": ["2015-04-20", typed]})
        assert (page.status_code, page.context["added"]) == (200, [date(2015, 4, 20)])
        assert page.context["refused"].text == typed
        assert f'value="{typed}" aria-invalid="true"' in page.content.decode()

    @pytest.mark.parametrize("query", ["month=2015-07", "month=x"])
    def test_what_the_activity_does_not_reach_is_refused(self, query, client, activity):
        url = reverse("activity_attendance", args=[activity.pk])
        assert client.get(f"{url}?{query}").status_code == 400

    def test_changes_of_the_grid_are_saved(self, client, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        url = reverse("activity_attendance", args=[activity.pk])
        changes = json.dumps([[str(part.pk), "2015-04-08", "", "2"]])
        assert client.post(url, {"changes": changes}).json()["saved"] == 1
        wrong = json.dumps([["x", "2015-04-08", "", "2"], [str(part.pk), "2015-04-09", "", "?"]])
        answer = client.post(url, {"changes": wrong})
        assert (answer.status_code, len(answer.json()["errors"])) == (422, 2)

    def test_a_day_is_typed_without_the_script(self, client, activity):
        part = make.enrolment(person("Ala"), activity.edition)
        url = reverse("activity_day", args=[activity.pk]) + "?day=2015-04-08"
        data = {"columns": "2015-04-08", f"was:{part.pk}": "", f"cell:{part.pk}:2015-04-08": "u"}
        assert client.post(url, data).status_code == 302
        assert Attendance.objects.get().mark == "excused"

    @pytest.mark.parametrize("people", [1, 3])
    def test_the_sheet_asks_as_often_for_three_people_as_for_one(
        self, people, client, activity, django_assert_num_queries
    ):
        for number in range(people):
            part = make.enrolment(person(f"Osoba{'a' * number}"), activity.edition)
            mark(activity, part, "4")
        # session, account, permissions twice, activity, days, people, presence, journal,
        # centre, roles
        with django_assert_num_queries(11):
            page = client.get(
                reverse("activity_attendance", args=[activity.pk]), {"month": "2015-04"}
            )
        assert len(page.context["sheet"].rows) == people


@pytest.mark.parametrize("role", Role)
def test_the_editions_page_leads_to_activities_where_the_role_may(role, client_as, activity):
    text = client_as(role).get(activity.edition.get_absolute_url()).text
    names = ("activity_attendance", "activity_edit")
    shown = [reverse(name, args=[activity.pk]) in text for name in names]
    shown.append(reverse("activity_add", args=[activity.edition_id]) in text)
    assert shown == [role != Role.AUDITOR] * 3
