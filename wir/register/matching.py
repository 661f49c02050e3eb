"""Which sheet of a file is which, in which row its headers stand, and which column is which field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from openpyxl.utils import get_column_letter

from wir.register.fields import SHEETS, Field, Sheet
from wir.register.grids import CellValue, Grid, shown
from wir.vocabulary import normalise

HEADER_SEARCH_ROWS = 20
LONGEST_HEADER = 200
SAMPLES = 3
SKIP = ""
# Of persons: recognised so that it can be named, never stored.
PERSONAL = (
    "projectleider", "contactpersoon", "naamcontactpersoon", "naamprojectleider", "email", "emailadres", "mail",
    "mailadres", "telefoon", "telefoonnummer", "tel", "telnr", "mobiel", "mobielnummer", "06nummer",
    "emailprojectleider", "emailcontactpersoon", "telefoonprojectleider", "telefooncontactpersoon",
    "geboortedatum", "bsn", "adres",
)  # fmt: skip

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
        return normalise(self.header) in PERSONAL


@dataclass(frozen=True)
class Match:
    """How a grid fits a sheet of the register. `places` gives the column index of each field."""

    sheet: Sheet
    grid: Grid
    header_row: int
    headers: tuple[str, ...]
    places: Mapping[str, int]
    doubled: tuple[tuple[Field, int], ...]

    @property
    def own(self) -> int:
        """How many of the columns are found in no other sheet of the register."""
        others = {f.name for s in SHEETS if s is not self.sheet for f in s.fields}
        return sum(name not in others for name in self.places)

    @property
    def named(self) -> bool:
        """Whether the title says so too."""
        return normalise(self.grid.title) in {normalise(n) for n in (self.sheet.name, *self.sheet.synonyms)}

    @property
    def fits(self) -> bool:
        """Two columns of its own are enough, or the right title above one known column."""
        return self.own >= 2 or (self.named and bool(self.places))


def match(grid: Grid, columns: Columns) -> Match | None:
    """The sheet of the register that a grid holds, or None."""
    found = [_best_header(sheet, grid, columns) for sheet in SHEETS]
    fitting = [m for m in found if m.fits]
    return max(fitting, key=lambda m: (m.own, m.named), default=None)


def meant(sheet: Sheet, header: str, columns: Columns) -> Field | None:
    """The field that a header means: what a person said first, else what the fields know."""
    spelled = normalise(header) if len(header) <= LONGEST_HEADER else ""
    said = columns.get(spelled)
    if said is None:
        return _fields_by_spelling(sheet.name).get(spelled)
    return next((f for f in sheet.fields if f.name == said), None)


@cache
def _fields_by_spelling(sheet: str) -> Mapping[str, Field]:
    """As Field.matches, for a hostile sheet in which every cell could be a header."""
    fields = next(s.fields for s in SHEETS if s.name == sheet)
    spelled = [(normalise(h), f) for f in reversed(fields) for h in (f.header, f.name, *f.synonyms)]
    return dict(spelled)


def _best_header(sheet: Sheet, grid: Grid, columns: Columns) -> Match:
    """The row with most known headers; headers that are merged over two rows count as one row, the lower."""
    best: Match | None = None
    for number in [n for n in grid.rows if n <= HEADER_SEARCH_ROWS] or [1]:
        lower, upper = grid.row(number), grid.row(number - 1)
        for line in (lower, _filled_from(lower, upper)):
            found = _match_line(sheet, grid, number, line, columns)
            if best is None or len(found.places) > len(best.places):
                best = found
    assert best is not None
    return best


def _filled_from(lower: Sequence[CellValue], upper: Sequence[CellValue]) -> list[CellValue]:
    width = max(len(lower), len(upper))
    below, above = [*lower, *[""] * (width - len(lower))], [*upper, *[""] * (width - len(upper))]
    return [b if shown(b) else a for a, b in zip(above, below, strict=True)]


def _match_line(sheet: Sheet, grid: Grid, number: int, line: Sequence[CellValue], columns: Columns) -> Match:
    """In which column each field stands; the first of two equal headers counts."""
    headers = tuple(shown(v) for v in line)
    places: dict[str, int] = {}
    doubled = []
    for index, header in enumerate(headers):
        if (field := meant(sheet, header, columns)) and places.setdefault(field.name, index) != index:
            doubled.append((field, index))
    return Match(sheet, grid, number, headers, places, tuple(doubled))


def left_over(found: Match) -> Iterator[Column]:
    """The columns that no field is filled from and that hold something."""
    used = {*found.places.values(), *(index for _, index in found.doubled)}
    below = [row for number, row in found.grid.rows.items() if number > found.header_row]
    width = max((len(found.headers), *map(len, below)))
    for index in range(width):
        if index not in used:
            header = found.headers[index] if index < len(found.headers) else ""
            filled = (s for row in below if index < len(row) and (s := shown(row[index])))
            samples = tuple(islice(_distinct(filled), SAMPLES))
            if header or samples:
                yield Column(get_column_letter(index + 1), header, samples)


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    seen = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def totals_row(found: Match) -> int | None:
    """The last row, when it is a sum of the others and no project or region."""
    numbers = [n for n in found.grid.rows if n > found.header_row]
    if not numbers:
        return None
    row = found.grid.row(numbers[-1])
    texts = [s for value in row if isinstance(value, str) and (s := normalise(value))]
    required = [f.name for f in found.sheet.fields if f.required and f.name in found.places]
    filled = [name for name in required if found.places[name] < len(row) and shown(row[found.places[name]])]
    named = bool(texts) and texts[0].startswith(("totaal", "eindtotaal", "subtotaal"))
    # No regio is called Totaal, so that word may stand in the only required column that Regio's has.
    most = 1 if named else min(1, len(required) - 1)
    return numbers[-1] if (named or not texts) and len(filled) <= most else None
