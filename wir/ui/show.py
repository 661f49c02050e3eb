"""Showing tables and drawings on a page, each with its source, its definitions and a line to cite."""

import streamlit as st

from wir import numbers
from wir.charts import ImpactCell, ShareRow, impact_grid, stacked_shares, text
from wir.key_figures import key_figures
from wir.narrative import remarkable
from wir.table_html import table_html, themes_html
from wir.tables.model import Block, Table
from wir.ui.under import under, under_table
from wir.ui.view import View, html


def show_table(view: View, number: str, with_bars: bool = False) -> None:
    """A report table as HTML, with what belongs under it."""
    table = view.table(number)
    bars = _share_bars(table) if with_bars else ""
    html(f'<section class="tabelblok">{table_html(table)}{bars}{under_table(view, table)}</section>')


def show_themes(view: View) -> None:
    """Table 7 in short: how many projects per theme, and how many of them are new."""
    table = view.table("7")
    html(f'<section class="tabelblok">{themes_html(table)}{under_table(view, table)}</section>')


def show_key_figures(view: View) -> None:
    """The strip of six figures."""
    figures = key_figures({n: view.table(n) for n in ("1", "6", "10", "11")})
    cells = "".join(
        f'<div><dt>{text(f.words)}</dt><dd>{text(f.value)}</dd><dd class="verschil">{text(f.change)}</dd></div>'
        for f in figures
    )
    said = ", ".join(f"{f.value} {f.words}" for f in figures)
    lists = ("afspraken", "status", "deelbaarheid", "opschaalbaarheid")
    strip = f'<dl class="kerncijfers">{cells}</dl>{under(view, f"Kerncijfers: {said}", lists)}'
    html(f'<section class="tabelblok">{strip}</section>')


def show_remarkable(view: View) -> None:
    """What stands out, in sentences."""
    sentences = remarkable({n: view.table(n) for n in ("1", "3", "5", "7", "10")})
    items = "".join(f"<li>{text(s.text)} <span class='bron'>(tabel {s.table})</span></li>" for s in sentences)
    st.header("Wat opvalt", anchor=False)
    html(f'<ul class="opvallend">{items}</ul>' if items else "<p>In deze selectie valt niets te melden.</p>")


def _share_bars(table: Table) -> str:
    """The shares of a phase table, a bar per peildatum."""
    rows = table.blocks[0].rows
    values = [row for row in rows if row.kind == "waarde"]
    unknown = next(row for row in rows if row.kind == "onbekend")
    bars = [
        ShareRow(column.name, [int(row.values[i] or 0) for row in values], int(unknown.values[i] or 0))
        for i, column in enumerate(table.columns)
    ]
    labels = [row.label.split(": ", 1)[1] for row in values]
    return stacked_shares(bars, "Aandeel van de regio’s per fase", len(values), labels)


def impact_html(table: Table, block: Block) -> str:
    """The impact rows of table 8 or 12 as a grid of schaal and betekenis."""
    rows = {row.code: row for row in block.rows}
    total = rows.pop("totaal").values[table.shown]
    cells = []
    for code, row in rows.items():
        value = row.values[table.shown]
        share = numbers.share(value / total) if value is not None and total else ""
        change = table.change(row)
        cells.append(
            ImpactCell(
                code,
                int(value or 0),
                numbers.count(None if value is None else int(value)),
                share,
                "" if change is None else numbers.change(change),
            )
        )
    return impact_grid(cells, f"Impact: schaal en betekenis, {table.columns[table.shown].name}")


def show_impact_grid(view: View, number: str) -> None:
    """The grid beside table 8 or 12."""
    table = view.table(number)
    block = next(b for b in table.blocks if b.rows[0].lijst == "impact")
    html(impact_html(table, block))
