"""What the addresses beside the pages know of an open session: who it is of, and how much it sent.

A page notes its visitor when it opens; the addresses for a file (server/uploads.py) and for what is newer ask here
what that visitor may do by then. Streamlit keeps what a session sent for a while after its reader has gone.
"""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from math import inf
from time import monotonic

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from wir.domain.access import Access, Settings, Visitor, access


@dataclass
class _Pass:
    visitor: Visitor
    settings: Settings
    files: dict[str, int] = field(default_factory=dict)  # bytes by id, oldest first
    read: frozenset[str] = frozenset()  # of those, what a page has done with
    lost: str = ""
    until: float = inf


class Passes:
    """The open sessions of this process, by their id: only the browser of a session knows that."""

    def __init__(self, stays: float) -> None:
        self._stays, self._lock = stays, threading.Lock()
        self._known: dict[str, _Pass] = {}

    def note(self, session: str, visitor: Visitor, settings: Settings) -> None:
        """A page opens for this visitor."""
        with self._lock:
            self._forget_gone()
            known = self._known.setdefault(session, _Pass(visitor, settings))
            known.visitor, known.settings, known.until = visitor, settings, inf

    def leave(self, session: str) -> None:
        """Its reader has gone."""
        with self._lock:
            if known := self._known.get(session):
                known.until = monotonic() + self._stays

    def access(self, session: str) -> Access | None:
        """What the visitor of a session may do at this moment; None where there is no such session."""
        with self._lock:
            known = self._known.get(session)
        return access(known.visitor, known.settings, datetime.now(UTC)) if known and known.until == inf else None

    def hold(self, session: str, file: str, size: int, most: int) -> bool:
        """Count a file that is coming in; whether this process can hold it."""
        with self._lock:
            known = self._known.get(session)
            if known is None or self._held() - known.files.get(file, 0) + size > most:
                return False
            known.files.pop(file, None)
            known.files[file] = size
            return True

    def holds(self, session: str, file: str) -> bool:
        """Whether a file came in over a session that is open, or may yet come back."""
        with self._lock:
            self._forget_gone()
            known = self._known.get(session)
            return known is not None and file in known.files

    def forget(self, session: str, file: str) -> None:
        """It did not come in after all, or it was taken away."""
        with self._lock:
            if known := self._known.get(session):
                known.files.pop(file, None)

    def too_many(self, session: str, file: str, size: int, most: int) -> list[str]:
        """The oldest files of a session, as many as must go before it can hold this one."""
        with self._lock:
            known = self._known.get(session)
            others = {id: bytes for id, bytes in known.files.items() if id != file} if known else {}
        going, left = [], sum(others.values())
        for id, bytes in others.items():
            if left + size > most:
                going.append(id)
                left -= bytes
        return going

    def have_read(self, session: str) -> None:
        """A page has done with all files that came in so far: no harm is done when they go."""
        with self._lock:
            if known := self._known.get(session):
                known.read = frozenset(known.files)

    def lose(self, session: str, file: str, why: str) -> None:
        """A file is not there for the page that will ask for it; one that was read already is not missed."""
        with self._lock:
            if (known := self._known.get(session)) and file not in known.read:
                known.lost = why

    def lost(self, session: str) -> str:
        """Why a file that was sent is not there, once; empty where none is missed."""
        with self._lock:
            if known := self._known.get(session):
                why, known.lost = known.lost, ""
                return why
        return ""

    def _forget_gone(self) -> None:
        for gone in [session for session, known in self._known.items() if known.until < monotonic()]:
            del self._known[gone]

    def _held(self) -> int:
        """How many bytes this process holds."""
        self._forget_gone()
        return sum(sum(known.files.values()) for known in self._known.values())


@cache
def passes() -> Passes:
    """Those of this process."""
    return Passes(st.get_option("server.disconnectedSessionTTL") or 0)


@st.cache_resource(scope="session", on_release=lambda session: passes().leave(session), show_spinner=False)
def this_session() -> str:
    """The id of the session that runs a page; when its reader goes, so does what is known of them."""
    running = get_script_run_ctx()
    return running.session_id if running else ""
