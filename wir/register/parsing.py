"""From a file to its cells. Runs only in a process of its own (sandbox.py): a hostile file may take that down.

python -m wir.register.parsing SOURCE TARGET
"""

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from wir.errors import UnreadableRegister
from wir.register.grids import Cells, CellValue, Grid, write_cells
from wir.register.limits import MOST_COLUMNS, MOST_ENTRIES, MOST_ROWS, MOST_UNZIPPED, refuse_on_stdout
from wir.register.sheet_xml import Oddities, oddities_of

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of an Office file with a password
DELIMITERS = ";,\t"
CHUNK = 1 << 20
TITLES = 20  # rows that are no project: titles, headers, a total


def parse_file(path: Path) -> Cells:
    """All cells of a workbook or csv. Raises UnreadableRegister with one sentence of what is the matter."""
    content = path.read_bytes()
    if not content.strip():
        raise UnreadableRegister("Het bestand is leeg.")
    if content.startswith(ZIP):
        _inspect_zip(content)
        return _parse_workbook(content)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise UnreadableRegister(PASSWORD)
        return _parse_workbook(content)
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return Cells((_parse_csv(path.stem, content),))
    if content.lstrip()[:1] == b"<":
        raise UnreadableRegister("Dit is een webpagina of XML met de naam van een werkmap. Sla het op als .xlsx.")
    raise UnreadableRegister(NO_WORKBOOK)


NO_WORKBOOK = "Dit is geen leesbare Excel-werkmap. Open het bestand in Excel en sla het op als .xlsx."
PASSWORD = "Het bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer het opnieuw."


def _inspect_zip(content: bytes) -> None:
    """Unpack without keeping, so that no reader has to trust what the zip directory says of itself."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNZIPPED:
                raise UnreadableRegister("Het bestand is uitgepakt te groot. Sla het register opnieuw op als .xlsx.")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        _refuse_entities(part)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableRegister("Het bestand is beschadigd. Open het in Excel en sla het opnieuw op.") from error


def _refuse_entities(part: IO[bytes]) -> None:
    before = b""
    while chunk := part.read(CHUNK):
        if b"<!ENTITY" in before + chunk:
            raise UnreadableRegister("Het bestand bevat XML-definities die een register niet heeft; het is geweigerd.")
        before = chunk[-16:]


def _parse_workbook(content: bytes) -> Cells:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        oddities = oddities_of(content)
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        grids = tuple(_grid(sheet, (oddities or {}).get(sheet.name, Oddities())) for sheet in sheets)
        return Cells(grids, sees_everything=oddities is not None)
    except PasswordError as error:
        raise UnreadableRegister(PASSWORD) from error
    except CalamineError as error:
        raise UnreadableRegister(NO_WORKBOOK) from error


def _grid(sheet: CalamineSheet, odd: Oddities) -> Grid:
    grid = _checked(sheet.name, sheet.to_python(skip_empty_area=False), odd.hidden_rows)
    rows = dict(grid.rows)
    # What the reader gives as blank, though the cell is not.
    for (number, column), value in odd.cells.items():
        row = [*rows.get(number, ())]
        row += [""] * (column - len(row))
        row[column - 1] = value
        rows[number] = tuple(row)
    return Grid(grid.title, dict(sorted(rows.items())), grid.hidden_rows)


def _parse_csv(title: str, content: bytes) -> Grid:
    text = _decoded(content)
    delimiter = max(DELIMITERS, key=lambda d: max((line.count(d) for line in text.splitlines()[:20]), default=0))
    try:
        return _checked(title, list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), frozenset())
    except csv.Error as error:
        raise UnreadableRegister("Het csv-bestand is niet te lezen. Sla het register op als .xlsx.") from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableRegister("Het tekstbestand heeft een onbekende codering. Sla het op als CSV UTF-8 of als .xlsx.")


def _checked(title: str, lines: Sequence[Sequence[CellValue]], hidden: frozenset[int]) -> Grid:
    """The rows that are not blank, within the limits."""
    rows: Mapping[int, tuple[CellValue, ...]] = {
        number: tuple(line)
        for number, line in enumerate(lines, start=1)
        if any(not isinstance(v, str) or v.strip() for v in line)
    }
    if len(rows) > MOST_ROWS + TITLES or max(map(len, rows.values()), default=0) > MOST_COLUMNS:
        raise UnreadableRegister(
            f"Blad {title} is te groot; ten hoogste {MOST_ROWS} rijen en {MOST_COLUMNS} kolommen kan. "
            "Staat er ver naar onder of naar rechts nog een losse cel?"
        )
    return Grid(title, rows, hidden)


if __name__ == "__main__":
    with refuse_on_stdout():
        write_cells(Path(sys.argv[2]), parse_file(Path(sys.argv[1])))
