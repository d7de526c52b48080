"""Measuring several things side by side, so that a busy moment of the machine hits all of them."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter

from django.db import connection


@dataclass
class Timing:
    """Seconds of each repeat and the number of queries of one."""

    queries: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20, method="inclusive")[-1]

    def ratio(self, other: "Timing") -> float:
        """How many times the other's time this takes: the median over pairs of neighbours."""
        return median(
            mine / others for mine, others in zip(self.seconds, other.seconds, strict=True)
        )


def side_by_side(repeat: int, *tasks: Callable[[], object]) -> list[Timing]:
    """Run the tasks in turns: once to warm up and to count queries, then `repeat` times."""
    timings = [Timing(count_queries(task)) for task in tasks]
    for _ in range(repeat):
        for task, timing in zip(tasks, timings, strict=True):
            gc.collect()
            start = perf_counter()
            task()
            timing.seconds.append(perf_counter() - start)
    return timings


def count_queries(task: Callable[[], object]) -> int:
    """How many queries the task sends."""
    count = 0

    def counting(execute, sql, params, many, context):
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        task()
    return count
