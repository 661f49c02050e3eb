"""The PDF read back: every figure, its tags, its language and its pages; its text is never markup, and none is lost."""

import re
import time
from dataclasses import replace
from datetime import UTC
from itertools import pairwise

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.support.reports import (
    HOSTILE,
    LINK,
    LONG,
    PRINTED,
    as_printed,
    example_report,
    figures,
    listing,
    of_parts,
    opened_pdf,
    picture,
    said,
    squeezed,
)
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.listing import of_table
from wir.register.write.workbook import WRITTEN
from wir.report import pdf
from wir.report.model import Figures, Paragraph, Picture, Report, Terms
from wir.report.pdf import to_pdf
from wir.report.print_layout import A4, MARGIN, chapter_titles
from wir.tables.build import build_table


@pytest.fixture(scope="module")
def report(database: Database, okt20: Selection) -> Report:
    return example_report(database, okt20)


@pytest.fixture(scope="module")
def reader(report: Report) -> PdfReader:
    return opened_pdf(report)


def tags(reader: PdfReader) -> list[DictionaryObject]:
    """Every element of the structure tree, in the order of reading."""
    found: list[DictionaryObject] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K"))
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(reader.root_object["/StructTreeRoot"])
    return found


def kinds(reader: PdfReader) -> list[str]:
    return [str(tag["/S"]) for tag in tags(reader)]


def test_every_figure_of_every_table_stands_in_it_row_by_row(report: Report, reader: PdfReader) -> None:
    text = said(reader)
    for part in figures(report):
        if part.listing.name == "projecten":  # 16 columns fit on no page: a card for every project
            names = [header.name for header in part.listing.headers]
            for row in as_printed(part.listing)[1:]:
                assert all(squeezed(name + value) in text for name, value in zip(names, row, strict=True))
        elif all(header.kind != "tekst" for header in part.listing.headers[1:]):
            assert all(squeezed("".join(row)) in text for row in as_printed(part.listing)[1:])
        else:
            assert all(squeezed(cell) in text for row in as_printed(part.listing) for cell in row)
    assert len(figures(report)) >= 15


@pytest.mark.parametrize("concessiehouder", ["vgz", "menzis", "eno"])
def test_the_same_for_any_selection(database: Database, okt20: Selection, concessiehouder: str) -> None:
    chosen = okt20.with_filter("concessiehouder", [concessiehouder])
    tables = [of_table(build_table(number, database, chosen)) for number in ("1", "4", "6", "7", "12")]
    text = said(opened_pdf(of_parts(*map(Figures, tables))))
    assert all(squeezed("".join(row)) in text for table in tables for row in as_printed(table)[1:])


def test_it_is_tagged_dutch_and_named(report: Report, reader: PdfReader) -> None:
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.creation_date == WRITTEN.replace(tzinfo=UTC)
    assert (reader.metadata.title, reader.metadata.author) == (report.title, "WIR-dashboard")
    about = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about


