from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from mops.pdf import MissingLibrary
from programs.period import Period
from reporting.bench import measuring, pages, settlement
from reporting.bench.building import build_city, count_rows
from reporting.bench.handwritten import disagreements
from reporting.bench.lists import rows as lists
from reporting.bench.scratch import Scratch
from reporting.bench.table import HEADINGS

PARTS = ("figures", "pages", "lists", "settlement")
YEAR = 2015
"""The year asked about; as many years of records lie before it as after."""


def at_least(least: int):
    """An argument that is a whole number, no less than that."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or int(text) < least:
            raise ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
        return int(text)

    return number


class Command(BaseCommand):
    """Times report and pages on generated cities. Exit status 1: an error or figures that disagree."""

    help = "Time figures, PDF and pages on generated cities, in databases of its own."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--people", type=at_least(1000), default=100_000)
        parser.add_argument("--page-people", type=at_least(1000), default=1_000_000)
        parser.add_argument("--list-people", type=at_least(1000), default=1_000_000)
        parser.add_argument("--list-rows", type=at_least(100), nargs="+", default=[10_000, 100_000])
        parser.add_argument("--years", type=at_least(1), default=10)
        parser.add_argument("--repeat", type=at_least(3), default=7)
        parser.add_argument("--page-repeat", type=at_least(3), default=40)
        parser.add_argument("--only", choices=PARTS, help="leave out the other parts")
        parser.add_argument("--keep", action="store_true", help="do not drop the databases")

    def handle(self, *, only, **options) -> None:
        try:
            for part in [only] if only else PARTS:
                getattr(self, f"_time_{part}")(**options)
        except (DatabaseError, MissingLibrary, RuntimeError) as failed:
            raise CommandError(str(failed).strip()) from failed

    def _time_figures(self, *, people, years, repeat, keep, **options) -> None:
        with scratch_databases("_one_year", "", keep=keep) as (empty, short, long):
            self._build(short, people, years=1)
            self._build(long, people, years)
            self._measure(empty, short, long, years, repeat)

    def _time_pages(self, *, page_people, years, page_repeat, keep, **options) -> None:
        with scratch_databases("_pages", keep=keep) as (_, city):
            self._build(city, page_people, years)
            self.stdout.write(f"pages, {page_repeat} repeats\n{pages.HEADINGS}")
            with city.used():
                self._print(pages.page_rows(YEAR, page_repeat))

    def _time_lists(self, *, list_people, list_rows, keep, **options) -> None:
        with scratch_databases("_lists", keep=keep) as (_, city):
            self._build(city, list_people, years=1)
            for rows in list_rows:
                self.stdout.write(f"a list of {rows} rows\n{lists.HEADINGS}")
                with city.used():
                    self._print(lists.list_rows(rows))

    def _time_settlement(self, *, keep, **options) -> None:
        with scratch_databases("_settlement", keep=keep) as (_, city):
            self._build(city, 2 * settlement.MANY, years=1)
            self.stdout.write(
                f"a month settled in {settlement.FACILITIES} facilities\n{settlement.HEADINGS}"
            )
            with city.used():
                self._print(settlement.settlement_rows())

    def _build(self, city: Scratch, people: int, years: int) -> None:
        first = YEAR - years // 2
        start = perf_counter()
        with city.used():
            build_city(people, first, first + years - 1)
            rows = count_rows()
        seconds = perf_counter() - start
        self.stdout.write(
            f"{city.name}: {people} people, years {first} to {first + years - 1}, "
            f"{rows} rows, built in {seconds:.0f} s"
        )

    def _measure(self, empty, short, long, years: int, repeat: int) -> None:
        period = Period.of_year(YEAR)
        for city in (short, long):
            with city.used():
                self._check(period)
        self.stdout.write(f"figures of {YEAR}, {repeat} repeats\n{HEADINGS}")
        with long.used():
            self._print(measuring.figure_rows(period, repeat))
        self._print([measuring.history_row(period, repeat, long, short, years)])
        with long.used():
            self._print([measuring.page_row(period, repeat)])
            self._print(measuring.pdf_rows(period, repeat))
        self.stdout.write(measuring.queries_line(period, empty, short, long))

    def _check(self, period: Period) -> None:
        evaluation = measuring.evaluate_figures(period)
        wrong = disagreements(measuring.by_hand(period), evaluation)
        if wrong:
            raise CommandError("figures and SQL disagree:\n" + "\n".join(wrong))

    def _print(self, rows) -> None:
        for row in rows:
            self.stdout.write(str(row))


@contextmanager
def scratch_databases(*suffixes: str, keep: bool) -> Iterator[list[Scratch]]:
    """An empty database with the schema and copies of it, dropped at the end unless kept."""
    databases = [Scratch(f"bench{suffix}") for suffix in ("_empty", *suffixes)]
    empty, *copies = databases
    try:
        empty.create()
        empty.migrate()
        empty.close()
        for copy in copies:
            copy.create(template=empty)
        yield databases
    finally:
        for database in databases:
            database.close() if keep else database.drop()
