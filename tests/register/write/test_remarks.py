"""A register given back with its findings: what stands where, what is kept, and what is clean after mending."""

import io
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.support.registers import project, workbook
from wir.domain.declaration import WIR
from wir.register.check.findings import Finding, Repair
from wir.register.read.cells import Uncalculated
from wir.register.read.parsing import parse_file
from wir.register.write.mending import mended, remarks_of
from wir.register.write.remarks import FILLS, HEADER_ROW, REMARK_HEADERS, annotate, copy_with_remarks

ERROR = Finding("fout", "Projecten", "J2", "status", "Lopent", "Geen bekende status.", "Lopend")
WARNING = Finding("waarschuwing", "Projecten", "B2", "projectnaam", "Samen leren", "Deze naam komt vaker voor.")
RED, AMBER = (FILLS[severity].fgColor.rgb for severity in ("fout", "waarschuwing"))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with one project: the name in B2, the status in J2."""
    return workbook(tmp_path / "register.xlsx", [project(status="Lopent")])


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def remarks(sheet: Worksheet) -> dict[str, tuple[str | None, str | None]]:
    """The comment and the fill of each cell that has either."""
    cells = {c.coordinate: (c.comment, c.fill) for row in sheet for c in row if c.comment or c.fill.fill_type}
    return {a: (note and note.text, fill.fgColor.rgb if fill.fill_type else None) for a, (note, fill) in cells.items()}


def listed(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True))


def test_each_finding_is_a_comment_and_a_fill(register: Path) -> None:
    hint = Finding("waarschuwing", "Projecten", "J2", "status", "Lopent", "Kijk ook naar de einddatum.")
    sheet = opened(annotate(register, [hint, WARNING, ERROR]))["Projecten"]
    status = "Geen bekende status. Bedoelt u 'Lopend'?\nKijk ook naar de einddatum."
    assert remarks(sheet) == {"B2": ("Deze naam komt vaker voor.", AMBER), "J2": (status, RED)}
    assert (sheet["J2"].value, sheet["J2"].comment.author) == ("Lopent", "WIR-dashboard")


def test_a_longer_comment_gets_a_larger_box(register: Path) -> None:
    def height(message: str) -> int:
        book = annotate(register, [Finding("fout", "Projecten", "A2", "k", "v", message)])
        vml = ZipFile(io.BytesIO(book)).read("xl/drawings/commentsDrawing1.vml").decode()
        return int(vml.split("height:")[1].split("px")[0])

    assert height("Fout. " * 100) >= 100 * 6 / 40 * 20 > height("Fout.")


def test_the_first_sheet_lists_errors_first_and_links_to_cells(register: Path) -> None:
    lacking = Finding("fout", "Projecten", "rij 1", "thema", "", "De verplichte kolom ontbreekt.")
    absent = Finding("waarschuwing", "Weg", "A1", "naam", "x", "Dit blad is er niet.")
    book = opened(annotate(register, [WARNING, lacking, absent, ERROR]))
    sheet = book.worksheets[0]
    assert [book.active.title, *(s.title for s in book if s.sheet_view.tabSelected)] == ["Bevindingen"] * 2
    assert sheet["A2"].value == "2 fouten, 2 waarschuwingen in register.xlsx"
    assert tuple(c.value for c in sheet[HEADER_ROW]) == REMARK_HEADERS
    assert not [(h, f.name) for h in REMARK_HEADERS for s in WIR.sheets for f in s.fields if f.matches(h)]
    assert [row[2] for row in listed(sheet)] == ["rij 1", "J2", "B2", "A1"]
    assert listed(sheet)[1] == ("fout", "Projecten", "J2", "status", "Lopent", "Geen bekende status.", "Lopend")
    links = [c.hyperlink and c.hyperlink.location for c in sheet["C"][HEADER_ROW:]]
    assert links == [None, "'Projecten'!J2", "'Projecten'!B2", None]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:G8")


def test_a_mended_register_comes_back_clean(register: Path) -> None:
    register.write_bytes(annotate(register, [ERROR, WARNING]))
    book = load_workbook(register)
    sheet = book["Projecten"]
    sheet["J2"].value = "Lopend"
    sheet["J3"].fill = PatternFill("solid", fgColor=RED)  # as dragging J2 down in Excel does
    sheet["A2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.save(register)
    register.write_bytes(annotate(register, [WARNING]))
    assert remarks(load_workbook(register)["Projecten"]) == {"A2": (None, "FF00FF00"), "B2": (WARNING.message, AMBER)}
    book = opened(annotate(register, []))
    assert book.sheetnames == ["Bevindingen", "Projecten"]
    assert book["Bevindingen"]["A2"].value == "0 fouten, 0 waarschuwingen in register.xlsx"
    assert remarks(book["Projecten"]) == {"A2": (None, "FF00FF00")}


def test_a_comment_of_somebody_else_stays_in_front_of_ours(register: Path) -> None:
    book = load_workbook(register)
    book["Projecten"]["J2"].comment = Comment("Navragen bij Anna", "Jan")
    book.save(register)
    for _ in range(2):
        register.write_bytes(annotate(register, [ERROR]))
    sheet = load_workbook(register)["Projecten"]
    assert remarks(sheet) == {"J2": (f"Navragen bij Anna\n\nWIR-dashboard:\n{ERROR.said}", RED)}
    assert sheet["J2"].comment.author == "Jan"
    assert remarks(opened(annotate(register, []))["Projecten"]) == {"J2": ("Navragen bij Anna", None)}


def test_a_sheet_of_theirs_with_our_title_stays(register: Path) -> None:
    book = load_workbook(register)
    book.create_sheet("BEVINDINGEN")["A1"].value = CellRichText("van ", TextBlock(InlineFont(b=True), "ons zelf"))
    book.save(register)
    for _ in range(2):
        register.write_bytes(annotate(register, [ERROR]))
    book = load_workbook(register, rich_text=True)
    assert book.sheetnames == ["Bevindingen (2)", "Projecten", "BEVINDINGEN"]
    assert (book["BEVINDINGEN"]["A1"].value[1].font.b, len(listed(book.worksheets[0]))) == (True, 1)


def test_a_finding_inside_a_merged_range_goes_to_its_first_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "r.xlsx", None, [{}])
    book = load_workbook(path)
    book["Regio's"].merge_cells("C5:D6")
    book.save(path)
    book = opened(annotate(path, [Finding("fout", "Regio's", "D6", "k", "v", "Mis.")]))
    assert remarks(book["Regio's"]) == {"C5": ("Mis.", RED)}
    link = book["Bevindingen"]["C5"]
    assert (link.value, link.hyperlink.location) == ("D6", "'Regio''s'!C5")


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-", "@SUM(A1)", "#N/A", "=A1(\x01)", "a\x00b"])
def test_text_of_the_register_stays_text(register: Path, text: str) -> None:
    book = opened(annotate(register, [Finding("fout", "Projecten", "A2", text, text, text)]))
    clean = text.replace("\x00", "").replace("\x01", "")
    cells = book["Bevindingen"][HEADER_ROW + 1][3:6]
    assert {(c.value, c.data_type, c.quotePrefix) for c in cells} == {(clean, "s", clean[0] in "=+-@")}
    assert book["Projecten"]["A2"].comment.text == clean


def with_outcomes(path: Path, outcomes: dict[str, tuple[str, str]]) -> None:
    """Give formulas of the only sheet what they came to, as Excel does when it saves."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    for address, (kind, text) in outcomes.items():
        pattern = rf'(<c r="{address}"[^>]*)>(<f>.*?</f>)<v ?(?:/>|></v>)'
        xml, times = re.subn(pattern, rf'\1 t="{kind}">\2<v>{text}</v>', xml)
        assert times == 1
    parts["xl/worksheets/sheet1.xml"] = xml.encode()
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_formulas_keep_what_they_came_to(register: Path) -> None:
    """Whoever brings the file in again without opening it in Excel brings in the same."""
    book = load_workbook(register)
    sheet = book["Projecten"]
    sheet["B2"], sheet["G2"], sheet["I2"], sheet["K2"] = '="A"&"&B"', "=DATE(2020,9,1)", "=1+2", '=""'
    sheet["L2"], sheet["M2"], sheet["N2"] = "=1=1", "=1/0", "=TODAY()"
    sheet["G2"].number_format = "dd-mm-yyyy"
    book.save(register)
    outcomes = {"B2": ("str", "A&amp;B"), "G2": ("n", "44075"), "I2": ("n", "3"), "K2": ("str", "")}
    with_outcomes(register, {**outcomes, "L2": ("b", "1"), "M2": ("e", "#DIV/0!")})
    before = parse_file(register).grids[0].row(2)
    register.write_bytes(annotate(register, [ERROR]))
    grids = {g.title: g for g in parse_file(register).grids}
    assert grids["Projecten"].row(2) == before
    assert before[12:14] == ("#DIV/0!", Uncalculated())
    assert load_workbook(register)["Projecten"]["I2"].value == "=1+2"


