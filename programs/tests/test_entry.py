"""Forms in which clerks enter what happens in an edition: what they take and what they refuse."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from threading import Barrier, Thread

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mops.models import AccessEntry
from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.models import Cost, Edition, Enrolment, Outcome, WorkMonth
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

START, END = date(2015, 3, 2), date(2015, 6, 30)
TOMORROW = timezone.localdate() + timedelta(days=1)
MAY = [Role.CASEWORKER, Role.HEAD, Role.ADMINISTRATOR]


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def said(response) -> list[str]:
    """The sentences shown after the step."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response) -> dict:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


def url(name: str, record, query: str = "") -> str:
    return reverse(name, args=[record.pk]) + query


class TestEdition:
    def filled(self, **fields) -> dict:
        typed = {
            "program": make.program().pk,
            "number": "4",
            "starts_on": "2015-03-02",
            "ends_on": "30.06.2015",
            "places": "10",
            "hours": "",
        }
        return {**typed, **fields}

    def test_a_new_edition_opens_on_its_page(self, client):
        response = client.post(reverse("edition_new"), self.filled())
        edition = Edition.objects.get()
        assert response.url == edition.get_absolute_url()
        assert (edition.number, edition.starts_on, edition.ends_on) == (4, START, END)
        assert (edition.places, edition.hours, edition.agreement) == (10, None, None)
        assert said(response) == ["Edycja jest założona. Można przyjmować osoby."]

    def test_the_next_edition_begins_like_the_last(self, client):
        make.edition(1, starts_on=date(2015, 1, 1), ends_on=date(2015, 2, 1), places=3)
        last = make.edition(2, places=12, hours=80, agreement=make.agreement())
        page = client.get(reverse("edition_new"), {"program": last.program.pk})
        assert page.context["form"].initial == {
            "program": last.program.pk,
            "number": 3,
            "starts_on": date(2015, 7, 1),
            "ends_on": date(2015, 10, 29),
            "places": 12,
            "hours": 80,
            "agreement": last.agreement.pk,
            "caseworker": None,
        }

    @pytest.mark.parametrize(("first_numbers", "number"), [((1,), 5), ((1, 1), 1)])
    def test_a_new_year_begins_with_one_where_the_programme_does_so(
        self, client, first_numbers, number
    ):
        for year, first in enumerate(first_numbers, 2015 - len(first_numbers)):
            make.edition(first, starts_on=date(year, 3, 1), ends_on=date(year, 4, 1))
        make.edition(4, starts_on=date(2015, 11, 2), ends_on=date(2015, 12, 31))
        page = client.get(reverse("edition_new"), {"program": make.program().pk})
        initial = page.context["form"].initial
        assert (initial["number"], initial["starts_on"]) == (number, date(2016, 1, 1))

    def test_agreements_on_supervision_are_offered_only_where_one_stands_already(self, client):
        own, supervision = make.agreement(), make.agreement(kind="supervision")
        edition = make.edition(agreement=supervision)
        urls = reverse("edition_new"), reverse("edition_edit", args=[edition.pk])
        forms = [client.get(url).context["form"] for url in urls]
        offered = [set(form.fields["agreement"].queryset) for form in forms]
        assert offered == [{own}, {own, supervision}]

    def test_an_agreement_that_has_ended_by_then_is_not_taken_over(self, client):
        make.edition(agreement=make.agreement(valid_to=date(2015, 6, 30)))
        page = client.get(reverse("edition_new"), {"program": make.program().pk})
        assert page.context["form"].initial["agreement"] is None

    def test_the_first_edition_of_a_programme_is_number_one(self, client, account):
        page = client.get(reverse("edition_new"), {"program": make.program().pk})
        assert page.context["form"].initial == {
            "program": make.program().pk,
            "number": 1,
            "caseworker": account(Role.CASEWORKER).pk,
        }

    @pytest.mark.parametrize("asked", ["x", "99"])
    def test_an_unknown_programme_is_refused(self, client, asked):
        assert client.get(reverse("edition_new"), {"program": asked}).status_code == 400

    def test_dates_the_wrong_way_round_are_refused_and_kept(self, client):
        response = client.post(reverse("edition_new"), self.filled(ends_on="2015-03-01"))
        assert errors(response) == {
            "ends_on": ["Data końcowa nie może być wcześniejsza od początkowej."]
        }
        assert 'value="2015-03-01"' in response.text
        assert Edition.objects.count() == 0

    def test_submitted_twice_it_opens_once(self, client):
        client.post(reverse("edition_new"), self.filled())
        response = client.post(reverse("edition_new"), self.filled())
        assert errors(response) == {"__all__": ["Taka edycja już istnieje."]}
        assert Edition.objects.count() == 1

    def test_an_edition_is_corrected(self, client):
        edition = make.edition(places=5)
        response = client.post(url("edition_edit", edition), self.filled())
        edition.refresh_from_db()
        assert (response.url, edition.number, edition.places) == (
            edition.get_absolute_url(), 4, 10
        )  # fmt: skip

    def test_new_dates_leave_nobody_outside(self, client):
        part = make.enrolment()
        typed = self.filled(starts_on="2015-03-03")
        response = client.post(url("edition_edit", part.edition), typed)
        assert errors(response) == {
            "__all__": ["Są osoby, których udział wykracza poza nowe daty edycji."]
        }


