"""Two records of one person merged and parted again."""

import json
import re
from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mops.models import AccessEntry, ChangeSet
from mops.roles import Role
from participants import actions
from participants.merging.rules import relations
from participants.models import DatedFact, Household, Participant, ParticipantMerge, PeselChange
from participants.tests.factories import person, staff
from programs import actions as happenings
from programs.models import Enrolment, Outcome, Referral, ReferralList
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

BORN = date(1980, 5, 17)
DAY = date(2015, 1, 12)


@pytest.fixture
def client(client_as):
    return client_as(Role.CASEWORKER)


def merge(kept: Participant, merged: Participant, **choices) -> ParticipantMerge:
    return actions.merge_participants(by=staff(), kept=kept, merged=merged, choices=choices)


def part(record: ParticipantMerge) -> list[str]:
    return actions.unmerge_participants(by=staff(), merge=record)


def refusals(kept: Participant, merged: Participant) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        merge(kept, merged)
    return refused.value.messages


def fact(someone: Participant, begins: date = DAY, ends: date | None = None, **details):
    details = {"kind": "disability", "valid_from": begins, "valid_to": ends, **details}
    return actions.record_fact(by=staff(), participant=someone, **details)


def everything() -> dict:
    """All rows that belong to somebody, and all people, as they stand."""
    rows = {
        column.model._meta.label: list(column.model._base_manager.order_by("pk").values())
        for column in relations()
    }
    people = Participant.with_merged.order_by("pk").values()
    return rows | {"people": [{**one, "updated_at": None} for one in people]}


def fill(someone: Participant, edition) -> Enrolment:
    """One record of each kind."""
    fact(someone)
    actions.record_profile(by=staff(), participant=someone, profile="III", on=DAY)
    actions.sign_contract(by=staff(), participant=someone, kind="A", on=DAY)
    referral = make.referral(someone, edition=edition, program=edition.program)
    enrolment = make.enrolment(someone, edition, referral=referral)
    enrolment = happenings.complete(by=staff(), enrolment=enrolment)
    happenings.record_outcome(
        by=staff(), enrolment=enrolment, kind="internship", on=date(2015, 9, 1)
    )
    imported = ReferralList.objects.create(
        program=edition.program, year=2015, source="pup", received_on=DAY, number=str(someone.pk)
    )
    imported.rows.create(number=2, verdict="new", decision="created", participant=someone)
    make.uploaded_list().rows.create(number=someone.pk, verdict="known", participant=someone)
    return enrolment


