"""Showing tables and drawings on a page, each with its source, its definitions and a line to cite."""

from functools import partial

import streamlit as st

from wir.common.markup import link_or_text, text
from wir.insight.sentences import Sentence, remarkable
from wir.tables.key_figures import USED, KeyFigure, key_figures
from wir.tables.model import Opening, Table
from wir.ui.blocks.source_and_citation import under, under_table
from wir.ui.blocks.table_html import table_html
from wir.ui.view import View, html


def show_table(view: View, number: str) -> None:
    """A table as HTML, with what belongs under it."""
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    html(f'<section class="tabelblok">{rows}{under_table(view, table)}</section>')


def show_key_figures(view: View) -> None:
    """The strip of key figures; each opens what it counts."""
    tables = {n: view.table(n) for n in USED}
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
