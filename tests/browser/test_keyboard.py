"""The keyboard alone: the tasks of the three users, the focus seen at every stop."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import agree_to_loss, field, settle, shown_in, visit
from tests.browser.test_pages import table
from tests.support.registers import project, workbook
from wir.export.excel import HEADER_ROW

pytestmark = pytest.mark.browser
FARTHEST = 400  # stops on the longest page
# Where the focus is: null where it is nowhere, else whether it is on screen, has a ring of two pixels (a tile: around
# its hexagon, a field: around its box), and whether the stop before it comes before it.
STOP = """() => {
  const element = document.activeElement, before = window.wirStop;
  if (!element || element === document.body) return null;
  window.wirStop = element;
  const box = element.getBoundingClientRect(), near = [element];
  for (let at = element.parentElement; at && near.length < 4; at = at.parentElement) near.push(at);
  const looks = near.map(e => getComputedStyle(e)), hexagon = element.querySelector('.vlak');
  return { what: element.outerHTML.slice(0, 160),
    ring: looks.some(look => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2)
      || Boolean(hexagon) && parseFloat(getComputedStyle(hexagon).strokeWidth) > 5,
    seen: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    after: !before || Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) };
}"""
FOCUSED = "e => e === document.activeElement"


class Typist:
    """Someone without a mouse. Every stop on the way must be seen."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, page.keyboard

    def tab(self) -> Mapping[str, Any] | None:
        """One stop further; None where the page ends."""
        self.keys.press("Tab")
        stop: Mapping[str, Any] | None = self.page.evaluate(STOP)
        assert stop is None or (stop["ring"] and stop["seen"]), stop
        return stop

    def to(self, found: Locator) -> Locator:
        """Tab until this has the focus."""
        expect(found).to_be_attached()
        for _ in range(FARTHEST):
            if found.evaluate(FOCUSED):
                return found
            self.tab()
        raise AssertionError(f"{found} is not reached")

    def press(self, found: Locator, key: str = "Enter") -> None:
        """Go there, press a key, and wait until the page stands."""
        self.to(found)
        self.keys.press(key)
        settle(self.page)

    def go(self, name: str, title: str) -> None:
        """Follow a link to another page; that begins at its heading."""
        self.press(self.page.get_by_role("link", name=name, exact=True).first)
        expect(self.page.locator("h1")).to_have_text(title)
        expect(self.page.locator("h1")).to_be_focused()
        settle(self.page)


@pytest.fixture
def typist(page: Page, server: str) -> Typist:
    return Typist(visit(page, server))


def of_table(page: Page, caption: str) -> Locator:
    return page.locator("table", has=page.locator("caption", has_text=caption)).locator("tbody tr")


@pytest.mark.full
def test_a_purchaser_sees_which_regions_stood_still(typist: Typist) -> None:
    page = typist.page
    typist.go("Ontwikkeling", "Ontwikkeling")
    same = table(page, "(stappen)")[-1][2]
    typist.press(of_table(page, "(stappen)").last.get_by_role("link", name=same, exact=True))
    expect(page.locator("h1")).to_have_text("Regio’s")
    expect(page.locator("h1")).to_be_focused()
    assert len(table(page, "Stand per regio")) == int(same) == 14


@pytest.mark.full
def test_a_purchaser_keeps_three_projects_and_takes_them_along(typist: Typist, tmp_path: Path) -> None:
    page = typist.page
    typist.go("Leren van elkaar", "Leren van elkaar")
    typist.to(page.get_by_role("combobox", name="Voor welke regio?"))
    typist.keys.type("zwol")
    expect(page.get_by_role("option")).to_have_text(["Zwolle"])
    typist.keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Leren van elkaar: Zwolle")
    settle(page)
    rows = of_table(page, "Technologie: ")
    for place in range(3):
        typist.press(rows.nth(place).get_by_role("link", name="Bewaren: "))
        expect(rows.nth(place).get_by_role("link", name="Bewaard ✓ (weghalen): ")).to_be_focused()
    typist.press(page.locator('summary[aria-label="Meer over de bewaarde projecten"]'))
    typist.to(page.get_by_role("link", name="Excel van de bewaarde projecten"))
    with page.expect_download() as downloaded:
        typist.keys.press("Enter")
    downloaded.value.save_as(tmp_path / "bewaard.xlsx")
    sheet = load_workbook(tmp_path / "bewaard.xlsx").worksheets[1]
    assert sheet.max_row - HEADER_ROW >= 3


