"""The selection in the sidebar. The URL is the truth: widgets are set from it, and a change is written to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from wir import numbers
from wir.address import at
from wir.database import Database
from wir.peiling import Peiling
from wir.selection import NONE, Selection
from wir.ui.view import View
from wir.vocabulary import Regions

DATE_FIELDS = ("peildatum", "versie", "vergelijk_peildatum", "vergelijk_versie", "eerder")
LISTS = {"concessiehouder": "Concessiehouder", "regio": "Regio", "thema": "Thema"}


def choose_selection(view: View) -> None:
    """Draw the widgets in the sidebar, showing this selection."""
    database, selection = view.database, view.selection

    def changed() -> None:
        view.go(_chosen(selection))

    def other_peildatum() -> None:
        peiling = database.catalogue.find(*_parse(st.session_state["peildatum"]))
        fresh = at(database.catalogue, peiling, _parse(st.session_state["peildatum"])[1])
        view.go(replace(_chosen(selection), **{name: getattr(fresh, name) for name in DATE_FIELDS}))

    with st.sidebar:
        _choose_peiling(database, selection, other_peildatum)
        _choose_comparison(database, selection, changed)
        for name, label in LISTS.items():
            _choose_values(name, label, database, selection, changed)


def _chosen(selection: Selection) -> Selection:
    """The selection as all widgets have it: two quick changes may arrive together, and neither may be lost."""
    chosen = st.session_state["vergelijk"]
    day, versie = (None, None) if chosen == NONE else _parse(chosen)
    if (day, versie) != (selection.vergelijk_peildatum, selection.vergelijk_versie):
        # A link may pin the earlier columns that went with the comparison it was made for.
        selection = replace(selection, vergelijk_peildatum=day, vergelijk_versie=versie, eerder=())
    for name in LISTS:
        selection = selection.with_filter(name, st.session_state[name])
    return selection


def _key(peiling: Peiling, versie: int | None) -> str:
    return f"{peiling.peildatum.isoformat()}/{versie or ''}"


def _parse(key: str) -> tuple[date, int | None]:
    day, versie = key.split("/")
    return date.fromisoformat(day), int(versie) if versie else None


def _name(key: str) -> str:
    if key == NONE:
        return "Geen vergelijking"
    day, versie = _parse(key)
    return numbers.day(day) + (f" (versie {versie})" if versie else "")


def _keys(peilingen: Sequence[Peiling], present: str | None) -> list[str]:
    """One choice a peildatum, newest first, and the present one where its version is named."""
    keys = [_key(p, None) for p in reversed(peilingen)]
    return [*keys, present] if present and present not in (*keys, NONE) else keys


def _choose_peiling(database: Database, selection: Selection, changed: Callable[[], None]) -> None:
    st.session_state["peildatum"] = _key(database.shown(selection), selection.versie)
    options = _keys(database.catalogue.current, st.session_state["peildatum"])
    st.selectbox("Peildatum", options, format_func=_name, key="peildatum", on_change=changed)


def _choose_comparison(database: Database, selection: Selection, changed: Callable[[], None]) -> None:
    compared = database.compared(selection)
    present = _key(compared, selection.vergelijk_versie) if compared else NONE
    st.session_state["vergelijk"] = present
    others = [p for p in database.catalogue.current if p.peildatum != selection.peildatum]
    options = [*_keys(others, present), NONE]
    st.selectbox("Vergelijk met", options, format_func=_name, key="vergelijk", on_change=changed)


def _choose_values(
    name: str, label: str, database: Database, selection: Selection, changed: Callable[[], None]
) -> None:
    vocabulary, regions = database.lists(database.shown(selection))
    terms = {t.code: t.label for t in vocabulary.terms(name)}
    names = _regions_of(regions, selection) if name == "regio" else terms
    st.session_state[name] = list(getattr(selection, name))
    st.multiselect(label, list(names), format_func=names.__getitem__, key=name, on_change=changed, placeholder="Alle")


def _regions_of(regions: Regions, selection: Selection) -> dict[str, str]:
    """The regions to choose from: those of the chosen concessiehouders, and what is chosen already."""
    wanted = selection.concessiehouder
    return {
        r.code: r.naam
        for r in regions.selectable
        if not wanted or r.concessiehouder in wanted or r.code in selection.regio
    }
