"""The address bar of the browser: what it says, and moving it from a widget.

A widget is heard with the address that Streamlit knew when it was clicked. Where the server is far away the reader may
have gone on since: static/page.js then changes of the present address what the widget changed of the one it knew.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

Params = Mapping[str, Sequence[str]]
MOVED = "adres gewijzigd"


def read() -> dict[str, list[str]]:
    """The parameters of the address as this run has it."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def as_query() -> str:
    """The address as this run has it, as one text."""
    return urlencode(read(), doseq=True)


def write(params: Mapping[str, str | Iterable[str]]) -> None:
    """From a widget: another address, one step in the history of the browser; the rerun reads it back."""
    st.session_state[MOVED] = True
    st.query_params.from_dict(params)


def begin() -> bool:
    """At the top of a page: whether one of our widgets brought it, and not a link, Back or a reload."""
    return bool(st.session_state.pop(MOVED, False))
