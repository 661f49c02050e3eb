"""Which sheet of a file is which, in which row its headers stand, and which column is which field."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, takewhile

from openpyxl.utils import get_column_letter

from wir.domain.declaration import Declaration, Field, Sheet
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import normalise
from wir.register.read.cells import LOOSE, OTHER_HEAD, SPILLED, SWALLOWED, CellValue, Grid, Odd, shown
from wir.register.read.headers import LONGEST_HEADER, is_personal, recognise

HEADER_SEARCH_ROWS = 100
SAMPLES = 3
FAR_BELOW = 50  # blank rows
SKIP = ""
TOTAL = re.compile(
    r"\s*((eind|sub|tussen|grand|generaal)?[\s-]*(totaal|totalen|total|totals)\b|(som|sum|gemiddelde)\s*:?$)", re.I
)
FOOTNOTE = re.compile(r"\s*(\*|bron(nen)?\s*:|noot\b|n\.?b\.?\s*:|let op\b|toelichting\s*:)", re.IGNORECASE)
LEAST_WORDS = 3  # of a sentence in the place of a number
Columns = Mapping[str, str]
"""What a person said of headers: the header as `normalise` gives it, and the name of its field, or SKIP."""


@dataclass(frozen=True)
class Pointed:
    """What a person pointed at in a file.

    `sheets` are the titles of those that count, empty for all; `heads` has the row of the headers by title; `skipped`
    are rows that are none of the register, as Projecten!12.
    """

    sheets: tuple[str, ...] = ()
    heads: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()


NOTHING_POINTED = Pointed()
OF_FILE = " · "  # between the name of a file and of its sheet, where several are read together


@dataclass(frozen=True)
class Column:
    """A column of theirs that no field is filled from."""

    letter: str
    header: str
    samples: tuple[str, ...]

    @property
    def is_personal(self) -> bool:
        return is_personal(self.header)


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
        return is_called(self.grid.title, self.sheet)

    @property
    def fits(self) -> bool:
        """Two columns of its own are enough, or the right title above what may be headers: a person can say which."""
        return self.own >= 2 or (self.named and (bool(self.places) or _may_be_headers(self.grid.row(self.header_row))))


def is_called(title: str, sheet: Sheet) -> bool:
    """Whether a title is that of a sheet of the register; what stands before it is the file."""
    said = normalise(title.rpartition(OF_FILE)[2])
    return said in {normalise(n) for n in (sheet.name, *sheet.synonyms)}


def match(grid: Grid, columns: Columns, pointed: Pointed = NOTHING_POINTED) -> Match | None:
    """The sheet of a register that a grid holds, or None: what two sheets share decides between none of them.

    All required columns say more than a title, and a title more than some columns: another register has a 'fase' too.
    """
    each = ((declared, sheet) for declared in REGISTERS.values() for sheet in declared.sheets)
    head = pointed.heads.get(grid.title)
    found = [_best_header(declared, sheet, grid, columns, head) for declared, sheet in each]
    fitting = [m for m in found if m.fits]
    whole = [m for m in fitting if all(f.name in m.places for f in m.sheet.fields if f.required)]
    fitting = whole or [m for m in fitting if m.named] or fitting
    return max(fitting, key=lambda m: (len(m.places), m.named), default=None)


def meant(sheet: Sheet, header: str, columns: Columns) -> Field | None:
    """The field that a header means: what a person said first, else what the fields know; of persons never one.

    What was said of the other sheet does not count here.
    """
    spelled = normalise(header) if len(header) <= LONGEST_HEADER else ""
    said = columns.get(spelled)
    if not spelled or said == SKIP or is_personal(spelled):
        return None
    return next((f for f in sheet.fields if f.name == said), None) or recognise(sheet, header)


def _best_header(declared: Declaration, sheet: Sheet, grid: Grid, columns: Columns, head: int | None) -> Match:
    """The row that a person pointed at, else that with most known headers, else the first that may be headers.

    Headers that are merged over two or three rows count as one row, the lowest.
    """
    best: Match | None = None
    numbers = [head] if head else [n for n in grid.rows if n <= HEADER_SEARCH_ROWS] or [1]
    for number in sorted(numbers, key=lambda n: not _may_be_headers(grid.row(n))):
        lower, upper, top = (grid.row(n) for n in (number, number - 1, number - 2))
        two = _filled_from(lower, upper)
        for line in (lower, two, _filled_from(two, top)):
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


def set_aside(found: Match) -> dict[int, str]:
    """The rows that are no row of the register by what they lack, each with what it is."""
    grid = found.grid
    numbers = [n for n in grid.rows if n > found.header_row]
    last = list(takewhile(lambda n: _is_total(found, grid.row(n)) or _is_note(grid.row(n)), reversed(numbers)))
    while last and not _is_total(found, grid.row(last[-1])):
        last.pop()
    aside = {n: kind for n in numbers if (kind := _no_row(found, grid.row(n)))}
    return aside | dict.fromkeys(reversed(last), BELOW)


BELOW, TOTALS, HEADS, NOTES = "onderaan", "totaal", "kop", "noot"


def _no_row(found: Match, row: Sequence[CellValue]) -> str:
    """What a row between the others is that is none of the register; empty for one that may be."""
    filled = [i for i, v in enumerate(row) if shown(v)]
    text = shown(row[filled[0]]) if filled else ""
    if TOTAL.match(text) and _is_total(found, row):
        return TOTALS
    heads = [i for i in filled if i < len(found.headers) and row[i] == found.headers[i]]
    if len(heads) >= 2 and 2 * len(heads) > len(filled):
        return HEADS
    key = found.places.get(found.sheet.key)
    words = len(text.split()) + (not any(map(str.isdigit, text)))  # a number of a project may hold a space
    sentence = key == filled[0] and words >= LEAST_WORDS if filled and key is not None else False
    return NOTES if len(filled) == 1 and (FOOTNOTE.match(text) or sentence) else ""


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


def odd_lines(found: Match, aside: Mapping[int, str]) -> Iterator[Odd]:
    """What is odd line by line: rows far below, a head repeated in another order, a csv cut in the wrong places."""
    first, last = (end(found.places.values(), default=0) + 1 for end in (min, max))
    before, cut = found.header_row, found.grid.delimiter
    for number, row in found.grid.rows.items():
        if before < number - FAR_BELOW and before > found.header_row and number not in aside:
            yield number, first, LOOSE, ""
        before = number
        if aside.get(number) == HEADS:
            yield from _other_heads(found, number)
        elif cut and number > found.header_row:
            if found.grid.widths[number - 1] > found.grid.widths[found.header_row - 1]:
                yield number, last, SPILLED, ""
            for index, value in enumerate(row):
                if isinstance(value, str) and "\n" in value and _swallowed(value, cut, len(found.headers)):
                    yield number, index + 1, SWALLOWED, ""


def _other_heads(found: Match, number: int) -> Iterator[Odd]:
    """The columns that bear the name of another field from here."""
    named = {index: name for name, index in found.places.items()}
    for index, value in enumerate(found.grid.row(number)):
        other = recognise(found.sheet, shown(value)) if shown(value) else None
        if index in named and other and other.name != named[index]:
            yield number, index + 1, OTHER_HEAD, other.header


def _swallowed(value: str, cut: str, columns: int) -> bool:
    """Whether a line of a text is one of the register."""
    return any(line.count(cut) >= max(2, columns // 2) for line in value.split("\n")[1:])
