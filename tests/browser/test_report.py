"""The report in the browser: chapters to choose, sentences that open, and the three files."""

import io
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import download, settle, visit

pytestmark = pytest.mark.browser
ADDRESS = "/Rapport?peildatum=2020-11-01&vergelijk=2020-03-01&concessiehouder=vgz&hoofdstukken=status,impact"


def figures(page: Page) -> list[str]:
    return page.locator(".rapport table").nth(0).locator("tbody td").all_inner_texts()


def test_choosing_chapters_lives_in_the_address_and_back(page: Page, server: str) -> None:
    visit(page, server + ADDRESS)
    headings = page.locator(".rapport .hoofdstuk")
    expect(headings).to_have_text(["1 Status van de projecten", "2 Impact"])
    page.get_by_text(re.compile(r"Hoofdstukken kiezen \(2 van \d+\)")).click()
    page.get_by_role("link", name="omlaag: Status van de projecten").click()
    expect(headings).to_have_text(["1 Impact", "2 Status van de projecten"])
    expect(page).to_have_url(re.compile("hoofdstukken=impact%2Cstatus"))
    page.go_back()
    expect(headings).to_have_text(["1 Status van de projecten", "2 Impact"])


def test_the_contents_lead_to_each_chapter_and_fold_on_a_phone(page: Page, server: str) -> None:
    visit(page, server + "/Rapport?peildatum=2020-11-01")
    entry = page.locator(".rapport-inhoud").get_by_role("link", name="8 Opschaalbaarheid")
    entry.click()
    heading = page.locator("#hoofdstuk-opschaalbaarheid")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    expect(entry).to_be_in_viewport()  # it went along
    page.set_viewport_size({"width": 390, "height": 844})
    expect(entry).not_to_be_visible()
    page.get_by_text("Inhoud", exact=True).click()
    expect(entry).to_be_visible()


def test_a_small_laptop_shows_a_drawing_on_its_first_screen(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    visit(page, server + "/Rapport?peildatum=2020-11-01&vergelijk=2020-03-01")
    expect(page.locator("[role='graphics-document']").first).to_be_in_viewport()


def test_a_sentence_opens_what_it_is_about(page: Page, server: str) -> None:
    visit(page, server + ADDRESS)
    sentence = page.locator("a.zin").first
    count = re.search(r": (\d+) van de", sentence.inner_text())
    assert count
    sentence.click()
    expect(page.locator(".lijstkop")).to_have_text(f"{count.group(1)} van 318 projecten")
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ · Lopend")


def test_word_excel_and_pdf_hold_the_figures_of_the_screen(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, server + ADDRESS)
    shown = figures(page)
    assert "59" in shown
    word = download(page, "rapport.docx", tmp_path)
    assert word.name == "WIR-voortgang_2020-11-01_VGZ_voorbeeld.docx"
    cells = [
        cell.text
        for table in Document(io.BytesIO(word.read_bytes())).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert set(shown) <= set(cells)
    book = load_workbook(download(page, "rapport.xlsx", tmp_path))
    assert {"Selectie", "Tabel 6", "Tabel 8", "Projecten"} <= set(book.sheetnames)
    assert download(page, "rapport.pdf", tmp_path).read_bytes().startswith(b"%PDF")


def test_a_house_style_that_is_no_document_is_refused_in_words(page: Page, server: str) -> None:
    visit(page, server + ADDRESS)
    page.get_by_text("Eigen huisstijl").click()
    page.locator('input[type="file"]').set_input_files(
        {"name": "stijl.docx", "mimeType": "application/octet-stream", "buffer": b"geen document"}
    )
    settle(page)
    page.locator('a[href="#rapport.docx"]').click()
    expect(page.get_by_role("alert")).to_be_visible()
