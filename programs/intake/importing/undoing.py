"""An imported list taken back: what can go, what has been built on since, and why it stays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Model, QuerySet

from participants.merging.rules import relations
from participants.models import DatedFact, Participant, ProfileAssessment
from programs.intake.importing.cards import update_cards
from programs.intake.people import FIELDS
from programs.intake.progress import Progress, Stage, untold
from programs.models import Enrolment, ListRow, Referral, ReferralList, UploadedRow

CHUNK = 2_000
"""Rows taken back at once: what they wrote is never all in memory."""

ENROLLED = "Osobę przyjęto do edycji na podstawie tego skierowania."
DECIDED = "Podjęto już decyzję w sprawie tego skierowania."
TALKED = "Odnotowano rozmowę lub propozycję."
EDITED = "Skierowanie zmieniono po wczytaniu listy."
MERGED = "Kartę połączono z inną."
CARD_EDITED = "Kartę zmieniono po wczytaniu listy."
CARD_USED = "Karta ma już inne wpisy: {}."
FIELD_EDITED = "Po wczytaniu listy zmieniono pole: {}."
FACT_EDITED = "Po wczytaniu listy zmieniono: {}."


@dataclass
class RowUndoing:
    """What goes and what stays of one row."""

    row: ListRow
    remains: list[str] = field(default_factory=list)
    """Why something stays, in sentences."""
    referral: int | None = None
    facts: list[int] = field(default_factory=list)
    profiles: list[int] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    """The card's values to be put back."""
    person: int | None = None
    """The card that was made and can go."""


@dataclass
class Undoing:
    """Rows taken back: `of_rows` says what would happen, `carry_out` does it.

    The rules stand in `foreseeing` too, for the database to count by.
    """

    rows: list[RowUndoing]

    @classmethod
    def of_rows(cls, rows: Iterable[ListRow], *, lock: bool = False) -> "Undoing":
        """Read what the rows wrote and what has become of it; `lock` keeps it so."""
        rows = list(rows)
        state = State.of(rows, lock=lock)
        undoings = [_undoing(row, state) for row in rows]
        _keep_used_cards(undoings)
        return cls(undoings)

    @property
    def staying(self) -> list[RowUndoing]:
        """Rows of which something stays."""
        return [one for one in self.rows if one.remains]

    def carry_out(self) -> None:
        """Remove and restore; the rows and everything they tell of must be locked."""
        _delete(Referral, (one.referral for one in self.rows))
        _delete(DatedFact, (fact for one in self.rows for fact in one.facts))
        _delete(ProfileAssessment, (profile for one in self.rows for profile in one.profiles))
        update_cards({one.row.participant_id: one.fields for one in self.rows if one.fields})
        people = {one.person for one in self.rows} - {None}
        for rows in (ListRow, UploadedRow):
            rows.objects.filter(participant__in=people).order_by().update(participant=None)
        _delete(Participant, people)
        for one in self.staying:
            one.row.remains = one.remains
        ListRow.objects.bulk_update([one.row for one in self.staying], ["remains"], batch_size=1000)


def take_back(referral_list: ReferralList, progress: Progress = untold) -> list[RowUndoing]:
    """Take the rows back, some after others; the rows of which something stays, and why."""
    rows, staying = taken_rows(referral_list), []
    total, done, last = rows.count(), 0, -1
    _lock_people(rows)
    while done < total:
        progress(done, total, Stage.TAKING_BACK)
        chunk = list(rows.filter(number__gt=last)[:CHUNK])
        part = Undoing.of_rows(chunk, lock=True)
        part.carry_out()
        connection.check_constraints()  # else all of them wait for the end, after the last per cent
        staying += part.staying
        done, last = done + len(chunk), chunk[-1].number
    progress(done, total, Stage.TAKING_BACK)
    return staying


def taken_rows(referral_list: ReferralList) -> QuerySet[ListRow]:
    """Rows that wrote something, as they are listed."""
    rows = referral_list.rows.exclude(decision=ListRow.Decision.LEFT).order_by("number")
    return rows.select_related("referral_list", "participant")


def _lock_people(rows: QuerySet[ListRow]) -> None:
    """Keep the cards of all rows as they are until the end, in the order in which others do."""
    people = Participant.objects.select_for_update(of=("self",)).order_by("pk")
    people = people.filter(pk__in=rows.order_by().values("participant_id"))
    for _ in people.values_list("pk", flat=True).iterator():
        pass


@dataclass
class State:
    """What stands in the database of everything that the rows wrote."""

    people: dict[int, Participant]
    referrals: dict[int, Referral]
    facts: dict[int, DatedFact]
    profiles: dict[int, ProfileAssessment]
    enrolled: set[int]

    @classmethod
    def of(cls, rows: Iterable[ListRow], *, lock: bool) -> "State":
        written = [row.written for row in rows]
        people = {row.participant_id for row in rows} - {None}
        referrals = {one["referral"]["pk"] for one in written}
        facts = {fact["pk"] for one in written for fact in one.get("facts", [])}
        profiles = {one["profile"]["pk"] for one in written if "profile" in one}
        taken_in = Enrolment.objects.filter(referral__in=referrals).order_by()
        return cls(
            _by_number(Participant, people, lock),
            _by_number(Referral, referrals, lock),
            _by_number(DatedFact, facts, lock),
            _by_number(ProfileAssessment, profiles, lock),
            set(taken_in.values_list("referral", flat=True)),
        )


