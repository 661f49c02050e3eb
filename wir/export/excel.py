"""Listings as an Excel workbook: a first sheet that says what it holds, then a sheet with a native table for each."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from wir.export.listing import EXAMPLE, Cell, Listing, ValueKind, broken, clean, printed
from wir.register.write.workbook import DATE_FORMAT, WIDEST, workbook_bytes, write_cell
from wir.tables.model import RowKind

ABOUT = "Selectie"
HEADER_ROW = 5
MOST_CHARACTERS = 32_767  # of a cell, counted as Excel does: an emoji is two
LONGEST_HEADER = 255
LONGEST_SHEET_NAME = 31
LONGEST_LINK = 2079
RESERVED = (ABOUT, "History")  # Excel keeps the second for itself
NARROWEST = 10
WIDEST_NUMBER = 18  # a long header above numbers wraps
FILTER_BUTTON = 4  # characters of a header that its filter button covers
FORMATS: dict[ValueKind, str] = {
    "tekst": "General",
    "aantal": "#,##0",
    "verschil": "+#,##0;-#,##0;0",
    "toename": "(+#,##0);(-#,##0);(0)",
    "aandeel": "0.0%",
    "fase": "0",
    "niveau": "0",
    "datum": DATE_FORMAT,
}
STYLE = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
CALIBRI: dict[str, Any] = {"name": "Calibri", "size": 11}  # a font without these is left to the program that opens it
TITLE = Font(**CALIBRI | {"size": 14}, bold=True)
BOLD = Font(**CALIBRI, bold=True)
LINK = Font(**CALIBRI, color="154273", underline="single")
FONTS: dict[RowKind, Font] = {"waarde": Font(**CALIBRI), "onbekend": Font(**CALIBRI, italic=True), "totaal": BOLD}
TOP = Alignment(wrap_text=True, vertical="top")
TOP_RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")


def to_workbook(listings: Sequence[Listing]) -> bytes:
    """An .xlsx of these listings. The same listings give the same bytes: it says nothing of when it was written."""
    workbook = Workbook()
    about = workbook.worksheets[0]
    about.title = ABOUT
    names = _unique([_sheet_name(listing.name) for listing in listings], LONGEST_SHEET_NAME, RESERVED)
    for number, (name, listing) in enumerate(zip(names, listings, strict=True), start=1):
        _fill(workbook.create_sheet(name), listing.flat, f"WIR_{number}")
    _describe(about, dict(zip(names, listings, strict=True)))
    return workbook_bytes(workbook)


def _describe(sheet: Worksheet, listings: dict[str, Listing]) -> None:
    """The first sheet: what each of the others is, of which selection, from which source."""
    _write(sheet, 1, 1, "WIR-dashboard: wat in dit bestand staat").font = TITLE
    if any(listing.example for listing in listings.values()):
        _write(sheet, 2, 1, EXAMPLE)
    row = 4
    for name, listing in listings.items():
        for label, said in _about(name, listing):
            _write(sheet, row, 1, label).font = BOLD
            cell = _write(sheet, row, 2, said)
            cell.alignment = TOP
            if target := _target(label, said, cell.coordinate):
                cell.hyperlink = target
                cell.font = LINK
            row += 1
        row += 1
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 2 * WIDEST


def _target(label: str, said: str, ref: str) -> Hyperlink | str | None:
    """Where a line of the first sheet leads: to its sheet, or to the page that shows the same."""
    if label == "Blad":
        sheet = said.replace("'", "''")
        return Hyperlink(ref=ref, location=f"'{sheet}'!A1")
    # Excel calls a workbook with a longer link damaged; its text is there to copy.
    return said if label == "Link" and said.startswith("http") and len(said) <= LONGEST_LINK else None


def _about(name: str, listing: Listing) -> Iterator[tuple[str, str]]:
    yield "Blad", name
    yield "Titel", listing.title
    yield "Selectie", listing.caption
    yield "Bron", listing.source.removeprefix("Bron: ")
    for note in listing.remarks:
        yield "Toelichting", note
    if listing.link:
        yield "Link", listing.link


def _fill(sheet: Worksheet, listing: Listing, table_name: str) -> None:
    """Title, caption and source in A1 to A3; from HEADER_ROW a native table with the rows as they stand."""
    _write(sheet, 1, 1, listing.title).font = TITLE
    _write(sheet, 2, 1, listing.caption)
    _write(sheet, 3, 1, listing.closing)
    kinds = [header.kind for header in listing.headers]
    names = _unique([_header(header.name) for header in listing.headers], LONGEST_HEADER)
    for column, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1):
        cell = _write(sheet, HEADER_ROW, column, name)
        cell.font = BOLD
        cell.alignment = TOP if kind == "tekst" else TOP_RIGHT
        values = [line.cells[column - 1] for line in listing.lines]
        sheet.column_dimensions[get_column_letter(column)].width = _width(name, values, kind)
    for row, line in enumerate(listing.lines, start=HEADER_ROW + 1):
        for column, (value, kind) in enumerate(zip(line.cells, kinds, strict=True), start=1):
            if value is not None:
                cell = _write(sheet, row, column, value)
                cell.number_format = _format(value, kind)
                cell.alignment = TOP if isinstance(value, str) else TOP_RIGHT
                cell.font = FONTS[line.kind]
    # A native table has at least one row, also where there is nothing to show: Excel itself then keeps an empty one.
    last = HEADER_ROW + max(len(listing.lines), 1)
    table = Table(displayName=table_name, ref=f"A{HEADER_ROW}:{get_column_letter(len(names))}{last}")
    table.tableStyleInfo = STYLE
    sheet.add_table(table)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"


def _format(value: Cell, kind: ValueKind) -> str:
    """How Excel shows it: a count with decimals where this one has them."""
    return FORMATS[kind].replace("#,##0", "#,##0.0#") if broken(value) else FORMATS[kind]


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> SheetCell | MergedCell:
    """Write a value as what it is; text that Excel cannot hold is cut and ends in an ellipsis."""
    cell = sheet.cell(row, column)
    write_cell(cell, _fitting(clean(value)) if isinstance(value, str) else value)
    return cell


def _fitting(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _width(header: str, values: Sequence[Cell], kind: ValueKind) -> int:
    """Wide enough to read a line of it; what is longer wraps."""
    longest = max((len(printed(v, kind)) for v in values if v is not None), default=0)
    if kind == "tekst":
        return min(max(longest, len(header) + FILTER_BUTTON, NARROWEST), WIDEST) + 2
    word = max(map(len, header.split()), default=0) + FILTER_BUTTON
    return max(longest, word, min(len(header) + FILTER_BUTTON, WIDEST_NUMBER), NARROWEST) + 2


def _header(name: str) -> str:
    """A header on one line: Excel repairs a table whose header and cell break a line differently."""
    return " ".join(clean(name).split()) or "Kolom"


def _sheet_name(name: str) -> str:
    """A name without what Excel refuses in the name of a sheet."""
    allowed = " ".join(re.sub(r"[\[\]:*?/\\]", " ", clean(name)).split()).strip("'")
    return (allowed[:1].upper() + allowed[1:]) or "Blad"


def _unique(names: Sequence[str], longest: int, taken: Sequence[str] = ()) -> list[str]:
    """The names cut to length and made different for Excel, which does not see capitals: Totaal, Totaal (2)."""
    used = {name.casefold() for name in taken}
    found: list[str] = []
    for name in names:
        candidate, number = name[:longest], 1
        while candidate.casefold() in used:
            number += 1
            ending = f" ({number})"
            candidate = name[: longest - len(ending)] + ending
        used.add(candidate.casefold())
        found.append(candidate)
    return found
