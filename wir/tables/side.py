"""Regions, concessiehouders or themes side by side: a report table of each, as counts and as shares of its own total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wir.database import Database
from wir.selection import NONE, Lists, Selection
from wir.tables import build_table
from wir.tables.model import Block, Column, Opening, Row, RowKind, Table, Value

Kind = Literal["regio", "concessiehouder", "thema"]
KINDS: tuple[Kind, ...] = ("regio", "concessiehouder", "thema")
MOST = 6
FEW = 2  # projects or regions; a smaller difference may be chance
# What else says where: a regio has one concessiehouder, and the filter of the one leaves nothing of another.
DROPPED: Mapping[Kind, tuple[str, ...]] = {
    "regio": ("regio", "concessiehouder"),
    "concessiehouder": ("regio", "concessiehouder"),
    "thema": ("thema",),
}
ALL = {"regio": "Nederland", "concessiehouder": "Nederland", "thema": "Alle thema’s"}
OF_PHASES = ("1", "2", "3")
OF_PROJECTS = ("4", "5", "6", "7", "8", "10", "11", "12")
COUNTED_YEARS = (0, 1, 4, 6)  # the columns of table 7 that together count every project once


@dataclass(frozen=True)
class Figure:
    """One count of a table that is set beside others."""

    label: str
    lijst: str
    code: str
    kind: RowKind
    value: Value
    opening: Opening


def numbers_of(kind: Kind) -> tuple[str, ...]:
    """Which tables can be set side by side. A regio has one phase and a theme none; table 12 is of one theme."""
    return {"regio": OF_PROJECTS, "concessiehouder": (*OF_PHASES, *OF_PROJECTS), "thema": OF_PROJECTS[:-1]}[kind]


def side_by_side(database: Database, selection: Selection, number: str, kind: Kind, codes: Sequence[str]) -> Table:
    """A table of each of these units and of all of them together (last): pairs of a count and a share of its own total.

    The filters in DROPPED do not count. Raises UnknownTable and UnknownPeiling.
    """
    used = without_dropped(selection, kind)
    whole = build_table(number, database, _of_one_date(used))
    parts = [build_table(number, database, _of_one_date(used.with_filter(kind, [code]))) for code in codes]
    blocks = tuple(_block(whole, parts, kind, codes, place) for place in range(len(whole.blocks)))
    names = [*names_of(kind, codes, database.lists(whole.peiling)).values(), ALL[kind]]
    columns = [
        column
        for name, code in zip(names, (*codes, "alles"), strict=True)
        for column in (Column(name, code), Column(f"{name} %", f"{code} %", "aandeel"))
    ]
    seen = used.with_filter("thema", whole.selection.thema)
    return Table(
        number=number,
        title=f"{_title(whole, kind)} naast elkaar",
        first_column=_first_column(whole, kind),
        columns=tuple(columns),
        blocks=blocks,
        selection=seen,
        peiling=whole.peiling,
        peilingen=(whole.peiling,),
        shown=len(columns) - 2,
        caption=replace(whole.selection, vergelijk_peildatum=None).caption(database.lists(whole.peiling)),
        footnotes=(*whole.footnotes, rule(number, kind)),
    )


def rule(number: str, kind: Kind) -> str:
    """When a difference rests on few."""
    what = "regio’s" if number in OF_PHASES else "projecten"
    return f"° het verschil met {ALL[kind][:1].lower() + ALL[kind][1:] if kind == 'thema' else ALL[kind]} is minder dan twee {what}: zou de verdeling gelijk zijn, dan scheelde het er minder dan twee."
