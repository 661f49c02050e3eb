"""Addresses in a browser: cold, bare, wrong, hostile, quoted, and copied for someone else."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import block_menu, settle, shown_in, visit
from tests.browser.test_pages import table
from tests.support.registers import project, score, workbook
from wir.store.publishing import publish_workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser


def test_a_cold_link_on_a_fresh_server_gives_its_selection(page: Page, fresh_server: str) -> None:
    visit(
        page,
        f"{fresh_server}/Themas?peildatum=2020-11-01&vergelijk=2020-03-01&concessiehouder=menzis&thema=technologie",
    )
    expect(page.locator(".wir-onderschrift")).to_contain_text("Menzis · Technologie")
    assert table(page, "tabel 4")[-1][-1] == "5"
    expect(shown_in(page, "Concessiehouder")).to_contain_text("Menzis")


def test_a_bare_address_gets_its_peildatum_without_a_step_in_history(page: Page, server: str) -> None:
    visit(page, server)
    expect(page).to_have_url(re.compile(r"\?peildatum=2020-11-01&vergelijk=2020-03-01$"))
    page.go_back()
    assert page.url == "about:blank"


def test_what_a_link_names_wrongly_is_said(page: Page, server: str) -> None:
    visit(page, f"{server}/?thema=tuinieren&kaart=hoogte")
    expect(page.locator(".wir-melding", has_text="tuinieren")).to_be_visible()
    expect(page.locator(".wir-melding", has_text="hoogte")).to_be_visible()


def test_an_unknown_peildatum_shows_no_figures_but_the_known_ones(page: Page, server: str) -> None:
    visit(page, f"{server}/Themas?peildatum=2022-01-01")
    expect(page.get_by_role("alert")).to_contain_text("2022-01-01 bestaat niet")
    expect(page.locator("table")).to_have_count(0)
    page.get_by_role("link", name="1 maart 2020").click()
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 maart 2020")


def test_hostile_text_in_a_link_stays_text(page: Page, server: str) -> None:
    visit(page, f"{server}/?thema=%3Cimg%20src=x%20onerror=alert(1)%3E&kaart=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.locator(".wir-melding", has_text="<img src=x")).to_be_visible()
    expect(page.locator("img[src=x]")).to_have_count(0)


def test_a_quoted_figure_never_moves(
    page: Page, open_browser: Callable[..., Page], fresh_server: str, fresh_store: Store, tmp_path: Path
) -> None:
    visit(page, f"{fresh_server}/Themas")
    menu = block_menu(page, "Tabel 6, Projectstatus")
    line = menu.locator(".citaat").inner_text()
    assert line.startswith(
        "Tabel 6, Projectstatus: Lopend: 244 van de 318 projecten (76,7%), +7 sinds mrt-20. "
        "Peildatum 1 november 2020 (versie 1), vergeleken met 1 maart 2020 (versie 1)"
    )
    menu.get_by_role("link", name="Kopieer").click()
    expect(menu.get_by_role("link", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == line
    correction = workbook(tmp_path / "correctie.xlsx", [project()], [score()])
    publish_workbook(fresh_store, correction, date(2020, 11, 1), door="test", label="okt-20")
    later = visit(open_browser(), line[line.index("http") :])
    assert table(later, "tabel 6")[-1][2] == "318"
    expect(later.locator(".wir-melding", has_text="vervangen")).to_be_visible()
    later.get_by_role("link", name="de geldende peiling").click()
    expect(later.locator(".wir-melding", has_text="vervangen")).to_have_count(0)
    settle(later)
    assert table(later, "tabel 6")[-1][2] == "1"


def test_copy_link_pins_both_versions(page: Page, server: str) -> None:
    visit(page, f"{server}/Regios?concessiehouder=cz")
    page.get_by_role("link", name="Kopieer link").click()
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{server}/Regios?peildatum=2020-11-01&vergelijk=2020-03-01")
    assert "versie=1" in copied
    assert "vergelijk-versie=1" in copied
