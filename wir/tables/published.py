"""The tables as the report of January 2021 printed them, and whether a computed table equals them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wir.common.paths import REPORT
from wir.domain.region_names import find_place
from wir.domain.vocabulary import regions, vocabulary
from wir.tables.model import Table, Value

JUDGEMENT_FILES = {
    "5": ("tabel_05_betrokkenheid.csv", "betrokkenheid"),
    "6": ("tabel_06_status.csv", "status"),
    "8": ("tabel_08_impact.csv", "impact"),
    "10": ("tabel_10_delen.csv", "deelbaarheid"),
    "11": ("tabel_11_opschaalbaarheid.csv", "opschaalbaarheid"),
}
# The report's name of a dimension in table 12 where it differs from ours.
DIMENSIONS = {"delen": "deelbaarheid"}
REPORT_DATE = "2020-11-01"


@dataclass(frozen=True)
class PublishedCell:
    """One printed number: where it stands (list and code of the row, key of the column) and its value."""

    number: str
    peildatum: str
    lijst: str
    code: str
    column: str
    value: int


@dataclass(frozen=True)
class Compared:
    """A printed number beside the computed one."""

    cell: PublishedCell
    row: str
    column: str
    computed: Value

    @property
    def equal(self) -> bool:
        return self.computed == self.cell.value

    @property
    def whole(self) -> int | None:
        """The computed number; None where it is not registered."""
        return None if self.computed is None else int(self.computed)

    @property
    def difference(self) -> int | None:
        """The computed number less the printed one."""
        return None if self.whole is None else self.whole - self.cell.value


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (REPORT / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _code(lijst: str, label: str) -> str:
    term = vocabulary().find(lijst, label)
    if term is None:
        raise KeyError(f"{label} is not in the list {lijst}")
    return term.code


@cache
def published() -> tuple[PublishedCell, ...]:
    """Every number of the tables 1 to 8, 10 to 12 and appendix 1."""
    return (*_phases(), *_judgements(), *_themes(), *_standings())


def _phases() -> Iterator[PublishedCell]:
    for r in _rows("tabel_01_02_03_fasen.csv"):
        yield PublishedCell(r["tabel"], r["peildatum"], r["dimensie"], r["fase"], r["peildatum"], int(r["aantal"]))


def _judgements() -> Iterator[PublishedCell]:
    for number, (name, lijst) in JUDGEMENT_FILES.items():
        for r in _rows(name):
            yield PublishedCell(
                number, r["peildatum"], lijst, _code(lijst, r["label"]), r["peildatum"], int(r["aantal"])
            )
    for r in _rows("tabel_12_technologie.csv"):
        lijst = DIMENSIONS.get(r["dimensie"], r["dimensie"])
        yield PublishedCell("12", r["peildatum"], lijst, _code(lijst, r["label"]), r["peildatum"], int(r["aantal"]))


def _themes() -> Iterator[PublishedCell]:
    for r in _rows("tabel_04_thema_concessiehouder.csv"):
        holder = _code("concessiehouder", r["concessiehouder"])
        yield PublishedCell("4", r["peildatum"], "thema", _code("thema", r["thema"]), holder, int(r["aantal"]))
    for r in _rows("tabel_07_thema_startjaar.csv"):
        yield PublishedCell("7", r["peildatum"], "thema", _code("thema", r["thema"]), r["startjaar"], int(r["aantal"]))


def _standings() -> Iterator[PublishedCell]:
    for r in _rows("bijlage_1_regios.csv"):
        place = find_place(regions(), r["zorgkantoorregio"], r["subregio"])
        if place is None:
            raise KeyError(f"{r['zorgkantoorregio']} is not a known region")
        for column in ("afspraken", "visie", "dynamiek"):
            yield PublishedCell("bijlage-1", REPORT_DATE, "regio", place.code, column, int(r[column]))


def compare(table: Table) -> tuple[Compared, ...]:
    """Each printed number that belongs in this table, beside the computed one.

    Empty when the report has no such table for this peildatum, or a filter is set.
    """
    cells = [c for c in published() if c.number == table.number]
    if table.selection.peildatum.isoformat() not in {c.peildatum for c in cells}:
        return ()
    labels = {(row.lijst, row.code): row.label for row in table.rows}
    columns = {key: table.column(key) for key in (column.key for column in table.columns)}
    return tuple(
        Compared(
            cell,
            labels.get((cell.lijst, cell.code), cell.code),
            columns[cell.column].name,
            table.value(cell.lijst, cell.code, cell.column),
        )
        for cell in cells
        if cell.column in columns
    )
