"""Telling an idle page that there is another peiling than it was drawn from; the page itself waits for its reader.

The browser asks /versie now and then. A fragment every few seconds costs the server more and sets the page running.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import streamlit as st

from wir.address import default
from wir.catalogue import Catalogue
from wir.store import Store
from wir.ui.script import asset
from wir.ui.view import View

READERS, PUBLISHERS = "lezers", "beheerders"


def watch(view: View, concepts: bool) -> None:
    """Mount newer.js, unless the link pins every version: such a page does not change."""
    if view.page.uses_selection and view.database.catalogue.current and view.pinned() == view.selection:
        return
    mount = st.components.v2.component("wir_newer", js=asset("newer.js"), css=asset("newer.css"))
    data = {
        "wie": PUBLISHERS if concepts else READERS,
        "versie": seen(view.database.catalogue),
        "laatste": _newest(view),
    }
    mount(data=data, key="wir_newer", height=0)


def _newest(view: View) -> bool:
    """Whether the page shows what one gets by itself: then updating goes along to a newer peildatum."""
    catalogue = view.database.catalogue
    return not catalogue.current or view.selection.without_filters() == default(catalogue)


def seen(catalogue: Catalogue) -> str:
    """A short text that changes whenever someone who sees this catalogue would see other peilingen."""
    states = [f"{p.key} {p.state}" for p in catalogue.every]
    return hashlib.sha256("\n".join(states).encode()).hexdigest()[:16]


def seen_now(store: Store) -> dict[str, str]:
    """The same of the store as it is now, for readers and for who also sees concepts."""
    return dict(_seen(store.folder, store.version()))


@lru_cache(maxsize=4)
def _seen(folder: Path, version: str) -> tuple[tuple[str, str], ...]:
    """`version` makes that a change in the store is looked at once."""
    catalogue = Store(folder).catalogue()
    return (READERS, seen(catalogue.public)), (PUBLISHERS, seen(catalogue))
