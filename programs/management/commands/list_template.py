from pathlib import Path

from django.core.management.base import CommandParser

from mops.management.refusing import PlainCommand, Wrong
from programs.intake.template.book import template


class Command(PlainCommand):
    """Writes the empty list that a labour office can fill. Ends with 2 if that cannot be done."""

    help = "Zapisuje pusty wzór listy osób skierowanych."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="PLIK", help="dokąd zapisać: plik .xlsx")

    def handle(self, *, file: str, **options) -> None:
        path = Path(file)
        if path.suffix.lower() != ".xlsx":
            raise Wrong("Podaj nazwę pliku z rozszerzeniem .xlsx.")
        try:
            path.write_bytes(template())
        except OSError as refused:
            raise Wrong(f"Nie da się zapisać pliku {path}: {refused.strerror}.") from refused
        self.stdout.write(f"Wzór zapisano w pliku {path}.")
