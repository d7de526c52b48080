from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.base import CommandParser

from mops.exporting.leaving import everything_for
from mops.exporting.registers import May, Register
from mops.management.refusing import PlainCommand, Wrong, account_named
from mops.models import User
from mops.roles import PERMISSIONS, Role
from mops.technical import technical_account

TECHNICAL = ("eksport-polecenie", "polecenie export_data")


class Command(PlainCommand):
    """Writes all registers to one workbook, a sheet each, as far as an account or a role may see.

    Without --by and --role everything leaves: who runs commands reads the database anyway. The
    export is journaled under the account, or else under a technical one that nobody can log in
    with. Ends with 2 if an argument is wrong or the file cannot be written.
    """

    help = "Zapisuje wszystkie kartoteki w jednym skoroszycie, każdą w osobnym arkuszu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="PLIK", help="dokąd zapisać: plik .xlsx")
        parser.add_argument("--by", help="login osoby, w której imieniu i zakresie zapisać")
        parser.add_argument("--role", help="rola, w której zakresie zapisać, np. pracownik")

    def handle(self, *, file: str, by: str | None, role: str | None, **options) -> None:
        path = Path(file)
        _refuse_bad_place(path)
        account = account_named(by)
        may = _may(account, role)
        account = account or technical_account(*TECHNICAL)
        try:
            shown = _write(path, account, may)
        except OSError as refused:
            raise Wrong(f"Nie da się zapisać pliku {path}: {refused.strerror}.") from refused
        self.stdout.write(f"Kartoteki w pliku {path}: {len(shown)}.")


def _write(path: Path, account: User, may: May) -> list[Register]:
    """Write beside the file first: only a whole workbook takes the place of an older one."""
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        whole = Path(part.name)
        try:
            shown = everything_for(part, by=account, may=may)
            part.close()
            whole.replace(path)
        finally:
            whole.unlink(missing_ok=True)
    return shown


def _refuse_bad_place(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise Wrong("Podaj nazwę pliku z rozszerzeniem .xlsx.")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise Wrong(f"Nie da się zapisać pliku {path}: nie ma takiego katalogu.")


def _may(account: User | None, role: str | None) -> May:
    if account and role:
        raise Wrong("Podaj --by albo --role, nie oba naraz.")
    if account:
        if not account.has_perm("mops.export_everything"):
            raise Wrong("To konto nie może eksportować wszystkich kartotek.")
        return account.has_perm
    if role is None:
        return lambda permission: True
    if role not in Role.values:
        raise Wrong(f"Nie ma roli „{role}”. Role: {', '.join(Role.values)}.")
    return PERMISSIONS[Role(role)].__contains__
