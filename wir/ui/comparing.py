"""Regions, concessiehouders or themes side by side: as dots, as lines over the peildata, and as any one table."""

from dataclasses import replace

import streamlit as st

from wir.charts import side as charts
from wir.charts.drawing import Drawing
from wir.charts.side import Share
from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.database.database import Database
from wir.domain.compared_units import (
    ALL,
    FEWEST,
    MOST,
    OWN,
    UNIT_KINDS,
    Choice,
    UnitKind,
    names_of,
    read_choice,
    read_kind,
    starts,
    without_own,
)
from wir.domain.remarks import about_region, told
from wir.domain.selection import FILTERS, NONE, REGION_FILTERS, Selection
from wir.domain.vocabulary import UNKNOWN
from wir.export.listing import Header, Line, Listing, source_of
from wir.export.picture import table_svg
from wir.export.side_by_side import as_seen, of_side
from wir.tables.build import TABLES
from wir.tables.courses import Course, periods
from wir.tables.cross import number_of as cross_number
from wir.tables.cross import sheet_of
from wir.tables.key_figures import PHASE_TABLES, QUESTIONS
from wir.tables.model import Block, Column, Row, Table
from wir.tables.side_by_side import FEW_IN_ALL, OF_PHASES, numbers_of, rests_on_few, share, units
from wir.tables.transitions import DIMENSIONS
from wir.ui import cache as shared
from wir.ui.blocks.course_table import course_table
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import NO_ROWS, Rows
from wir.ui.blocks.region_matrix import show_matrix
from wir.ui.blocks.source_and_citation import take_along, under
from wir.ui.blocks.table_html import footnotes, listing_html, remarks, simple_table
from wir.ui.links import PROJECTEN, REGIOS, VERGELIJKEN, Page, link
from wir.ui.national import score_map
from wir.ui.view import View, folded, html, listed, notice

MAP = "Kies regio’s op de kaart"
NO_PHASES = (
    "Een thema heeft geen fasen: tabel 1 tot en met 3 gaan over regio’s. Tabel 12 is tabel 8, 10 en 11 per thema."
)
WHOLE = "Een zorgkantoorregio met delen heeft zelf geen fase: kies daarvoor haar delen."
MATRIX = "bijlage-1"
TOGETHER = "samen"
# What the dots are of: all judgements in short, or all values of one, with the table of each.
JUDGED = {"status": "6", "impact": "8", "deelbaarheid": "10", "opschaalbaarheid": "11", "betrokkenheid": "5"}
JUDGEMENT_CHIPS = {
    TOGETHER: "In het kort",
    "status": "Status",
    "impact": "Impact",
    "deelbaarheid": "Delen",
    "opschaalbaarheid": "Opschaalbaarheid",
    "betrokkenheid": "Organisaties",
}


def comparing_page() -> Page:
    """The page as the address asks for it: filters that say what it sets side by side do not count on it."""
    kind = read_kind(st.query_params.get("soort", ""))
    return replace(VERGELIJKEN, uses=tuple(name for name in FILTERS if name not in OWN[kind]))


def show_comparison(view: View) -> None:
    """What the link asks to compare, ways to change that, and every table; or where to begin."""
    kind = read_kind(view.extra.get("soort", ""))
    begin = ",".join(view.selection.of(kind))  # until other units are named: what is chosen already
    choice = _begun(view, read_choice(view.extra.get("soort", ""), view.extra.get("met", begin), view.lists))
    _choose(view, choice)
    said = [notice(words) for words in _notices(view, choice)] + [remarks(_of_regions(view, choice))]
    if any(said):
        html(f'<div class="kop">{"".join(said)}</div>')
    if len(choice.codes) < FEWEST:
        _offer_starts(view, choice)
        return
    left, right = st.columns(2, gap="large")
    with left:
        _show_judgements(view, choice)
    with right:
        _show_parts(view, choice)
    st.header("Fasen", anchor=False)
    _show_phases(view, choice)
    _show_one_table(view, choice)


def _of_regions(view: View, choice: Choice) -> list[str]:
    """What WIR remarked on the regions that are set side by side."""
    if choice.kind != "regio":
        return []
    names = names_of(choice.kind, view.lists)
    return [said for code in choice.codes for said in told(view.shown, about_region(code), names[code])]