class TestEnrol:
    def send(self, client, edition, *people, **fields):
        typed = {"person": [one.pk for one in people], "on": "2015-03-02", **fields}
        return client.post(url("enrolments_add", edition), typed)

    def test_those_referred_and_not_enrolled_are_offered(self, client):
        edition = make.edition()
        own, listed, taken = person("Adamska"), person("Bielska"), person("Cicha")
        declined = person("Dolna")
        make.referral(own, edition=edition)
        make.referral(listed)
        make.referral(taken, edition=edition)
        make.enrolment(taken, edition)
        make.referral(person("Obca"), edition=make.edition(2))
        referral = make.referral(declined, edition=edition)
        actions.decide(by=staff(), referral=referral, decision="not_qualified", on=START)
        page = client.get(url("enrolments_add", edition))
        assert list(page.context["form"].fields["person"].queryset) == [own, listed]
        assert AccessEntry.objects.latest("pk").participant_ids == sorted([own.pk, listed.pk])

    def test_several_ticked_are_taken_in_from_their_referrals(self, client):
        edition = make.edition(places=2)
        referrals = [make.referral(person(name), edition=edition) for name in ("Ala", "Ola")]
        ids = "&".join(f"referral={referral.pk}" for referral in referrals)
        page = client.get(url("enrolments_add", edition, f"?{ids}"))
        people = [referral.participant for referral in referrals]
        assert sorted(page.context["form"].initial["person"]) == sorted(one.pk for one in people)
        response = self.send(client, edition, *people, facility=make.facility().pk, group="A")
        assert response.url == f"{edition.get_absolute_url()}#uczestnicy"
        assert said(response) == ["Przyjęci do edycji: 2."]
        parts = Enrolment.objects.order_by("participant__sort_key")
        assert [(part.referral, part.started_on, part.group) for part in parts] == [
            (referrals[0], START, "A"),
            (referrals[1], START, "A"),
        ]

    def test_a_person_is_found_by_name_and_the_address_tells_nothing(self, client):
        edition, someone = make.edition(), person("Żółkiewska")
        person("Obca")
        moved = client.post(url("enrolments_search", edition), {"q": "zolkiewska"})
        assert "olkiewska" not in moved.url
        page = client.get(moved.url)
        assert list(page.context["form"].fields["person"].queryset) == [someone]
        self.send(client, edition, someone)
        assert Enrolment.objects.get().participant == someone

    def test_nobody_found_is_said(self, client):
        moved = client.post(url("enrolments_search", make.edition()), {"q": "nikt"})
        assert "Nie ma takiej osoby w kartotece" in client.get(moved.url).text

    def test_a_search_expires(self, client):
        assert client.get(url("enrolments_add", make.edition(), "?q=x")).status_code == 400

    @pytest.mark.parametrize("day", ["2015-03-01", "2015-07-01"])
    def test_a_person_begins_inside_the_edition(self, client, day):
        response = self.send(client, make.edition(), person(), on=day, group="kept")
        assert errors(response) == {
            "__all__": ["Testowa Anna: Daty udziału muszą mieścić się w datach edycji."]
        }
        assert 'value="kept"' in response.text
        assert Enrolment.objects.count() == 0

    def test_nobody_ticked_and_no_day_are_said(self, client):
        response = self.send(client, make.edition(), on="")
        assert errors(response) == {
            "person": ["Zaznacz co najmniej jedną osobę."],
            "on": ["To pole jest wymagane."],
        }

    def test_submitted_twice_it_enrols_once(self, client):
        edition, someone = make.edition(places=1), person()
        self.send(client, edition, someone)
        response = self.send(client, edition, someone)
        assert errors(response) == {
            "__all__": ["Testowa Anna: Ta osoba w tym czasie już uczestniczy w tej edycji."]
        }
        assert Enrolment.objects.count() == 1

    def test_one_refused_leaves_all_out(self, client):
        edition, taken = make.edition(), person("Zajęta")
        make.enrolment(taken, edition)
        self.send(client, edition, person("Nowa"), taken)
        assert Enrolment.objects.count() == 1

    def test_more_people_than_places_need_a_reason_which_is_kept(self, client):
        edition = make.edition(places=1)
        make.enrolment(person("Pierwsza"), edition)
        someone = person("Druga")
        page = self.send(client, edition, someone)
        assert errors(page) == {"override_reason": ["Napisz, dlaczego mimo to, albo zmień wybór."]}
        assert "Miejsca w edycji – zajętych będzie 2, a planowano 1." in page.text
        assert page.text.count('name="override_reason"') == 1
        seen = page.context["form"].data["seen"]
        self.send(client, edition, someone, override_reason="wolne miejsce od kwietnia", seen=seen)
        part = Enrolment.objects.get(participant=someone)
        assert part.override_reason == "wolne miejsce od kwietnia"

    def test_a_place_that_somebody_left_is_free(self, client):
        edition = make.edition(places=1)
        gone = make.enrolment(person("Pierwsza"), edition)
        actions.interrupt(by=staff(), enrolment=gone, on=START, reason=make.reason())
        self.send(client, edition, person("Druga"), override_reason="zbędne")
        assert Enrolment.objects.get(participant__last_name="Druga").override_reason == ""


