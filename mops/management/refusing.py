import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mops.management.arguments import PolishFormatter, told
from mops.models import User


class Wrong(CommandError):
    """Arguments that make no sense; the program ends with status 2."""

    STATUS = 2

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=self.STATUS)


class PlainCommand(BaseCommand):
    """A command that says in one Polish sentence what is wrong, and ends with its status."""

    suppressed_base_arguments = frozenset(
        {
            "--version",
            "--verbosity",
            "--settings",
            "--pythonpath",
            "--traceback",
            "--no-color",
            "--force-color",
        }
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        """As always, but wrong arguments are told in plain Polish, with status 2."""
        parser = super().create_parser(
            prog_name, subcommand, formatter_class=PolishFormatter, **kwargs
        )
        parser.error = lambda message: self._refuse(told(message, parser))
        return parser

    def _refuse(self, sentence: str) -> None:
        if not self._called_from_command_line:
            raise Wrong(sentence)
        self.stderr.write(sentence)
        sys.exit(Wrong.STATUS)

    def execute(self, *args, **options):
        """As always, but a refusal is the sentence alone."""
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            if not self._called_from_command_line:
                raise
            self.stderr.write(str(refused))
            sys.exit(refused.returncode)


def account_named(username: str | None) -> User | None:
    """The open account with the login, none if none was named. Raises Wrong if there is none such."""
    if username is None:
        return None
    if not (account := User.objects.filter(username=username, is_active=True).first()):
        raise Wrong(f"Nie ma czynnego konta „{username}”.")
    return account
