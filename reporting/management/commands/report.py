from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mops.pdf import MissingLibrary
from mops.pdf.files import write_whole
from reporting.document import Document
from reporting.management.years import year
from reporting.pdf import write_pdf


class Command(BaseCommand):
    """Writes the report of a year as PDF. Exit status 1: no data, no library, no place to write."""

    help = "Write the report of a year as PDF (PDF/UA-1 and PDF/A-3a)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=year)
        parser.add_argument(
            "--output", type=Path, help="the file to write (out/sprawozdanie-YEAR.pdf)"
        )

    def handle(self, *, year, output, **options) -> None:
        output = Path(output or f"out/sprawozdanie-{year}.pdf")
        document = Document(year)
        if not document.has_data:
            raise CommandError(f"there is no data for the year {year}, so no report was written")
        try:
            write_whole(output, write_pdf(document))
        except MissingLibrary as missing:
            raise CommandError(str(missing)) from missing
        except OSError as failed:
            raise CommandError(f"cannot write {output}: {failed.strerror}") from failed
        self.stdout.write(f"{output}")
