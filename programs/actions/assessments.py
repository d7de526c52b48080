"""Sheets filled before and after an enrolment, and the labour office's profile that follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import explained, save_checked, told_of
from participants.models import ProfileAssessment
from programs.actions.sheets import Cell, Conflict, Saved, SheetRefused, compared, last_writers
from programs.models import Assessment, Edition, Enrolment

KEY = ("enrolment_id", "sheet", "area", "stage")


@action
def record_scores(
    *,
    by: User,
    enrolment: Enrolment,
    sheet: str,
    stage: str,
    on: date,
    scores: Mapping[str, int],
) -> list[Assessment]:
    """Enter one filled sheet: a score from 1 to 5 for each area."""
    rows = [
        Assessment(
            enrolment=enrolment, sheet=sheet, stage=stage, area=area, score=score, filled_on=on
        )
        for area, score in scores.items()
    ]
    with explained(Assessment):
        return Assessment.objects.bulk_create(rows)


@dataclass(frozen=True)
class ScoreEntry:
    """One person's score of one area on one sheet, as typed; None where nothing is entered."""

    enrolment: int
    sheet: str
    area: str
    stage: str
    was: int | None
    now: int | None

    @property
    def cell(self) -> Cell:
        return str(self.enrolment), score_column(self.sheet, self.area, self.stage)

    @property
    def key(self) -> Cell:
        return self.cell


def score_column(sheet: str, area: str, stage: str) -> str:
    """The name of the column in which such scores stand."""
    return f"{sheet}-{area}-{stage}"


@action
def record_score_sheet(
    *,
    by: User,
    edition: Edition,
    entries: Iterable[ScoreEntry],
    filled_on: Mapping[str, date | None],
    unread: Mapping[Cell, str] | None = None,
) -> Saved:
    """Enter, correct or clear scores of many people; `filled_on` is the day of each stage's sheets.

    A corrected score keeps the day of its sheet. Cells changed meanwhile by others are left and
    told of; anything wrong stops the whole and is told at once.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    entries = [entry for entry in entries if entry.now != entry.was]
    known = {
        entry.cell: row
        for row in Assessment.objects.filter(
            enrolment__in={entry.enrolment for entry in entries}, enrolment__edition=edition
        )
        for entry in [_as_entry(row)]
    }
    writes, others = compared(entries, {cell: row.score for cell, row in known.items()})
    wrong = {**(unread or {}), **_strangers(edition, writes)}
    if wrong:
        raise SheetRefused(wrong)
    _refuse_undated(writes, known, filled_on)
    _write(writes, known, filled_on)
    return Saved(len(writes), _conflicts(others))


def _as_entry(row: Assessment) -> ScoreEntry:
    return ScoreEntry(row.enrolment_id, row.sheet, row.area, row.stage, row.score, row.score)


def _strangers(edition: Edition, entries: list[ScoreEntry]) -> dict[Cell, str]:
    asked = {entry.enrolment for entry in entries}
    mine = set(edition.enrolments.filter(pk__in=asked).values_list("pk", flat=True))
    return {
        entry.cell: "tej osoby nie ma już w tej edycji"
        for entry in entries
        if entry.enrolment not in mine
    }


def _refuse_undated(entries: list[ScoreEntry], known: dict, filled_on: Mapping) -> None:
    """New scores need the day of their sheet, and that day must have come."""
    new = {entry.stage for entry in entries if entry.now and entry.key not in known}
    for stage in Assessment.Stage:
        if stage not in new:
            continue
        if not filled_on.get(stage):
            raise ValidationError(f"Podaj dzień wypełnienia arkuszy „{stage.label}”.")
        if filled_on[stage] > timezone.localdate():
            raise ValidationError(f"Dzień arkuszy „{stage.label}” jeszcze nie nadszedł.")


def _write(entries: list[ScoreEntry], known: dict, filled_on: Mapping) -> None:
    rows = [
        Assessment(
            enrolment_id=entry.enrolment,
            sheet=entry.sheet,
            area=entry.area,
            stage=entry.stage,
            score=entry.now,
            filled_on=known[entry.key].filled_on if entry.key in known else filled_on[entry.stage],
        )
        for entry in entries
        if entry.now
    ]
    with explained(Assessment):
        if rows:
            Assessment.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["enrolment", "sheet", "area", "stage"],
                update_fields=["score"],
            )
        cleared = [known[entry.key].pk for entry in entries if not entry.now]
        if cleared:
            Assessment.objects.filter(pk__in=cleared).delete()


def _conflicts(others: list[tuple]) -> list[Conflict]:
    if not others:
        return []
    people = {entry.enrolment for entry, _ in others}
    writers = last_writers(Assessment, KEY, enrolment_id__in=people)
    return [
        Conflict(
            entry,
            stands,
            writers.get((entry.enrolment, entry.sheet, entry.area, entry.stage), "spoza aplikacji"),
        )
        for entry, stands in others
    ]


@action
def record_profiles(
    *, by: User, enrolments: Iterable[Enrolment], profile: str, on: date, source: str = ""
) -> list[ProfileAssessment]:
    """Note the help profile that the labour office set anew for people after their enrolments."""
    profiles = []
    for enrolment in enrolments:
        with told_of(enrolment.participant):
            if enrolment.ended_on and on <= enrolment.ended_on:
                raise ValidationError("Nowy profil ustala się po zakończeniu udziału.")
            profiles.append(
                save_checked(
                    ProfileAssessment(
                        participant=enrolment.participant,
                        profile=profile,
                        assessed_on=on,
                        source=source,
                    )
                )
            )
    return profiles
