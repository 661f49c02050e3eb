"""Regions, concessiehouders or themes side by side: a table of each, as counts and as shares of its own total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wir.database import Database
from wir.selection import NONE, Selection
from wir.tables import build_table
from wir.tables.model import Block, Column, Opening, Row, RowKind, Table, Value
from wir.units import ALL, Kind, names_of, without_own

FEW = 2  # projects or regions: a smaller difference may be chance
OF_PHASES = ("1", "2", "3")
OF_PROJECTS = ("4", "5", "6", "7", "8", "10", "11", "12")
COUNTED_YEARS = (
    0,
    1,
    4,
    6,
)  # the columns of table 7 that together count every project once, the last where it is there
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


def numbers_of(kind: Kind) -> tuple[str, ...]:
    """Which tables can be set side by side: a regio has one phase, a theme none, and table 12 is about one theme."""
    return {"regio": OF_PROJECTS, "concessiehouder": (*OF_PHASES, *OF_PROJECTS), "thema": OF_PROJECTS[:-1]}[kind]


def side_by_side(database: Database, selection: Selection, number: str, kind: Kind, codes: Sequence[str]) -> Table:
    """A table of each of these units and, last, of all together: a column of counts and one of shares for each.

    Filters of the kind itself do not count. Raises UnknownTable, UnknownPeiling or NoComparison.
    """
    used = without_own(selection, kind)
    whole = build_table(number, database, _of_one_date(used))
    parts = [build_table(number, database, _of_one_date(used.with_filter(kind, [code]))) for code in codes]
    names = names_of(kind, database.lists(whole.peiling))
    columns = [
        column
        for name, code in (*((names[code], code) for code in codes), (_capital(ALL[kind]), "alles"))
        for column in (Column(name, code), Column(f"{name} %", f"{code} %", "aandeel"))
    ]
    return Table(
        number=number,
        title=f"{_title(whole, kind)} naast elkaar",
        first_column=_first_column(whole, kind),
        columns=tuple(columns),
        blocks=tuple(_block(whole, parts, kind, codes, place) for place in range(len(whole.blocks))),
        selection=used.with_filter("thema", whole.selection.of("thema")),
        peiling=whole.peiling,
        peilingen=(whole.peiling,),
        shown=len(columns) - 2,
        caption=whole.caption,
        footnotes=(*whole.footnotes, rule(number, kind)),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_one_date(selection: Selection) -> Selection:
    """The selection without a comparison, unless one of its filters is about what changed since."""
    if selection.of("verandering") or selection.of("stap"):
        return selection
    return replace(selection, vergelijk_peildatum=None, vergelijk_versie=None, eerder=(NONE,))


def rule(number: str, kind: Kind) -> str:
    """Which differences rest on few, for under a table."""
    what = "regio’s" if number in OF_PHASES else "projecten"
    return (
        f"° Rust op weinig: bij hetzelfde aandeel als {ALL[kind]} zouden het er minder dan twee {what} meer of minder "
        "zijn."
    )


def rests_on_few(row: Row, total: Row, place: int) -> bool:
    """Whether the share of a unit (by its place) differs from that of all by less than FEW of its own number."""
    count, own, share = row.values[2 * place], total.values[2 * place], row.values[-1]
    if count is None or not own or share is None or row is total:
        return False
    return 1e-9 < abs(count - share * own) < FEW


def _title(table: Table, kind: Kind) -> str:
    per_holder = table.number == "4" and kind == "thema"
    return "Projecten per concessiehouder" if per_holder else TITLES.get(table.number, table.title)


def _first_column(table: Table, kind: Kind) -> str:
    per_holder = table.number == "4" and kind == "thema"
    return "Concessiehouder" if per_holder else "Startjaar" if table.number == "7" else table.first_column


def _block(whole: Table, parts: Sequence[Table], kind: Kind, codes: Sequence[str], place: int) -> Block:
    counted = [{f.code: f for f in _figures(table, kind, place)} for table in (*parts, whole)]
    totals = [figures["totaal"].value for figures in counted]
    rows = []
    for figure in counted[-1].values():
        # A column of start years that a unit has nothing in is not in its table.
        found = [figures[figure.code].value if figure.code in figures else _nothing(figures) for figures in counted]
        values = [v for n, total in zip(found, totals, strict=True) for v in (n, _share(n, total))]
        units = [Opening(((kind, (code,)), *figure.opens.filters)) for code in codes]
        opens = [opening for unit in (*units, figure.opens) for opening in (unit, None)]
        rows.append(Row(figure.label, tuple(values), figure.lijst, figure.code, figure.kind, tuple(opens)))
    return Block(whole.blocks[place].heading, tuple(rows))


def _nothing(figures: Mapping[str, Figure]) -> Value:
    return None if figures["totaal"].value is None else 0


def _share(part: Value, whole: Value) -> float | None:
    return part / whole if part is not None and whole else None


def _figures(table: Table, kind: Kind, place: int) -> Iterator[Figure]:
    """One figure for each line of a table, the total last.

    Of a table of themes and start years that is a figure for each period; of one of themes and concessiehouders, where
    themes are compared, one for each concessiehouder.
    """
    total = table.rows[-1]
    if table.number == "7":
        periods = [i for i in COUNTED_YEARS if i < len(table.columns)]
        values = [total.values[i] for i in periods]
        for i, code in zip(periods, ("dit", "volgend", "eerder", "overig"), strict=False):
            yield Figure(
                table.columns[i].name, "startjaar", code, "waarde", total.values[i], total.opens[i] or Opening()
            )
        everything = None if None in values else sum(v for v in values if v is not None)
        yield Figure("Totaal", "startjaar", "totaal", "totaal", everything, Opening())
    elif table.number == "4" and kind == "thema":
        for column, value, opens in zip(table.columns, total.values, total.opens, strict=True):
            last: RowKind = "totaal" if column.key == "totaal" else "waarde"
            yield Figure(
                column.name, "concessiehouder", column.key, last, value, Opening(opens.filters if opens else ())
            )
    else:
        for row in table.blocks[place].rows:
            opening = row.opens[table.shown] or Opening()
            value = row.values[table.shown]
            yield Figure(row.label, row.lijst, row.code, row.kind, value, Opening(opening.filters))
