"""Repairs that a person accepted: a suggestion in the place of what one cell says, or several that say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wir.register.findings import Finding, Folded
from wir.register.grids import shown
from wir.register.reading import RawRow, RawSheet


@dataclass(frozen=True)
class Repair:
    """`column` is a header of ours, `cells` are the addresses."""

    sheet: str
    column: str
    cells: tuple[str, ...]
    old: str
    new: str


def repair_of(group: Folded) -> Repair:
    """The repair that accepts the suggestion of equal findings.

    Only in their cells: what is wrong beside one regio (a concessiehouder, a subregio) may be right beside another.
    """
    f = group.first
    return Repair(f.sheet, f.column, group.cells, f.value, f.suggestion or "")


def mend(raw: RawSheet, repairs: Sequence[Repair]) -> RawSheet:
    """The sheet with its repairs, each on what the ones before it left; one whose value is not there does nothing."""
    mine = [r for r in repairs if r.sheet == raw.title]
    mended = {f.name: [(r, set(r.cells)) for r in mine if r.column == f.header] for f in raw.sheet.fields}
    return replace(raw, rows=tuple(_mend_row(raw, row, mended) for row in raw.rows)) if mine else raw


def _mend_row(raw: RawSheet, row: RawRow, mended: Mapping[str, Sequence[tuple[Repair, set[str]]]]) -> RawRow:
    values = {}
    for name, value in row.values.items():
        for repair, cells in mended[name]:
            if raw.address(name, row.number) in cells and shown(value) == repair.old:
                value = repair.new
        values[name] = value
    return replace(row, values=values)


def remarks_of(repairs: Sequence[Repair]) -> Iterator[Finding]:
    """What the file that is given back says of its cells that were repaired elsewhere."""
    for r in repairs:
        for cell in r.cells:
            message = f"Op de pagina hersteld tot '{r.new}'; neem dat hier over."
            yield Finding("waarschuwing", r.sheet, cell, r.column, r.old, message)


def as_words(repair: Repair) -> dict[str, str]:
    """How a manifest lists a repair."""
    cells = ", ".join(repair.cells)
    return {"blad": repair.sheet, "kolom": repair.column, "cel": cells, "oud": repair.old, "nieuw": repair.new}
