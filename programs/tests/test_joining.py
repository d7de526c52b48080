"""Taking people in with conditions, and finding who takes a place over."""

from datetime import date
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from mops.models import AccessEntry
from mops.roles import Role
from participants import actions as people
from participants.models import Participant
from participants.tests.factories import person, staff
from programs import actions
from programs.admission.usual import add_usual_conditions
from programs.forms.joining import GO_THROUGH
from programs.models import Edition, Enrolment, Facility, Program, Referral
from programs.tests import factories as make
from programs.tests.test_entry import MAY, at_once, errors, said, url

pytestmark = pytest.mark.django_db

START, END = date(2015, 3, 2), date(2015, 6, 30)
ART_62A = (
    "art. 62a ustawy z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy"
)


@pytest.fixture(autouse=True)
def conditions():
    """Also after a test that emptied the tables."""
    add_usual_conditions()


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def pai(number: int = 1, **plan) -> Edition:
    return make.edition(number, kind=Program.Kind.PAI, **plan)


def referred(edition: Edition, name: str = "Testowa", on: date = date(2015, 2, 1), **known):
    """A person put forward with everything that PAI asks, but for what is said otherwise."""
    known = {"profile": "III", "uses_assistance": True, "has_ipd": True, **known}
    return make.referral(person(name), edition=edition, program=edition.program, on=on, **known)


def send(client, edition, *chosen, **fields):
    typed = {"person": [one.pk for one in chosen], "on": "2015-03-02", **fields}
    return client.post(url("enrolments_add", edition), typed)


def objections(response) -> list[str]:
    return [one.sentence for one in response.context["form"].objections]


def again(client, page, edition, *chosen, reason: str = "zgoda kierownika", **fields):
    """The form as it came back, with a reason typed in."""
    fields["seen"] = page.context["form"].data["seen"]
    return send(client, edition, *chosen, override_reason=reason, **fields)


NO_PROFILE = "profil II wg skierowania z 01.02.2015"
NO_PLAN = "brak danych o indywidualnym planie działania w dniu 01.02.2015"
PROFILE_UNMET = f"Testowa Anna: niespełniony warunek „profil pomocy III” – {NO_PROFILE}."
PLAN_UNKNOWN = f"Testowa Anna: warunek „indywidualny plan działania” – {NO_PLAN}."


