"""The phases of all regions over all peildata as small multiples, and the same as a table."""

from collections.abc import Sequence

import streamlit as st

from wir import numbers
from wir.charts import text
from wir.export.listing import Listing, source_of
from wir.export.picture_multiples import multiples_svg, of_courses
from wir.multiples import DOTS, Course, multiples
from wir.peiling import labels
from wir.selection import REGION_FILTERS
from wir.standing import DIMENSIONS
from wir.table_html import simple_table
from wir.ui import cache as shared
from wir.ui.development import choice
from wir.ui.downloads import Offer, full_address, offer
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.rebuilt import LEGEND, marked
from wir.ui.under import under
from wir.ui.view import View, html
from wir.vocabulary import UNKNOWN

OF_PHASES = "bijlage-1"  # the table that uses the same filters


def show_courses(view: View) -> None:
    """A step chart for every regio of the selection, in the dimension that the URL names."""
    dimension, choices = choice(view, "dimensie", DIMENSIONS, "visie")
    name = DIMENSIONS[dimension]
    found = shared.courses(view.database, view.selection, dimension)
    terms = [t for t in view.database.terms(dimension, [view.shown]) if t.code != UNKNOWN]
    st.header("Fasen over alle peildata", anchor=False)
    names = list(labels(view.history).values())
    period = dict.fromkeys((names[0], names[-1]))
    title = f"{name} per regio, {' tot en met '.join(period)}"
    drawn = multiples([(c, _profile(view, c)) for c in found], len(terms), _caption(view, title, len(terms)))
    files = offer(view, _files(view, title, dimension, found, len(terms)), "het verloop")
    drawn_open = any(c.rebuilt(s) for c in found for s in c.scores)
    key = "".join(f"<li>{dot}{words}</li>" for dot, words in DOTS) if drawn_open else ""
    folded = f'<details class="vouw"><summary>Als tabel</summary>{_table(view, title, found)}</details>'
    source = f'<p class="bron">{text(source_of(view.history))}</p>{_unused(view)}'
    html(
        f'<section class="tabelblok">{choices}{drawn}<ul class="legenda">{key}</ul>{folded}{source}'
        f'<div class="onder-tabel">{files}</div>{under(view, title, [dimension], OF_PHASES)}</section>'
    )


def _caption(view: View, title: str, steps: int) -> str:
    dates = ", ".join(labels(view.history).values())
    return (
        f"{title}. Van links naar rechts {dates}; elke trede is een fase, van 1 onderaan tot {steps} bovenaan, en het "
        "cijfer is de laatste. Waar de lijn ontbreekt is niet gescoord. Klik op een regio voor haar profiel."
    )


def _profile(view: View, course: Course) -> str:
    return view.link_to(REGIOPROFIEL, profile_of(view.selection, course.region))


def _unused(view: View) -> str:
    """Which filters a regio knows nothing of."""
    unused = [name for name in view.selection.filters if name not in REGION_FILTERS]
    why = "een regio heeft deze kenmerken niet"
    return f'<p class="bron">Niet gebruikt in deze tekeningen: {", ".join(unused)} ({why}).</p>' if unused else ""


def _files(view: View, title: str, dimension: str, found: Sequence[Course], steps: int) -> Offer:
    used = view.used(OF_PHASES)

    def listing() -> Listing:
        return of_courses(title, used.caption(view.lists), found, view.history, full_address(view))

    return Offer(f"verloop-{dimension}", listing, lambda: multiples_svg(listing(), found, steps), used)


def _table(view: View, title: str, found: Sequence[Course]) -> str:
    """The same in words; a reconstructed phase is marked."""
    rows = [
        [link(c.region.naam, _profile(view, c)), text(c.holder), *(_phase(c, p.key) for p in view.history)]
        for c in found
    ]
    headers = ["Regio", "Concessiehouder", *labels(view.history).values()]
    legend = LEGEND if any(c.rebuilt(s) for c in found for s in c.scores) else ""
    return simple_table(title, headers, rows, words=(1,)) + legend


def _phase(course: Course, key: str) -> str:
    """What a course says of one peiling."""
    score = next((s for s in course.scores if s.peiling.key == key), None)
    if score is None:
        return numbers.NOTHING
    said = text(course.at(score))
    return marked(said, course.rebuilt(score))
