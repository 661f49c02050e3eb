"""Tasks of a reader who starts at the front page, each with the number of clicks that it takes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import download, mark, settle, visit
from tests.browser.test_pages import table
from wir.export.excel import HEADER_ROW

pytestmark = pytest.mark.browser


class Reader:
    """Someone who only clicks; `clicks` is how often."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.clicks = visit(page, server), 0

    def click(self, found: Locator) -> None:
        """Click, and wait until the page stands."""
        found.click()
        self.clicks += 1
        settle(self.page)

    def go(self, name: str, title: str) -> None:
        """A click on a link with this name, to the page with this title."""
        self.click(self.page.get_by_role("link", name=name, exact=True))
        expect(self.page.locator("h1")).to_have_text(title)
        settle(self.page)


def copied(reader: Reader, name: str) -> str:
    """The address that a link to copy gives."""
    reader.click(reader.page.get_by_role("link", name=name, exact=True))
    expect(reader.page.get_by_role("status").filter(has_text="Gekopieerd")).to_be_attached()
    return str(reader.page.evaluate("navigator.clipboard.readText()"))


def still_on_visie(reader: Reader) -> list[list[str]]:
    """Task one: the regions that stood still on visie since mrt-20, while the Netherlands moved."""
    reader.go("Ontwikkeling", "Ontwikkeling")
    steps = {row[0]: row[1:] for row in table(reader.page, "(stappen)")}["Regiovisie"]
    forward, same, *_ = steps
    assert int(forward) > int(same) == 14
    line = reader.page.locator("table", has=reader.page.locator("caption", has_text="(stappen)")).locator("tr")
    reader.click(line.filter(has_text="Regiovisie").get_by_role("link", name=same, exact=True))
    expect(reader.page.locator("h1")).to_have_text("Regio’s")
    settle(reader.page)
    found = table(reader.page, "Stand per regio")
    assert len(found) == int(same)
    assert all(row[4].split()[-1] == "gelijk" for row in found)
    return found


def three_kept(reader: Reader) -> list[list[str]]:
    """Task two: three scalable technology projects for a regio that has none."""
    reader.go("Leren van elkaar", "Leren van elkaar")
    reader.click(mark(reader.page, "Wie heeft wat", "Zwolle, Technologie: 0"))
    expect(reader.page.locator("h1")).to_have_text("Leren van elkaar: Zwolle")
    settle(reader.page)
    # Low in the drawing one clicks, and what there is to learn is in sight.
    expect(reader.page.get_by_role("link", name="Bewaren: ").first).to_be_in_viewport()
    lacking = {row[0]: row[1:] for row in table(reader.page, "Wat Zwolle per thema mist")}
    assert lacking["Technologie"] == ["0", "20", "geen project"]
    rows = reader.page.locator("table", has=reader.page.locator("caption", has_text="Technologie: ")).locator(
        "tbody tr"
    )
    for place in range(3):
        reader.click(rows.nth(place).get_by_role("link", name="Bewaren: "))
        expect(rows.nth(place).get_by_role("link", name="Bewaard ✓ (weghalen): ")).to_be_visible()
        settle(reader.page)
    return table(reader.page, "Bewaarde projecten")


def test_which_regions_stood_still_while_the_netherlands_moved(page: Page, server: str) -> None:
    reader = Reader(page, server)
    still_on_visie(reader)
    assert reader.clicks == 2


def test_which_theme_of_vgz_is_least_scalable_and_that_in_a_letter(page: Page, server: str) -> None:
    reader = Reader(page, server)
    reader.go("Zelf verkennen", "Zelf verkennen")
    reader.click(page.get_by_role("link", name="VGZ", exact=True))
    said = "Minst opschaalbaar: Regionale strategievorming (5 van de 11)"
    expect(page.locator(".wat").filter(has_text=said)).to_be_in_viewport()
    assert reader.clicks == 2
    reader.click(page.locator(".blokmenu > summary").first)
    line = copied(reader, "Kopieer")
    assert reader.clicks == 4
    assert said in line
    assert len(line.rpartition(server)[2]) <= 40


@pytest.mark.full
def test_three_scalable_technology_projects_for_a_regio_that_has_none(page: Page, server: str, tmp_path: Path) -> None:
    reader = Reader(page, server)
    kept = three_kept(reader)
    path = download(page, "bewaarde-projecten.xlsx", tmp_path)
    assert reader.clicks + 1 == 6
    names, *rows = load_workbook(path).worksheets[1].iter_rows(min_row=HEADER_ROW, values_only=True)
    taken = [dict(zip(names, row, strict=True)) for row in rows]
    assert [f"{row['Project']} {row['Nummer']}" for row in taken] == [" ".join(row[0].split()) for row in kept]
    assert [(row["Regio"], row["Status"]) for row in taken] == [(row[1], row[4]) for row in kept]
    assert [(row["Thema"], row["Opschaalbaarheid"]) for row in taken] == [(row[3], row[7]) for row in kept]
    assert {row["Thema"] for row in taken} == {"Technologie"}
    assert {row["Opschaalbaarheid"] for row in taken} == {"Ja, landelijk opschaalbaar"}
    assert "Zwolle" not in {row["Regio"] for row in taken}
    assert len(taken) == 3


@pytest.mark.parametrize(
    ("task", "name", "caption"),
    [
        pytest.param(still_on_visie, "Kopieer link", "Stand per regio", marks=pytest.mark.full),
        (three_kept, "Kopieer de link naar deze lijst", "Bewaarde projecten"),
    ],
    ids=["regions", "projects"],
)
@pytest.mark.full
def test_a_colleague_gets_a_link_to_exactly_that(
    page: Page,
    open_browser: Callable[..., Page],
    server: str,
    task: Callable[[Reader], list[list[str]]],
    name: str,
    caption: str,
) -> None:
    reader = Reader(page, server)
    found = task(reader)
    before = reader.clicks
    address = copied(reader, name)
    assert reader.clicks == before + 1
    assert "versie=1" in address
    assert table(visit(open_browser(), address), caption) == found