class TestConditions:
    def test_who_meets_everything_is_taken_in_at_once(self, client):
        edition = pai()
        one = referred(edition).participant
        send(client, edition, one)
        part = Enrolment.objects.get()
        assert (part.participant, part.override_reason, part.overrides.count()) == (one, "", 0)

    def test_the_page_shows_each_persons_conditions_before_saving(self, client):
        edition = pai()
        referred(edition, "Adamska", profile="II", has_ipd=None)
        page = client.get(url("enrolments_add", edition))
        (standing,) = page.context["standings"]
        assert [verdict.name for verdict in standing.unmet] == ["profil pomocy III"]
        assert [verdict.name for verdict in standing.unknown] == ["indywidualny plan działania"]
        assert len(standing.met) == 2
        for text in ("niespełniony: profil pomocy III", "profil II wg skierowania", ART_62A):
            assert text in page.text

    def test_an_unmet_condition_wants_a_reason_which_stays_with_its_words(self, client, account):
        edition = pai()
        one = referred(edition, profile="II", has_ipd=None).participant
        page = send(client, edition, one, group="poranna")
        assert errors(page) == {"override_reason": ["Napisz, dlaczego mimo to, albo zmień wybór."]}
        assert objections(page) == [PROFILE_UNMET, PLAN_UNKNOWN]
        assert ('value="poranna"' in page.text, Enrolment.objects.count()) == (True, 0)
        again(client, page, edition, one, group="poranna")
        part = Enrolment.objects.get()
        assert (part.override_reason, part.group) == ("zgoda kierownika", "poranna")
        kept = part.overrides.values_list("kind", "name", "finding", "legal_basis", "reason")
        assert list(kept) == [
            ("unmet", "profil pomocy III", NO_PROFILE, ART_62A, "zgoda kierownika"),
            ("unknown", "indywidualny plan działania", NO_PLAN, ART_62A, ""),
        ]
        assert set(part.overrides.values_list("stated_by", flat=True)) == {
            account(Role.CASEWORKER).pk
        }

    def test_what_is_only_unknown_is_noted_and_stops_nobody(self, client):
        edition = pai()
        send(client, edition, referred(edition, has_ipd=None).participant)
        kept = Enrolment.objects.get().overrides.values_list("kind", "name", "reason")
        assert list(kept) == [("unknown", "indywidualny plan działania", "")]

    def test_what_ends_in_an_abbreviation_ends_in_one_dot(self, client):
        edition = pai()
        referral = referred(edition, profile="II", uses_assistance=None)
        page = send(client, edition, referral.participant)
        assert objections(page)[1].endswith("brak danych o pomocy społecznej w lutym 2015 r.")

    def test_only_those_concerned_keep_the_reason(self, client):
        edition = pai()
        good = referred(edition, "Dobra").participant
        bad = referred(edition, "Wątpliwa", profile="I").participant
        page = send(client, edition, good, bad)
        again(client, page, edition, good, bad)
        reasons = dict(Enrolment.objects.values_list("participant__last_name", "override_reason"))
        assert reasons == {"Dobra": "", "Wątpliwa": "zgoda kierownika"}

    def test_a_reason_does_not_cover_what_came_up_after_it(self, client):
        edition = pai()
        referral = referred(edition, profile="II")
        page = send(client, edition, referral.participant)
        Referral.objects.filter(pk=referral.pk).update(uses_assistance=False)
        second = again(client, page, edition, referral.participant)
        assert (len(objections(second)), Enrolment.objects.count()) == (2, 0)
        assert errors(second) == {"override_reason": [GO_THROUGH]}
        assert 'value="zgoda kierownika"' in second.text
        again(client, second, edition, referral.participant)
        assert Enrolment.objects.get().overrides.count() == 2

    def test_one_person_is_judged_as_many_are_whoever_calls(self):
        edition = pai()
        fields = {"edition": edition, "participant": referred(edition, profile="II").participant}
        with pytest.raises(actions.NeedsReason) as refused:
            actions.enrol(by=staff(), **fields)
        assert (refused.value.messages, Enrolment.objects.count()) == ([PROFILE_UNMET], 0)
        part = actions.enrol(by=staff(), **fields, override_reason="zgoda kierownika")
        assert (part.started_on, part.override_reason) == (START, "zgoda kierownika")
        assert [one.reason for one in part.overrides.all()] == ["zgoda kierownika"]

    def test_a_condition_lost_after_the_page_was_opened_stops_the_form(self, client):
        edition = pai()
        referral = referred(edition)
        client.get(url("enrolments_add", edition))
        Referral.objects.filter(pk=referral.pk).update(profile="I")
        assert "override_reason" in errors(send(client, edition, referral.participant))
        assert Enrolment.objects.count() == 0

    def test_whoever_is_not_ticked_stays_on_the_form(self, client):
        edition = pai()
        one, other = (referred(edition, name, profile="II").participant for name in ("Ada", "Iga"))
        page = send(client, edition, one, offered=[one.pk, other.pk])
        rows = [standing.person for standing in page.context["standings"]]
        assert (rows, page.context["form"].ticks) == ([one, other], {one.pk})

    def test_more_than_half_a_year_of_pai_wants_a_reason(self, client):
        edition = pai()
        one = referred(edition).participant
        long_ago = pai(9, starts_on=date(2014, 6, 1), ends_on=date(2014, 9, 30))
        make.enrolment(one, long_ago)
        (sentence,) = objections(send(client, edition, one))
        assert sentence == (
            "Testowa Anna: niespełniony warunek „łączny czas w programie: najwyżej 6 mies.” – "
            "łącznie dni: 243 (w innych udziałach: 122), limit: 180."
        )


