"""The address bar of the browser: what it says, and moving it from a widget.

A widget is heard with the address that the browser knew when it was clicked, which may be from before an earlier click.
So a widget changes the address that the act before it left here (`latest`). Where the server is far away the reader may
have followed a link since: static/page.js changes of the present address what the widget changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

Params = Mapping[str, Sequence[str]]
MOVED, LEFT = "adres gewijzigd", "adressen"
UNHEARD = 20  # acts that a browser may not have heard the answer to


def read() -> dict[str, list[str]]:
    """The parameters of the address as this run has it."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def latest() -> dict[str, list[str]]:
    """For a widget: the parameters as every act before this one left them, heard by the browser or not.

    A click that comes with an address that no run has read follows a link or Back whose own run was overtaken.
    """
    here, left = read(), st.session_state.get(LEFT, ())
    return left[-1] if here in left else here


def as_query() -> str:
    """The address as this run has it, as one text."""
    return urlencode(read(), doseq=True)


def write(params: Mapping[str, str | Iterable[str]]) -> None:
    """From a widget: another address, one step in the history of the browser; the rerun reads it back."""
    st.session_state[MOVED] = True
    _leave()  # also one that page.js completed, which no run has read
    st.query_params.from_dict(params)
    _leave()


def begin() -> bool:
    """At the top of a page: whether one of our widgets brought it, and not a link, Back or a reload."""
    _leave()
    return bool(st.session_state.pop(MOVED, False))


def _leave() -> None:
    """Keep this address: with it, or one before it, the next click comes."""
    left, here = st.session_state.get(LEFT, ()), read()
    st.session_state[LEFT] = (*(address for address in left if address != here), here)[-UNHEARD:]
