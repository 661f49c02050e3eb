"""WCAG 2.2 A and AA as far as a machine can tell: axe on every page and state, small screens and large text."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import agree_to_loss, settle, visit
from tests.browser.test_pages import PAGES, check_words
from tests.support.registers import project, workbook

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The first is not in those tags yet; the others say where one is on a page.
ALSO = ["label-content-name-mismatch", "heading-order", "page-has-heading-one", "landmark-unique", "landmark-one-main"]
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in ALSO}}
LOOKS = {
    "light 1440": ("light", 1440),
    "dark 390": ("dark", 390),
    "light 390": ("light", 390),
    "light 1024": ("light", 1024),
    "dark 1440": ("dark", 1440),
}
# What must stand on every page: one h1, no heading that skips a level, all tables with a caption and scopes, no drawing
# without a name, and the language.
SHAPE = """() => ({
  language: document.documentElement.lang,
  headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1]),
  tables: [...document.querySelectorAll('table')].filter(t => !t.caption?.textContent.trim()
    || [...t.querySelectorAll('th')].some(h => !h.scope)).length,
  drawings: [...document.querySelectorAll('svg, img')].filter(s => !s.closest('[aria-hidden=true]')
    && !s.getAttribute('aria-label') && !s.getAttribute('alt') && s.getAttribute('role') !== 'presentation'
    && !s.closest('button, a, summary, [role=img], [role=button], [role="graphics-document"][aria-label]'))
    .map(s => s.outerHTML.slice(0, 200)),
  scrolls: [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .some(e => e.scrollWidth > e.clientWidth),
})"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong, each with the first place where."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{v['id']} ({len(v['nodes'])}x): {v['nodes'][0]['html'][:200]}" for v in found]


def look_at(page: Page, look: str) -> Page:
    """The same page in other colours and another width: Streamlit follows the system while it stands."""
    scheme, width = LOOKS[look]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 1000})
    ground = "rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 29)"
    expect(page.locator('[data-testid="stApp"]')).to_have_css("background-color", ground)
    return settle(page)


# What other pages hold stands on these too; in test-full every page.
OFTEN = ("/", "/Regioprofiel?regio=TWE", "/Projecten")


@pytest.mark.parametrize("path", [p if p in OFTEN else pytest.param(p, marks=pytest.mark.full) for p in PAGES])
def test_each_page_is_dutch_fits_and_gives_axe_nothing_to_say(page: Page, server: str, path: str) -> None:
    visit(page, server + path)
    expect(page.locator("h1")).to_have_text(PAGES[path])
    expect(page.locator("nav.menu [aria-current=page]")).to_have_count(1)
    assert violations(look_at(page, "light 1440")) == []
    check_words(page)
    check_words(look_at(page, "dark 390"))
    shape, title = page.evaluate(SHAPE), page.title()
    levels = shape["headings"]
    assert (shape["language"], shape["tables"], shape["drawings"], shape["scrolls"]) == ("nl", 0, [], False)
    assert levels.count(1) == 1
    assert title.startswith(f"{PAGES[path]} · ")
    assert all(later <= before + 1 for before, later in pairwise(levels))


@pytest.mark.full
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_the_other_colours(page: Page, server: str, path: str) -> None:
    visit(page, server + path)
    for look in LOOKS:
        assert look == "light 1024" or violations(look_at(page, look)) == []
        check_words(look_at(page, look))


def opened_list(page: Page, base: str) -> None:
    visit(page, f"{base}/Vergelijken?soort=regio&met=TWE,GRN")
    page.get_by_role("combobox", name="Naast elkaar").click()
    expect(page.get_by_role("option").first).to_be_visible()


def opened_menu(page: Page, base: str) -> None:
    visit(page, base)
    page.get_by_test_id("stMainMenu").click()
    expect(page.get_by_text("Afdrukken")).to_be_visible()


def unfolded(page: Page, base: str) -> None:
    """Everything that folds is open."""
    visit(page, f"{base}/Projecten?status=lopend&bewaard=WIR-001")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def nothing_fits(page: Page, base: str) -> None:
    visit(page, f"{base}/Themas?regio=FRL&thema=technologie&status=nog-niet-gestart")


def wrong_link(page: Page, base: str) -> None:
    visit(page, f"{base}/?thema=tuinieren&kaart=hoogte")


def unknown_peildatum(page: Page, base: str) -> None:
    visit(page, f"{base}/Themas?peildatum=2022-01-01")
    expect(page.get_by_role("alert")).to_be_visible()


STATES = [opened_list, opened_menu, unfolded, nothing_fits, wrong_link, unknown_peildatum]


@pytest.mark.full
@pytest.mark.parametrize("look", [look for look in LOOKS if look != "light 1024"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_any_state(
    open_browser: Callable[..., Page], server: str, state: Callable[[Page, str], None], look: str
) -> None:
    scheme, width = LOOKS[look]
    page = open_browser(dark=scheme == "dark")
    state(page, server)
    if state is not opened_list or width > 700:
        look_at(page, look)
    assert violations(page) == []


@pytest.mark.full
def test_axe_finds_nothing_on_the_way_of_a_register(page: Page, fresh_server: str, tmp_path: Path) -> None:
    """A file that cannot be read, findings with errors, a preview, and what is said when all is done."""
    unreadable = tmp_path / "brief.xlsx"
    unreadable.write_text("geen werkmap")
    visit(page, f"{fresh_server}/Register_bijwerken")
    page.set_input_files('input[type="file"]', unreadable)
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    wrong = workbook(tmp_path / "2021-05-01.xlsx", [{**project(hoofdrubriek="Tegnologie"), "aantal organisaties": 3}])
    page.set_input_files('input[type="file"]', wrong)
    expect(page.get_by_role("heading", name="4. Bevindingen")).to_be_visible()
    for look in LOOKS:
        assert violations(look_at(page, look)) == []
    page.get_by_role("button", name=re.compile("wordt ‘Technologie’")).first.click()
    expect(page.get_by_role("heading", name="5. Voorbeeld")).to_be_visible()
    settle(page)
    for look in LOOKS:
        assert violations(look_at(page, look)) == []
    agree_to_loss(page)
    page.get_by_role("button", name="Publiceer deze peiling").click()
    expect(page.get_by_text("is gepubliceerd")).to_be_visible()
    assert violations(settle(page)) == []
