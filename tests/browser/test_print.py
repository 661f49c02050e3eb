"""Paper: every page printed gives whole tables, read back from the PDF, and nothing that only a screen can do."""

import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import visit
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.browser
SCREEN_ONLY = [
    "Wis selectie",
    "Kopieer link",
    "Citeer",
    "Excel",
    "Kolommen kiezen",
    "achter deze cijfers",
    "Landelijk beeldRegio’s",
]
TABLES = """() => [...document.querySelectorAll('table')].filter(t => t.getClientRects().length).map(t => ({
  caption: t.caption.innerText, rows: [...t.rows].map(row => {
    const found = [], walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (holder.getClientRects().length && !holder.closest('.voorlezen')) found.push(node.nodeValue);
    }
    return found; }) }))"""
CUT = """() => [...document.querySelectorAll('.stApp table :is(th, td), .stApp svg')]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent)"""
COLOURED_LINKS = """() => [...document.querySelectorAll('.stApp a')].filter(a => a.getClientRects().length
  && !a.closest('.fasevlak')).filter(a => { const look = getComputedStyle(a);
  return look.color !== getComputedStyle(a.parentElement).color || look.textDecorationLine !== 'none'; })
  .map(a => a.outerHTML)"""
# A4 within its margins, in CSS pixels.
ACROSS, UPRIGHT = 1009, 680


def bare(words: str) -> str:
    """The letters and digits of a text: ligatures opened, and without the hyphens of broken words."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words))


def on_paper(page: Page, landscape: bool) -> tuple[list[str], list[dict[str, Any]]]:
    """The text of each sheet, and the tables that should stand on them."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": ACROSS if landscape else UPRIGHT, "height": 1000})
    assert page.evaluate(CUT) == []
    tables = page.evaluate(TABLES)
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=landscape))).pages
    assert (sheets[0].mediabox.width > sheets[0].mediabox.height) is landscape
    return [bare(sheet.extract_text()) for sheet in sheets], tables


def not_on_paper(table: dict[str, Any], sheets: Sequence[str]) -> list[str]:
    """The rows that do not stand whole on one sheet under their headings, that of the row before or a later one."""
    head, missing, at = table["rows"][0], [], 0
    for row in ([table["caption"]], *table["rows"]):
        words = [bare(part) for part in (*row, *head)]
        found = next((k for k in range(at, len(sheets)) if all(word in sheets[k] for word in words)), None)
        if found is None:
            missing.append(" | ".join(row))
        at = at if found is None else found
    return missing


def print_whole(page: Page, address: str, landscape: bool = False) -> list[str]:
    """Print a page, see that all its rows stand on paper, and give the text of the sheets."""
    visit(page, address)
    above = page.locator(".wir-onderschrift").inner_text()
    sheets, tables = on_paper(page, landscape)
    assert tables
    assert [row for table in tables for row in not_on_paper(table, sheets)] == []
    assert bare(above) in sheets[0]
    assert [words for words in SCREEN_ONLY if any(bare(words) in sheet for sheet in sheets)] == []
    return sheets


@pytest.mark.parametrize(
    "path",
    [
        "/Regios?concessiehouder=vgz",
        pytest.param("/Vergelijken?soort=regio&met=TWE,ACH,ARN", marks=pytest.mark.full),
    ],
)
@pytest.mark.full
def test_every_row_of_every_table_is_on_paper(page: Page, server: str, path: str) -> None:
    print_whole(page, server + path)


@pytest.mark.full
@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "across"])
@pytest.mark.parametrize("path", PAGES)
def test_every_row_of_every_page_is_on_paper_either_way(page: Page, server: str, path: str, landscape: bool) -> None:
    print_whole(page, server + path, landscape)


def test_all_318_projects_are_on_paper_under_their_headings(page: Page, server: str) -> None:
    print_whole(page, f"{server}/Projecten?pagina=alle")
    expect(page.locator("table.register tbody tr")).to_have_count(318)


@pytest.mark.full
def test_what_was_folded_is_open_on_paper(page: Page, server: str) -> None:
    sheets = print_whole(page, f"{server}/Verantwoording")
    assert any(bare("Bijlage 1: gepubliceerd en berekend") in sheet for sheet in sheets)


def test_links_are_plain_words_on_paper(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    page.emulate_media(media="print")
    assert page.locator(".wir-table a").count() > 100
    assert page.evaluate(COLOURED_LINKS) == []