class TestComplete:
    def send(self, client, edition, *parts, **fields):
        typed = {
            "enrolment": [part.pk for part in parts],
            "on": "2015-06-30",
            "certificate": "next",
        }
        return client.post(url("enrolments_complete", edition), {**typed, **fields})

    def certificates(self) -> list[str]:
        parts = Enrolment.objects.order_by("participant__sort_key")
        return list(parts.values_list("certificate_number", flat=True))

    def test_many_get_the_next_free_numbers_in_order(self, client):
        edition = make.edition()
        done = make.enrolment(person("Ada"), edition)
        actions.complete(by=staff(), enrolment=done, certificate_number="7/PSU/2015")
        parts = [make.enrolment(person(name), edition) for name in ("Celina", "Beata")]
        response = self.send(client, edition, *parts)
        assert said(response) == ["Ukończone udziały: 2."]
        assert self.certificates() == ["7/PSU/2015", "8/PSU/2015", "9/PSU/2015"]
        assert Enrolment.objects.filter(certificate_on=END).count() == 3

    def test_numbers_begin_anew_each_year(self, client):
        old = make.enrolment(
            in_edition=make.edition(9, starts_on=date(2014, 3, 1), ends_on=date(2014, 4, 1))
        )
        actions.complete(by=staff(), enrolment=old, certificate_number="70/PSU/2014")
        part = make.enrolment()
        self.send(client, part.edition, part)
        part.refresh_from_db()
        assert part.certificate_number == "1/PSU/2015"

    def test_a_number_is_typed_for_one_person(self, client):
        part = make.enrolment()
        self.send(client, part.edition, part, certificate="typed", certificate_number="12a")
        assert self.certificates() == ["12a"]

    def test_a_number_is_given_once(self, client):
        edition = make.edition()
        first, second, third = (make.enrolment(person(name), edition) for name in "ABC")
        typed = {"certificate": "typed", "certificate_number": "5"}
        both = self.send(client, edition, first, second, **typed)
        assert errors(both) == {"__all__": ["Jeden numer zaświadczenia jest dla jednej osoby."]}
        self.send(client, edition, first, **typed)
        again = self.send(client, edition, third, **typed)
        assert errors(again) == {"__all__": ["Zaświadczenie nr 5 jest już wydane."]}

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"certificate": "typed"}, {"certificate_number": ["Wpisz numer zaświadczenia."]}),
            (
                {"certificate_number": "5"},
                {"certificate": ["Numer jest wpisany: zaznacz „numer wpisany niżej”."]},
            ),
            ({"on": str(TOMORROW)}, {"on": ["Ten dzień jeszcze nie nadszedł."]}),
            (
                {"on": "2015-07-01"},
                {"__all__": ["Testowa Anna: Daty udziału muszą mieścić się w datach edycji."]},
            ),
            (
                {"on": "2015-03-01"},
                {
                    "__all__": [
                        "Testowa Anna: Data końcowa nie może być wcześniejsza od początkowej."
                    ]
                },
            ),
        ],
    )
    def test_what_is_refused_is_said_beside_the_form(self, client, fields, wrong):
        part = make.enrolment()
        assert errors(self.send(client, part.edition, part, **fields)) == wrong
        assert Enrolment.objects.get().result == "ongoing"

    def test_without_a_certificate(self, client):
        part = make.enrolment()
        self.send(client, part.edition, part, certificate="none")
        assert (Enrolment.objects.get().result, self.certificates()) == ("completed", [""])

    def test_submitted_twice_it_says_that_somebody_was_quicker(self, client):
        part = make.enrolment()
        self.send(client, part.edition, part)
        again = self.send(client, part.edition, part)
        assert list(errors(again)) == ["enrolment"]
        assert self.certificates() == ["1/PSU/2015"]

    def test_from_the_enrolments_page_one_returns_there(self, client):
        part = make.enrolment()
        page = client.get(
            url("enrolments_complete", part.edition, f"?enrolment={part.pk}&origin={part.pk}")
        )
        assert (page.context["form"].initial["enrolment"], page.context["back"]) == (
            [part.pk], part.get_absolute_url()
        )  # fmt: skip
        assert self.send(client, part.edition, part, origin=part.pk).url == part.get_absolute_url()

    def test_ids_that_are_not_numbers_are_refused(self, client):
        page = client.get(url("enrolments_complete", make.edition(), "?enrolment=x"))
        assert page.status_code == 400


