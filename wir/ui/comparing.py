"""Regions, concessiehouders or themes side by side on every table."""

from dataclasses import replace

import streamlit as st

from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.domain.compared_units import (
    FEWEST,
    MOST,
    OWN,
    UNIT_KINDS,
    Choice,
    names_of,
    read_choice,
    read_kind,
    starts,
    without_own,
)
from wir.domain.selection import FILTERS, NONE, REGION_FILTERS
from wir.export.listing import Listing
from wir.export.picture import table_svg
from wir.export.side_by_side import as_seen, of_side
from wir.tables.model import Block, Column, Row, Table
from wir.tables.side_by_side import OF_PHASES, numbers_of, rests_on_few, share, units
from wir.ui import cache as shared
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.region_matrix import show_matrix
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.table_html import footnotes, simple_table
from wir.ui.links import PROJECTEN, REGIOS, VERGELIJKEN, Page, link
from wir.ui.view import View, html, listed, notice

NO_PHASES = (
    "Een thema heeft geen fasen: tabel 1 tot en met 3 gaan over regio’s. Tabel 12 is tabel 8, 10 en 11 per thema."
)
PHASES_OF_REGIONS = "Van één regio zeggen tabel 1 tot en met 3 alleen haar fase: die staat hier zoals in bijlage 1."


def comparing_page() -> Page:
    """The page as the address asks for it: filters that say what it sets side by side do not count on it."""
    kind = read_kind(st.query_params.get("soort", ""))
    return replace(VERGELIJKEN, uses=tuple(name for name in FILTERS if name not in OWN[kind]))


def show_comparison(view: View) -> None:
    """What the link asks to compare, ways to change that, and every table; or where to begin."""
    kind = read_kind(view.extra.get("soort", ""))
    begin = ",".join(view.selection.of(kind))  # until other units are named: what is chosen already
    choice = read_choice(view.extra.get("soort", ""), view.extra.get("met", begin), view.lists)
    _choose(view, choice)
    said = [notice(words) for words in _notices(view, choice)]
    if said:
        html(f'<div class="kop">{"".join(said)}</div>')
    if len(choice.codes) < FEWEST:
        _offer_starts(view, choice)
        return
    st.header("Fasen", anchor=False)
    _show_phases(view, choice)
    st.header("Projecten", anchor=False)
    for number in numbers_of(choice.kind):
        if number not in OF_PHASES:
            _show_table(view, number, choice)


def _choose(view: View, choice: Choice) -> None:
    """Chips for the kind, and a field for the units."""
    chips = (
        link(words, view.here(None, soort=kind, met=""), "keuze gekozen" if kind == choice.kind else "keuze")
        for kind, words in UNIT_KINDS.items()
    )
    html(f'<p class="keuzes">{"".join(chips)}</p>')
    names, key = names_of(choice.kind, view.lists), f"met-{choice.kind}"

    def changed() -> None:
        view.change(lambda then: then, soort=choice.kind, met=",".join(st.session_state[key]) or NONE)

    st.session_state[key] = list(choice.codes)
    st.multiselect(
        f"Naast elkaar (twee tot {_word(MOST)})",
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=changed,
        max_selections=MOST,
        placeholder="Kies",
        select_all=False,
        filter_mode="contains",
    )


def _word(number: int) -> str:
    return {6: "zes"}.get(number, str(number))


def _notices(view: View, choice: Choice) -> list[str]:
    found = []
    if choice.refused:
        named = text(", ".join(choice.refused))
        found.append(f"Deze link noemt iets dat hier niet bestaat en dat daarom niet meetelt: {named}.")
    if choice.beyond:
        found.append(f"Er passen er {MOST} naast elkaar; de laatste {choice.beyond} van deze link staan er niet bij.")
    begun = "" if "met" in view.extra else choice.kind  # the page began with what this filter has chosen
    if unused := [name for name in OWN[choice.kind] if name in view.selection.filters and name != begun]:
        what = UNIT_KINDS[choice.kind].lower()
        found.append(f"Deze pagina zet {text(what)} naast elkaar en gebruikt de filters op {' en '.join(unused)} niet.")
    return found


