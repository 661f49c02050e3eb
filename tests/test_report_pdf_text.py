"""Text in the PDF is never markup, and none of it is lost over an edge or for want of a letter."""

from dataclasses import replace

from tests.reports import HOSTILE, LONG, PRINTED, SVG, listing, of_parts, opened_pdf, said, squeezed
from wir.report.model import Figures, Paragraph, Picture, Terms
from wir.report.printed import A4, MARGIN


def test_text_of_a_register_stays_text() -> None:
    parts = (Figures(replace(listing(HOSTILE, LONG), title=HOSTILE, notes=(HOSTILE,)), "6"), Paragraph(HOSTILE))
    report = of_parts(*parts, Terms(HOSTILE, ((HOSTILE, HOSTILE),)), Picture(SVG, HOSTILE, HOSTILE), title=HOSTILE)
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
