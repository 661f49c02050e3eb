"""The register in the browser: search as you type, facets, counts that open their rows, one project, downloads."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import download, settle, visit
from tests.browser.test_pages import table
from wir.domain.vocabulary import normalise

pytestmark = pytest.mark.browser
COUNT = ".lijstkop"


def test_search_as_you_type_facets_and_back(page: Page, server: str) -> None:
    visit(page, f"{server}/Projecten?peildatum=2020-11-01&vergelijk=2020-03-01")
    expect(page.locator(COUNT)).to_have_text("318 van 318 projecten")
    field = page.get_by_label("Zoek in project, regio, concessiehouder en thema")
    field.press_sequentially("spraak ", delay=60)
    expect(page.locator(COUNT)).to_have_text("1 van 318 projecten")
    field.press_sequentially("ECD", delay=60)
    expect(page).to_have_url(re.compile(r"zoek=spraak\+ECD"))
    expect(field).to_have_value("spraak ECD")
    assert table(page, "Projecten")[0][0] == "Spraakgestuurd ECD"
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("318 van 318 projecten")
    expect(field).to_have_value("")
    page.locator("a.facetwaarde", has_text="Lopend").click()
    expect(page.locator(COUNT)).to_have_text("244 van 318 projecten")
    page.locator(".facetten summary", has_text="Thema").click()
    page.locator(".facetten a", has_text="Technologie").click()
    expect(page.locator(COUNT)).to_have_text("37 van 318 projecten")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Technologie · Lopend")
    page.locator("a.facetwaarde", has_text="Lopend").click()
    expect(page.locator(COUNT)).to_have_text("46 van 318 projecten")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("37 van 318 projecten")


def test_who_types_slower_than_the_list_follows_searches_for_what_they_typed(page: Page, server: str) -> None:
    visit(page, f"{server}/Projecten")
    field = page.get_by_label("Zoek in project, regio, concessiehouder en thema")
    field.press_sequentially("twente", delay=320)  # each letter begins a search, and comes before the last one stands
    settle(page)
    expect(page).to_have_url(re.compile(r"zoek=twente$"))
    expect(field).to_have_value("twente")
    assert page.url.count("zoek=") == 1
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("318 van 318 projecten")


def test_a_count_opens_its_projects_and_back(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?concessiehouder=vgz")
    rows = page.locator("table", has=page.locator("caption", has_text="(tabel 6)")).locator("tbody tr")
    shown = rows.nth(2).locator("td").nth(1)
    count = shown.inner_text()
    shown.locator("a").click()
    expect(page.locator("h1")).to_have_text("Projecten")
    expect(page.locator(COUNT)).to_have_text(f"{count} van 318 projecten")
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ · Lopend")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Thema’s")


def test_a_count_of_the_comparison_opens_that_peildatum(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    page.locator("table", has=page.locator("caption", has_text="(tabel 6)")).get_by_role("link", name="268").click()
    expect(page.locator(COUNT)).to_have_text("268 van 268 projecten")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 maart 2020")


@pytest.mark.full
def test_a_count_of_regions_opens_those_regions(page: Page, server: str) -> None:
    visit(page, f"{server}/Regios?thema=technologie")
    expect(page.locator(".chip.ongebruikt")).to_contain_text("Technologie (telt hier niet mee)")
    page.locator("table", has=page.locator("caption", has_text="(tabel 3)")).get_by_role("link", name="14").last.click()
    expect(page.locator(".wir-onderschrift")).to_contain_text("visie: fase 4")
    settle(page)
    assert len(table(page, "Stand per regio")) == 14


def test_one_project_from_the_list_and_cold(page: Page, open_browser: Callable[..., Page], server: str) -> None:
    visit(page, f"{server}/Projecten?zoek=spraak")
    page.get_by_role("link", name="Spraakgestuurd ECD", exact=True).click()
    expect(page.locator("h1")).to_have_text("Spraakgestuurd ECD")
    settle(page)
    said = {row[0]: row[1] for row in table(page, "Project WIR-")}
    assert said["Organisaties"] == "8"
    cold = visit(open_browser(), page.url)
    expect(cold.locator("h1")).to_have_text("Spraakgestuurd ECD")
    cold.get_by_role("link", name="Alle projecten van deze selectie").click()
    expect(cold.locator(COUNT)).to_have_text("1 van 318 projecten")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("1 van 318 projecten")


def test_the_download_holds_exactly_these_rows_in_this_order(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}/Projecten?thema=technologie&status=lopend&sorteer=-projectnaam&kolommen=status,contact")
    on_screen = [row[0] for row in table(page, "Projecten")]
    path = download(page, "projecten.xlsx", tmp_path)
    assert path.name == "WIR-projecten_2020-11-01_Technologie_Lopend_voorbeeld.xlsx"
    book = load_workbook(path)
    first, rows = book.worksheets
    assert first.title == "Selectie"
    said = " ".join(str(cell.value) for row in first.iter_rows() for cell in row if cell.value)
    assert "Peildatum 1 november 2020, vergeleken met 1 maart 2020 · Technologie · Lopend" in said
    values = list(rows.iter_rows(values_only=True))
    head = next(i for i, row in enumerate(values) if row[0] == "Nummer")
    assert [row[1] for row in values[head + 1 :]] == on_screen
    assert len(on_screen) == 37
    text = download(page, "projecten.csv", tmp_path).read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 38


@pytest.mark.parametrize("kind", ["xlsx", pytest.param("csv", marks=pytest.mark.full)])
def test_a_table_leaves_as_a_file_with_the_figures_of_the_screen(
    page: Page, server: str, tmp_path: Path, kind: str
) -> None:
    visit(page, f"{server}/Themas?concessiehouder=cz")
    shown = table(page, "(tabel 11)")
    path = download(page, f"tabel-11.{kind}", tmp_path)
    assert path.name == f"WIR-tabel-11_2020-11-01_CZ_voorbeeld.{kind}"
    if kind == "xlsx":
        rows = list(load_workbook(path).worksheets[1].iter_rows(values_only=True))
        found = [[str(cell) for cell in row[:3]] for row in rows if row[0] in {line[0] for line in shown}]
        assert found == [line[:3] for line in shown]
    else:
        assert [line.rsplit(";", 3)[1:3] for line in path.read_text("utf-8-sig").splitlines()[1:]] == [
            line[1:3] for line in shown
        ]


@pytest.mark.full
def test_sorting_and_columns_live_in_the_address(page: Page, server: str) -> None:
    visit(page, f"{server}/Projecten?thema=technologie")
    page.get_by_role("link", name="Regio", exact=True).click()
    expect(page.locator("table.register th", has_text="Regio ▲")).to_be_visible()
    settle(page)
    regions = [row[1] for row in table(page, "Projecten")]
    assert regions == sorted(regions, key=normalise)
    assert len(set(regions)) > 20
    page.locator("summary", has_text="Kolommen kiezen").click()
    page.locator(".kolommen a", has_text="Thema").click()
    expect(page.locator("table.register thead")).not_to_contain_text("Thema")
    page.reload()
    settle(page)
    expect(page.locator("table.register thead")).not_to_contain_text("Thema")
    assert [row[1] for row in table(page, "Projecten")] == regions


def test_a_sweep_chooses_a_period_and_a_click_after_it_takes_its_place(page: Page, server: str) -> None:
    visit(page, f"{server}/Projecten")
    bars = page.locator('.st-key-strook svg.marks path[aria-roledescription="bar"][aria-label^="Start"]')
    expect(bars).to_have_count(8)
    first, last = bars.nth(1).bounding_box(), bars.nth(3).bounding_box()
    assert first
    assert last
    height = last["y"] + last["height"] - 6
    page.mouse.move(first["x"] + 5, height)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 5, height, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile("halfjaar=2018-2&halfjaar=2019-1&halfjaar=2019-2"))
    expect(page.locator(COUNT)).to_have_text("135 van 318 projecten")
    settle(page)
    bars.nth(4).click()
    expect(page.locator(COUNT)).to_have_text("63 van 318 projecten")
    expect(page).not_to_have_url(re.compile("2018-2"))


def test_a_figure_is_quoted_with_a_short_link_that_opens_exactly_that(
    page: Page, open_browser: Callable[..., Page], server: str
) -> None:
    visit(page, f"{server}/Projecten?concessiehouder=vgz&thema=technologie")
    page.locator("summary", has_text="Citeer dit aantal").click()
    quoted = page.locator(".citeer[open]", has_text="Citeer dit aantal").locator(".citaat").inner_text()
    link = quoted.split()[-1]
    assert len(link) - len(server) <= 40
    cold = visit(open_browser(), link)
    expect(cold.locator(COUNT)).to_have_text("12 van 318 projecten")
    expect(cold.locator(".wir-onderschrift")).to_have_text("Peildatum 1 november 2020 (versie 1) · VGZ · Technologie")


def test_head_and_facets_stay_in_sight_and_rows_have_two_lines(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, f"{server}/Projecten")
    page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, 1500)")
    expect(page.locator("table.register thead th").first).to_be_in_viewport()
    expect(page.locator(".facetten summary").first).to_be_in_viewport()
    heights = page.locator("table.register tbody tr").evaluate_all("rows => rows.map(r => r.clientHeight)")
    assert max(heights) <= 50
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{server}/Projecten")
    expect(page.locator(".facetten")).not_to_be_visible()
