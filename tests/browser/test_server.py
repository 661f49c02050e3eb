"""What the server adds to the pages: its health, what a reader sees when a page fails, and its log."""

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, agree_to_loss, free_port, running, settle, visit
from tests.browser.test_pages import STREAMLIT_ENGLISH, table
from tests.support.registers import project, workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser
PERSONAL = ("Jan Jansen", "jan@voorbeeld.nl", "06-12345678")
NUMBER = re.compile(r"met nummer ([0-9a-f]{8})\.")
# An app whose page fails as it runs and in a click, under our own handler.
FAILING = """
import streamlit as st
from contextlib import asynccontextmanager
from streamlit.starlette import App
from wir.common import log
from wir.ui.frame.failure import show_failure

@asynccontextmanager
async def lifespan(app):
    log.start()
    yield

app = App("page.py", lifespan=lifespan, on_script_error=show_failure)
"""
PAGE = f"""
import streamlit as st
from wir.ui.browser_script import bring_script, page_script

def fail():
    raise ValueError({PERSONAL[0]!r})

bring_script()
page_script()
st.title("Een pagina")
st.button("Klik", on_click=fail)
if "fout" in st.query_params:
    fail()
"""


def asked(address: str) -> tuple[int, str]:
    """The status and the body of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def logged(log: Path) -> list[dict[str, Any]]:
    """The lines of a log that are ours."""
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def test_health_tells_whether_readers_can_read_and_nothing_of_the_register(server: str) -> None:
    status, body = asked(f"{server}/gezondheid")
    told = json.loads(body)
    assert status == 200
    assert {k: told[k] for k in ("status", "peilingen", "beschadigd")} == {
        "status": "ok",
        "peilingen": 4,
        "beschadigd": 0,
    }
    assert set(told) == {"status", "peilingen", "beschadigd", "app", "lezers", "meeste_lezers"}


@pytest.mark.parametrize("path", ["metrics", "agent/interact", "agent/mcp", "agent/openapi.json"])
def test_what_nobody_needs_is_closed(server: str, path: str) -> None:
    assert asked(f"{server}/_stcore/{path}")[0] == 404


@pytest.mark.parametrize("path", ["/", "/Themas?thema=technologie", "/Bestaat_niet", "/_stcore/metrics"])
def test_every_answer_forbids_scripts_that_are_not_ours(server: str, path: str) -> None:
    policy = httpx.get(server + path).headers["Content-Security-Policy"]
    assert policy in (ROOT / "docs" / "deploy" / "nginx.conf").read_text()
    assert "unsafe" not in policy.split("style-src")[0]


def test_a_script_that_got_into_a_page_does_not_run(browser: Browser, server: str) -> None:
    page = visit(browser.new_page(), server)  # its console may say so
    said = page.evaluate("""async () => {
      const refused = [];
      addEventListener('securitypolicyviolation', (e) => refused.push(e.effectiveDirective));
      const place = document.body.appendChild(document.createElement('div'));
      place.innerHTML = '<img src="data:," onerror="window.harmed = true">';
      await new Promise((done) => setTimeout(done, 300));
      return [window.harmed ?? null, refused];
    }""")
    page.close()
    assert said == [None, ["script-src-attr"]]


def test_a_store_that_goes_missing_is_said_and_its_return_too(
    changing_server: str, changing_store: Store, page: Page, tmp_path: Path
) -> None:
    visit(page, changing_server)
    away = changing_store.folder.rename(tmp_path / "weg")
    assert asked(f"{changing_server}/gezondheid")[0] == 503
    page.get_by_role("link", name="Thema’s").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "De opslag met de peilingen is nu niet te bereiken (de map of het bestand bestaat niet)."
    )
    expect(page.get_by_role("link", name="Projecten")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert STREAMLIT_ENGLISH.findall(page.inner_text("body")) == []
    number = NUMBER.search(page.get_by_role("alert").inner_text())
    errors = [line for line in logged(tmp_path / "server.log") if line["gebeurtenis"] == "fout"]
    assert number
    assert [(e["aanvraag"], e["pagina"], e["code"]) for e in errors] == [(number[1], "Themas", "ENOENT")]
    assert not changing_store.folder.exists()  # no example register takes the place of what is missing
    away.rename(changing_store.folder)
    page.get_by_role("link", name="Probeer het opnieuw").click()
    expect(page.locator("h1")).to_have_text("Thema’s")
    settle(page)
    assert table(page, "tabel 4")[-1][-1] == "318"


@pytest.fixture
def failing_app(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "app.py").write_text(FAILING)
    (tmp_path / "page.py").write_text(PAGE)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(tmp_path / "app.py"), "--server.port", str(port)]
    with running(command, port, "/_stcore/health", tmp_path / "server.log", PYTHONPATH=str(ROOT)) as base:
        yield base


def test_a_page_or_a_click_that_fails_is_said_in_dutch_and_logged_without_its_text(
    failing_app: str, page: Page, tmp_path: Path
) -> None:
    numbers = []
    for address, titles in ((f"{failing_app}/?fout=1", ["Een pagina"]), (failing_app, [])):
        visit(page, address)
        if not titles:
            page.get_by_role("button", name="Klik").click()
            titles = ["Deze pagina kan nu niet worden getoond"]
        expect(page.get_by_role("alert")).to_contain_text("Er ging iets mis bij het tonen van deze pagina.")
        settle(page)
        assert page.locator("h1").all_inner_texts() == titles
        expect(page.locator("html")).to_have_attribute("lang", "nl")
        assert PERSONAL[0] not in page.content()
        numbers += NUMBER.findall(page.get_by_role("alert").inner_text())
    page.get_by_role("link", name="Probeer het opnieuw").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    errors = [line for line in logged(tmp_path / "server.log") if line["gebeurtenis"] == "fout"]
    assert [e["aanvraag"] for e in errors] == numbers
    assert {(e["fout"], "page.py:" in e["plaats"][-1]) for e in errors} == {("builtins.ValueError", True)}
    assert PERSONAL[0] not in (tmp_path / "server.log").read_text()


@pytest.mark.full
def test_what_is_published_is_logged_without_a_word_of_the_register_or_of_who_did_it(
    changing_server: str, page: Page, tmp_path: Path
) -> None:
    row = project(projectnaam=PERSONAL[0], korte_omschrijving=" ".join(PERSONAL), contact=PERSONAL[1])
    register = workbook(tmp_path / f"{PERSONAL[0]} 2021-05-01.xlsx", [row])
    page.set_extra_http_headers({"X-Request-ID": "7f3a-9C"})
    visit(page, f"{changing_server}/Register_bijwerken?thema=jan%40voorbeeld.nl")
    page.set_input_files('input[type="file"]', register)
    confirm = page.get_by_role("button", name="is functioneel, van geen persoon")
    expect(confirm.first).to_be_visible()
    while settle(page) and confirm.count():
        there = page.get_by_role("button", name=confirm.first.inner_text(), exact=True)
        there.click()
        expect(there).to_have_count(0)
    agree_to_loss(page)
    page.get_by_role("button", name="Publiceer deze peiling").click()
    expect(page.get_by_text("(versie 1) is gepubliceerd")).to_be_visible()
    page.get_by_label("Reden (lezers zien deze)").fill(PERSONAL[0])
    page.get_by_role("button", name="Trek in").click()
    expect(page.get_by_text("(versie 1) is ingetrokken")).to_be_visible()
    text = (tmp_path / "server.log").read_text()
    assert [word for word in (*PERSONAL, "Jansen", "voorbeeld.nl") if word in text] == []
    lines = {line["gebeurtenis"]: line for line in logged(tmp_path / "server.log")}
    assert list(lines) == ["gestart", "ingebracht", "gepubliceerd", "ingetrokken"]
    published = lines["gepubliceerd"]
    assert (published["register"], published["peiling"], published["rijen"]) == ("wir", "2021-05-01_v1", 35)
    assert (published["verbinding"], published["pagina"]) == ("7f3a-9C", "Register_bijwerken")
