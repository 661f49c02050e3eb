"""Behind the shipped nginx.conf: three real processes on one store, publishing, and one that is killed."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import provider as oidc
from tests.browser.conftest import agree_to_loss, choose, download, free_port, settle, visit
from tests.browser.deployed import HOST, Deployed, Open, browsers, deployed, until
from tests.browser.provider import BEHEERDER, SECRETS
from tests.browser.test_access import sign_in
from tests.browser.test_pages import PAGES
from tests.support.registers import project, workbook
from wir.store.publishing import fill_empty_store
from wir.store.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.full]
FIRST_BYTES = {
    "tabel-1.xlsx": b"PK",
    "tabel-1.csv": b"\xef\xbb\xbf",
    "tekening-verdeling-afspraken.png": b"\x89PNG",
    "tekening-verdeling-afspraken.svg": b"<svg",
}
REPORTS = {"rapport.docx": b"PK", "rapport.xlsx": b"PK", "rapport.pdf": b"%PDF"}
TOTAL = ".kerncijfers dd"
LOST = re.compile(r"WebSocket|ERR_|502|Failed to fetch")
REFUSED = re.compile("Content Security Policy|Failed to load resource")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """Everyone may read; who signs in at a real provider may publish."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    fill_empty_store(Store(folder / "opslag"))
    base = f"https://{HOST}:{port}"
    with (
        oidc.provider(folder / "oidc.log") as provider,
        deployed(folder / "opslag", _secrets(provider, base), port) as found,
    ):
        yield found


def _secrets(provider: str, base: str) -> str:
    return SECRETS.format(provider=provider, lezen="iedereen").replace("http://127.0.0.1:{port}", base)


@pytest.fixture
def store(site: Deployed) -> Store:
    return Store(site.folder / "opslag")


@pytest.fixture
def open_page(browser: Browser, site: Deployed) -> Iterator[Open]:
    with browsers(browser, site) as opened:
        yield opened


def process_of(page: Page) -> int:
    """The process that answered this browser last, as its cookie says."""
    cookies = {c["name"]: c["value"] for c in page.context.cookies()}
    return int(cookies["wir_proces"])


def test_every_page_stands_under_the_policy_and_every_kind_of_file_is_saved(open_page: Open, site: Deployed) -> None:
    page = open_page()
    for path, title in PAGES.items():
        visit(page, site.base + path)
        expect(page.locator("h1")).to_have_text(title)
    for path, files in (("/", FIRST_BYTES), ("/Rapport", REPORTS)):
        visit(page, site.base + path)
        for name, first in files.items():
            assert download(page, name, site.folder).read_bytes().startswith(first)


def test_a_page_from_elsewhere_or_a_script_in_a_page_gets_nowhere(open_page: Open, site: Deployed) -> None:
    page = open_page(expected=REFUSED)
    visit(page, site.base)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    reached = page.evaluate("fetch('https://127.0.0.1:9/').then(() => true, () => false)")
    assert (page.evaluate("window.ran"), reached) == (None, False)


def test_every_answer_carries_the_headers(site: Deployed) -> None:
    for path in ("/", "/Regios", "/_stcore/health", "/_stcore/metrics", "/static/nothing.js"):
        headers = site.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
        assert "unsafe" not in policy["script-src"]
        assert policy["connect-src"] == "'self'"
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "access-control-allow-origin" not in headers
        assert all("secure" in cookie.lower() for cookie in headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "//_stcore/metrics",
        "/_stcore%2Fmetrics",
        "/Regios/../_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/gezondheid",
    ],
)
def test_what_is_not_for_a_browser_is_closed(site: Deployed, path: str) -> None:
    assert site.get(path).status_code == 404


def test_a_file_far_over_the_limit_is_refused_at_the_door(site: Deployed) -> None:
    assert [site.put("/_stcore/upload_file/a/b", bytes(mb * 2**20)).status_code for mb in (50, 52)] == [403, 413]


@pytest.mark.parametrize("bytes", [15_500, 17_000])
def test_too_many_cookies_are_said_by_the_dashboard_or_by_nginx(site: Deployed, bytes: int) -> None:
    said = site.get("/", "x" * bytes)
    assert (said.status_code, said.headers["content-type"]) == (431, "text/html; charset=utf-8")
    assert "Uw browser stuurt te veel koekjes mee" in said.text
    assert said.headers["content-security-policy"]


def test_only_this_name_and_only_encrypted(site: Deployed) -> None:
    plain = site.get_plain("/Regios?thema=technologie")
    assert (plain.status_code, plain.headers["location"]) == (301, f"https://{HOST}/Regios?thema=technologie")
    with pytest.raises(Exception, match=r"(?i)unrecognized.name|disconnected"):
        site.get("/", name="elders.localhost")


def test_a_browser_stays_with_its_process_and_new_ones_are_spread(site: Deployed) -> None:
    apps = set(site.apps)
    for port in apps:
        assert f"wir_proces={port};" in site.get("/", port).headers["set-cookie"]
    given = {re.search(r"wir_proces=(\d+)", site.get("/").headers["set-cookie"])[1] for _ in range(12)}  # type: ignore[index]
    assert {int(port) for port in given} == apps
    assert site.get("/", "elders").status_code == 200


