"""From a file to its cells. Runs only in a process of its own (sandbox.py): a hostile file may take that down.

python -m wir.register.read.parsing SOURCE TARGET
"""

import csv
import io
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from wir.common.errors import UnreadableRegister
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import normalise
from wir.register.read.cells import UNSEEN, Area, Cells, CellValue, Grid, Odd, write_cells
from wir.register.read.limits import (
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ENTRIES,
    MOST_ROWS,
    MOST_TAGS,
    MOST_UNZIPPED,
    refuse_on_stdout,
)
from wir.register.read.sheet_xml import DAMAGED, Oddities, oddities_of

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of an Office file with a password
ENCRYPTED_PACKAGE = "encrypted-package"  # the same of an .ods by LibreOffice 24.8 and later
DELIMITERS = ";,\t"
FIRST_LINES, LONGEST_HEADER = 100, 200
FIELDS = [f for declared in REGISTERS.values() for sheet in declared.sheets for f in sheet.fields]
KNOWN_HEADERS = {normalise(h) for f in FIELDS for h in (f.header, f.name, *f.synonyms)}
CHUNK = 1 << 20
MOST_MERGED = 10_000
TITLES = 100  # rows that are no project: titles, headers, a total


def parse_file(path: Path) -> Cells:
    """All cells of a workbook or csv. Raises UnreadableRegister with one sentence of what is the matter."""
    cells = _parse(path, path.read_bytes())
    rows = [row for grid in cells.grids for row in grid.rows.values()]
    characters = sum(len(value) for row in rows for value in row if isinstance(value, str))
    if sum(map(len, rows)) > MOST_CELLS or characters > MOST_CHARACTERS:
        raise UnreadableRegister(
            f"Er staat te veel in; ten hoogste {MOST_CELLS} cellen en {MOST_CHARACTERS} tekens kan. "
            "Verwijder wat geen register is."
        )
    return cells


def _parse(path: Path, content: bytes) -> Cells:
    if not content.strip():
        raise UnreadableRegister("Het bestand is leeg.")
    if content.startswith(ZIP):
        _inspect_zip(content)
        return _parse_workbook(path, content)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise UnreadableRegister(PASSWORD)
        return _parse_workbook(path, content)
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return Cells((_parse_csv(path.stem, content),))
    if content.lstrip()[:1] == b"<":
        raise UnreadableRegister("Dit is een webpagina of XML met de naam van een werkmap. Sla het op als .xlsx.")
    raise UnreadableRegister(NO_WORKBOOK)


UNPACKED = "Het bestand is uitgepakt te groot. Verwijder wat geen register is en sla het opnieuw op als .xlsx."
NO_WORKBOOK = "Dit is geen leesbare Excel-werkmap. Open het bestand in Excel en sla het op als .xlsx."
PASSWORD = "Het bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer het opnieuw."  # nosec B105 # a sentence