class TestInterruptAndReplace:
    def interrupted(self, name: str = "Odeszła"):
        part = make.enrolment(person(name), make.edition(places=1))
        return actions.interrupt(
            by=staff(), enrolment=part, on=date(2015, 4, 1), reason=make.reason()
        )

    def in_reserve(self, name: str, edition, on=date(2015, 3, 1)):
        referral = make.referral(person(name), edition=edition)
        return actions.decide(by=staff(), referral=referral, decision="reserve", on=on)

    def send(self, client, left, referral, **fields):
        typed = {"referral": referral.pk, "on": "2015-04-02", **fields}
        return client.post(url("enrolment_replace", left), typed)

    def test_leaving_has_a_day_and_a_reason(self, client):
        part = make.enrolment()
        typed = {"enrolment": part.pk, "on": "2015-04-01", "reason": make.reason("absence").pk}
        empty = client.post(url("enrolments_interrupt", part.edition), {**typed, "reason": ""})
        assert errors(empty) == {"reason": ["To pole jest wymagane."]}
        assert ">nieobecność (nieusprawiedliwiona)<" in empty.text
        response = client.post(url("enrolments_interrupt", part.edition), typed)
        part.refresh_from_db()
        assert (part.result, part.ended_on, part.reason.code) == (
            "interrupted", date(2015, 4, 1), "absence"
        )  # fmt: skip
        assert said(response) == ["Przerwane udziały: 1."]

    def test_the_longest_waiting_comes_first(self, client):
        left = self.interrupted()
        later = self.in_reserve("Adamska", left.edition, on=date(2015, 3, 5))
        sooner = self.in_reserve("Zielska", left.edition, on=date(2015, 3, 4))
        make.referral(person("Bez decyzji"), edition=left.edition)
        page = client.get(url("enrolment_replace", left))
        assert list(page.context["form"].fields["referral"].queryset) == [sooner, later]

    def test_the_new_enrolment_is_linked_to_the_old(self, client):
        left = self.interrupted()
        referral = self.in_reserve("Nowa", left.edition)
        response = self.send(client, left, referral, facility=left.facility.pk)
        joined = left.replaced_by
        assert response.url == joined.get_absolute_url()
        assert (joined.participant, joined.referral, joined.started_on, joined.facility) == (
            referral.participant, referral, date(2015, 4, 2), left.facility
        )  # fmt: skip
        page = client.get(left.get_absolute_url())
        assert page.context["successor"] == joined
        assert "Przyjmij w to miejsce" not in page.text

    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            ("2015-03-31", "To miejsce jest wolne dopiero od 01.04.2015."),
            ("2015-07-01", "Daty udziału muszą mieścić się w datach edycji."),
        ],
    )
    def test_a_place_is_taken_while_it_is_free(self, client, day, sentence):
        left = self.interrupted()
        referral = self.in_reserve("Nowa", left.edition)
        assert errors(self.send(client, left, referral, on=day)) == {"__all__": [sentence]}

    def test_a_place_is_taken_once(self, client):
        left = self.interrupted()
        first, second = (self.in_reserve(name, left.edition) for name in ("Pierwsza", "Druga"))
        self.send(client, left, first)
        assert errors(self.send(client, left, second)) == {
            "__all__": ["To miejsce zajmuje już inna osoba: Pierwsza Anna."]
        }
        assert list(errors(self.send(client, left, first))) == ["referral"]

    def test_an_empty_reserve_is_said(self, client):
        page = client.get(url("enrolment_replace", self.interrupted()))
        assert page.text.count("Nikt nie czeka w rezerwie tej edycji") == 1