class TestMerging:
    def test_everything_comes_along_and_nothing_is_left(self):
        kept, merged = person("Nowak"), person("Nowak", "Ana")
        fill(merged, make.edition())
        merge(kept, merged)
        owners = {
            column.model._meta.label: set(
                column.model._base_manager.values_list(column.attname, flat=True)
            )
            for column in relations()
        }
        assert set(map(frozenset, owners.values())) == {frozenset({kept.pk})}
        assert sorted(owners) == [
            "participants.DatedFact",
            "participants.PeselChange",
            "participants.ProfileAssessment",
            "participants.SocialContract",
            "programs.Enrolment",
            "programs.ListRow",
            "programs.Outcome",
            "programs.Referral",
            "programs.UploadedRow",
        ]

    def test_the_record_that_goes_is_hidden_and_stays_in_the_database(self):
        kept, merged = person("Nowak"), person("Nowak", "Ana")
        merge(kept, merged)
        assert list(Participant.objects.all()) == [kept]
        assert Participant.with_merged.get(pk=merged.pk).merged_into == kept
        assert list(Participant.objects.found_by("nowak ana")) == []

    def test_what_is_filled_stays_rather_than_what_is_empty(self):
        household = Household.objects.create(street="Polna")
        kept = person("Nowak", phone="111", city="")
        merged = person("Nowakowa", phone="222", city="Jaworzno", household=household)
        merge(kept, merged)
        kept.refresh_from_db()
        assert (kept.last_name, kept.phone, kept.city, kept.household) == (
            "Nowak", "111", "Jaworzno", household,
        )  # fmt: skip

    def test_an_address_stays_together(self):
        kept, merged = person("Nowak"), person("Nowak", street="Polna", city="Jaworzno")
        merge(kept, merged)
        kept.refresh_from_db()
        assert (kept.street, kept.city) == ("Polna", "Jaworzno")

    def test_a_value_can_be_chosen(self):
        kept, merged = person("Nowak", phone="111"), person("Nowakowa", phone="222")
        merge(kept, merged, last_name="merged", phone="merged")
        kept.refresh_from_db()
        assert (kept.last_name, kept.phone) == ("Nowakowa", "222")

    @pytest.mark.parametrize("side", ["kept", "merged"])
    def test_of_two_numbers_the_other_goes_into_the_history(self, side):
        kept, merged = person("Nowak", born=BORN), person("Nowak", born=date(1981, 5, 17))
        numbers = {"kept": kept.pesel, "merged": merged.pesel}
        births = {"kept": BORN, "merged": date(1981, 5, 17)}
        merge(kept, merged, identity=side)
        kept.refresh_from_db()
        change = PeselChange.objects.get()
        assert (kept.pesel, kept.birth_date) == (numbers.pop(side), births[side])
        assert (change.participant, [change.old_pesel]) == (kept, list(numbers.values()))
        assert list(Participant.objects.found_by(change.old_pesel)) == [kept]

    def test_the_only_number_stays_whatever_is_chosen(self):
        kept = person("Nowak", pesel=None, no_pesel_reason="not_shown")
        merged = person("Nowak")
        merge(kept, merged, identity="kept")
        kept.refresh_from_db()
        assert (kept.pesel, kept.no_pesel_reason) == (merged.pesel, "")
        assert PeselChange.objects.count() == 0

    def test_it_is_one_action_in_the_journal(self):
        kept, merged = person("Nowak"), person("Nowak", "Ana")
        fill(merged, make.edition())
        merge(kept, merged)
        named = ChangeSet.objects.filter(metadata__action="merge_participants")
        assert named.count() == 1
        label = "update"
        events = DatedFact.pgh_event_models["insert"].objects
        assert events.filter(pgh_label=label, pgh_context=named.get().pk).count() == 1

    def test_a_merged_record_can_be_the_end_of_a_chain(self):
        first, second, third = person("Nowak"), person("Nowak", "Ana"), person("Nowak", "Anka")
        fact(third)
        merge(second, third)
        merge(first, second)
        assert DatedFact.objects.get().participant == first


