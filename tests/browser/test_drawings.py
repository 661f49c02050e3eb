"""Drawings in a real browser: what a mark says, what a click chooses, and that Back undoes it."""

from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MAP, choose, download, drawing, mark, settle, visit

pytestmark = pytest.mark.browser


def asked(page: Page, name: str) -> list[str]:
    return parse_qs(urlparse(page.url).query).get(name, [])


def opacity(of: Locator) -> float:
    return float(of.evaluate("e => e.getAttribute('opacity') ?? e.style.opacity ?? 1") or 1)


def test_a_mark_says_in_words_what_it_stands_for(page: Page, server: str) -> None:
    visit(page, server)
    mark(page, MAP, "Twente: Fase 4: Dialoogsessie").hover()
    told = page.locator("#vg-tooltip-element")
    expect(told).to_contain_text("Regio")
    expect(told).to_contain_text("Twente")
    expect(told).to_contain_text("Fase 4: Dialoogsessie")
    expect(told).to_contain_text("Sinds mrt-20")
    # Of what takes no part nothing is said that is not known.
    mark(page, MAP, "DSW: doet niet mee").hover()
    expect(told).to_contain_text("doet niet mee")
    expect(told).not_to_contain_text("Sinds")


def test_the_drawing_is_named_for_who_cannot_see_it(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    named = drawing(page, "Projectstatus").locator("[role='graphics-document']")
    # What is to be seen in it is text, above it.
    expect(named).to_have_attribute("aria-label", "Projecten naar status, op mrt-20 en okt-20")


def test_a_click_chooses_every_figure_follows_and_back_undoes_it(page: Page, server: str) -> None:
    visit(page, server)
    twente = "Twente: Fase 4: Dialoogsessie"
    mark(page, MAP, twente).click()
    expect(page.locator("dl.kerncijfers dd").first).to_have_text("9")
    settle(page)
    assert asked(page, "regio") == ["TWE"]
    expect(page.locator(".kaartje b")).to_have_text("Twente")
    assert opacity(mark(page, MAP, twente)) == 1
    assert opacity(mark(page, MAP, "Zeeland: Fase 5: Strategische keuzes")) < 1
    page.go_back()
    expect(page.locator("dl.kerncijfers dd").first).to_have_text("318")
    settle(page)
    assert asked(page, "regio") == []
    assert opacity(mark(page, MAP, "Zeeland: Fase 5: Strategische keuzes")) == 1
    mark(page, MAP, twente).click()
    expect(page.locator("dl.kerncijfers dd").first).to_have_text("9")


def test_another_selection_brings_other_values_to_the_drawing_that_stands(page: Page, server: str) -> None:
    visit(page, server)
    canvas = page.locator("[data-testid=stVegaLiteChart] svg.marks")
    expect(canvas).to_have_count(5)
    canvas.evaluate_all("all => all.forEach((one) => { one.stood = true; })")
    choose(page, "Concessiehouder", "VGZ")
    themes = drawing(page, "Thema’s, oud en nieuw")
    expect(themes.locator("[aria-label^='Technologie'][aria-label$='van 12']").first).to_be_visible()
    assert canvas.evaluate_all("all => all.map((one) => one.stood)") == [True] * 5


def test_a_second_click_clears_and_shift_adds(page: Page, server: str) -> None:
    visit(page, f"{server}/?regio=TWE")
    mark(page, MAP, "Zeeland: Fase 5: Strategische keuzes").click(modifiers=["Shift"])
    expect(page.locator(".kaartje")).to_have_count(2)
    settle(page)
    assert sorted(asked(page, "regio")) == ["TWE", "ZEE"]
    mark(page, MAP, "Zeeland: Fase 5: Strategische keuzes").click()
    expect(page.locator(".kaartje")).to_have_count(1)
    settle(page)
    assert asked(page, "regio") == ["ZEE"]
    mark(page, MAP, "Zeeland: Fase 5: Strategische keuzes").click()
    expect(page.locator(".kaartje")).to_have_count(0)


def test_a_field_of_the_heatmap_chooses_theme_and_concessiehouder(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    mark(page, "Thema’s en concessiehouders", "Technologie, VGZ: 12").click()
    expect(page.locator(".chip")).to_have_count(2)
    settle(page)
    assert (asked(page, "thema"), asked(page, "concessiehouder")) == (["technologie"], ["vgz"])
    # The drawing keeps what it is compared with; the others follow.
    expect(mark(page, "Thema’s en concessiehouders", "Samenwerking in de keten, CZ: 14")).to_be_visible()
    expect(page.locator(".tekening-kop .wat").nth(1)).to_contain_text("van de 12 projecten")


def test_the_tooltip_is_the_cell_of_the_table(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    mark(page, "Projectstatus", "okt-20, Lopend: 244 (76,7%)").hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("244")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Lopend", exact=True)).first
    expect(row.locator("td").nth(1)).to_have_text("244")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("Verkennen?rijen=thema&kolommen=concessiehouder", "Thema en concessiehouder"),
        ("Leren_van_elkaar?regio=TWE", "Wie heeft wat"),
        ("Ontwikkeling", "Fasen over alle peildata"),
    ],
)
def test_a_drawing_of_many_names_fits_a_telephone(page: Page, server: str, path: str, heading: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{server}/{path}")
    drawn = drawing(page, heading).locator("svg.marks")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("e => e.getBoundingClientRect().right") <= 390
    ends = "e => [...e.querySelectorAll('text')].map(t => t.getBoundingClientRect()).map(b => [b.left, b.right])"
    assert all(left >= 0 and right <= 390 for left, right in drawn.evaluate(ends))


def test_a_drawing_can_be_taken_along(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}/Themas")
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<svg")):
        assert download(page, f"tekening-verdeling-status.{kind}", tmp_path).read_bytes().startswith(begins)


def test_what_a_report_published_is_drawn_in_the_first_screen_and_says_its_numbers(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{server}/Ondersteuning_en_voortgang")
    dot = mark(page, "Ondersteuning", "Lopende ondersteuningstrajecten, nov-24 volgens oktober: 59")
    expect(dot).to_be_in_viewport()
    dot.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("nov-24 is 56 of 59")
    visit(page, f"{server}/Inventarisatie_2023")
    expect(mark(page, "Formatieproblemen", "Tekort voelbaar: 15; 15 regio’s")).to_be_in_viewport()
    visit(page, f"{server}/Verantwoording")
    expect(page.locator("[role='graphics-document']").first).to_be_in_viewport()
