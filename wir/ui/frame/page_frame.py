"""The frame of every page: set-up, menu, selection, and what must be said before the figures."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from wir.common import log, numbers
from wir.common.errors import UnknownPeiling, UnknownValue
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.address import Reading, at, default, read_params
from wir.domain.selection import Selection
from wir.domain.short_link import KEY, lengthened
from wir.ui import address_bar, my_region
from wir.ui import cache as shared
from wir.ui.access import gate, show_sign_in
from wir.ui.address_bar import Params
from wir.ui.browser_script import STATIC, Told, bring_script, page_script
from wir.ui.frame import last_visit
from wir.ui.frame.menu import show_brand, show_menu
from wir.ui.frame.newer_peiling import ask, watch
from wir.ui.frame.notices import damage, notices, standing
from wir.ui.frame.sidebar import choice_counts, choose_selection
from wir.ui.links import KEPT, LEREN, REGIOPROFIEL, Page, href, link, profile_of
from wir.ui.other_register import pinning_others, shows_others
from wir.ui.view import View, begin, html, label, listed, notice, read_address

# Where nothing is published a page without a selection still works: to bring a register in, or to put one back.
NOTHING = Selection(date.min)
UNUSED = "Over het hele register; de gekozen peildatum en filters tellen op deze pagina niet mee."
PUBLISHED = "Uit gepubliceerde rapporten; de gekozen peildatum en filters tellen op deze pagina niet mee."

BESIDE = (
    "Uit gepubliceerde rapporten; de gekozen peildatum en filters tellen daarvoor niet mee. In het register op deze "
    "pagina tellen concessiehouder en regio wel mee."
)


def open_page(page: Page, title: Callable[[View], str] | None = None) -> View:
    """Set a page up and read its selection. A page that cannot be shown says why and stops.

    A page that does not use a filter keeps it for the next one, and says so. `title` is for a page about one thing.
    """
    log.opened(page.path or "/")
    begin()
    bring_script()
    st.set_page_config(page_title=f"{page.name} · WIR-dashboard", page_icon=str(STATIC / "icon.svg"), layout="wide")
    access = gate(page_script)
    concepts = access.role == "beheerder"
    database, changed = shared.database(concepts), address_bar.begin()

    def read(params: Params) -> Reading:
        return _read(page, database, params, concepts)

    _follow_short_link()
    asked = read_address(page, address_bar.read(), read)
    view = View(page, database, asked.selection, asked.extra, asked.kept, read=read, others=asked.others)
    if view.selection is NOTHING:
        page_script(Told(page.path))
        show_brand()
        show_menu(view.page, view.link_to)
        show_sign_in(access)
        st.title(page.name, anchor=False)
        _say_damage(database)
        watch(view, concepts)
        return view
    # An address that names what does not exist stays as it is: a reload says so again.
    address = "" if asked.refused else view.here(**view.extra)
    told = Told(page.path, address, my_region.to_keep(), last_visit.to_keep(view), changed, choice_counts(view))
    view = replace(view, wanted=page_script(told))
    show_brand()
    choose_selection(view, changed)
    show_menu(view.page, view.link_to, _own_profile(view), _selection_links(view))
    show_sign_in(access)
    _header(view, asked.refused, title(view) if title else page.name)
    watch(view, concepts)
    return view


def _read(page: Page, database: Database, params: Params, concepts: bool) -> Reading:
    try:
        return read_params(params, database.catalogue, database.lists, (*page.extra, KEPT))
    except UnknownPeiling as error:
        if not page.uses_selection:
            return Reading(default(database.catalogue) if database.catalogue.current else NOTHING, ())
        page_script(Told(page.path))
        st.title(page.name, anchor=False)
        html(notice(text(str(error)), role="alert"))
        _say_damage(database)
        known = [(p, href(page, at(database.catalogue, p))) for p in database.catalogue.current]
        html(f'<div class="kop">{listed([link(numbers.day(p.peildatum), to) for p, to in known])}</div>')
        ask(database.catalogue, concepts, False)
        st.stop()


def _follow_short_link() -> None:
    """Go on to the page and selection that a short link stands for; where it stands for nothing, say so and stop."""
    params = address_bar.read()
    if KEY not in params:
        return
    try:
        path, said = lengthened(params[KEY][-1])
    except UnknownValue as error:
        page_script(Told())
        html(notice(f"{text(str(error))} {link('Naar het begin', './')}", role="alert"))
    else:
        kept = {name: values for name, values in params.items() if name != KEY}
        page_script(Told(instead=f"{path or './'}?{urlencode({**kept, **said}, doseq=True)}"))
    st.stop()


def _say_damage(database: Database) -> None:
    for words in (*standing(), *damage(database.catalogue)):
        html(notice(words))


def _own_profile(view: View) -> str:
    """The way to the profile of the reader's own regio; empty where they chose none."""
    region = my_region.my_region(view)
    if region is None:
        return ""
    target = view.link_to(REGIOPROFIEL, profile_of(view.selection, region))
    return link(f"Mijn regio: {region.naam}", target, "menulink eigen")


def _selection_links(view: View) -> str:
    cleared, pinned = view.here(view.selection.without_filters()), pinning_others(view).here(view.pinned())
    said = [f"{link('Wis selectie', cleared)} {link('Kopieer link', pinned, 'kopieer')}"]
    if view.kept:
        words = numbers.counted(len(view.kept), "bewaard project", "bewaarde projecten")
        said.append(link(words, view.link_to(LEREN)))
    return "".join(f'<p class="selectielinks">{line}</p>' for line in said)


def _header(view: View, refused: Sequence[str], title: str) -> None:
    st.title(label(title), anchor=False)
    st.set_page_config(page_title=_tab_title(view, title))
    used = view.page.uses_selection
    unused = (BESIDE if shows_others(view) else PUBLISHED) if view.page.published else UNUSED
    parts = [
        f'<p class="wir-onderschrift">{text(view.caption if used else unused)}</p>',
        _chips(view) if used else "",
    ]
    parts += [notice(words) for words in notices(view, refused)]
    html(f'<div class="kop">{"".join(parts)}</div>')
    last_visit.show_news(view)


def _tab_title(view: View, title: str) -> str:
    """What the tab says: what the page is about, the filters that count, and which page it is."""
    parts = [title, *view.used().filter_labels(view.lists), view.page.name, "WIR-dashboard"]
    return " · ".join(dict.fromkeys(parts))


def _unused(view: View) -> list[str]:
    return [name for name in view.selection.filters if name not in view.page.uses]


def _chips(view: View) -> str:
    """The active filters, each with a way to take it away."""
    chips, unused = [], _unused(view)
    for name, codes in view.selection.filters.items():
        for code in codes:
            fewer = view.selection.with_filter(name, [c for c in codes if c != code])
            words = Selection(view.selection.peildatum).with_filter(name, [code]).filter_labels(view.lists)[0]
            gone = link("×", view.here(fewer), "weg", f"Verwijder {words}")
            state, said = (" ongebruikt", " (telt hier niet mee)") if name in unused else ("", "")
            chips.append(f'<li class="chip{state}">{text(words + said)} {gone}</li>')
    if not chips:
        return ""
    chips.append(f"<li>{link('Wis selectie', view.here(view.selection.without_filters()))}</li>")
    return f'<ul class="chips" aria-label="Gekozen filters">{"".join(chips)}</ul>'
