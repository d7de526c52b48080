import sys

from django.core.management.base import BaseCommand, CommandError

from mops.models import User


class Wrong(CommandError):
    """Arguments that make no sense; the program ends with status 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


class PlainCommand(BaseCommand):
    """A command that tells what is wrong without the name of an exception before it."""

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
