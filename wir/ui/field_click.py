"""A click in a field, which comes as all that the field then held and not as what was clicked.

Where the server is far away the browser may be shown another value just after a click, and the next click is on that
one. So what was clicked is told from what the field may have held just before.
"""

from dataclasses import dataclass
from time import monotonic

import streamlit as st

HEARD = 10.0  # seconds after which a browser shows what it was told
CHOOSING = 3.0  # seconds between one choice and the next
DRAWN = 1.5  # seconds in which it may draw two answers at once, and miss what only the first one told


@dataclass(frozen=True)
class _Held:
    """What a field held, and when; `told` by us, or else after a click of the reader."""

    values: frozenset[str]
    at: float
    told: bool


def show(page: str, key: str, value: str | list[str], from_widget: bool) -> None:
    """Have a field of a page show this value, or these values in any order, in a run that a widget brought or not.

    One that shows them is left alone: to tell it again would take away what somebody is typing in it. So is one in
    which somebody is choosing: what a widget says may be older than the choice that comes next.
    """
    now, values, held = monotonic(), _as_set(value), _held(page, key)
    if held and key in st.session_state:
        since, stands = now - held[-1].at, held[-1].values == values
        if (stands and (since > DRAWN or not held[-1].told)) or (
            from_widget and not held[-1].told and since < CHOOSING
        ):
            return
    st.session_state[key] = value
    _note(page, key, _Held(values, now, told=True))


def clicked(page: str, key: str, value: str | list[str]) -> tuple[set[str], set[str]]:
    """What a click added to a field and what it took away, where the field then held this value."""
    held, now = _held(page, key), _as_set(value)
    crossed = len(held) > 1 and held[-1].told and monotonic() - held[-1].at < DRAWN
    if crossed and now == held[-2].values:
        return set(), set()  # a click in another field, from before the browser heard what this one holds now
    _note(page, key, _Held(now, monotonic(), told=False))
    others = [h.values for h in reversed(held) if h.values != now]
    before = min(others, key=lambda values: len(values ^ now), default=now) if now else frozenset().union(*others)
    return set(now - before), set(before - now)


def _as_set(value: str | list[str]) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value)


def _note(page: str, key: str, held: _Held) -> None:
    st.session_state[f"{key}, gehouden"] = (page, (*_held(page, key), held))


def _held(page: str, key: str) -> tuple[_Held, ...]:
    """What a field held of late, and the last before that; nothing on another page, where it is another field."""
    of_page, held = st.session_state.get(f"{key}, gehouden", ("", ()))
    recent = [h for h in held if monotonic() - h.at < HEARD]
    return tuple(recent or held[-1:]) if of_page == page else ()