def test_what_was_mended_is_mended_in_the_file(register: Path) -> None:
    book = load_workbook(register)
    sheet = book["Projecten"]
    sheet.append([])
    sheet.append(["P2", "Ander project"])
    sheet["G2"], sheet["I2"] = "1-9-20", "drie"
    sheet.merge_cells("J2:J3")
    book.save(register)
    repairs = [
        Repair("Projecten", "startdatum", ("G2",), "1-9-20", "01-09-2020"),
        Repair("Projecten", "aantal organisaties", ("I2",), "drie", "4"),
        Repair("Projecten", "aantal organisaties", ("I2",), "4", "3"),
        Repair("Projecten", "status", ("J3",), "", "Lopend"),
        Repair("Projecten", "projectnaam", ("B2",), "staat er niet", "x"),
        Repair("Projecten", "projectnaam", ("B4",), "Ander project", "x"),
    ]
    done = mended(parse_file(register), repairs, ["Projecten!4"], WIR)
    sheet = opened(annotate(register, [*remarks_of(done)], done))["Projecten"]
    assert [sheet[a].value for a in ("B2", "G2", "I2")] == ["Samen leren", datetime(2020, 9, 1), 3]
    assert [c.value for row in sheet["A3:Q4"] for c in row if c.value] == ["Lopend"]
    assert sheet["I2"].comment.text == "Hersteld: hier stond 'drie', nu '3'."
    assert sheet["A4"].comment.text == "Deze rij is overgeslagen en hier leeggemaakt."


