"""A register given back with its findings: a comment and a fill on each cell, and a first sheet that lists them."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from wir.common.numbers import counted
from wir.register.check.findings import Finding, count, fold, listed
from wir.register.read.cells import Uncalculated
from wir.register.write.mending import Mended
from wir.register.write.outcomes import keep_outcomes
from wir.register.write.workbook import write_cell

AnyCell = Cell | MergedCell
AUTHOR = "WIR-dashboard"
TITLE = "Bevindingen"
REMARK_HEADERS = ("Ernst", "Blad", "Cel", "Kolom", "Waarde", "Melding", "Suggestie")
WIDTHS = (14, 18, 10, 24, 30, 60, 30)
HEADER_ROW = 4
LINK_COLUMN = REMARK_HEADERS.index("Cel") + 1
MOST_LINKS = 65_530  # Excel repairs a sheet that has more
# Not the red and amber of Excel's own styles: a fill in exactly these colours is ours and may be cleared.
FILLS = {"fout": PatternFill("solid", fgColor="FFFAD2D3"), "waarschuwing": PatternFill("solid", fgColor="FFFFEAC1")}
OUR_COLOURS = {fill.fgColor.rgb for fill in FILLS.values()}
OUR_PART = re.compile(rf"\s*^{AUTHOR}:\s*$", re.MULTILINE)
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
NOTE_WIDTH, NOTE_LINE, NOTE_CHARACTERS = 320, 20, 40  # pixels, pixels, and what surely fits on a line

# What openpyxl 3.1 drops: how we call it, in which part of the file it stands, and what that part then contains.
LOSSES = (
    ("een deel van de opmaak van grafieken", r"xl/charts/chart\d", ""),
    ("grafieken van een nieuwe soort (zoals kaart en waterval)", r"xl/charts/chartEx", ""),
    ("vormen en tekstvakken", r"xl/drawings/drawing", r"</xdr:(to|ext)>\s*<xdr:(sp|grpSp|cxnSp)\b"),
    ("slicers en tijdlijnen", r"xl/(slicers|timelines)/", ""),
    ("knoppen en selectievakjes", r"xl/(ctrlProps|activeX|featurePropertyBag)/", ""),
    ("een deel van de afbeeldingen", r"xl/drawings/_rels/vmlDrawing|xl/media/.*\.[ew]mf$|xl/richData/", ""),
    ("de achtergrond van een blad", r"xl/worksheets/sheet", r"<picture\b"),
    ("ingesloten bestanden", r"xl/embeddings/", ""),
    ("sparklines", r"xl/worksheets/sheet", r"<x14:sparkline\b"),
    ("een deel van de keuzelijsten", r"xl/worksheets/sheet", r"<x14:dataValidation\b"),
    ("een deel van de voorwaardelijke opmaak", r"xl/worksheets/sheet", r"<x14:cfRule\b"),
    ("het meegroeien van matrixformules", r"xl/metadata\.xml", "XLDAPR"),
    ("gegevensverbindingen", r"xl/(connections\.xml|queryTables/|model/)", ""),
    ("gesprekken bij cellen (het zijn gewone opmerkingen geworden)", r"xl/threadedComments/", ""),
    ("digitale handtekeningen", r"_xmlsignatures/|xl/vbaProjectSignature", ""),
    ("het gevoeligheidslabel", r"docMetadata/", ""),
)


def annotate(source: Path, findings: Sequence[Finding], done: Sequence[Mended] = ()) -> bytes:
    """The .xlsx or .xlsm at `source`, mended, with its findings and without those that an earlier call put in.

    Formulas keep what they came to. Raises what openpyxl raises on a workbook that it cannot read (it reads less than
    calamine does).
    """
    macros = source.suffix.lower() == ".xlsm"
    workbook = load_workbook(source, keep_vba=macros, rich_text=True)
    lost = _lost(source, macros)
    note = f"Niet bewaard in deze kopie: {', '.join(lost)}." if lost else ""
    sheets = {s.title: s for s in workbook.worksheets}
    for m in done:
        _mend(sheets[m.sheet], m)
    return keep_outcomes(source.read_bytes(), _with_remarks(workbook, sheets, findings, source.name, note))


def _mend(sheet: Worksheet, done: Mended) -> None:
    """Write what a cell says now; one that is merged with others is set free first."""
    if isinstance(sheet[done.cell], MergedCell):
        sheet.unmerge_cells(str(next(r for r in sheet.merged_cells.ranges if done.cell in r)))
    cell: Cell = sheet[done.cell]
    if done.value is None:
        cell.value = None
    else:
        write_cell(cell, done.value)


def copy_with_remarks(
    grids: Mapping[str, Mapping[int, Sequence[object]]],
    name: str,
    findings: Sequence[Finding],
    done: Sequence[Mended] = (),
    fold_blank: bool = False,
) -> bytes:
    """An .xlsx of rows of values by sheet name and number, each at its own address, mended, with the findings.

    '' and None are blank; with `fold_blank` rows without a cell are hidden. Raises TypeError when a value is not text,
    a number, a bool, a date, a time or a timedelta.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets: dict[str, Worksheet] = {}
    for title, grid in grids.items():
        sheets[title] = sheet = workbook.create_sheet(_allowed(title, workbook.sheetnames))
        for number, row in grid.items():
            for column, value in enumerate(row, start=1):
                if isinstance(value, datetime | time | timedelta):
                    sheet.cell(number, column).value = value
                elif value not in ("", None, Uncalculated()):
                    write_cell(sheet.cell(number, column), value)
        for number in set(range(1, max(grid, default=0) if fold_blank else 0)) - set(grid):
            sheet.row_dimensions[number].hidden = True
    for m in done:
        _mend(sheets[m.sheet], m)
    note = f"Dit is een kopie als .xlsx van {name}; opmaak en formules staan er niet in."
    return _with_remarks(workbook, sheets, findings, name, note)