class TestCollisions:
    @pytest.fixture
    def pair(self):
        return person("Nowak"), person("Nowak", "Ana")

    def test_overlapping_enrolments_are_refused_and_nothing_changes(self, pair):
        edition = make.edition()
        fact(pair[1])
        for someone in pair:
            make.enrolment(someone, edition)
        before = everything()
        part = f"udział w edycji {edition} od 02.03.2015 nadal"
        (sentence,) = refusals(*pair)
        assert sentence == (
            f"Nie da się połączyć: {part} oraz {part}. Jedna osoba uczestniczy w edycji raz w tym"
            " samym czasie. Popraw daty jednego udziału."
        )
        assert everything() == before

    def test_one_after_another_they_both_stay(self, pair):
        edition = make.edition()
        first = make.enrolment(pair[0], edition)
        happenings.interrupt(by=staff(), enrolment=first, on=date(2015, 4, 1), reason=make.reason())
        make.enrolment(pair[1], edition, on=date(2015, 4, 2))
        merge(*pair)
        assert pair[0].enrolments.count() == 2

    def test_an_undecided_second_referral_goes(self, pair):
        edition = make.edition()
        _, second = (make.referral(one, edition=edition) for one in pair)
        happenings.decide(by=staff(), referral=second, decision="qualified", on=date(2015, 2, 20))
        merge(*pair)
        assert list(Referral.objects.values_list("pk", "participant")) == [(second.pk, pair[0].pk)]

    def test_two_decided_referrals_are_refused(self, pair):
        edition = make.edition()
        for one, decision in zip(pair, ("qualified", "reserve"), strict=True):
            referral = make.referral(one, edition=edition)
            happenings.decide(by=staff(), referral=referral, decision=decision, on=DAY)
        (sentence,) = refusals(*pair)
        assert sentence.endswith("Oba skierowania są rozstrzygnięte. Popraw lub usuń jedno z nich.")

    def test_a_fact_within_another_goes(self, pair):
        wide = fact(pair[0], DAY)
        fact(pair[1], date(2015, 2, 1), date(2015, 3, 1))
        merge(*pair)
        assert list(DatedFact.objects.all()) == [wide]

    def test_a_wider_fact_replaces_those_within(self, pair):
        fact(pair[0], date(2015, 2, 1), date(2015, 3, 1))
        fact(pair[0], date(2015, 4, 1), date(2015, 5, 1))
        wide = fact(pair[1], DAY)
        merge(*pair)
        assert list(pair[0].facts.all()) == [wide]

    def test_facts_that_say_different_things_are_refused(self, pair):
        fact(pair[0], detail="lekki")
        fact(pair[1], detail="znaczny")
        (sentence,) = refusals(*pair)
        assert sentence.startswith(
            "Nie da się połączyć: niepełnosprawność: lekki, od 12.01.2015 nadal oraz"
        )

    def test_two_profiles_of_a_day(self, pair):
        for one in pair:
            actions.record_profile(by=staff(), participant=one, profile="III", on=DAY)
        merge(*pair)
        assert pair[0].profiles.count() == 1

    def test_two_other_profiles_of_a_day_are_refused(self, pair):
        for one, profile in zip(pair, ("I", "II"), strict=True):
            actions.record_profile(by=staff(), participant=one, profile=profile, on=DAY)
        assert len(refusals(*pair)) == 1

    def test_the_same_outcome_twice_stays_once(self, pair):
        for one in pair:
            Outcome.objects.create(participant=one, kind="course", occurred_on=DAY)
        merge(*pair)
        assert Outcome.objects.get().participant == pair[0]

    def test_a_record_merged_already_cannot_be_merged_again(self, pair):
        merge(*pair)
        assert refusals(person("Nowak", "Ola"), pair[1]) == [actions.MERGED_MEANWHILE]
        assert refusals(pair[1], person("Nowak", "Iga")) == [actions.MERGED_MEANWHILE]

    def test_nobody_is_merged_with_herself(self, pair):
        assert refusals(pair[0], pair[0]) == ["Karty nie można połączyć z nią samą."]

    def test_data_changed_meanwhile_stop_it(self, pair):
        versions = tuple(one.updated_at for one in pair)
        actions.update_participant(
            by=staff(), participant=pair[1], version=versions[1], phone="111"
        )
        with pytest.raises(actions.OutdatedMerge):
            actions.merge_participants(by=staff(), kept=pair[0], merged=pair[1], versions=versions)


