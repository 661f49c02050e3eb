"""Who looks at the rows of one sheet for what is possible but worth a look, alone and beside the register before it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wir.domain.register_rows import Row
from wir.domain.vocabulary import Region
from wir.register.check.background import Background
from wir.register.check.findings import Finding, Severity
from wir.register.read.cells import CellValue, shown
from wir.register.read.reading import RawSheet


@dataclass(frozen=True)
class Placed:
    """A row without faults and its number in the file."""

    number: int
    row: Row


@dataclass(frozen=True)
class Around:
    """All parts of a sheet together: what their rows are called, faulty ones too, where they are, and the good ones."""

    raws: tuple[RawSheet, ...]
    numbers: frozenset[str]
    places: tuple[Region, ...]
    placed: Sequence[Placed]


class Warner(ABC):
    """Looks at the rows of one sheet."""

    def __init__(self, raw: RawSheet, placed: Sequence[Placed], around: Around, background: Background) -> None:
        self.raw, self.placed, self.around, self.background = raw, placed, around, background
        self.is_first = raw is around.raws[0]
        self.is_whole = not any(part.missing for part in around.raws)
        self.given = {row.number: row.values for row in raw.rows}

    @abstractmethod
    def warnings(self) -> Iterator[Finding]:
        """Everything that is worth a look."""

    def earlier(self) -> Sequence[Row]:
        """The rows of this sheet in the register before, of those who delivered now."""
        earlier = self.background.earlier
        rows = earlier.of(self.raw.sheet) if earlier else None
        return [r for r in rows or () if self.background.delivers(r.get("concessiehouder"))]

    def gone(self) -> list[Row]:
        """The rows of the register before that are in no part; a row with a fault elsewhere has not disappeared."""
        key = self.raw.sheet.key
        return [r for r in self.earlier() if r[key] not in self.around.numbers] if self.is_whole else []

    def disappeared(self) -> Iterator[Finding]:
        """At the header, for there is no cell."""
        sheet = self.raw.sheet
        for old in self.gone() if self.is_first else ():
            message = f"Een {sheet.nouns[0]} uit de vorige peiling staat niet in dit bestand."
            yield self.at_header(sheet.key, message, " ".join(str(old[name]) for name in sheet.named))

    def at(self, field: str, number: int, message: str, severity: Severity = "waarschuwing") -> Finding:
        value: CellValue = self.given[number].get(field, "")
        header = self.raw.sheet.field(field).header
        return Finding(severity, self.raw.title, self.raw.address(field, number), header, shown(value), message)

    def at_header(self, field: str, message: str, value: str) -> Finding:
        header = self.raw.sheet.field(field).header
        return Finding("waarschuwing", self.raw.title, self.raw.header(field), header, value, message)