class TestOutcome:
    def send(self, client, part, **fields):
        typed = {"enrolment": part.pk, "kind": "open_market_job", "on": "2015-09-01"}
        return client.post(url("outcomes_add", part.edition), {**typed, **fields})

    def test_an_outcome_is_recorded_with_its_proof_once(self, client):
        part = actions.complete(by=staff(), enrolment=make.enrolment())
        self.send(client, part, detail="sklep", proof="umowa")
        outcome = Outcome.objects.get()
        assert (outcome.enrolment, outcome.detail, outcome.proof, outcome.occurred_on) == (
            part, "sklep", "umowa", date(2015, 9, 1)
        )  # fmt: skip
        assert errors(self.send(client, part)) == {
            "__all__": ["Testowa Anna: Taki rezultat z tego dnia jest już zapisany."]
        }
        assert Outcome.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"on": str(TOMORROW)}, {"on": ["Ten dzień jeszcze nie nadszedł."]}),
            ({"kind": ""}, {"kind": ["To pole jest wymagane."]}),
            (
                {"on": "2015-03-01"},
                {
                    "__all__": [
                        "Testowa Anna: Rezultat nie może być wcześniejszy niż początek udziału."
                    ]
                },
            ),
        ],
    )
    def test_what_is_refused_is_said(self, client, fields, wrong):
        assert errors(self.send(client, make.enrolment(), **fields)) == wrong