def _with_remarks(
    workbook: Workbook, sheets: Mapping[str, Worksheet], findings: Sequence[Finding], name: str, note: str
) -> bytes:
    """The workbook, cleaned and then remarked; `sheets` has the name by which findings know a sheet."""
    _clean(workbook)
    ordered = sorted(findings, key=lambda f: f.severity != "fout")
    placed = [(f, _cell_at(sheets.get(f.sheet), f.cell)) for f in ordered]
    by_cell: dict[AnyCell, list[Finding]] = {}
    for finding, cell in placed:
        if cell is not None:
            by_cell.setdefault(cell, []).append(finding)
    for cell, found in by_cell.items():
        cell.fill = FILLS[found[0].severity]  # errors come first
        said, old = ILLEGAL_CHARACTERS_RE.sub("", "\n".join(_lines(found))), cell.comment
        cell.comment = _note(f"{old.text}\n\n{AUTHOR}:\n{said}", old.author) if old else _note(said, AUTHOR)
    _list(workbook, placed, heading(count(findings), name, note))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def heading(counts: tuple[int, int], name: str, note: str) -> tuple[str, str, str]:
    """The lines above the list: what it is, how many errors and warnings, and what is to be known of the copy."""
    errors, warnings = counts
    many = f"{counted(errors, 'fout', 'fouten')}, {counted(warnings, 'waarschuwing', 'waarschuwingen')} in {name}"
    return f"{TITLE} van het {AUTHOR}", many, note


def texts_of(f: Finding) -> tuple[str, ...]:
    """A finding under REMARK_HEADERS."""
    return f.severity, f.sheet, f.cell, f.column, f.value, f.message, f.suggestion or ""


def _lines(found: Sequence[Finding]) -> Iterator[str]:
    """What a comment says: findings that differ only in their value are one line with those values."""
    for group in fold(found):
        values = f" ({listed(group.values)})" if len(group.findings) > 1 else ""
        yield f"{group.first.said}{values}"