def test_the_log_names_no_address_and_no_search(open_page: Open, site: Deployed) -> None:
    visit(open_page(), f"{site.base}/Projecten?zoek=geheimwoord")
    log = (site.folder / "wir.log").read_text()
    assert "/Projecten" in log
    assert re.search(r'geheimwoord|\?|"127\.0\.0\.1"', log) is None
    assert {"tijd", "verbinding", "verzoek", "status", "duur", "proces"} <= site.lines("wir.log")[-1].keys()


def beheerder(page: Page, site: Deployed) -> Page:
    """Signed in, at the page to bring in a register."""
    visit(page, f"{site.base}/Register_bijwerken")
    sign_in(page, BEHEERDER)
    expect(page.locator('input[type="file"]')).to_be_attached()
    return page


def test_what_one_process_publishes_all_use_and_no_idle_page_changes(
    open_page: Open, site: Deployed, store: Store
) -> None:
    idle = [visit(open_page(port), site.base) for port in site.apps]
    assert [page.locator(TOTAL).first.inner_text() for page in idle] == ["318"] * 3
    publisher = beheerder(open_page(site.apps[0]), site)
    publisher.set_input_files('input[type="file"]', workbook(site.folder / "2021-05-01.xlsx", [project()]))
    agree_to_loss(publisher)
    publisher.get_by_role("button", name="Publiceer deze peiling").click()
    until(lambda: len(store.peilingen()) == 5)

    time.sleep(2)
    for port in site.apps:
        assert visit(open_page(port), site.base).locator(TOTAL).first.inner_text() == "1"
    for page in idle:
        expect(page.get_by_role("status").filter(has_text="nieuwe peiling beschikbaar")).to_be_visible()
        assert page.locator(TOTAL).first.inner_text() == "318"
        page.get_by_role("button", name="Bijwerken").click()
        settle(page)
        expect(page.get_by_text("nieuwe peiling beschikbaar")).to_have_count(0)
    publisher.close()  # nginx logs a connection when it ends
    logged = [line for port in site.apps for line in site.lines(f"{port}.log") if line["gebeurtenis"] == "gepubliceerd"]
    assert [line["peiling"] for line in logged] == ["2021-05-01_v1"]
    until(lambda: logged[0]["verbinding"] in [line["verbinding"] for line in site.lines("wir.log")])


def test_who_was_on_a_killed_process_goes_on_where_they_were(open_page: Open, site: Deployed, store: Store) -> None:
    killed = site.apps[1]
    reader, publisher = open_page(killed, expected=LOST), beheerder(open_page(killed, expected=LOST), site)
    visit(reader, f"{site.base}/Projecten?peildatum=2020-11-01&concessiehouder=vgz")
    before = reader.url, reader.locator(".lijstkop").inner_text()
    assert process_of(reader) == process_of(publisher) == killed

    site.processes[killed].kill()
    site.processes[killed].wait()
    for page in (reader, publisher):
        until(lambda page=page: process_of(page) != killed)
        expect(page.locator('[data-test-connection-state="CONNECTED"]')).to_be_attached(timeout=20_000)
    settle(reader)
    assert (reader.url, reader.locator(".lijstkop").inner_text()) == before
    choose(reader, "Thema", "Technologie")
    expect(reader.locator(".wir-onderschrift")).to_contain_text("VGZ · Technologie")

    site.start(killed, store.folder)  # as systemd does; nobody moves back
    settle(publisher)
    publisher.set_input_files('input[type="file"]', workbook(site.folder / "2021-11-01.xlsx", [project()]))
    expect(publisher).to_have_url(re.compile("levering="))
    assert killed not in (process_of(reader), process_of(publisher))


def test_below_a_path_pages_files_and_signing_in_work_and_the_same_is_closed(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    fill_empty_store(Store(tmp_path / "opslag"))
    with (
        oidc.provider(tmp_path / "oidc.log") as provider,
        deployed(tmp_path / "opslag", _secrets(provider, f"https://{HOST}:{port}/wir"), port, "/wir") as site,
        browsers(browser, site) as opened,
    ):
        page = opened()
        for path, title in PAGES.items():
            visit(page, site.base + path)
            expect(page.locator("h1")).to_have_text(title)
        visit(page, site.base)
        assert download(page, "tabel-1.xlsx", tmp_path).read_bytes().startswith(b"PK")
        choose(page, "Thema", "Technologie")
        expect(page).to_have_url(re.compile(r"/wir/\?.*thema=technologie"))
        page.get_by_role("link", name="Register bijwerken").click()
        expect(page.locator("h1")).to_have_text("Register bijwerken")
        sign_in(page, BEHEERDER)
        expect(page.locator('input[type="file"]')).to_be_attached()
        expect(page).to_have_url(re.compile(r"/wir/Register_bijwerken\?.*thema=technologie"))
        for closed in ("/_stcore/metrics", "/gezondheid", "/_stcore/agent/mcp"):
            assert site.get(f"/wir{closed}").status_code == 404
