"""The key of this server, where nobody can sign in: whoever started it was told it, and may publish with it.

`python -m wir dashboard` prints an address with the key; opening it gives the browser a cookie (server/guard.py). A
plain `streamlit run` cannot give cookies: there the page to publish asks for the key, and the terminal says it.
"""

import os
import secrets
from functools import cache

import streamlit as st

from wir.ui.view import html, notice

PARAM = "sleutel"
GIVEN = "sleutel_gegeven"


@cache
def own_key() -> str:
    """The key of this process; WIR_SLEUTEL gives several processes the same."""
    return os.environ.get("WIR_SLEUTEL") or secrets.token_urlsafe(24)


def fits(given: object) -> bool:
    """Whether this is the key."""
    return isinstance(given, str) and secrets.compare_digest(given.strip().encode(), own_key().encode())


def cookie_name() -> str:
    """Browsers send a cookie to every port of a machine."""
    return f"wir_sleutel_{st.get_option('server.port')}"


def has_key() -> bool:
    """Whether this visitor gave the key: their browser holds it, or they typed it in this session."""
    return fits(st.context.cookies.get(cookie_name())) or fits(st.session_state.get(GIVEN))


@cache
def tell_key() -> None:
    """Say the key where the server was started, once."""
    print(f"Sleutel om op deze computer te publiceren: {own_key()}", flush=True)  # noqa: T201


def ask_key() -> None:
    """A field for the key, for who opened the dashboard without it."""
    tell_key()
    given = st.text_input("Sleutel (staat in het venster waarin u het dashboard startte)", type="password")
    if fits(given):
        st.session_state[GIVEN] = given
        st.rerun()
    if given:
        html(notice("Dit is niet de sleutel.", role="alert"))
