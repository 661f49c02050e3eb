"""Where a file leaves open which sheet counts or where its headers stand: ask, and how to take the answer back."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from wir.common.markup import text
from wir.register.read.cells import Grid, shown
from wir.register.read.matching import HEADER_SEARCH_ROWS
from wir.ui.update.work import AtWork
from wir.ui.view import html, label, notice

MOST_SHOWN, MOST_CELLS, MOST_CHARACTERS = 30, 8, 160


def ask_sheets(work: AtWork, said: str, titles: Sequence[str]) -> None:
    """One of them, or all of them together."""
    html(notice(text(said), role="alert"))
    row = st.container(horizontal=True)
    others = tuple(g.title for g in _grids(work) if g.title not in titles and not g.hidden)
    together = (*titles, *others)
    words = label(f"Lees samen: {' en '.join(titles)}")
    row.button(words, key="lees_samen", type="primary", on_click=_count, args=(work, together))
    for title in titles:
        row.button(label(f"Alleen {title}"), key=f"blad_{title}", on_click=_count, args=(work, (title, *others)))


def ask_head(work: AtWork, said: str, title: str) -> None:
    """Where nothing may be the headers: the first rows, of which one is to be pointed at."""
    html(notice(text(said), role="alert"))
    point_at_head(work, title)


def point_at_head(work: AtWork, title: str) -> None:
    """The first rows of a sheet, to click the one with the headers."""
    grid = next(g for g in _grids(work) if g.title == title)
    rows = {n: " | ".join(map(shown, row[:MOST_CELLS])) for n, row in grid.rows.items() if n <= HEADER_SEARCH_ROWS}
    key = f"kop_{title}"
    st.radio(
        label(f"In welke rij van {title} staan de kolomkoppen? Klik haar aan."),
        list(rows)[:MOST_SHOWN],
        index=None,
        key=key,
        format_func=lambda number: label(f"Rij {number}: {rows[number][:MOST_CHARACTERS]}"),
        on_change=lambda: work.change(lambda c: replace(c, heads={**c.heads, title: st.session_state[key]})),
    )


def show_pointed(work: AtWork) -> None:
    """What was pointed at, each with a way back."""
    choices = work.choices
    if choices.sheets:
        words = label(f"Vergeet keuze: alleen {', '.join(choices.sheets)} telt")
        st.button(words, key="vergeet_bladen", on_click=lambda: work.say(sheets=()))
    for title, number in choices.heads.items():
        words = label(f"Vergeet keuze: de kop van {title} staat in rij {number}")
        st.button(words, key=f"vergeet_kop_{title}", on_click=_forget_head, args=(work, title))
    for place in choices.skipped:
        words = label(f"Neem rij {place} toch mee")
        st.button(words, key=f"vergeet_rij_{place}", on_click=_take_along, args=(work, place))


def _grids(work: AtWork) -> tuple[Grid, ...]:
    return work.deliveries.file(work.delivery).cells.grids


def _count(work: AtWork, titles: tuple[str, ...]) -> None:
    work.say(sheets=titles)


def _forget_head(work: AtWork, title: str) -> None:
    work.change(lambda c: replace(c, heads={t: n for t, n in c.heads.items() if t != title}))


def _take_along(work: AtWork, place: str) -> None:
    work.change(lambda c: replace(c, skipped=tuple(p for p in c.skipped if p != place)))
