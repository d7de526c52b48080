"""Lists and pages: what they show, what they refuse, and how often they ask the database."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mops import long_lists
from mops.models import AccessEntry
from mops.roles import Role
from participants.actions import record_profile
from participants.models import Participant
from participants.tests.factories import person, staff
from programs import actions
from programs.missing import missing_in
from programs.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as):
    return client_as(Role.HEAD)


def shown(response) -> list[str]:
    return [str(record) for record in response.context["page_obj"]]


def enrolled(number: int):
    part = make.enrolment(person(f"Osoba{'a' * number}"), make.edition(number))
    return actions.complete(by=staff(), enrolment=part)


def agreed(number: int):
    parties = [make.institution(), make.institution(f"Strona {number}")]
    return make.agreement(f"Przedmiot {number}", parties=parties)


def paid(number: int):
    part = make.enrolment(person(f"Osoba{'a' * number}"), make.edition(number))
    (benefit,) = actions.pay_benefits(
        by=staff(),
        enrolments=[part],
        kind="purpose",
        paid_on=date(2015, 3, 10 + number),
        amount=Decimal("100.50"),
        own_contribution_to=make.agreement(f"Przedmiot {number}", kind="project_funding"),
    )
    return benefit


LISTS = {
    # session, account, its two kinds of permissions, centre, roles for the header,
    # three menus of filters, count, people, their enrolments, the journal
    "participant_list": (enrolled, 13),
    # with one menu, without the enrolments and the journal
    "edition_list": (make.edition, 9),
    # with the parties and their names
    "agreement_list": (agreed, 11),
    "facility_list": (lambda number: make.facility(f"Placówka {number}"), 9),
    "cost_list": (lambda number: make.cost(str(number)), 9),
    # with three menus and the sum
    "benefit_list": (paid, 13),
    "grant_list": (lambda number: make.grant(str(number)), 8),
    "training_list": (lambda number: make.training(f"Temat {number}"), 8),
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    name, rows, client, django_assert_num_queries
):
    build, queries = LISTS[name]
    for number in range(1, rows + 1):
        build(number)
    with django_assert_num_queries(queries):
        response = client.get(reverse(name))
    assert len(shown(response)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_as_often_for_three_people_as_for_one(
    rows, client, django_assert_num_queries
):
    for number in range(1, rows + 1):
        enrolled(number)
    found = client.post(reverse("participant_search"), {"q": "osoba", "result": "completed"}).url
    # as the whole list, with the known words for those meant and for those alike
    with django_assert_num_queries(15):
        response = client.get(found)
    assert len(shown(response)) == rows


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so(name, client):
    response = client.get(reverse(name))
    assert (response.status_code, shown(response)) == (200, [])
    assert response.text.count('class="empty"') == 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("foo=1", "Ta lista nie zna parametru „foo”."),
        ("sort=foo", "Tej listy nie da się ułożyć według „foo”."),
        ("page=x", "Nie ma strony listy o numerze „x”."),
        ("page=0", "Nie ma strony listy o numerze „0”."),
    ],
)
def test_a_list_refuses_what_it_does_not_know(name, query, sentence, client):
    response = client.get(f"{reverse(name)}?{query}")
    assert response.status_code == 400
    assert response.context["sentence"] == sentence


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("sex=X", "Płeć"),
        ("program=x", "Program"),
        ("edition=99", "Edycja"),
        ("result=x", "Wynik udziału"),
        ("profile=IV", "Profil pomocy (ostatni)"),
        ("caseworker=x", "Opiekun"),
    ],
)
def test_a_filter_refuses_a_value_it_does_not_know(query, label, client):
    response = client.get(f"{reverse('participant_list')}?{query}")
    assert response.status_code == 400
    assert response.context["sentence"] == f"Nieznana wartość filtru „{label}”."


def test_every_column_sorts_both_ways(client):
    for number in (1, 2):
        enrolled(number)
        agreed(number)
        make.cost(str(number))
        make.grant(str(number))
        make.training(f"Temat {number}")
    for name in LISTS:
        headers = client.get(reverse(name)).context["listing"].headers
        for key in filter(None, (header.sort for header in headers)):
            up = client.get(reverse(name), {"sort": key})
            down = client.get(reverse(name), {"sort": f"-{key}"})
            assert (up.status_code, down.status_code) == (200, 200)
            directions = [header.direction for header in down.context["listing"].headers]
            assert sorted(filter(None, directions)) == ["descending"]


def test_people_stand_in_polish_order_and_turn_round(client):
    for name in ("Łaska", "Lis", "Malec"):
        person(name, "Ewa")
    url = reverse("participant_list")
    assert shown(client.get(url)) == ["Lis Ewa", "Łaska Ewa", "Malec Ewa"]
    assert shown(client.get(url, {"sort": "-nazwisko"})) == ["Malec Ewa", "Łaska Ewa", "Lis Ewa"]


class TestFilters:
    def find(self, client, **query) -> list[str]:
        found = client.post(reverse("participant_search"), query, follow=True)
        return [person.last_name for person in found.context["page_obj"]]

    def test_programme_edition_and_result_are_asked_of_one_enrolment(self, client):
        done, left = person("Gotowa"), person("Przerwana")
        first, second = make.edition(1), make.edition(2, kind="pai")
        actions.complete(by=staff(), enrolment=make.enrolment(done, first))
        make.enrolment(done, second)
        part = make.enrolment(left, first)
        actions.interrupt(by=staff(), enrolment=part, on=date(2015, 4, 1), reason=make.reason())
        assert self.find(client, edition=first.pk) == ["Gotowa", "Przerwana"]
        assert self.find(client, edition=first.pk, result="completed") == ["Gotowa"]
        assert self.find(client, program=second.program.pk, result="completed") == []
        assert self.find(client, program=second.program.pk) == ["Gotowa"]

    def test_a_person_in_two_editions_is_listed_once(self, client):
        someone = person("Podwójna")
        for number in (1, 2):
            make.enrolment(someone, make.edition(number))
        assert self.find(client, program=make.program().pk) == ["Podwójna"]

    def test_sex_and_name_narrow_together(self, client):
        person("Nowak", "Anna")
        person("Nowak", "Jan", sex="M")
        person("Obcy", "Jan", sex="M")
        assert self.find(client, sex="M", q="nowak") == ["Nowak"]

    def test_the_latest_profile_counts(self, client):
        for name, profiles in {"Trzecia": "I III", "Pierwsza": "III I", "Żadna": ""}.items():
            someone = person(name)
            for month, profile in enumerate(profiles.split(), start=1):
                record_profile(
                    by=staff(), participant=someone, profile=profile, on=date(2015, month, 1)
                )
        assert self.find(client, profile="III") == ["Trzecia"]

    def test_ones_own_people_and_those_of_nobody(self, client, account):
        own = account(Role.HEAD)
        person("Moja", caseworker=own)
        person("Cudza", caseworker=staff("inna"))
        person("Niczyja")
        assert self.find(client, caseworker="mine") == ["Moja"]
        assert self.find(client, caseworker=own.pk) == ["Moja"]
        assert self.find(client, caseworker="none") == ["Niczyja"]

    def test_all_filters_hold_together(self, client, account):
        edition = make.edition(1)
        for name in ("Nowak", "Nowacka"):
            someone = person(name, caseworker=account(Role.HEAD))
            record_profile(by=staff(), participant=someone, profile="II", on=date(2015, 1, 1))
            make.enrolment(someone, edition)
        asked = {"edition": edition.pk, "result": "ongoing", "profile": "II", "sex": "F"}
        assert self.find(client, q="nowak", caseworker="mine", **asked) == ["Nowak"]

    def test_names_like_the_mistyped_one_are_told_to_be_so(self, client):
        person("Kowalska")
        page = client.post(reverse("participant_search"), {"q": "kowaslka"}, follow=True)
        assert shown(page) == ["Kowalska Anna"]
        assert page.text.count("Oto osoby o podobnie brzmiących.") == 1

    def test_a_year_shows_what_ran_in_it(self, client):
        make.edition(1, starts_on=date(2014, 12, 1), ends_on=date(2015, 1, 31))
        make.edition(2, starts_on=date(2016, 1, 1), ends_on=date(2016, 1, 31))
        response = client.get(reverse("edition_list"), {"year": "2015"})
        assert [edition.number for edition in response.context["page_obj"]] == [1]


def test_a_search_leaves_nothing_in_the_address_and_expires(client):
    someone = person("Nowak")
    moved = client.post(reverse("participant_search"), {"q": someone.pesel, "sex": ""})
    assert moved.url.startswith("/uczestnicy/?q=")
    assert someone.pesel not in moved.url
    gone = client.get(reverse("participant_list"), {"q": "nowak"})
    assert gone.status_code == 400
    assert "To wyszukiwanie już wygasło. Wpisz nazwisko jeszcze raz." in gone.text


class TestMoreThanAreCounted:
    @pytest.fixture(autouse=True)
    def few_are_counted(self, monkeypatch):
        monkeypatch.setattr(long_lists, "COUNTED_FIRST", 30)
        monkeypatch.setattr(long_lists, "MOST_COUNTED", 50)
        monkeypatch.setattr(long_lists, "MOST_SORTED", 40)

    def page(self, client, people: int):
        for number in range(people):
            person(f"Nowak{chr(ord('a') + number % 20)}", f"Anna{number}")
        return client.get(reverse("participant_list"), {"page": "2"})

    def test_where_counting_is_cheap_so_many_have_a_page(self, client):
        shown = self.page(client, 51)
        page = shown.context["page_obj"]
        assert (page.has_next(), page.end_index(), len(page)) == (False, 50, 25)
        assert "26–50 z ponad 50. Dalsze pozycje" in shown.text

    def test_so_many_and_no_more_are_all_there(self, client):
        assert "26–50 z 50</p>" in self.page(client, 50).text

    def test_one_more_than_are_counted_first_has_a_page_too(self, client):
        assert "26–31 z 31</p>" in self.page(client, 31).text

    def test_where_counting_is_dear_fewer_have_a_page(self, client, monkeypatch):
        monkeypatch.setattr(long_lists, "CHEAP", 0)
        assert "26–30 z ponad 30. Dalsze pozycje" in self.page(client, 31).text

    @pytest.mark.parametrize("most_sorted", [10, 1000])
    def test_sorted_or_read_from_the_index_the_order_is_the_same(
        self, client, monkeypatch, most_sorted
    ):
        monkeypatch.setattr(long_lists, "MOST_SORTED", most_sorted)
        shown = self.page(client, 45)
        everybody = Participant.objects.order_by("sort_key", "pk")
        assert list(shown.context["page_obj"]) == list(everybody[25:45])


def test_htmx_gets_only_the_list(client):
    person("Nowak")
    url = reverse("participant_list")
    part = client.get(url, headers={"HX-Request": "true"})
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    whole = client.get(url, headers=restored)
    assert part.text.lstrip().startswith('<div id="listing">')
    assert whole.text.lstrip().startswith("<!doctype html>")
    assert "HX-Request" in part.headers["Vary"]


class TestExport:
    def rows(self, client, extension: str, **query) -> list[list]:
        moved = client.post(reverse("participant_search"), query)
        url = reverse("participant_export", args=[extension])
        response = client.get(f"{url}?{urlsplit(moved.url).query}")
        if extension == "xlsx":
            sheet = load_workbook(BytesIO(response.content)).active
            return [[cell.value for cell in row] for row in sheet.rows]
        text = response.content.decode("utf-8-sig")
        return list(csv.reader(StringIO(text), delimiter=";"))

    @pytest.mark.parametrize("extension", ["xlsx", "csv"])
    def test_a_file_holds_what_the_filters_leave(self, client, extension):
        someone = person("Żak", "Łucja", born=date(2002, 2, 11))
        person("Obca")
        header, *rows = self.rows(client, extension, q="zak")
        assert header[:6] == [
            "nazwisko", "imię", "drugie imię", "PESEL", "inny dokument tożsamości", "data urodzenia"
        ]  # fmt: skip
        assert [(row[0], row[1], row[3], row[6]) for row in rows] == [
            ("Żak", "Łucja", someone.pesel, "kobieta")
        ]

    def test_a_file_is_sorted_as_the_list(self, client):
        for name in ("Adamska", "Żak", "Lis"):
            person(name)
        response = client.get(reverse("participant_export", args=["csv"]), {"sort": "-nazwisko"})
        rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert [row[0] for row in rows[1:]] == ["Żak", "Lis", "Adamska"]

    def test_nothing_in_a_workbook_is_a_formula(self, client):
        person("=1+1", "@SUM(A1)", street="+48", city="-cmd")
        response = client.get(reverse("participant_export", args=["xlsx"]))
        row = list(load_workbook(BytesIO(response.content)).active.rows)[1]
        assert (row[0].value, row[0].data_type) == ("=1+1", "s")
        assert "f" not in {cell.data_type for cell in row}

    def test_nothing_in_a_csv_file_is_a_formula(self, client):
        person("=1+1", "@SUM(A1)", phone="+48 600 700 800", city="-cmd")
        row = self.rows(client, "csv")[1]
        assert (row[0], row[1], row[7], row[12]) == (
            "'=1+1", "'@SUM(A1)", "+48 600 700 800", "'-cmd"
        )  # fmt: skip

    def test_only_two_kinds_of_file_exist(self, client):
        response = client.get(reverse("participant_export", args=["ods"]))
        assert response.status_code == 404


def test_a_persons_page_tells_everything_newest_first(client):
    someone = person("Nowak")
    referral = make.referral(someone)
    part = make.enrolment(someone, referral=referral)
    part = actions.complete(by=staff(), enrolment=part)
    actions.record_outcome(by=staff(), enrolment=part, kind="internship", on=date(2015, 9, 1))
    moments = client.get(someone.get_absolute_url()).context["moments"]
    listed = reverse("year_referrals", args=[referral.program_id, 2015])
    assert [(moment.kind, moment.on, moment.url, moment.state) for moment in moments] == [
        ("rezultat", date(2015, 9, 1), part.get_absolute_url(), ""),
        ("uczestnictwo", date(2015, 3, 2), part.get_absolute_url(), "ukończone"),
        ("skierowanie", date(2015, 2, 1), listed, "w toku"),
    ]


@pytest.mark.parametrize("parts", [1, 3])
def test_a_persons_page_asks_as_often_for_three_editions_as_for_one(
    parts, client, django_assert_num_queries
):
    someone = person("Nowak")
    for number in range(parts):
        make.referral(someone, edition=make.edition(number + 1))
        make.enrolment(someone, make.edition(number + 10))
    # session, account, permissions twice, person, journal, facts, contracts and PESEL changes
    # (for their tables and the time line), four more kinds of moments,
    # centre, roles
    with django_assert_num_queries(15):
        response = client.get(someone.get_absolute_url())
    assert len(response.context["moments"]) == 2 * parts


@pytest.mark.parametrize("people", [1, 3])
def test_an_editions_page_asks_as_often_for_three_people_as_for_one(
    people, client, django_assert_num_queries
):
    edition = make.edition()
    for number in range(people):
        make.enrolment(person(f"Osoba{'a' * number}"), edition)
        make.referral(person(f"Nowa{'a' * number}"), edition=edition)
    # session, account, permissions twice, edition with its hours, people with what they lack,
    # referrals by stage, a page of them, journal, months without hours, supervision, reasons,
    # activities, centre, roles
    with django_assert_num_queries(15):
        response = client.get(edition.get_absolute_url())
    assert len(response.context["parts"]) == len(response.context["page_obj"]) == people


class TestAnEditionsPage:
    def context(self, client, edition, query: str = "") -> dict:
        return client.get(f"{edition.get_absolute_url()}{query}").context

    def test_the_plan_stands_beside_what_has_become_of_it(self, client):
        edition = make.edition(places=1, hours=80)
        ala, ola = (make.enrolment(person(name), edition) for name in ("Ala", "Ola"))
        for part, hours in ((ala, 40), (ola, 15)):
            actions.record_hours(
                by=staff(), enrolment=part, month=date(2015, 3, 1), hours=Decimal(hours)
            )
        make.enrolment(person("Iga"), make.edition(2))
        context = self.context(client, edition)
        standing = context["standing"]
        assert (standing.people, standing.has_more_people_than_places) == (2, True)
        assert (standing.hours_each, context["edition"].worked) == (Decimal("27.5"), 55)
        (place,) = context["workplaces"]
        assert (place.url, place.people) == (make.facility().get_absolute_url(), 2)

    def test_hours_that_nobody_entered_are_no_data(self, client):
        context = self.context(client, make.edition(hours=80))
        assert context["standing"].hours_each is None

    def test_stages_go_from_those_put_forward_to_those_who_completed(self, client):
        edition = make.edition()
        names = ("Ala", "Ola", "Iga", "Ewa")
        parts = [make.enrolment(person(name), edition) for name in names[:3]]
        actions.complete(by=staff(), enrolment=parts[0])
        actions.interrupt(by=staff(), enrolment=parts[1], on=date(2015, 4, 1), reason=make.reason())
        waiting = make.referral(person("Ewa"), edition=edition)
        make.referral(parts[0].participant, edition=edition)
        actions.record_interview(by=staff(), referral=waiting, on=date(2015, 2, 2))
        actions.decide(by=staff(), referral=waiting, decision="reserve", on=date(2015, 2, 2))
        stages = self.context(client, edition)["stages"]
        assert {stage.label: stage.count for stage in stages} == {
            "skierowani": 2,
            "po rozmowie": 1,
            "zakwalifikowani": 0,
            "w rezerwie": 1,
            "przyjęci": 3,
            "trwa": 1,
            "przerwali": 1,
            "ukończyli": 1,
        }
        for stage in stages:
            page = client.get(stage.url.partition("#")[0])
            rows = page.context["parts" if "#" in stage.url else "page_obj"]
            assert len(rows) == stage.count

    def test_an_edition_of_many_people_has_pages_of_them(self, client):
        edition = make.edition()
        for number in range(26):
            make.enrolment(person(f"Osoba{chr(97 + number)}"), edition)
        first, second = (self.context(client, edition, f"?people={page}") for page in (1, 2))
        assert [len(page["parts"]) for page in (first, second)] == [25, 1]
        assert second["parts"][0].name == "Osobaz Anna"
        assert (second["standing"].people, second["workplaces"][0].people) == (26, 26)
        page = client.get(f"{edition.get_absolute_url()}?people=x")
        assert page.status_code == 400

    @pytest.mark.parametrize(
        ("today", "query", "shown"),
        [
            (date(2015, 3, 2), "", ["1", "10"]),
            (date(2015, 3, 13), "", ["11", "12"]),
            (date(2015, 3, 13), "?activities=1", ["1", "10"]),
            (date(2016, 1, 1), "", ["1", "10"]),
        ],
        ids=["on the first day", "on the twelfth", "asked for", "when all are over"],
    )
    def test_its_activities_open_on_the_page_of_those_held_now(
        self, client, time_machine, today, query, shown
    ):
        edition = make.edition()
        for number in range(12):
            day = date(2015, 3, 2) + timedelta(days=number)
            actions.plan_activity(
                by=staff(),
                edition=edition,
                kind="workshop",
                name=str(number + 1),
                starts_on=day,
                ends_on=day,
            )
        time_machine.move_to(today)
        page = client.get(f"{edition.get_absolute_url()}{query}").context["activities"]
        assert [page[0].name, page[-1].name] == shown

    def test_an_unknown_result_is_refused(self, client):
        page = client.get(f"{make.edition().get_absolute_url()}?result=x")
        assert page.status_code == 400

    def test_what_is_missing_is_what_the_one_place_tells(self, client):
        edition = make.edition(kind="pai")
        part = make.enrolment(in_edition=edition)
        actions.complete(by=staff(), enrolment=part)
        make.enrolment(person("Druga"), edition)
        make.referral(person("Nowa"), edition=edition)
        make.referral(person("Zlisty"), program=edition.program)
        shown = self.context(client, edition)["missing"]
        assert [(item.kind, item.text) for item in shown] == [
            (item.kind, item.text) for item in missing_in([edition])
        ]
        assert len(shown) == 7


def test_an_enrolments_page_sums_hours_and_shows_growth(client):
    part = make.enrolment()
    for month, hours in ((3, 40), (4, 12)):
        actions.record_hours(by=staff(), enrolment=part, month=date(2015, month, 1), hours=hours)
    for stage, scores in (
        ("before", {"activity": 2, "self_esteem": 3}),
        ("after", {"activity": 4}),
    ):
        actions.record_scores(
            by=staff(), enrolment=part, sheet="self", stage=stage, on=part.started_on, scores=scores
        )
    context = client.get(part.get_absolute_url()).context
    assert context["hours"].total == 52
    assert [
        (score.area, score.before, score.after, score.change) for score in context["scores"]
    ] == [
        ("samoocena", 3, None, None),
        ("aktywność społeczna i zawodowa", 2, 4, 2),
    ]


def test_hours_that_nobody_entered_are_no_data_and_not_zero(client):
    response = client.get(make.enrolment().get_absolute_url())
    assert response.context["hours"].total is None
    assert response.text.count("Brak danych: nie wpisano godzin pracy.") == 1


@pytest.mark.time_machine("2015-05-01")
class TestStart:
    def panel(self, client) -> dict:
        panels = client.get(reverse("start")).context["panels"]
        return next(panel.context for panel in panels if "duties" in panel.context)

    def test_who_leads_editions_sees_her_own_and_what_they_lack(self, client, account):
        mine = make.edition(1, caseworker=account(Role.HEAD))
        make.edition(2)
        panel = self.panel(client)
        assert (panel["editions"], panel["others"], panel["latest"]) == ([mine], 1, [])
        [duty] = panel["duties"]
        assert [(item.edition, item.text) for item in duty.items] == [
            (mine, "edycja bez porozumienia")
        ]

    def test_who_leads_none_sees_everybodys_grouped_by_who_leads(self, client, account):
        led = make.edition(1, caseworker=account(Role.CASEWORKER, first_name="Ewa"))
        unled = make.edition(2)
        make.edition(3, starts_on=date(2013, 1, 1), ends_on=date(2014, 4, 30))
        panel = self.panel(client)
        assert panel["editions"] == [led, unled]
        assert [
            (duty.caseworker, [item.edition for item in duty.items]) for duty in panel["duties"]
        ] == [("Ewa", [led]), ("", [unled])]

    def test_those_that_run_come_before_those_that_ended_and_closed_ones_are_left_out(
        self, client, account
    ):
        ended = make.edition(1, ends_on=date(2015, 4, 1))
        running, closed = make.edition(2), make.edition(3, ends_on=date(2015, 4, 2))
        by = account(Role.HEAD)
        actions.close_edition(by=by, edition=closed, on=date(2015, 4, 5), reason="pusta")
        panel = self.panel(client)
        assert panel["editions"] == [running, ended]
        assert {item.edition for duty in panel["duties"] for item in duty.items} == {running, ended}

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_asks_as_often_for_three_editions_as_for_one(
        self, number, client, account, django_assert_num_queries
    ):
        for one in range(number):
            edition = make.edition(one + 1, caseworker=account(Role.HEAD))
            make.enrolment(person(f"Osoba{'a' * one}"), edition)
            make.referral(person(f"Nowa{'a' * one}"), edition=edition)
        # session, account, permissions twice, roles, editions, people, referrals, hours,
        # supervision, contracts, agreements that end, months to settle, reports, centre
        with django_assert_num_queries(15):
            panel = self.panel(client)
        assert len(panel["editions"]) == number

    def test_when_nothing_has_run_for_a_year_the_latest_are_shown(self, client):
        old = make.edition(1, starts_on=date(2012, 1, 1), ends_on=date(2012, 12, 31))
        newer = make.edition(2, starts_on=date(2013, 1, 1), ends_on=date(2013, 12, 31))
        assert self.panel(client)["latest"] == [newer, old]

    def test_an_office_that_starts_is_told_what_comes(self, client):
        assert client.get(reverse("start")).text.count("Nie ma jeszcze żadnej edycji") == 1

    def test_an_account_without_a_role_is_told_whom_to_ask(self, client_as):
        response = client_as(None).get(reverse("start"))
        assert response.context["panels"] == []
        assert response.text.count("Twoje konto nie ma jeszcze roli.") == 1


class TestBenefits:
    """The register of benefits: what the filters leave, its sum, and the same as a file."""

    @pytest.fixture
    def benefits(self):
        return [paid(number) for number in (1, 2, 3)]

    def test_filters_leave_what_was_asked_for_and_the_sum_is_theirs(self, client, benefits):
        first = benefits[0]
        asked = {
            "program": first.enrolment.edition.program_id,
            "edition": first.enrolment.edition_id,
            "kind": "purpose",
            "contribution": first.own_contribution_to_id,
            "year": 2015,
        }
        page = client.get(reverse("benefit_list"), asked)
        assert list(page.context["page_obj"]) == [first]
        assert 'Razem: <strong class="money">100,50 zł</strong>' in page.text
        whole = client.get(reverse("benefit_list"))
        assert [one.pk for one in whole.context["page_obj"]] == [
            one.pk for one in reversed(benefits)
        ]
        assert whole.context["total"] == Decimal("301.50")
        assert client.get(reverse("benefit_list"), {"year": 2014}).context["total"] is None

    def test_the_file_holds_what_the_filters_leave_and_the_journal_whose(self, client, benefits):
        asked = {"edition": benefits[0].enrolment.edition_id}
        answer = client.get(reverse("benefit_export", args=["xlsx"]), asked)
        rows = list(load_workbook(BytesIO(answer.content)).active.values)
        assert (len(rows), rows[1][rows[0].index("kwota (zł)")]) == (2, 100.5)
        assert answer["Content-Disposition"] == 'attachment; filename="swiadczenia.xlsx"'
        entry = AccessEntry.objects.latest("pk")
        assert (entry.kind, entry.participant_ids) == (
            "export", [benefits[0].enrolment.participant_id]
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "build", "headers", "filename"),
    [
        ("grant_export", make.grant, {"rok", "cel", "kwota (zł)"}, "dotacje"),
        ("training_export", make.training, {"temat", "liczba osób"}, "szkolenia"),
    ],
)
def test_a_register_is_taken_out_as_it_is_filtered(name, build, headers, filename, client):
    build()
    for year, found in ((2015, 2), (2014, 1)):
        answer = client.get(reverse(name, args=["xlsx"]), {"year": year})
        rows = list(load_workbook(BytesIO(answer.content)).active.values)
        assert len(rows) == found
        assert headers <= set(rows[0])
        assert answer["Content-Disposition"] == f'attachment; filename="{filename}.xlsx"'
    assert client.get(reverse(name, args=["pdf"])).status_code == 404
