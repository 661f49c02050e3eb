"""What the steps share: who is at work, on which delivery, what was found in it, and how an action is done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from wir.common.errors import WirError, why
from wir.common.markup import text
from wir.domain.access import Access
from wir.store.delivery import Choices, Examined, examine
from wir.store.pending_deliveries import Deliveries
from wir.store.received import Delivery
from wir.store.store import Store
from wir.ui.access import publisher_now
from wir.ui.update.desk import Kept, desk
from wir.ui.update.progress import stoppable
from wir.ui.view import View, html, notice

DELIVERY = "levering"
SAID, FAILED = "bijwerken_gezegd", "bijwerken_mislukt"
PUBLISHED = "bijwerken_gepubliceerd"  # the key of what was just published
CHOSEN = "bijwerken_peiling"  # the peiling that the history shows
KEPT, SEEN = "bijwerken_bewaard", "bijwerken_gezien"
CHANGED = "bijwerken_intussen"
ROUND = "bijwerken_ronde"


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

    def examined(self) -> Examined:
        """What was found under the present choices, kept in this session until they or the store change."""
        now = (self.delivery.id, repr(self.delivery.parts), repr(self.choices), self.series.version())
        kept = st.session_state.get(KEPT)
        if not isinstance(kept, Kept) or kept.id != self.delivery.id:
            forget()
            kept = st.session_state[KEPT] = Kept(self.delivery.id)
        if kept.examined and kept.examined[0] == now:
            return kept.examined[1]
        with st.spinner("Nakijken en vergelijken…"), stoppable("nakijken", self._leave) as told:
            kept.examined = None
            if kept.file is None or kept.parts != self.delivery.parts:  # another took its place
                kept.file, kept.parts = self.deliveries.file(self.delivery), self.delivery.parts
            file = kept.file
            desk().keep(kept)
            fresh = examine(file, self.choices, self.store, told)
            kept.examined = now, fresh
        if SEEN in st.session_state:
            st.session_state[CHANGED] = self.series.changed_since(st.session_state[SEEN])
        st.session_state[SEEN] = fresh.seen
        return fresh

    def examined_anew(self) -> Examined:
        """The same where this session keeps it no longer, outside a run; only within a turn of the desk."""
        return examine(self.deliveries.file(self.delivery), self.choices, self.store)

    def _leave(self) -> None:
        """Stop checking; the delivery waits."""
        st.query_params.pop(DELIVERY, None)
        empty_uploader()
        st.session_state[SAID] = f"Het nakijken van {self.delivery.name} is gestopt; de levering wacht hieronder."

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
    for key in (KEPT, SEEN, CHANGED):
        st.session_state.pop(key, None)


def empty_uploader() -> None:
    """The next uploader holds nothing: a run that was broken off leaves the file in the one that it drew."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def show_said() -> None:
    """What the last action said, once."""
    for key, role in ((SAID, "status"), (FAILED, "alert")):
        if said := st.session_state.pop(key, ""):
            # page.js brings it into view: the click may have been far down the page.
            html(f'<div class="gezegd">{notice(text(said), role=role)}</div>')
