"""How a report table differs between two peilingen: for the preview of a publication and the list of corrections."""

from collections.abc import Iterator
from dataclasses import dataclass

from wir.database.database import Database
from wir.domain.peiling import Peiling
from wir.domain.selection import NONE, Selection
from wir.tables.build import TABLES, build_table
from wir.tables.model import Column, ColumnKind, Row, RowKind, Table, Value


@dataclass(frozen=True)
class Beside:
    """One row of a table before and after, in the column of the peildatum or in the total."""

    label: str
    kind: RowKind
    old: Value
    new: Value


@dataclass(frozen=True)
class Erratum:
    """One published figure that a later version changed."""

    table: str
    row: str
    column: str
    old: Value
    new: Value
    kind: ColumnKind


def national(database: Database, peiling: Peiling, number: str) -> Table:
    """A table of one peiling by itself, without filters or comparison."""
    alone = Selection(peiling.peildatum, peiling.versie, eerder=(NONE,), declared=database.declared)
    return build_table(number, database, alone)


def beside(before: Table, after: Table) -> tuple[Beside, ...]:
    """The rows of the newer table with what they were; rows that only the older one has come last."""
    old, new = ({_key(r): r for r in table.rows} for table in (before, after))
    return tuple(
        Beside(row.label, row.kind, before.value(*key, _main(before)), after.value(*key, _main(after)))
        for key, row in {**new, **{k: r for k, r in old.items() if k not in new}}.items()
    )


def errata(database: Database, old: Peiling, new: Peiling) -> tuple[Erratum, ...]:
    """Every figure of every table that differs between two versions of a peildatum."""
    return tuple(e for number in TABLES for e in _differing(*(national(database, p, number) for p in (old, new))))


def _differing(before: Table, after: Table) -> Iterator[Erratum]:
    """The figures of the newer table in its order, then those that only the older one has."""
    old, new = _figures(before), _figures(after)
    for place, (row, column, _) in {**new, **{p: f for p, f in old.items() if p not in new}}.items():
        was, becomes = (figures[place][2] if place in figures else None for figures in (old, new))
        if was != becomes:
            yield Erratum(after.name, row.label, column.name, was, becomes, column.kind)


def _figures(table: Table) -> dict[tuple[str, str, str], tuple[Row, Column, Value]]:
    """Every figure by what it counts, whatever the place of its row and column."""
    return {
        (*_key(row), column.key): (row, column, value) for row in table.rows for column, value, _ in table.printed(row)
    }


def _key(row: Row) -> tuple[str, str]:
    return row.lijst, row.code


def _main(table: Table) -> Column:
    """The column that says how many there are: of the total where a table has one, else of the peildatum."""
    return next((column for column in table.columns if column.key == "totaal"), table.shown)