def _clean(workbook: Workbook) -> None:
    """Remove our sheet, and our comments and fills on the others."""
    for sheet in workbook.worksheets:
        top = sheet.iter_rows(max_row=HEADER_ROW, max_col=len(REMARK_HEADERS), values_only=True)
        if sheet.title.startswith(TITLE) and REMARK_HEADERS in top:
            workbook.remove(sheet)
            continue
        for cell in sheet._cells.values():  # iter_rows makes all cells up to the last, which may be XFD1048576
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in OUR_COLOURS:
                cell.fill = PatternFill()
            if cell.comment is not None:
                theirs = "" if cell.comment.author == AUTHOR else OUR_PART.split(cell.comment.text)[0]
                cell.comment = _note(theirs, cell.comment.author) if theirs else None


def _cell_at(sheet: Worksheet | None, address: str) -> AnyCell | None:
    """The cell at an address, or the first of the merged range that it is in; None if there is no such cell."""
    if sheet is None or not ADDRESS.fullmatch(address):
        return None
    cell: AnyCell = sheet[address]
    if isinstance(cell, MergedCell):
        merged = next(r for r in sheet.merged_cells.ranges if address in r)
        return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _note(text: str, author: str) -> Comment:
    """A comment in a box that its text fits in."""
    lines = sum(1 + len(line) // NOTE_CHARACTERS for line in text.splitlines())
    return Comment(text, author, height=(lines + 1) * NOTE_LINE, width=NOTE_WIDTH)


def _list(workbook: Workbook, placed: Sequence[tuple[Finding, AnyCell | None]], lines: Sequence[str]) -> None:
    """Add our sheet as the first: lines on top, a header, and a row a finding with a link to its cell."""
    workbook.active = sheet = workbook.create_sheet(_allowed(TITLE, workbook.sheetnames), 0)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet  # Excel writes in every selected sheet at once
    for number, line in enumerate(lines, start=1):
        write_cell(sheet.cell(number, 1), line)
    for column, (header, width) in enumerate(zip(REMARK_HEADERS, WIDTHS, strict=True), start=1):
        write_cell(sheet.cell(HEADER_ROW, column), header)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for heading in (sheet.cell(1, 1), *sheet[HEADER_ROW]):
        heading.font = Font(bold=True)
    for number, (f, cell) in enumerate(placed, start=HEADER_ROW + 1):
        for column, text in enumerate(texts_of(f), start=1):
            write_cell(sheet.cell(number, column), text)
            sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).fill = FILLS[f.severity]
        if cell is not None and number <= MOST_LINKS:
            link, target = sheet.cell(number, LINK_COLUMN), f"{quote_sheetname(cell.parent.title)}!{cell.coordinate}"
            link.hyperlink = Hyperlink(ref=link.coordinate, location=target)
            link.font = Font(color="FF154273", underline="single")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(REMARK_HEADERS))}{HEADER_ROW + len(placed)}"


def _allowed(title: str, taken: Iterable[str]) -> str:
    """A sheet name that Excel allows, most like `title`, and not taken in any case."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", INVALID_TITLE_REGEX.sub(" ", title))[:31].strip("' ") or "Blad1"
    used = {name.casefold() for name in taken}
    names = (plain, *(f"{plain[:24]} ({n})" for n in range(2, len(used) + 3)))
    return next(name for name in names if name.casefold() not in used)


def _lost(source: Path, macros: bool) -> list[str]:
    """What of a workbook openpyxl does not save."""
    with ZipFile(source) as archive:
        # with macros openpyxl keeps the older drawing of buttons, which Excel reads as well
        names = [n for n in archive.namelist() if not (macros and n.startswith("xl/ctrlProps/"))]

        def has(part: str, content: str) -> bool:
            return any(re.search(content.encode(), archive.read(n)) for n in names if re.match(part, n))

        return [said for said, part, content in LOSSES if has(part, content)]
