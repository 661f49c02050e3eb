"""A house style: its styles, headers and page are used, its text is not, and what is unsafe is refused in Dutch."""

import io
import time
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as open_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.support.reports import SVG, instructions, listing, of_parts, opened, styled
from wir.common.errors import UnusableTemplate
from wir.export.picture import to_png
from wir.report.model import Figures, Paragraph, Terms
from wir.report.word import to_docx
from wir.report.word_style import fresh
from wir.report.word_template import MOST_MEGABYTES, MOST_TAGS

REPORT = of_parts(Figures(listing("Twente"), "6"), Paragraph("Zin."), Terms("Begrippen", (("Fase", "Een stap."),)))
ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
TYPES, DOCUMENT, STYLES = "[Content_Types].xml", "word/document.xml", "word/styles.xml"


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def house_style() -> Document:
    """As people make them: a cover in a section of its own, a header from there on, text and a link that say how."""
    document = open_document()
    document.styles["Heading 1"].font.name = "Verdana"
    document.styles["Normal"].font.name = "Georgia"
    document.sections[0].header.paragraphs[0].text = "Ministerie van Voorbeelden"
    document.add_paragraph("Geheime tekst van vorig jaar")
    document.part.relate_to("https://elders.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    section = document.add_section()
    section.page_width, section.page_height = Pt(600), Pt(840)
    section.left_margin, section.right_margin = Pt(120), Pt(90)
    document.core_properties.author = document.core_properties.keywords = "Iemand"
    return document


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same zip with other parts, without those that are None."""
    result = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in [n for n in source.namelist() if n not in parts]:
            target.writestr(name, source.read(name))
        for name, part in parts.items():
            if part is not None:
                target.writestr(name, part)
    return result.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def refusal(content: bytes) -> str:
    with pytest.raises(UnusableTemplate) as caught:
        to_docx(REPORT, content)
    return str(caught.value)


def test_styles_headers_and_page_are_those_of_the_house_style() -> None:
    document = opened(REPORT, saved(house_style()))
    assert document.styles["Heading 1"].font.name == "Verdana"
    assert document.styles["Normal"].font.name == "Georgia"
    (section,) = document.sections
    assert section.header.paragraphs[0].text == "Ministerie van Voorbeelden"
    assert (section.left_margin, section.right_margin) == (Pt(120), Pt(90))
    widths = [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.tblGrid]
    assert sum(widths) == pytest.approx((600 - 120 - 90) * 20, abs=len(widths))
    assert instructions(document)[0].startswith("TOC")


def test_nothing_of_its_text_or_its_maker_remains() -> None:
    made = to_docx(REPORT, saved(house_style()))
    with ZipFile(io.BytesIO(made)) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
    assert b"Geheime" not in everything
    assert b"Iemand" not in everything
    assert open_document(io.BytesIO(made)).paragraphs[0].text == REPORT.title


def test_a_picture_that_only_its_text_used_goes_with_it() -> None:
    document = house_style()
    document.add_picture(io.BytesIO(to_png(SVG)))
    with ZipFile(io.BytesIO(to_docx(REPORT, saved(document)))) as archive:
        assert not [name for name in archive.namelist() if "media" in name]


def test_styles_that_it_lacks_are_added_and_a_list_is_a_list() -> None:
    document = house_style()
    for style in list(document.styles.element.style_lst):
        if style.name_val not in ("Normal", "Default Paragraph Font", "heading 1"):
            document.styles.element.remove(style)
    for key in [k for k, rel in document.part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]:
        document.part.rels.pop(key)
    found = opened(REPORT, saved(document))
    assert styled(found, "Caption") == ["Tabel 6: Titel"]
    assert styled(found, "List Bullet")[0] == "Fase: Een stap."
    number = found.styles["List Bullet"].element.pPr.numPr.numId.val
    assert found.part.numbering_part.element.num_having_numId(number).abstractNumId.val == 1
    assert found.styles["Heading 1"].font.name == "Verdana"
    assert found.tables[0].style is not None


def test_the_template_that_it_was_made_from_is_not_fetched() -> None:
    document = house_style()
    part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    key = part.relate_to("file:///H:/huisstijl.dotm", ATTACHED, is_external=True)
    settings = document.settings.element
    settings.insert(0, settings.makeelement(qn("w:attachedTemplate"), {qn("r:id"): key}))
    made = to_docx(REPORT, saved(document))
    with ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if b"huisstijl.dotm" in archive.read(name)]
    assert b"attachedTemplate" not in part_of(made, "word/settings.xml")


def test_what_is_fetched_from_elsewhere_is_refused() -> None:
    document = house_style()
    document.sections[0].header.part.relate_to("http://elders.example/x.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    assert "van buiten (image)" in refusal(saved(document))


def test_what_is_no_document_is_refused() -> None:
    house = saved(house_style())
    assert "geen leesbaar Word-document" in refusal(b"%PDF-1.7")
    assert "geen leesbaar Word-document" in refusal(house[: len(house) // 2])
    assert "geen leesbaar Word-document" in refusal(changed(house, {DOCUMENT: b"<w:document"}))
    assert "geen leesbaar Word-document" in refusal(changed(house, {DOCUMENT: None}))
    assert "geen leesbaar Word-document" in refusal(changed(house, {TYPES: None}))
    assert "geen leesbaar Word-document" in refusal(changed(house, {STYLES: b"<styles/>"}))
    assert "wachtwoord" in refusal(b"\xd0\xcf\x11\xe0" + bytes(1000))


def test_macros_are_refused() -> None:
    house = saved(house_style())
    types = part_of(house, TYPES)
    assert "macro" in refusal(changed(house, {"word/vbaProject.bin": b"x"}))
    macro = types.replace(b"officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    assert "macro" in refusal(changed(house, {TYPES: macro}))


def test_what_unpacks_too_large_is_refused_before_it_is_opened() -> None:
    house = saved(house_style())
    start = time.monotonic()
    assert "te groot" in refusal(bytes(MOST_MEGABYTES * 2**20 + 1))
    assert "te groot" in refusal(changed(house, {"word/media/x.bin": bytes(40 * 2**20)}))
    assert "te groot" in refusal(changed(house, {"word/media/x.png": b"<a/>" * MOST_TAGS}))
    assert "te groot" in refusal(changed(house, {f"x/{i}": b"" for i in range(3000)}))
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>'
    assert "XML-definities" in refusal(changed(house, {STYLES: entities}))
    assert "XML-definities" in refusal(changed(house, {STYLES: entities.decode().encode("utf-16")}))
    assert time.monotonic() - start < 5


def test_our_own_look_is_a_template_too() -> None:
    """Who wants to change a little begins with a report of ours."""
    again = opened(REPORT, to_docx(REPORT))
    assert [p.text for p in again.paragraphs] == [p.text for p in opened(REPORT).paragraphs]
    assert len(again.styles) == len(opened(REPORT).styles) > len(fresh().styles)


def test_a_style_by_other_capitals_is_the_same_style() -> None:
    """LibreOffice writes "Heading 1" where Word writes "heading 1"."""
    document = house_style()
    heading = document.styles["Heading 1"].element
    heading.name_val = "Heading 1"
    assert opened(REPORT, saved(document)).styles["Heading 1"].font.name == "Verdana"
