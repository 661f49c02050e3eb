"""What only a browser can show: a selection that goes along, Back, the keyboard, and what is said on screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, choose, download, field, mark, settle, shown_in, visit

pytestmark = pytest.mark.browser
PAGES = {
    "/": "Landelijk beeld",
    "/Regios": "Regio’s",
    "/Regioprofiel?regio=TWE": "Twente",
    "/Themas": "Thema’s",
    "/Projecten": "Projecten",
    "/Projecten?project=WIR-002": "Gereconstrueerd project 2",
    "/Verkennen": "Zelf verkennen",
    "/Ontwikkeling": "Ontwikkeling",
    "/Vergelijken?soort=regio&met=TWE,ACH,ARN": "Vergelijken",
    "/Leren_van_elkaar?regio=TWE": "Leren van elkaar: Twente",
    "/Ondersteuning_en_voortgang": "Ondersteuning en voortgang",
    "/Inventarisatie_2023": "Inventarisatie 2023",
    "/Rapport": "Rapport",
    "/Register_bijwerken": "Register bijwerken",
    "/Verantwoording": "Verantwoording",
}
STREAMLIT_ENGLISH = re.compile(
    r"\b(Upload|Choose|Select all|No results|Running|Deploy|Rerun|Settings|Print|Search|Fullscreen|Page not found|"
    r"Main menu|Collapse|Expand|Close|Clear|Press Enter|Remove|Selected|Dismiss|Sidebar|Open)\b"
)
THEMES = ("anders-werken", "professionals-behouden", "technologie")
# A server that hears each click late.
SLOW = """const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...given) { setTimeout(() => send.apply(this, given), 400); };"""
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
    expect(shown_in(page, "Concessiehouder")).not_to_contain_text("VGZ")
    expect(field(page, "Concessiehouder")).to_have_attribute("placeholder", "Alle")


def test_quick_changes_are_all_kept(page: Page, server: str) -> None:
    visit(page, server)
    for label, value in (("Concessiehouder", "VGZ"), ("Regio", "Waardenland"), ("Thema", "Technologie")):
        choose(page, label, value)
    expect(page).to_have_url(re.compile("concessiehouder=vgz&regio=WAA&thema=technologie"))
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ · Waardenland · Technologie")


def test_what_a_reader_folded_open_stays_so(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    fold = page.locator(".vouw", has_text="Als tabel (tabel 5)")
    fold.locator("> summary").click()
    choose(page, "Regio", "Twente")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Twente")
    settle(page)
    assert fold.get_attribute("open") == ""
    assert fold.locator("tr", has_text="Totaal").inner_text().split()[-2:-1] == ["9"]


def test_each_choice_says_how_many_projects_are_behind_it_under_the_other_filters(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?concessiehouder=vgz&status=lopend")
    field(page, "Thema").click()
    options = page.get_by_role("option").all()
    counts = {option.inner_text(): int(option.get_attribute("data-aantal") or "") for option in options}
    page.keyboard.press("Escape")
    shown = {row[0]: int(row[-1]) for row in table(page, "tabel 4")[:-1]}
    assert counts == shown
    assert sum(counts.values()) == int(table(page, "tabel 4")[-1][-1])
    field(page, "Thema").fill("techn")
    expect(page.get_by_role("option", name=f"Technologie {shown['Technologie']}")).to_be_visible()
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    field(page, "Concessiehouder").click()
    among = page.get_by_role("option", name="CZ")
    expect(among).to_have_attribute("data-aantal", re.compile(r"\d+"))
    assert int(among.get_attribute("data-aantal") or "") < 60


@pytest.mark.full
def test_quick_changes_are_kept_where_the_server_is_far(page: Page, server: str) -> None:
    page.add_init_script(SLOW)
    visit(page, server)
    page.wait_for_timeout(1500)  # a reader looks first
    for label, value in (("Thema", "Technologie"), ("Regio", "Twente"), ("Thema", "Anders werken"), ("Regio", "Zeel")):
        choose(page, label, value)
    chosen = re.compile("regio=TWE&regio=ZEE&thema=anders-werken&thema=technologie$")
    expect(page).to_have_url(chosen)
    expect(page.locator(".wir-onderschrift")).to_contain_text("Anders werken")
    settle(page)
    expect(page).to_have_url(chosen)
    for taken in ("regio=TWE&thema=anders-werken&thema=technologie$", "regio=TWE&thema=technologie$"):
        page.go_back()
        expect(page).to_have_url(re.compile(taken))
        settle(page)
    expect(shown_in(page, "Thema")).not_to_contain_text("Anders werken")


@pytest.mark.full
@pytest.mark.parametrize("pause", [0, 150, 400])
def test_four_quick_choices_in_one_list_are_all_kept(page: Page, server: str, pause: int) -> None:
    page.add_init_script(SLOW)
    visit(page, server)
    for theme in ("Technologie", "Anders werken", "Professionals behouden", "Anders opleiden"):
        choose(page, "Thema", theme)
        page.wait_for_timeout(pause)
    chosen = re.compile("&".join(["thema=anders-opleiden.*", *(f"thema={t}" for t in THEMES)]) + "$")
    expect(page).to_have_url(chosen)
    expect(page.locator(".chips .chip")).to_have_count(4)
    settle(page)
    expect(page).to_have_url(chosen)


def test_choices_keep_what_a_page_has_of_its_own(page: Page, server: str) -> None:
    visit(page, f"{server}/?kaart=afspraken")
    for label, value in (
        ("Thema", "Technologie"),
        ("Thema", ""),
        ("Regio", "Twente"),
        ("Regio", ""),
        ("Thema", "Tech"),
    ):
        if value:
            choose(page, label, value)
        else:
            shown_in(page, label).get_by_role("button", name="Alles wissen").click()
        settle(page)
        expect(page).to_have_url(re.compile("kaart=afspraken"))
    expect(page).to_have_url(re.compile("thema=technologie&kaart=afspraken$"))


@pytest.mark.parametrize("then", ["file", pytest.param("menu", marks=pytest.mark.full)])
@pytest.mark.full
def test_in_the_end_the_page_is_that_of_the_address(page: Page, server: str, tmp_path: Path, then: str) -> None:
    """Whatever is clicked before the browser has heard of a choice."""
    page.add_init_script(SLOW)
    visit(page, server)
    choose(page, "Concessiehouder", "VGZ")
    if then == "menu":
        page.get_by_role("link", name="Regio’s", exact=True).click()
    else:
        download(page, "tabel-1.xlsx", tmp_path)
    page.wait_for_timeout(2000)
    settle(page)
    chosen = "concessiehouder=vgz" in page.url
    assert ("VGZ" in page.locator(".wir-onderschrift").inner_text()) == chosen
    assert ("VGZ" in shown_in(page, "Concessiehouder").inner_text()) == chosen
    assert chosen or then == "menu"


@pytest.mark.parametrize("path", ["/Verantwoording"])
def test_a_field_works_where_the_address_names_an_unknown_peildatum(page: Page, server: str, path: str) -> None:
    visit(page, f"{server}{path}?peildatum=1999-01-01")
    choose(page, "Thema", "Technologie")
    expect(page).to_have_url(re.compile("peildatum=2020-11-01.*thema=technologie"))
    settle(page)
    expect(shown_in(page, "Thema")).to_contain_text("Technologie")


def test_each_change_is_one_step_back(page: Page, server: str) -> None:
    visit(page, server)
    for label, value, said in (
        ("Regio", "Twente", "TWE"),
        ("Thema", "Technologie", "tech"),
        ("Peildatum", "1 maart 2020", "peildatum=2020-03"),
    ):
        choose(page, label, value)
        expect(page).to_have_url(re.compile(said))
        settle(page)
    for shown in ("Twente · Technologie", "Twente", "heel Nederland"):
        page.go_back()
        expect(page.locator(".wir-onderschrift")).to_have_text(
            f"Peildatum 1 november 2020, vergeleken met 1 maart 2020 · {shown}"
        )
        settle(page)
    page.go_back()
    assert page.url == "about:blank"


def test_what_is_chosen_already_changes_nothing(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?peildatum=2020-11-01&vergelijk=geen&regio=TWE")
    address = page.url
    choose(page, "Peildatum", "1 november 2020")
    settle(page)
    assert page.url == address
    expect(field(page, "Peildatum")).to_have_value("1 november 2020 (okt-20)")


def test_a_choice_from_an_address_with_what_does_not_exist_leaves_that_out(page: Page, server: str) -> None:
    visit(page, f"{server}/?peildatum=2020-11-01&vergelijk=2020-03-01&regio=Twente&thema=bestaatniet&foo=1")
    choose(page, "Thema", "Technologie")
    expect(page).to_have_url(f"{server}/?peildatum=2020-11-01&vergelijk=2020-03-01&regio=TWE&thema=technologie")


def test_a_peildatum_is_compared_with_earlier_ones_only(page: Page, server: str) -> None:
    visit(page, f"{server}/?peildatum=2020-03-01")
    field(page, "Vergelijk met").click()
    options = ["1 oktober 2019 (okt-19)", "1 maart 2019 (mrt-19)", "Geen vergelijking"]
    expect(page.get_by_role("option")).to_have_text(options)


@pytest.mark.parametrize("path", ["/", "/Projecten"])
def test_all_fields_are_seen_without_scrolling(page: Page, server: str, path: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, server + path)
    for label in ("Peildatum", "Vergelijk met", "Concessiehouder", "Regio", "Thema"):
        expect(field(page, label)).to_be_in_viewport(ratio=1)
    menu = page.get_by_role("navigation", name="Pagina’s").bounding_box()
    theme = field(page, "Thema").bounding_box()
    assert menu
    assert theme
    assert theme["y"] < menu["y"]


def test_on_a_phone_the_sidebar_closes_after_a_choice(open_browser: Callable[..., Page], server: str) -> None:
    page = visit(open_browser(width=390), server)
    for label, value in (("Thema", "Technologie"), ("Peildatum", "1 maart 2020")):
        page.get_by_role("button", name="Zijbalk uitklappen").click()
        expect(field(page, label)).to_be_in_viewport()
        choose(page, label, value)
        expect(page.locator(".wir-onderschrift")).to_contain_text(value)
        expect(field(page, label)).not_to_be_in_viewport()
        settle(page)


def test_who_types_while_the_sidebar_slides_goes_on_typing(open_browser: Callable[..., Page], server: str) -> None:
    page = visit(open_browser(width=390), server)
    page.get_by_role("button", name="Zijbalk uitklappen").click()
    box = field(page, "Thema")
    box.focus()
    page.keyboard.type("Techno")
    page.wait_for_timeout(600)  # the sidebar stands still after 400
    expect(box).to_be_focused()
    expect(box).to_have_value("Techno")


def test_another_peildatum_from_the_sidebar(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas")
    choose(page, "Peildatum", "1 maart 2020")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 maart 2020, vergeleken met 1 oktober 2019")
    settle(page)
    assert table(page, "tabel 6")[-1] == ["Totaal", "–", "268", "–"]


def test_a_regio_of_the_map_leads_to_its_profile(page: Page, server: str) -> None:
    visit(page, f"{server}/?kaart=afspraken&concessiehouder=vgz")
    expect(page.locator(".keuze.gekozen").first).to_have_text("Afspraken")
    mark(page, MAP, "Twente: Fase 4: Implementatiefase").click()
    page.get_by_role("link", name="Naar het profiel van").click()
    expect(page.locator("h1")).to_have_text("Twente")
    expect(page).to_have_url(re.compile(r"/Regioprofiel\?.*regio=TWE"))
    assert "concessiehouder" not in page.url
    page.go_back()
    expect(page.locator("h1")).to_have_text("Landelijk beeld")


def test_the_same_is_done_by_keyboard(page: Page, server: str) -> None:
    visit(page, f"{server}/Regios")
    choose(page, "Regio", "Zwolle")
    page.get_by_role("link", name="Naar het profiel van").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Zwolle")


def test_what_streamlit_says_by_itself_is_dutch_too(page: Page, server: str) -> None:
    visit(page, f"{server}/Vergelijken?soort=regio&met=TWE,GRN")
    page.get_by_role("combobox", name="Naast elkaar").click()
    page.keyboard.type("zzzz")
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body") + "\n" + page.evaluate(SPOKEN)) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("stMainMenu").click()
    expect(page.get_by_text("Afdrukken")).to_be_visible()
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body")) == []


def test_screen_and_command_line_say_the_same(page: Page, server: str, database: object, okt20: object) -> None:
    from wir.tables.build import build_table
    from wir.tables.model import printed

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