class TestPlacesAndAgreements:
    def taken(self, client, **fields):
        edition = make.edition(2, places=5)
        return send(client, edition, person("Nowa"), **fields)

    def supervised(self, *, programs=None, people=None, **terms) -> Facility:
        facility = make.facility()
        programs = [make.program()] if programs is None else programs
        make.agreement(
            "Nadzór",
            kind="supervision",
            programs=programs,
            people=people,
            **{"on": date(2015, 1, 1), **terms},
        )
        return facility

    @pytest.mark.parametrize(
        ("terms", "finding"),
        [
            ({"valid_to": date(2015, 3, 1)}, "porozumienie o nadzorze obowiązywało do 01.03.2015"),
            ({"valid_from": date(2015, 3, 3)}, "porozumienie o nadzorze obowiązuje dopiero od 03.03.2015"),
            ({"people": 1}, "pod nadzorem osób będzie 2, a uzgodniono 1"),
        ],
    )  # fmt: skip
    def test_a_facility_whose_agreement_does_not_hold_wants_a_reason(self, client, terms, finding):
        facility = self.supervised(**terms)
        make.enrolment(person("Obecna"), make.edition(1), facility=facility)
        page = self.taken(client, facility=facility.pk)
        assert objections(page)[-1] == f"Placówka Szkoła Testowa – {finding}."
        assert "override_reason" in errors(page)

    def test_an_agreement_on_another_programme_wants_a_reason(self, client):
        facility = self.supervised(programs=[make.program("pai")])
        page = self.taken(client, facility=facility.pk)
        assert objections(page)[-1] == (
            "Placówka Szkoła Testowa – porozumienie o nadzorze nie obejmuje programu PSU."
        )

    @pytest.mark.parametrize("programs", [None, []])
    def test_an_agreement_that_holds_wants_nothing(self, client, programs):
        facility = self.supervised(programs=programs, valid_to=date(2015, 3, 2), people=1)
        self.taken(client, facility=facility.pk)
        assert Enrolment.objects.get().override_reason == ""

    def test_a_full_facility_wants_a_reason(self, client):
        facility = make.facility()
        Facility.objects.update(capacity=1)
        part = make.enrolment(person("Obecna"), make.edition(1), facility=facility)
        page = self.taken(client, facility=facility.pk)
        assert objections(page)[-1] == "Placówka Szkoła Testowa – osób będzie 2, a miejsc jest 1."
        actions.interrupt(by=staff(), enrolment=part, on=START, reason=make.reason())
        self.taken_again(client, facility)

    def taken_again(self, client, facility: Facility) -> None:
        edition = Edition.objects.get(number=2)
        send(client, edition, Participant.objects.get(last_name="Nowa"), facility=facility.pk)
        assert edition.enrolments.get().override_reason == ""

    @pytest.mark.parametrize(
        ("terms", "finding"),
        [
            ({"valid_to": date(2015, 3, 1)}, "obowiązywało do 01.03.2015"),
            ({"people": 1}, "osób będzie 2, a uzgodniono 1"),
        ],
    )
    def test_the_editions_own_agreement_is_looked_at(self, client, terms, finding):
        agreement = make.agreement(**terms)
        edition = make.edition(1, agreement=agreement)
        make.enrolment(person("Obecna"), edition)
        assert objections(send(client, edition, person("Nowa")))[-1] == (
            f"Porozumienie edycji ({agreement}) – {finding}."
        )

    def test_the_editions_own_agreement_on_another_programme_is_told(self, client):
        agreement = make.agreement(programs=[make.program("pai")])
        edition = make.edition(1, agreement=agreement)
        assert objections(send(client, edition, person("Nowa")))[-1] == (
            f"Porozumienie edycji ({agreement}) – nie obejmuje programu PSU."
        )

    def test_everything_is_said_at_once_and_kept(self, client):
        facility = self.supervised(valid_to=date(2015, 3, 1))
        edition = pai(places=1)
        make.enrolment(person("Obecna"), edition, facility=None)
        one = referred(edition, profile="II").participant
        page = send(client, edition, one, facility=facility.pk)
        assert objections(page) == [
            PROFILE_UNMET,
            "Miejsca w edycji – zajętych będzie 2, a planowano 1.",
            "Placówka Szkoła Testowa – porozumienie o nadzorze obowiązywało do 01.03.2015.",
        ]
        again(client, page, edition, one, facility=facility.pk)
        kept = one.enrolments.get().overrides.values_list("kind", flat=True)
        assert list(kept) == ["unmet", "places", "facility"]


