"""What Word and a screen reader need: fields, headings, repeated headers, pages that fit, words for pictures."""

import re
from itertools import pairwise

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from tests.support.reports import example_report, figures, instructions, listing, of_parts, opened, picture, styled
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.listing import EXAMPLE, of_table
from wir.report.model import Figures, Paragraph, Report
from wir.report.print_layout import chapter_titles
from wir.tables.build import build_table


@pytest.fixture(scope="module")
def report(database: Database, okt20: Selection) -> Report:
    return example_report(database, okt20)


@pytest.fixture(scope="module")
def document(report: Report) -> Document:
    return opened(report)


def test_captions_are_fields_that_keep_the_numbers_of_the_report(report: Report, document: Document) -> None:
    captions = styled(document, "Caption")
    assert "Tabel 6: Projectstatus" in captions
    assert "Tabel 12: Technologie: impact, delen en opschaalbaarheid" in captions
    assert "Regio’s vooruit, gelijk en terug" in captions
    assert [c for c in captions if c.startswith("Figuur 3")] == ["Figuur 3: Samenwerkingsdynamiek"]
    numbers = [part.number for part in figures(report) if part.number]
    fields = instructions(document)
    assert [f for f in fields if f.startswith("SEQ Tabel")] == [rf"SEQ Tabel \* ARABIC \r {n}" for n in numbers]
    assert fields.count(r"SEQ Figuur \* ARABIC") == 24


def test_the_contents_can_be_read_before_word_fills_them(report: Report, document: Document) -> None:
    assert r'TOC \o "1-2" \h \z \u' in instructions(document)
    lines = [WordParagraph(p, document) for p in document.element.body.find(qn("w:sdt")).iter(qn("w:p"))]
    assert [p.text for p in lines if p.style is not None and p.style.name == "toc 1"] == styled(document, "Heading 1")
    targets = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))} - {None}
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert targets == bookmarks
    assert len(targets) == len(styled(document, "Heading 1", "Heading 2"))
    assert document.settings.element.find(qn("w:updateFields")) is None  # it would make Word ask a question
    assert styled(document, "Heading 1") == [*chapter_titles(report), "Hoe dit rapport is gemaakt"]
    assert "Bijlage 1: Alle regio’s" in styled(document, "Heading 1")


def test_no_heading_skips_a_level_and_no_paragraph_is_empty(document: Document) -> None:
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"Title", "Subtitle", "WIR Voorbeeld"} <= {p.style.name for p in document.paragraphs}
    assert [p for p in document.paragraphs if not p.text and not p._p.findall(f".//{qn('w:drawing')}")] == []


def test_every_table_repeats_its_header_and_breaks_no_row(document: Document) -> None:
    for table in document.tables:
        head, *rows = (row._tr.trPr for row in table.rows)
        assert head.find(qn("w:tblHeader")) is not None
        assert not any(row.find(qn("w:tblHeader")) is not None for row in rows)
        assert all(row.find(qn("w:cantSplit")) is not None for row in (head, *rows))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert not table._tbl.findall(f".//{qn('w:gridSpan')}")
        assert table.style is not None
        assert table.style.name == "WIR Tabel"


def test_a_caption_stays_with_its_table_and_a_low_table_with_its_source(document: Document) -> None:
    for table in document.tables[:5]:
        above = WordParagraph(table._tbl.getprevious(), document)
        assert above.paragraph_format.keep_with_next
        assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows)
    long = opened(of_parts(Figures(listing(*map(str, range(200)))))).tables[0]
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in long.rows]
    assert kept == [True] * 3 + [False] * 196 + [True] * 2


def test_totals_are_bold_and_numbers_stand_right(database: Database, okt20: Selection) -> None:
    table = opened(of_parts(Figures(of_table(build_table("6", database, okt20)), "6"))).tables[0]
    first, last = table.rows[1], table.rows[-1]
    assert [run.bold for cell in last.cells for run in cell.paragraphs[0].runs] == [True] * 4
    assert [run.bold for cell in first.cells for run in cell.paragraphs[0].runs] == [None] * 4
    styles = [cell.paragraphs[0].style for cell in first.cells]
    assert [s.paragraph_format.alignment for s in styles] == [None, 2, 2, 2]


def test_tables_fit_between_the_margins_and_a_wide_one_lies(database: Database, okt20: Selection) -> None:
    wide, low = (of_table(build_table(number, database, okt20)) for number in ("overgang-impact", "6"))
    document = opened(of_parts(Figures(low), Figures(wide), Paragraph("Erna.")))
    assert [s.orientation for s in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for table, section in zip(document.tables, document.sections, strict=False):
        room = (section.page_width - section.left_margin - section.right_margin) / 635
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) == pytest.approx(room, abs=len(widths))
    assert all(p.text for p in document.paragraphs)
    alone = opened(of_parts(Paragraph("Ervoor."), Figures(wide)))
    assert [s.orientation for s in alone.sections][1:-1] == [WD_ORIENT.LANDSCAPE]
    heading = next(p for p in alone.paragraphs if p.text == "Hoofdstuk")  # the first on the page that lies
    assert heading._p.getprevious().findall(f".//{qn('w:sectPr')}")
    assert not heading.paragraph_format.page_break_before  # it would leave a page empty


def test_a_picture_says_what_it_shows_and_fits(document: Document) -> None:
    said = [drawn.get("descr") for drawn in document.element.iter(qn("wp:docPr"))]
    assert len(said) == 24
    assert all((text and text.endswith("staan in de tabel.")) or "tabel" in text for text in said)
    section = document.sections[0]
    assert all(
        shape.width <= section.page_width - section.left_margin - section.right_margin
        for shape in document.inline_shapes
    )
    tall = opened(of_parts(picture("Hoog", height=9000))).inline_shapes[0]
    assert tall.height < section.page_height
    assert tall.width * 8 < tall.height  # as high for its width as it was drawn


def test_the_document_speaks_dutch_and_says_what_it_is(report: Report, document: Document) -> None:
    for part in (document.styles.element, document.element):
        assert {lang.get(qn("w:val")) for lang in part.iter(qn("w:lang"))} <= {"nl-NL"}
    assert document.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == "nl-NL"
    about = document.core_properties
    assert (about.title, about.subject, about.language) == (report.title, report.subtitle, "nl-NL")
    assert (about.author, about.last_modified_by, about.comments) == ("WIR-dashboard", "WIR-dashboard", "")
    assert EXAMPLE in styled(document, "WIR Voorbeeld")
    assert re.findall(r"NUMPAGES|PAGE", document.sections[0].footer._element.xml) == ["PAGE", "NUMPAGES"]
    assert report.title in document.sections[0].header.paragraphs[0].text
    assert document.sections[0].different_first_page_header_footer
