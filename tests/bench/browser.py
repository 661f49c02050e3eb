"""What a reader waits for in Chromium, as a ratio of what the peer takes in the same run."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.bench.floor import empty_page, peer
from tests.bench.measure import RUNS, Measured, of, ratios
from tests.browser.conftest import CHROMIUM, FLAGS, PENDING, field, serving

PAGES = {
    "Landelijk beeld": "/",
    "Regio’s": "/Regios",
    "Regioprofiel": "/Regioprofiel?regio=TWE",
    "Thema’s": "/Themas",
    "Projecten": "/Projecten",
    "Ontwikkeling": "/Ontwikkeling",
    "Vergelijken": "/Vergelijken?soort=regio&met=TWE,ACH",
    "Leren van elkaar": "/Leren_van_elkaar?regio=TWE",
    "Rapport": "/Rapport",
    "Register bijwerken": "/Register_bijwerken",
    "Verantwoording": "/Verantwoording",
}
ALIKE = ("Landelijk beeld", "Regioprofiel", "Thema’s")  # beside the peer with as many drawings
FIRST = ALIKE[0]
FILTERED = tuple(name for name in PAGES if name not in ("Register bijwerken", "Verantwoording"))
MOST = 0.8  # times the peer, of a cold link, a filter change and another page
START = 1.5  # times an empty page
# The script is done, nothing is old or on its way, and the words stand where they should. Text content: measuring how
# it looks would cost as much as what is measured.
STANDS = """([place, words, pending]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const still = app?.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector(pending);
  const drawn = [...document.querySelectorAll('[data-testid="stVegaLiteChart"], [data-testid="stDataFrame"]')]
    .every((box) => box.querySelector('canvas, svg.marks'));
  const said = document.querySelector(`[data-testid="stMain"] ${place}`)?.textContent;
  return still && drawn && said?.includes(words) ? performance.now() : 0;
}"""
HEADING, CHOSEN = ("h1", ""), (":is(.chips, [data-testid=stCaptionContainer])", "VGZ")
Words = tuple[str, str]  # where, and what
STARTED = "(what) => addEventListener(what, () => { window.begun = performance.now(); }, { capture: true, once: true })"


def chromium(play: Playwright) -> Browser:
    """The Chromium that people have, where it is there; that of the tests has no windows and is faster."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return play.chromium.launch(executable_path=shutil.which("chromium") or CHROMIUM, args=flags)


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A browser that was never here: nothing kept, a session of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def _stood(page: Page, words: Words) -> float:
    """When it stood, in milliseconds since the page was asked for."""
    return float(page.wait_for_function(STANDS, arg=[*words, PENDING], polling="raf").json_value())


def cold(browser: Browser, address: str) -> float:
    """Milliseconds from a link in a fresh browser until the page stands."""
    with opened(browser) as page:
        page.goto(address, wait_until="commit")
        return _stood(page, HEADING)


def change(browser: Browser, address: str) -> float:
    """Milliseconds from choosing a value in the sidebar until the new figures stand."""
    with opened(browser) as page:
        page.goto(address, wait_until="commit")
        _stood(page, HEADING)
        field(page, "Concessiehouder").click()
        page.keyboard.type("VGZ")
        page.wait_for_timeout(300)
        page.evaluate(STARTED, "keydown")
        page.keyboard.press("Enter")
        return _stood(page, CHOSEN) - float(page.evaluate("window.begun"))


def walk(browser: Browser, base: str) -> dict[str, float]:
    """Milliseconds from a click in the menu until the next page stands, through all pages in one session."""
    taken = {}
    with opened(browser) as page:
        page.goto(base, wait_until="commit")
        _stood(page, HEADING)
        page.evaluate("() => addEventListener('click', () => { window.begun = performance.now(); }, true)")
        for name in [*list(PAGES)[1:], next(iter(PAGES))]:
            page.locator("nav.menu").get_by_role("link", name=name, exact=True).click()
            page.wait_for_function(
                "(name) => document.querySelector('nav [aria-current=page]')?.textContent.trim() === name", arg=name
            )
            stood = _stood(page, HEADING)
            taken[name] = stood - float(page.evaluate("window.begun"))
    return taken