def _begun(view: View, choice: Choice) -> Choice:
    """What is named or, where nothing is, the largest of a kind; of regions the reader knows their own."""
    if "met" in view.extra or len(choice.codes) >= FEWEST or choice.kind == "regio":
        return choice
    return replace(choice, codes=starts(choice.kind, view.selection, view.lists, _sizes(view, choice))[-1].codes)


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
    """Choices to begin with; regions also from the map, with shift one after another."""
    sizes = _sizes(view, choice)
    ways = [
        link(s.words[:1].upper() + s.words[1:], view.here(None, soort=choice.kind, met=",".join(s.codes)))
        for s in starts(choice.kind, view.selection, view.lists, sizes)
    ]
    left, right = st.columns([2, 3], gap="large")
    with left:
        html(f'<div class="kop"><p>Kies er ten minste twee, of begin met:</p>{listed(ways)}</div>')
    # What the link names goes before what is chosen.
    if choice.kind == "regio" and "met" not in view.extra:
        with right:
            drawing = shared.drawing(view.database, score_map, view.selection, "visie")
            show_drawing(view, MAP, drawing, rows=Rows("regios", view.selection))


def _sizes(view: View, choice: Choice) -> dict[str, int]:
    """How many projects each concessiehouder and theme has."""
    table = view.table("4", without_own(view.selection, choice.kind))
    holders = {cell.column.key: cell for cell in table.cells(table.closing)}
    themes = {row.code: table.cell(row) for row in table.rows}
    return {code: cell.whole or 0 for code, cell in (holders | themes).items()}


def _show_judgements(view: View, choice: Choice) -> None:
    """The judgements in short, or all values of one of them."""
    judged = view.extra.get("oordeel", TOGETHER)
    if judged not in JUDGEMENT_CHIPS:
        html(notice(f"Deze pagina kent oordeel ‘{text(judged)}’ niet; u ziet ze in het kort."))
        judged = TOGETHER
    chips = "".join(
        link(words, view.here(None, oordeel=key), "keuze gekozen" if key == judged else "keuze")
        for key, words in JUDGEMENT_CHIPS.items()
    )
    rows = NO_ROWS
    if judged == TOGETHER:
        drawing = shared.drawing(view.database, in_short, view.selection, choice.kind, choice.codes)
        below = _table_in_short(view, choice)
    else:
        number = JUDGED[judged]
        rows = _rows(view, number, choice)
        drawing = shared.drawing(view.database, table_dots, view.selection, number, choice.kind, choice.codes)
        below = _table(view, number, choice, alone=False)
    show_drawing(view, "Oordelen", drawing, below=folded("Als tabel", below), choices=chips, rows=rows)


def _show_parts(view: View, choice: Choice) -> None:
    """How the projects divide over themes or, where themes are compared, over concessiehouders."""
    heading = "Concessiehouders" if choice.kind == "thema" else "Thema’s"
    drawing = shared.drawing(view.database, table_dots, view.selection, "4", choice.kind, choice.codes)
    below = folded("Als tabel (tabel 4)", _table(view, "4", choice, alone=False))
    show_drawing(view, heading, drawing, below=below, rows=_rows(view, "4", choice))


def _rows(view: View, number: str, choice: Choice) -> Rows:
    """The rows of a table for these units, as a table of the one across the other, where there is such a table."""
    lijst = next((d for d, n in PHASE_TABLES.items() if n == number), "") or _counted_by(number, choice.kind)
    if sheet_of(lijst, choice.kind) is None:
        return NO_ROWS
    units_alone = without_own(view.selection, choice.kind).with_filter(choice.kind, choice.codes)
    return Rows(f"tabel/{cross_number(lijst, choice.kind)}", units_alone)


def table_dots(
    database: Database, selection: Selection, number: str, kind: UnitKind, codes: tuple[str, ...]
) -> Drawing:
    """The shares of a table, whatever is chosen of its rows."""
    lijst = _counted_by(number, kind)
    table = shared.side(database, selection.with_filter(lijst, ()), number, kind, codes)
    subtitle = f"{table.title}, {table.peiling.label}: elke stip is een aandeel. Klik kiest."
    drawing = charts.dots(f"naast-{lijst}", subtitle, charts.shares_of(table), units(table), selection.filters)
    return replace(drawing, remarks=table.remarks)


def _counted_by(number: str, kind: UnitKind) -> str:
    """The filter that the rows of a table are values of."""
    if number == "4":
        return "concessiehouder" if kind == "thema" else "thema"
    return next((lijst for lijst, other in JUDGED.items() if other == number), "")


def in_short(database: Database, selection: Selection, kind: UnitKind, codes: tuple[str, ...]) -> Drawing:
    """The share of one answer to each judgement."""
    shares, who = shares_in_short(database, selection, kind, codes)
    label = database.shown(selection).label
    subtitle = f"Deel van de projecten, {label}: elke stip is een aandeel. Klik kiest."
    drawing = charts.dots("naast-oordelen", subtitle, shares, who, selection.filters)
    return replace(drawing, remarks=said_of_judgements(database, selection))


