"""What changed between two peildata: projects that came, went and moved, and regions from phase to phase; and the
phases of all regions over all peildata as small multiples."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from wir.charts.small_multiples import DOTS, Course, multiples
from wir.common import numbers
from wir.common.errors import NoComparison
from wir.common.markup import text
from wir.domain.peiling import labels
from wir.domain.selection import REGION_FILTERS
from wir.domain.vocabulary import UNKNOWN
from wir.export.listing import Listing, source_of
from wir.export.picture_multiples import multiples_svg, of_courses
from wir.insight.change_sentences import project_sentence, shift_sentence, step_sentence
from wir.insight.sentences import Sentence
from wir.tables.build import CHANGES
from wir.tables.region_scores import DIMENSIONS
from wir.ui import cache as shared
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.reconstructed import LEGEND, marked
from wir.ui.blocks.source_and_citation import under, under_table
from wir.ui.blocks.table_html import simple_table, table_html
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.view import View, html, notice

# What a change can be looked at by; a theme has too many values for a matrix.
JUDGEMENT_NAMES = {
    "status": "Status",
    "impact": "Impact",
    "deelbaarheid": "Delen",
    "opschaalbaarheid": "Opschaalbaarheid",
    "betrokkenheid": "Betrokkenheid",
    "thema": "Thema",
}


def show_projects(view: View) -> None:
    """New, vanished, changed and unchanged projects, and for one judgement where they went; or why that is unknown."""
    st.header("Projecten", anchor=False)
    try:
        changes = view.table("verandering")
    except NoComparison as error:
        html(notice(text(str(error))))
        return
    html(_said(project_sentence(changes)))
    _show(view, "verandering")
    _show_judgement(view)


def _show_judgement(view: View) -> None:
    judgement, choices = choice(view, "oordeel", JUDGEMENT_NAMES)
    shifts = f"overgang-{judgement}"
    st.subheader(f"{JUDGEMENT_NAMES[judgement]}: wat er veranderde", anchor=False)
    html(choices)
    if shifts in CHANGES:
        html(_said(shift_sentence(view.table(shifts))))
        _show(view, shifts, "overgang")
    _show(view, f"opbouw-{judgement}", "opbouw")


def show_regions(view: View) -> None:
    """The regions forward, the same and back, and for one dimension from phase to phase; or why that is unknown."""
    st.header("Regio’s", anchor=False)
    try:
        steps = view.table("stappen")
    except NoComparison as error:
        html(notice(text(str(error))))
        return
    html(_said(step_sentence(steps)))
    _show(view, "stappen")
    dimension, choices = choice(view, "dimensie", DIMENSIONS, "visie")
    st.subheader(f"{DIMENSIONS[dimension]}: van fase naar fase", anchor=False)
    html(choices)
    _show(view, f"overgang-{dimension}", "overgang")


def choice(view: View, name: str, names: Mapping[str, str], default: str = "") -> tuple[str, str]:
    """What a parameter of this page chooses of `names`, the first or `default` unless it is known; and the chips."""
    chosen, said = view.extra.get(name, ""), ""
    if chosen not in names:
        known = default or next(iter(names))
        if chosen:
            said = notice(f"Deze pagina kent {text(f'{name} ‘{chosen}’')} niet; u ziet {text(names[known].lower())}.")
        chosen = known
    chips = (
        link(words, view.here(None, **{name: key}), "keuze gekozen" if key == chosen else "keuze")
        for key, words in names.items()
    )
    return chosen, f'<div class="kop">{said}<p class="keuzes">{"".join(chips)}</p></div>'


def _said(sentence: Sentence | None) -> str:
    return (
        f'<p class="zin">{text(sentence.text)}</p>' if sentence else "<p>In deze selectie is niets te vergelijken.</p>"
    )


def _show(view: View, number: str, kind: str = "") -> None:
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    html(f'<section class="tabelblok {kind}">{rows}{under_table(view, table)}</section>')


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
        f"{under(view, title, [dimension], OF_PHASES, files=files)}</section>"
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