@pytest.mark.parametrize("many", [1, 3, 20])
def test_the_form_asks_as_often_for_twenty_people_as_for_one(
    many, client, django_assert_num_queries
):
    edition = pai()
    for number in range(many):
        referred(edition, f"Osoba{'a' * number}")
    # session, account, permissions twice, edition, people, referrals, conditions, facts,
    # profiles, earlier parts, facilities, journal, centre, roles
    with django_assert_num_queries(15):
        page = client.get(url("enrolments_add", edition))
    assert len(page.context["standings"]) == many


class TestEnrolmentsPage:
    @pytest.mark.parametrize("many", [1, 3])
    def test_it_shows_what_was_overridden_and_why(self, client, many, django_assert_num_queries):
        edition = pai(places=0 if many > 1 else None)
        known = {"has_ipd": False} if many > 1 else {}
        one = referred(edition, profile="II", **known).participant
        part = actions.enrol_many(
            by=staff(), edition=edition, people=[one], on=START, override_reason="bo tak trzeba"
        )[0]
        with django_assert_num_queries(14):
            page = client.get(part.get_absolute_url())
        assert len(page.context["overrides"]) == many
        assert page.text.count("profil II wg skierowania z 01.02.2015") == 1
        assert "bo tak trzeba" in page.text

    def test_without_overrides_it_says_nothing_of_them(self, client):
        page = client.get(make.enrolment().get_absolute_url())
        assert "Odstępstwa przy przyjęciu" not in page.text


