"""Entering a person and changing her data: what the forms fill in, refuse and keep."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants import actions
from participants.likeness import slips_of
from participants.models import Participant, PeselChange
from participants.pesel_check import check_pesel
from participants.tests.factories import person, pesel_of, staff

pytestmark = pytest.mark.django_db

NEW = "participant_create"
BORN = date(1980, 5, 17)


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def typed(**fields) -> dict:
    return {
        "entry": "token-1",
        "last_name": "Nowak",
        "first_name": "Anna",
        "pesel": pesel_of(BORN, "F", 77),
        **fields,
    }


def submit(client, **fields):
    return client.post(reverse(NEW), typed(**fields))


def corrected(someone: Participant) -> str:
    """Another number is entered; gives the former one."""
    was = someone.pesel
    actions.correct_pesel(
        by=staff(),
        participant=someone,
        pesel=pesel_of(someone.birth_date, someone.sex, 4321),
        on=date(2015, 3, 2),
        reason="omyłka",
    )
    return was


class TestNewPerson:
    def test_the_pesel_tells_birth_date_and_sex(self, client):
        number = pesel_of(BORN, "F", 77)
        response = submit(client, pesel=f"{number[:6]} {number[6:]}", street="Polna")
        someone = Participant.objects.get()
        assert response.url == someone.get_absolute_url()
        assert (someone.pesel, someone.birth_date, someone.sex, someone.street) == (
            number, BORN, "F", "Polna",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("fields", "field", "sentence"),
        [
            (
                {"pesel": "02070812348"},
                "pesel",
                "Cyfra kontrolna numeru PESEL się nie zgadza. Przepisz numer z dokumentu.",
            ),
            ({"pesel": "123"}, "pesel", "PESEL ma 11 cyfr. Sprawdź, czy żadnej nie brakuje."),
            ({"last_name": ""}, "last_name", "To pole jest wymagane."),
            ({"sex": "M"}, "sex", "Płeć nie zgadza się z numerem PESEL."),
            (
                {"birth_date": "1980-05-18"},
                "birth_date",
                "Data urodzenia nie zgadza się z numerem PESEL.",
            ),
            (
                {"no_pesel_reason": "foreigner"},
                "no_pesel_reason",
                "Osoba ma numer PESEL, więc powodu jego braku nie ma.",
            ),
            ({"postcode": "4360"}, "postcode", "Kod pocztowy ma postać 00-000."),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(self, client, fields, field, sentence):
        form = submit(client, **fields).context["form"]
        assert (dict(form.errors), Participant.objects.count()) == ({field: [sentence]}, 0)

    def test_nothing_typed_is_lost(self, client):
        response = submit(client, pesel="123", city="Jaworzno")
        assert response.context["form"]["city"].value() == "Jaworzno"
        assert response.text.count("Popraw błędy w formularzu") == 1

    def test_a_known_pesel_leads_to_the_person(self, client):
        known = person("Żak", born=BORN)
        response = submit(client, pesel=known.pesel)
        assert response.context["form"].errors == {
            "pesel": ["Osoba o tym numerze PESEL jest już w kartotece."]
        }
        assert response.text.count(f'href="{known.get_absolute_url()}"') == 1
        assert AccessEntry.objects.get().participant_ids == [known.pk]

    def test_without_pesel_there_is_a_document_or_a_reason(self, client):
        form = submit(client, pesel="").context["form"]
        assert dict(form.errors) == {
            "pesel": ["Wpisz numer PESEL albo podaj inny dokument lub powód braku numeru."],
            "birth_date": ["To pole jest wymagane, gdy nie ma numeru PESEL."],
            "sex": ["To pole jest wymagane, gdy nie ma numeru PESEL."],
        }
        identity = {"birth_date": "1980-05-17", "sex": "F", "no_pesel_reason": "foreigner"}
        assert submit(client, pesel="", **identity).status_code == 302
        assert Participant.objects.get().pesel is None

    def test_nobody_is_born_tomorrow(self, client, time_machine):
        time_machine.move_to("2015-05-01")
        identity = {"birth_date": "2015-05-02", "sex": "F", "no_pesel_reason": "not_issued"}
        form = submit(client, pesel="", **identity).context["form"]
        assert dict(form.errors) == {"birth_date": ["Ten dzień jeszcze nie nadszedł."]}

    def test_a_caseworker_enters_those_for_whom_she_cares(self, client, client_as, account):
        initial = client.get(reverse(NEW)).context["form"]["caseworker"].value()
        assert initial == account(Role.CASEWORKER).pk
        other = client_as(Role.HEAD).get(reverse(NEW)).context["form"]["caseworker"].value()
        assert other is None


class TestLikelyDuplicates:
    @pytest.mark.parametrize(
        ("details", "is_shown"),
        [
            ({"last_name": "Nowka"}, True),
            ({"last_name": "Anna", "first_name": "Nowak"}, True),
            ({"last_name": "Kowalska"}, True),  # married since
            ({"last_name": "Kowalska", "first_name": "Maria"}, False),
            ({"first_name": "Jan", "sex": "M"}, False),  # a twin brother
            ({"born": date(1980, 5, 11)}, True),
            ({"born": date(1981, 5, 17)}, True),
            ({"born": date(1981, 6, 17)}, False),
            ({"born": date(1980, 5, 11), "last_name": "Nowka"}, False),
        ],
    )
    def test_who_may_be_the_same(self, client, details, is_shown):
        known = person(**{"last_name": "Nowak", "first_name": "Anna", "born": BORN, **details})
        response = submit(client)
        shown = response.context["form"].likely_same if response.context else []
        assert shown == ([known] if is_shown else [])
        assert Participant.objects.count() == (1 if is_shown else 2)

    def test_the_tick_lets_another_person_in(self, client):
        known = person("Nowak", born=BORN)
        shown = submit(client)
        assert shown.context["form"].errors.keys() == {"is_another"}
        assert shown.text.count(f'href="{known.get_absolute_url()}"') == 1
        assert shown.text.count(f'id="id_is_another" value="{known.pk}"') == 1
        assert submit(client, is_another=str(known.pk)).status_code == 302
        assert Participant.objects.count() == 2

    def test_who_had_the_number_before_is_asked_about_whatever_the_name(self, client):
        known = person("Zupełnie", "Inna", born=BORN)
        was = corrected(known)
        form = submit(client, pesel=was).context["form"]
        assert (form.likely_same, form.errors.keys()) == ([known], {"is_another"})
        assert submit(client, pesel=was, is_another=str(known.pk)).status_code == 302
        assert Participant.objects.get(pesel=was) != known

    def test_the_tick_speaks_of_those_who_were_shown(self, client):
        first = person("Nowak", born=BORN)
        second = person("Nowak", born=BORN)
        form = submit(client, is_another=str(first.pk)).context["form"]
        assert {one.pk for one in form.likely_same} == {first.pk, second.pk}
        assert Participant.objects.count() == 2

    def test_a_date_is_mistyped_by_a_digit_or_with_day_and_month_swapped(self):
        slips = slips_of(date(2000, 2, 3))
        assert {date(2000, 3, 2), date(2000, 2, 4), date(2001, 2, 3), date(2000, 2, 13)} < slips
        assert date(2000, 2, 3) not in slips
        assert date(2001, 2, 4) not in slips


class TestSentTwice:
    def test_one_record_is_made_and_both_lead_to_it(self, client):
        first, second = submit(client), submit(client)
        assert first.url == second.url == Participant.objects.get().get_absolute_url()

    def test_a_form_with_an_error_is_not_yet_sent(self, client):
        assert submit(client, last_name="").status_code == 200
        assert submit(client).status_code == 302

    def test_each_opened_form_has_a_token_of_its_own(self, client):
        tokens = {client.get(reverse(NEW)).context["form"]["entry"].value() for _ in range(2)}
        assert len(tokens) == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_person(client_as):
    cookies = client_as(Role.CASEWORKER).cookies
    barrier, urls = Barrier(2), []
    sent = typed(
        pesel="", birth_date="1980-05-17", sex="F", no_pesel_reason="foreigner", entry="clicked"
    )

    def click() -> None:
        client = Client()
        client.cookies = cookies
        barrier.wait()
        try:
            urls.append(client.post(reverse(NEW), sent).url)
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert urls == [Participant.objects.get().get_absolute_url()] * 2


class TestPeselCheck:
    def check(self, client, pesel: str, **more):
        return client.post(reverse("participant_pesel_check"), {"pesel": pesel, **more})

    def test_a_good_number_fills_birth_date_and_sex(self, client):
        text = self.check(client, pesel_of(BORN, "F", 77)).text
        assert text.count('value="17.05.1980"') == 1
        assert text.count('<option value="F" selected>') == 1
        assert text.count('data-hx-swap-oob="true"') == 2

    @pytest.mark.parametrize(
        ("born", "said"),
        [
            (date(1980, 5, 17), ""),
            (date(1997, 6, 15), ""),
            (date(1997, 6, 16), " Ta osoba ma 17 lat."),
            (date(2014, 3, 1), " Ta osoba ma 1 rok."),
            (date(1912, 6, 15), " Ta osoba ma 103 lata."),
        ],
    )
    def test_an_age_unusual_for_a_client_is_told(self, born, said, time_machine):
        time_machine.move_to(date(2015, 6, 15))
        expected = "Numer jest poprawny, nie ma go w kartotece." + said
        assert check_pesel(pesel_of(born, "F", 77)).text == expected

    @pytest.mark.parametrize(
        ("typed", "state"),
        [("", ""), ("4405", "partial"), ("4405140145a", "wrong"), ("44051401459", "wrong")],
    )
    def test_what_is_not_a_number_fills_nothing(self, client, typed, state):
        response = self.check(client, typed)
        assert response.context["check"].state == state
        assert "hx-swap-oob" not in response.text

    def test_a_known_number_leads_to_the_person_and_is_noted(self, client):
        known = person("Żak")
        text = self.check(client, known.pesel).text
        assert text.count(f'href="{known.get_absolute_url()}"') == 1
        assert AccessEntry.objects.get().participant_ids == [known.pk]

    def test_a_number_corrected_since_leads_to_whose_it_was(self, client):
        known = person("Żak")
        response = self.check(client, corrected(known))
        assert response.context["check"].state == "former"
        assert response.text.count(f'href="{known.get_absolute_url()}"') == 1
        assert AccessEntry.objects.get().participant_ids == [known.pk]

    def test_the_persons_own_number_is_not_taken(self, client):
        own = person("Żak")
        assert self.check(client, own.pesel, beside=own.pk).context["check"].state == "good"


class TestEdit:
    def page(self, client, someone) -> dict:
        """The form's fields as the browser would send them back."""
        form = client.get(reverse("participant_edit", args=[someone.pk])).context["form"]
        return {name: form[name].value() or "" for name in form.fields}

    def save(self, client, someone, **fields):
        return client.post(reverse("participant_edit", args=[someone.pk]), fields)

    def test_what_was_typed_is_saved(self, client):
        someone = person("Nowak")
        fields = self.page(client, someone) | {"phone": "600 700 800"}
        assert self.save(client, someone, **fields).url == someone.get_absolute_url()
        someone.refresh_from_db()
        assert someone.phone == "600 700 800"

    def test_pesel_and_what_it_tells_are_not_changed_here(self, client):
        fields = self.page(client, person("Nowak"))
        assert fields.keys() & {"pesel", "birth_date", "sex", "no_pesel_reason"} == set()

    def test_without_pesel_a_document_or_a_reason_stays(self, client):
        someone = person("Nowak", pesel=None, no_pesel_reason="foreigner")
        fields = self.page(client, someone) | {"no_pesel_reason": ""}
        form = self.save(client, someone, **fields).context["form"]
        assert form.errors.keys() == {"no_pesel_reason"}

    def test_who_saves_second_is_told_and_loses_nothing(self, client, account):
        someone = person("Nowak", phone="111", city="Jaworzno")
        fields = self.page(client, someone)
        actions.update_participant(
            by=account(Role.HEAD, first_name="Ewa", last_name="Lis"),
            participant=someone,
            version=someone.updated_at,
            phone="222",
            city="Chrzanów",
        )
        response = self.save(client, someone, **{**fields, "phone": "333", "email": "a@b.pl"})
        stale = response.context["stale"]
        assert stale.by == "Ewa Lis"
        assert [
            (row.label, row.was, row.now, row.typed, row.is_conflict) for row in stale.rows
        ] == [
            ("telefon", "111", "222", "333", True),
            ("miejscowość", "Jaworzno", "Chrzanów", "Chrzanów", False),
        ]
        form = response.context["form"]
        assert [form[name].value() for name in ("phone", "email", "city")] == [
            "333", "a@b.pl", "Chrzanów",
        ]  # fmt: skip
        again = {name: form[name].value() or "" for name in form.fields}
        assert self.save(client, someone, **again).status_code == 302
        someone.refresh_from_db()
        assert (someone.phone, someone.email, someone.city) == ("333", "a@b.pl", "Chrzanów")