class TestParting:
    def test_everything_is_as_it_was(self):
        kept = person("Nowak", phone="111", born=BORN)
        merged = person("Nowakowa", phone="222", born=date(1981, 5, 17), city="Jaworzno")
        fill(kept, make.edition(1))
        fill(merged, make.edition(2))
        third = make.edition(3)
        make.referral(merged, edition=third)
        make.referral(kept, edition=third)
        before = everything()
        record = merge(kept, merged, last_name="merged", identity="merged", phone="merged")
        assert part(record) == []
        assert everything() == before

    @settings(
        max_examples=15,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(
        spans=st.lists(
            st.tuples(st.booleans(), st.integers(1, 28), st.integers(0, 9), st.booleans()),
            max_size=6,
        ),
        sides=st.fixed_dictionaries(
            {key: st.sampled_from(["kept", "merged"]) for key in ("last_name", "identity", "phone")}
        ),
        numbers=st.tuples(st.booleans(), st.booleans()),
    )
    def test_whatever_they_have_it_moves_or_is_refused_and_comes_back(self, spans, sides, numbers):
        pair = [
            person("Nowak", phone=phone)
            if has_pesel
            else person("Nowak", pesel=None, no_pesel_reason="other", phone=phone)
            for has_pesel, phone in zip(numbers, ("", "222"), strict=True)
        ]
        for is_second, start, days, is_profile in spans:
            begins = date(2015, 1, start)
            try:
                if is_profile:
                    profile = ("I", "II")[days % 2]
                    actions.record_profile(
                        by=staff(), participant=pair[is_second], profile=profile, on=begins
                    )
                else:
                    fact(pair[is_second], begins, date(2015, 1 + (start + days) // 29, 28))
            except ValidationError:
                continue
        before = everything()
        try:
            record = merge(*pair, **sides)
        except ValidationError:
            assert everything() == before
            return
        merged_rows = [
            column.model._base_manager.filter(**{column.name: pair[1].pk}).count()
            for column in relations()
        ]
        assert set(merged_rows) == {0}
        assert part(record) == []
        assert everything() == before

    def test_what_was_changed_since_stays_and_is_told(self):
        kept, merged = person("Nowak", phone="111"), person("Nowak", phone="222", email="a@b.pl")
        moved = fact(merged)
        record = merge(kept, merged, phone="merged")
        kept.refresh_from_db()
        actions.update_participant(
            by=staff(), participant=kept, version=kept.updated_at, phone="333"
        )
        moved.delete()
        added = fact(kept)
        assert part(record) == [
            "fakty z życia: 1, bo po połączeniu usunięto je lub przeniesiono",
            "Telefon, bo po połączeniu ktoś zmienił te dane",
        ]
        kept.refresh_from_db()
        added.refresh_from_db()
        assert (kept.phone, kept.email, added.participant) == ("333", "", kept)

    def test_a_number_that_somebody_has_by_now_stays_there(self):
        kept, merged = person("Nowak"), person("Nowak", born=BORN)
        number = merged.pesel
        record = merge(kept, merged)
        other = person("Obca", born=BORN, pesel=number)
        assert part(record) == ["numer PESEL drugiej karty, bo ma go teraz kto inny w kartotece"]
        merged.refresh_from_db()
        assert (merged.pesel, merged.no_pesel_reason, merged.merged_into) == (None, "other", None)
        assert other.pesel == number

    def test_a_chain_is_undone_from_its_end(self):
        first, second, third = person("Nowak"), person("Nowak", "Ana"), person("Nowak", "Anka")
        inner = merge(second, third)
        outer = merge(first, second)
        with pytest.raises(ValidationError):
            part(inner)
        assert (part(outer), part(inner)) == ([], [])
        assert Participant.objects.count() == 3

    def test_it_happens_once(self):
        record = merge(person("Nowak"), person("Nowak", "Ana"))
        part(record)
        with pytest.raises(ValidationError, match="Te karty już rozłączono"):
            part(record)


class TestPages:
    def send(self, client, kept, merged, **choices):
        url = reverse("participant_merge", args=[kept.pk, merged.pk])
        form = client.get(url).context["form"]
        sent = {name: form[name].value() for name in form.fields}
        return client.post(url, sent | choices)

    def test_the_records_are_merged_and_the_old_page_leads_to_the_new(self, client):
        kept, merged = person("Nowak"), person("Nowakowa")
        moved = self.send(client, kept, merged, last_name="merged")
        assert moved.url == kept.get_absolute_url()
        old = client.get(merged.get_absolute_url(), follow=True)
        assert old.redirect_chain == [(kept.get_absolute_url(), 302)]
        assert f"Karta nr {merged.pk} jest połączona z tą kartą tej samej osoby." in old.text
        kept.refresh_from_db()
        assert kept.last_name == "Nowakowa"

    @pytest.mark.parametrize(
        ("born", "sex", "said"),
        [
            (BORN, "F", None),
            (date(1980, 5, 18), "F", "data urodzenia"),
            (date(1980, 5, 18), "M", "data urodzenia, płeć"),
        ],
    )
    def test_records_that_look_like_two_people_are_asked_about(self, client, born, sex, said):
        kept = person("Nowak", born=BORN, sex="F")
        merged = person("Nowakowa", born=born, sex=sex)
        page = client.get(reverse("participant_merge", args=[kept.pk, merged.pk])).text
        found = re.search("Czy to na pewno jedna osoba.*Karty są różne: ([^.]*)\\.", page)
        assert (found and found[1]) == said

    def test_sent_twice_it_is_done_once(self, client):
        kept, merged = person("Nowak"), person("Nowakowa")
        url = reverse("participant_merge", args=[kept.pk, merged.pk])
        form = client.get(url).context["form"]
        sent = {name: form[name].value() for name in form.fields}
        urls = {client.post(url, sent).url for _ in range(2)}
        assert (urls, ParticipantMerge.objects.count()) == ({kept.get_absolute_url()}, 1)

    def test_what_stands_in_the_way_is_said_before(self, client):
        pair, edition = (person("Nowak"), person("Nowak", "Ana")), make.edition()
        for one in pair:
            make.enrolment(one, edition)
        page = client.get(reverse("participant_merge", args=[one.pk for one in pair]))
        assert page.text.count("Tych kart nie da się jeszcze połączyć") == 1
        assert "Połącz karty</button>" not in page.text

    def test_whoever_comes_second_is_told(self, client):
        kept, merged = person("Nowak"), person("Nowakowa")
        merge(kept, merged)
        response = client.get(reverse("participant_merge", args=[kept.pk, merged.pk]), follow=True)
        assert actions.MERGED_MEANWHILE in response.text

    def test_once_parted_nothing_of_the_data_is_kept_a_second_time(self):
        kept, merged = person("Nowak"), person("Nowakowa", phone="1234")
        fact(kept), fact(merged)
        record = merge(kept, merged, last_name="merged")
        told = json.dumps(record.steps)
        assert (merged.pesel in told, "Nowak" in told) == (True, True)
        part(record)
        record.refresh_from_db()
        assert [name for name, values in record.steps.items() if values and name != "moved"] == []

    def test_they_are_parted_on_a_page(self, client):
        kept, merged = person("Nowak"), person("Nowakowa", phone="1234")
        fact(merged)
        record = merge(kept, merged)
        page = client.get(kept.get_absolute_url())
        url = reverse("participant_merge_undo", args=[record.pk])
        assert page.text.count(f'href="{url}"') == 1
        form = client.get(url).context["form"]
        assert client.post(url, {"entry": form["entry"].value()}).url == kept.get_absolute_url()
        assert set(Participant.objects.all()) == {kept, merged}

    def test_the_other_record_is_found_among_those_alike_or_by_typing(self, client):
        one, like = person("Nowak", born=BORN), person("Nowag", born=BORN)
        other = person("Zawada", "Ewa", born=date(1970, 1, 1))
        url = reverse("participant_merge_start", args=[one.pk])
        assert client.get(url).context["likely"] == [like]
        found = client.post(url, {"q": "zaw"}).context["found"]
        assert found.people == [other]
        assert AccessEntry.objects.latest("pk").participant_ids == [one.pk, other.pk]
        answer = client.post(
            reverse("participant_suggestions"), {"q": "zaw", "beside": one.pk}
        ).text
        assert reverse("participant_merge", args=[one.pk, other.pk]) in answer

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_asks_as_often_for_three_rows_as_for_one(
        self, rows, client, django_assert_num_queries
    ):
        kept, merged = person("Nowak"), person("Nowakowa")
        for number in range(rows):
            for someone, first in ((kept, 1), (merged, 11)):
                fact(someone, date(2014, first, number * 2 + 1), date(2014, first, number * 2 + 2))
                edition = make.edition(first + number)
                referral = make.referral(someone, edition=edition)
                make.enrolment(someone, edition, referral=referral)
        url = reverse("participant_merge", args=[kept.pk, merged.pk])
        # session, account, permissions twice, both people, facts, profiles, contracts, referrals,
        # enrolments, outcomes, the count of the rest, journal, centre, roles
        with django_assert_num_queries(15):
            client.get(url)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def both(self, *tasks) -> list:
        barrier, results = Barrier(len(tasks)), []

        def run(task) -> None:
            barrier.wait()
            try:
                results.append(task())
            except ValidationError as refused:
                results.append(refused.messages)
            finally:
                connection.close()

        threads = [Thread(target=run, args=[task]) for task in tasks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        return results

    def test_each_into_the_other_is_done_one_way(self):
        one, other = person("Nowak"), person("Nowakowa")
        results = self.both(lambda: merge(one, other), lambda: merge(other, one))
        assert results.count([actions.MERGED_MEANWHILE]) == 1
        assert (ParticipantMerge.objects.count(), Participant.objects.count()) == (1, 1)

    def test_one_record_into_two_is_done_once(self):
        one, other, third = person("Nowak"), person("Nowakowa"), person("Nowaczka")
        results = self.both(lambda: merge(one, third), lambda: merge(other, third))
        assert results.count([actions.MERGED_MEANWHILE]) == 1
        assert Participant.objects.count() == 2