def test_its_tags_tell_a_listener_what_is_what(report: Report, reader: PdfReader) -> None:
    found = kinds(reader)
    cards = sum(len(part.listing.lines) for part in figures(report) if part.listing.name == "projecten")
    assert found.count("/Table") == len(figures(report)) - 1 + cards
    assert found.count("/THead") == found.count("/Table")
    assert {"/Title", "/TOC", "/H1", "/H2", "/L", "/Caption", "/Link"} <= set(found)
    assert found.count("/H1") == len(report.chapters) + 2  # the contents and how it was made
    levels = [int(kind[2:]) for kind in found if re.fullmatch(r"/H\d", kind)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    pictures = [part.alt for chapter in report.chapters for part in chapter.parts if isinstance(part, Picture)]
    assert [str(tag["/Alt"]) for tag in tags(reader) if "/Alt" in tag and tag["/S"] == "/Figure"] == pictures


@pytest.mark.full
def test_captions_contents_and_bookmarks(report: Report, reader: PdfReader) -> None:
    text = said(reader)
    assert "Tabel6:Projectstatus" in text
    assert "Figuur3:Samenwerkingsdynamiek" in text
    outline = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    assert outline == [*chapter_titles(report), "Hoe dit rapport is gemaakt"]
    assert f"Pagina2van{len(reader.pages)}" in text
    assert all(squeezed(source) in text for source in report.sources)


def test_headers_are_repeated_and_a_wide_table_lies(database: Database, okt20: Selection) -> None:
    long = opened_pdf(of_parts(Figures(listing(*map(str, range(200))))))
    holding = [
        page.extract_text() for page in long.pages if "1000" in page.extract_text() or "1.000" in page.extract_text()
    ]
    assert len(holding) > 3
    assert all("Kolom 0" in text for text in holding)
    wide = of_table(build_table("overgang-impact", database, okt20))
    shapes = [
        page.mediabox.width > page.mediabox.height
        for page in opened_pdf(of_parts(Paragraph("Ervoor."), Figures(wide))).pages
    ]
    assert shapes == [False, False, True, False]


def test_the_same_report_gives_the_same_bytes_quickly(report: Report) -> None:
    made = to_pdf(report)
    start = time.monotonic()
    assert to_pdf(replace(report, made="23 november 2026")) != made
    assert time.monotonic() - start < 2
    assert to_pdf(report) == made


def test_a_fault_in_the_template_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_drawn", lambda report: {})
    with pytest.raises(typst.TypstError):
        to_pdf(of_parts())


def test_a_link_is_one_to_a_page() -> None:
    def links(link: str) -> list[str]:
        pages = opened_pdf(replace(of_parts(Paragraph("Zin.")), link=link)).pages
        found = [note.get_object().get("/A", {}) for page in pages for note in page.get("/Annots", [])]
        return [str(action["/URI"]) for action in found if "/URI" in action]

    assert links(LINK) == [LINK]
    assert links("javascript:alert(1)") == links("https://x.example/" + "x" * 3000) == []


def test_a_table_without_rows_says_so() -> None:
    assert "*Geenrijenindezeselectie." in said(opened_pdf(of_parts(Figures(listing()))))


def test_text_of_a_register_stays_text() -> None:
    parts = (Figures(replace(listing(HOSTILE, LONG), title=HOSTILE, notes=(HOSTILE,)), "6"), Paragraph(HOSTILE))
    report = of_parts(*parts, Terms(HOSTILE, ((HOSTILE, HOSTILE),)), picture(HOSTILE), title=HOSTILE)
    reader = opened_pdf(replace(report, title=HOSTILE, subtitle=HOSTILE, caption=HOSTILE, example=HOSTILE))
    text = said(reader)
    assert reader.metadata is not None
    assert squeezed(str(reader.metadata.title)) == squeezed(PRINTED)
    start = squeezed(PRINTED.partition("😀")[0])
    assert text.count(start) >= 10
    assert text.count("Naam") > len(LONG) / len("Naam")
    assert "/StructTreeRoot" in reader.root_object


def test_letters_without_a_font_cost_a_promise_and_not_the_report() -> None:
    plain, strange = (opened_pdf(of_parts(Paragraph(text))) for text in ("’–≈▲→−‘…€ë", "项目"))
    assert "pdfuaid" in plain.root_object["/Metadata"].get_data().decode()
    assert "’–≈▲→−‘…€ë" in said(plain)
    assert "pdfuaid" not in strange.root_object["/Metadata"].get_data().decode()
    assert "/StructTreeRoot" in strange.root_object


def test_nothing_runs_off_its_page() -> None:
    """Not a row that is higher than a page, and not a word that is wider than its column."""
    places: list[tuple[float, float]] = []

    def note(text: str, around: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            places.append((place[4] * around[0] + around[4], place[5] * around[3] + around[5]))

    reader = opened_pdf(of_parts(Figures(listing("Kort", LONG, "woord " * 4000)), Paragraph(LONG)))
    lines = [line for page in reader.pages for line in page.extract_text(visitor_text=note).splitlines()]
    assert len(reader.pages) > 5
    assert max(len(line) for line in lines if line.startswith("Naam")) < 100
    assert min(y for _, y in places) > 20
    assert all(MARGIN - 1 < x < A4[0] - MARGIN for x, _ in places)
