"""Repairs that a person accepted: a suggestion in the place of what a cell says, one cell or all equal ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wir.register.findings import Finding
from wir.register.grids import shown
from wir.register.reading import RawRow, RawSheet

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
    """The sheet with its repairs, each on what the ones before it left; one whose value is not there does nothing."""
    mine = [r for r in repairs if r.sheet == raw.title]
    mended = {f.name: [r for r in mine if r.column == f.header] for f in raw.sheet.fields}
    return replace(raw, rows=tuple(_mend_row(raw, row, mended) for row in raw.rows)) if mine else raw


def _mend_row(raw: RawSheet, row: RawRow, mended: Mapping[str, Sequence[Repair]]) -> RawRow:
    values = {}
    for name, value in row.values.items():
        for repair in mended[name]:
            if repair.cell in (ALL_CELLS, raw.address(name, row.number)) and shown(value) == repair.old:
                value = repair.new
        values[name] = value
    return replace(row, values=values)


def as_words(repair: Repair) -> dict[str, str]:
    """How a manifest lists a repair."""
    where = repair.cell or "alle cellen met deze waarde"
    return {"blad": repair.sheet, "kolom": repair.column, "cel": where, "oud": repair.old, "nieuw": repair.new}