class TestReferrals:
    def send(self, client, name, edition, *referrals, **fields):
        typed = {"referral": [referral.pk for referral in referrals], "on": "2015-02-10", **fields}
        return client.post(url(name, edition), typed)

    def pair(self):
        edition = make.edition()
        return edition, [make.referral(person(name), edition=edition) for name in ("Ala", "Ola")]

    @pytest.mark.parametrize(
        ("name", "field"),
        [("referrals_interview", "interviewed_on"), ("referrals_offer", "offered_on")],
    )
    def test_many_are_marked_at_once(self, client, name, field):
        edition, referrals = self.pair()
        response = self.send(client, name, edition, *referrals)
        assert response.url == f"{edition.get_absolute_url()}#skierowani"
        for referral in referrals:
            referral.refresh_from_db()
        assert [getattr(referral, field) for referral in referrals] == [date(2015, 2, 10)] * 2

    def test_many_are_decided_at_once(self, client):
        edition, referrals = self.pair()
        self.send(client, "referrals_decide", edition, *referrals, decision="reserve")
        assert (
            list(edition.referrals.values_list("decision", "decided_on"))
            == [("reserve", date(2015, 2, 10))] * 2
        )

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"decision": "declined"}, {"reason": ["Ta decyzja wymaga przyczyny."]}),
            ({"decision": ""}, {"decision": ["To pole jest wymagane."]}),
            (
                {"decision": "qualified", "on": "2015-01-31"},
                {
                    "__all__": [
                        "Ala Anna: Data nie może być wcześniejsza niż skierowanie (01.02.2015)."
                    ]
                },
            ),
            (
                {"decision": "qualified", "on": str(TOMORROW)},
                {"on": ["Ten dzień jeszcze nie nadszedł."]},
            ),
        ],
    )
    def test_what_is_refused_is_said_and_nothing_is_half_written(self, client, fields, wrong):
        edition, referrals = self.pair()
        assert errors(self.send(client, "referrals_decide", edition, *referrals, **fields)) == wrong
        assert set(edition.referrals.values_list("decision", flat=True)) == {"pending"}

    def test_declining_needs_an_offer(self, client):
        edition, (one, _) = self.pair()
        typed = {"decision": "declined", "reason": make.reason("illness").pk}
        assert errors(self.send(client, "referrals_decide", edition, one, **typed)) == {
            "__all__": [
                "Ala Anna: Odrzucona propozycja musi mieć datę przedstawienia i przyczynę odmowy."
            ]
        }
        self.send(client, "referrals_offer", edition, one)
        self.send(client, "referrals_decide", edition, one, **typed)
        one.refresh_from_db()
        assert (one.decision, one.reason.code) == ("declined", "illness")