def said_of_judgements(database: Database, selection: Selection) -> tuple[str, ...]:
    """What WIR remarked on the tables of the judgements, each once."""
    tables = (shared.table(database, selection, number) for _, number, _, _ in QUESTIONS)
    return tuple(dict.fromkeys(said for table in tables for said in table.remarks))


def shares_in_short(
    database: Database, selection: Selection, kind: UnitKind, codes: tuple[str, ...]
) -> tuple[list[Share], tuple[Column, ...]]:
    """One answer to each judgement, whatever is chosen of it; and the units."""
    shares = []
    who: tuple[Column, ...] = ()
    for what, number, lijst, values in QUESTIONS:
        table = shared.side(database, selection.with_filter(lijst, ()), number, kind, codes)
        who = units(table)
        counts = [(table.total(lijst, values, u) or 0, table.total(lijst, ("totaal",), u) or 0) for u in who]
        shares.append(Share(what, tuple(counts[:-1]), counts[-1], lijst, values))
    return shares, who


def _table_in_short(view: View, choice: Choice) -> str:
    """The same as a table: each count opens its projects."""
    shares, who = shares_in_short(view.database, view.selection, choice.kind, choice.codes)
    wholes = [whole for _, whole in (*shares[0].counts, shares[0].of_all)]
    headers = [Header("Oordeel")]
    for unit, whole in zip(who, wholes, strict=True):
        headers += [Header(_headed(unit, whole), "aantal"), Header(f"{unit.name} %", "aandeel")]
    lines, links = [], []
    for one in shares:
        counts = (*one.counts, one.of_all)
        cells = [value for count, whole in counts for value in (count, count / whole if whole else None)]
        lines.append(Line((one.what, *cells)))
        links.append(
            {
                _headed(unit, whole): link_or_text(
                    numbers.count(count),
                    view.link_to(PROJECTEN, _behind(view, choice, one, unit)) if count else "",
                )
                for unit, whole, (count, _) in zip(who, wholes, counts, strict=True)
            }
        )
    title = "Oordelen in het kort, naast elkaar"
    used = without_own(view.selection, choice.kind)

    def listing() -> Listing:
        return Listing(
            name="oordelen naast elkaar",
            title=title,
            caption=used.caption(view.lists),
            headers=tuple(headers),
            lines=tuple(lines),
            source=source_of([view.shown]),
            link=full_address(view),
            example=bool(view.shown.manifest.gereconstrueerd),
            own_remarks=said_of_judgements(view.database, view.selection),
        )

    files = Offer("oordelen-naast-elkaar", listing, lambda: table_svg(listing()), used)
    taken = take_along(view, files, title.lower(), title)
    return f'<section class="tabelblok">{listing_html(listing(), links)}{taken}</section>'


def _headed(unit: Column, whole: int) -> str:
    few = ", weinig" if whole < FEW_IN_ALL else ""
    return f"{unit.name} (n={numbers.count(whole)}{few})"


def _behind(view: View, choice: Choice, of: Share, unit: Column) -> Selection:
    """The projects behind a count."""
    used = without_own(view.selection, choice.kind).with_filter(of.filter, of.codes)
    return used.with_filter(choice.kind, [unit.key]) if unit.key in choice.codes else used


def _show_phases(view: View, choice: Choice) -> None:
    """The phases of the units over the peildata, each dimension by itself."""
    if choice.kind == "thema":
        html(f"<p>{NO_PHASES}</p>")
        return
    regions = view.lists[1].by_code
    codes = tuple(c for c in choice.codes if choice.kind != "regio" or regions[c].soort == "regio")
    if codes != choice.codes:
        html(f"<p>{WHOLE}</p>")
    if not codes:
        return
    uses = tuple(name for name in REGION_FILTERS if name in view.page.uses)
    of_regions = replace(view, page=replace(view.page, uses=uses))  # what is not used is not cited
    for column, (dimension, name) in zip(st.columns(len(DIMENSIONS), gap="medium"), DIMENSIONS.items(), strict=True):
        with column:
            if choice.kind == "regio":
                drawing = shared.drawing(view.database, phases_of_regions, view.selection, dimension, choice.codes)
                found = _courses(view.database, view.selection, dimension, codes)
                below = course_table(view, f"{name} naast elkaar", found)
                chosen = without_own(view.selection, "regio").with_filter("regio", choice.codes)
                rows = Rows(f"verloop/{dimension}", chosen)
            else:
                drawing = shared.drawing(view.database, phases_of_holders, view.selection, dimension, codes)
                below = _table(view, PHASE_TABLES[dimension], choice, alone=False)
                rows = _rows(view, PHASE_TABLES[dimension], choice)
            show_drawing(of_regions, name, drawing, below=folded("Als tabel", below), rows=rows)


