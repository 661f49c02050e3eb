"""Showing tables and drawings on a page, each with its source, its definitions and a line to cite."""

from collections.abc import Sequence

import streamlit as st

from wir import numbers
from wir.charts import ImpactCell, ShareRow, impact_grid, stacked_shares, text
from wir.charts_map import Tile, tile_map
from wir.definitions import of_list
from wir.key_figures import key_figures
from wir.narrative import remarkable
from wir.table_html import table_html, themes_html
from wir.tables.model import Block, Table
from wir.ui.frame import View, html
from wir.ui.links import REGIOS, link, query
from wir.vocabulary import PHASES, UNKNOWN

DIMENSIONS = {"afspraken": "Afspraken", "dynamiek": "Dynamiek", "visie": "Regiovisie"}


def show_table(view: View, number: str, with_bars: bool = False) -> None:
    """A report table as HTML, with what belongs under it."""
    table = view.table(number)
    bars = _share_bars(table) if with_bars else ""
    html(f'<section class="tabelblok">{table_html(table)}{bars}{_under(view, table)}</section>')


def show_themes(view: View) -> None:
    """Table 7 in short: how many projects per theme, and how many of them are new."""
    table = view.table("7")
    html(f'<section class="tabelblok">{themes_html(table)}{_under(view, table)}</section>')


def show_key_figures(view: View) -> None:
    """The strip of six figures."""
    figures = key_figures({n: view.table(n) for n in ("1", "6", "10", "11")})
    cells = "".join(
        f'<div><dt>{text(f.words)}</dt><dd>{text(f.value)}</dd><dd class="verschil">{text(f.change)}</dd></div>'
        for f in figures
    )
    said = ", ".join(f"{f.value} {f.words}" for f in figures)
    cite = citation(view, f"Kerncijfers: {said}")
    strip = f'<dl class="kerncijfers">{cells}</dl><div class="onder-tabel">{cite}</div>'
    html(f'<section class="tabelblok">{strip}</section>')


def show_remarkable(view: View) -> None:
    """What stands out, in sentences."""
    sentences = remarkable({n: view.table(n) for n in ("1", "3", "5", "7", "10")})
    items = "".join(f"<li>{text(s.text)} <span class='bron'>(tabel {s.table})</span></li>" for s in sentences)
    st.header("Wat opvalt", anchor=False)
    html(f'<ul class="opvallend">{items}</ul>' if items else "<p>In deze selectie valt niets te melden.</p>")


def show_map(view: View) -> None:
    """The tile map of the dimension that the URL names, regiovisie unless it names another."""
    dimension = view.extra.get("kaart", "visie")
    if dimension not in DIMENSIONS:
        html(
            f'<div class="wir-melding" role="note">De kaart kent ‘{text(dimension)}’ niet; u ziet de regiovisie.</div>'
        )
        dimension = "visie"
    choices = "".join(
        link(
            name, query(view.selection, {**view.extra, "kaart": key}), "keuze gekozen" if key == dimension else "keuze"
        )
        for key, name in DIMENSIONS.items()
    )
    steps = sum(1 for t in view.database.terms(dimension, [view.shown]) if t.code != UNKNOWN)
    caption = f"Schematische kaart, peildatum {numbers.day(view.shown.peildatum)}. Klik op een regio om die te kiezen."
    st.header(f"{DIMENSIONS[dimension]} per regio", anchor=False)
    html(f'<div><p class="keuzes">{choices}</p>{tile_map(_tiles(view, dimension), caption, steps)}</div>')


def _tiles(view: View, dimension: str) -> list[Tile]:
    labels = {t.code: t.printed for t in view.database.terms(dimension, [view.shown])}
    tiles = []
    for standing in view.standings():
        region, phase = standing.region, standing.phases[dimension]
        chosen = region.code in view.selection.regio
        target = view.selection.with_filter("regio", [] if chosen else [region.code]).with_filter("concessiehouder", [])
        tiles.append(
            Tile(
                code=region.code,
                name=region.naam,
                row=region.tegel_rij or 0,
                col=region.tegel_kolom or 0,
                phase=phase,
                description=f"{region.naam}: {labels[str(phase) if phase else UNKNOWN]}",
                href=view.link_to(REGIOS, target),
                dimmed=not standing.chosen,
                selected=chosen,
            )
        )
    outside = [r for r in view.database.regions(view.shown).all_regions if r.soort == "buiten"]
    return tiles + [
        Tile(
            r.code,
            "DSW",
            r.tegel_rij or 0,
            r.tegel_kolom or 0,
            description=f"{r.naam} (DSW): doet niet mee",
            kind="buiten",
        )
        for r in outside
    ]


def _share_bars(table: Table) -> str:
    """The shares of a phase table, a bar per peildatum."""
    rows = table.blocks[0].rows
    values = [row for row in rows if row.kind == "waarde"]
    unknown = next(row for row in rows if row.kind == "onbekend")
    bars = [
        ShareRow(column.name, [int(row.values[i] or 0) for row in values], int(unknown.values[i] or 0))
        for i, column in enumerate(table.columns)
    ]
    return stacked_shares(bars, "Aandeel van de regio’s per fase", len(values))


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


def _under(view: View, table: Table) -> str:
    """Under a table: its source, whether the report says the same, how to cite it and what its words mean."""
    peilingen = ", ".join(p.label + (f" (versie {p.versie})" if p.versie > 1 else "") for p in table.peilingen)
    verdict = {True: " · gelijk aan het rapport", False: " · wijkt af van het rapport", None: ""}[table.equals_report]
    source = f'<p class="bron">Bron: WIR-register, {text(peilingen)}{verdict}</p>'
    cite = citation(view, f"{table.name.capitalize()}, {table.title}", table)
    return f'{source}<div class="onder-tabel">{cite}{_definitions(table)}</div>'


def citation(view: View, what: str, table: Table | None = None) -> str:
    """One line of text for a letter, with a link that pins both versions."""
    selection = (table.selection if table else view.selection).pinned(view.shown, view.compared)
    vocabulary, regions = view.database.vocabulary(view.shown), view.database.regions(view.shown)
    address = f"{st.context.url or ''}{query(selection, view.extra)}"
    example = " (voorbeeldregister, deels gereconstrueerd)" if view.shown.manifest.gereconstrueerd else ""
    line = f"{what}. {selection.caption(vocabulary, regions)}. WIR-dashboard{example}, {address}"
    copy = link("Kopieer", query(selection, view.extra), "kopieer")
    inner = f'<p><span class="citaat">{text(line)}</span> {copy}</p>'
    return f'<details class="citeer"><summary>Citeer</summary>{inner}</details>'


def _definitions(table: Table) -> str:
    """What the words in a table mean, one click away."""
    lists: Sequence[str] = list(dict.fromkeys(row.lijst for row in table.rows))
    found = [d for name in (PHASES if lists == ["regio"] else lists) for d in of_list(name)]
    if not found:
        return ""
    items = "".join(f"<dt>{text(d.name)}</dt><dd>{text(d.meaning)}</dd>" for d in found)
    return f'<details class="uitleg"><summary>Wat betekent dit?</summary><dl>{items}</dl></details>'
