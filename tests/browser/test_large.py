"""Small screens, large text, wide tables, and what a reader set for all pages: nothing is cut off or moves."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import visit
from tests.browser.test_accessible import SHAPE
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.browser
# Text that its own box or the edge of the screen cuts off, outside what scrolls by itself: a table, and on a telephone
# the key figures and the strips of Projecten.
CUT = """() => [...document.querySelectorAll('.stApp *')].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim())
    && e.checkVisibility({ visibilityProperty: true })
    && !e.closest('.voorlezen, .wir-scroll, svg, [data-testid="stSkipToContent"]'))
  .filter(e => { const look = getComputedStyle(e), box = e.getBoundingClientRect();
    const clipped = (way, inner, outer) => ['hidden', 'clip'].includes(way) && inner > outer + 1;
    const rolls = e.closest('.kerncijfers, .keuzes, .st-key-strook');
    return (!rolls && box.right > innerWidth + 1) || clipped(look.overflowX, e.scrollWidth, e.clientWidth)
      || clipped(look.overflowY, e.scrollHeight, e.clientHeight); }).map(e => e.textContent)"""
# WCAG 1.4.12, what a reader may set.
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


@pytest.mark.full
@pytest.mark.parametrize(("width", "height"), [(320, 640), (720, 500)], ids=["320 wide", "200 percent"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_when_it_is_large(page: Page, server: str, path: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, server + path)
    for spacing in ("/* as it comes */", SPACED):
        page.add_style_tag(content=spacing)
        page.wait_for_timeout(500)  # a drawing takes the width that is left to it a moment later
        assert page.evaluate(CUT) == []
        assert not page.evaluate(SHAPE)["scrolls"]
    page.get_by_role("button", name="Zijbalk uitklappen").click()
    last = page.locator(".menu a").last
    last.focus()
    expect(last).to_be_in_viewport()


def test_a_table_that_is_too_wide_scrolls_by_itself_under_its_name(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, f"{server}/Regios")
    assert page.evaluate(CUT) == []
    assert not page.evaluate(SHAPE)["scrolls"]
    table = page.get_by_role("region", name=re.compile("^Stand per regio"))
    assert table.evaluate("e => e.scrollWidth > e.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "name => document.querySelector(`[aria-label^='${name}']`).scrollLeft > 0", arg="Stand per regio"
    )


def test_the_tab_says_what_is_selected(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?concessiehouder=vgz")
    expect(page).to_have_title("Thema’s · VGZ · WIR-dashboard")


@pytest.mark.full
def test_the_reader_s_own_colours_keep_what_fills_say(open_browser: Callable[..., Page], server: str) -> None:
    page = open_browser()
    page.emulate_media(forced_colors="active")
    visit(page, f"{server}/Regios?concessiehouder=vgz")
    fills = page.eval_on_selector_all("[aria-roledescription=bar]", "all => all.map(e => getComputedStyle(e).fill)")
    assert len(set(fills)) > 2
    expect(page.locator(".menu a.actief")).to_have_css("outline-style", "solid")
    expect(page.locator(".keuze.gekozen").first).to_have_css("outline-style", "solid")


def test_nothing_moves_for_who_asks_for_rest(page: Page, server: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, server)
    moving = "all => all.map(e => parseFloat(getComputedStyle(e).transitionDuration)).filter(s => s > 0.001)"
    assert page.eval_on_selector_all(".stApp *", moving) == []
