"""Vergelijken in a real browser: a cold link, another unit, through to the projects, Back, and an export."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import download, settle, visit
from tests.browser.test_pages import STREAMLIT_ENGLISH, table

pytestmark = pytest.mark.browser
PAGE = "/Vergelijken"


def choose(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Naast elkaar").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)


def test_from_a_cold_link_to_another_unit_through_a_count_and_back(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?peildatum=2020-11-01&vergelijk=2020-03-01&soort=regio&met=TWE,GRN")
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
    expect(page).to_have_url(re.compile("met=TWE%2CGRN$"))
    expect(page.locator("table.naast").first).not_to_contain_text("Zeeland")


def test_part_of_a_name_and_enter_adds_that_regio_alone(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?soort=regio&met=GRN")
    choose(page, "twe")
    expect(page).to_have_url(re.compile("met=GRN%2CTWE"))
    expect(page.locator("table.naast").first).to_contain_text("Twente (n=9)")


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


def test_more_regions_than_fit_are_said(page: Page, server: str) -> None:
    regions = "&".join(f"regio={code}" for code in ("TWE", "GRN", "ACH", "ZEE", "WBR", "HAA", "ZWO", "DRE"))
    visit(page, f"{server}{PAGE}?{regions}")
    expect(page.get_by_text("de laatste 2 van deze link staan er niet bij")).to_be_visible()
    expect(page.get_by_text("gebruikt de filters op")).to_have_count(0)


def test_a_page_without_units_offers_where_to_begin(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}")
    page.get_by_role("link", name="Concessiehouders").click()
    page.get_by_role("link", name=re.compile("^De 6 met de meeste projecten")).click()
    expect(page.locator("table.naast").first).to_contain_text("Zilveren Kruis (n=11)")
    settle(page)
    assert len(table(page, "Projecten per thema naast elkaar")[0]) == 8


def test_no_more_than_six_and_said_in_dutch(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?soort=regio&met=TWE,GRN,ACH,ZEE,WBR,HAA")
    page.get_by_role("combobox", name="Naast elkaar").click()
    page.keyboard.type("Zuid")
    expect(page.get_by_text("Ten hoogste 6 tegelijk")).to_be_visible()
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body")) == []


def test_the_workbook_says_what_the_table_shows(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}{PAGE}?soort=thema&met=technologie,anders-werken")
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
