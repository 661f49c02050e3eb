"""The selection in the sidebar: two dates and three lists, as Streamlit's own fields."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from wir import numbers
from wir.address import at
from wir.peiling import Peiling
from wir.selection import Selection
from wir.ui import cache as shared
from wir.ui.view import View
from wir.units import Kind, names_of

LISTS: Mapping[Kind, str] = {"concessiehouder": "Concessiehouder", "regio": "Regio", "thema": "Thema"}
ALL, NO_COMPARISON = "Alle", "Geen vergelijking"
Day = tuple[date, int | None] | None  # a peildatum, and its version where that is named; None for no comparison
COUNT = re.compile(r" \([\d.]+\)$")  # what follows a name in a list: its projects


def choose_selection(view: View) -> None:
    """Draw the fields in the sidebar, showing this selection."""
    with st.sidebar.container(key="selectie", gap="xsmall"):
        _peildatum(view)
        _comparison(view)
        counts = _counts(view)
        for name in LISTS:
            _list_field(view, name, counts.get(name))


def _peildatum(view: View) -> None:
    """Each peildatum, newest first; another one brings the comparison that goes with it."""
    catalogue, now = view.database.catalogue, view.selection

    def chosen(day: Day, then: Selection) -> Selection:
        if day is None or day == (then.peildatum, then.versie):
            return then
        return then.over(at(catalogue, catalogue.find(*day), day[1]))

    present = (now.peildatum, now.versie)
    _date_field(view, "Peildatum", _days(catalogue.current, present), present, chosen)


def _comparison(view: View) -> None:
    """What can be compared with: the peildata before this one, newest first, and nothing."""

    def chosen(day: Day, then: Selection) -> Selection:
        peildatum, versie = day or (None, None)
        if (peildatum, versie) == (then.vergelijk_peildatum, then.vergelijk_versie) or peildatum == then.peildatum:
            return then
        return replace(then, vergelijk_peildatum=peildatum, vergelijk_versie=versie, eerder=())

    now = view.selection
    earlier = [p for p in view.database.catalogue.current if p.peildatum < now.peildatum]
    present = (now.vergelijk_peildatum, now.vergelijk_versie) if now.vergelijk_peildatum else None
    _date_field(view, "Vergelijk met", [*_days(earlier, present), None], present, chosen)


def _days(peilingen: Sequence[Peiling], present: Day) -> list[Day]:
    """The peildata, newest first, and the present one where it is none of these or its version is named."""
    days: list[Day] = [(p.peildatum, None) for p in reversed(peilingen)]
    return days if present is None or present in days else [*days, present]


def _date_field(
    view: View, name: str, days: Sequence[Day], present: Day, chosen: Callable[[Day, Selection], Selection]
) -> None:
    key = f"kies-{name.lower()}"
    by_words = {_said(day): day for day in days}

    def changed() -> None:
        words = st.session_state[key]
        if words in by_words:
            view.change(lambda then: chosen(by_words[words], then))

    _keep(view, key, _said(present), "")
    st.selectbox(name, list(by_words), key=key, on_change=changed, filter_mode="contains")


def _said(day: Day) -> str:
    if day is None:
        return NO_COMPARISON
    peildatum, versie = day
    return numbers.day(peildatum) + (f" (versie {versie})" if versie else "")


def _list_field(view: View, name: Kind, counts: Mapping[str, int] | None) -> None:
    """A field with as many values as one likes, or none: then all count."""
    key = f"kies-{name.lower()}"
    names = _regions_of(view) if name == "regio" else names_of(name, view.lists)

    def said(code: str) -> str:
        return names[code] if counts is None else f"{names[code]} ({numbers.count(counts.get(code, 0))})"

    def changed() -> None:
        codes = codes_of(st.session_state[key], names)
        view.change(lambda then: then.with_filter(name, codes))

    chosen = list(getattr(view.selection, name))
    _keep(view, key, chosen, ", ".join(said(code) for code in chosen))
    st.multiselect(
        LISTS[name],
        list(names),
        format_func=said,
        key=key,
        on_change=changed,
        placeholder=ALL,
        select_all=False,
        filter_mode="contains",
    )


def codes_of(values: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The codes that a list field has chosen.

    A click that was made before the counts behind the names changed comes with the words that were clicked on.
    """
    codes = {words: code for code, words in names.items()}
    found = (value if value in names else codes.get(COUNT.sub("", value)) for value in values)
    return [code for code in found if code]


def _regions_of(view: View) -> dict[str, str]:
    """The regions to choose from: those of the chosen concessiehouders, and what is chosen already."""
    wanted, chosen, by_code = view.selection.concessiehouder, view.selection.regio, view.lists[1].by_code
    return {
        code: name
        for code, name in names_of("regio", view.lists).items()
        if not wanted or by_code[code].concessiehouder in wanted or code in chosen
    }


def _counts(view: View) -> Mapping[str, Mapping[str, int]]:
    """How many projects are behind each choice under the other filters; nothing where no projects are registered."""
    if view.shown.manifest.projecten is None:
        return {}
    return shared.choice_counts(view.database, view.selection, tuple(LISTS))


def _keep(view: View, key: str, value: object, said: str) -> None:
    """Have a field show this value, said so.

    One that shows it already is left alone: to set it again would undo a choice that is on its way from the browser.
    """
    shown = (view.page.path, value, said)
    if st.session_state.get(f"{key}, getoond") != shown or st.session_state.get(key) != value:
        st.session_state[f"{key}, getoond"] = shown
        st.session_state[key] = value
