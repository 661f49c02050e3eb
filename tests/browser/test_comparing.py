"""Vergelijken in a real browser: a cold link, another unit, through to the projects, Back, and an export."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import download, mark, settle, visit
from tests.browser.test_pages import STREAMLIT_ENGLISH, table

pytestmark = pytest.mark.browser
PAGE = "/Vergelijken"


def choose(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Naast elkaar").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)


@pytest.mark.full
def test_from_a_cold_link_to_another_unit_through_a_count_and_back(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?peildatum=2020-11-01&vergelijk=2020-03-01&soort=regio&met=TWE,GRN&tabel=6")
    assert table(page, "Projectstatus naast elkaar")[-1][1:3] == ["9 100,0%", "10 100,0%"]
    choose(page, "Zeeland")
    expect(page).to_have_url(re.compile("met=TWE%2CGRN%2CZEE"))
    expect(page.locator("table.naast").first).to_contain_text("Zeeland (n=12)")
    block = page.locator(".tabelblok", has_text="Projectstatus naast elkaar")
    block.locator("tr", has_text="Totaal").get_by_role("link", name="12", exact=True).click()
    expect(page.locator("h1")).to_have_text("Projecten")
    settle(page)
    expect(page.locator(".chips")).to_contain_text("Zeeland")
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("12 van 318 projecten")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Vergelijken")
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile("met=TWE%2CGRN&tabel=6$"))
    expect(page.locator("table.naast").first).not_to_contain_text("Zeeland")


def test_part_of_a_name_and_enter_adds_that_regio_alone(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?soort=regio&met=GRN")
    choose(page, "twe")
    expect(page).to_have_url(re.compile("met=GRN%2CTWE"))
    expect(page.locator("table.naast").first).to_contain_text("Twente (n=9)")


@pytest.mark.full
def test_the_page_begins_with_the_regions_that_are_chosen_already(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?regio=TWE&regio=GRN")
    page.get_by_role("link", name="Vergelijken").click()
    expect(page.locator("table.naast").first).to_contain_text("Twente (n=9)")
    expect(page.locator("table.naast").first).to_contain_text("Groningen (n=10)")
    settle(page)
    page.locator(".st-key-met-regio").get_by_role("button", name="Alles wissen").click()
    expect(page).to_have_url(re.compile("met=geen"))
    expect(page.locator("table.naast")).to_have_count(0)
    page.go_back()
    expect(page.locator("table.naast").first).to_contain_text("Groningen (n=10)")


@pytest.mark.full
def test_a_page_without_units_offers_where_to_begin(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}")
    expect(page.get_by_role("link", name="De regio’s van Menzis")).to_be_visible()
    mark(page, "Kies regio’s op de kaart", "Zwolle: Fase 4: Dialoogsessie").click()
    expect(page.locator(".st-key-met-regio")).to_contain_text("Zwolle")
    settle(page)
    mark(page, "Kies regio’s op de kaart", "Drenthe: Fase 5: Strategische keuzes").click(modifiers=["Shift"])
    expect(page.locator("table.naast").first).to_contain_text("Drenthe (n=10)")
    settle(page)
    page.get_by_role("link", name="Concessiehouders").click()
    expect(page.locator("table.naast").first).to_contain_text("Zilveren Kruis (n=95)")
    settle(page)
    assert len(table(page, "Projecten per thema naast elkaar")[0]) == 8


def test_a_dot_says_its_share_a_click_chooses_its_row_and_back_undoes_it(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?soort=concessiehouder&met=vgz,cz&oordeel=status")
    dot = mark(page, "Oordelen", "Lopend, VGZ: 77,6%, 59 van 76")
    dot.hover()
    told = page.locator("#vg-tooltip-element")
    for words in ("Lopend", "VGZ", "77,6%", "59 van 76"):
        expect(told).to_contain_text(words)
    assert "59 77,6%" in [cell.removesuffix("°") for cell in table(page, "Projectstatus naast elkaar")[2]]
    dot.click()
    expect(page.locator(".chip")).to_contain_text("Lopend")
    expect(page.locator(".legenda", has_text="VGZ (n=59)")).to_have_count(1)
    settle(page)
    # The dots keep what they are compared with.
    expect(mark(page, "Oordelen", "Nog niet gestart, VGZ: 9,2%, 7 van 76")).to_be_visible()
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)


def test_no_more_than_six_and_said_in_dutch(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?soort=regio&met=TWE,GRN,ACH,ZEE,WBR,HAA")
    page.get_by_role("combobox", name="Naast elkaar").click()
    page.keyboard.type("Zuid")
    expect(page.get_by_text("Ten hoogste 6 tegelijk")).to_be_visible()
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body")) == []


def test_the_workbook_says_what_the_table_shows(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}{PAGE}?soort=thema&met=technologie,anders-werken&oordeel=status")
    shown = table(page, "Projectstatus naast elkaar")
    book = load_workbook(download(page, "naast-elkaar-6.xlsx", tmp_path))
    rows = [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "Projectstatus") + 1
    for written, seen in zip(rows[start:], shown, strict=False):
        cells = [
            f"{n} {100 * share:.1f}%".replace(".", ",") for n, share in zip(written[1:7:2], written[2:7:2], strict=True)
        ]
        assert [written[0], *cells] == [cell.removesuffix("°") for cell in seen]
        few = [cell.endswith("°") for cell in seen[1:]]
        assert few == ["Technologie" in (written[7] or ""), "Anders werken" in (written[7] or ""), False]
