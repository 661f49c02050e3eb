"""The regio that a reader calls theirs: remembered in their browser only."""

import streamlit as st

from wir.domain.vocabulary import Region
from wir.ui.view import View

MINE = "mijn_regio"  # in the session, and as the cookie wir_mijn_regio that static/page.js keeps


def my_region(view: View) -> Region | None:
    """The regio that this browser remembers, None where there is none or it is not known any more."""
    code = to_keep() or st.context.cookies.get("wir_mijn_regio")
    return next((r for r in view.lists[1].selectable if r.code == code), None)


def remember(code: str) -> None:
    """Remember a regio, or none by the code NONE."""
    st.session_state[MINE] = code


def to_keep() -> str:
    """What this session chose, for the browser to keep; empty where it chose nothing."""
    return str(st.session_state.get(MINE, ""))
