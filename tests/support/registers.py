"""Small registers for tests: real workbooks with a few rows, faulty or not."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from wir.domain.declaration import PROJECTS, REGIONS, Sheet
from wir.domain.register_rows import Register
from wir.domain.vocabulary import Regions, Vocabulary
from wir.register.check.background import Background
from wir.register.check.validation import check, refuse_faults
from wir.register.read.matching import Columns
from wir.register.read.reading import Reading, find_sheets, parse_apart

PROJECT: dict[str, object] = {
    "projectnummer": "P1",
    "projectnaam": "Samen leren",
    "zorgkantoorregio": "Twente",
    "concessiehouder": "Menzis",
    "hoofdrubriek": "Technologie",
    "status": "Lopend",
}
SCORE: dict[str, object] = {"zorgkantoorregio": "Twente", "afspraken": 4, "dynamiek": 3, "visie": 5}


def project(**changes: object) -> dict[str, object]:
    """A valid project by header, with changes; underscores stand for spaces."""
    return {**PROJECT, **{name.replace("_", " "): value for name, value in changes.items()}}


def score(**changes: object) -> dict[str, object]:
    """A valid row of Regio's by header, with changes."""
    return {**SCORE, **changes}


def workbook(
    path: Path,
    projects: Sequence[Mapping[str, object]] | None = None,
    scores: Sequence[Mapping[str, object]] | None = None,
    leave_out: Sequence[str] = (),
) -> Path:
    """Write a register; None leaves a sheet out, `leave_out` leaves columns out."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, rows in ((PROJECTS, projects), (REGIONS, scores)):
        if rows is not None:
            _fill(book, sheet, rows, leave_out)
    book.save(path)
    return path


def _fill(book: Workbook, sheet: Sheet, rows: Sequence[Mapping[str, object]], leave_out: Sequence[str]) -> None:
    headers = [f.header for f in sheet.fields if f.header not in leave_out]
    page = book.create_sheet(sheet.name)
    page.append(headers)
    for row in rows:
        page.append([row.get(header) for header in headers])


def read_register(path: Path, vocabulary: Vocabulary, regions: Regions) -> Register:
    """Read and check a file. Raises UnreadableRegister or RegisterRejected; the latter lists each faulty cell."""
    checked = check(read_workbook(path).sheets, Background(vocabulary, regions))
    refuse_faults(path.name, checked)
    return checked.register


def read_workbook(path: Path, columns: Columns | None = None) -> Reading:
    """Read the sheets of the register from a file; other sheets are named as skipped.

    `columns` says what headers mean that we do not know. Raises UnreadableRegister.
    """
    return find_sheets(path.name, parse_apart(path), columns or {})
