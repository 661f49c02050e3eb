"""Loading, the tables and the report; and how both grow with the register and the number of peilingen."""

import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.bench.measure import RUNS, Measured, of, timed
from tests.bench.stores import grow
from wir.database.answer_cache import Memory
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.selection import Selection
from wir.report.build import STANDARD, build_report
from wir.report.files import MAKERS
from wir.store.store import Store
from wir.tables.build import EVERY, build_table

SIZES = {318: 5, 100_000: 50, 5_000_000: 500}  # rows in all, and the milliseconds that a table may take
PEILINGEN = (4, 20, 100)
# One of each query: phases, judgements, themes, regions, what changed, and a count with what came and went.
SHOWN = ("1", "6", "7", "bijlage-1", "verandering", "opbouw-status")
CHANGED = "gewijzigd"
FEW = 5


def forget(database: Database) -> None:
    """Let everything be computed anew."""
    database.tables, database.rows, database.counted = (Memory(database, 1000) for _ in range(3))


def tables(store: Store) -> Iterator[Measured]:
    """Each table of the example register, and the report in each of its forms."""
    yield of("alle peilingen laden", "ms", timed(lambda: Database(store)))
    database = Database(store)
    selection = default(database.catalogue)
    for number in EVERY:
        yield _table(database, selection, number, SIZES[318], f"tabel {number}")
    made = date(2021, 1, 15)
    report = build_report(database, selection, STANDARD, (), made)
    putting = timed(lambda: build_report(database, selection, STANDARD, (), made), before=lambda: forget(database))
    yield of("rapport samenstellen", "ms", putting)
    for kind, make in MAKERS.items():
        yield of(f"rapport als .{kind}", "ms", timed(lambda make=make: make(report, database, selection, None)))  # type: ignore[misc]


def growth(folder: Path, example: Store) -> Iterator[Measured]:
    """Some tables on each size of register, spread over so many peilingen."""
    for rows, most in list(SIZES.items())[1:]:
        for count in PEILINGEN:
            store = grow(folder / f"{rows}_{count}", example, rows, count)
            where = f"{rows:_} projecten over {count} peilingen".replace("_", ".")
            yield of(f"laden, {where}", "ms", timed(lambda store=store: Database(store), 1))  # type: ignore[misc]
            database = Database(store)
            selection = default(database.catalogue)
            for number in SHOWN:
                yield _table(database, selection, number, most, f"tabel {number}, {where}", FEW)
            changed = selection.with_filter("verandering", (CHANGED,))
            yield _table(database, changed, "6", most, f"tabel 6 van wat gewijzigd is, {where}", FEW)
            yield of(f"geheugen tot nu toe, {where}", "MB", [_memory()])


def _table(database: Database, selection: Selection, number: str, most: float, what: str, runs: int = RUNS) -> Measured:
    taken = timed(lambda: build_table(number, database, selection), runs, lambda: forget(database))
    return of(what, "ms", taken, most)


def _memory() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
