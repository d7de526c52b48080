"""The journal: writes by trigger with old and new values, reads by the pages, neither forgeable."""

import json
from datetime import date
from urllib.parse import urlsplit

import pghistory
import pytest
from django.contrib.auth.models import Group
from django.db import InternalError, connection, transaction
from django.urls import reverse

from mops.changes import Change, Difference, changes_in, changes_of, event_models
from mops.models import AccessEntry, ChangeSet, UserRole
from mops.roles import Role
from participants import actions
from participants.models import Participant, ParticipantMerge, ProfileAssessment
from participants.tests.factories import person, staff
from programs import actions as program_actions
from programs.models import Enrolment
from programs.tests.factories import edition, enrolment, reason

Events = Participant.pgh_event_model

pytestmark = pytest.mark.django_db


def written(model, pk) -> list[tuple]:
    """(label, staff, action) of each write of the record, in order."""
    events = model.pgh_event_model.objects.filter(id=pk).order_by("pgh_id")
    return [
        (
            event.pgh_label,
            event.pgh_context and event.pgh_context.metadata.get("user"),
            event.pgh_context and event.pgh_context.metadata.get("action"),
        )
        for event in events.select_related("pgh_context")
    ]


def test_every_event_knows_the_record_of_which_it_tells():
    fields = {model: {field.name for field in model._meta.fields} for model in event_models()}
    assert [model for model, names in fields.items() if "id" not in names] == []


class TestWrites:
    def test_an_action_is_recorded_with_its_name_and_staff(self):
        clerk = staff("ewa")
        someone = enrolment()
        program_actions.interrupt(
            by=clerk, enrolment=someone, on=date(2015, 4, 2), reason=reason("absence")
        )
        assert written(Enrolment, someone.pk) == [
            ("insert", staff().pk, "enter_past_part"),
            ("update", clerk.pk, "interrupt"),
        ]

    def test_old_and_new_values_are_kept(self):
        someone = person("Nowak", phone="111")
        Participant.objects.filter(pk=someone.pk).update(phone="222")
        phones = Events.objects.filter(id=someone.pk).order_by("pgh_id")
        assert list(phones.values_list("pgh_label", "phone")) == [
            ("insert", "111"),
            ("update", "222"),
        ]

    def test_a_bulk_update_is_recorded_row_by_row(self):
        people = [person(), person()]
        with pghistory.context(user=staff().pk, action="bulk"):
            Participant.objects.update(city="Jaworzno")
        assert {tuple(written(Participant, one.pk)[1:]) for one in people} == {
            (("update", staff().pk, "bulk"),)
        }

    def test_a_bulk_insert_is_recorded(self):
        someone = person()
        with pghistory.context(user=staff().pk, action="bulk"):
            [row] = ProfileAssessment.objects.bulk_create(
                [ProfileAssessment(participant=someone, profile="II", assessed_on=date(2015, 1, 1))]
            )
        assert written(ProfileAssessment, row.pk) == [("insert", staff().pk, "bulk")]

    def test_raw_sql_is_recorded(self):
        someone = person()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE participants_participant SET street = 'Polna'")
            cursor.execute("DELETE FROM participants_participant")
        events = Events.objects.filter(id=someone.pk).order_by("pgh_id")
        assert list(events.values_list("pgh_label", "street")) == [
            ("insert", ""),
            ("update", "Polna"),
            ("delete", "Polna"),
        ]

    def test_a_write_that_changes_nothing_is_not_recorded(self):
        someone = person(phone="111")
        Participant.objects.filter(pk=someone.pk).update(phone="111")
        assert written(Participant, someone.pk) == [("insert", staff().pk, "register_participant")]

    def test_a_statement_that_finds_no_row_opens_no_change_set(self):
        before = ChangeSet.objects.count()
        with pghistory.context(user=staff().pk, action="bulk"):
            Participant.objects.filter(last_name="Nikt").update(city="Jaworzno")
            Participant.objects.filter(last_name="Nikt").delete()
        assert (ChangeSet.objects.count(), Events.objects.count()) == (before, 0)

    def test_each_row_of_one_statement_is_recorded_with_its_own_values(self):
        first, second = person("Nowak", phone="111"), person("Lis", phone="222")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE participants_participant SET phone = '0' || phone")
        events = Events.objects.filter(pgh_label="update").order_by("id")
        assert list(events.values_list("id", "last_name", "phone")) == [
            (first.pk, "Nowak", "0111"),
            (second.pk, "Lis", "0222"),
        ]

    def test_an_undone_write_leaves_no_trace(self):
        before = Events.objects.count()
        with transaction.atomic():
            person()
            transaction.set_rollback(True)
        assert Events.objects.count() == before

    def test_giving_and_taking_a_role_is_recorded(self, account):
        user = account(Role.CASEWORKER)
        user.groups.clear()
        roles = UserRole.pgh_event_model.objects.filter(user=user).order_by("pgh_id")
        group = Group.objects.get(name="pracownik").pk
        assert list(roles.values_list("pgh_label", "group")) == [
            ("insert", group),
            ("delete", group),
        ]

    def test_a_write_in_the_administration_names_its_author(self, account, client_as):
        someone = person("Nowak")
        page = reverse("admin:participants_household_add")
        client_as(Role.CASEWORKER).post(page, {"street": "Polna"})
        model = Participant._meta.get_field("household").related_model
        event = model.pgh_event_model.objects.select_related("pgh_context").get()
        assert event.pgh_context.metadata == {
            "user": account(Role.CASEWORKER).pk,
            "url": "/administracja/participants/household/add/",
        }
        assert written(Participant, someone.pk)[1:] == []


