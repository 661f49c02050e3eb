"""Showing tables and drawings on a page, each with its source, its definitions and a line to cite."""

from dataclasses import replace
from functools import partial

import streamlit as st

from wir.charts.shares_and_impact import impact_grid, stacked_shares
from wir.common.markup import link_or_text, text
from wir.export.listing import of_table
from wir.export.picture_charts import impact_cells, impact_svg, share_rows, shares_svg
from wir.insight.sentences import Sentence, remarkable
from wir.tables.key_figures import KeyFigure, key_figures
from wir.tables.model import Opening, Table
from wir.ui.blocks.downloads import Offer, offer
from wir.ui.blocks.source_and_citation import under, under_table
from wir.ui.blocks.table_html import table_html, themes_html
from wir.ui.view import View, html


def show_table(view: View, number: str, with_bars: bool = False) -> None:
    """A table as HTML, with what belongs under it."""
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    html(f'<section class="tabelblok">{rows}{under_table(view, table)}</section>')
    if with_bars:
        drawn = offer(view, Offer(f"balken-{number}", lambda: of_table(table), lambda: shares_svg(table)), "de balken")
        html(f'<section class="tabelblok">{_share_bars(view, table)}<div class="onder-tabel">{drawn}</div></section>')


def show_themes(view: View) -> None:
    """Table 7 in short: how many projects per theme, and how many of them are new."""
    table = view.table("7")
    rows = themes_html(table, partial(view.opening, table))
    html(f'<section class="tabelblok">{rows}{under_table(view, table)}</section>')


def show_key_figures(view: View) -> None:
    """The strip of six figures; each opens what it counts."""
    tables = {n: view.table(n) for n in ("1", "6", "10", "11")}
    figures = key_figures(tables)
    cells = "".join(_key_figure(view, tables[f.table], f) for f in figures)
    said = ", ".join(f"{f.value} {f.words}" for f in figures)
    lists = ("afspraken", "status", "deelbaarheid", "opschaalbaarheid")
    strip = f'<dl class="kerncijfers">{cells}</dl>{under(view, f"Kerncijfers: {said}", lists)}'
    html(f'<section class="tabelblok">{strip}</section>')


def _key_figure(view: View, table: Table, figure: KeyFigure) -> str:
    target = view.opening(table, Opening(figure.filters)) if figure.count else ""
    value, change = link_or_text(figure.value, target), text(figure.change)
    return f'<div><dt>{text(figure.words)}</dt><dd>{value}</dd><dd class="verschil">{change}</dd></div>'


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


def _share_bars(view: View, table: Table) -> str:
    """The shares of a phase table, a bar per peildatum; each part opens its regions."""
    lines = [row for kind in ("waarde", "onbekend") for row in table.rows if row.kind == kind]
    bars = [
        replace(bar, hrefs=[view.opening(table, o) if (o := table.cell(line, column).opens) else "" for line in lines])
        for bar, column in zip(share_rows(table), table.columns, strict=True)
    ]
    labels = [row.label.split(": ", 1)[1] for row in table.rows if row.kind == "waarde"]
    return stacked_shares(bars, "Aandeel van de regio’s per fase", len(labels), labels)


def show_impact_grid(view: View, number: str) -> None:
    """The impact of table 8 or 12 as a grid of schaal and betekenis; each count opens its projects."""
    table = view.table(number)
    cells = [
        replace(cell, href=view.opening(table, opens) if cell.count and opens else "")
        for cell in impact_cells(table)
        for opens in [table.cell(table.row("impact", cell.code)).opens]
    ]
    drawn = impact_grid(cells, f"{table.title}, {table.shown.name}")
    files = Offer(f"impact-{number}", lambda: of_table(table), lambda: impact_svg(table))
    below = offer(view, files, "het impactraster")
    html(f'<section class="tabelblok">{drawn}<div class="onder-tabel">{below}</div></section>')
