"""The Word document read back: every figure as it stands in its table, and text that stays text."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.document import Document
from pypdf import PdfReader

from tests.support.reports import (
    HOSTILE,
    LONG,
    PRINTED,
    as_printed,
    cells,
    example_report,
    figures,
    instructions,
    listing,
    of_parts,
    opened,
    picture,
    styled,
)
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.listing import clean, of_table
from wir.report.model import Figures, Paragraph, Report, Terms
from wir.report.word import to_docx
from wir.tables.build import build_table

FIGURE = re.compile(r"[+−]?\d[\d.]*(,\d%)?")


@pytest.fixture(scope="module")
def report(database: Database, okt20: Selection) -> Report:
    return example_report(database, okt20)


@pytest.fixture(scope="module")
def document(report: Report) -> Document:
    return opened(report)


def test_every_figure_of_every_table_stands_in_the_document(report: Report, document: Document) -> None:
    tables = iter(document.tables)
    for part in figures(report):
        if part.listing.name == "projecten":  # 16 columns fit on no page: a card for every project
            for row in as_printed(part.listing)[1:]:
                names = [header.name for header in part.listing.headers]
                assert cells(next(tables)) == [["Kenmerk", "Waarde"], *map(list, zip(names, row, strict=True))]
        else:
            assert cells(next(tables)) == as_printed(part.listing)
    assert next(tables, None) is None
    assert len(figures(report)) >= 15


@pytest.mark.parametrize("number", ["1", "4", "6", "7", "12", "bijlage-1", "overgang-impact"])
@pytest.mark.parametrize(
    "concessiehouder", ["vgz", *(pytest.param(one, marks=pytest.mark.full) for one in ("menzis", "eno"))]
)
def test_the_same_for_any_selection(database: Database, okt20: Selection, number: str, concessiehouder: str) -> None:
    table = build_table(number, database, okt20.with_filter("concessiehouder", [concessiehouder]))
    (found,) = opened(of_parts(Figures(of_table(table)))).tables
    assert cells(found) == as_printed(of_table(table))


def test_the_last_page_says_where_the_figures_come_from(report: Report, document: Document) -> None:
    said = [p.text for p in document.paragraphs]
    assert set(report.sources) <= set(said)
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert links == {report.link}
    assert not [r for r in opened(replace(report, link="javascript:x")).part.rels.values() if r.is_external]


@pytest.mark.full
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    made = to_docx(report)
    assert made == to_docx(report)
    with ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_text_of_a_register_stays_text() -> None:
    parts = (Figures(replace(listing(HOSTILE, LONG), title=HOSTILE, notes=(HOSTILE,)), "6"), Paragraph(HOSTILE))
    report = of_parts(*parts, Terms(HOSTILE, ((HOSTILE, HOSTILE),)), picture(HOSTILE), title=HOSTILE)
    document = opened(replace(report, title=HOSTILE, subtitle=HOSTILE, caption=HOSTILE, example=HOSTILE))
    assert clean(HOSTILE) == PRINTED
    assert [row[0] for row in cells(document.tables[0])] == ["Naam", PRINTED, LONG]
    assert document.core_properties.title == PRINTED
    assert styled(document, "Heading 1")[0] == styled(document, "Heading 2")[0] == PRINTED
    assert styled(document, "Caption") == [f"Tabel 6: {PRINTED}", f"Figuur 1: {PRINTED}"]
    ours = re.compile(r"TOC .*|SEQ Figuur \\\* ARABIC|SEQ Tabel \\\* ARABIC \\r 6")
    assert all(ours.fullmatch(code) for code in instructions(document))


def test_a_table_without_rows_says_so() -> None:
    document = opened(of_parts(Figures(listing())))
    assert cells(document.tables[0]) == [["Naam", "Kolom 0"]]
    assert "* Geen rijen in deze selectie." in styled(document, "WIR Bron")


@pytest.mark.full
def test_libreoffice_opens_it_and_finds_every_figure(report: Report, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice ontbreekt: apt-get install -y --no-install-recommends libreoffice-writer"
    (tmp_path / "rapport.docx").write_bytes(to_docx(report))
    profile = f"-env:UserInstallation=file://{tmp_path}/profiel"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "rapport.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "rapport.pdf").pages]
    assert len(pages) > 5
    said = " ".join(" ".join(pages).split())
    figures_ = {v for part in figures(report) for row in as_printed(part.listing) for v in row if FIGURE.fullmatch(v)}
    assert len(figures_) > 100
    assert {value for value in figures_ if value not in said} == set()
    assert f"Pagina 2 van {len(pages)}" in said
