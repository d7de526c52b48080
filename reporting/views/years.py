"""Years that a person can choose, and the one in the address."""

from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils import timezone

from programs.models import Cost, Edition
from programs.period import Period, YearOutOfRange
from reporting.models import Report


def period_or_404(year: int) -> Period:
    """The year's period; a year out of range is a page that does not exist, and says why."""
    try:
        return Period.of_year(year)
    except YearOutOfRange as wrong:
        raise Http404(
            f"Rok {wrong.year} jest poza zakresem. Wybierz rok z listy sprawozdań."
        ) from wrong


def years_with_records() -> list[int]:
    """Years that editions or costs touch, newest first; this year always."""
    spans = [
        *Edition.objects.order_by().values_list(*_years("starts_on", "ends_on")).distinct(),
        *Cost.objects.order_by().values_list(*_years("period_from", "period_to")).distinct(),
    ]
    years = {year for first, last in spans for year in range(first, last + 1)}
    return sorted(years | {timezone.localdate().year}, reverse=True)


def _years(first: str, last: str) -> list[ExtractYear]:
    return [ExtractYear(first), ExtractYear(last)]


def started_years() -> set[int]:
    """Years whose report somebody has started."""
    return set(Report.objects.values_list("year", flat=True))