def _inspect_zip(content: bytes) -> None:
    """Unpack without keeping, so that no reader has to trust what the zip directory says of itself."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if ENCRYPTED_PACKAGE in archive.namelist():
                raise UnreadableRegister(PASSWORD)
            if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNZIPPED:
                raise UnreadableRegister(UNPACKED)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        _inspect_xml(part)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error) as error:
        raise UnreadableRegister(DAMAGED) from error


def _inspect_xml(part: IO[bytes]) -> None:
    before, tags = b"", 0
    while chunk := part.read(CHUNK):
        tags += chunk.count(b"<")
        if tags > MOST_TAGS:
            raise UnreadableRegister(UNPACKED)
        if b"<!ENTITY" in before + chunk:
            raise UnreadableRegister("Het bestand bevat XML-definities die een register niet heeft; het is geweigerd.")
        before = chunk[-16:]


def _parse_workbook(path: Path, content: bytes) -> Cells:
    try:
        workbook = _open(path, content)
        oddities = oddities_of(content)
        visible = {about.name: about.visible is SheetVisibleEnum.Visible for about in workbook.sheets_metadata}
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        odd = oddities or {}
        grids = tuple(_grid(sheet, odd.get(sheet.name, Oddities()), not visible[sheet.name]) for sheet in sheets)
        return Cells(grids, sees_everything=oddities is not None)
    except PasswordError as error:
        raise UnreadableRegister(PASSWORD) from error
    except (CalamineError, OSError) as error:
        raise UnreadableRegister(NO_WORKBOOK) from error


def _open(path: Path, content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        # Whatever its name; but only by its name does it tell a password from damage.
        return CalamineWorkbook.from_path(path)


def _grid(sheet: CalamineSheet, odd: Oddities, hidden: bool) -> Grid:
    rows: dict[int, list[CellValue]] = {
        number: [*line] for number, line in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    }
    # What the reader gives as blank, though the cell is not.
    for (number, column), value in odd.cells.items():
        row = rows.setdefault(number, [])
        row += [""] * (column - len(row))
        row[column - 1] = value
    merged = tuple(_merged(sheet))
    return replace(
        _checked(sheet.name, sorted(rows.items())),
        hidden_rows=odd.hidden_rows,
        hidden_columns=odd.hidden_columns,
        struck_rows=odd.struck_rows,
        merged=merged,
        hidden=hidden,
        odd=(*odd.odd, *_covered(merged, rows)),
        veiled=odd.veiled,
    )


def _covered(merged: Iterable[Area], rows: Mapping[int, Sequence[CellValue]]) -> Iterator[Odd]:
    """The cells that hold something below or beside the one that a merged area shows: Excel shows them no more."""
    for first, left, last, right in merged:
        for number in range(first, last + 1):
            row = rows.get(number, ())
            for column in range(left, min(right, len(row)) + 1):
                if (number, column) != (first, left) and row[column - 1] != "":
                    yield number, column, UNSEEN, ""


def _merged(sheet: CalamineSheet) -> Iterator[Area]:
    """The first and last row and column of each area that is merged, within what we read, counted from 1."""
    for (row, column), (last_row, last_column) in islice(sheet.merged_cell_ranges or (), MOST_MERGED):
        if column < MOST_COLUMNS and row < MOST_ROWS:
            yield row + 1, column + 1, min(last_row, MOST_ROWS) + 1, min(last_column, MOST_COLUMNS) + 1


def _parse_csv(title: str, content: bytes) -> Grid:
    text = _decoded(content)
    try:
        delimiter = max(DELIMITERS, key=lambda d: _fit(text, d))
        lines = list(_lines(text, delimiter))
        grid = _checked(title, enumerate(lines, start=1))
        return replace(grid, delimiter=delimiter, widths=tuple(map(len, lines)))
    except csv.Error as error:
        raise UnreadableRegister("Het csv-bestand is niet te lezen. Sla het register op als .xlsx.") from error


def _lines(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many headers it sets free, then how many parts: a text may hold more commas than there are columns."""
    try:
        lines = [line[:MOST_COLUMNS] for line in islice(_lines(text, delimiter), FIRST_LINES)]
    except csv.Error:
        return 0, 0
    known = (len(KNOWN_HEADERS.intersection(normalise(c[:LONGEST_HEADER]) for c in line)) for line in lines)
    return max(known, default=0), max(map(len, lines), default=0)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableRegister("Het tekstbestand heeft een onbekende codering. Sla het op als CSV UTF-8 of als .xlsx.")


def _checked(title: str, lines: Iterable[tuple[int, Sequence[CellValue]]]) -> Grid:
    """The rows that are not blank, each up to its last cell that is not, within the limits."""
    rows = {number: row for number, line in lines if (row := tuple(line[: _width(line)]))}
    if len(rows) > MOST_ROWS + TITLES or max(map(len, rows.values()), default=0) > MOST_COLUMNS:
        raise UnreadableRegister(
            f"Blad {title} is te groot; ten hoogste {MOST_ROWS} rijen en {MOST_COLUMNS} kolommen kan. "
            "Staat er ver naar onder of naar rechts nog een losse cel?"
        )
    return Grid(title, rows)


def _width(line: Sequence[CellValue]) -> int:
    """How many cells there are up to the last that is not blank."""
    for index in range(len(line), 0, -1):
        value = line[index - 1]
        if not isinstance(value, str) or value.strip():
            return index
    return 0


if __name__ == "__main__":
    with refuse_on_stdout():
        write_cells(Path(sys.argv[2]), parse_file(Path(sys.argv[1])))
