"""What leaves the app while every text in the register is an attack: it opens, and holds no more than text."""

import csv
import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document as open_document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.support.hostile_texts import hostile_store
from tests.support.markup import OVERRIDES, wrong_parts
from tests.support.reports import LINK
from wir.database.database import Database
from wir.domain.address import default
from wir.export.csv_file import to_csv
from wir.export.excel import to_workbook
from wir.export.listing import Header, Line, Listing
from wir.export.picture import table_svg, to_png
from wir.export.project_columns import to_listing
from wir.report.build import build_report
from wir.report.chapters import OUTLINES
from wir.report.files import MAKERS
from wir.report.model import Report
from wir.tables.project_rows import projects

OUTSIDE = "buiten.example"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Database(hostile_store(tmp_path_factory.mktemp("kwaad")))


@pytest.fixture(scope="module")
def report(database: Database) -> Report:
    selection = default(database.catalogue)
    kept = tuple(p.projectnummer for p in projects(database, selection))
    return build_report(database, selection, tuple(OUTLINES), kept, date(2026, 11, 22), LINK)


@pytest.fixture(scope="module")
def listing(database: Database) -> Listing:
    selection = default(database.catalogue)
    shown = database.shown(selection)
    rows = list(projects(database, selection))
    return to_listing(rows, "Projecten", "Selectie", shown, database.lists(shown), LINK)


def made(report: Report, database: Database, kind: str) -> bytes:
    return MAKERS[kind](report, database, default(database.catalogue), None)


def texts_of_workbook(content: bytes) -> str:
    """All that stands in a workbook of which no cell is a formula and no link leads out."""
    workbook = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert not [c.hyperlink.target for c in cells if c.hyperlink and OUTSIDE in (c.hyperlink.target or "")]
    with ZipFile(io.BytesIO(content)) as archive:
        assert not [
            name for name in archive.namelist() if re.search("externalLink|vbaProject|connections|ctrlProp", name)
        ]
    return "\n".join(str(cell.value) for cell in cells)


def test_a_workbook_holds_texts_and_numbers_only(report: Report, database: Database, listing: Listing) -> None:
    for content in (made(report, database, "xlsx"), to_workbook([listing])):
        said = texts_of_workbook(content)
        assert "<script>kwaad=1</script>" in said
        assert not OVERRIDES.search(said)
    assert '=HYPERLINK("https://buiten.example";"klik") <script>kwaad=1</script>' in said


@pytest.mark.full
def test_a_word_document_fetches_nothing_and_runs_nothing(report: Report, database: Database) -> None:
    content = made(report, database, "docx")
    document = open_document(io.BytesIO(content))
    said = "\n".join([p.text for p in document.paragraphs] + [c.text for t in document.tables for c in t._cells])
    assert "<script>kwaad=1</script>" in said
    assert not OVERRIDES.search(said)
    with ZipFile(io.BytesIO(content)) as archive:
        relations = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
        codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", archive.read("word/document.xml"))
    assert OUTSIDE.encode() not in relations
    assert {code.split()[0] for code in codes} <= {b"TOC", b"SEQ", b"PAGEREF", b"PAGE", b"REF", b"HYPERLINK"}


@pytest.mark.full
def test_a_pdf_leads_nowhere_and_runs_nothing(report: Report, database: Database) -> None:
    content = made(report, database, "pdf")
    reader = PdfReader(io.BytesIO(content))
    assert "<script>kwaad=1</script>" in "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|SubmitForm|GoToR)\b", content)
    leads = [a.get_object().get("/A", {}).get("/URI", "") for page in reader.pages for a in page.get("/Annots", [])]
    assert not [uri for uri in leads if OUTSIDE in uri]


def test_a_drawing_is_a_drawing(listing: Listing, report: Report) -> None:
    drawings = [table_svg(listing), *(p.svg for c in report.chapters for p in c.parts if hasattr(p, "svg") and p.svg)]
    for svg in drawings:
        assert wrong_parts(re.sub(r"<(/?)style>", r"<\1defs>", svg)) == []
        assert not OVERRIDES.search(svg)
    assert to_png(drawings[0]).startswith(b"\x89PNG")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_a_csv_is_a_formula_however_it_is_cut(listing: Listing, delimiter: str) -> None:
    lines = (
        "P1;=1+1",
        'a;"=1+1',
        "a;\n=1",
        "x\t=cmd|' /C calc'!A0",
        "regel\n=1+1",
        "a; @SUM(A1)",
        "+1",
        "goed; ja",
        "a=b",
        "\u2003=1+1",
        "\u200b=1+1",
        "\ufeff\uff1d1+1",
    )
    tried = Listing("x", "x", "x", (Header("=kop"), Header("b")), tuple(Line((said, "P")) for said in lines))
    for made_of in (tried, listing):
        cells = [c for row in csv.reader(io.StringIO(to_csv(made_of)), delimiter=delimiter) for c in row]
        assert len(cells) > len(made_of.lines)
        assert not [
            c
            for c in cells
            if c.strip(' "\n\u2003\u200b\ufeff').startswith(("=", "+", "@", "\uff1d")) or re.match(r"-\D", c)
        ]
    assert "goed; ja" in to_csv(tried)


def test_a_cell_as_long_as_excel_allows_leaves_whole_or_says_that_it_is_cut() -> None:
    long = Listing("x", "x", "x", (Header("a"),), (Line(("x" * 32_767,)), Line(("y" * 40_000,))))
    said = texts_of_workbook(to_workbook([long]))
    assert "x" * 32_767 in said
    assert "y" * 32_000 in said
    assert "y…" in said
    assert len(table_svg(long)) < 100_000
