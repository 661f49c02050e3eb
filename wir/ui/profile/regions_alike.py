"""The regions most like a regio, with the parts of the likeness."""

from collections.abc import Sequence

import streamlit as st

from wir.charts.drawing import Drawing
from wir.charts.likeness import Alike, alike
from wir.common import numbers
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, Region
from wir.export.listing import Header
from wir.insight.likeness import RULE, Likeness
from wir.insight.profile import Profile
from wir.tables.region_scores import DIMENSIONS
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.table_html import footnotes, simple_table
from wir.ui.links import VERGELIJKEN, link, profile_of
from wir.ui.profile.taken_along import files
from wir.ui.view import View, folded, html

HEADERS = ("Regio", "Gelijke fasen", "Concessiehouder", "Thema’s gelijk", "Punten")


def show_alike(view: View, profile: Profile) -> None:
    """The five regions most like it as a drawing, and folded beneath it each with its profile and a comparison."""
    name = profile.region.naam
    if profile.region.soort == "geheel":
        parts = ", ".join(link(p.naam, view.here(profile_of(view.selection, p))) for p in profile.parts)
        st.header(f"Lijkt het meest op {name}", anchor=False)
        html(f"<p>Gelijkenis geldt voor één gescoorde regio; bekijk haar bij {parts}.</p>")
        return
    drawing = cache.drawing(view.database, likeness_drawing, view.selection, profile.region)
    show_drawing(view, f"Lijkt het meest op {name}", drawing, below=_folded(view, profile) if profile.alike else "")


def likeness_drawing(database: Database, selection: Selection, region: Region) -> Drawing:
    """The points of the regions most like one, by the parts of the rule."""
    found = cache.profile(database, selection, region).alike
    others = [
        Alike(
            a.region.code,
            a.region.naam,
            {"gelijke fasen": len(a.equal), "zelfde concessiehouder": int(a.same_holder), "thema’s": a.overlap or 0},
        )
        for a in found
    ]
    return alike(region.naam, others, database.shown(selection).label)


def _folded(view: View, profile: Profile) -> str:
    title = f"Regio’s die op {profile.region.naam} lijken, {view.shown.label}"
    rows = [_row(view, profile, likeness) for likeness in profile.alike]
    table = simple_table(title, HEADERS, rows, words=(1, 2), kind="woorden")
    kinds = [Header(HEADERS[0]), Header(HEADERS[1]), Header("Concessiehouder"), Header(HEADERS[3], "aandeel")]
    listed = [[a.region.naam, *_words(view, a), a.overlap, numbers.decimal(a.points, 2)] for a in profile.alike]
    menu = under(view, title, (), files=files(view, "gelijkenis", title, [*kinds, Header("Punten")], listed, [RULE]))
    block = f'<section class="tabelblok">{table}{footnotes([RULE])}{menu}</section>'
    return _all(view, profile) + folded("Als tabel, met de regel", block)


def _words(view: View, likeness: Likeness) -> Sequence[str]:
    """The equal scores and the concessiehouder in words."""
    equal = ", ".join(DIMENSIONS[d].lower() for d in likeness.equal)
    phases = f"{len(likeness.equal)} van {len(PHASES)}" + (f": {equal}" if equal else "")
    holder = view.lists[0].label("concessiehouder", likeness.region.concessiehouder)
    return phases, f"dezelfde: {holder}" if likeness.same_holder else holder


def _row(view: View, profile: Profile, likeness: Likeness) -> list[str]:
    other = likeness.region
    name = link(other.naam, view.here(profile_of(view.selection, other)))
    beside = link(
        "vergelijk", _compared(view, profile, [likeness]), "alleen-scherm", label=f"vergelijk met {other.naam}"
    )
    words = [text(w) for w in _words(view, likeness)]
    return [f"{name} {beside}", *words, numbers.share(likeness.overlap), numbers.decimal(likeness.points, 2)]


def _all(view: View, profile: Profile) -> str:
    return f'<p class="alleen-scherm">{link("Vergelijk ze naast elkaar", _compared(view, profile, profile.alike))}</p>'


def _compared(view: View, profile: Profile, others: Sequence[Likeness]) -> str:
    """The page that sets the regio beside these; it chooses its regions itself, so the filter goes."""
    codes = ",".join([profile.region.code, *(a.region.code for a in others)])
    chosen = view.selection.with_filter("regio", ()).with_filter("concessiehouder", ())
    return view.link_to(VERGELIJKEN, chosen, soort="regio", met=codes)
