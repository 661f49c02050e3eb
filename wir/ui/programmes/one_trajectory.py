"""One trajectory: all that the register says of it, on each date that has it."""

from functools import partial

from wir.common.markup import text
from wir.domain.address import at
from wir.domain.peiling import days
from wir.domain.selection import Selection
from wir.domain.trajecten import TRAJECTEN
from wir.export.trajectories import COLUMNS, in_words
from wir.insight.register_sentences import EMPTY_TRAJECTORIES
from wir.tables.trajecten import Traject, trajects
from wir.ui.blocks.downloads import Offer, offer
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.other_register import RegisterView, show_register
from wir.ui.programmes.trajectory_list import listing
from wir.ui.view import View, html, notice

HISTORY = ("fase", "startdatum", "einddatum", "rollen", "tevredenheid", "voortgang")


def trajectory_title(view: View) -> str:
    """What the page is about: a trajectory where the address names one."""
    return f"Traject {view.extra['traject']}" if view.extra.get("traject") else view.page.name


def show_trajectory(view: View, number: str) -> None:
    """The page of one trajectory."""
    show_register(view, TRAJECTEN, notice(text(EMPTY_TRAJECTORIES)), partial(_show, number=number))


def _show(view: RegisterView, number: str) -> None:
    """Its fields as the peiling shown has them, and how it stood on the other dates."""
    html(f'<p class="terug">{link("← Alle vragen en trajecten", view.here(traject=""))}</p>')
    current = view.database.catalogue.current
    named = days([*current, *([] if view.shown in current else [view.shown])])
    everywhere = {p.key: _find(view, at(view.database.catalogue, p), number) for p in current}
    now = _find(view, view.selection.without_filters(), number)
    if now is None:
        links = ", ".join(
            link(named[p.key], view.here(at(view.database.catalogue, p), traject=number))
            for p in current
            if everywhere[p.key]
        )
        where = f"; wel in die van {links}" if links else ""
        html(notice(f"Traject ‘{text(number)}’ staat niet in de peiling van {named[view.shown.key]}{where}."))
        return
    html(f"<h2>{text(now.name)}</h2>")
    rows = [[text(f.title), _field(view, now, f.name)] for f in COLUMNS.values() if f.name != "naam"]
    table = simple_table(f"Traject {now.number}", ["Kenmerk", "Waarde"], rows, words=(1,), kind="woorden")
    files = offer(view, Offer("traject", lambda: listing(view, (now,))), "dit traject")
    below = under(view, f"Traject {now.number}, {now.name}", (), files=files)
    html(f'<section class="tabelblok">{table}{below}</section>')
    there = [(named[p.key], found) for p in current if (found := everywhere[p.key])]
    if len(there) > 1:
        moments = [
            [text(COLUMNS[name].title), *(text(in_words(t, name, view.lists)) for _, t in there)] for name in HISTORY
        ]
        headers = ["Kenmerk", *(name for name, _ in there)]
        table = simple_table("Op elke peildatum", headers, moments, range(1, len(headers)), "woorden")
        html(f'<section class="tabelblok">{table}</section>')


def _find(view: RegisterView, selection: Selection, number: str) -> Traject | None:
    return next((t for t in trajects(view.database, selection) if t.number == number), None)


def _field(view: RegisterView, found: Traject, name: str) -> str:
    """A field in words; a regio opens its profile, what can be filtered the others that have it too."""
    if name == "regio":
        regions = [view.lists[1].by_code[code] for code in found.row["regio"]]
        whole = view.page_around
        return ", ".join(link(r.naam, whole.link_to(REGIOPROFIEL, profile_of(whole.selection, r))) for r in regions)
    value, words = found.row[name], in_words(found, name, view.lists)
    if name in TRAJECTEN.filters and isinstance(value, str):
        same = view.selection.without_filters().with_filter(name, [value])
        return link(words, view.here(same, traject=""))
    return text(words)
