"""A register as an ordinary Excel workbook: what the example, the template and the exports have in common.

Rows of a checked register are written as the XML of a worksheet, as openpyxl does but without an object for each cell.
"""

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.compat import safe_string
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from wir.domain.declaration import Sheet

FORMULA_STARTS = ("=", "+", "-", "@")

ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x001B_ as the sign with that number

FIRST = 2  # the row below the headers

REMEMBERED = 5000  # a register says the same few things over and over


Style = Literal["plain", "header", "date", "quoted"]


def as_text(value: str) -> str:
    """A text as a cell can hold it."""
    return ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value))


def unfit(value: object) -> TypeError:
    """What is said of a value that no cell can hold."""
    return TypeError(f"Een cel kan geen {type(value).__name__} bevatten.")


def is_filled(value: object) -> bool:
    """Whether there is a cell for it."""
    return value is not None and value != ""


def style_of(value: object) -> Style:
    """What a cell needs to show it as it is."""
    if isinstance(value, date):
        return "date"
    return "quoted" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else "plain"


@dataclass(frozen=True)
class Body:
    """Rows that stand in the XML of their sheet as one empty row, the last; `styles` numbers those that they need."""

    names: Sequence[str]
    rows: Sequence[Mapping[str, object]]
    styles: Mapping[Style, int]

    @property
    def last(self) -> int:
        """The number of the last row."""
        return FIRST + len(self.rows) - 1

    def put_in(self, xml: str) -> Iterator[str]:
        """The canonical XML of the sheet with the rows in their place."""
        before, after = xml.split(f'<row r="{self.last}"></row>')
        yield before
        yield from self._written()
        yield after

    def _written(self) -> Iterator[str]:
        columns = [(name, get_column_letter(number)) for number, name in enumerate(self.names, start=1)]
        content = lru_cache(REMEMBERED, typed=True)(self._content)
        for number, row in enumerate(self.rows, start=FIRST):
            given = ((letter, row.get(name)) for name, letter in columns)
            cells = [f'<c r="{letter}{number}"{content(value)}</c>' for letter, value in given if is_filled(value)]
            yield f'<row r="{number}">{"".join(cells)}</row>'

    def _content(self, value: object) -> str:
        """A cell after its address. Raises TypeError for what a cell cannot hold."""
        number = self.styles[style_of(value)]
        style = f' s="{number}"' if number else ""
        match value:
            case str():
                text = as_text(value)
                space = ' xml:space="preserve"' if text != text.strip() else ""
                escaped = html.escape(text, quote=False).replace("\r", "&#xD;")
                return f'{style} t="inlineStr"><is><t{space}>{escaped}</t></is>'
            case date():
                days = safe_string(to_excel(value))  # type: ignore[no-untyped-call]
                return f'{style} t="n"><v>{days}</v>'
            case int() | float():
                return f'{style} t="n"><v>{safe_string(value)}</v>'
        raise unfit(value)


Row = Mapping[str, object]


# A workbook that says when it was written differs on every run; these two say nothing and never differ.
WRITTEN = datetime(2021, 1, 1, tzinfo=UTC).replace(tzinfo=None)

ZIPPED = (1980, 1, 1, 0, 0, 0)

DATE_FORMAT = "dd-mm-yyyy"  # Dutch Excel shows it as dd-mm-jjjj

WIDEST = 60


def write_register(path: Path, sheets: Mapping[Sheet, Sequence[Row]]) -> None:
    """Write rows, keyed by field name, under the headers of their sheet. The same rows give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(register_bytes(sheets))


def register_bytes(sheets: Mapping[Sheet, Sequence[Row]]) -> bytes:
    """The workbook that `write_register` writes: its headers by openpyxl, its rows by `Body`."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    bodies = {}
    for number, (sheet, rows) in enumerate(sheets.items(), start=1):
        page = workbook.create_sheet(sheet.name)
        _write_headers(page, sheet, rows)
        if rows:
            body = Body([f.name for f in sheet.fields], rows, _styles(page, sheet, rows))
            page.cell(body.last, 1)  # empty: in its place come the rows
            bodies[f"xl/worksheets/sheet{number}.xml"] = body
    return workbook_bytes(workbook, bodies)


def workbook_bytes(workbook: Workbook, bodies: Mapping[str, Body] | None = None) -> bytes:
    """The workbook as a file that says nothing about when or where it was written; `bodies` are rows by their part."""
    workbook.properties = DocumentProperties(creator="WIR-dashboard", created=WRITTEN, modified=WRITTEN)
    buffer = io.BytesIO()
    ExcelWriter(workbook, ZipFile(buffer, "w")).save()  # Workbook.save would put the current time in
    return _timeless(buffer, bodies or {})


def fill(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    """Write the headers of a sheet and below them its rows, in columns wide enough to read."""
    _write_headers(worksheet, sheet, rows)
    for column, field in enumerate(sheet.fields, start=1):
        for number, row in enumerate(rows, start=FIRST):
            if is_filled(row.get(field.name)):
                write_cell(worksheet.cell(number, column), row[field.name])


def _write_headers(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    for column, field in enumerate(sheet.fields, start=1):
        header = worksheet.cell(1, column, field.header)
        header.font = Font(bold=True)
        different = filter(is_filled, {row.get(field.name) for row in rows})
        longest = max((len(field.header), *(10 if isinstance(v, date) else len(str(v)) for v in different)))
        worksheet.column_dimensions[get_column_letter(column)].width = min(longest, WIDEST) + 2
    worksheet.freeze_panes = "A2"


def _styles(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> dict[Style, int]:
    """The number of each style, in the order in which openpyxl would come across them: by row, below the headers."""
    numbers: dict[Style, int] = {"plain": 0, "header": worksheet.cell(1, 1).style_id}
    names = [field.name for field in sheet.fields]
    for value in (row.get(name) for row in rows for name in names):
        if (style := style_of(value)) not in numbers:
            cell = Cell(worksheet, 1, 1)
            write_cell(cell, value)
            numbers[style] = cell.style_id
    return numbers


def write_cell(cell: Cell | MergedCell, value: object) -> None:
    """Write a value that stays what it is: text is never a formula. Raises TypeError for what a cell cannot hold."""
    if isinstance(value, str):
        cell.value = as_text(value)
        cell.data_type = "s"  # also what looks like a formula or an error code
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = DATE_FORMAT
    elif isinstance(value, int | float):
        cell.value = value
    else:
        raise unfit(value)


def _timeless(workbook: io.BytesIO, bodies: Mapping[str, Body]) -> bytes:
    """The same workbook with fixed dates in the zip, and XML that does not depend on which XML writer is installed."""
    result = io.BytesIO()
    with ZipFile(workbook) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, ZIPPED)
            entry.compress_type = ZIP_DEFLATED
            xml = canonicalize(source.read(name).decode("utf-8"))
            with target.open(entry, "w") as part:
                for piece in bodies[name].put_in(xml) if name in bodies else (xml,):
                    part.write(piece.encode("utf-8"))
    return result.getvalue()
