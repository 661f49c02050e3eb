"""The selection in the sidebar: two dates and three lists, as Streamlit's own fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from wir.common import numbers
from wir.domain.address import at
from wir.domain.catalogue import Catalogue
from wir.domain.compared_units import UnitKind, names_of
from wir.domain.declaration import PROJECTS
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.vocabulary import normalise
from wir.ui import cache as shared
from wir.ui import field_click
from wir.ui.view import View

LISTS: Mapping[UnitKind, str] = {"concessiehouder": "Concessiehouder", "regio": "Regio", "thema": "Thema"}
ALL, NO_COMPARISON = "Alle", "Geen vergelijking"
Day = tuple[date, int | None] | None  # a peildatum, and its version where that is named; None for no comparison


def choose_selection(view: View, from_widget: bool) -> None:
    """Draw the fields in the sidebar, showing this selection, in a run that a widget brought or not."""
    with st.sidebar.container(key="selectie", gap="xsmall"):
        _peildatum(view, from_widget)
        _comparison(view, from_widget)
        for name in LISTS:
            _list_field(view, name, from_widget)


def choice_counts(view: View) -> dict[str, dict[str, str]]:
    """How many projects are behind each choice under the other filters, by field and name, for page.js to add.

    A count within a name would be part of the value of the field, and the value would change with it. Nothing where no
    projects are registered.
    """
    if view.shown.rows(PROJECTS) is None:
        return {}
    counts = shared.choice_counts(view.database, view.selection, tuple(LISTS))
    return {
        title: {words: numbers.count(counts[name].get(code, 0)) for code, words in names_of(name, view.lists).items()}
        for name, title in LISTS.items()
    }


def _peildatum(view: View, from_widget: bool) -> None:
    """Each peildatum, newest first; another one brings the comparison that goes with it."""
    catalogue, now = view.database.catalogue, view.selection

    def chosen(day: Day, then: Selection) -> Selection:
        if day is None or day == (then.peildatum, then.versie):
            return then
        return then.over(at(catalogue, catalogue.find(*day), day[1]))

    present = (now.peildatum, now.versie)
    _date_field(view, "Peildatum", _days(catalogue.current, present), present, chosen, from_widget)


def _comparison(view: View, from_widget: bool) -> None:
    """What can be compared with: the peildata before this one, newest first, and nothing."""

    def chosen(day: Day, then: Selection) -> Selection:
        peildatum, versie = day or (None, None)
        if (peildatum, versie) == (then.vergelijk_peildatum, then.vergelijk_versie) or peildatum == then.peildatum:
            return then
        return replace(then, vergelijk_peildatum=peildatum, vergelijk_versie=versie, eerder=())

    now = view.selection
    earlier = [p for p in view.database.catalogue.current if p.peildatum < now.peildatum]
    present = (now.vergelijk_peildatum, now.vergelijk_versie) if now.vergelijk_peildatum else None
    _date_field(view, "Vergelijk met", [*_days(earlier, present), None], present, chosen, from_widget)


def _days(peilingen: Sequence[Peiling], present: Day) -> list[Day]:
    """The peildata, newest first, and the present one where it is none of these or its version is named."""
    days = {(p.peildatum, None) for p in peilingen} | ({present} if present else set())
    return sorted(days, key=lambda day: (day[0], day[1] or 0) if day else (date.min, 0), reverse=True)


def _date_field(
    view: View,
    name: str,
    days: Sequence[Day],
    present: Day,
    chosen: Callable[[Day, Selection], Selection],
    from_widget: bool,
) -> None:
    key = f"kies-{name.lower()}"
    by_words = {_said(day, view.database.catalogue): day for day in days}

    def changed() -> None:
        words = st.session_state[key]
        added, _ = field_click.clicked(view.page.path, key, words)
        if words in added and words in by_words:
            view.change(lambda then: chosen(by_words[words], then))

    shown = next(words for words, day in by_words.items() if day == present)
    field_click.show(view.page.path, key, shown, from_widget)
    st.selectbox(name, list(by_words), key=key, on_change=changed, filter_mode="contains")


def _said(day: Day, catalogue: Catalogue) -> str:
    """A peildatum with the name that it has in tables: 1 november 2020 (okt-20)."""
    if day is None:
        return NO_COMPARISON
    peildatum, versie = day
    also = [catalogue.find(peildatum, versie).label, *([f"versie {versie}"] if versie else [])]
    return f"{numbers.day(peildatum)} ({', '.join(also)})"


def _list_field(view: View, name: UnitKind, from_widget: bool) -> None:
    """A field with as many values as one likes, or none: then all count."""
    key, page = f"kies-{name}", view.page.path
    names = _regions_of(view) if name == "regio" else names_of(name, view.lists)

    def changed() -> None:
        added, removed = field_click.clicked(page, key, st.session_state[key])
        if added or removed:
            view.change(lambda then: then.with_filter(name, (added | {*then.of(name)}) - removed))

    field_click.show(page, key, list(view.selection.of(name)), from_widget)
    st.multiselect(
        LISTS[name],
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=changed,
        placeholder=ALL,
        select_all=False,
        filter_mode="contains",
    )


def _regions_of(view: View) -> dict[str, str]:
    """The regions to choose from, by name: those of the chosen concessiehouders, and what is chosen already."""
    wanted, chosen, by_code = view.selection.of("concessiehouder"), view.selection.of("regio"), view.lists[1].by_code
    found = {
        code: name
        for code, name in names_of("regio", view.lists).items()
        if not wanted or by_code[code].concessiehouder in wanted or code in chosen
    }
    return dict(sorted(found.items(), key=lambda region: normalise(region[1])))
