"""A real server in a process of its own, and a real Chromium that tells what it noticed."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from wir.common.paths import ROOT
from wir.store.store import Store

HERE = Path(__file__).parent
KEY = "de-sleutel-van-deze-proeven"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Of the run before, on its way, and a piece of our own HTML that is not drawn yet.
PENDING = (
    '[data-testid="stSkeleton"], [data-testid="stSpinner"], [data-stale="true"], '
    '[class*="st-key-wir_html"]:not(:has(.wir))'
)
AT_REST = """(pending) => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && window.wir?.ask && document.querySelector('h1')
    && !document.querySelector(pending);
}"""


# Tables stand folded under their drawings: a test reads them as who unfolded each as it came.
UNFOLD = """new MutationObserver(() => {
  for (const fold of document.querySelectorAll('.tekening-voet > .vouw:not([data-unfolded])')) {
    fold.dataset.unfolded = fold.open = true;
  }
}).observe(document, { childList: true, subtree: true });"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: list[str], port: int, health: str, log: Path, cwd: Path = ROOT, **environment: str
) -> Iterator[str]:
    """A process of its own that serves on this port; its address."""
    base = f"http://127.0.0.1:{port}"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, "WIR_SLEUTEL": KEY, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            deadline = time.monotonic() + 60
            while not _answers(base + health):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield base
        finally:
            process.kill()
            process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except OSError:
        return False


@contextmanager
def serving(store: Path, secrets: str = "", below: str = "") -> Iterator[str]:
    """The dashboard over a store, or a new one with the example.

    With `secrets` as its secrets.toml, `below` a path such as /wir.
    """
    port, file = free_port(), store.parent / "secrets.toml"
    command = [sys.executable, "-m", "wir", "dashboard", "--poort", str(port), "--voorbeeld"]
    environment = {"WIR_OPSLAG": str(store), "STREAMLIT_SERVER_BASE_URL_PATH": below.strip("/")}
    if secrets:
        file.write_text(secrets)
        environment["STREAMLIT_SECRETS_FILES"] = str(file)
    with running(command, port, f"{below}/gezondheid", store.parent / "server.log", **environment) as base:
        yield base + below


@contextmanager
def plainly(store: Path) -> Iterator[str]:
    """The dashboard as everybody starts a Streamlit app."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with running(command, port, "/_stcore/health", store.parent / "server.log", WIR_OPSLAG=str(store)) as base:
        yield base


@pytest.fixture(scope="session")
def server(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one server with the example registers, shared by the tests that only read."""
    with serving(shutil.copytree(example_store.folder, tmp_path_factory.mktemp("server") / "opslag")) as base:
        yield base


@pytest.fixture
def fresh_store(tmp_path: Path) -> Store:
    """The store of `fresh_server`, empty until the server fills it."""
    return Store(tmp_path / "opslag")


@pytest.fixture
def fresh_server(fresh_store: Store) -> Iterator[str]:
    """The address of a server that was just started on an empty store."""
    with serving(fresh_store.folder) as base:
        yield base


@pytest.fixture
def changing_store(example_store: Store, tmp_path: Path) -> Store:
    """A store of one's own with the example registers."""
    return Store(shutil.copytree(example_store.folder, tmp_path / "opslag"))


@pytest.fixture
def changing_server(changing_store: Store) -> Iterator[str]:
    with serving(changing_store.folder) as base:
        yield base


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser shows may come late on a busy machine: a test may run once more, and the summary says so."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own where that is installed; a missing one fails the test."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield launched
    launched.close()


# Where Streamlit looks for its server first from the address of a page: below that page, where it is not.
LOOKED_FOR = re.compile(r"^https?://[^/]+(/wir)?/(?!wir/)\w+/_stcore/(health|host-config)$")


def looked_for(message: ConsoleMessage) -> bool:
    """Whether a browser only says that the server was not below a page."""
    return "404" in message.text and LOOKED_FOR.match(message.location["url"]) is not None


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own (new cookies, new session); it fails the test on what it should not notice."""
    contexts: list[BrowserContext] = []
    noticed: list[str] = []

    def opened(width: int = 1440, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 1000},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            color_scheme="dark" if dark else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        context.add_init_script(UNFOLD)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: noticed.append(m.text) if m.type == "error" and not looked_for(m) else None)
        page.on("pageerror", lambda error: noticed.append(str(error)))
        page.on(
            "request", lambda r: noticed.append(r.url) if urlparse(r.url).hostname not in ("127.0.0.1", None) else None
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert noticed == []


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    return open_browser()


def settle(page: Page) -> Page:
    """Wait until the page stands: the script has run and our own script has given it its language."""
    page.wait_for_function(AT_REST, arg=PENDING)
    return page


def hold_key(page: Page, address: str) -> None:
    """Give a browser what opening the printed address gives it."""
    at = urlparse(address)
    if at.hostname == "127.0.0.1":
        page.context.add_cookies([{"name": f"wir_sleutel_{at.port}", "value": KEY, "url": f"http://{at.netloc}"}])


def visit(page: Page, address: str) -> Page:
    """Open a page as who started the server."""
    hold_key(page, address)
    page.goto(address, wait_until="commit")
    settle(page)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    return page


def field(page: Page, label: str) -> Locator:
    """A field of the sidebar."""
    return page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)


def shown_in(page: Page, label: str) -> Locator:
    """What a field of the sidebar shows as chosen: a date, or the tags of a list."""
    return page.locator(f".st-key-kies-{label.split(maxsplit=1)[0].lower()}")


def choose(page: Page, label: str, value: str) -> None:
    """Type a value in a field of the sidebar and take it."""
    box = field(page, label)
    box.click()
    box.fill(value)
    page.get_by_role("option").filter(has_text=value).first.wait_for()
    box.press("Enter")
    page.keyboard.press("Escape")  # on a phone the field is gone by now


def block_menu(page: Page, of: str) -> Locator:
    """The menu of a block, opened, by how it is called for the ear."""
    menu = page.locator(f'.blokmenu:has(> summary[aria-label^="Meer over {of}"])')
    menu.locator("> summary").click()
    return menu


def unfold(folds: Locator) -> None:
    """Open these folds, the outer first."""
    for fold in folds.all():
        if not fold.evaluate("fold => fold.open"):
            fold.locator("> summary").click()


def download(page: Page, name: str, folder: Path) -> Path:
    """Take a file along, from the menu of its block where it stands in one, under the name that it gets."""
    link = page.locator(f'a[href="#{name}"]')
    link.wait_for(state="attached")
    unfold(page.locator("details", has=link))
    with page.expect_download() as waiting:
        link.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


MAP = "De regio’s op de kaart"


def drawing(page: Page, heading: str) -> Locator:
    """The drawing under a heading."""
    block = page.locator(".stElementContainer").filter(has=page.locator(f'.tekening-kop h2:text-is("{heading}")'))
    return block.locator("xpath=following-sibling::*[.//*[@data-testid='stVegaLiteChart']][1]")


def mark(page: Page, heading: str, said: str) -> Locator:
    return drawing(page, heading).locator(f'[aria-label="{said}"]')


def agree_to_loss(page: Page) -> None:
    """Type how many rows vanish, as the page asks where that is many."""
    field = page.get_by_label("Typ hoeveel er verdwijnen, als dat klopt")
    field.wait_for()
    told = re.findall(
        r"([\d.]+) van de [\d.]+ (?:projecten|regio’s) verdwijnen", page.locator("main, body").first.inner_text()
    )
    field.fill(str(sum(int(number.replace(".", "")) for number in dict.fromkeys(told))))
    field.press("Enter")
