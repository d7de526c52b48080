"""Years that a person can choose, and the one in the address."""

from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils import timezone

from programs.models import Edition
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
    """Years in which editions ran, newest first; this year always."""
    spans = Edition.objects.order_by().values_list(ExtractYear("starts_on"), ExtractYear("ends_on"))
    years = {year for first, last in spans.distinct() for year in range(first, last + 1)}
    return sorted(years | {timezone.localdate().year}, reverse=True)


def started_years() -> set[int]:
    """Years whose report somebody has started."""
    return set(Report.objects.values_list("year", flat=True))