class TestHours:
    def page(self, edition, month: str = "2015-04") -> str:
        return url("edition_totals", edition, f"?month={month}")

    def send(self, client, edition, typed: dict, **fields):
        """Hours by enrolment, as (what stood there, what is typed)."""
        data = dict(fields)
        for part, (was, now) in typed.items():
            key = f"{part.pk}-{part.facility_id or 0}"
            data |= {f"was-{key}": was, f"hours-{key}": now}
        return client.post(self.page(edition), data)

    def entered(self) -> dict:
        rows = WorkMonth.objects.select_related("enrolment__participant")
        return {row.enrolment.participant.last_name: row.hours for row in rows}

    def pair(self):
        edition = make.edition()
        return edition, [make.enrolment(person(name), edition) for name in ("Ala", "Ola", "Iga")]

    def test_empty_is_not_entered_and_zero_is_zero(self, client):
        edition, (ala, ola, iga) = self.pair()
        response = self.send(client, edition, {ala: ("", "37,5"), ola: ("", "0"), iga: ("", "")})
        assert response.url == self.page(edition)
        assert self.entered() == {"Ala": Decimal("37.50"), "Ola": Decimal(0)}
        assert said(response) == ["Godziny 04.2015 są zapisane. Zmienione wpisy: 2."]

    def test_earlier_hours_are_corrected_and_cleared(self, client):
        edition, (ala, ola, iga) = self.pair()
        self.send(client, edition, {ala: ("", "10"), ola: ("", "20"), iga: ("", "30")})
        page = client.get(self.page(edition))
        assert 'value="10"' in page.text
        self.send(client, edition, {ala: ("10", "12"), ola: ("20", ""), iga: ("30", "30")})
        assert self.entered() == {"Ala": 12, "Iga": 30}

    def test_everybody_of_the_month_has_a_row(self, client):
        edition, (ala, ola, iga) = self.pair()
        actions.interrupt(by=staff(), enrolment=ola, on=date(2015, 3, 31), reason=make.reason())
        rows = client.get(self.page(edition)).context["rows"]
        assert [row.enrolment for row in rows] == [ala, iga]

    def test_hours_over_the_limit_are_saved_only_when_confirmed(self, client):
        make.rate("monthly_hours", "40")
        edition, (ala, ola, _) = self.pair()
        typed = {ala: ("", "41"), ola: ("", "40")}
        page = self.send(client, edition, typed)
        assert errors(page) == {
            "__all__": [
                "Ponad 40 h w miesiącu: Ala Anna. Popraw godziny albo uzasadnij je pod tabelą."
            ]
        }
        assert ('value="41"' in page.text, self.entered()) == (True, {})
        self.send(client, edition, typed, reason="zgodnie z listą")
        assert self.entered() == {"Ala": 41, "Ola": 40}
        reasons = WorkMonth.objects.order_by("hours").values_list("override_reason", flat=True)
        assert list(reasons) == ["", "zgodnie z listą"]

    @pytest.mark.parametrize("typed", ["x", "-1", "745", "1,555"])
    def test_impossible_hours_are_refused_and_nothing_is_half_written(self, client, typed):
        edition, (ala, ola, _) = self.pair()
        page = self.send(client, edition, {ala: ("", "10"), ola: ("", typed)})
        assert list(errors(page)) == [f"hours-{ola.pk}-{ola.facility_id}"]
        assert (f'value="{typed}"' in page.text, self.entered()) == (True, {})

    def test_a_settled_month_is_closed(self, client):
        edition, (ala, *_) = self.pair()
        make.cost(kind=Cost.Kind.ALLOWANCES, period_from=START, period_to=date(2015, 4, 1))
        assert client.get(self.page(edition)).context["is_settled"] is True
        page = self.send(client, edition, {ala: ("", "10")})
        assert errors(page) == {"__all__": ["Miesiąc 04.2015 jest już rozliczony."]}
        assert self.entered() == {}
        assert client.get(self.page(edition, "2015-05")).context["is_settled"] is False

    def test_what_a_colleague_typed_meanwhile_is_shown_before_it_is_replaced(self, client):
        edition, (ala, *_) = self.pair()
        self.send(client, edition, {ala: ("", "10")})
        page = self.send(client, edition, {ala: ("", "12")})
        assert errors(page) == {
            "__all__": ["Ala Anna: Ktoś zmienił te godziny w tym czasie: teraz wpisane jest 10 h."]
        }
        assert (self.entered(), 'value="12"' in page.text) == ({"Ala": 10}, True)
        assert f'value="10.00" id="id_was-{ala.pk}-{ala.facility_id}"' in page.text
        self.send(client, edition, {ala: ("10.00", "12")})
        assert self.entered() == {"Ala": 12}

    def test_a_person_without_a_facility_gets_one_for_the_hours(self, client):
        edition = make.edition()
        part = make.enrolment(person("Ala"), edition, facility=None)
        page = self.send(client, edition, {part: ("", "0")})
        assert errors(page) == {"facility": ["Wybierz placówkę, w której te osoby pracowały."]}
        self.send(client, edition, {part: ("", "0")}, facility=make.facility().pk)
        assert WorkMonth.objects.get().facility == make.facility()

    def test_hours_of_a_line_that_is_gone_are_not_lost_unsaid(self, client):
        edition, (ala, *_) = self.pair()
        page = client.post(self.page(edition), {f"hours-{ala.pk}-0": "17"})
        assert errors(page)["__all__"][0].endswith("których nie ma w tabeli: 17.")

    @pytest.mark.parametrize("month", ["2015-02", "2015-07", "x"])
    def test_a_month_outside_the_edition_is_refused(self, client, month):
        assert client.get(self.page(make.edition(), month)).status_code == 400

    @pytest.mark.parametrize("people", [1, 3])
    def test_the_sheet_asks_as_often_for_three_people_as_for_one(
        self, people, client, django_assert_num_queries
    ):
        edition = make.edition()
        for number in range(people):
            part = make.enrolment(person(f"Osoba{'a' * number}"), edition)
            actions.record_hours(
                by=staff(), enrolment=part, month=date(2015, 4, 1), hours=Decimal(4)
            )
        # session, account, permissions twice, edition, people, hours, days, limit, journal,
        # settled, centre, roles
        with django_assert_num_queries(13):
            page = client.get(self.page(edition))
        assert len(page.context["rows"]) == people


BUTTONS = {
    "edition_new": "Załóż następną",
    "edition_edit": "Zmień edycję",
    "enrolments_add": "Przyjmij osoby",
    "edition_hours": "Godziny",
    "edition_close": "Zamknij edycję",
    "enrolments_complete": "Wpisz ukończenie",
    "enrolments_interrupt": "Przerwij udział",
    "outcomes_add": "Wpisz rezultat",
}


