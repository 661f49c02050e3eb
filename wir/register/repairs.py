"""Repairs that a person accepted: a suggestion in the place of what a cell says, one cell or all equal ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wir.register.findings import Finding
from wir.register.grids import shown
from wir.register.reading import RawSheet

ALL_CELLS = ""


@dataclass(frozen=True)
class Repair:
    """`column` is a header of ours; `cell` is an address, or ALL_CELLS for every equal value in the column."""

    sheet: str
    column: str
    cell: str
    old: str
    new: str


def repair_of(finding: Finding, everywhere: bool) -> Repair:
    """The repair that accepts the suggestion of a finding, for its cell or for all equal values."""
    cell = ALL_CELLS if everywhere else finding.cell
    return Repair(finding.sheet, finding.column, cell, finding.value, finding.suggestion or "")


def mend(raw: RawSheet, repairs: Sequence[Repair]) -> RawSheet:
    """The sheet with its repairs; a repair of which the value no longer stands there does nothing."""
    mine = {(r.column, r.cell, r.old): r.new for r in repairs if r.sheet == raw.title}
    if not mine:
        return raw
    rows = []
    for row in raw.rows:
        values = dict(row.values)
        for name, value in row.values.items():
            header, text = raw.sheet.field(name).header, shown(value)
            one, every = (header, raw.address(name, row.number), text), (header, ALL_CELLS, text)
            values[name] = mine.get(one, mine.get(every, value))
        rows.append(replace(row, values=values))
    return replace(raw, rows=tuple(rows))


def as_words(repair: Repair) -> dict[str, str]:
    """How a manifest lists a repair."""
    where = repair.cell or "alle cellen met deze waarde"
    return {"blad": repair.sheet, "kolom": repair.column, "cel": where, "oud": repair.old, "nieuw": repair.new}
