"""How one person's part in an edition went, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from programs.models import Assessment, Enrolment, WorkMonth


@dataclass(frozen=True)
class Hours:
    """Months of work and their sum; no month at all means that nothing was entered."""

    months: list[WorkMonth]

    @property
    def total(self) -> Decimal | None:
        """Hours of all months; None where none were entered."""
        return sum((month.hours for month in self.months), Decimal(0)) if self.months else None


def hours_by_month(enrolment: Enrolment) -> Hours:
    """Hours of work, month after month."""
    return Hours(list(enrolment.work_months.select_related("facility")))


@dataclass(frozen=True)
class Growth:
    """One area on one sheet, before and after; None where the sheet is not entered."""

    sheet: str
    area: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int | None:
        """Points gained; None unless both sheets are entered."""
        return None if None in (self.before, self.after) else self.after - self.before


def scores_by_area(enrolment: Enrolment) -> list[Growth]:
    """Scores before and after beside each other, in the order of the sheets."""
    return list(_pairs(enrolment.assessments.all()))


def _pairs(assessments: Iterable[Assessment]) -> Iterable[Growth]:
    scores = {(row.sheet, row.area, row.stage): row.score for row in assessments}
    filled = {key[:2] for key in scores}
    for sheet in Assessment.Sheet:
        for area in Assessment.Area:
            if (sheet, area) in filled:
                before = scores.get((sheet, area, Assessment.Stage.BEFORE))
                after = scores.get((sheet, area, Assessment.Stage.AFTER))
                yield Growth(sheet.label, area.label, before, after)
