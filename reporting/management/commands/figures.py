import sys

from django.core.management.base import BaseCommand, CommandError

from mops import typography
from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.exports import as_csv, as_json
from reporting.figures import Evaluation, UnknownFigure
from reporting.management.years import year
from reporting.printing import value_with_unit


class Command(BaseCommand):
    """Prints the figures of a year. Exit status 1: unknown figure or no data for the year."""

    help = "Print the figures of a year's report, computed from the records."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=year)
        parser.add_argument("--format", choices=["text", "csv", "json"], default="text")
        parser.add_argument(
            "--key", action="append", default=[], help="only this figure; repeatable"
        )
        parser.add_argument(
            "--all", action="store_true", help="also figures that only support shares and checks"
        )
        parser.add_argument(
            "--claims", action="store_true", help="print the claims that do not hold"
        )

    def handle(self, *, year, format, key, all, claims, **options) -> None:  # noqa: A002 - the option's name
        figures = self._figures(key, all)
        asked = list(CATALOGUE.claims.values()) if claims else []
        evaluation = Evaluation(Period.of_year(year), figures, asked)
        if not evaluation.has_data:
            raise CommandError(f"there is no data for the year {year}")
        if claims:
            self._write(
                "".join(f"{found.claim.key}: {found.text}\n" for found in evaluation.findings())
            )
        elif format == "csv":
            self._write(as_csv(figures, evaluation))
        elif format == "json":
            self._write(as_json(figures, evaluation, year))
        else:
            self._write(self._table(figures, evaluation))

    def _figures(self, keys, everything):
        if not keys:
            return list(CATALOGUE.figures.values() if everything else CATALOGUE.in_report())
        try:
            return [CATALOGUE.figure(key) for key in keys]
        except UnknownFigure as unknown:
            raise CommandError(str(unknown)) from unknown

    def _table(self, figures, evaluation) -> str:
        lines = (
            f"{figure.label}: {value_with_unit(figure, evaluation[figure], evaluation.period)}"
            for figure in figures
        )
        return "\n".join(lines).replace(typography.NBSP, " ") + "\n"

    def _write(self, text: str) -> None:
        (self.stdout or sys.stdout).write(text, ending="")
