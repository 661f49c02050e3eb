"""Beside the WIR scores: what the inventarisatie and the trajectories say of a regio, each counted by itself.

Only on screen: printed, a profile stays two sheets.
"""

from collections.abc import Sequence

import streamlit as st

from wir.charts.phase_marks import stepper
from wir.common import numbers
from wir.common.markup import text
from wir.domain.inventarisatie import INVENTARISATIE, SCALES
from wir.domain.register_rows import several_words
from wir.domain.trajecten import TRAJECTEN
from wir.domain.vocabulary import UNKNOWN, Region
from wir.export.trajectories import in_words
from wir.insight.register_sentences import moved, short
from wir.tables.inventarisatie import Levels, levels_of, round_names
from wir.tables.trajecten import Traject, trajects
from wir.ui.links import INVENTARISATIE as INVENTORY_PAGE
from wir.ui.links import VOORTGANG, link
from wir.ui.other_register import RegisterView, register_link, show_register, shows_others
from wir.ui.view import View, folded, html, listed

STEPS = 4


def show_others(view: View, region: Region) -> None:
    """Both registers, where anything of them is published."""
    if not shows_others(view):
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_register(view, INVENTARISATIE, "", lambda own: _block("Inventarisatie", _inventory(own, region)))
    with right:
        show_register(view, TRAJECTEN, "", lambda own: _block("Ondersteuning", _trajectories(own, region)))


def _block(heading: str, inner: str) -> None:
    html(f'<section class="tabelblok alleen-scherm"><h2>{text(heading)}</h2>{inner}</section>')


def _inventory(view: RegisterView, region: Region) -> str:
    """The eight scales of the round shown: of the regio, or of the zorgkantoorregio as a whole that it is part of."""
    every = levels_of(view.database, view.selection.without_filters())
    own = [v for v in every if v.region.code in _own(view, region)]
    name = round_names(view.database, view.selection, [view.shown])[view.shown.key]
    head = f'<p class="bron">{text(name.capitalize())}, peildatum {numbers.day(view.shown.peildatum)}. {_all(view)}</p>'
    if not own:
        return f"{head}<p>{text(region.naam)} staat niet in {text(name)}.</p>"
    return head + "".join(_levels(view, v, region) for v in own)


def _own(view: RegisterView, region: Region) -> set[str]:
    """What a regio is in such a register: itself, its parts, or the zorgkantoorregio as a whole that it is part of."""
    regions = view.lists[1]
    wholes = {r.code for r in regions.selectable if region.code in regions.within(r.code)}
    return wholes | {*regions.within(region.code)}


def _all(view: RegisterView) -> str:
    page = INVENTORY_PAGE if view.database.declared is INVENTARISATIE else VOORTGANG
    return link("Alle regio’s", register_link(view, page, view.selection.with_filter("regio", ())))


def _levels(view: RegisterView, found: Levels, region: Region) -> str:
    title = ""
    if found.region != region:
        also = " Dit geldt voor de hele zorgkantoorregio." if found.region.soort == "geheel" else ""
        title = f"<p><b>{text(found.region.naam)}</b>{also}</p>"
    scales = "".join(_scale(view, found, name) for name in SCALES)
    obstacles = several_words(
        next(f for f in INVENTARISATIE.sheets[0].fields if f.name == "knelpunten"), found.row["knelpunten"], view.lists
    )
    named = f"<p><b>Knelpunten</b></p>{listed([text(words) for words in obstacles])}" if obstacles else ""
    texts = [(name, found.row[f"{name}_verantwoording"]) for name in (*SCALES, "knelpunten")]
    told = "".join(f"<dt>{text(short(name))}</dt><dd>{text(words)}</dd>" for name, words in texts if words)
    return title + scales + named + (folded("Wat er is gezegd", f'<dl class="begrippen">{told}</dl>') if told else "")


def _scale(view: RegisterView, found: Levels, name: str) -> str:
    level = found.levels[name]
    terms = {t.code: t.printed for t in view.database.terms(name, [view.shown])}
    then = f'<span class="verloop">{text(moved(found, name))}</span>' if found.before else ""
    words = f'<p class="woorden"><span>{text(terms[str(level or UNKNOWN)])}</span> {then}</p>'
    return (
        f'<div class="dimensie"><p class="dimensienaam">{text(SCALES[name])}</p>'
        f'<div class="trap">{stepper(level, STEPS, "niveau", "niet ingevuld")}{words}</div></div>'
    )


def _trajectories(view: RegisterView, region: Region) -> str:
    """The questions and trajectories of a regio, or of the whole that it is part of."""
    own = _own(view, region)
    every = trajects(view.database, view.selection.without_filters())
    found = [t for t in every if own & {*t.row["regio"]}]
    running = sum(t.row["stand"] == "lopend" for t in found)
    asked = numbers.counted(len(found), "vraag", "vragen")
    what = f"{asked} om ondersteuning, {numbers.counted(running, 'lopend traject', 'lopende trajecten')}."
    head = f'<p class="bron">Peildatum {numbers.day(view.shown.peildatum)}. {_all(view)}</p>'
    return f"{head}<p>{what}</p>{_listed(view, found)}"


def _listed(view: RegisterView, found: Sequence[Traject]) -> str:
    return listed(
        [
            f"{link(t.name, register_link(view, VOORTGANG, view.selection, traject=t.number))}"
            f" <span class='bron'>{text(in_words(t, 'fase', view.lists))}</span>"
            for t in found
        ]
    )
