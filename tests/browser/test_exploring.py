"""Zelf verkennen in the browser: a field chooses both, what is chosen of a property, and Back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle, visit

pytestmark = pytest.mark.browser


def test_a_field_chooses_both_and_its_cell_opens_the_rows(page: Page, server: str) -> None:
    visit(page, f"{server}/Verkennen?rijen=thema&kolommen=status&als=aantal")
    page.locator('svg.marks path[aria-label="Technologie, Lopend: 37"]').click()
    expect(page).to_have_url(re.compile("status=lopend&thema=technologie|thema=technologie&status=lopend"))
    settle(page)
    page.locator("table", has_text="Technologie").locator("tbody a", has_text="37").first.click()
    expect(page.locator(".lijstkop")).to_have_text("37 van 318 projecten")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Zelf verkennen")


def test_other_properties_are_chosen_from_a_list(page: Page, server: str) -> None:
    visit(page, f"{server}/Verkennen")
    field = page.get_by_role("combobox", name="Rijen")
    field.click()
    page.get_by_role("option", name="Visie").click()
    expect(page).to_have_url(re.compile("rijen=visie"))
    expect(page.locator(".tekening-kop h2")).to_contain_text("Visie en")
    settle(page)
    page.go_back()
    expect(page.locator(".tekening-kop h2")).to_have_text("Thema en opschaalbaarheid")