def turn(browser: Browser, base: str) -> float:
    """Milliseconds from a click in the menu of the peer until its first page stands, coming from its other one."""
    with opened(browser) as page:
        page.goto(f"{base}/Themas", wait_until="commit")
        _stood(page, HEADING)
        page.evaluate(STARTED, "click")
        page.get_by_role("link", name=FIRST).click()
        return _stood(page, ("h1", FIRST)) - float(page.evaluate("window.begun"))


def browsing(folder: Path, store: Path) -> Iterator[Measured]:
    """Every page at rest from a cold link, after a filter change, and after a click in the menu."""
    with (
        sync_playwright() as play,
        serving(store) as base,
        empty_page(folder / "leeg") as empty,
        peer(folder, store) as other,
    ):
        browser = chromium(play)
        charts = {name: drawings(browser, base + PAGES[name]) for name in ALIKE}
        beside = {name: _peer_of(name, charts) for name in PAGES}
        rounds = [_round(browser, base, empty, other, beside) for _ in range(RUNS + 1)][1:]
        browser.close()
    yield of("vloer: een lege pagina van Streamlit", "ms", [r["leeg"] for r in rounds])
    for what in ("koude link", "filter", "menu"):
        theirs = {key: [r[key] for r in rounds] for key in rounds[0] if key.startswith(f"{what}, ")}
        for key, times in theirs.items():
            yield of(key, "ms", times)
        for name in PAGES:
            if f"{what}: {name}" in rounds[0]:
                other_times = theirs.get(_theirs(what, beside[name]), theirs[_theirs(what, beside[FIRST])])
                most = MOST if name in ALIKE else None
                yield ratios(f"{what}: {name}", [r[f"{what}: {name}"] for r in rounds], other_times, most)


def _peer_of(name: str, charts: dict[str, int]) -> str:
    """The peer beside one of our pages: as many drawings, and an address with the name of a page where ours has one."""
    return f"{'' if name == FIRST else 'Beeld'}?tekeningen={charts.get(name, min(charts.values()))}"


def _theirs(what: str, address: str) -> str:
    return f"{what}, de gewone pagina op /{address}"


def drawings(browser: Browser, address: str) -> int:
    """How many drawings a page has."""
    with opened(browser) as page:
        page.goto(address, wait_until="commit")
        _stood(page, HEADING)
        return page.locator('[data-testid="stVegaLiteChart"]').count()


def _round(browser: Browser, base: str, empty: str, other: str, beside: dict[str, str]) -> dict[str, float]:
    """Everything once, so that what the machine does meanwhile falls on all alike."""
    found = {"leeg": cold(browser, empty), _theirs("menu", beside[FIRST]): turn(browser, other)}
    for address in sorted(set(beside.values())):
        found[_theirs("koude link", address)] = cold(browser, f"{other}/{address}")
        found[_theirs("filter", address)] = change(browser, f"{other}/{address}")
    for name, path in PAGES.items():
        found[f"koude link: {name}"] = cold(browser, base + path)
    for name in FILTERED:
        found[f"filter: {name}"] = change(browser, base + PAGES[name])
    return found | {f"menu: {name}": taken for name, taken in walk(browser, base).items()}


def starting(folder: Path, store: Path) -> Iterator[Measured]:
    """From starting the server until it has served its first page to a browser: ours, the peer, and an empty page."""
    with sync_playwright() as play:
        browser = chromium(play)
        rounds = [
            [
                _first_page(browser, serving(store)),
                _first_page(browser, peer(folder / f"start{number}", store)),
                _first_page(browser, empty_page(folder / f"leeg{number}")),
            ]
            for number in range(RUNS)
        ]
        browser.close()
    ours, theirs, empty = zip(*rounds, strict=True)
    yield of("vloer: start van Streamlit", "s", empty)
    yield ratios("start tot eerste pagina: de gewone pagina", theirs, empty, None)
    yield ratios("start tot eerste pagina", ours, empty, START)


def _first_page(browser: Browser, server: AbstractContextManager[str]) -> float:
    start = time.perf_counter()
    with server as base:
        cold(browser, base)
        return time.perf_counter() - start
