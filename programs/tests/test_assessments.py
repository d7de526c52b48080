"""The quick sheet of scores before and after, and profiles set anew for many people."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from mops.changes import event_model_of
from mops.roles import Role
from participants.models import ProfileAssessment
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Assessment
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

FILLED = {"before": date(2015, 3, 2), "after": date(2015, 6, 30)}


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


@pytest.fixture
def part():
    return make.enrolment(person("Ala"), make.edition(kind="pai"))


def entry(part, now, was=None, stage="before", sheet="self", area="activity"):
    return actions.ScoreEntry(part.pk, sheet, area, stage, was, now)


def record(part, *entries, filled_on=FILLED, **options):
    return actions.record_score_sheet(
        by=staff(), edition=part.edition, entries=entries, filled_on=filled_on, **options
    )


class TestScores:
    def test_a_corrected_score_keeps_its_day_and_is_journaled(self, part):
        record(part, entry(part, 2), entry(part, 4, stage="after"))
        record(part, entry(part, 3, was=2), filled_on={})
        rows = Assessment.objects.order_by("filled_on").values_list("stage", "score", "filled_on")
        assert list(rows) == [("before", 3, FILLED["before"]), ("after", 4, FILLED["after"])]
        events = event_model_of(Assessment).objects.filter(stage="before").order_by("pgh_id")
        assert list(events.values_list("pgh_label", "score")) == [("insert", 2), ("update", 3)]

    def test_a_score_is_cleared(self, part):
        record(part, entry(part, 2))
        record(part, entry(part, None, was=2), filled_on={})
        assert Assessment.objects.count() == 0

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            (None, "Podaj dzień wypełnienia arkuszy „przed”."),
            (
                timezone.localdate() + timedelta(days=1),
                "Dzień arkuszy „przed” jeszcze nie nadszedł.",
            ),
        ],
    )
    def test_new_scores_need_a_day_that_has_come(self, day, sentence, part):
        with pytest.raises(ValidationError) as refused:
            record(part, entry(part, 2), filled_on={"before": day})
        assert refused.value.messages == [sentence]

    def test_a_colleagues_score_is_not_overwritten(self, part):
        record(part, entry(part, 2))
        saved = record(part, entry(part, 5), entry(part, 4, area="self_esteem"))
        assert [(one.stands, one.by) for one in saved.conflicts] == [(2, "tester")]
        assert sorted(Assessment.objects.values_list("area", "score")) == [
            ("activity", 2), ("self_esteem", 4)
        ]  # fmt: skip

    def test_people_of_other_editions_are_refused(self, part):
        stranger = make.enrolment(person("Obca"), make.edition(2))
        with pytest.raises(actions.SheetRefused) as refused:
            record(part, entry(part, 2), entry(stranger, 2))
        assert list(refused.value.cells.values()) == ["tej osoby nie ma już w tej edycji"]
        assert Assessment.objects.count() == 0

    @pytest.mark.parametrize("people", [1, 3])
    def test_saving_asks_as_often_for_three_people_as_for_one(
        self, people, part, django_assert_num_queries
    ):
        names = [f"Osoba{'a' * number}" for number in range(people)]
        parts = [make.enrolment(person(name), part.edition) for name in names]
        # savepoints (3), edition, scores, enrolments, insert
        with django_assert_num_queries(7):
            record(part, *(entry(one, 2, area=area) for one in parts for area in Assessment.Area))


class TestPages:
    def url(self, edition, name: str = "edition_scores", query: str = "") -> str:
        return reverse(name, args=[edition.pk]) + query

    def test_growth_and_what_is_missing_are_shown(self, client, part):
        record(part, entry(part, 2), entry(part, 4, stage="after"))
        actions.complete(by=staff(), enrolment=part)
        ola = make.enrolment(person("Ola"), part.edition)
        first, second = client.get(self.url(part.edition)).context["sheet"].rows
        assert (first.texts["growth-self-activity"], first.detail) == ("+2", "brakuje ocen: 10")
        assert (second.key, second.detail) == (str(ola.pk), "brakuje ocen: 12")

    def test_scores_of_the_grid_are_saved_or_told(self, client, part):
        column = "self-activity-before"
        changes = {"changes": json.dumps([[str(part.pk), column, "", "3"]])}
        answer = client.post(self.url(part.edition), changes)
        assert answer.json() == {"sentences": ["Podaj dzień wypełnienia arkuszy „przed”."]}
        answer = client.post(self.url(part.edition), {**changes, "before_on": "2015-03-02"})
        assert (answer.json()["saved"], Assessment.objects.get().score) == (1, 3)
        wrong = json.dumps([[str(part.pk), column, "3", "6"], [str(part.pk), "self-x", "", "1"]])
        errors = client.post(self.url(part.edition), {"changes": wrong}).json()["errors"]
        assert [one["sentence"] for one in errors] == [
            "ocena jest liczbą od 1 do 5", "tej komórki nie ma w arkuszu"
        ]  # fmt: skip

    def test_one_sheet_is_typed_without_the_script(self, client, part):
        url = self.url(part.edition, "edition_scores_part", "?part=observation-after")
        column = "observation-activity-after"
        data = {"columns": column, f"cell:{part.pk}:{column}": "5", "after_on": "2015-06-30"}
        assert client.post(url, data).status_code == 302
        row = Assessment.objects.get()
        assert (row.sheet, row.stage, row.score, row.filled_on) == (
            "observation", "after", 5, FILLED["after"]
        )  # fmt: skip
        page = client.post(url, {**data, f"was:{part.pk}": "5", f"cell:{part.pk}:{column}": "9"})
        assert ('value="9"' in page.text, len(page.context["plain"].problems())) == (True, 1)

    def test_an_unknown_sheet_is_refused(self, client, part):
        url = self.url(part.edition, "edition_scores_part", "?part=x")
        assert client.get(url).status_code == 400

    @pytest.mark.parametrize("people", [1, 3])
    def test_the_sheet_asks_as_often_for_three_people_as_for_one(
        self, people, client, django_assert_num_queries
    ):
        edition = make.edition(kind="pai")
        for number in range(people):
            part = make.enrolment(person(f"Osoba{'a' * number}"), edition)
            record(part, entry(part, 2))
        # session, account, permissions twice, edition, people, scores, journal, centre, roles
        with django_assert_num_queries(10):
            page = client.get(self.url(edition))
        assert len(page.context["sheet"].rows) == people


class TestProfiles:
    def send(self, client, parts, **fields):
        data = {"profile": "II", "on": "2015-07-15", "enrolment": [part.pk for part in parts]}
        return client.post(reverse("profiles_add", args=[parts[0].edition_id]), {**data, **fields})

    def test_many_get_a_profile_at_once(self, client, part):
        parts = [part, make.enrolment(person("Ola"), part.edition)]
        for one in parts:
            actions.complete(by=staff(), enrolment=one)
        assert self.send(client, parts, source="PUP").status_code == 302
        rows = ProfileAssessment.objects.values_list("participant", "profile", "assessed_on")
        assert set(rows) == {(one.participant_id, "II", date(2015, 7, 15)) for one in parts}

    @pytest.mark.parametrize("on", ["2014-05-26", "2019-07-01"])
    def test_profiles_were_set_while_a_condition_asked_for_them(self, on, client, part):
        actions.complete(by=staff(), enrolment=part)
        page = self.send(client, [part], on=on)
        assert dict(page.context["form"].errors) == {
            "on": ["Profile pomocy ustalano od 27.05.2014 do 30.06.2019."]
        }

    def test_a_new_profile_follows_the_enrolment(self, client, part):
        actions.complete(by=staff(), enrolment=part)
        page = self.send(client, [part], on="2015-06-30")
        assert page.context["form"].non_field_errors() == [
            "Ala Anna: Nowy profil ustala się po zakończeniu udziału."
        ]
        assert ProfileAssessment.objects.count() == 0
