"""A figure that was measured: its median and spread, the most it may be, and how it reads in a table."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Measured:
    """The median, lowest and highest of some runs. `most` is what it may come to, None where nothing was asked."""

    what: str
    unit: str
    median: float
    lowest: float
    highest: float
    runs: int
    most: float | None = None

    @property
    def verdict(self) -> str:
        if self.most is None:
            return ""
        return "haalt het" if self.median <= self.most else "**haalt het niet**"


def of(what: str, unit: str, found: Iterable[float], most: float | None = None) -> Measured:
    """Some runs of one thing."""
    values = list(found)
    return Measured(what, unit, statistics.median(values), min(values), max(values), len(values), most)


def ratios(what: str, found: Iterable[float], floor: Iterable[float], most: float | None) -> Measured:
    """Each run against the run of the floor beside it."""
    return of(what, "×", [one / other for one, other in zip(found, floor, strict=True)], most)


def timed(run: Callable[[], object], runs: int = RUNS, before: Callable[[], object] = lambda: None) -> list[float]:
    """Milliseconds of each run after one that warms up; what comes `before` each is not counted."""
    taken = []
    for _ in range(runs + 1):
        before()
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return taken[1:]
