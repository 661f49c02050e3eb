"""Which sheet of a file is which, in which row its headers stand, and which column is which field."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, takewhile

from openpyxl.utils import get_column_letter

from wir.domain.declaration import Declaration, Field, Sheet
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import normalise
from wir.register.read.cells import CellValue, Grid, shown

HEADER_SEARCH_ROWS = 20
LONGEST_HEADER = 200
SAMPLES = 3
SKIP = ""
TOTAL = re.compile(r"\s*(eind|sub)?totaal\b", re.IGNORECASE)
# Of persons: recognised so that it can be named, never stored.
PERSONAL = re.compile(
    r"projectleid|projectmanager|contactperso|coordinator|mail|telefoon|mobiel|geboortedatum|burgerservice"
    r"|^(tel(nr|nummer)?|06(nr|nummer)|bsn(nr|nummer)?|adres)\d*$"
)
LONGEST_PERSONAL = 1000  # characters of a header in which they are looked for

Columns = Mapping[str, str]
"""What a person said of headers: the header as `normalise` gives it, and the name of its field, or SKIP."""


@dataclass(frozen=True)
class Column:
    """A column of theirs that no field is filled from."""

    letter: str
    header: str
    samples: tuple[str, ...]

    @property
    def is_personal(self) -> bool:
        return is_personal(self.header)


def is_personal(header: str) -> bool:
    """Whether a header is of a column about persons."""
    return PERSONAL.search(normalise(header[:LONGEST_PERSONAL])) is not None


@dataclass(frozen=True)
class Match:
    """How a grid fits a sheet of a register. `places` gives the column index of each field."""

    declared: Declaration
    sheet: Sheet
    grid: Grid
    header_row: int
    headers: tuple[str, ...]
    places: Mapping[str, int]
    doubled: tuple[tuple[Field, int], ...]

    @property
    def own(self) -> int:
        """How many of the columns are found in no other sheet of its register."""
        others = {f.name for s in self.declared.sheets if s is not self.sheet for f in s.fields}
        return sum(name not in others for name in self.places)

    @property
    def named(self) -> bool:
        """Whether the title says so too."""
        return normalise(self.grid.title) in {normalise(n) for n in (self.sheet.name, *self.sheet.synonyms)}

    @property
    def fits(self) -> bool:
        """Two columns of its own are enough, or the right title above what may be headers: a person can say which."""
        return self.own >= 2 or (self.named and (bool(self.places) or _may_be_headers(self.grid.row(self.header_row))))


def match(grid: Grid, columns: Columns) -> Match | None:
    """The sheet of a register that a grid holds, or None: what two sheets share decides between none of them."""
    each = ((declared, sheet) for declared in REGISTERS.values() for sheet in declared.sheets)
    found = [_best_header(declared, sheet, grid, columns) for declared, sheet in each]
    fitting = [m for m in found if m.fits]
    return max(fitting, key=lambda m: (len(m.places), m.named), default=None)


def meant(sheet: Sheet, header: str, columns: Columns) -> Field | None:
    """The field that a header means: what a person said first, else what the fields know; of persons never one.

    What was said of the other sheet does not count here.
    """
    spelled = normalise(header) if len(header) <= LONGEST_HEADER else ""
    said = columns.get(spelled)
    if not spelled or said == SKIP or is_personal(spelled):
        return None
    return next((f for f in sheet.fields if f.name == said), None) or _fields_by_spelling(sheet).get(spelled)


@cache
def _fields_by_spelling(sheet: Sheet) -> Mapping[str, Field]:
    """As Field.matches, for a hostile sheet in which every cell could be a header."""
    spelled = [(normalise(h), f) for f in reversed(sheet.fields) for h in (f.header, f.name, *f.synonyms)]
    return dict(spelled)


def _best_header(declared: Declaration, sheet: Sheet, grid: Grid, columns: Columns) -> Match:
    """The row with most known headers, else the first that may be headers.

    Headers that are merged over two rows count as one row, the lower.
    """
    best: Match | None = None
    numbers = [n for n in grid.rows if n <= HEADER_SEARCH_ROWS] or [1]
    for number in sorted(numbers, key=lambda n: not _may_be_headers(grid.row(n))):
        lower, upper = grid.row(number), grid.row(number - 1)
        for line in (lower, _filled_from(lower, upper)):
            found = _match_line((declared, sheet), grid, number, line, columns)
            if best is None or len(found.places) > len(best.places):
                best = found
    assert best is not None
    return best


def _may_be_headers(row: Sequence[CellValue]) -> bool:
    return sum(isinstance(v, str) and 0 < len(v.strip()) <= LONGEST_HEADER for v in row) >= 2


def _filled_from(lower: Sequence[CellValue], upper: Sequence[CellValue]) -> list[CellValue]:
    width = max(len(lower), len(upper))
    below, above = [*lower, *[""] * (width - len(lower))], [*upper, *[""] * (width - len(upper))]
    return [b if shown(b) else a for a, b in zip(above, below, strict=True)]


def _match_line(
    of: tuple[Declaration, Sheet], grid: Grid, number: int, line: Sequence[CellValue], columns: Columns
) -> Match:
    """In which column each field stands; the first of two that are equally good counts, and the other is doubled."""
    declared, sheet = of
    headers = tuple(shown(v) for v in line)
    found: dict[Field, list[int]] = {}
    for index, header in enumerate(headers):
        if field := meant(sheet, header, columns):
            found.setdefault(field, []).append(index)
    best = {f: _best_columns(f, indexes, headers, columns) for f, indexes in found.items()}
    places = {f.name: indexes[0] for f, indexes in best.items()}
    doubled = [(f, index) for f, indexes in best.items() for index in indexes[1:]]
    return Match(declared, sheet, grid, number, headers, places, tuple(doubled))


def _best_columns(field: Field, indexes: list[int], headers: Sequence[str], columns: Columns) -> list[int]:
    """The columns with the header that is its own or that a person said; without those all columns."""
    own = normalise(field.header)
    return [i for i in indexes if (s := normalise(headers[i])) == own or columns.get(s) == field.name] or indexes


def left_over(found: Match) -> Iterator[Column]:
    """The columns that no field is filled from and that hold something."""
    used = {*found.places.values(), *(index for _, index in found.doubled)}
    below = [row for number, row in found.grid.rows.items() if number > found.header_row]
    width = max((len(found.headers), *map(len, below)))
    for index in range(width):
        if index not in used:
            header = found.headers[index] if index < len(found.headers) else ""
            filled = (s for row in below if index < len(row) and (s := shown(row[index])))
            samples = tuple(islice(_distinct(filled), 0 if is_personal(header) else SAMPLES))
            if header or samples:
                yield Column(get_column_letter(index + 1), header, samples)


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    seen = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def totals_rows(found: Match) -> tuple[int, ...]:
    """The numbers of the last rows, when those are a sum of the others with perhaps notes below it."""
    grid = found.grid
    numbers = [n for n in grid.rows if n > found.header_row]
    last = list(takewhile(lambda n: _is_total(found, grid.row(n)) or _is_note(grid.row(n)), reversed(numbers)))
    while last and not _is_total(found, grid.row(last[-1])):
        last.pop()
    return tuple(reversed(last))


def _is_total(found: Match, row: Sequence[CellValue]) -> bool:
    """Numbers under the word Totaal or without any word, and neither the number nor the name of a project or region."""
    words = [i for i, v in enumerate(row) if isinstance(v, str) and any(map(str.isalpha, v))]
    named = bool(words) and TOTAL.match(str(row[words[0]])) is not None
    required = {found.places.get(f.name) for f in found.sheet.fields if f.required}
    if required.intersection(words[1:]) if named else words or any(isinstance(v, date) for v in row):
        return False
    key = found.places.get(found.sheet.fields[0].name, len(row))
    at_key = row[key] if key < len(row) else ""
    return (named and key == words[0]) or not shown(at_key)


def _is_note(row: Sequence[CellValue]) -> bool:
    """A sentence in the first column and nothing else; a number alone may be a project that was begun."""
    first, *rest = row
    return isinstance(first, str) and " " in first.strip() and not any(shown(v) for v in rest)
