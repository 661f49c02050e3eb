"""Where the focus is after a rerun, another page, Back, and in a menu that is folded."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle, visit
from tests.browser.test_keyboard import Typist

pytestmark = pytest.mark.browser
SCROLLED = "document.querySelector('[data-testid=\"stMain\"]').scrollTop"


def test_a_rerun_leaves_the_focus_where_it_was(page: Page, server: str) -> None:
    typist = Typist(visit(page, f"{server}/Projecten?thema=technologie"))
    running = page.locator(".facetwaarde", has_text=re.compile(r"^\W*Lopend"))
    typist.press(running)
    expect(page).to_have_url(re.compile("status=lopend"))
    expect(running).to_have_attribute("aria-current", "true")
    expect(running).to_be_focused()


def test_where_nothing_like_it_is_left_the_heading_before_it_has_the_focus(page: Page, server: str) -> None:
    typist = Typist(visit(page, f"{server}/Projecten?status=lopend"))
    typist.press(page.get_by_role("link", name="Verwijder Lopend"))
    expect(page.locator(".chips")).to_have_count(0)
    expect(page.locator("h1")).to_be_focused()


def test_back_returns_to_the_place_and_the_link_that_was_left(page: Page, server: str) -> None:
    typist = Typist(visit(page, f"{server}/Regios"))
    region = page.locator("table.matrix").get_by_role("link", name="Twente")
    region.focus()
    page.evaluate(
        "document.querySelector('[data-testid=\"stMain\"]').scrollBy(0, 137)"
    )  # not where the focus would put it
    left = page.evaluate(SCROLLED)
    assert left > 500
    typist.keys.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate(SCROLLED) == 0
    typist.tab()
    page.go_back()
    expect(region).to_be_focused()
    assert page.evaluate(SCROLLED) == left


@pytest.mark.full
def test_a_folded_menu_takes_no_focus_and_unfolds_by_keyboard(open_browser: Callable[..., Page], server: str) -> None:
    typist = Typist(visit(open_browser(width=390), server))
    fold, unfold = (typist.page.get_by_role("button", name=f"Zijbalk {way}") for way in ("inklappen", "uitklappen"))
    typist.press(unfold)
    expect(fold).to_be_focused()
    typist.go("Regio’s", "Regio’s")
    expect(unfold).to_be_visible()
    typist.page.keyboard.press("Shift+Tab")
    assert typist.tab()


@pytest.mark.full
def test_quick_steps_back_end_where_they_lead_and_leave_the_way_forward(page: Page, server: str) -> None:
    visit(page, f"{server}/Regios")
    for name in ("Thema’s", "Projecten", "Ontwikkeling", "Verantwoording"):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(name)
        settle(page)
    for _ in range(3):
        page.evaluate("history.back()")
        page.wait_for_timeout(60)
    expect(page.locator("h1")).to_have_text("Thema’s")
    settle(page)
    for _ in range(3):
        page.evaluate("history.forward()")
        page.wait_for_timeout(60)
    expect(page.locator("h1")).to_have_text("Verantwoording")
    expect(page).to_have_url(re.compile("/Verantwoording"))