class TestReplacement:
    def reserve(self, edition, name: str, decided_on=date(2015, 2, 10), **known) -> Referral:
        referral = referred(edition, name, **known)
        return actions.decide(by=staff(), referral=referral, decision="reserve", on=decided_on)

    def ranked(self, client, left) -> list[str]:
        page = client.get(url("enrolment_replace", left))
        return [one.referral.participant.last_name for one in page.context["candidates"]]

    def send(self, client, left, referral=None, **fields):
        typed = {
            "left_on": "2015-04-01",
            "reason": make.reason().pk,
            "referral": referral.pk if referral else "",
            "on": "2015-04-02",
            **fields,
        }
        return client.post(url("enrolment_replace", left), typed)

    def test_conditions_come_first_then_interview_refusals_parts_and_waiting(self, client):
        edition = pai()
        left = make.enrolment(person("Odchodząca"), edition)
        early, late = date(2015, 2, 10), date(2015, 2, 12)
        self.reserve(edition, "Bez profilu", profile="II")
        self.reserve(edition, "Bez danych", has_ipd=None)
        self.reserve(edition, "Późniejsza", late)
        self.reserve(edition, "Wcześniejsza", early)
        talked = self.reserve(edition, "Rozmawiała", late)
        actions.record_interview(by=staff(), referral=talked, on=late)
        refused = self.reserve(edition, "Odmówiła", early)
        before = make.referral(
            refused.participant, program=edition.program, on=date(2014, 2, 1), offered_on=early
        )
        actions.decide(
            by=staff(),
            referral=before,
            decision="declined",
            on=early,
            reason=make.reason("illness"),
        )
        again_here = self.reserve(edition, "Była już", early)
        earlier = pai(9, starts_on=date(2014, 5, 1), ends_on=date(2014, 5, 30))
        make.enrolment(again_here.participant, earlier, facility=None)
        assert self.ranked(client, left) == [
            "Rozmawiała", "Wcześniejsza", "Późniejsza", "Była już", "Odmówiła", "Bez danych", "Bez profilu"
        ]  # fmt: skip

    def test_each_is_told_why_she_stands_there_and_the_first_is_marked(self, client):
        edition = pai()
        left = make.enrolment(person("Odchodząca"), edition)
        left = actions.interrupt(
            by=staff(), enrolment=left, on=date(2015, 4, 1), reason=make.reason()
        )
        first = self.reserve(edition, "Pierwsza")
        earlier = pai(9, starts_on=date(2014, 5, 1), ends_on=date(2014, 5, 30))
        make.enrolment(first.participant, earlier)
        self.reserve(edition, "Druga", profile="I")
        page = client.get(url("enrolment_replace", left))
        assert [one.tags for one in page.context["candidates"]] == [
            [
                "warunki spełnione: 4 z 4",
                "bez rozmowy",
                "zna tę placówkę",
                "wcześniejsze udziały w programie: 1",
                "w rezerwie od 10.02.2015 (dni: 50)",
            ],
            ["warunki spełnione: 3 z 4", "bez rozmowy", "w rezerwie od 10.02.2015 (dni: 50)"],
        ]
        assert page.context["form"].chosen == first.pk
        assert page.text.count(" checked") == 1

    def test_living_by_the_facility_is_a_reason(self, client):
        edition = pai()
        Facility.objects.filter(pk=make.facility().pk).update(address="ul. Łąkowa 3")
        left = make.enrolment(person("Odchodząca"), edition)
        far = self.reserve(edition, "Dalsza", date(2015, 2, 1))
        near = self.reserve(edition, "Bliższa")
        Participant.objects.filter(pk=near.participant_id).update(street="Łąkowa")
        assert self.ranked(client, left) == ["Bliższa", "Dalsza"]
        assert far.decided_on < near.decided_on

    @pytest.mark.parametrize("many", [1, 3, 20])
    def test_the_page_asks_as_often_for_many_as_for_one(
        self, client, many, django_assert_num_queries
    ):
        edition = pai()
        left = make.enrolment(person("Odchodząca"), edition)
        for number in range(many):
            self.reserve(edition, f"Osoba{'a' * number}")
        # session, account, permissions twice, the part, reserve, conditions, facts, profiles,
        # earlier parts, reasons, facilities, journal, centre, roles
        with django_assert_num_queries(15):
            page = client.get(url("enrolment_replace", left))
        assert len(page.context["candidates"]) == many

    def test_one_leaves_and_another_comes_in_one_step(self, client):
        edition = pai(places=1)
        left = make.enrolment(person("Odchodząca"), edition)
        referral = self.reserve(edition, "Nowa")
        response = self.send(client, left, referral, facility=left.facility.pk)
        left.refresh_from_db()
        joined = left.replaced_by
        assert response.url == joined.get_absolute_url()
        assert (left.result, left.ended_on, left.reason.code) == (
            "interrupted", date(2015, 4, 1), "took_job"
        )  # fmt: skip
        assert (joined.participant, joined.referral, joined.started_on, joined.facility) == (
            referral.participant, referral, date(2015, 4, 2), left.facility
        )  # fmt: skip
        assert (joined.override_reason, joined.overrides.count()) == ("", 0)

    def test_the_place_taken_over_is_not_counted_twice(self, client):
        edition = pai(places=1)
        left = make.enrolment(person("Odchodząca"), edition)
        left = actions.complete(by=staff(), enrolment=left, on=date(2015, 4, 1))
        self.send_ended(client, left, self.reserve(edition, "Nowa"))
        assert Enrolment.objects.get(replaces=left).overrides.count() == 0

    def send_ended(self, client, left, referral) -> None:
        client.post(url("enrolment_replace", left), {"referral": referral.pk, "on": "2015-04-02"})

    def test_without_a_day_the_next_one_is_the_first(self, client):
        left = make.enrolment(person("Odchodząca"), pai())
        self.send(client, left, self.reserve(left.edition, "Nowa"), on="")
        assert Enrolment.objects.get(replaces=left).started_on == date(2015, 4, 2)

    def test_nobody_may_come(self, client):
        left = make.enrolment(person("Odchodząca"), pai())
        response = self.send(client, left)
        left.refresh_from_db()
        assert (response.url, left.result) == (left.get_absolute_url(), "interrupted")
        assert said(response) == ["Udział jest przerwany, a miejsce wolne."]

    def test_neither_happens_when_one_cannot(self, client):
        left = make.enrolment(person("Odchodząca"), pai())
        referral = self.reserve(left.edition, "Nowa")
        page = self.send(client, left, referral, on="2015-07-01")
        assert errors(page) == {"__all__": ["Daty udziału muszą mieścić się w datach edycji."]}
        left.refresh_from_db()
        assert (left.result, Enrolment.objects.count()) == ("ongoing", 1)

    def test_an_unmet_condition_wants_a_reason_and_nothing_typed_is_lost(self, client):
        left = make.enrolment(person("Odchodząca"), pai())
        referral = self.reserve(left.edition, "Nowa", profile="I")
        page = self.send(client, left, referral)
        left.refresh_from_db()
        assert (len(objections(page)), left.result) == (1, "ongoing")
        assert (page.context["form"].chosen, 'value="2015-04-01"' in page.text) == (
            referral.pk, True
        )  # fmt: skip
        seen = page.context["form"].data["seen"]
        self.send(client, left, referral, override_reason="pilne", seen=seen)
        joined = Enrolment.objects.get(replaces=left)
        assert list(joined.overrides.values_list("kind", "reason")) == [("unmet", "pilne")]

    def test_whoever_comes_too_late_to_end_a_part_is_told(self, client):
        left = make.enrolment(person("Odchodząca"), pai())
        referral = self.reserve(left.edition, "Nowa")
        actions.interrupt(by=staff(), enrolment=left, on=START, reason=make.reason())
        assert errors(self.send(client, left, referral)) == {
            "__all__": [
                "Ktoś zakończył ten udział w tym czasie. Sprawdź, od kiedy miejsce jest wolne."
            ]
        }
        assert Enrolment.objects.count() == 1

    def test_with_an_empty_reserve_one_may_still_leave(self, client):
        left = make.enrolment(person("Odchodząca"), pai())
        page = client.get(url("enrolment_replace", left))
        assert "Nikt nie czeka w rezerwie tej edycji." in page.text
        assert page.text.count('id="referral-nobody" checked') == 1


