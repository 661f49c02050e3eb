"""Two peilingen beside one another: which came first, and a table of figures about both together."""

from collections.abc import Sequence
from dataclasses import dataclass

from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.tables.counting import peiling_columns, unknown_size
from wir.tables.model import Column, Row, Table
from wir.tables.spec import TableSpec


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


def unknown_note(lijst: str, pair: Pair, counts: Sequence[Sequence[int]]) -> list[str]:
    """Of how many projects the number of organisations is not known: on each date how many, of how many in all."""
    if lijst != "betrokkenheid":
        return []
    dated = zip(pair.columns, counts, strict=True)
    return [f"{column.name}: bij {unknown_size(n, total)}." for column, (n, total) in dated if n]


class BetweenTable(TableSpec):
    """A table about both peilingen together."""

    def between(
        self,
        pair: Pair,
        selection: Selection,
        columns: Sequence[Column],
        rows: Sequence[Row],
        footnotes: Sequence[str] = (),
    ) -> Table:
        """Its column of the peildatum is that of the shown one, or else its last."""
        date = pair.columns[pair.both.index(pair.shown)]
        shown = date if date in columns else columns[-1]
        return self.over(pair.shown, selection, columns, rows, shown, footnotes, pair.both)
