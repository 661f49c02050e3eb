"""A register as an ordinary Excel workbook: what the example, the template and the exports have in common."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from wir.register.fields import Sheet

Row = Mapping[str, object]

# A workbook that says when it was written differs on every run; these two say nothing and never differ.
WRITTEN = datetime(2021, 1, 1, tzinfo=UTC).replace(tzinfo=None)
ZIPPED = (1980, 1, 1, 0, 0, 0)
DATE_FORMAT = "dd-mm-yyyy"  # Dutch Excel shows it as dd-mm-jjjj
FORMULA_STARTS = ("=", "+", "-", "@")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x001B_ as the sign with that number
WIDEST = 60


def write_register(path: Path, sheets: Mapping[Sheet, Sequence[Row]]) -> None:
    """Write rows, keyed by field name, under the headers of their sheet. The same rows give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(register_bytes(sheets))


def register_bytes(sheets: Mapping[Sheet, Sequence[Row]]) -> bytes:
    """The workbook that `write_register` writes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet, rows in sheets.items():
        fill(workbook.create_sheet(sheet.name), sheet, rows)
    return workbook_bytes(workbook)


def workbook_bytes(workbook: Workbook) -> bytes:
    """The workbook as a file that says nothing about when or where it was written."""
    workbook.properties = DocumentProperties(creator="WIR-dashboard", created=WRITTEN, modified=WRITTEN)
    buffer = io.BytesIO()
    ExcelWriter(workbook, ZipFile(buffer, "w")).save()  # Workbook.save would put the current time in
    return _timeless(buffer)


def fill(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    """Write the headers of a sheet and below them its rows, in columns wide enough to read."""
    for column, field in enumerate(sheet.fields, start=1):
        header = worksheet.cell(1, column, field.header)
        header.font = Font(bold=True)
        longest = len(field.header)
        for number, row in enumerate(rows, start=2):
            value = row.get(field.name)
            if value is not None and value != "":
                write_cell(worksheet.cell(number, column), value)
                longest = max(longest, 10 if isinstance(value, date) else len(str(value)))
        worksheet.column_dimensions[get_column_letter(column)].width = min(longest, WIDEST) + 2
    worksheet.freeze_panes = "A2"


def write_cell(cell: Cell | MergedCell, value: object) -> None:
    """Write a value that stays what it is: text is never a formula. Raises TypeError for what a cell cannot hold."""
    if isinstance(value, str):
        cell.value = ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # also what looks like a formula or an error code
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = DATE_FORMAT
    elif isinstance(value, int | float):
        cell.value = value
    else:
        raise TypeError(f"Een cel kan geen {type(value).__name__} bevatten.")


def _timeless(workbook: io.BytesIO) -> bytes:
    """The same workbook with fixed dates in the zip, and XML that does not depend on which XML writer is installed."""
    result = io.BytesIO()
    with ZipFile(workbook) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, ZIPPED)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, canonicalize(source.read(name).decode("utf-8")))
    return result.getvalue()