@pytest.mark.time_machine("2015-03-10")
class TestFromThePersonsPage:
    def test_open_editions_are_offered_but_for_those_she_is_in(self, client):
        one = person()
        now, coming = make.edition(1, places=3), pai(2, starts_on=END, ends_on=END)
        make.enrolment(person("Inna"), now)
        past = make.edition(3, starts_on=date(2014, 1, 1), ends_on=date(2014, 1, 2))
        make.enrolment(one, make.edition(4))
        page = client.get(url("participant_enrol", one))
        assert page.context["rows"] == [(coming, 0), (now, 1)]
        assert f"{reverse('enrolments_add', args=[now.pk])}?person={one.pk}" in page.text
        page = client.get(url("participant_enrol", one, "?past=on"))
        assert list(page.context["page_obj"]) == [coming, now, past]
        assert AccessEntry.objects.latest("pk").participant_ids == [one.pk]

    @pytest.mark.parametrize("many", [1, 3])
    def test_the_choice_asks_as_often_for_three_editions_as_for_one(
        self, client, many, django_assert_num_queries
    ):
        one = person()
        for number in range(many):
            make.enrolment(person(f"Osoba{'a' * number}"), make.edition(number + 1))
        # session, account, permissions twice, person, count, editions, places taken, journal,
        # centre, roles
        with django_assert_num_queries(11):
            page = client.get(url("participant_enrol", one))
        assert len(page.context["page_obj"]) == many

    @pytest.mark.parametrize("query", ["?foo=1", "?page=0"])
    def test_the_choice_refuses_what_it_does_not_know(self, client, query):
        assert client.get(url("participant_enrol", person(), query)).status_code == 400

    def test_the_person_is_ticked_on_the_form_that_opens(self, client):
        one = person()
        page = client.get(url("enrolments_add", make.edition(), f"?person={one.pk}"))
        assert page.context["form"].ticks == {one.pk}

    def refer(self, client, one, **fields):
        typed = {"source": "mops", "on": "2015-03-09", "uses_assistance": "1", "has_ipd": "0"}
        return client.post(url("participant_refer", one), {**typed, **fields})

    def test_a_person_is_put_forward_for_an_edition(self, client):
        one, edition = person(), pai()
        response = self.refer(client, one, edition=edition.pk, profile="III")
        referral = Referral.objects.get()
        assert response.url == one.get_absolute_url()
        assert (referral.edition, referral.program, referral.year) == (
            edition, edition.program, 2015
        )  # fmt: skip
        assert (referral.profile, referral.uses_assistance, referral.has_ipd) == (
            "III", True, False
        )  # fmt: skip
        assert errors(self.refer(client, one, edition=edition.pk)) == {
            "__all__": ["Ta osoba jest już skierowana do tej edycji."]
        }

    def test_a_person_is_put_on_a_years_list(self, client):
        one = person()
        self.refer(client, one, program=make.program().pk, year="2015", has_ipd="")
        referral = Referral.objects.get()
        assert (referral.edition, referral.year, referral.has_ipd) == (None, 2015, None)

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({}, {"edition": ["Wybierz edycję albo program, na którego listę kierujesz."]}),
            ({"program": "psu"}, {"year": ["Wpisz rok listy."]}),
            (
                {"program": "psu", "edition": "any", "year": "2015"},
                {"program": ["Wybierz edycję albo listę roczną, nie jedno i drugie."]},
            ),
            (
                {"edition": "any", "on": "2015-03-11"},
                {"on": ["Ten dzień jeszcze nie nadszedł."]},
            ),
        ],
    )
    def test_what_is_refused_is_said(self, client, fields, wrong):
        known = {"psu": make.program().pk, "any": make.edition().pk}
        typed = {name: known.get(value, value) for name, value in fields.items()}
        assert errors(self.refer(client, person(), **typed)) == wrong
        assert Referral.objects.count() == 0

    def test_sent_twice_it_refers_once(self, client):
        one, edition = person(), pai()
        page = client.get(url("participant_refer", one))
        entry = page.context["form"]["entry"].value()
        for _ in range(2):
            response = self.refer(client, one, edition=edition.pk, entry=entry)
            assert response.url == one.get_absolute_url()
        assert Referral.objects.count() == 1

    def test_what_is_known_is_filled_in(self, client):
        one = person()
        people.record_profile(by=staff(), participant=one, profile="III", on=date(2014, 9, 1))
        people.record_fact(
            by=staff(), participant=one, kind="social_assistance", valid_from=date(2014, 1, 1)
        )
        past = make.edition(3, starts_on=date(2014, 1, 1), ends_on=date(2014, 1, 2))
        page = client.get(url("participant_refer", one, f"?edition={past.pk}"))
        form = page.context["form"]
        assert {name: form[name].value() for name in ("edition", "profile", "uses_assistance")} == {
            "edition": past.pk,
            "profile": "III",
            "uses_assistance": "1",
        }


