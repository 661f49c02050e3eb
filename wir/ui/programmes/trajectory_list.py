"""The trajectories of a selection as a list, with what they can be refined by."""

import streamlit as st

from wir.common import numbers
from wir.common.markup import address, text
from wir.domain.trajecten import TRAJECTS
from wir.export.listing import Listing
from wir.export.trajectories import COLUMNS, in_words, to_listing
from wir.tables.listed_values import value_counts
from wir.tables.trajecten import Traject, trajects
from wir.ui.blocks.downloads import Offer, full_address
from wir.ui.blocks.source_and_citation import take_along
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import link
from wir.ui.other_register import RegisterView
from wir.ui.view import html

FACETS = {
    "stand": "Stand",
    "fase": "Fase",
    "rollen": "Rol",
    "sectoren": "Sector",
    "vormen": "Vorm",
    "onderwerp": "Onderwerp",
    "afloop_vraag": "Afloop van de vraag",
    "tevredenheid": "Tevredenheid",
}
FIRST_OPEN = ("stand", "fase")
SHOWN = ("naam", "regio", "aanvraagdatum", "fase", "sectoren")
MOST = 100


def show_list(view: RegisterView) -> None:
    """What it can be refined by, and the rows."""
    st.header("Vragen en trajecten", anchor=False)
    left, right = st.columns([1, 3], gap="medium")
    with left:
        html(f'<div class="facetten" role="group" aria-label="Verfijnen">{"".join(_facets(view))}</div>')
    with right:
        html(_rows(view))


def _facets(view: RegisterView) -> list[str]:
    return [_facet(view, name, heading) for name, heading in FACETS.items()]


def _facet(view: RegisterView, name: str, heading: str) -> str:
    """Each value with how many choosing only it would leave, under all other filters."""
    chosen = set(view.selection.of(name))
    counts = value_counts(view.database, view.selection.with_filter(name, ()), TRAJECTS, view.shown).get(name, {})
    items = ""
    for term in view.database.terms(view.selection.declared.lijst(name), [view.shown]):
        if term.code in chosen or counts.get(term.code):
            target = view.here(view.selection.with_filter(name, chosen ^ {term.code}))
            state = ' aria-current="true"' if term.code in chosen else ""
            items += (
                f'<li><a class="wir-link facetwaarde" target="_self" href="{address(target)}"{state}>'
                f"<span>{text(term.label)}</span><b>{numbers.count(counts.get(term.code, 0))}</b></a></li>"
            )
    opened = " open" if chosen or name in FIRST_OPEN else ""
    body = f'<ul aria-label="{text(heading)}">{items}</ul>' if items else "<p>Niets om uit te kiezen.</p>"
    return f'<details class="facet"{opened}><summary>{text(heading)}</summary>{body}</details>'


def _rows(view: RegisterView) -> str:
    found = trajects(view.database, view.selection)
    total = view.shown.rows(TRAJECTS) or 0
    what = f"{numbers.count(len(found))} van {numbers.counted(total, 'vraag of traject', 'vragen en trajecten')}"
    cells = [
        [link(t.name, view.here(traject=t.number)), *(text(in_words(t, name, view.lists)) for name in SHOWN[1:])]
        for t in found[:MOST]
    ]
    headers = [COLUMNS[name].title for name in SHOWN]
    table = simple_table(what, headers, cells, words=range(1, len(headers)), kind="woorden") if cells else ""
    more = f'<p class="bron">De eerste {MOST}; het bestand heeft ze alle.</p>' if len(found) > MOST else ""
    files = Offer("trajecten", lambda: listing(view, found))
    menu = take_along(view, files, "deze trajecten", f"Vragen en trajecten: {what}")
    cleared = ""
    if view.selection.filters:
        cleared = f"<p>{link('Alle vragen en trajecten', view.here(view.selection.only(['sinds'])))}</p>"
    head = "" if cells else f'<p class="lijstkop" role="status">{what}</p>'
    return f'<section class="tabelblok">{head}{cleared}{table}{more}{menu}</section>'


def listing(view: RegisterView, found: tuple[Traject, ...]) -> Listing:
    """Every column of these trajectories, to take along."""
    return to_listing(found, view.caption, view.shown, view.lists, full_address(view))
