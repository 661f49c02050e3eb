"""Makers of sheets in every kind of file that people send, and of files that nobody should send."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlwt
from openpyxl import Workbook
from pyxlsbwriter import XlsbWriter

from wir.domain.declaration import PROJECTS, REGIONS

Lines = Sequence[Sequence[object]]
Sheets = Mapping[str, Lines]

PROJECT_LINES: Lines = (
    [f.header for f in PROJECTS.fields[:10]],
    ["P1", "Samen leren", "Twente", None, "Menzis", "Technologie", date(2020, 3, 9), date(2020, 12, 31), 4, "Lopend"],
    ["P2", 'Café; zorg, "thuis"\nen meer', "Arnhem", "Food Valley", None, "Anders werken", None, None, None, "Lopend"],
)
SCORE_LINES: Lines = (
    [f.header for f in REGIONS.fields[:6]],
    ["Twente", None, "Menzis", 4, 3, None],
    ["Arnhem", "Achterhoek", None, 1, 2, 5],
)
REGISTER: Sheets = {"Projecten": PROJECT_LINES, "Regio's": SCORE_LINES}
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(path: Path, sheets: Sheets, change: Callable[[Workbook], object] = lambda book: None) -> Path:
    """An .xlsx or .xlsm; `change` does what a person would do in Excel."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        page = book.create_sheet(title)
        for line in lines:
            page.append(list(line))
    change(book)
    book.save(path)
    return path


def xls(path: Path, sheets: Sheets, dates_1904: bool = False) -> Path:
    book = xlwt.Workbook()
    book.dates_1904 = dates_1904
    as_date = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for title, lines in sheets.items():
        page = book.add_sheet(title)
        for i, line in enumerate(lines):
            for j, value in enumerate(line):
                page.write(i, j, value, *([as_date] if isinstance(value, date) else []))
    book.save(str(path))
    return path


def xlsb(path: Path, sheets: Sheets) -> Path:
    with XlsbWriter(str(path)) as book:
        for title, lines in sheets.items():
            book.add_sheet(title)
            book.write_sheet([list(line) for line in lines])
    return path


def ods(path: Path, sheets: Sheets) -> Path:
    tables = (
        f'<table:table table:name="{escape(title)}">'
        + "".join(f"<table:table-row>{''.join(map(ods_cell, line))}</table:table-row>" for line in lines)
        + "</table:table>"
        for title, lines in sheets.items()
    )
    return ods_of(path, "".join(tables))


def ods_cell(value: object) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def ods_of(path: Path, tables: str) -> Path:
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}'
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", f"{manifest}</manifest:manifest>")
        archive.writestr("content.xml", f"<office:document-content{names}>{body}</office:document-content>")
    return path


def text_of(lines: Lines, delimiter: str = ";") -> str:
    """As a csv; dates as a Dutch Excel writes them."""
    text = io.StringIO(newline="")
    shown = ([f"{v:%d-%m-%Y}" if isinstance(v, date) else v for v in line] for line in lines)
    csv.writer(text, delimiter=delimiter).writerows(shown)
    return text.getvalue()


def with_part(source: Path, change: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """The same zip with another content of one part, made if it is not there."""
    with ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with ZipFile(source, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return source
