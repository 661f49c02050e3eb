"""What only a browser can show: a selection that goes along, Back, the keyboard, and what is said on screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle, visit

pytestmark = pytest.mark.browser
PAGES = {
    "/": "Landelijk beeld",
    "/Regios": "Regio’s",
    "/Regioprofiel?regio=TWE": "Twente",
    "/Themas": "Thema’s",
    "/Projecten": "Projecten",
    "/Projecten?project=WIR-002": "Gereconstrueerd project 2",
    "/Ontwikkeling": "Ontwikkeling",
    "/Vergelijken?soort=regio&met=TWE,ACH,ARN": "Vergelijken",
    "/Leren_van_elkaar?regio=TWE": "Leren van elkaar: Twente",
    "/Rapport": "Rapport",
    "/Register_bijwerken": "Register bijwerken",
    "/Verantwoording": "Verantwoording",
}
STREAMLIT_ENGLISH = re.compile(
    r"\b(Upload|Choose|Select all|No results|Running|Deploy|Rerun|Settings|Print|Search|Fullscreen|Page not found|"
    r"Main menu|Collapse|Expand|Close|Clear|Press Enter|Remove|Selected|Dismiss|Sidebar|Open)\b"
)
SPOKEN = """() => [...document.querySelectorAll('[placeholder],[aria-label],[title]')]
  .flatMap(e => ['placeholder', 'aria-label', 'title'].map(a => e.getAttribute(a) || '')).join(' / ')"""


def table(page: Page, name: str) -> list[list[str]]:
    """The rows of a table as a reader sees them, by a part of its caption."""
    rows = page.locator("table", has=page.locator("caption", has_text=name)).first.locator("tbody tr")
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]


def check_words(page: Page) -> None:
    """No English of Streamlit, and nothing wider than the screen."""
    said = page.inner_text("body") + "\n" + page.evaluate(SPOKEN)
    assert STREAMLIT_ENGLISH.findall(said) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 1


def field(page: Page, label: str) -> Locator:
    """A field of the sidebar, folded or not."""
    return page.locator(".veld", has=page.locator(f'summary[data-naam="{label}"]'))


def choose(page: Page, label: str, value: str) -> None:
    if field(page, label).get_attribute("open") is None:
        field(page, label).locator("summary").click()
    field(page, label).get_by_role("link", name=value).click()


def test_the_selection_goes_along_to_other_pages_and_back(page: Page, server: str) -> None:
    visit(page, server)
    choose(page, "Concessiehouder", "VGZ")
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ")
    expect(page).to_have_url(re.compile("concessiehouder=vgz"))
    page.get_by_role("link", name="Thema’s").click()
    expect(page.locator("h1")).to_have_text("Thema’s")
    settle(page)
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ")
    assert table(page, "tabel 4")[-1][-1] == "76"
    page.get_by_role("link", name="Verwijder VGZ").click()
    expect(page.locator(".wir-onderschrift")).to_contain_text("heel Nederland")
    page.go_back()
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Landelijk beeld")
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ")
    page.go_back()
    expect(page.locator(".wir-onderschrift")).to_contain_text("heel Nederland")
    expect(field(page, "Concessiehouder").locator("summary")).to_contain_text("Alle")


def test_quick_changes_are_all_kept(page: Page, server: str) -> None:
    visit(page, server)
    for label, value in (("Concessiehouder", "VGZ"), ("Regio", "Waardenland"), ("Thema", "Technologie")):
        choose(page, label, value)
    expect(page).to_have_url(re.compile("concessiehouder=vgz&regio=WAA&thema=technologie"))
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ · Waardenland · Technologie")


def test_what_a_reader_folded_open_or_scrolled_stays_so(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    cite = page.locator(".tabelblok", has_text="(tabel 5)").locator(".citeer")
    cite.locator("summary").click()
    choose(page, "Regio", "Twente")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Twente")
    settle(page)
    far = "summary => summary.parentElement.querySelector('ul').scrollTop"
    assert field(page, "Regio").locator("summary").evaluate(far) > 0
    assert field(page, "Regio").get_attribute("open") == ""
    assert cite.get_attribute("open") == ""
    assert "regio=TWE" in cite.inner_text()
    choose(page, "Peildatum", "1 maart 2020")
    expect(page.locator(".wir-onderschrift")).to_contain_text("1 maart 2020, ")
    assert field(page, "Peildatum").get_attribute("open") is None


def test_a_choice_is_a_link_to_what_it_leads_to(page: Page, server: str) -> None:
    visit(page, f"{server}/Projecten?thema=technologie&status=lopend&pagina=2&bewaard=WIR-001")
    field(page, "Regio").locator("summary").click()
    leads_to = field(page, "Regio").get_by_role("link", name="Twente").get_attribute("href")
    field(page, "Regio").get_by_role("link", name="Twente").click()
    expect(page).to_have_url(f"{server}/Projecten{leads_to}")
    settle(page)
    for chosen in ("Twente", "Alle"):
        expect(field(page, "Regio").locator("[aria-current=true]")).to_have_text(chosen)
        choose(page, "Regio", "Twente")
        settle(page)
    expect(page).to_have_url(re.compile("regio=TWE.*bewaard=WIR-001"))


def test_quick_changes_are_kept_where_the_server_is_far(page: Page, server: str) -> None:
    page.add_init_script("""const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (...given) { setTimeout(() => send.apply(this, given), 400); };""")
    visit(page, server)
    for theme in ("Technologie", "Anders werken", "Professionals behouden"):
        choose(page, "Thema", theme)
        page.wait_for_timeout(300)
    chosen = re.compile("thema=anders-werken&thema=professionals-behouden&thema=technologie$")
    expect(page).to_have_url(chosen)
    expect(page.locator(".wir-onderschrift")).to_contain_text("Technologie")
    settle(page)
    expect(page).to_have_url(chosen)


def test_what_is_chosen_already_changes_nothing_but_lets_go(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?peildatum=2020-11-01&vergelijk=geen&regio=TWE")
    address = page.url
    choose(page, "Peildatum", "1 november 2020")
    choose(page, "Thema", "Alle")
    field(page, "Regio").locator("summary").click()
    field(page, "Regio").get_by_role("searchbox").press("Enter")
    settle(page)
    assert page.url == address
    expect(field(page, "Peildatum").locator("summary")).to_contain_text("1 november 2020")


def test_a_choice_from_an_address_with_what_does_not_exist_leaves_that_out(page: Page, server: str) -> None:
    visit(page, f"{server}/?peildatum=2020-11-01&vergelijk=2020-03-01&regio=Twente&thema=bestaatniet&foo=1")
    choose(page, "Regio", "Twente")
    expect(page).to_have_url(f"{server}/?peildatum=2020-11-01&vergelijk=2020-03-01")
    choose(page, "Peildatum", "1 oktober 2019")
    field(page, "Vergelijk met").locator("summary").click()
    field(page, "Vergelijk met").locator('a[data-kies="vergelijk=2020-03-01"]').first.evaluate(
        "link => { link.dataset.kies = 'vergelijk=2019-10-01'; link.click(); }"  # as from a list that is old
    )
    expect(page.locator(".wir-onderschrift")).to_contain_text("1 oktober 2019, vergeleken met 1 maart 2019")


def test_another_peildatum_from_the_sidebar(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    choose(page, "Peildatum", "1 maart 2020")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 maart 2020, vergeleken met 1 oktober 2019")
    settle(page)
    assert table(page, "tabel 6")[-1] == ["Totaal", "–", "268", "–"]


def test_a_tile_of_the_map_opens_the_profile_of_its_region(page: Page, server: str) -> None:
    visit(page, f"{server}/?kaart=afspraken&concessiehouder=vgz")
    expect(page.locator(".keuze.gekozen")).to_have_text("Afspraken")
    page.locator("a.tegel", has_text="Twente").click()
    expect(page.locator("h1")).to_have_text("Twente")
    expect(page).to_have_url(re.compile(r"/Regioprofiel\?.*regio=TWE"))
    assert "concessiehouder" not in page.url
    page.go_back()
    expect(page.locator("h1")).to_have_text("Landelijk beeld")


def test_a_tile_is_reached_and_opened_by_keyboard(page: Page, server: str) -> None:
    visit(page, f"{server}/Regios")
    page.locator("a.tegel", has_text="Zwolle").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Zwolle")


def test_what_streamlit_says_by_itself_is_dutch_too(page: Page, server: str) -> None:
    visit(page, f"{server}/Vergelijken?soort=regio&met=TWE,GRN")
    page.get_by_role("combobox", name="Naast elkaar").click()
    expect(page.get_by_text("Alles kiezen")).to_be_visible()
    page.keyboard.type("zzzz")
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body") + "\n" + page.evaluate(SPOKEN)) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("stMainMenu").click()
    expect(page.get_by_text("Afdrukken")).to_be_visible()
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body")) == []


def test_screen_and_command_line_say_the_same(page: Page, server: str, database: object, okt20: object) -> None:
    from wir.export.text import printed
    from wir.tables import build_table

    visit(page, f"{server}/Themas?regio=TWE&regio=DRE")
    selection = okt20.with_filter("regio", ["TWE", "DRE"])  # type: ignore[attr-defined]
    for number in ("4", "5", "6", "7", "8", "10", "11"):
        computed = build_table(number, database, selection)  # type: ignore[arg-type]
        shown = [row[: len(computed.columns) + 1] for row in table(page, f"(tabel {number})")]
        expected = [
            [row.label, *(printed(v, c) for v, c in zip(row.values, computed.columns, strict=True))]
            for row in computed.rows
        ]
        assert shown == expected


def test_dark_is_dark(open_browser: Callable[..., Page], server: str) -> None:
    page = visit(open_browser(dark=True), server)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(20, 24, 29)"
    assert page.evaluate("getComputedStyle(document.querySelector('.wir-table td')).color") != "rgb(27, 27, 27)"
