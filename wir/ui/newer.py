"""Telling an idle page that there is another peiling than it was drawn from; the page itself waits for its reader.

The browser asks /versie now and then. A fragment every few seconds costs the server more and sets the page running.
"""

import hashlib

import streamlit as st

from wir.address import default
from wir.catalogue import Catalogue
from wir.store import Store
from wir.ui.script import asset
from wir.ui.view import View

READERS, PUBLISHERS = "lezers", "beheerders"


def watch(view: View, concepts: bool) -> None:
    """For a page over a selection; a link that pins every version shows what does not change."""
    catalogue = view.database.catalogue
    if view.page.uses_selection and catalogue.current and view.pinned() == view.selection:
        return
    # Where the page shows what one gets by itself, updating goes along to a newer peildatum.
    ask(catalogue, concepts, not catalogue.current or view.selection.without_filters() == default(catalogue))


def ask(catalogue: Catalogue, concepts: bool, newest: bool) -> None:
    """Mount newer.js on a page that was drawn from this catalogue."""
    mount = st.components.v2.component("wir_newer", js=asset("newer.js"), css=asset("newer.css"))
    data = {"wie": PUBLISHERS if concepts else READERS, "versie": fingerprint(catalogue), "laatste": newest}
    mount(data=data, key="wir_newer", height=0)


def fingerprint(catalogue: Catalogue) -> str:
    """How many peilingen someone can see, and a short text that changes whenever they would see others."""
    states = [f"{type(p).__name__} {p.key} {p.state}" for p in catalogue.every]
    return f"{len(states)}-{hashlib.sha256(repr(states).encode()).hexdigest()[:16]}"


def fingerprints(store: Store) -> dict[str, str]:
    """Those of the store as it is now, for readers and for who also sees concepts."""
    catalogue = store.catalogue()
    return {READERS: fingerprint(catalogue.public), PUBLISHERS: fingerprint(catalogue)}
