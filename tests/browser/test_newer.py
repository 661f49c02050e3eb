"""A page that nobody touches: it says that there is a newer peiling, and waits for its reader."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import download, settle, visit
from tests.support.registers import project, score, workbook
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, examine, publish
from wir.store.publishing import publish_workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser
NOTICE = "Er is een nieuwe peiling beschikbaar."
PAGE_TEXT = ".wir, h1"


def publish_elsewhere(store: Store, register: Path, concept: bool = False) -> None:
    """Publish in this process, which is not that of the server."""
    choices = Choices(peildatum=date(2021, 5, 1), concept=concept)
    file = File.of(register, parse_apart(register))
    lost = examine(file, choices, store).lost
    publish(store, examine(file, replace(choices, agreed_loss=lost), store), "test")


def asked(sent: str | bytes) -> str:
    """The address of which the browser asks a run."""
    return BackMsg.FromString(sent.encode() if isinstance(sent, str) else sent).rerun_script.query_string


def look_again(page: Page) -> None:
    """Let the page ask at once whether there is something newer, as when its reader comes back to it."""
    with page.expect_response("**/versie"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_an_idle_page_says_that_there_is_a_newer_peiling_and_waits_for_its_reader(
    changing_server: str, changing_store: Store, page: Page, tmp_path: Path
) -> None:
    visit(page, f"{changing_server}/Projecten")
    field = page.get_by_label("Zoek in project, regio, concessiehouder en thema")
    field.press_sequentially("zorg")
    expect(page).to_have_url(re.compile("zoek=zorg"))
    settle(page)
    before = page.locator(PAGE_TEXT).all_inner_texts()
    publish_elsewhere(changing_store, workbook(tmp_path / "nieuw.xlsx", [project(projectnaam="Samen zorgen")]))
    expect(page.get_by_role("status").filter(has_text=NOTICE)).to_be_visible(timeout=20_000)
    assert page.locator(PAGE_TEXT).all_inner_texts() == before
    expect(field).to_be_focused()
    expect(field).to_have_value("zorg")
    field.press_sequentially("en")  # a click on a filter or a letter does not go along by itself
    expect(page).to_have_url(re.compile("zoek=zorgen"))
    settle(page)
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 november 2020")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.get_by_role("button", name="Bijwerken").click()
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 mei 2021")
    expect(page.locator(".wir-onderschrift")).to_contain_text("zorg")
    expect(page.get_by_text(NOTICE)).to_have_count(0)


def test_a_link_without_a_peildatum_runs_once_and_goes_on_from_what_it_showed(
    changing_server: str, changing_store: Store, page: Page, tmp_path: Path
) -> None:
    runs: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda sent: runs.append(asked(sent))))
    visit(page, f"{changing_server}/Projecten?regio=TWE")
    expect(page).to_have_url(re.compile("peildatum=2020-11-01&vergelijk=2020-03-01&regio=TWE"))
    settle(page)
    page.wait_for_timeout(1500)  # longer than the page waits for its reader
    assert runs == ["regio=TWE"]
    publish_elsewhere(changing_store, workbook(tmp_path / "nieuw.xlsx", [project()]))
    look_again(page)
    expect(page.get_by_role("status").filter(has_text=NOTICE)).to_be_visible()
    settle(page)
    saved = download(page, "projecten.csv", tmp_path)
    assert "2020-11-01" in saved.name
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 november 2020")
    expect(page.get_by_text(NOTICE)).to_be_visible()


@pytest.mark.full
def test_a_concept_is_news_for_a_beheerder_only_and_a_quoted_page_has_none(
    changing_server: str, changing_store: Store, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    manager, reader, quoted = open_browser(), open_browser(), open_browser()
    reader.set_extra_http_headers({"X-Forwarded-For": "192.0.2.1"})
    requests: list[str] = []
    quoted.on("request", lambda request: requests.append(request.url))
    visit(manager, changing_server)
    visit(reader, changing_server)
    pinned = manager.get_by_role("link", name="Kopieer link").get_attribute("href")
    visit(quoted, f"{changing_server}/{pinned}")
    concept = workbook(tmp_path / "concept.xlsx", [project()], [score()])
    publish_elsewhere(changing_store, concept, concept=True)
    look_again(manager)
    look_again(reader)
    expect(manager.get_by_text(NOTICE)).to_be_visible()
    expect(reader.get_by_text(NOTICE)).to_have_count(0)
    changing_store.confirm("2021-05-01_v1", "collega")
    look_again(reader)
    expect(reader.get_by_text(NOTICE)).to_be_visible()
    publish_workbook(changing_store, concept, date(2020, 11, 1), door="test", label="okt-20")
    quoted.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(quoted.get_by_text(NOTICE)).to_have_count(0)
    assert [address for address in requests if address.endswith("/versie")] == []