class TestPeselCorrection:
    def correct(self, client, someone, **fields):
        return client.post(
            reverse("participant_pesel", args=[someone.pk]),
            {
                "version": someone.updated_at.isoformat(),
                "birth_date": someone.birth_date.isoformat(),
                "sex": someone.sex,
                "on": "2015-03-01",
                "reason": "omyłka",
                **fields,
            },
        )

    def test_the_history_is_shown(self, client):
        someone = person("Nowak", born=BORN)
        old, new = someone.pesel, pesel_of(date(1981, 5, 17), "F", 1)
        response = self.correct(client, someone, pesel=new, birth_date="1981-05-17")
        page = client.get(response.url)
        assert (page.text.count(f">{old}<"), page.text.count("Historia numeru PESEL</h2>")) == (
            1,
            1,
        )
        someone.refresh_from_db()
        assert (someone.pesel, someone.birth_date) == (new, date(1981, 5, 17))

    def test_the_same_number_is_no_correction(self, client):
        someone = person("Nowak")
        form = self.correct(client, someone, pesel=someone.pesel).context["form"]
        assert dict(form.errors) == {"pesel": ["To jest obecny numer tej osoby."]}

    def test_a_number_that_came_at_last_takes_the_reason_away(self, client):
        someone = person("Nowak", born=BORN, pesel=None, no_pesel_reason="not_issued")
        self.correct(client, someone, pesel=pesel_of(BORN, "F", 5))
        someone.refresh_from_db()
        assert (someone.pesel, someone.no_pesel_reason) == (pesel_of(BORN, "F", 5), "")

    def test_a_change_made_meanwhile_stops_it(self, client):
        someone = person("Nowak", born=BORN)
        actions.update_participant(
            by=staff(), participant=someone, version=someone.updated_at, phone="1"
        )
        number = pesel_of(BORN, "F", 4001)
        response = self.correct(client, someone, pesel=number)
        [row] = response.context["stale"].rows
        assert (row.label, row.was, row.now) == ("telefon", "(puste)", "1")
        form = response.context["form"]
        assert (form["pesel"].value(), form["reason"].value()) == (number, "omyłka")
        assert PeselChange.objects.count() == 0
        someone.refresh_from_db()
        assert self.correct(client, someone, pesel=number).status_code == 302