def _courses(database: Database, selection: Selection, dimension: str, codes: tuple[str, ...]) -> list[Course]:
    found = {c.region.code: c for c in shared.courses(database, without_own(selection, "regio"), dimension)}
    return [found[code] for code in codes]


def phases_of_regions(database: Database, selection: Selection, dimension: str, codes: tuple[str, ...]) -> Drawing:
    """The courses of some regions over each other, in the colours that they have as dots."""
    terms = database.terms(dimension, [database.shown(selection)])
    words = {int(t.code): t.printed for t in terms if t.code != UNKNOWN}
    regions = database.regions(database.shown(selection)).by_code
    fills = {c: fill for c, fill in zip(codes, charts.colours(len(codes)), strict=True) if regions[c].soort == "regio"}
    found = _courses(database, selection, dimension, tuple(fills))
    drawing = charts.over_each_other(found, periods(database, selection), words, list(fills.values()))
    return replace(drawing, remarks=shared.table(database, selection, PHASE_TABLES[dimension]).remarks)


def phases_of_holders(database: Database, selection: Selection, dimension: str, codes: tuple[str, ...]) -> Drawing:
    """Which part of the regions of some concessiehouders is in the highest phase, beside all regions."""
    used = without_own(selection, "concessiehouder")
    names = names_of("concessiehouder", database.lists(database.shown(selection)))
    views = [(names[code], used.with_filter("concessiehouder", [code])) for code in codes]
    number = PHASE_TABLES[dimension]
    tables = [(who, shared.table(database, one, number)) for who, one in (*views, (ALL["regio"], used))]
    top = max((row.code for row in tables[-1][1].counted if row.code != UNKNOWN), key=int)
    return replace(charts.top_phase(f"naast-{dimension}", tables, top), remarks=tables[-1][1].remarks)


def _show_one_table(view: View, choice: Choice) -> None:
    """Any table of the report side by side, one at a time."""
    numbers_there = [*numbers_of(choice.kind), *([MATRIX] if choice.kind == "regio" else [])]
    asked = view.extra.get("tabel", "")
    chips = "".join(
        link(
            _called(number),
            view.here(None, tabel="" if number == asked else number),
            "keuze gekozen" if number == asked else "keuze",
        )
        for number in numbers_there
    )
    st.header("Een tabel naast elkaar", anchor=False)
    html(f'<p class="keuzes">{chips}</p>')
    if asked == MATRIX and choice.kind == "regio":
        # The regions set side by side are here what a filter is elsewhere: the matrix is of them alone.
        of_regions = replace(view.page, uses=REGION_FILTERS)
        chosen = without_own(view.selection, "regio").with_filter("regio", choice.codes)
        show_matrix(replace(view, page=of_regions, selection=chosen), choice.codes)
    elif asked in numbers_there:
        html(_table(view, asked, choice))
    elif asked:
        html(notice(f"Tabel ‘{text(asked)}’ is hier niet naast elkaar te zetten."))


def _called(number: str) -> str:
    """A table by its title and its name in the report."""
    title = TABLES[number].title
    name = f"tabel {number}" if number[0].isdigit() else number.replace("-", " ")
    return f"{title[:1].upper()}{title[1:]} ({name})"


def _table(view: View, number: str, choice: Choice, alone: bool = True) -> str:
    """A table side by side; what WIR remarked on it stands with the drawing where it is not `alone`."""
    table = shared.side(view.database, view.selection, number, choice.kind, choice.codes)
    blocks = "".join(_block(view, table, block) for block in table.blocks)

    def listing() -> Listing:
        return of_side(table, full_address(view))

    files = Offer(f"naast-elkaar-{number}", listing, lambda: table_svg(as_seen(table)), table.selection)
    page, behind = (REGIOS, "Regio’s") if number in OF_PHASES else (PROJECTEN, "Projecten")
    rows = f"<p>{link(f'{behind} achter deze cijfers', view.link_to(page, table.selection))}</p>"
    source = f'<p class="bron">Bron: WIR-register, {text(table.peiling.label)}</p>'
    lists = list(dict.fromkeys(row.lijst for row in table.rows))
    below = offer(view, files, f"{table.name} naast elkaar") + rows
    said = remarks(table.remarks) if alone else ""
    what = f"{table.name.capitalize()}, {table.title}"
    menu = under(view, what, lists, number, files=below, rows=_rows(view, number, choice))
    return f'<section class="tabelblok">{blocks}{footnotes(table.footnotes)}{said}{source}{menu}</section>'


def _block(view: View, table: Table, block: Block) -> str:
    heading = f": {block.heading.lower()}" if len(table.blocks) > 1 else ""
    headers = [_headed(unit, table.cell(block.closing, unit).whole or 0) for unit in units(table)]
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
