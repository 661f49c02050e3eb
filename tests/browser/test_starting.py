"""The same dashboard whichever way it is started: as a plain Streamlit app, as our server, and below a path."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, download, plainly, serving, settle, visit
from tests.browser.test_newer import NOTICE, publish_elsewhere
from tests.browser.test_pages import PAGES, SPOKEN, STREAMLIT_ENGLISH, check_words
from tests.support.registers import project, workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def plain(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`streamlit run dashboard.py`."""
    with plainly(shutil.copytree(example_store.folder, tmp_path_factory.mktemp("plain") / "opslag")) as base:
        yield base


@pytest.fixture(scope="module")
def below(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our server below /wir."""
    with serving(
        shutil.copytree(example_store.folder, tmp_path_factory.mktemp("below") / "opslag"), below="/wir"
    ) as base:
        yield base


@pytest.fixture(params=["plain", pytest.param("below", marks=pytest.mark.full)])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


STANDING = ("/", "/Projecten?project=WIR-002")


@pytest.mark.parametrize("path", [p if p in STANDING else pytest.param(p, marks=pytest.mark.full) for p in PAGES])
def test_every_page_stands_with_its_style_and_in_dutch(page: Page, plain: str, path: str) -> None:
    look(page, plain, path)


@pytest.mark.full
@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_below_a_path(page: Page, below: str, path: str) -> None:
    look(page, below, path)


def look(page: Page, base: str, path: str) -> None:
    visit(page, base + path)
    expect(page.locator("h1")).to_have_text(PAGES[path])
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator(".menu a.actief")).to_have_css("background-color", "rgb(223, 232, 242)")
    check_words(page)


def test_links_fields_back_and_files_work(page: Page, base: str, tmp_path: Path) -> None:
    visit(page, base)
    choose(page, "Concessiehouder", "VGZ")
    expect(page).to_have_url(re.compile(re.escape(base) + r"/\?.*concessiehouder=vgz"))
    page.get_by_role("link", name="Thema’s").click()
    expect(page).to_have_url(re.compile(re.escape(base) + r"/Themas\?.*concessiehouder=vgz"))
    expect(page.locator(".wir-onderschrift")).to_contain_text("VGZ")
    settle(page)
    assert download(page, "tabel-4.xlsx", tmp_path).read_bytes().startswith(b"PK")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Landelijk beeld")
    page.go_back()
    expect(page.locator(".wir-onderschrift")).to_contain_text("heel Nederland")


@pytest.mark.full
def test_below_a_path_an_open_page_hears_of_a_newer_peiling(changing_store: Store, page: Page, tmp_path: Path) -> None:
    with serving(changing_store.folder, below="/wir") as base:
        visit(page, f"{base}/Themas")
        publish_elsewhere(changing_store, workbook(tmp_path / "nieuw.xlsx", [project()]))
        expect(page.get_by_text(NOTICE)).to_be_visible(timeout=20_000)
        page.get_by_role("button", name="Bijwerken").click()
        expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 mei 2021")


@pytest.mark.full
def test_a_plain_start_asks_once_whether_it_would_be_told(page: Page, plain: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/versie") else None)
    visit(page, plain)
    for _ in range(3):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(300)
    assert len(asked) == 1


@pytest.mark.full
def test_a_page_that_fails_says_so_in_dutch_there_too(
    changing_store: Store, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    with plainly(changing_store.folder) as base:
        page = visit(open_browser(), base)
        changing_store.folder.rename(tmp_path / "weg")
        page.get_by_role("link", name="Thema’s").click()
        expect(page.get_by_text("Er ging iets mis bij het tonen van deze pagina.")).to_be_visible()
        assert STREAMLIT_ENGLISH.findall(page.inner_text("body") + page.evaluate(SPOKEN)) == []
