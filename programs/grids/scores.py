"""The quick sheet of assessments: people by areas, before and after."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.actions.assessments import ScoreEntry, score_column
from programs.grids.sheet import Column, Row, Sheet, page_of_people
from programs.grids.typed import Change
from programs.models import Assessment, Edition, Enrolment

Stage = Assessment.Stage


def entry_of(change: Change) -> ScoreEntry:
    """The change as the action takes it; raises ValidationError with a sentence for the cell."""
    sheet, _, rest = change.column.partition("-")
    area, _, stage = rest.partition("-")
    known = sheet in Assessment.Sheet and area in Assessment.Area and stage in Stage
    if not known or not change.row.isdecimal():
        raise ValidationError("tej komórki nie ma w arkuszu")
    return ScoreEntry(int(change.row), sheet, area, stage, _score(change.was), _score(change.now))


def _score(text: str) -> int | None:
    text = text.strip()
    if text and text not in {"1", "2", "3", "4", "5"}:
        raise ValidationError("ocena jest liczbą od 1 do 5")
    return int(text) if text else None


def columns_of(sheet: str | None = None, stage: str | None = None) -> Iterator[Column]:
    """Each area before, after and grown; those of one sheet and stage where told."""
    for one in Assessment.Sheet:
        if sheet and one != sheet:
            continue
        for area in Assessment.Area:
            for when in Stage:
                if not stage or when == stage:
                    yield _typed(one, area, when, with_area=bool(stage))
            if not stage:
                yield Column(
                    key=f"growth-{one}-{area}",
                    label="zmiana",
                    name=f"{one.label}, {area.label}, zmiana",
                    sums="growth",
                    group=f"{one}-{area}",
                )


def _typed(sheet, area, stage, *, with_area: bool) -> Column:
    return Column(
        key=score_column(sheet, area, stage),
        label=area.label if with_area else stage.label,
        name=f"{sheet.label}, {area.label}, {stage.label}",
        group=f"{sheet}-{area}",
    )


def load(
    edition: Edition, page: int = 1, sheet: str | None = None, stage: str | None = None
) -> Sheet:
    """The sheet of everybody in the edition."""
    people = edition.enrolments.select_related("participant").order_by(
        "participant__sort_key", "started_on", "pk"
    )
    page = page_of_people(people, page)
    enrolments = list(page)
    texts = defaultdict(dict)
    known = Assessment.objects.filter(enrolment__in=enrolments).order_by()
    for part, *place, score in known.values_list("enrolment", "sheet", "area", "stage", "score"):
        texts[part][score_column(*place)] = str(score)
    columns = list(columns_of(sheet, stage))
    expected = {str(part.pk): _stages(edition, part) for part in enrolments}
    rows = [_row(part, columns, texts[part.pk], expected[str(part.pk)]) for part in enrolments]
    groups = [
        (f"{one.label}: {area.label}", 3) for one in Assessment.Sheet for area in Assessment.Area
    ]
    facts = {"expected": expected}
    return Sheet("score", columns, rows, page, groups=[] if stage else groups, facts=facts)


def _stages(edition: Edition, part: Enrolment) -> list[str]:
    """The stages whose sheets should be there: those after, once the part in the edition is over."""
    is_over = part.result == Enrolment.Result.COMPLETED or (
        part.result == Enrolment.Result.ONGOING and edition.ends_on < timezone.localdate()
    )
    return [Stage.BEFORE, Stage.AFTER] if is_over else [Stage.BEFORE]


def _row(part: Enrolment, columns: list[Column], texts: dict, stages: list[str]) -> Row:
    for column in columns:
        if column.sums:
            before, after = (texts.get(f"{column.group}-{stage}") for stage in Stage)
            texts[column.key] = _growth(before, after)
    missing = sum(
        not texts.get(column.key)
        for column in columns
        if not column.sums and column.key.rpartition("-")[2] in stages
    )
    return Row(
        key=str(part.pk),
        name=str(part.participant),
        url=part.get_absolute_url(),
        detail=f"brakuje ocen: {missing}" if missing else "komplet ocen",
        person=part.participant_id,
        texts=texts,
        closed={},
    )


def _growth(before: str | None, after: str | None) -> str:
    if not before or not after:
        return ""
    grown = int(after) - int(before)
    return f"{grown:+d}".replace("-", "−") if grown else "0"
