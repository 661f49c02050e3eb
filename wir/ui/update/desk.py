"""The deliveries that this process has in memory: one is read or checked at a time, and few large ones are kept.

A register of 100,000 rows takes some hundreds of MB here, besides the process that reads it.
"""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache

import streamlit as st

from wir.store.delivery import Examined, File
from wir.store.received import Part

MOST_CELLS = 500_000  # kept together, or one register that has more
WAITING = "Er wordt nu een ander register gelezen of nagekeken; daarna komt het uwe aan de beurt…"


@dataclass(eq=False)
class Kept:
    """What a session keeps of the delivery it works on; it is read again from disk where that went."""

    id: str
    file: File | None = None
    parts: tuple[Part, ...] = ()
    examined: tuple[tuple[str, ...], Examined] | None = None

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return sum(len(row) for grid in self.file.cells.grids for row in grid.rows.values()) if self.file else 0


class Desk:
    """Who waits for whom. A run that asks again within its turn goes on."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._kept: list[weakref.ref[Kept]] = []

    @contextmanager
    def turn(self, told: bool = True) -> Iterator[None]:
        """One at a time; who has to wait is told, unless a click on a file cannot be told anything."""
        taken = self._turn.acquire(blocking=False)
        try:
            if not taken:
                with st.spinner(WAITING) if told else nullcontext():
                    taken = self._turn.acquire()  # Streamlit ends the run of who went away meanwhile right after
            yield
        finally:
            if taken:
                self._turn.release()

    def keep(self, kept: Kept) -> None:
        """This is used now; what was not used longest is let go where it is too much. Only within a turn."""
        alive = [other for ref in self._kept if (other := ref()) is not None and other is not kept]
        room = MOST_CELLS - kept.cells
        for other in reversed(alive):
            room -= other.cells
            if room < 0:
                other.file = other.examined = None
        self._kept = [weakref.ref(one) for one in (*alive, kept) if one.file]


@cache
def desk() -> Desk:
    """That of this process."""
    return Desk()
