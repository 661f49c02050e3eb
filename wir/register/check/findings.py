"""What is wrong or worth a look in a register: one finding a cell, and equal findings folded into one line.

And repairs that a person accepted: a suggestion in the place of what one cell says, or several that say the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wir.register.check.dates import is_surely_month_first
from wir.register.check.personal import concealed
from wir.register.read.cells import CellValue, shown
from wir.register.read.reading import RawRow, RawSheet

MOST_LISTED = 12

Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to look at: where, what stands there, what was expected and perhaps what was meant.

    `sheet` and `column` are as the file names them; `cell` is an address such as C17. The suggestion "" is to make the
    cell empty; one that is `sure` is what anybody would have meant. `part` is what in the value a
    person may confirm to be of no person.
    """

    severity: Severity
    sheet: str
    cell: str
    column: str
    value: str
    message: str
    suggestion: str | None = None
    sure: bool = False
    part: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell} ({self.column}): {self.said}"

    @property
    def said(self) -> str:
        """The message with its suggestion."""
        if self.suggestion == "":
            return f"{self.message} Voorstel: maak leeg."
        return f"{self.message} Bedoelt u '{self.suggestion}'?" if self.suggestion else self.message


@dataclass(frozen=True)
class Folded:
    """Findings that differ only in their cell, and without a suggestion in their value, in the order of the file."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(f.cell for f in self.findings)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(f.value for f in self.findings)


def fold(findings: Iterable[Finding]) -> tuple[Folded, ...]:
    """Equal findings as one; errors before warnings, otherwise in the order of the file.

    A repair mends one value, so those with a suggestion differ by value too.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for f in findings:
        value = f.value if f.suggestion is not None else ""
        key = (f.severity, f.sheet, f.column, f.message, repr(f.suggestion), value)
        groups.setdefault(key, []).append(f)
    folded = [Folded(tuple(group)) for group in groups.values()]
    return tuple(sorted(folded, key=lambda g: g.first.severity != "fout"))


def count(findings: Sequence[Finding]) -> tuple[int, int]:
    """How many errors and how many warnings."""
    found = Counter(f.severity for f in findings)
    return found["fout"], found["waarschuwing"]


def listed(texts: Iterable[str]) -> str:
    """The different cells or values of a folded finding, the first dozen by name."""
    different = list(dict.fromkeys(texts))
    more = len(different) - MOST_LISTED
    return ", ".join(different[:MOST_LISTED]) + (f" en nog {more}" if more > 0 else "")


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


def sure_repairs(findings: Iterable[Finding]) -> tuple[Repair, ...]:
    """The repairs of which nobody would have meant anything else."""
    return tuple(repair_of(group) for group in fold(f for f in findings if f.sure and f.suggestion is not None))


def mend(raw: RawSheet, repairs: Sequence[Repair]) -> RawSheet:
    """The sheet with its repairs, each on what the ones before it left; one whose value is not there does nothing."""
    mine = [r for r in repairs if r.sheet == raw.title]
    slashed = raw.month_first | month_first_in(raw)  # also once those that say so are mended
    mended = {f.name: [(r, set(r.cells)) for r in mine if r.column == f.header] for f in raw.sheet.fields}
    rows = (_mend_row(raw, row, mended) for row in raw.rows)
    return replace(raw, rows=tuple(rows), month_first=slashed) if mine else raw


def month_first_in(raw: RawSheet) -> frozenset[str]:
    """The columns in which a date has its month before its day, beyond doubt."""
    dates = [f.name for f in raw.sheet.fields if f.kind == "datum"]
    given = ((name, row.values.get(name)) for row in raw.rows for name in dates)
    return frozenset(name for name, value in given if isinstance(value, str) and is_surely_month_first(value))


def _mend_row(raw: RawSheet, row: RawRow, mended: Mapping[str, Sequence[tuple[Repair, set[str]]]]) -> RawRow:
    values: dict[str, CellValue] = {}
    # A cell beyond the last that is filled, or below one that it is merged with, may be mended too.
    for name, value in {**{n: "" for n, wanted in mended.items() if wanted and n in raw.columns}, **row.values}.items():
        for repair, cells in mended[name]:
            if raw.address(name, row.number) in cells and shown(value) == repair.old:
                value = repair.new
        values[name] = value
    return replace(row, values=values)


def as_words(repair: Repair) -> dict[str, str]:
    """How a manifest lists a repair, without what is of a person."""
    old, new = (concealed(text) for text in (repair.old, repair.new))
    return {"blad": repair.sheet, "kolom": repair.column, "cel": ", ".join(repair.cells), "oud": old, "nieuw": new}
