"""Seconds of a task, and how far memory grows meanwhile. Linux alone tells the second."""

import gc
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

KILOBYTES = 1024
RESET_PEAK = "5"


@dataclass(frozen=True)
class Measured:
    seconds: float
    grown: int
    """Megabytes by which this process grew at the highest, over what it had before."""
    result: object


def measured(task: Callable[[], object]) -> Measured:
    """Run the task once."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text(RESET_PEAK)
    before, start = _status("VmRSS"), perf_counter()
    result = task()
    return Measured(perf_counter() - start, _status("VmHWM") - before, result)


def reader_peak() -> int:
    """Megabytes that the largest child so far has had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KILOBYTES


def _status(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) // KILOBYTES
    raise RuntimeError(f"/proc/self/status has no {name}")
