"""Documents as they come out of the printer: their words, pages and conformance."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse

from mops.models import AccessEntry, Centre
from mops.roles import Role
from mops.tests.verapdf import breaches
from participants import actions as people
from participants.tests.factories import person, staff
from programs import actions
from programs.models import LegalBasis
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

LONG = "Brzęczyszczykiewicz-Wierzbięta-Chrząszczewska"


@pytest.fixture
def client(client_as):
    Centre.objects.create(pk=Centre.ONLY_PK, city="Łódź", name="Ośrodek Testowy")
    return client_as(Role.CASEWORKER)


def pdf(client, tmp_path: Path, name: str, *args, **query) -> Path:
    """The document that the address answers with, on disk."""
    response = client.get(reverse(name, args=args), query)
    assert (response.status_code, response.get("Content-Type")) == (200, "application/pdf")
    path = tmp_path / "document.pdf"
    path.write_bytes(response.content)
    return path


def pages(path: Path) -> list[str]:
    """The words of each page in reading order."""
    run = subprocess.run(
        ["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True
    )
    return [re.sub(r"\s+", " ", page).strip() for page in run.stdout.split("\f")[:-1]]


def alternatives(path: Path) -> int:
    """How many pictures of the file have a text in their place."""
    with pikepdf.open(path) as file:
        return sum(
            1 for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        )


def in_order(text: str, *landmarks: str) -> bool:
    places = [text.find(landmark) for landmark in landmarks]
    assert -1 not in places, (landmarks[places.index(-1)], text)
    return places == sorted(places)


def certified(edition, *names: str, **details):
    parts = [make.enrolment(person(name, **details), edition) for name in names]
    actions.complete_many(by=staff(), edition=edition, enrolments=parts, on=edition.ends_on)
    return parts


class TestCertificates:
    def test_a_whole_edition_is_a_page_a_person_in_alphabetical_order(self, client, tmp_path):
        edition = make.edition(4, kind="pai", hours=80)
        certified(edition, "Żak", "Łoś", "Lis", LONG)
        unnumbered = make.enrolment(person("Beznumeru"), edition)
        actions.complete(by=staff(), enrolment=unnumbered)
        path = pdf(client, tmp_path, "edition_certificates", edition.pk)
        words = pages(path)
        assert [re.search(r"nr (\S+)", page)[1] for page in words] == [
            "4/PAI/2015", "3/PAI/2015", "2/PAI/2015", "1/PAI/2015",
        ]  # fmt: skip
        for page, name in zip(words, (LONG, "Lis", "Łoś", "Żak"), strict=True):
            # A long surname breaks at a hyphen.
            assert f"Anna {name}" in page.replace("- ", "-")
        assert in_order(
            words[3],
            "Ośrodek Testowy",
            "Zaświadczenie",
            "nr 1/PAI/2015",
            "Zaświadcza się, że Pani",
            "Anna Żak",
            "urodzona 17 maja 1980 r.",
            "w okresie od 2 marca 2015 r. do 30 czerwca 2015 r.",
            "ukończyła edycję IV programu",
            "Program Aktywizacja i Integracja",
            "Program obejmował 80 godz. na osobę.",
            "Łódź, 30 czerwca 2015 r.",
            "Dyrektor Miejskiego Ośrodka Pomocy Społecznej",
        )
        assert breaches(path) == ""
        entry = AccessEntry.objects.get(kind="print")
        assert entry.subject == f"zaświadczenia – edycja nr {edition.pk}"
        assert len(entry.participant_ids) == 4
        assert unnumbered.participant_id not in entry.participant_ids

    def test_a_man_is_written_of_as_a_man_and_unknown_hours_are_left_out(self, client, tmp_path):
        edition = make.edition(1, kind="pai")
        (part,) = certified(edition, "Kot", first_name="Jan", sex="M")
        response = client.get(reverse("certificate_print", args=[part.pk]))
        assert response["Content-Disposition"] == 'inline; filename="zaswiadczenie.pdf"'
        path = tmp_path / "one.pdf"
        path.write_bytes(response.content)
        (page,) = pages(path)
        assert in_order(page, "że Pan Jan Kot", "urodzony", "ukończył edycję I programu")
        assert "godz." not in page
        entry = AccessEntry.objects.get(kind="print")
        assert (entry.subject, entry.participant_ids) == (
            "zaświadczenie o ukończeniu", [part.participant_id],
        )  # fmt: skip
        with pikepdf.open(path) as file:
            assert str(file.docinfo["/Title"]) == "Zaświadczenie o ukończeniu programu"

    def test_without_a_number_nothing_is_printed_and_the_page_says_who_lacks_one(self, client):
        edition = make.edition(1, kind="pai")
        part = make.enrolment(person("Beznumeru"), edition)
        actions.complete(by=staff(), enrolment=part)
        one = client.get(reverse("certificate_print", args=[part.pk]), follow=True)
        assert "To zaświadczenie nie ma numeru, więc nie można go wydrukować." in one.text
        whole = client.get(reverse("edition_certificates", args=[edition.pk]), follow=True)
        assert "Nikt w tej edycji nie ma jeszcze numeru zaświadczenia." in whole.text
        assert "Bez numeru zaświadczenia: 1." in whole.text
        assert [row.pk for row in whole.context["unnumbered"]] == [part.pk]
        assert AccessEntry.objects.filter(kind="print").count() == 0


class TestAttendance:
    def test_forty_people_fill_several_pages_with_the_header_on_each(self, client, tmp_path):
        edition = make.edition(2, starts_on=date(2016, 1, 4), ends_on=date(2016, 6, 30))
        make.enrolment(person(LONG, "Konstancja"), edition)
        for number in range(38):
            make.enrolment(person(f"Osoba{chr(97 + number // 26)}{chr(97 + number % 26)}"), edition)
        left = make.enrolment(person("Odeszła"), edition)
        actions.interrupt(by=staff(), enrolment=left, on=date(2016, 2, 12), reason=make.reason())
        gone = make.enrolment(person("Wcześniejsza"), edition)
        actions.interrupt(by=staff(), enrolment=gone, on=date(2016, 1, 8), reason=make.reason())
        path = pdf(client, tmp_path, "edition_attendance", edition.pk, month="2016-02")
        words = pages(path)
        count = len(words)
        assert count in (3, 4)
        for number, page in enumerate(words, 1):
            assert in_order(page, "Nazwisko i imię", "Godziny Podpis", f"strona {number} z {count}")
        whole = " ".join(words)
        assert in_order(whole, "Lista obecności", "luty 2016 r.", "1. ", LONG[:12], "40. Osobabl")
        assert "Wcześniejsza" not in whole
        # February of a leap year has 21 working days; from Monday the 15th she has left.
        assert re.search(r"Nazwisko i imię 1 pn 2 wt .*26 pt 29 pn Godziny Podpis", words[0])
        assert alternatives(path) == 11 + 1
        assert breaches(path) == ""
        entry = AccessEntry.objects.get(kind="print")
        assert entry.subject == f"lista obecności 02.2016 – edycja nr {edition.pk}"
        assert len(entry.participant_ids) == 40

    @pytest.mark.parametrize("people", range(9, 14))
    def test_signatures_stand_below_somebody(self, client, tmp_path, people):
        edition = make.edition(2)
        for number in range(people):
            make.enrolment(person(f"Osoba{chr(97 + number)}"), edition)
        path = pdf(client, tmp_path, "edition_attendance", edition.pk, month="2015-04")
        last = pages(path)[-1]
        assert in_order(last, f"{people}. Osoba{chr(96 + people)}", "Sprawdzono w ośrodku")
        assert "poza okresem udziału" not in last

    def test_days_of_an_activity_are_columns_to_sign_in(self, client, tmp_path):
        edition = make.edition(1, kind="pisiz")
        make.enrolment(person("Zajęta"), edition)
        activity = actions.plan_activity(
            by=staff(),
            edition=edition,
            kind="workshop",
            name="Warsztaty",
            starts_on=date(2015, 4, 30),
            ends_on=date(2015, 5, 5),
        )
        path = pdf(
            client, tmp_path, "edition_attendance", edition.pk,
            month="2015-05", activity=activity.pk,
        )  # fmt: skip
        (page,) = pages(path)
        # The 1st and the 3rd of May are holidays, the 2nd a Saturday.
        assert in_order(page, "Zajęcia Warsztaty", "04.05.2015 pn 05.05.2015 wt 1. Zajęta Anna")
        assert "01.05.2015" not in page
        assert "Podpis" not in page

    def test_a_facility_has_its_people_of_all_programmes(self, client, tmp_path):
        school = make.facility()
        make.enrolment(person("Jeden"), make.edition(1))
        make.enrolment(person("Dwa"), make.edition(2, kind="pai"))
        make.enrolment(person("Inna"), make.edition(3), facility=make.facility("Park"))
        path = pdf(
            client, tmp_path, "facility_attendance", school.pk, month="2015-04", every_day="on"
        )
        (page,) = pages(path)
        assert in_order(
            page, "Szkoła Testowa", "30 cz", "1. Dwa Anna PAI II", "2. Jeden Anna PSU I"
        )
        assert "Inna" not in page
        assert AccessEntry.objects.get(kind="print").subject == (
            f"lista obecności 04.2015 – placówka nr {school.pk}"
        )

    def test_an_empty_month_is_told_in_words(self, client):
        edition = make.edition(1)
        late = make.enrolment(person("Późna"), edition, on=date(2015, 5, 4))
        shown = client.get(
            reverse("edition_attendance", args=[edition.pk]), {"month": "2015-03"}, follow=True
        )
        assert "W miesiącu 03.2015 nikt nie uczestniczy, więc lista byłaby pusta." in shown.text
        place = reverse("facility_attendance", args=[late.facility_id])
        shown = client.get(place, {"month": "2015-03"}, follow=True)
        assert "W miesiącu 03.2015 nikt nie uczestniczy, więc lista byłaby pusta." in shown.text
        assert AccessEntry.objects.filter(kind="print").count() == 0

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ({}, "Lista obecności nie zna takiej wartości w polu „Miesiąc”."),
            ({"month": "2014-01"}, "Lista obecności nie zna takiej wartości w polu „Miesiąc”."),
            (
                {"month": "2015-03", "facility": "9999"},
                "Lista obecności nie zna takiej wartości w polu „Placówka”.",
            ),
            ({"month": "2015-03", "foo": "1"}, "Lista obecności nie zna parametru „foo”."),
        ],
    )
    def test_what_the_address_cannot_ask_for_is_refused(self, query, sentence, client):
        url = reverse("edition_attendance", args=[make.edition(1).pk])
        response = client.get(url, query)
        assert (response.status_code, response.context["sentence"]) == (400, sentence)


class TestPlacement:
    def test_says_where_when_how_long_and_under_which_law(self, client, tmp_path):
        edition = make.edition(3, hours=70, agreement=make.agreement(number="5/2015"))
        make.rate("monthly_hours", "40")
        for citation, first, last in (
            ("stara ustawa", date(2004, 6, 1), date(2015, 2, 28)),
            ("nowa ustawa", date(2015, 3, 1), None),
        ):
            LegalBasis.objects.create(
                program=edition.program, citation=citation, valid_from=first, valid_to=last
            )
        for name, sex in (("Żmuda", "M"), ("Ćwik", "F")):
            make.enrolment(
                person(
                    name, sex=sex, first_name="Jan" if sex == "M" else "Ewa", street="ul. Polna"
                ),
                edition,
                work_kind="city_works",
            )
        path = pdf(client, tmp_path, "edition_placements", edition.pk)
        first, second = pages(path)
        assert in_order(
            second,
            "Skierowanie do placówki",
            "Kieruję Pana",
            "Jan Żmuda",
            "urodzonego 17 maja 1980 r., adres: ul. Polna",
            "edycja III",
            "Placówka Szkoła Testowa",
            "Czas skierowania od 2 marca 2015 r. do 30 czerwca 2015 r.",
            "Rodzaj pracy prace poprawiające wizerunek miasta",
            "Wymiar 70 godz. w całej edycji; najwyżej 40 godz. w miesiącu",
            "Porozumienie nr 5/2015 z 23 lutego 2015 r. (prace społecznie użyteczne)",
            # The agreement was signed before the new act.
            "Podstawa prawna stara ustawa",
            "Kierownik Działu",
        )
        assert "nowa ustawa" not in second
        assert in_order(first, "Kieruję Panią", "Ewa Ćwik", "urodzoną")
        assert breaches(path) == ""
        assert AccessEntry.objects.get(kind="print").subject == (
            f"skierowania do placówek – edycja nr {edition.pk}"
        )

    def test_what_is_missing_is_said_before_and_left_to_be_filled_in(self, client, tmp_path):
        edition = make.edition(3)
        part = make.enrolment(person("Bez"), edition)
        shown = client.get(reverse("edition_documents", args=[edition.pk]))
        assert shown.context["lacking"] == [
            "Edycja nie ma przypisanego porozumienia.",
            "Program nie ma wpisanej podstawy prawnej na dzień 02.03.2015.",
            "Nie wpisano planowanych godzin na osobę.",
        ]
        (page,) = pages(pdf(client, tmp_path, "placement_print", part.pk))
        assert "adres: …………" in page

    def test_nobody_is_sent_nowhere(self, client):
        part = make.enrolment(person("Bez"), make.edition(3), facility=None)
        shown = client.get(reverse("placement_print", args=[part.pk]), follow=True)
        assert "Tej osobie nie wyznaczono placówki, więc nie ma dokąd kierować." in shown.text


class TestContract:
    @pytest.mark.parametrize(
        ("kind", "purpose", "question"),
        [
            ("A", "trudnej sytuacji życiowej", "Na czym polega trudna sytuacja"),
            ("B", "samodzielność życiową lub zawodową", "Wykształcenie, zawód"),
        ],
    )
    def test_asks_what_its_part_asks(self, kind, purpose, question, client, tmp_path):
        someone = person("Źrebiec", "Łucja", street="Polna", house_number="7")
        path = pdf(client, tmp_path, "contract_form", someone.pk, kind)
        words = pages(path)
        assert in_order(
            " ".join(words),
            f"Kontrakt socjalny – część {kind}",
            purpose,
            "Kontrakt zawierają Pani Łucja Źrebiec",
            "Adres Polna 7",
            "1. Ocena sytuacji",
            question,
            "2. Cele",
            "3. Działania stron i terminy",
            "4. Ustalenia",
            "Uczestniczka Pracownik socjalny",
            "5. Ocena realizacji",
        )
        assert [
            f"strona {number} z {len(words)}" in page for number, page in enumerate(words, 1)
        ] == [True] * len(words)
        assert breaches(path) == ""
        entry = AccessEntry.objects.get(kind="print")
        assert (entry.subject, entry.participant_ids) == ("kontrakt socjalny", [someone.pk])

    def test_a_signed_one_has_its_dates(self, client, tmp_path):
        contract = people.sign_contract(
            by=staff(),
            participant=person(),
            kind="A",
            on=date(2015, 1, 12),
            valid_to=date(2015, 7, 12),
        )
        first = pages(pdf(client, tmp_path, "contract_print", contract.pk))[0]
        assert in_order(
            first, "Data zawarcia 12 stycznia 2015 r.", "Obowiązuje do 12 lipca 2015 r."
        )


@pytest.mark.parametrize("number", [1, 3])
def test_an_edition_is_printed_with_as_many_queries_for_three_as_for_one(
    number, client, django_assert_num_queries
):
    edition = make.edition(4, kind="pai", agreement=make.agreement())
    certified(edition, *("Adamska", "Bielska", "Cicha")[:number])
    # session, account, its two kinds of permissions, edition, people, centre, text, journal
    with django_assert_num_queries(9):
        client.get(reverse("edition_certificates", args=[edition.pk]))
    # the same
    with django_assert_num_queries(9):
        client.get(reverse("edition_attendance", args=[edition.pk]), {"month": "2015-03"})


@pytest.mark.parametrize("number", [1, 3])
def test_pages_of_documents_ask_as_often_for_three_as_for_one(
    number, client, django_assert_num_queries
):
    edition = make.edition(4)
    for name in ("Adamska", "Bielska", "Cicha")[:number]:
        actions.complete(by=staff(), enrolment=make.enrolment(person(name), edition))
        make.enrolment(person(f"{name}-Nowa"), edition)
    someone = person("Wielokrotna")
    for other in range(5, 5 + number):
        make.enrolment(someone, make.edition(other))
        people.sign_contract(by=staff(), participant=someone, kind="A", on=date(2015, 1, other))
    with django_assert_num_queries(14):
        client.get(reverse("edition_documents", args=[edition.pk]))
    with django_assert_num_queries(10):
        client.get(reverse("participant_documents", args=[someone.pk]))


def test_whoever_only_reads_prints_nothing(client_as):
    part = make.enrolment(person(), make.edition(1))
    addresses = [
        reverse("edition_documents", args=[part.edition_id]),
        reverse("placement_print", args=[part.pk]),
        reverse("contract_form", args=[part.participant_id, "A"]),
    ]
    auditor = client_as(Role.AUDITOR)
    assert [auditor.get(url).status_code for url in addresses] == [403, 403, 403]
    assert "Dokumenty" not in auditor.get(part.get_absolute_url()).text
