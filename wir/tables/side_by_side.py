"""Regions, concessiehouders or themes side by side: a table of each, as counts and as shares of its own total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wir.database.database import Database
from wir.domain.compared_units import ALL, UnitKind, names_of, without_own
from wir.domain.selection import NONE, Selection
from wir.tables.build import build_table
from wir.tables.model import Block, Cell, Column, Opening, Row, RowKind, Table, Value
from wir.tables.themes import by_period

EVERYTHING = "alles"
FEW = 2  # projects or regions: a smaller difference may be chance
FEW_IN_ALL = 5  # the same: of fewer a share says little, whatever it is
OF_PHASES = ("1", "2", "3")
OF_PROJECTS = ("4", "5", "6", "7", "8", "10", "11", "12")
TITLES = {"4": "Projecten per thema", "7": "Projecten per startjaar"}


@dataclass(frozen=True)
class Figure:
    """One count of a table that is set beside others."""

    label: str
    lijst: str
    code: str
    kind: RowKind
    value: Value
    opens: Opening


def numbers_of(kind: UnitKind) -> tuple[str, ...]:
    """Which tables can be set side by side: a regio has one phase, a theme none, and table 12 is about one theme."""
    return {"regio": OF_PROJECTS, "concessiehouder": (*OF_PHASES, *OF_PROJECTS), "thema": OF_PROJECTS[:-1]}[kind]


def side_by_side(database: Database, selection: Selection, number: str, kind: UnitKind, codes: Sequence[str]) -> Table:
    """A table of each of these units and, last, of all together: a column of counts and one of shares for each.

    Filters of the kind itself do not count. Raises UnknownTable, UnknownPeiling or NoComparison.
    """
    used = without_own(selection, kind)
    whole = build_table(number, database, _of_one_date(used))
    parts = [build_table(number, database, _of_one_date(used.with_filter(kind, [code]))) for code in codes]
    tables, names = (*parts, whole), names_of(kind, database.lists(whole.peiling))
    columns = [
        column
        for name, code in (*((names[code], code) for code in codes), (_capital(ALL[kind]), EVERYTHING))
        for column in (Column(name, code), Column(f"{name} %", _of_share(code), "aandeel"))
    ]
    return Table(
        number=number,
        title=f"{_title(whole, kind)} naast elkaar",
        first_column=_first_column(whole, kind),
        columns=tuple(columns),
        blocks=tuple(_block(tables, same, kind, codes) for same in zip(*(t.blocks for t in tables), strict=True)),
        selection=used.with_filter("thema", whole.selection.of("thema")),
        peiling=whole.peiling,
        peilingen=(whole.peiling,),
        shown=next(column for column in columns if column.key == EVERYTHING),
        caption=whole.caption,
        footnotes=(*whole.footnotes, rule(number, kind)),
        remarks=whole.remarks,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_one_date(selection: Selection) -> Selection:
    """The selection without a comparison, unless one of its filters is about what changed since."""
    if selection.of("verandering") or selection.of("stap"):
        return selection
    return replace(selection, vergelijk_peildatum=None, vergelijk_versie=None, eerder=(NONE,))


def rule(number: str, kind: UnitKind) -> str:
    """Which differences rest on few, for under a table."""
    what = "regio’s" if number in OF_PHASES else "projecten"
    return (
        f"° Rust op weinig: van minder dan vijf {what}, of bij hetzelfde aandeel als {ALL[kind]} zouden het er minder "
        f"dan twee {what} meer of minder zijn."
    )


def units(table: Table) -> tuple[Column, ...]:
    """The columns of counts: of each unit, and last of all together."""
    return tuple(column for column in table.columns if column.kind == "aantal")


def share(table: Table, row: Row, unit: Column) -> Value:
    """Which part of its own total a unit has in a row."""
    return table.cell(row, _of_share(unit.key)).value


def _of_share(code: str) -> str:
    return f"{code} %"


def rests_on_few(table: Table, row: Row, unit: Column) -> bool:
    """Whether a share is of fewer than FEW_IN_ALL, or differs from that of all by less than FEW of its own number."""
    count, own = table.cell(row, unit).value, table.value(row.lijst, "totaal", unit)
    of_all = share(table, row, table.shown)
    if count is None or not own or of_all is None:
        return False
    if own < FEW_IN_ALL:
        return True
    if row.kind == "totaal":
        return False
    return 1e-9 < abs(count - of_all * own) < FEW


def _title(table: Table, kind: UnitKind) -> str:
    per_holder = table.number == "4" and kind == "thema"
    return "Projecten per concessiehouder" if per_holder else TITLES.get(table.number, table.title)


def _first_column(table: Table, kind: UnitKind) -> str:
    per_holder = table.number == "4" and kind == "thema"
    return "Concessiehouder" if per_holder else "Startjaar" if table.number == "7" else table.first_column


def _block(tables: Sequence[Table], same: Sequence[Block], kind: UnitKind, codes: Sequence[str]) -> Block:
    """The same block of each table side by side; the last table is the one of all together."""
    counted = [{f.code: f for f in _figures(*pair, kind)} for pair in zip(tables, same, strict=True)]
    totals = [figures["totaal"].value for figures in counted]
    rows = []
    for figure in counted[-1].values():
        # A column of start years that a unit has nothing in is not in its table.
        found = [figures[figure.code].value if figure.code in figures else _nothing(figures) for figures in counted]
        values = [v for n, total in zip(found, totals, strict=True) for v in (n, _share(n, total))]
        of_units = [Opening(((kind, (code,)), *figure.opens.filters)) for code in codes]
        opens = [opening for unit in (*of_units, figure.opens) for opening in (unit, None)]
        rows.append(Row(figure.label, tuple(values), figure.lijst, figure.code, figure.kind, tuple(opens)))
    return Block(same[-1].heading, tuple(rows))


def _nothing(figures: Mapping[str, Figure]) -> Value:
    return None if figures["totaal"].value is None else 0


def _share(part: Value, whole: Value) -> float | None:
    return part / whole if part is not None and whole else None


def _figures(table: Table, block: Block, kind: UnitKind) -> Iterator[Figure]:
    """One figure for each line of a block, the total last.

    Of a table of themes and start years that is a figure for each period; of one of themes and concessiehouders, where
    themes are compared, one for each concessiehouder.
    """
    if table.number == "7":
        started = by_period(table, table.closing)
        for code, cell in started.items():
            yield _figure(cell.column.name, "startjaar", code, "waarde", cell)
        values = [cell.value for cell in started.values()]
        everything = None if None in values else sum(v for v in values if v is not None)
        yield Figure("Totaal", "startjaar", "totaal", "totaal", everything, Opening())
    elif table.number == "4" and kind == "thema":
        for cell in table.cells(table.closing):
            last: RowKind = "totaal" if cell.column.key == "totaal" else "waarde"
            yield _figure(cell.column.name, "concessiehouder", cell.column.key, last, cell)
    else:
        for row in block.rows:
            yield _figure(row.label, row.lijst, row.code, row.kind, table.cell(row))


def _figure(label: str, lijst: str, code: str, kind: RowKind, cell: Cell) -> Figure:
    return Figure(label, lijst, code, kind, cell.value, Opening(cell.opens.filters if cell.opens else ()))