@pytest.mark.parametrize("role", Role)
def test_buttons_stand_only_where_the_role_may(role, client_as):
    edition = make.edition()
    make.enrolment(person("Przyjęta"), edition)
    make.referral(person("Czekająca"), edition=edition)
    page = client_as(role).get(edition.get_absolute_url())
    shown = {name for name in BUTTONS if reverse(name, args=args(name, edition)) in page.text}
    assert shown == (set(BUTTONS) if role in MAY else set())
    assert page.text.count("btn-primary") == (role in MAY)


def args(name: str, edition) -> list:
    return [] if name == "edition_new" else [edition.pk]


@pytest.mark.parametrize("role", Role)
def test_an_enrolments_next_step_is_its_one_primary_action(role, client_as):
    part = make.enrolment()
    client = client_as(role)
    ongoing = client.get(part.get_absolute_url()).text
    actions.complete(by=staff(), enrolment=part)
    completed = client.get(part.get_absolute_url()).text
    may = role in MAY
    assert (ongoing.count("btn-primary"), completed.count("btn-primary")) == (may, may)
    assert ("Wpisz ukończenie" in ongoing, "Wpisz ukończenie" in completed) == (may, False)


def at_once(*steps) -> list[str]:
    """Run the steps in connections of their own at one time; what each was told, sorted."""
    gate, answers = Barrier(len(steps)), []

    def run(step) -> None:
        try:
            gate.wait(timeout=10)
            step()
            answers.append("done")
        except ValidationError as refused:
            answers.append(refused.messages[0])
        finally:
            connection.close()

    clerks = [Thread(target=run, args=[step]) for step in steps]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(timeout=20)
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_not_filled_twice_unseen():
    edition = make.edition(places=1)
    steps = [
        partial(actions.enrol_many, by=staff(), edition=edition, people=[person(name)], on=START)
        for name in ("Ala", "Ola")
    ]
    assert at_once(*steps) == [
        "Miejsca w edycji – zajętych będzie 2, a planowano 1.",
        "done",
    ]
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_give_two_numbers_of_certificates():
    edition = make.edition()
    steps = [
        partial(actions.complete_many, by=staff(), edition=edition, enrolments=[part], on=END)
        for part in [make.enrolment(person(name), edition) for name in ("Ala", "Ola")]
    ]
    assert at_once(*steps) == ["done", "done"]
    numbers = Enrolment.objects.values_list("certificate_number", flat=True)
    assert sorted(numbers) == ["1/PSU/2015", "2/PSU/2015"]


@pytest.mark.django_db(transaction=True)
def test_two_of_the_reserve_do_not_take_one_place():
    left = make.enrolment()
    left = actions.interrupt(by=staff(), enrolment=left, on=START, reason=make.reason())
    steps = [
        partial(
            actions.replace,
            by=staff(),
            enrolment=left,
            participant=person(name),
            on=date(2015, 3, 3),
        )
        for name in ("Ala", "Ola")
    ]
    answers = at_once(*steps)
    assert (answers[0].partition(":")[0], answers[1]) == (
        "To miejsce zajmuje już inna osoba", "done"
    )  # fmt: skip
    assert Enrolment.objects.filter(replaces=left).count() == 1


def test_who_was_quicker_is_named_with_what_she_changed(client_as):
    edition = make.edition()
    gone, left = (make.enrolment(person(name), edition) for name in ("Ala", "Ola"))
    reason = make.reason()
    address = url("enrolments_complete", edition)
    typed = {"enrolment": [gone.pk, left.pk], "on": "2015-06-30", "certificate": "none"}
    other = {"enrolment": [gone.pk], "on": "2015-05-04", "reason": reason.pk}
    client_as(Role.HEAD).post(url("enrolments_interrupt", edition), other)
    page = client_as(Role.CASEWORKER).post(address, typed)
    [told] = page.context["gone"]
    changed = {row.field: (row.old, row.new) for row in told.differences}
    assert (told.person, told.by) == (gone.participant, "kierownik")
    assert changed["wynik"] == ("trwa", "przerwane")
    assert page.context["form"]["on"].value() == "2015-06-30"
    assert "wynik: trwa → przerwane" in page.text
