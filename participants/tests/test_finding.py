"""Finding people by what is typed: names, PESEL, phone, slips of the fingers included."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants import actions
from participants.finding import is_corrected, suggest
from participants.models import NameWord, Participant
from participants.tests.factories import person, pesel_of, staff

pytestmark = pytest.mark.django_db

URL = "participant_suggestions"


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def names(people) -> list[str]:
    return [str(one) for one in people]


def found(text: str) -> list[str]:
    return names(Participant.objects.found_by(text).in_alphabetical_order())


def suggested(text: str) -> tuple[list[str], list[str]]:
    suggestions = suggest(Participant.objects.all(), text)
    return names(suggestions.people), names(suggestions.alike)


class TestNames:
    def test_words_stand_for_beginnings_in_any_order(self):
        person("Kowalski", "Jan")
        person("Nowak-Kowalska", "Żaneta")
        person("Nowak", "Jan")
        assert found("kow") == ["Kowalski Jan", "Nowak-Kowalska Żaneta"]
        assert found("jan kow") == ["Kowalski Jan"]
        assert found("zan now") == ["Nowak-Kowalska Żaneta"]
        assert found("nowak-kow") == ["Nowak-Kowalska Żaneta"]
        assert found("walski") == []

    def test_surnames_come_before_first_names(self):
        person("Adamska", "Janina")
        person("Janik", "Ewa")
        assert suggested("jan") == (["Janik Ewa", "Adamska Janina"], [])

    def test_each_person_is_named_once(self):
        person("Jan", "Jan")
        assert suggested("jan jan") == (["Jan Jan"], [])

    def test_eight_at_most(self):
        for number in range(10):
            person(f"Nowak{'abcdefghij'[number]}")
        assert suggested("now") == ([f"Nowak{letter} Anna" for letter in "abcdefgh"], [])

    @pytest.mark.parametrize("typed", ["", " ", "n", "-", "%", "…"])
    def test_too_little_asks_nothing(self, typed, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert suggest(Participant.objects.all(), typed).was_asked is False


class TestSlips:
    @pytest.mark.parametrize(
        "typed", ["kowaslki", "kowlski", "kowalsski", "kovalski", "okwalski", "kowaslk", "Kowaslki"]
    )
    def test_a_slip_in_the_surname(self, typed):
        person("Kowalski")
        person("Zawada")
        assert suggested(typed) == ([], ["Kowalski Anna"])
        assert found(typed) == ["Kowalski Anna"]
        assert is_corrected(typed) is True

    def test_a_slip_in_the_first_name(self):
        person("Kowalski", "Krzysztof", sex="M")
        person("Kowalski", "Adam", sex="M")
        assert suggested("kowalski krzystof") == ([], ["Kowalski Krzysztof"])

    def test_the_nearest_surname_comes_first(self):
        for surname in ("Lewandowska-Baran", "Lewandowska", "Lewandowski"):
            person(surname)
        nearest = ["Lewandowski Anna", "Lewandowska Anna", "Lewandowska-Baran Anna"]
        assert suggested("lewandwski") == ([], nearest)

    def test_those_named_come_before_those_like(self):
        person("Kowalska")
        person("Kowalski")
        assert suggested("kowalska") == (["Kowalska Anna"], ["Kowalski Anna"])
        assert found("kowalska") == ["Kowalska Anna"]
        assert is_corrected("kowalska") is False

    def test_short_words_are_not_corrected(self):
        person("Li")
        assert suggested("la") == ([], [])

    def test_two_other_letters_are_another_name(self):
        person("Nowak")
        assert suggested("nyzak") == ([], [])

    def test_a_name_nobody_bears_any_more_is_forgotten(self):
        someone, other = person("Zawada", "Ewa"), person("Lis", "Ewa")
        actions.update_participant(
            by=staff(), participant=someone, version=someone.updated_at, last_name="Nowak"
        )
        other.delete()
        assert set(NameWord.objects.values_list("word", flat=True)) == {"nowak", "ewa"}


class TestNumbers:
    def test_the_start_of_a_pesel(self):
        someone = person("Nowak", born=date(1944, 5, 14), sex="M", pesel="44051401458")
        assert [found(text) for text in ("440514", "44051401458", "051401458")] == [
            [str(someone)], [str(someone)], [],
        ]  # fmt: skip

    def test_a_former_pesel(self):
        someone = person("Nowak")
        old, new = someone.pesel, pesel_of(someone.birth_date, "F", 4007)
        actions.correct_pesel(
            by=staff(), participant=someone, pesel=new, on=date(2015, 1, 1), reason="omyłka"
        )
        assert (found(old), found(new)) == (["Nowak Anna"], ["Nowak Anna"])

    @pytest.mark.parametrize(
        "written",
        [
            "600100200",
            "+48 600 100 200",
            "600-100-200",
            "0048600100200",
            "48 600100200",
            "(32) 616 12 34, 600 100 200",
            "326161234 600100200",
            "dom: 32 616 12 34; kom. 600.100.200",
        ],
    )
    @pytest.mark.parametrize(
        "typed", ["600100200", "+48 600 100 200", "600-100", "48600100", "6001"]
    )
    def test_a_phone_however_written_and_typed(self, written, typed):
        person("Nowak", phone=written)
        person("Lis", phone="700 100 200")
        assert (found(typed), suggested(typed)) == (["Nowak Anna"], (["Nowak Anna"], []))

    def test_the_middle_of_a_phone_finds_nobody(self):
        person("Nowak", phone="600 100 200")
        assert found("100200") == []


class TestAnswers:
    def ask(self, client, text: str):
        return client.post(reverse(URL), {"q": text})

    def test_people_are_told_apart(self, client):
        someone = person("Nowak", "Anna", second_name="Ewa", city="Jaworzno")
        page = self.ask(client, "nowak").text
        text = " ".join(page.replace("<span", " <span").split())
        assert f'href="{someone.get_absolute_url()}"' in text
        assert "Nowak Anna Ewa <span" in text
        assert ">ur. 17.05.1980, Jaworzno<" in text
        assert "Znalezione osoby: 1." in text

    def test_those_alike_are_marked(self, client):
        person("Kowalski")
        text = self.ask(client, "kowaslki").text
        assert text.count("Podobnie brzmiące</p>") == 1
        assert "Znalezione osoby: 0, podobnie brzmiące: 1." in text

    def test_it_is_noted_once_with_those_shown_and_without_the_text(self, client):
        shown = [person("Nowak"), person("Nowakowska")]
        person("Lis")
        self.ask(client, "nowa")
        entry = AccessEntry.objects.get()
        assert (entry.kind, entry.participant_ids) == ("search", [one.pk for one in shown])
        assert "nowa" not in entry.subject

    def test_one_letter_is_answered_with_nothing(self, client):
        person("Nowak")
        assert self.ask(client, "n").text.strip() == ""
        assert AccessEntry.objects.count() == 0

    def test_an_address_cannot_ask(self, client):
        assert client.get(reverse(URL), {"q": "nowak"}).status_code == 405

    @pytest.mark.parametrize("people", [1, 3])
    def test_it_asks_the_database_seldom(self, people, client, django_assert_num_queries):
        for _ in range(people):
            person("Nowak")
        # session, account, its two kinds of permissions, those of the surname, others who have
        # the word, the known words, the journal
        with django_assert_num_queries(8):
            self.ask(client, "nowak")


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_new_name_do_not_wait_for_each_other():
    def write(first: str) -> None:
        person("Nowa", first)
        connection.close()

    writers = [Thread(target=write, args=[name]) for name in ("Ewa", "Ola")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=20)
    assert found("nowa") == ["Nowa Ewa", "Nowa Ola"]


def test_a_single_letter_beside_a_slip_narrows_it_down_and_is_no_surname_of_its_own():
    meant = person(last_name="Szymański", first_name="Piotr")
    person(last_name="Szymański", first_name="Adam")
    person(last_name="Pawlak", first_name="Szymańska")
    found = suggest(Participant.objects.all(), "szymanksi p")
    assert [*found] == [meant]
