"""Which months are settled: the one place that knows what makes a month so."""

from collections.abc import Iterable
from datetime import date

from programs.models import Cost, Edition, Program, Settlement, WorkMonth
from programs.models.cost import CostQuerySet
from programs.models.law import Law
from programs.models.settlement import SettlementQuerySet
from programs.period import Period


def settled_months(program: Program, period: Period, edition: Edition | None = None) -> set[date]:
    """First days of the period's months whose hours, in the edition, are turned into money."""
    whole = Period(Period.of_month(period.start).start, Period.of_month(period.end).end)
    settled = Settlement.objects.live().touching(program, edition).of_months(whole)
    by_hand = Cost.objects.paying_hours_by_hand(program, whole, edition)
    return _months(settled, by_hand) & set(whole.months())


def _months(settled: SettlementQuerySet, by_hand: CostQuerySet) -> set[date]:
    """Months settled here, and those for which allowances were entered by hand, in one query."""
    spans = (
        settled.order_by()
        .values_list("month", "month")
        .union(by_hand.order_by().values_list("period_from", "period_to"))
    )
    return {month for start, end in spans for month in Period(start, end).months()}


def months_settled_under(law: Law) -> list[date]:
    """Settled months of the programme to which the row applied, in order.

    A month counts if the row was in force on its first day and the agreement of an edition
    worked in it, or the month itself where there is no agreement, fell under its regime.
    """
    months = [month for month in _all_settled(law.program) if law.binds(month, _any_signing(law))]
    if not months or (law.signed_from is None and law.signed_to is None):
        return months
    signed = _signing_days(law.program, months)
    return [
        month for month in months if any(law.binds(month, day) for day in signed.get(month, {None}))
    ]


def _any_signing(law: Law) -> date | None:
    """A day of signing that falls under the row's regime, where it has one."""
    return law.signed_from or law.signed_to


def _all_settled(program: Program) -> list[date]:
    settled = Settlement.objects.live().touching(program, None)
    return sorted(_months(settled, Cost.objects.paying_hours_by_hand(program)))


def _signing_days(program: Program, months: Iterable[date]) -> dict[date, set[date | None]]:
    """The days of signing of the agreements under which people worked, by month."""
    rows = WorkMonth.objects.filter(enrolment__edition__program=program, month__in=months)
    found: dict[date, set[date | None]] = {}
    for month, signed_on in (
        rows.order_by().values_list("month", "enrolment__edition__agreement__signed_on").distinct()
    ):
        found.setdefault(month, set()).add(signed_on)
    return found
