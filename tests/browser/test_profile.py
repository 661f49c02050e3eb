"""The page about one regio in a real browser: a cold link, a click through, Back, what it remembers, its files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, choose, download, mark, settle, unfold, visit
from tests.browser.test_pages import table

pytestmark = pytest.mark.browser
PAGE = "/Regioprofiel"


def test_a_cold_link_a_change_a_click_through_and_back(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?peildatum=2020-11-01&vergelijk=2020-03-01&regio=TWE")
    expect(page.locator("h1")).to_have_text("Twente")
    settle(page)
    unfold(page.locator(".vouw"))
    assert table(page, "Projecten per thema")[-1][:2] == ["Totaal", "9 100,0%"]
    choose(page, "Peildatum", "1 maart 2020")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 maart 2020, vergeleken met 1 oktober 2019")
    settle(page)
    assert table(page, "Projecten per thema")[-1][:2] == ["Totaal", "7 100,0%"]
    page.go_back()
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 november 2020")
    settle(page)
    unfold(page.locator(".vouw"))
    page.get_by_role("link", name=re.compile("^18 van 34 in fase 5")).click()
    expect(page.locator("h1")).to_have_text("Regio’s")
    settle(page)
    assert len(table(page, "Stand per regio")) == 18
    page.go_back()
    expect(page.locator("h1")).to_have_text("Twente")


def test_what_changed_opens_its_projects(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?regio=TWE")
    page.get_by_role("link", name="3 gewijzigd", exact=True).click()
    expect(page.locator("h1")).to_have_text("Projecten")
    expect(page).to_have_url(re.compile("regio=TWE&verandering=gewijzigd"))
    page.go_back()
    expect(page.locator("h1")).to_have_text("Twente")


@pytest.mark.full
def test_the_next_regio_and_another_on_the_map(page: Page, server: str) -> None:
    visit(page, f"{server}{PAGE}?regio=TWE")
    page.get_by_role("link", name="volgende: Arnhem").click()
    expect(page.locator("h1")).to_have_text("Arnhem")
    settle(page)
    mark(page, MAP, "Drenthe: Fase 5: Strategische keuzes").click()
    expect(page.locator("h1")).to_have_text("Drenthe")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Arnhem")


@pytest.mark.full
def test_my_regio_stays_in_this_browser(page: Page, open_browser: Callable[..., Page], server: str) -> None:
    visit(page, f"{server}{PAGE}?regio=TWE")
    page.get_by_role("button", name="Dit is mijn regio").click()
    expect(page.get_by_role("button", name="Vergeet Twente als mijn regio")).to_be_visible()
    visit(page, server + PAGE)
    page.locator(".mijn").get_by_role("link", name="Twente").click()
    expect(page.locator("h1")).to_have_text("Twente")
    settle(page)
    page.get_by_role("button", name="Vergeet Twente als mijn regio").click()
    expect(page.get_by_role("button", name="Dit is mijn regio")).to_be_visible()
    settle(page)
    visit(page, server + PAGE)
    expect(page.locator(".mijn")).to_have_count(0)
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "wir_mijn_regio"]
    expect(visit(open_browser(), server + PAGE).locator(".mijn")).to_have_count(0)


def taken(page: Page, name: str, folder: Path, first: str) -> list[list[str]]:
    """The rows of a downloaded table as texts, from the one whose first or second cell is this one."""
    file = download(page, f"{name}.xlsx", folder)
    assert file.name.startswith(f"WIR-{name}_2020-11-01_Arnhem")
    settle(page)
    sheets = load_workbook(file).worksheets
    rows = [["" if c is None else str(c) for c in row] for s in sheets for row in s.iter_rows(values_only=True)]
    start = next(i for i, row in enumerate(rows) if first in row[:2])
    return [row for row in rows[start:] if row[1]]


def test_the_files_say_what_the_screen_says(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}{PAGE}?regio=ARN-ALLE")
    unfold(page.locator(".vouw", has_text="Thema’s: Arnhem"))
    themes, projects = table(page, "Projecten per thema"), table(page, "Projecten van Arnhem")
    assert (len(themes), len(projects)) == (12, 15)
    in_file = taken(page, "themas", tmp_path, themes[0][0])
    counts = [[line[0], *(cell.split()[0] for cell in line[1:4])] for line in themes]
    assert [[row[0], row[1], row[3], row[5]] for row in in_file] == counts
    every = taken(page, "projecten", tmp_path, projects[0][0])
    assert len(every) == 24
    assert [row[1:8] for row in every[:15]] == projects


@pytest.mark.parametrize(
    ("code", "sheets"),
    [
        ("TWE", 2),
        *(pytest.param(*one, marks=pytest.mark.full) for one in (("NML", 2), ("ROT-ALLE", 3), ("ARN-ALLE", 3))),
    ],
)
def test_a_profile_fits_on_two_sheets_and_that_of_several_regions_on_three(
    page: Page, server: str, code: str, sheets: int
) -> None:
    visit(page, f"{server}{PAGE}?regio={code}")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
