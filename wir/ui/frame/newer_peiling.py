"""Telling an idle page that there is another peiling than it was drawn from; the page itself waits for its reader.

The browser asks /versie now and then, for its own session: who may not see concepts does not hear of them. A fragment
every few seconds costs the server more and sets the page running.
"""

import hmac
import secrets
from functools import cache

import streamlit as st

from wir.domain.address import default
from wir.domain.catalogue import Catalogue
from wir.store.store import Store
from wir.ui.browser_script import asset
from wir.ui.open_sessions import passes, this_session
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
    who = PUBLISHERS if concepts else READERS
    data = {"wie": who, "versie": fingerprint(catalogue), "laatste": newest, "sessie": this_session()}
    mount(data=data, key="wir_newer", height=0)


def fingerprint(catalogue: Catalogue) -> str:
    """How many peilingen someone can see, and a short text that changes whenever they would see others.

    Without the key it would tell what is in it to who tries some dates.
    """
    states = [f"{type(p).__name__} {p.key} {p.state}" for p in catalogue.every]
    return f"{len(states)}-{hmac.digest(_key(), repr(states).encode(), 'sha256').hex()[:16]}"


def fingerprints(store: Store, session: str) -> dict[str, str]:
    """Those that this session may know of the store as it is now; none where this process has no such session."""
    access = passes().access(session)
    if access is None or not access.may_read:
        return {}
    catalogue = store.catalogue()
    ours = {PUBLISHERS: fingerprint(catalogue)} if access.role == "beheerder" else {}
    return {READERS: fingerprint(catalogue.public), **ours}


@cache
def _key() -> bytes:
    return secrets.token_bytes(32)
