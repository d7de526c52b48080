"""Starts PostgreSQL as its child and stops it when the last user is gone, however that user ended.

A program of its own (standard library only), in its own session so that the terminal's Ctrl-C does
not reach the server while other processes use it.
"""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

PATIENCE = 60


class NotStarted(Exception):
    """PostgreSQL did not start; the message says why."""


class Job:
    """What to run: the paths, the account and the options that the first user has chosen."""

    def __init__(self, text: str):
        job = json.loads(text)
        self.directory = Path(job["directory"])
        self.data = self.directory / "data"
        self.binaries = Path(job["binaries"])
        self.socket = Path(job["socket"])
        self.options = job["options"]
        self.database = job["database"]
        self.account = job["account"] or {}

    def program(self, name: str) -> str:
        return str(self.binaries / name)

    def arguments(self, running: int) -> dict:
        """The child may use nothing of ours but the lock, which its whole family then holds."""
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return {**self.account, "pass_fds": [running], "cwd": "/", "env": environment}


def main() -> None:
    if os.fork():
        os._exit(0)  # the starter need not wait for us
    job = Job(sys.argv[1])
    users = os.open(job.directory / "users.lock", os.O_RDWR)
    try:
        server = start(job)
    except (NotStarted, OSError) as error:
        tell(str(error))
        return
    tell("ready")
    if server:
        keep(server, users)


def tell(message: str) -> None:
    """Report to the starter, who reads until the pipe is closed."""
    os.write(1, message.encode())
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def start(job: Job) -> subprocess.Popen | None:
    """The running server, or None when one was there already."""
    running = os.open(job.directory / "running.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not lock_unless_answering(job, running):
        return None
    if not job.data.exists():
        initialise(job, running)
    # No process holds running.lock, so these can only be left over from a crash or a reboot; the
    # process number in them may belong to another program or a zombie by now.
    for left in (job.data / "postmaster.pid", job.socket, job.socket.with_suffix(".5432.lock")):
        left.unlink(missing_ok=True)
    server = launch(job, running)
    os.close(running)
    wait_until_ready(job, server)
    return server


def lock_unless_answering(job: Job, running: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            fcntl.flock(running, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if answers(job.socket):
                return False
            time.sleep(0.02)
    raise NotStarted(f"an older PostgreSQL process still uses {job.data}")


def answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(address))
        except OSError:
            return False
    return True


def initialise(job: Job, running: int) -> None:
    """Make the cluster beside its place and move it there, so that half a cluster is never used."""
    draft = job.directory / "data.new"
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    if job.account:
        os.chown(draft, job.account["user"], job.account["group"])
    created = None
    for locale in ("C.UTF-8", "C"):  # the second for systems that do not know the first
        created = run(
            job, running, "initdb", "-D", str(draft), "-U", job.database, "--auth=trust",
            "--encoding=UTF8", f"--locale={locale}", "--no-instructions",
        )  # fmt: skip
        if created.returncode == 0:
            break
    else:
        raise NotStarted(f"initdb failed: {last_lines(created.stderr)}")
    made = run(
        job, running, "postgres", "--single", "-D", str(draft), "postgres",
        script=f"CREATE DATABASE {job.database}\n",
    )  # fmt: skip
    if made.returncode:
        raise NotStarted(f"CREATE DATABASE failed: {last_lines(made.stderr)}")
    draft.rename(job.data)


def run(job: Job, running: int, program: str, *arguments: str, script: str = ""):
    command = [job.program(program), *arguments]
    return subprocess.run(
        command,
        input=script,
        capture_output=True,
        text=True,
        check=False,
        **job.arguments(running),
    )


def launch(job: Job, running: int) -> subprocess.Popen:
    command = [job.program("postgres"), "-D", str(job.data)]
    for option, value in job.options.items():
        command += ["-c", f"{option}={value}"]
    if setpriv := shutil.which("setpriv"):
        # Should the keeper itself be killed, the server still ends.
        command = [setpriv, "--pdeathsig", "INT", *command]
    with open(job.directory / "log", "wb", opener=privately) as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **job.arguments(running)
        )


def privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def wait_until_ready(job: Job, server: subprocess.Popen) -> None:
    while server.poll() is None:
        try:
            status = (job.data / "postmaster.pid").read_text().splitlines()[7]
        except (FileNotFoundError, IndexError):
            status = ""
        if status.strip() == "ready":
            return
        time.sleep(0.01)
    raise NotStarted(f"PostgreSQL did not start: {last_lines((job.directory / 'log').read_text())}")


def last_lines(text: str) -> str:
    return " / ".join(text.strip().splitlines()[-3:])


def keep(server: subprocess.Popen, users: int) -> None:
    """Wait until nobody holds users.lock, then stop the server; end at once if it ended itself."""

    def end_with_server():
        server.wait()
        os._exit(0)

    threading.Thread(target=end_with_server, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: stop(server))
    fcntl.flock(users, fcntl.LOCK_EX)
    stop(server)


def stop(server: subprocess.Popen) -> None:
    for order, patience in ((signal.SIGINT, PATIENCE), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
        server.send_signal(order)
        try:
            server.wait(patience)
            return
        except subprocess.TimeoutExpired:
            continue


if __name__ == "__main__":
    main()
