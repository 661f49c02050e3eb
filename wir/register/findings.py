"""What is wrong or worth a look in a register: one finding a cell, and equal findings folded into one line."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

MOST_LISTED = 12
Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to look at: where, what stands there, what was expected and perhaps what was meant.

    `sheet` and `column` are as the file names them; `cell` is an address such as C17.
    """

    severity: Severity
    sheet: str
    cell: str
    column: str
    value: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell} ({self.column}): {self.said}"

    @property
    def said(self) -> str:
        """The message with its suggestion."""
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
        value = f.value if f.suggestion else ""
        groups.setdefault((f.severity, f.sheet, f.column, f.message, f.suggestion or "", value), []).append(f)
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
