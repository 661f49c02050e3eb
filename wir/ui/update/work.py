"""What the steps share: who is at work, on which delivery, what was found in it, and how an action is done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from wir.access import Access
from wir.charts import text
from wir.deliveries import Deliveries, Delivery
from wir.delivery import Choices, Examined, File, examine
from wir.errors import WirError, why
from wir.store import Store
from wir.ui.access import publisher_now
from wir.ui.view import View, html, notice

DELIVERY = "levering"
SAID, FAILED, EXAMINED = "bijwerken_gezegd", "bijwerken_mislukt", "bijwerken_bevonden"
CHOSEN = "bijwerken_peiling"  # the peiling that the history shows
FILE = "bijwerken_bestand"
CHANGED = "bijwerken_intussen"


@dataclass(frozen=True)
class Work:
    """One beheerder at work in the store."""

    view: View
    access: Access
    store: Store
    deliveries: Deliveries


@dataclass(frozen=True)
class AtWork(Work):
    """One beheerder at work on a delivery."""

    delivery: Delivery

    @property
    def choices(self) -> Choices:
        return self.delivery.choices

    @property
    def series(self) -> Store:
        """The series of the register that was delivered."""
        return self.store.of(self.choices.declared)

    @property
    def file(self) -> File:
        """The file with its cells, kept in this session."""
        kept = st.session_state.get(FILE)
        if not isinstance(kept, tuple) or kept[0] != self.delivery.id:
            kept = (self.delivery.id, self.deliveries.file(self.delivery))
            st.session_state[FILE] = kept
        file: File = kept[1]
        return file

    def examined(self) -> Examined:
        """What was found under the present choices, kept in this session until they or the store change."""
        now = (self.delivery.id, repr(self.choices), self.series.version())
        kept = st.session_state.get(EXAMINED)
        if not isinstance(kept, tuple) or kept[0] != now:
            with st.spinner("Nakijken en vergelijken…"):
                fresh = examine(self.file, self.choices, self.store)
            if isinstance(kept, tuple) and kept[0][0] == self.delivery.id:
                st.session_state[CHANGED] = self.series.changed_since(kept[1].seen)
            kept = (now, fresh)
            st.session_state[EXAMINED] = kept
        found: Examined = kept[1]
        return found

    def say(self, **said: Any) -> None:
        """Keep other choices; for a callback of a widget."""
        self.change(lambda choices: replace(choices, **said))

    def change(self, change: Callable[[Choices], Choices]) -> None:
        """Keep choices that depend on what they are by now; for a callback of a widget."""
        act(lambda: self.deliveries.say(self.delivery.id, change))


def act(action: Callable[[], object], done: str = "") -> bool:
    """Do something that changes the store, if this visitor is beheerder at this moment; say what came of it."""
    try:
        publisher_now()
        action()
    except WirError as error:
        st.session_state[FAILED] = str(error)
        return False
    except OSError as error:
        st.session_state[FAILED] = f"De opslag kan niet worden geschreven: {why(error)}. Er is niets veranderd."
        return False
    if done:
        st.session_state[SAID] = done
    return True


def forget() -> None:
    """Keep nothing of a delivery that is no longer worked on: its file may hold personal data."""
    for key in (FILE, EXAMINED, CHANGED):
        st.session_state.pop(key, None)


def show_said() -> None:
    """What the last action said, once."""
    for key, role in ((SAID, "status"), (FAILED, "alert")):
        if said := st.session_state.pop(key, ""):
            # page.js brings it into view: the click may have been far down the page.
            html(f'<div class="gezegd">{notice(text(said), role=role)}</div>')
