"""A PostgreSQL server of the application's own, shared by its processes and gone with the last one.

docs/adr/0001-private-postgresql.md explains the locks.
"""

import atexit
import fcntl
import functools
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from . import binaries, keeper, place
from .failure import Failure

__all__ = ["DATABASE", "Failure", "PrivateServer", "shared"]

DATABASE = "mops"
SECONDS_TO_STOP = 60

OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    # Statements and details of errors hold personal data, so they stay out of the log.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@functools.cache
def shared(data_dir: str, name: str) -> "PrivateServer":
    """The one object of this process for the server `name` of the checkout at `data_dir`."""
    return PrivateServer(Path(data_dir), name)


class PrivateServer:
    """A server that runs while any process has joined it; the one called "test" may lose data."""

    def __init__(self, data_dir: Path, name: str):
        self.data_dir = data_dir
        self.name = name
        self.place = place.find(data_dir, name)
        self._users_lock = None
        self._mutex = threading.Lock()
        os.register_at_fork(after_in_child=self._forget_parent)
        atexit.register(self.leave)

    @property
    def socket_dir(self) -> Path:
        return self.place.socket_dir

    def answers(self) -> bool:
        """Whether the server takes connections."""
        return keeper.answers(self.place.socket)

    def join(self) -> None:
        """Count as a user, waiting for a stop under way; free when we already are one."""
        with self._mutex:
            if self._users_lock is None:
                self.place.prepare()
                self._users_lock = self._lock("users.lock", fcntl.LOCK_SH)

    def start(self) -> None:
        """Join, and start the server unless it answers."""
        self.join()
        with self._mutex:
            start_lock = self._lock("start.lock", fcntl.LOCK_EX)
            try:
                if not self.answers():
                    self._start()
            finally:
                os.close(start_lock)

    def leave(self) -> None:
        """Stop being a user; the last one stops the server and waits for its end."""
        with self._mutex:
            if self._users_lock is None:
                return
            try:
                fcntl.flock(self._users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()
            except BlockingIOError:
                # Others use it, or the keeper is stopping it: then this waits for the end of that.
                fcntl.flock(self._users_lock, fcntl.LOCK_SH)
            finally:
                os.close(self._users_lock)
                self._users_lock = None

    def forget(self) -> None:
        """Delete the database and all traces of the server, unless it is in use."""
        if not self.place.directory.exists():
            return
        lock = self._lock("users.lock", fcntl.LOCK_SH)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(self.place.directory)
            shutil.rmtree(self.socket_dir, ignore_errors=True)
        except BlockingIOError:
            raise Failure(f"the database in {self.place.directory} is in use") from None
        finally:
            os.close(lock)

    def _lock(self, name: str, operation: int) -> int:
        lock = os.open(self.place.directory / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, operation)
        except BaseException:
            os.close(lock)
            raise
        return lock

    def _start(self) -> None:
        self.place.prepare_socket_dir()
        job = {
            "directory": str(self.place.directory),
            "socket": str(self.place.socket),
            "binaries": str(binaries.choose(self.place).directory),
            "account": self.place.account.popen_arguments if self.place.account else None,
            "database": DATABASE,
            "options": self._options(),
        }
        command = [sys.executable, "-I", "-S", keeper.__file__, json.dumps(job)]
        report = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
            check=False,
        )
        if report.stdout != "ready":
            raise Failure(report.stdout or report.stderr or "the server's keeper was killed")

    def _options(self) -> dict[str, str]:
        options = {**OPTIONS, "unix_socket_directories": str(self.socket_dir)}
        return {**options, **UNSAFE_BUT_FAST} if self.name == "test" else options

    def _stop(self) -> None:
        """Stop the server as the user that runs it, and wait until all its processes are gone."""
        program = binaries.choose(self.place).directory / "pg_ctl"
        account = self.place.account.popen_arguments if self.place.account else {}
        subprocess.run(
            [program, "-D", self.place.data, "-m", "fast", "-W", "stop"],
            capture_output=True,
            check=False,
            cwd="/",
            **account,
        )
        deadline = time.monotonic() + SECONDS_TO_STOP
        while time.monotonic() < deadline and self._is_running():
            time.sleep(0.01)

    def _is_running(self) -> bool:
        try:
            os.close(self._lock("running.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            return True
        return False

    def _forget_parent(self) -> None:
        """A forked child becomes a user of its own when it connects."""
        self._mutex = threading.Lock()
        if self._users_lock is not None:
            os.close(self._users_lock)
            self._users_lock = None
