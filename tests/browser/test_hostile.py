"""Attacks in a real Chromium on a real server: nothing of theirs runs, exists or leaves; what the server refuses."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settle, visit
from tests.support.hostile_texts import evil, hostile_delivery, hostile_store
from wir.common.unseen_characters import readable
from wir.register.read.limits import MOST_MEGABYTES
from wir.store.store import Store

pytestmark = pytest.mark.browser
# Within a link of ours their address has no slashes: it is part of a parameter.
THEIRS = "kwaad, [onerror], [onclick], [href*='//buiten.example'], [src*='buiten.example'], img[src='x'], iframe"
NUMBER = urllib.parse.quote(readable(evil("nummer 1")))
ADDRESSES = (
    f"/Projecten?project={NUMBER}",
    pytest.param("/Projecten?kolommen=projectnummer,omschrijving,contact,herkomst", marks=pytest.mark.full),
    pytest.param("/", marks=pytest.mark.full),
    pytest.param("/Regioprofiel?regio=TWE", marks=pytest.mark.full),
    pytest.param("/Leren_van_elkaar?regio=TWE", marks=pytest.mark.full),
    pytest.param(f"/Leren_van_elkaar?bewaard={NUMBER}", marks=pytest.mark.full),
    pytest.param("/Ontwikkeling", marks=pytest.mark.full),
    pytest.param("/Vergelijken?soort=regio&met=TWE,DRE", marks=pytest.mark.full),
    pytest.param(f"/Rapport?bewaard={NUMBER}", marks=pytest.mark.full),
    pytest.param("/Verantwoording", marks=pytest.mark.full),
    f"/?zoek={urllib.parse.quote(evil('zoek')[:99])}&thema={urllib.parse.quote(evil('thema'))}",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return hostile_store(tmp_path_factory.mktemp("kwaad"))


@pytest.fixture(scope="module")
def hostile_server(hostile: Store) -> Iterator[str]:
    with serving(hostile.folder) as base:
        yield base


def unharmed(page: Page) -> None:
    """Nothing of theirs ran or is an element; what they wrote is read as they wrote it."""
    assert page.evaluate("typeof kwaad") == "undefined"
    expect(page.locator(THEIRS)).to_have_count(0)
    expect(page.get_by_text("<script>kwaad=1</script>").first).to_be_attached()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_attack_in_a_register_or_a_link_is_text(page: Page, hostile_server: str, address: str) -> None:
    visit(page, hostile_server + address)
    unharmed(page)


@pytest.mark.full
def test_an_attack_in_a_delivery_is_text(page: Page, hostile_server: str, hostile: Store, tmp_path: Path) -> None:
    delivery = hostile_delivery(hostile, tmp_path)
    visit(page, f"{hostile_server}/Register_bijwerken?levering={delivery.id}")
    unharmed(page)
    for opened in page.locator('[data-testid="stExpander"] summary').all():
        opened.click()
    settle(page)
    unharmed(page)


def answer(address: str, method: str, body: bytes = b"", **headers: str) -> int:
    """The status with which the server answers."""
    asked = urllib.request.Request(address, body or None, headers, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.fixture
def upload_address(page: Page, hostile_server: str) -> str:
    """Where the browser of this very session sends a file that is chosen."""
    visit(page, f"{hostile_server}/Register_bijwerken")
    with page.expect_request("**/_stcore/upload_file/**") as sent:
        page.set_input_files(
            'input[type="file"]', {"name": "x.csv", "mimeType": "text/csv", "buffer": b"geen register"}
        )
    assert "x-xsrftoken" in {name.lower() for name in sent.value.all_headers()}
    settle(page)
    return sent.value.url


def test_a_file_from_another_site_or_over_the_limit_is_not_taken(upload_address: str) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n%s\r\n--x--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert answer(upload_address, "PUT", form % b"geen register", **kind) == 403
    forged = {"Cookie": "_streamlit_xsrf=1", "X-Xsrftoken": "2"}
    assert answer(upload_address, "PUT", form % b"geen register", **kind, **forged) == 403


def test_a_file_over_the_limit_is_refused_before_it_is_read(page: Page, hostile_server: str, tmp_path: Path) -> None:
    visit(page, f"{hostile_server}/Register_bijwerken")
    with (tmp_path / "groot.csv").open("wb") as file:
        file.truncate((MOST_MEGABYTES + 1) * 2**20)
    page.set_input_files('input[type="file"]', tmp_path / "groot.csv")
    expect(page.get_by_text(f"{MOST_MEGABYTES}.0MB").or_(page.get_by_text("exceeds")).first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/app/static/../../.streamlit/config.toml", "/media/../x"],
)
def test_no_address_gives_a_file_of_the_server(hostile_server: str, path: str) -> None:
    asked = urllib.request.Request(hostile_server + path)
    try:
        with urllib.request.urlopen(asked, timeout=30) as response:
            said = response.read()
    except urllib.error.HTTPError as error:
        said = error.read()
    assert b"root:" not in said
    assert b"maxUploadSize" not in said
