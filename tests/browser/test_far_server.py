"""Two acts, the second before the answer to the first has come: both count, and in the end all on screen agrees."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, field, settle, shown_in, visit
from tests.browser.test_pages import SLOW

pytestmark = pytest.mark.browser
Act = Callable[[Page], None]
EARLIER, NOW = "peildatum=2020-03-01&vergelijk=2019-10-01", "peildatum=2020-11-01&vergelijk=2020-03-01"
# A line that holds what the browser sends until the test lets it go.
HELD = """const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...given) {
    const go = () => send.apply(this, given);
    window.held ? window.held.push(go) : go();
  };"""
LET_GO = "window.held.shift()()"
SAID = {"TWE": "Twente", "technologie": "Technologie", "menzis": "Menzis"}
LISTS = {"concessiehouder": "Concessiehouder", "regio": "Regio", "thema": "Thema"}


def pick(label: str, value: str) -> Act:
    return lambda page: choose(page, label, value)


def link(name: str) -> Act:
    return lambda page: page.get_by_role("link", name=name, exact=True).first.click()


def facet(value: str) -> Act:
    return lambda page: page.locator("a.facetwaarde", has_text=value).click()


def back(page: Page) -> None:
    page.evaluate("history.back()")


def wait(page: Page) -> None:
    page.wait_for_timeout(1500)
    settle(page)


TWENTE, TECHNOLOGY = pick("Regio", "Twente"), pick("Thema", "Technologie")
ACTS = {
    "another peildatum, and a pick": (
        f"/?{EARLIER}",
        [pick("Peildatum", "1 november 2020"), TECHNOLOGY],
        f"/?{NOW}&thema=technologie",
    ),
}
MORE = {
    "a pick, and the menu": ("/", [TWENTE, link("Projecten")], f"/Projecten?{NOW}&regio=TWE"),
    "a chip taken away, and a pick": (
        "/?thema=technologie",
        [link("Verwijder Technologie"), TWENTE],
        f"/?{NOW}&regio=TWE",
    ),
    "back, and a pick": ("/", [TECHNOLOGY, wait, back, TWENTE], f"/?{NOW}&regio=TWE"),
    "a pick on the page of a project": (
        "/Projecten?project=WIR-002",
        [TECHNOLOGY, TWENTE],
        f"/Projecten?{NOW}&regio=TWE&thema=technologie&project=WIR-002",
    ),
    "all wiped, and a pick": (
        "/?concessiehouder=menzis&thema=technologie",
        [link("Wis selectie"), TWENTE],
        f"/?{NOW}&regio=TWE",
    ),
    "a pick, and a chip taken away": (
        "/?thema=technologie",
        [TWENTE, link("Verwijder Technologie")],
        f"/?{NOW}&regio=TWE",
    ),
    "two other peildata": (
        "/?peildatum=2020-03-01&vergelijk=geen",
        [pick("Peildatum", "1 oktober 2019"), pick("Peildatum", "1 november 2020")],
        f"/?{NOW}",
    ),
    "a pick, and a facet": ("/Projecten", [TWENTE, facet("Lopend")], f"/Projecten?{NOW}&regio=TWE&status=lopend"),
    "two facets": (
        "/Projecten",
        [facet("Lopend"), facet("Nog niet gestart")],
        f"/Projecten?{NOW}&status=lopend&status=nog-niet-gestart",
    ),
}


@pytest.mark.parametrize("what", [*ACTS, *(pytest.param(what, marks=pytest.mark.full) for what in MORE)])
@pytest.mark.full
def test_both_acts_count(page: Page, server: str, what: str) -> None:
    start, acts, ends = {**ACTS, **MORE}[what]
    page.add_init_script(SLOW)
    visit(page, server + start)
    wait(page)
    for act in acts:
        act(page)
    expect(page).to_have_url(server + ends)
    wait(page)
    expect(page).to_have_url(server + ends)
    caption = expect(page.locator(".wir-onderschrift"))
    for code, words in SAID.items():
        (caption.to_contain_text if f"={code}" in ends else caption.not_to_contain_text)(words)
    for name, label in LISTS.items():
        shown, any_of = expect(shown_in(page, label)), re.compile("|".join(SAID.values()))
        (shown.to_contain_text if f"{name}=" in ends else shown.not_to_contain_text)(any_of)
    caption.to_contain_text(f"Peildatum {field(page, 'Peildatum').input_value().partition(' (')[0]}")
    caption.to_contain_text(f"vergeleken met {field(page, 'Vergelijk met').input_value().partition(' (')[0]}")


@pytest.mark.parametrize("first", [TWENTE, pick("Thema", "Anders werken")], ids=["two fields", "one field"])
def test_a_choice_from_before_the_last_answer_takes_nothing_away(page: Page, server: str, first: Act) -> None:
    """The second choice was sent before the first was answered, and is answered when the page stands again."""
    page.add_init_script(HELD)
    visit(page, server)
    page.evaluate("window.held = []")
    first(page)
    TECHNOLOGY(page)
    page.evaluate(LET_GO)
    expect(page.locator(".chips .chip")).to_have_count(1)
    settle(page)
    page.keyboard.press("Tab")
    page.evaluate(LET_GO)
    expect(page.locator(".chips .chip")).to_have_count(2)
    settle(page)
    assert len(parse_qsl(urlparse(page.url).query)) == 4
    page.evaluate("window.held = null")
    page.go_back()
    expect(page.locator(".chips .chip")).to_have_count(1)
    expect(shown_in(page, "Thema")).not_to_contain_text("Technologie")
    page.go_back()
    expect(page.locator(".chips .chip")).to_have_count(0)
