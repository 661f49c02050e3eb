"""Two peilingen beside one another: which came first, and a table of figures about both together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from wir.database import Database
from wir.errors import NoComparison
from wir.peiling import Peiling
from wir.register.fields import PROJECTS, REGIONS
from wir.selection import Selection
from wir.tables.counting import peiling_columns, unknown_size
from wir.tables.model import Block, Column, Row, Table


class Titled(Protocol):
    """What a table is called."""

    @property
    def number(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def first_column(self) -> str: ...


@dataclass(frozen=True)
class Pair:
    """Two peilingen in the order of time, of which one is shown."""

    shown: Peiling
    earlier: Peiling
    later: Peiling

    @property
    def both(self) -> tuple[Peiling, Peiling]:
        return self.earlier, self.later

    @property
    def columns(self) -> tuple[Column, Column]:
        """A column for each; two versions of one peildatum bear their version."""
        earlier, later = peiling_columns(self.both)
        return earlier, later


def pair_of(database: Database, selection: Selection, of_regions: bool = False) -> Pair:
    """The two peilingen that a selection compares. Raises NoComparison where there is nothing to compare."""
    shown, compared = database.shown(selection), database.compared(selection)
    if compared is None:
        raise NoComparison("Kies bij ‘Vergelijk met’ een tweede peildatum: dan is te zien wat er veranderde.")
    what = "regioscores" if of_regions else "projecten"
    for peiling in (shown, compared):
        if peiling.rows(REGIONS if of_regions else PROJECTS) is None:
            raise NoComparison(f"De peiling {peiling.label} bevat geen {what}: wat er veranderde is niet te zeggen.")
    earlier, later = sorted((shown, compared), key=lambda p: (p.peildatum, p.versie))
    return Pair(shown, earlier, later)


def unknown_note(lijst: str, pair: Pair, counts: Sequence[tuple[int, int]]) -> list[str]:
    """Of how many projects the number of organisations is not known: on each date how many, of how many in all."""
    if lijst != "betrokkenheid":
        return []
    dated = zip(pair.columns, counts, strict=True)
    return [f"{column.name}: bij {unknown_size(n, total)}." for column, (n, total) in dated if n]


def between_table(
    spec: Titled,
    pair: Pair,
    selection: Selection,
    columns: Sequence[Column],
    rows: Sequence[Row],
    footnotes: Sequence[str] = (),
) -> Table:
    """A table about both peilingen. Its column of the peildatum is that of the shown one, or else its last."""
    date = pair.columns[pair.both.index(pair.shown)]
    return Table(
        number=spec.number,
        title=spec.title,
        first_column=spec.first_column,
        columns=tuple(columns),
        blocks=(Block("", tuple(rows)),),
        selection=selection,
        peiling=pair.shown,
        peilingen=pair.both,
        shown=list(columns).index(date) if date in columns else len(columns) - 1,
        footnotes=tuple(footnotes),
        between=True,
    )
