"""The address bar of the browser, which hears of our changes a moment after we made them.

A widget is heard with the address that the browser had when it was clicked. Where the server is far away a second click
may come before the browser has heard what the first one made of the address: it then builds on what we made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

Params = Mapping[str, Sequence[str]]
KEY = "adresbalk"


@dataclass(frozen=True)
class _Written:
    """Addresses that our widgets replaced, one after the other, and what the last one made of them.

    `just_now` until the page that belongs to it begins.
    """

    replaced: frozenset[str]
    latest: Params
    just_now: bool


def read() -> dict[str, list[str]]:
    """The parameters of the address, with what the browser had not heard of yet."""
    said = _said()
    written: _Written | None = st.session_state.get(KEY)
    if written and _text(said) in written.replaced:
        return {name: list(values) for name, values in written.latest.items()}
    return said


def write(params: Params) -> None:
    """From a widget: another address, one step in the history of the browser; the rerun reads it back."""
    written: _Written | None = st.session_state.get(KEY)
    replaced = frozenset({_text(_said()), *(written.replaced if written else ())})
    st.session_state[KEY] = _Written(replaced - {_text(params)}, params, just_now=True)
    st.query_params.from_dict(params)


def begin() -> bool:
    """At the top of a page: whether one of our widgets brought it. If not, a link, Back or a reload did."""
    written: _Written | None = st.session_state.get(KEY)
    if written and written.just_now:
        st.session_state[KEY] = _Written(written.replaced, written.latest, just_now=False)
        return True
    st.session_state.pop(KEY, None)
    return False


def _said() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _text(params: Params) -> str:
    return urlencode(sorted((name, value) for name, values in params.items() for value in values))
