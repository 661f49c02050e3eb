"""Showing tables and drawings on a page, each with its source, its definitions and a line to cite."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from wir.charts.course_mark import course_mark
from wir.common.markup import link_or_text, text
from wir.domain.peiling import Peiling, labels
from wir.domain.selection import Selection
from wir.export.listing import Header, Line, Listing, source_of
from wir.export.picture import table_svg
from wir.insight.sentences import Sentence, remarkable
from wir.tables.build import filters_of
from wir.tables.key_figures import USED, KeyFigure, key_figures
from wir.tables.model import Opening, Table
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.source_and_citation import under, under_table
from wir.ui.blocks.table_html import table_html
from wir.ui.view import View, folded, html


def show_table(view: View, number: str) -> None:
    """A table behind its title, with what belongs under it."""
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    block = f'<section class="tabelblok">{rows}{under_table(view, table)}</section>'
    html(folded(table.full_title, block))


def show_key_figures(view: View) -> None:
    """The strip of key figures; each opens what it counts."""
    tables = {n: view.table(n) for n in USED}
    figures, courses = key_figures(tables), _courses(view)
    cells = "".join(_key_figure(view, tables[f.table], f, c) for f, c in zip(figures, courses, strict=True))
    said = ", ".join(f"{f.value} {f.words}" for f in figures)
    lists = ("afspraken", "status", "deelbaarheid", "opschaalbaarheid")
    files = Offer("kerncijfers", partial(_listed, view, figures), lambda: table_svg(_listed(view, figures)))
    menu = under(view, f"Kerncijfers: {said}", lists, files=offer(view, files, "de kerncijfers"))
    strip = f'<dl class="kerncijfers">{cells}</dl>{menu}'
    html(f'<section class="tabelblok">{strip}</section>')


def _listed(view: View, figures: Sequence[KeyFigure]) -> Listing:
    """The same figures for a file."""
    return Listing(
        name="kerncijfers",
        title="Kerncijfers",
        caption=view.caption,
        headers=(Header("Kerncijfer"), Header("Aantal", "aantal"), Header("Zoals op de pagina"), Header("Verandering")),
        lines=tuple(Line((figure.words, figure.count, figure.value, figure.change)) for figure in figures),
        source=source_of([view.shown]),
        link=full_address(view),
        example=bool(view.shown.manifest.gereconstrueerd),
    )


def _courses(view: View) -> Iterator[list[tuple[str, int | None]]]:
    """Of each key figure what it was on the peildata up to the one shown, by their names."""
    # What changed since the comparison, and a step, are of two peildata together.
    peilingen = [view.shown] if view.selection.of("verandering") else view.history
    names = labels(peilingen)
    over_time = [key_figures({n: view.table(n, _over(view, p)) for n in USED}) for p in peilingen]
    for figures in zip(*over_time, strict=True):
        yield [(names[p.key], figure.count) for p, figure in zip(peilingen, figures, strict=True)]


def _over(view: View, peiling: Peiling) -> Selection:
    """The selection of the page over another peiling, without a comparison."""
    if peiling == view.shown:
        return view.selection
    alone = replace(view.selection, vergelijk_peildatum=None, vergelijk_versie=None, eerder=())
    return replace(alone, peildatum=peiling.peildatum, versie=peiling.versie)


def _key_figure(view: View, table: Table, figure: KeyFigure, course: Sequence[tuple[str, int | None]]) -> str:
    target = view.opening(table, Opening(figure.filters)) if figure.count else ""
    value, change = link_or_text(figure.value, target), text(figure.change)
    unused = [name for name in view.selection.filters if name not in filters_of(table.number)]
    regardless = f'<dd class="verschil">ongeacht {text(" en ".join(unused))}</dd>' if unused else ""
    drawn = f'<dd class="verschil">{mark}</dd>' if (mark := course_mark(course)) else ""
    below = f'{regardless}<dd class="verschil">{change}</dd>{drawn}'
    return f"<div><dt>{text(figure.words)}</dt><dd>{value}</dd>{below}</div>"


def sentence_html(view: View, sentence: Sentence) -> str:
    """A sentence that opens the rows that it is about."""
    target = view.opening(view.table(sentence.table), sentence.opens) if sentence.opens else ""
    return link_or_text(sentence.text, target, "zin")


def show_remarkable(view: View) -> None:
    """What stands out, in sentences."""
    sentences = remarkable({n: view.table(n) for n in ("1", "3", "5", "7", "10")})
    items = "".join(f"<li>{sentence_html(view, s)} <span class='bron'>(tabel {s.table})</span></li>" for s in sentences)
    st.header("Wat opvalt", anchor=False)
    html(f'<ul class="opvallend">{items}</ul>' if items else "<p>In deze selectie valt niets te melden.</p>")