def test_what_was_of_a_person_is_not_repeated(register: Path) -> None:
    book = load_workbook(register)
    book["Projecten"]["O2"] = "j.jansen@voorbeeld.nl"
    book.save(register)
    repairs = [Repair("Projecten", "contact", ("O2",), "j.jansen@voorbeeld.nl", "")]
    done = mended(parse_file(register), repairs, [], WIR)
    book = ZipFile(io.BytesIO(annotate(register, [*remarks_of(done)], done)))
    assert b"jansen" not in b"".join(map(book.read, book.namelist()))


def test_macros_are_kept(register: Path) -> None:
    book, macros = load_workbook(register), ZipFile(io.BytesIO(register.read_bytes()), "a")
    macros.writestr("xl/vbaProject.bin", b"macro's")
    macros.writestr("xl/ctrlProps/ctrlProp1.xml", b"<a/>")
    book.vba_archive = macros
    book.save(register.with_suffix(".XLSM"))
    content = annotate(register.with_suffix(".XLSM"), [ERROR])
    archive = ZipFile(io.BytesIO(content))
    assert archive.read("xl/vbaProject.bin") == b"macro's"
    assert b"sheet.macroEnabled.main+xml" in archive.read("[Content_Types].xml")
    assert remarks(opened(content)["Projecten"]) == {"J2": (ERROR.said, RED)}
    assert not opened(content)["Bevindingen"]["A3"].value


def test_what_is_lost_is_said_and_nothing_else(register: Path) -> None:
    assert not opened(annotate(register, [ERROR]))["Bevindingen"]["A3"].value
    book = load_workbook(register)
    book["Projecten"].add_chart(BarChart(), "K2")
    book.save(register)
    with ZipFile(register, "a") as archive:
        archive.writestr("xl/slicers/slicer1.xml", b"<a/>")
    content = annotate(register, [ERROR])
    said = "een deel van de opmaak van grafieken, slicers en tijdlijnen"
    assert opened(content)["Bevindingen"]["A3"].value == f"Niet bewaard in deze kopie: {said}."
    kept = ZipFile(io.BytesIO(content)).namelist()
    assert [n for n in kept if n.startswith(("xl/charts", "xl/slicers"))] == ["xl/charts/chart1.xml"]


def test_a_copy_has_the_values_at_their_addresses() -> None:
    rest = [3, 2.5, True, False, date(2020, 11, 1), datetime(2020, 3, 1, 12, 30), time(9, 30), timedelta(hours=30)]
    grid = [[""] * 12, ["", "0012", "=1+1", "#N/A", *rest]]
    finding = Finding("fout", "Blad 1", "B2", "nummer", "0012", "Onbekend.")
    content = copy_with_remarks({"Blad 1": {2: grid[1]}, "Leeg": {}}, "register.ods", [finding])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Blad 1")
    assert sheet.to_python(skip_empty_area=False)[1] == grid[1]
    book = opened(content)
    row = book["Blad 1"][2]
    assert [*(c.data_type for c in row[1:4]), row[8].number_format] == [*"sss", "dd-mm-yyyy"]
    assert remarks(book["Blad 1"]) == {"B2": ("Onbekend.", RED)}
    said = "Dit is een kopie als .xlsx van register.ods; opmaak en formules staan er niet in."
    assert (book.worksheets[0]["A3"].value, book.sheetnames) == (said, ["Bevindingen", "Blad 1", "Leeg"])


def test_a_copy_has_sheet_names_that_excel_allows() -> None:
    long = "Projecten van alle regio's in 2020"
    names = ["a/b[c]", "A b c ", "", long, f"{long}!"]
    findings = [Finding("fout", n, "A1", "", "", n) for n in names]
    book = opened(copy_with_remarks({n: {} for n in names}, "r.csv", findings))
    sheets = ["a b c", "A b c (2)", "Blad1", "Projecten van alle regio's in 2", "Projecten van alle regio (2)"]
    assert book.sheetnames == ["Bevindingen", *sheets]
    assert [book[s]["A1"].comment.text for s in sheets if s != "Blad1"] == [n for n in names if n]
    assert book["Bevindingen"]["C8"].hyperlink.location == "'Projecten van alle regio''s in 2'!A1"


def test_two_thousand_findings_take_seconds(tmp_path: Path) -> None:
    path = workbook(tmp_path / "groot.xlsx", [project(projectnummer=f"P{n}") for n in range(2_000)])
    findings = [Finding("fout", "Projecten", f"B{n}", "projectnaam", "x", "Mis.") for n in range(2, 2_002)]
    started = perf_counter()
    annotate(path, findings)
    assert perf_counter() - started < 20