def _by_number(model: type[Model], numbers: set[int], lock: bool) -> dict[int, Model]:
    records = model._base_manager.filter(pk__in=numbers).order_by("pk")
    records = records.select_for_update(of=("self",)) if lock else records
    return {record.pk: record for record in records}


def _undoing(row: ListRow, state: State) -> RowUndoing:
    undoing = RowUndoing(row)
    if reason := _why_all_stays(row, state):
        undoing.remains.append(reason)
        return undoing
    number = row.written["referral"]["pk"]
    undoing.referral = number if number in state.referrals else None
    _take_back_facts(undoing, state)
    _take_back_fields(undoing, state)
    if created := row.written.get("created"):
        card = state.people[created["pk"]]
        if card.updated_at == datetime.fromisoformat(created["updated_at"]):
            undoing.person = card.pk
        else:
            undoing.remains.append(CARD_EDITED)
    return undoing


def _why_all_stays(row: ListRow, state: State) -> str | None:
    """What has been built on the row as a whole."""
    created = row.written.get("created")
    card = state.people.get(row.participant_id)
    if card is None or card.merged_into_id or (created and created["pk"] != card.pk):
        return MERGED
    wrote = row.written["referral"]
    referral = state.referrals.get(wrote["pk"])
    if referral is None:
        return None  # removed by hand
    if referral.pk in state.enrolled:
        return ENROLLED
    if referral.decision != Referral.Decision.PENDING:
        return DECIDED
    if referral.interviewed_on or referral.offered_on:
        return TALKED
    now = {
        "profile": referral.profile,
        "uses_assistance": referral.uses_assistance,
        "has_ipd": referral.has_ipd,
        "referred_on": referral.referred_on.isoformat(),
    }
    same_place = (referral.participant_id, referral.edition_id, referral.year) == (
        row.participant_id,
        row.referral_list.edition_id,
        row.referral_list.year,
    )
    return None if same_place and now.items() <= wrote.items() else EDITED


def _take_back_facts(undoing: RowUndoing, state: State) -> None:
    for wrote in undoing.row.written.get("facts", []):
        if fact := state.facts.get(wrote["pk"]):
            told = (fact.detail, fact.valid_from.isoformat(), fact.valid_to)
            if told == (wrote["detail"], wrote["valid_from"], None):
                undoing.facts.append(fact.pk)
            else:
                undoing.remains.append(FACT_EDITED.format(fact.get_kind_display()))
    wrote = undoing.row.written.get("profile")
    if wrote and (profile := state.profiles.get(wrote["pk"])):
        if profile.profile == wrote["profile"]:
            undoing.profiles.append(profile.pk)
        else:
            undoing.remains.append(FACT_EDITED.format("profil pomocy"))


def _take_back_fields(undoing: RowUndoing, state: State) -> None:
    card = state.people[undoing.row.participant_id]
    for name, (old, new) in undoing.row.written.get("fields", {}).items():
        if getattr(card, name) == new:
            undoing.fields[name] = old
        else:
            undoing.remains.append(FIELD_EDITED.format(FIELDS[name]))


def _keep_used_cards(undoings: list[RowUndoing]) -> None:
    """A card made by the list stays if anything else belongs to it by now."""
    going = {
        Referral: {one.referral for one in undoings},
        DatedFact: {fact for one in undoings for fact in one.facts},
        ProfileAssessment: {profile for one in undoings for profile in one.profiles},
    }
    made = {one.person for one in undoings} - {None}
    used = defaultdict(list)
    for person, label in _uses(made, going):
        used[person].append(label)
    for one in undoings:
        if one.person in used:
            one.remains.append(CARD_USED.format(", ".join(used[one.person])))
            one.person = None


def _uses(people: set[int], going: dict[type, set]) -> Iterator[tuple[int, str]]:
    for column in relations():
        if column.model in (ListRow, UploadedRow):
            continue
        rows = column.model._base_manager.filter(**{f"{column.name}__in": people})
        rows = rows.exclude(pk__in=going.get(column.model, set()) - {None}).order_by()
        label = str(column.model._meta.verbose_name_plural)
        for person in rows.values_list(column.name, flat=True).distinct():
            yield person, label


def _delete(model: type[Model], numbers: Iterable[int | None]) -> None:
    """In one statement, because what watches a table costs by the statement: keys hold the rest."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE id = ANY(%s)",  # noqa: S608 - our own name
            [sorted({*numbers} - {None})],
        )
