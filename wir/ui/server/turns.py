"""Whose turn it is: programs that fetch data never take what pages need."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic, sleep

from wir.common.errors import WirError

MINUTE = 60.0
MOST_KNOWN = 10_000
MOST_WAITING = 20  # each keeps a thread, of the 40 that also /gezondheid and /versie answer in


class TooBusy(WirError):
    """Not now; `wait` is after how many seconds it is worth trying again, `yours` whether it is this asker's doing."""

    def __init__(self, words: str, wait: int, yours: bool) -> None:
        super().__init__(words)
        self.wait, self.yours = wait, yours


class Turns:
    """One answer is made at a time, no more than one in `every` seconds, and `per_minute` for each who asks.

    Who comes in between waits, `wait` seconds at most: pages and answers share the one interpreter of a process.
    """

    def __init__(self, every: float, wait: float, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._every, self._wait, self._per_minute = every, wait, per_minute
        self._clock, self._lock, self._free, self._next = clock, Lock(), Lock(), 0.0
        self._places = BoundedSemaphore(MOST_WAITING)
        self._asked: dict[str, deque[float]] = {}

    @contextmanager
    def one(self, who: str) -> Iterator[None]:
        """For as long as an answer is made. Raises TooBusy."""
        self._count(who)
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            if not self._free.acquire(timeout=self._wait):
                raise _busy()
            try:
                sleep(max(0.0, self._next - self._clock()))
                self._next = self._clock() + self._every
                yield
            finally:
                self._free.release()
        finally:
            self._places.release()

    def _count(self, who: str) -> None:
        now = self._clock()
        with self._lock:
            if len(self._asked) >= MOST_KNOWN and who not in self._asked:
                del self._asked[next(iter(self._asked))]
            times = self._asked.setdefault(who, deque())
            while times and now - times[0] >= MINUTE:
                times.popleft()
            if len(times) >= self._per_minute:
                words = f"Dit zijn meer dan {self._per_minute} vragen in een minuut; wacht even en vraag minder vaak."
                raise TooBusy(words, max(1, round(MINUTE - (now - times[0]))), yours=True)
            times.append(now)


def _busy() -> TooBusy:
    return TooBusy("Het is nu te druk; probeer het over enkele seconden opnieuw.", 10, yours=False)
