"""Leren van elkaar in a browser: a cold link, the rule part by part, and a short list collected over pages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import download, mark, settle, visit
from tests.browser.test_pages import table
from wir.export.excel import HEADER_ROW

pytestmark = pytest.mark.browser
ZWOLLE = "/Leren_van_elkaar?peildatum=2020-11-01&vergelijk=2020-03-01&regio=ZWO"
KEPT = "Bewaarde projecten"


def keep_first(page: Page, theme: str) -> str:
    """Keep the first project of a theme; its number."""
    row = page.locator("table", has=page.locator("caption", has_text=f"{theme}: ")).locator("tbody tr").first
    number = row.locator("th .bron").inner_text()
    row.get_by_role("link", name=f"Bewaren: {number}").click()
    expect(row.get_by_role("link", name=f"Bewaard ✓ (weghalen): {number}")).to_be_visible()
    settle(page)
    return number


def exported(page: Page, name: str, folder: Path) -> list[list[object]]:
    """The rows of the Excel file that a click on its link gives, with their headers."""
    book = load_workbook(download(page, f"{name}.xlsx", folder))
    return [list(row) for row in book.worksheets[1].iter_rows(min_row=HEADER_ROW, values_only=True)]


@pytest.mark.full
def test_three_projects_for_a_regio_without_technology_and_a_link_to_exactly_that(
    page: Page, open_browser: Callable[..., Page], server: str, tmp_path: Path
) -> None:
    visit(page, server + ZWOLLE)
    expect(page.locator("h1")).to_have_text("Leren van elkaar: Zwolle")
    lacking = {row[0]: row[1:] for row in table(page, "Wat Zwolle per thema mist")}
    assert lacking["Technologie"] == ["0", "20", "geen project"]

    kept = [keep_first(page, "Technologie"), keep_first(page, "Anders werken")]
    expect(page).to_have_url(re.compile("&".join(f"bewaard={number}" for number in kept) + "$"))
    expect(page.get_by_role("link", name="2 bewaarde projecten")).to_be_visible()
    page.get_by_role("link", name="Thema’s", exact=True).click()
    expect(page.locator("h1")).to_have_text("Thema’s")
    settle(page)
    page.get_by_role("link", name="2 bewaarde projecten").click()
    expect(page.locator("h1")).to_have_text("Leren van elkaar: Zwolle")
    page.reload()
    settle(page)

    shown = table(page, KEPT)
    assert [row[0].split()[-1] for row in shown] == kept
    headers = ["Project", "Regio", "Concessiehouder", "Thema", "Status", "Impact"]
    headers += ["Delen van resultaten", "Opschaalbaarheid"]
    names, *rows = exported(page, "bewaarde-projecten", tmp_path)
    taken = [[dict(zip(names, row, strict=True))[header] for header in headers] for row in rows]
    assert taken == [[row[0].removesuffix(kept[i]).strip(), *row[1:8]] for i, row in enumerate(shown)]
    assert {dict(zip(names, row, strict=True))["Gereconstrueerd"] for row in rows} == {"alle"}

    colleague = visit(open_browser(), page.url)
    assert table(colleague, KEPT) == shown
    colleague.get_by_role("link", name=f"weghalen): {kept[0]}").last.click()
    expect(colleague.get_by_role("link", name="1 bewaard project")).to_be_visible()
    settle(colleague)
    assert [row[0].split()[-1] for row in table(colleague, KEPT)] == kept[1:]


@pytest.mark.full
def test_a_part_turned_off_a_count_opened_and_back(page: Page, server: str) -> None:
    visit(page, server + ZWOLLE)
    page.get_by_text("De regel: welke projecten").click()
    page.get_by_role("link", name="uitzetten: resultaten heeft").click()
    expect(page).to_have_url(re.compile("zonder=deelbaar"))
    expect(page.locator(".regel s")).to_have_text("resultaten heeft die gedeeld kunnen worden")
    settle(page)
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Technologie", exact=True)).first
    assert row.locator("td").all_inner_texts() == ["0", "24", "geen project"]
    row.get_by_role("link", name="24").click()
    expect(page.locator("h1")).to_have_text("Projecten")
    expect(page.locator(".lijstkop")).to_have_text("24 van 318 projecten")
    page.go_back()
    expect(page.locator(".regel s")).to_have_count(1)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Leren van elkaar: Zwolle")
    expect(page.locator(".regel s")).to_have_count(0)


def test_the_advice_as_a_file_has_the_projects_on_screen(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}{ZWOLLE}&thema=technologie&thema=anders-werken")
    on_screen = [row for theme in ("Anders werken", "Technologie") for row in table(page, f"{theme}: ")]
    names, *rows = exported(page, "leren-van-elkaar", tmp_path)
    taken = [dict(zip(names, row, strict=True)) for row in rows]
    assert [f"{row['Project']} {row['Nummer']}" for row in taken] == [" ".join(r[0].split()) for r in on_screen]
    assert [row["Onderdeel"] for row in taken] == ["Anders werken"] * 3 + ["Technologie"] * 3


def test_a_regio_is_chosen_by_keyboard_a_theme_with_a_click_and_back_undoes_both(page: Page, server: str) -> None:
    visit(page, f"{server}/Leren_van_elkaar")
    page.get_by_role("combobox", name="Voor welke regio?").click()
    page.keyboard.type("Zwol")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Leren van elkaar: Zwolle")
    settle(page)
    field = mark(page, "Wie heeft wat", "Zwolle, Technologie: 0; geen project")
    field.hover()
    for words in ("Zwolle", "Technologie", "geen project"):
        expect(page.locator("#vg-tooltip-element")).to_contain_text(words)
    field.click()
    expect(page.locator(".chip")).to_have_count(2)
    settle(page)
    assert "thema=technologie" in page.url
    # The grid keeps the other themes to compare with; the lists are about this one.
    expect(mark(page, "Wie heeft wat", "Zwolle, Anders werken: 0; geen project")).to_be_visible()
    expect(page.locator("section.les")).to_have_count(1)
    expect(page.get_by_role("link", name="Bewaren: ").first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Leren van elkaar")
