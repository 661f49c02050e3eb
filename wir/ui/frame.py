"""The frame of every page: set-up, menu, selection, and what must be said before the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import streamlit as st

from wir import numbers
from wir.charts import text
from wir.database import Database
from wir.errors import UnknownPeiling
from wir.paths import ROOT
from wir.peiling import Peiling
from wir.selection import Reading, Selection, at, read_params
from wir.standing import Standing
from wir.tables.counting import MOST_PEILINGEN
from wir.tables.model import Table
from wir.ui import cache as shared
from wir.ui.links import PAGES, VERANTWOORDING, Page, href, link, query
from wir.ui.sidebar import choose_selection

STATIC = ROOT / "wir" / "static"
UNUSED = "Over het hele register; de gekozen peildatum en filters tellen op deze pagina niet mee."


@dataclass(frozen=True)
class View:
    """What a page works with: its selection over the database, and the parameters that only it knows."""

    page: Page
    database: Database
    selection: Selection
    extra: Mapping[str, str]

    @property
    def shown(self) -> Peiling:
        return self.database.shown(self.selection)

    @property
    def compared(self) -> Peiling | None:
        return self.database.compared(self.selection)

    def table(self, number: str) -> Table:
        return shared.table(self.database, self.selection, number)

    def standings(self) -> tuple[Standing, ...]:
        return shared.region_standings(self.database, self.selection)

    def link_to(self, page: Page, selection: Selection | None = None) -> str:
        return href(page, selection or self.selection)


@cache
def _asset(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def html(markup: str) -> None:
    """Show our own markup; every text in it was escaped by the function that made it."""
    st.markdown(markup, unsafe_allow_html=True)


def open_page(page: Page, extra: Sequence[str] = (), uses_selection: bool = True) -> View:
    """Set a page up and read its selection. A page that cannot be shown says why and stops.

    `extra` names the URL parameters that belong to this page alone. A page that does not use the selection
    keeps it for the next one, and says so.
    """
    st.set_page_config(page_title=f"{page.name} · WIR-dashboard", page_icon=str(STATIC / "icon.svg"), layout="wide")
    st.html(f"<style>{_asset('style.css')}{_asset('frame.css')}</style>")
    database = shared.database()
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    reading = _read(page, database, params, extra)
    own = {name: params[name][-1] for name in extra if params.get(name)}
    view = View(page, database, reading.selection, own)
    _menu(view)
    choose_selection(database, view.selection, own)
    _selection_links(view)
    _header(view, reading.refused, uses_selection)
    return view


def _read(page: Page, database: Database, params: Mapping[str, Sequence[str]], extra: Sequence[str]) -> Reading:
    try:
        latest = database.catalogue.latest()
        return read_params(params, database.catalogue, database.vocabulary(latest), database.regions(latest), extra)
    except UnknownPeiling as error:
        _script("")
        st.title(page.name, anchor=False)
        html(f'<div class="wir-melding" role="alert">{text(str(error))}</div>')
        known = [(p, href(page, at(database.catalogue, p))) for p in database.catalogue.current]
        html("<ul>" + "".join(f"<li>{link(numbers.day(p.peildatum), to)}</li>" for p, to in known) + "</ul>")
        st.stop()


def _script(address: str) -> None:
    # Registering again with the same text costs nothing and survives a restart of the runtime.
    st.components.v2.component("wir_page", js=_asset("page.js"))(data={"query": address}, key="wir_page", height=0)


def _menu(view: View) -> None:
    parts = ['<div class="merk"><b>WIR-dashboard</b><span>Regionale samenwerking verpleeghuiszorg</span></div>']
    group = ""
    parts.append('<nav class="menu" aria-label="Pagina’s">')
    for page in PAGES:
        if page.group != group:
            parts.append(f'<p class="menugroep">{text(page.group)}</p>')
            group = page.group
        here = page is view.page
        anchor = link(page.name, view.link_to(page), "menulink actief" if here else "menulink")
        parts.append(anchor.replace("<a ", '<a aria-current="page" ', 1) if here else anchor)
    with st.sidebar:
        html("".join(parts) + "</nav>")


def _selection_links(view: View) -> None:
    cleared = query(view.selection.without_filters(), view.extra)
    pinned = query(view.selection.pinned(view.shown, view.compared), view.extra)
    with st.sidebar:
        html(f'<p class="selectielinks">{link("Wis selectie", cleared)} {link("Kopieer link", pinned, "kopieer")}</p>')
        _script(query(view.selection, view.extra))


def _header(view: View, refused: Sequence[str], uses_selection: bool) -> None:
    vocabulary, regions = view.database.vocabulary(view.shown), view.database.regions(view.shown)
    st.title(view.page.name, anchor=False)
    caption = view.selection.caption(vocabulary, regions) if uses_selection else UNUSED
    parts = [f'<p class="wir-onderschrift">{text(caption)}</p>', _chips(view) if uses_selection else ""]
    notices = [*_notices(view, refused), *(_emptiness(view) if uses_selection else ())]
    parts += [f'<div class="wir-melding" role="note">{notice}</div>' for notice in notices]
    html(f'<div class="kop">{"".join(parts)}</div>')


def _emptiness(view: View) -> list[str]:
    """What to leave out of a selection that no project fits, with what that would give."""
    if view.table("6").rows[-1].values[-1] != 0:
        return []
    ways = []
    for name, codes in view.selection.filters.items():
        wider = view.selection.with_filter(name, ())
        count = shared.table(view.database, wider, "6").rows[-1].values[-1]
        if count:
            labels = Selection(view.selection.peildatum).with_filter(name, codes)
            said = ", ".join(
                labels.filter_labels(view.database.vocabulary(view.shown), view.database.regions(view.shown))
            )
            found = numbers.counted(int(count), "project", "projecten")
            ways.append(f"<li>{link(f'zonder {said}', query(wider, view.extra))}: {found}</li>")
    return [f"Geen enkel project past bij deze selectie.<ul>{''.join(ways)}</ul>"]


def _notices(view: View, refused: Sequence[str]) -> list[str]:
    """What a reader must know before the figures, as HTML."""
    notices = []
    if refused:
        notices.append(
            f"Deze link noemt iets dat hier niet bestaat en dat daarom niet meetelt: {text(', '.join(refused))}."
        )
    if view.shown not in view.database.catalogue.current:
        current = link("de geldende peiling", view.link_to(view.page, replace(view.selection, versie=None)))
        state = "ingetrokken" if view.shown.withdrawn else "vervangen"
        notices.append(f"U ziet versie {view.shown.versie} van deze peildatum; die is {state}. Ga naar {current}.")
    if view.shown.manifest.projecten is None:
        notices.append(
            f"De peiling {text(view.shown.label)} bevat alleen regioscores: projecten zijn {numbers.NOT_REGISTERED}."
        )
    why = link("Verantwoording", view.link_to(VERANTWOORDING))
    if view.shown.manifest.gereconstrueerd:
        notices.append(
            "Voorbeeldregister: de landelijke tabellen zijn gelijk aan het rapport van januari 2021; "
            f"gegevens per regio en project zijn deels gereconstrueerd. {why}"
        )
    elif any(p.manifest.gereconstrueerd for p in view.database.catalogue.up_to(view.shown, MOST_PEILINGEN)):
        notices.append(f"Eerdere peilingen komen uit het voorbeeldregister en zijn deels gereconstrueerd. {why}")
    return notices


def _chips(view: View) -> str:
    """The active filters, each with a way to take it away."""
    vocabulary, regions = view.database.vocabulary(view.shown), view.database.regions(view.shown)
    chips = []
    for name, codes in view.selection.filters.items():
        for code in codes:
            fewer = view.selection.with_filter(name, [c for c in codes if c != code])
            label = Selection(view.selection.peildatum).with_filter(name, [code]).filter_labels(vocabulary, regions)[0]
            gone = link("×", query(fewer, view.extra), "weg", f"Verwijder {label}")
            chips.append(f'<li class="chip">{text(label)} {gone}</li>')
    if not chips:
        return ""
    chips.append(f"<li>{link('Wis selectie', query(view.selection.without_filters(), view.extra))}</li>")
    return f'<ul class="chips" aria-label="Gekozen filters">{"".join(chips)}</ul>'