@pytest.mark.parametrize("role", Role)
def test_links_stand_only_where_the_role_may(role, client_as):
    part = make.enrolment()
    client = client_as(role)
    page = client.get(part.participant.get_absolute_url()).text
    links = {
        name: url(name, part.participant) in page
        for name in ("participant_enrol", "participant_refer")
    }
    links["enrolment_replace"] = (
        url("enrolment_replace", part) in client.get(part.get_absolute_url()).text
    )
    assert set(links.values()) == {role in MAY}


@pytest.mark.django_db(transaction=True)
def test_two_clerks_take_one_person_into_one_edition_once():
    edition, one = make.edition(), person()
    step = partial(actions.enrol_many, by=staff(), edition=edition, people=[one], on=START)
    assert at_once(step, step) == [
        "Testowa Anna: Ta osoba w tym czasie już uczestniczy w tej edycji.",
        "done",
    ]
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_give_one_place_to_two_of_the_reserve_once():
    edition = make.edition(places=1)
    left = make.enrolment(person("Odchodząca"), edition)
    steps = [
        partial(
            actions.interrupt_and_replace,
            by=staff(),
            enrolment=left,
            left_on=date(2015, 4, 1),
            reason=make.reason(),
            participant=person(name),
        )
        for name in ("Ala", "Ola")
    ]
    assert at_once(*steps) == ["Ten udział jest już zakończony (01.04.2015).", "done"]
    assert Enrolment.objects.filter(replaces=left).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_the_reserve_does_not_take_two_places():
    edition, one = make.edition(), person("Jedyna")
    steps = []
    for name in ("Ala", "Ola"):
        left = make.enrolment(person(name), edition)
        left = actions.interrupt(by=staff(), enrolment=left, on=START, reason=make.reason())
        steps.append(
            partial(
                actions.replace, by=staff(), enrolment=left, participant=one, on=date(2015, 3, 3)
            )
        )
    assert at_once(*steps) == ["Ta osoba w tym czasie już uczestniczy w tej edycji.", "done"]
    assert one.enrolments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_do_not_fill_a_facilitys_last_place_unseen():
    facility = make.facility()
    Facility.objects.update(capacity=1)
    steps = [
        partial(
            actions.enrol_many,
            by=staff(),
            edition=make.edition(number),
            people=[person(f"Osoba{'a' * number}")],
            on=START,
            facility=facility,
        )
        for number in (1, 2)
    ]
    assert at_once(*steps) == [
        "Placówka Szkoła Testowa – osób będzie 2, a miejsc jest 1.",
        "done",
    ]


def double_click(client, address: str, sent: dict) -> list[str]:
    """Send the form twice at one time, each from a connection of its own; where each was led."""
    led = []

    def click() -> None:
        one = Client()
        one.cookies = client.cookies
        led.append(one.post(address, sent).url)

    at_once(click, click)
    return led


@pytest.mark.django_db(transaction=True)
def test_a_double_click_takes_in_once_and_replaces_once(client):
    edition = pai(places=1)
    first, second = referred(edition, "Pierwsza"), referred(edition, "Druga")
    sent = {"person": first.participant.pk, "on": START, "entry": "clicked"}
    led = double_click(client, url("enrolments_add", edition), sent)
    assert led == [f"{edition.get_absolute_url()}#uczestnicy"] * 2
    part = Enrolment.objects.get()

    actions.decide(by=staff(), referral=second, decision="reserve", on=START)
    sent = {"left_on": "2015-04-01", "reason": make.reason().pk, "referral": second.pk}
    led = double_click(client, url("enrolment_replace", part), {**sent, "entry": "clicked"})
    assert led == [part.replaced_by.get_absolute_url()] * 2
    assert Enrolment.objects.count() == 2
