"""The child that opens strangers' files keeps its limits, and its parent keeps its memory."""

import resource
import subprocess
import sys

import pytest

from programs.intake.reading import limits
from programs.intake.reading.process import ROOT, read_workbook
from programs.intake.tests.corpus import attacks
from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.people import HEADER, LIST

MEMORY_OF_READING = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from programs.intake.reading.process import read_workbook
from programs.intake.reading.refusal import Refused
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_workbook(sys.argv[2])
except Refused as refused:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(refused.code, grown // 1024)
"""

LIMITED = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from programs.intake.reading.child import limit_self
limit_self()
print(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU))
try:
    bytearray(600 * 1024 * 1024)
except MemoryError:
    print("no memory")
"""

OUT_OF_TIME = """
import os, sys
sys.path.insert(0, sys.argv[1])
from programs.intake.reading import limits
from programs.intake.reading.process import read_workbook
from programs.intake.reading.refusal import Refused
limits.PATIENCE = 0.001
try:
    read_workbook(sys.argv[2])
except Refused as refused:
    print(refused.code)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child")
"""


def python(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("zip bomb of spaces", "too_much_unpacked"),
        ("one long text a million times", "memory"),
        ("too large", "too_large"),
    ],
)
def test_memory_of_the_caller_stays_flat(name, code, tmp_path):
    case = next(case for case in attacks.CORPUS if case.name == name)
    (tmp_path / "file").write_bytes(case.build())

    told, grown = python(MEMORY_OF_READING, str(tmp_path / "file")).split()

    assert told == code
    assert int(grown) < 16


def test_child_limits_itself_before_it_reads():
    limited, ended = python(LIMITED).splitlines()

    most, cpu = limits.MEMORY, limits.CPU_SECONDS
    assert limited == f"({most}, {most}) ({cpu}, {cpu})"
    assert ended == "no memory"
    assert most <= 512 * 1024 * 1024


def test_a_child_out_of_time_is_killed_and_leaves_nothing(tmp_path):
    (tmp_path / "file").write_bytes(xlsx(LIST))

    # In a process of its own: a browser is a child of the one that runs the tests.
    assert python(OUT_OF_TIME, str(tmp_path / "file")).splitlines() == ["timeout", "no child"]


def test_open_files_and_paths_are_read_as_bytes_are(tmp_path):
    (tmp_path / "lista.xlsx").write_bytes(xlsx(LIST))

    with (tmp_path / "lista.xlsx").open("rb") as file:
        file.read(10)
        opened = read_workbook(file)

    assert opened == read_workbook(tmp_path / "lista.xlsx") == read_workbook(xlsx(LIST))
    assert opened.sheets[0].rows[0] == HEADER


def test_reading_leaves_no_limits_on_the_caller():
    before = resource.getrlimit(resource.RLIMIT_AS)

    read_workbook(xlsx(LIST))

    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_the_child_knows_nothing_of_django():
    loaded = python(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from programs.intake.reading import child, delimited, ods, xls, xlsx\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'mops', 'participants'}))"
    )

    assert loaded == "[]\n"
