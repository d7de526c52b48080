"""Pages of lists that may be very long: how much is counted, and how a page is found."""

import json
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, QuerySet
from django.db.models.functions import Coalesce

COUNTED_FIRST = 500
"""Records that are counted whatever it costs."""
MOST_COUNTED = 10_000
"""Records that are counted, where that is cheap, and can be paged through."""
CHEAP = 5_000
"""What counting so many may cost, as the planner reckons it: some ten milliseconds."""
MOST_SORTED = 2_000
"""Records that are found and sorted sooner than the index of their order is read."""


class BoundedPaginator(Paginator):
    """Pages of the first thousands of records: to count or skip a million takes seconds.

    `known` is their number where somebody has counted them already.
    """

    def __init__(self, records: QuerySet, size: int, known: int | None = None) -> None:
        super().__init__(records, size)
        self._known = known

    @cached_property
    def counted(self) -> int:
        """How many records there are, as far as it is worth counting."""
        if self._known is not None:
            return self._known
        number = self._count_up_to(COUNTED_FIRST)
        if number > COUNTED_FIRST and self._is_cheap:
            return self._count_up_to(MOST_COUNTED)
        return number

    @property
    def most(self) -> int:
        """How many records have a page, if there are more."""
        is_all_counted = self._known is not None or self.counted <= COUNTED_FIRST
        return MOST_COUNTED if is_all_counted or self._is_cheap else COUNTED_FIRST

    @property
    def count(self) -> int:
        """How many records have a page."""
        return min(self.counted, self.most)

    @property
    def is_cut(self) -> bool:
        """There are more than have a page."""
        return self.counted > self.most

    def page(self, number: int) -> Page:
        """The page; few records are sorted, of very many the index of the order is read.

        Left to itself PostgreSQL reads that index up to the first of a rare name, which may be its
        last entry. What it may not take from an index it finds first and sorts.
        """
        if self._expected <= MOST_SORTED:
            order = self.object_list.query.order_by
            self.object_list = self.object_list.order_by(*map(_out_of_index, order))
        return super().page(number)

    @property
    def _expected(self) -> int:
        """How many records there are; those never counted as the planner expects them."""
        if not self.is_cut or self._known is not None:
            return self.counted
        return max(self.counted, self._plan["Plans"][0]["Plan Rows"])

    @property
    def _is_cheap(self) -> bool:
        return self._plan["Total Cost"] < CHEAP

    def _count_up_to(self, most: int) -> int:
        return self.object_list.order_by()[: most + 1].count()

    @cached_property
    def _plan(self) -> dict:
        """How PostgreSQL would find as many records as are counted at most."""
        plan = self.object_list.order_by()[: MOST_COUNTED + 1].explain(format="json")
        return json.loads(plan)[0]["Plan"]


def _out_of_index(name: str) -> OrderBy:
    column = F(name.removeprefix("-"))
    return OrderBy(Coalesce(column, column), descending=name.startswith("-"))
