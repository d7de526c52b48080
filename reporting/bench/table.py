"""The bench's table, line by line."""

from dataclasses import dataclass

from reporting.bench.timing import Timing

HEADINGS = f"{'':26}{'p50 s':>9}{'p95 s':>9}{'queries':>9}{'ratio':>8}  to what"


@dataclass(frozen=True)
class Row:
    """What took how long, and how that compares to something it was measured beside."""

    label: str
    timing: Timing
    beside: Timing | None = None
    what: str = ""
    at_most: float | None = None

    def __str__(self) -> str:
        times = f"{self.timing.p50:9.4f}{self.timing.p95:9.4f}{self.timing.queries:9}"
        if not self.beside:
            return f"{self.label:26}{times}"
        ratio = self.timing.ratio(self.beside)
        compared = f"{ratio:8.2f}  {self.what}, {self.beside.p50:.4f} s"
        return f"{self.label:26}{times}{compared}{self._verdict(ratio)}"

    def _verdict(self, ratio: float) -> str:
        if self.at_most is None:
            return ""
        return f", {verdict(ratio <= self.at_most)} (at most {self.at_most})"


def verdict(is_met: bool) -> str:
    """The word for an aim that is met, or is not."""
    return "PASS" if is_met else "MISS"
