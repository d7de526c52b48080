"""Where a private server keeps its files and whose they are."""

import hashlib
import os
import pwd
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .failure import Failure

ROOT_HOME = Path("/var/lib/mops-private")


@dataclass(frozen=True)
class Account:
    """The unprivileged user that runs PostgreSQL when root starts it."""

    uid: int
    gid: int

    @property
    def popen_arguments(self) -> dict:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Place:
    """The directories of one private server; `account` is None where we run it as ourselves."""

    directory: Path
    account: Account | None

    @property
    def data(self) -> Path:
        return self.directory / "data"

    @property
    def log(self) -> Path:
        return self.directory / "log"

    @property
    def socket_dir(self) -> Path:
        """A short path, since a socket's may have 107 bytes; the same for every process."""
        digest = hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:16]
        return Path(f"/tmp/mops-{self.owner}-{digest}")  # noqa: S108 - prepare() checks it

    @property
    def socket(self) -> Path:
        return self.socket_dir / ".s.PGSQL.5432"

    @property
    def owner(self) -> int:
        return self.account.uid if self.account else os.geteuid()

    def prepare(self) -> None:
        """Create what is missing, and refuse directories that someone else could write to."""
        if self.account:
            _own_directory(ROOT_HOME, 0o711)
        _own_directory(self.directory, 0o711 if self.account else 0o700)
        self.prepare_socket_dir()

    def prepare_socket_dir(self) -> None:
        path = self.socket_dir
        if not path.exists():
            self._make_socket_dir(path)
        found = path.lstat()
        private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
        if not private or found.st_uid != self.owner:
            raise Failure(f"{path} is not a private directory of user {self.owner}; remove it")

    def _make_socket_dir(self, path: Path) -> None:
        """In one step: another process must not meet it before it belongs to the server's user."""
        draft = Path(tempfile.mkdtemp(prefix=f"{path.name}-", dir=path.parent))
        if self.account:
            os.chown(draft, self.account.uid, self.account.gid)
        try:
            draft.rename(path)
        except OSError:
            # Somebody else was quicker, and the server's socket may stand in it already.
            draft.rmdir()


def find(data_dir: Path, name: str) -> Place:
    """The place of the server called `name` of the checkout that `data_dir` belongs to."""
    data_dir = Path(data_dir).resolve()
    if os.geteuid() != 0:
        return Place(data_dir / f"postgres-{name}", None)
    # PostgreSQL refuses root, and the user it runs as may not reach the checkout.
    return Place(ROOT_HOME / f"{_instance(data_dir)}-{name}", _unprivileged_account())


def _instance(data_dir: Path) -> str:
    """A random name of this checkout, written once."""
    path = data_dir / "instance"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = data_dir / f"instance.{os.getpid()}"
        draft.write_text(secrets.token_hex(8))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    instance = path.read_text().strip()
    if not (instance.isalnum() and instance.isascii()):
        raise Failure(f"{path} is damaged; remove it to begin with an empty database")
    return instance


def _unprivileged_account() -> Account:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Failure("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'")


def _own_directory(path: Path, mode: int) -> None:
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{path} cannot be created: {error.strerror}") from error
    found = path.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise Failure(f"{path} belongs to someone else or can be written by others")
    path.chmod(mode)
