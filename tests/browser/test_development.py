"""Ontwikkeling in a real browser: a cold link, another judgement, through to the projects, Back, and an export."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import download, drawing, mark, settle, visit
from tests.browser.test_pages import table

pytestmark = pytest.mark.browser
PAGE = "/Ontwikkeling"
COURSES = "Fasen over alle peildata"
REBUILT = "(gereconstrueerd)"


@pytest.mark.full
def test_from_a_cold_link_through_a_cell_of_the_matrix_and_back(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?peildatum=2020-11-01&vergelijk=2020-03-01&oordeel=deelbaarheid")
    expect(page.locator(".keuze.gekozen", has_text="Delen")).to_be_visible()
    page.get_by_role("link", name="Status", exact=True).click()
    block = page.get_by_role("region", name="Verschuiving in projectstatus")
    block.locator("tr", has_text="Lopend").get_by_role("link", name="19", exact=True).click()
    expect(page.locator("h1")).to_have_text("Projecten")
    settle(page)
    expect(page.locator(".chips")).to_contain_text("Lopend → Afgerond en succesvol verlopen")
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("19 van 318 projecten")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Ontwikkeling")
    settle(page)
    assert table(page, "Verschuiving in projectstatus")[2][1:] == ["2", "19", "216", "0", "0", "237"]


def test_a_cell_of_the_phases_opens_its_regions(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?dimensie=visie")
    page.locator("tr", has_text="Regiovisie").get_by_role("link", name="14", exact=True).click()
    expect(page.locator("h1")).to_have_text("Regio’s")
    settle(page)
    assert len(table(page, "Stand per regio")) == 14


@pytest.mark.full
def test_a_click_on_a_line_chooses_its_regio_and_back_undoes_it(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?dimensie=visie")
    line = mark(
        page,
        COURSES,
        f"Zwolle: mrt-19 fase 1 {REBUILT}, okt-19 fase 2 {REBUILT}, mrt-20 fase 2 {REBUILT}, okt-20 fase 4",
    )
    # At its own name, where no other line runs.
    box = drawing(page, COURSES).get_by_text("Zwolle", exact=True).bounding_box()
    assert box
    page.mouse.click(box["x"] - 6, box["y"] + box["height"] / 2)
    expect(page.locator(".tekening-kop .wat").first).to_have_text("Zwolle: 3 of meer fasen verder sinds mrt-19")
    settle(page)
    assert "regio=ZWO" in page.url
    page.go_back()
    expect(page.locator(".tekening-kop .wat").first).to_contain_text("34 van de 34")
    settle(page)
    expect(line).to_have_count(1)


def test_a_field_says_what_the_table_says_and_a_click_leads_to_its_projects(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?oordeel=status")
    field = mark(page, "Status: wat er veranderde", "Lopend → Afgerond en succesvol verlopen: 19")
    field.hover()
    told = page.locator("#vg-tooltip-element")
    for words in ("Lopend", "Afgerond en succesvol verlopen", "19", "8,0%"):
        expect(told).to_contain_text(words)
    assert table(page, "Verschuiving in projectstatus")[2][2] == "19"
    field.click()
    page.get_by_role("link", name="Bekijk deze projecten").click()
    expect(page.locator("h1")).to_have_text("Projecten")
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("19 van 318 projecten")


def test_the_workbook_of_the_courses_says_what_the_table_shows(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}{PAGE}?concessiehouder=menzis")
    shown = table(page, "Regiovisie per regio")
    book = load_workbook(download(page, "verloop-visie.xlsx", tmp_path))
    rows = [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "Regio") + 1
    written = [[*row[:2], *(f"fase {phase}" for phase in row[2:6])] for row in rows[start : start + len(shown)]]
    assert written == shown
    assert rows[start][6] == "mrt-19, okt-19, mrt-20"
