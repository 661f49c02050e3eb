"""The selection in the sidebar: a field folds open into its choices, and each choice is a link to what it leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from wir import numbers
from wir.address import at
from wir.charts import attribute, text
from wir.peiling import Peiling
from wir.selection import DATES, Selection
from wir.ui.view import FLEETING, View, html
from wir.vocabulary import Regions

LISTS = {"concessiehouder": "Concessiehouder", "regio": "Regio", "thema": "Thema"}
ALL, NO_COMPARISON = "Alle", "Geen vergelijking"
SEARCHED = 12  # from so many choices a field can be searched
DATE_FIELDS = ("peildatum", "versie", "vergelijk_peildatum", "vergelijk_versie", "eerder")
OF_COMPARED = tuple(name for name in DATES if name not in ("peildatum", "versie"))  # parameters of the address
Day = tuple[date, int | None]  # a peildatum, and its version where that is named


@dataclass(frozen=True)
class Choice:
    """A value of a field: what it leads to, and what it changes in the address.

    `sets` are the parameters that it puts in the address, or takes out of it where they stand in it already.
    """

    words: str
    leads_to: Selection
    sets: Sequence[tuple[str, str]]
    chosen: bool


def choose_selection(view: View) -> None:
    """Draw the fields in the sidebar, showing this selection."""
    fields = [
        _field(view, "Peildatum", _peildata(view), DATES),
        _field(view, "Vergelijk met", _comparisons(view), OF_COMPARED),
        *(_list_field(view, name, label) for name, label in LISTS.items()),
    ]
    with st.sidebar:
        html(f'<div class="velden" role="group" aria-label="Selectie">{"".join(fields)}</div>')


def _field(view: View, label: str, choices: Sequence[Choice], replaced: Sequence[str]) -> str:
    """A field with one value: a choice takes the place of these parameters."""
    said = next(choice.words for choice in choices if choice.chosen)
    return _fold(label, said, [_choice(view, choice, replaced) for choice in choices], "veld een")


def _list_field(view: View, name: str, label: str) -> str:
    """A field with as many values as one likes, or none: then all count."""
    chosen = getattr(view.selection, name)
    names = _names(view, name)
    none = Choice(ALL, view.selection.with_filter(name, []), (), not chosen)
    each = [
        Choice(words, view.selection.with_filter(name, set(chosen) ^ {code}), ((name, code),), code in chosen)
        for code, words in names.items()
    ]
    links = [_choice(view, none, [name]), *(_choice(view, choice) for choice in each)]
    return _fold(label, ", ".join(names[code] for code in chosen) or ALL, links, "veld")


def _names(view: View, name: str) -> dict[str, str]:
    vocabulary, regions = view.lists
    if name == "regio":
        return _regions_of(regions, view.selection)
    return {term.code: term.label for term in vocabulary.terms(name)}


def _regions_of(regions: Regions, selection: Selection) -> dict[str, str]:
    """The regions to choose from: those of the chosen concessiehouders, and what is chosen already."""
    wanted = selection.concessiehouder
    return {
        r.code: r.naam
        for r in regions.selectable
        if not wanted or r.concessiehouder in wanted or r.code in selection.regio
    }


def _peildata(view: View) -> list[Choice]:
    """Each peildatum, newest first; another one brings the comparison that goes with it."""
    catalogue, now = view.database.catalogue, view.selection
    present: Day = (now.peildatum, now.versie)
    choices = []
    for day, versie in _days(catalogue.current, present):
        fresh = at(catalogue, catalogue.find(day, versie), versie)
        chosen = (day, versie) == present
        leads_to = now if chosen else replace(now, **{name: getattr(fresh, name) for name in DATE_FIELDS})
        choices.append(Choice(_said(day, versie), leads_to, _in_address(leads_to, DATES), chosen))
    return choices


def _comparisons(view: View) -> list[Choice]:
    """What can be compared with, newest first, and nothing."""
    now = view.selection
    present = (now.vergelijk_peildatum, now.vergelijk_versie)
    others = [p for p in view.database.catalogue.current if p.peildatum != now.peildatum]
    choices = []
    for day, versie in (*_days(others, present), (None, None)):
        # A link may pin the earlier columns that went with the comparison it was made for.
        chosen = (day, versie) == present
        leads_to = now if chosen else replace(now, vergelijk_peildatum=day, vergelijk_versie=versie, eerder=())
        words = _said(day, versie) if day else NO_COMPARISON
        choices.append(Choice(words, leads_to, _in_address(leads_to, OF_COMPARED), chosen))
    return choices


def _days(peilingen: Sequence[Peiling], present: tuple[date | None, int | None]) -> list[Day]:
    """The peildata, newest first, and the present one where its version is named."""
    days: list[Day] = [(p.peildatum, None) for p in reversed(peilingen)]
    day, versie = present
    return [*days, (day, versie)] if day and (day, versie) not in days else days


def _in_address(selection: Selection, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in selection.to_params().items() if name in names for value in values]


def _said(day: date, versie: int | None) -> str:
    return numbers.day(day) + (f" (versie {versie})" if versie else "")


def _choice(view: View, choice: Choice, replaced: Iterable[str] = ()) -> str:
    """A choice as a link. page.js applies it to the address of that moment, so that two quick ones are both kept."""
    state = ' aria-current="true"' if choice.chosen else ""
    return (
        f'<li><a class="wir-link facetwaarde" target="_self" href="{attribute(view.here(choice.leads_to))}"'
        f' data-kies="{attribute(urlencode(choice.sets))}" data-wis="{" ".join((*replaced, *FLEETING))}"{state}>'
        f"<span>{text(choice.words)}</span></a></li>"
    )


def _fold(label: str, said: str, links: Sequence[str], kind: str) -> str:
    search = f'<input type="search" class="zoekkeuze" aria-label="Zoek in {text(label)}" placeholder="Zoek">'
    return (
        f'<details class="facet {kind}"><summary data-naam="{text(label)}"><span class="veldnaam">{text(label)}</span> '
        f'<span class="veldwaarde">{text(said)}</span></summary>{search if len(links) >= SEARCHED else ""}'
        f'<ul aria-label="{text(label)}">{"".join(links)}</ul></details>'
    )