def _offer_starts(view: View, choice: Choice) -> None:
    sizes = _sizes(view, choice)
    ways = [
        link(s.words[:1].upper() + s.words[1:], view.here(None, soort=choice.kind, met=",".join(s.codes)))
        for s in starts(choice.kind, view.selection, view.lists, sizes)
    ]
    html(f'<div class="kop"><p>Kies er ten minste twee, of begin met:</p>{listed(ways)}</div>')


def _sizes(view: View, choice: Choice) -> dict[str, int]:
    """How many projects each concessiehouder and theme has."""
    table = view.table("4", without_own(view.selection, choice.kind))
    holders = {cell.column.key: cell for cell in table.cells(table.closing)}
    themes = {row.code: table.cell(row) for row in table.rows}
    return {code: cell.whole or 0 for code, cell in (holders | themes).items()}


def _show_phases(view: View, choice: Choice) -> None:
    if choice.kind == "thema":
        html(f"<p>{NO_PHASES}</p>")
    elif choice.kind == "regio":
        html(f"<p>{PHASES_OF_REGIONS}</p>")
        # The regions set side by side are here what a filter is elsewhere: the matrix is of them alone.
        of_regions = replace(view.page, uses=REGION_FILTERS)
        chosen = without_own(view.selection, "regio").with_filter("regio", choice.codes)
        show_matrix(replace(view, page=of_regions, selection=chosen))
    else:
        for number in OF_PHASES:
            _show_table(view, number, choice)


def _show_table(view: View, number: str, choice: Choice) -> None:
    table = shared.side(view.database, view.selection, number, choice.kind, choice.codes)
    blocks = "".join(_block(view, table, block) for block in table.blocks)

    def listing() -> Listing:
        return of_side(table, full_address(view))

    files = Offer(f"naast-elkaar-{number}", listing, lambda: table_svg(as_seen(table)), table.selection)
    taken = offer(view, files, f"{table.name} naast elkaar")
    page, what = (REGIOS, "Regio’s") if number in OF_PHASES else (PROJECTEN, "Projecten")
    rows = f"<p>{link(f'{what} achter deze cijfers', view.link_to(page, table.selection))}</p>"
    source = f'<p class="bron">Bron: WIR-register, {text(table.peiling.label)}</p>'
    lists = list(dict.fromkeys(row.lijst for row in table.rows))
    menu = under(view, f"{table.name.capitalize()}, {table.title}", lists, number, files=taken + rows)
    html(f'<section class="tabelblok">{blocks}{footnotes(table.footnotes)}{source}{menu}</section>')


def _block(view: View, table: Table, block: Block) -> str:
    heading = f": {block.heading.lower()}" if len(table.blocks) > 1 else ""
    headers = [f"{unit.name} (n={numbers.count(table.cell(block.closing, unit).whole)})" for unit in units(table)]
    rows = [[text(row.label), *(_unit_cell(view, table, row, unit) for unit in units(table))] for row in block.rows]
    caption = f"{table.title}{heading} ({table.name})"
    return simple_table(caption, [table.first_column, *headers], rows, kind="naast", total=True)


def _unit_cell(view: View, table: Table, row: Row, unit: Column) -> str:
    """A count that opens its rows, its share, and a sign where the difference rests on few."""
    cell, part = table.cell(row, unit), numbers.share(share(table, row, unit))
    count = link_or_text(
        numbers.count(cell.whole),
        view.opening(table, cell.opens) if cell.value and cell.opens else "",
    )
    sign = "°" if rests_on_few(table, row, unit) else ""
    return f'{count} <span class="aandeeltje">{part}</span><span class="weinig">{sign}</span>'