class TestForgery:
    @pytest.mark.parametrize("verb", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
    def test_events_stand(self, verb):
        person()
        self.refused(verb.format("participants_participantevent"))
        assert list(Events.objects.values_list("pgh_label")) == [("insert",)]

    @pytest.mark.parametrize("verb", ["UPDATE {} SET subject = 'x'", "DELETE FROM {}"])
    def test_access_entries_stand(self, verb):
        AccessEntry.objects.create(staff=staff(), kind="view", subject="karta")
        self.refused(verb.format("mops_accessentry"))
        assert AccessEntry.objects.get().subject == "karta"

    def test_change_sets_stay(self):
        person()
        self.refused("DELETE FROM pghistory_context")
        assert ChangeSet.objects.get().metadata["action"] == "register_participant"

    def test_change_sets_close_after_a_day(self):
        ChangeSet.objects.create()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE pghistory_context SET created_at = now() - interval '2 days'")
        self.refused("UPDATE pghistory_context SET metadata = '{}'")

    def refused(self, sql: str) -> None:
        with (
            pytest.raises(InternalError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


class TestReading:
    def test_changes_are_told_newest_first_with_names_in_place_of_numbers(self):
        part = enrolment(person("Żak", "Łucja"), edition(places=5))
        program_actions.interrupt(
            by=staff(), enrolment=part, on=date(2015, 4, 2), reason=reason("absence")
        )
        last, first = changes_of(Enrolment, part.pk)
        assert (last.by, last.label, last.action) == ("tester", "zmieniono", "interrupt")
        assert last.differences == [
            Difference("do", "(puste)", "02.04.2015"),
            Difference("wynik", "trwa", "przerwane"),
            Difference("przyczyna przerwania", "(puste)", "nieobecność (nieusprawiedliwiona)"),
        ]
        assert Difference("uczestnik", "(puste)", "Żak Łucja") in first.differences

    @pytest.mark.parametrize("writes", [1, 3])
    def test_the_number_of_queries_does_not_depend_on_the_history(
        self, writes, django_assert_num_queries
    ):
        part = enrolment()
        for number in range(writes):
            Enrolment.objects.filter(pk=part.pk).update(group=f"grupa {number}")
        # Events, staff, and one query for each kind of record named: person, edition, facility.
        with django_assert_num_queries(5):
            assert len(changes_of(Enrolment, part.pk)) == writes + 1

    def test_a_deleted_record_still_has_its_history(self):
        someone = person("Nowak")
        pk = someone.pk
        someone.delete()
        assert [change.label for change in changes_of(Participant, pk)] == ["usunięto", "dodano"]

    def test_a_change_set_tells_what_it_changed(self):
        someone = person("Nowak", phone="111")
        with pghistory.context(user=staff().pk, action="move"):
            Participant.objects.filter(pk=someone.pk).update(phone="222")
        change_set = ChangeSet.objects.get(metadata__action="move")
        [change] = changes_in(change_set)
        assert change == Change(
            change.at,
            "tester",
            "move",
            "zmieniono",
            f"uczestnik nr {someone.pk}",
            [Difference("telefon", "111", "222")],
        )

    def test_what_merging_did_is_told_as_text(self):
        kept, merged = person("Nowak"), person("Nowakowa")
        record = actions.merge_participants(by=staff(), kept=kept, merged=merged, choices={})
        [change] = changes_of(ParticipantMerge, record.pk)
        [steps] = [told for told in change.differences if told.name == "steps"]
        assert (steps.old, json.loads(steps.new)) == ("(puste)", record.steps)


def seen() -> list[tuple[str, list[int]]]:
    """(kind, people) of each entry about access, in order."""
    entries = AccessEntry.objects.order_by("pk")
    return list(entries.values_list("kind", "participant_ids"))


class TestReads:
    def test_a_persons_page_is_a_view(self, client_as):
        someone = person()
        client_as(Role.AUDITOR).get(someone.get_absolute_url())
        assert seen() == [("view", [someone.pk])]

    def test_an_enrolments_page_is_a_view_of_both_people_named(self, client_as):
        gone = enrolment(person("Adamska"))
        program_actions.interrupt(
            by=staff(), enrolment=gone, on=date(2015, 4, 2), reason=reason("absence")
        )
        gone.refresh_from_db()
        new = program_actions.replace(
            by=staff(), enrolment=gone, participant=person("Bielska"), on=date(2015, 4, 3)
        )
        client_as(Role.AUDITOR).get(new.get_absolute_url())
        assert seen() == [("view", [gone.participant_id, new.participant_id])]

    def test_an_editions_page_is_a_list_of_its_people(self, client_as):
        part = enrolment()
        person("Obca")
        client_as(Role.AUDITOR).get(part.edition.get_absolute_url())
        assert seen() == [("list", [part.participant_id])]

    def test_a_list_names_the_people_of_the_page_shown(self, client_as):
        people = [person("Kowalska", f"Anna{'a' * number}") for number in range(26)]
        client = client_as(Role.AUDITOR)
        client.get(reverse("participant_list"))
        client.get(reverse("participant_list"), {"page": 2})
        assert seen() == [
            ("list", [one.pk for one in people[:25]]),
            ("list", [people[25].pk]),
        ]

    def test_a_search_names_who_was_found_and_not_what_was_typed(self, client_as):
        someone = person("Nowak")
        person("Obca")
        found = client_as(Role.AUDITOR).post(
            reverse("participant_search"), {"q": "nowak"}, follow=True
        )
        assert "nowak" not in found.redirect_chain[0][0]
        assert seen() == [("search", [someone.pk])]
        assert AccessEntry.objects.get().subject == "lista uczestników"

    @pytest.mark.parametrize("extension", ["xlsx", "csv"])
    def test_an_export_names_everybody_in_the_file(self, client_as, extension):
        people = [person("Nowak"), person("Nowakowska")]
        person("Obca")
        url = reverse("participant_export", args=[extension])
        client = client_as(Role.HEAD)
        moved = client.post(reverse("participant_search"), {"q": "nowak"})
        client.get(f"{url}?{urlsplit(moved.url).query}")
        assert seen() == [("export", [one.pk for one in people])]

    def test_the_administration_is_journaled_alike(self, client_as):
        someone, other = person("Nowak"), person("Obca")
        client = client_as(Role.ADMINISTRATOR)
        pages = "admin:participants_participant_"
        client.get(reverse(f"{pages}changelist"))
        client.get(reverse(f"{pages}changelist"), {"q": "nowak"})
        client.get(reverse(f"{pages}change", args=[someone.pk]))
        client.get(reverse(f"{pages}history", args=[someone.pk]))
        client.get(reverse(f"{pages}delete", args=[someone.pk]))
        client.post(reverse(f"{pages}export"), {"format": "0", "resource": "0"})
        suggest = {"app_label": "programs", "model_name": "outcome", "field_name": "participant"}
        client.get(reverse("admin:autocomplete"), {**suggest, "term": "obc"})
        assert seen() == [
            ("list", [someone.pk, other.pk]),
            ("search", [someone.pk]),
            ("view", [someone.pk]),
            ("view", [someone.pk]),
            ("view", [someone.pk]),
            ("export", [someone.pk, other.pk]),
            ("search", [other.pk]),
        ]

    def test_records_of_a_person_are_traced_to_her(self, client_as):
        part = enrolment()
        actions.record_profile(
            by=staff(), participant=part.participant, profile="III", on=date(2015, 1, 1)
        )
        hours = program_actions.record_hours(
            by=staff(), enrolment=part, month=date(2015, 3, 1), hours=40
        )
        client = client_as(Role.ADMINISTRATOR)
        client.get(reverse("admin:programs_workmonth_change", args=[hours.pk]))
        client.get(reverse("admin:participants_profileassessment_changelist"))
        client.get(reverse("admin:programs_edition_changelist"))
        assert seen() == [("view", [part.participant_id]), ("list", [part.participant_id])]

    def test_no_subject_holds_personal_data(self, client_as):
        someone = person("Szczebrzeszyńska", "Łucja", phone="600700800")
        client = client_as(Role.ADMINISTRATOR)
        client.get(someone.get_absolute_url())
        client.post(reverse("participant_search"), {"q": someone.pesel}, follow=True)
        client.get(reverse("admin:participants_participant_changelist"), {"q": someone.pesel})
        client.get(reverse("admin:participants_participant_change", args=[someone.pk]))
        subjects = list(AccessEntry.objects.order_by("pk").values_list("subject", flat=True))
        assert subjects == [
            "karta uczestnika",
            "lista uczestników",
            "administracja, kartoteka: uczestnicy",
            "administracja, kartoteka: uczestnicy",
        ]

    def test_who_looked_at_me_is_answered(self, client_as):
        someone = person()
        client_as(Role.CASEWORKER).get(someone.get_absolute_url())
        client_as(Role.CASEWORKER).get(person().get_absolute_url())
        page = client_as(Role.AUDITOR).get(
            reverse("admin:mops_accessentry_changelist"), {"q": someone.pk}
        )
        entries = [(entry.staff.username, entry.kind) for entry in page.context["cl"].result_list]
        assert entries == [("pracownik", "view")]