@pytest.mark.full
def test_the_team_brings_in_a_register(page: Page, fresh_server: str, tmp_path: Path) -> None:
    # From here on Chromium hands choosers over; asked for just before the key, it may open one that nobody sees.
    page.on("filechooser", lambda _: None)
    typist = Typist(visit(page, fresh_server))
    register = workbook(
        tmp_path / "2021-05-01.xlsx", [{**project(hoofdrubriek="Tegnologie"), "aantal organisaties": 3}]
    )
    typist.go("Register bijwerken", "Register bijwerken")
    typist.to(page.get_by_role("button", name="Kies bestand"))
    with page.expect_file_chooser() as chooser:
        typist.keys.press("Enter")
    chooser.value.set_files(register)
    expect(page.get_by_role("heading", name="4. Bevindingen")).to_be_visible()
    settle(page)
    typist.press(page.get_by_role("button", name=re.compile("wordt ‘Technologie’")).first)
    expect(page.get_by_text("Hersteld in hoofdrubriek")).to_be_visible()
    agree_to_loss(page)
    typist.press(page.get_by_role("button", name="Publiceer deze peiling"))
    expect(page.get_by_text("De peiling mei-21 (versie 1) is gepubliceerd.")).to_be_visible()


@pytest.mark.full
def test_who_quotes_filters_by_typing_and_copies_the_link(typist: Typist) -> None:
    page = typist.page
    typist.to(field(page, "Regio"))
    typist.keys.type("twen")
    expect(page.get_by_role("option")).to_have_count(1)
    typist.keys.press("Enter")
    expect(page).to_have_url(re.compile("regio=TWE"))
    settle(page)
    expect(shown_in(page, "Regio")).to_contain_text("Twente")
    expect(field(page, "Regio")).to_be_focused()
    typist.keys.press("Escape")
    typist.to(field(page, "Thema"))
    typist.keys.type("technologie")
    typist.keys.press("Enter")
    expect(page).to_have_url(re.compile("thema=technologie"))
    settle(page)
    expect(field(page, "Thema")).to_be_focused()
    typist.keys.press("Escape")
    typist.press(shown_in(page, "Regio").get_by_role("button", name="Alles wissen"))
    expect(page).not_to_have_url(re.compile("regio="))
    typist.go("Thema’s", "Thema’s")
    menu = page.locator('.blokmenu:has(> summary[aria-label^="Meer over Tabel 6"])')
    typist.press(menu.locator("> summary"))
    typist.press(menu.get_by_role("link", name="Kopieer"))
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_be_attached()
    line = page.evaluate("navigator.clipboard.readText()")
    assert line.startswith("Tabel 6, Projectstatus. Peildatum 1 november 2020 (versie 1)")
    assert " · Technologie. " in line
    assert "/?k=" in line
    typist.keys.press("Escape")
    expect(menu.locator("> div")).to_be_hidden()
    expect(menu.locator("> summary")).to_be_focused()


def test_tab_goes_through_a_page_in_its_order_and_out_of_it(typist: Typist) -> None:
    stops = list(iter(typist.tab, None))
    assert [stop for stop in stops if not stop["after"]] == []
    assert len(stops) > 60
    typist.keys.press("Shift+Tab")
    assert typist.page.evaluate(STOP)["what"] == stops[-1]["what"]


def test_the_first_stop_leads_to_the_content(typist: Typist) -> None:
    page = typist.page
    typist.tab()
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    typist.keys.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
