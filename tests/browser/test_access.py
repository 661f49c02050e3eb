"""Signing in at a real provider: who gets which role, and the page that one was on."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import provider as oidc
from tests.browser.conftest import agree_to_loss, serving, settle, shown_in, visit
from tests.browser.provider import BEHEERDER, BIJNA, COLLEGA, GROEPEN, LEZER, SECRETS, VERLOPEN
from tests.browser.raw import raw
from tests.browser.test_server import logged
from tests.support.registers import project, workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser
DEEP = "/Register_bijwerken?peildatum=2020-03-01&vergelijk=geen&thema=technologie"
UPLOAD = "Een register inbrengen"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oidc.provider(tmp_path_factory.mktemp("oidc") / "log") as base:
        yield base


@pytest.fixture(scope="module")
def open_app(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Everyone may read."""
    folder = tmp_path_factory.mktemp("open") / "opslag"
    with serving(folder, SECRETS.format(provider=provider, lezen="iedereen")) as base:
        yield base


@pytest.fixture(scope="module")
def closed_app(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Only who is signed in may read."""
    folder = tmp_path_factory.mktemp("closed") / "opslag"
    with serving(folder, SECRETS.format(provider=provider, lezen="aangemeld")) as base:
        yield base


def sign_in(page: Page, account: str, button: str = "Aanmelden") -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    page.get_by_role("button", name=account).click()
    settle(page)


def test_a_beheerder_signs_in_and_out(page: Page, open_app: str) -> None:
    visit(page, open_app)
    expect(page.locator("h1")).to_have_text("Landelijk beeld")
    sign_in(page, BEHEERDER)
    expect(page.get_by_text("Aangemeld als Beheerder@Voorbeeld.nl (beheerder)")).to_be_visible()
    visit(page, open_app + DEEP)
    expect(page.get_by_role("heading", name=UPLOAD)).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="End session").click()
    settle(page)
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()
    visit(page, open_app + DEEP)
    expect(page.get_by_role("alert")).to_contain_text("U bent niet aangemeld.")
    expect(page.get_by_role("heading", name=UPLOAD)).to_have_count(0)


@pytest.mark.full
def test_who_is_in_a_hundred_groups_signs_in_with_a_small_cookie_and_out(page: Page, open_app: str) -> None:
    visit(page, open_app)
    page.context.add_cookies(
        [{"name": "_streamlit_user_2", "value": "x" * 3000, "url": open_app}]
    )  # of a sign-in before
    sign_in(page, GROEPEN)
    expect(page.get_by_text(f"Aangemeld als {GROEPEN} (beheerder)")).to_be_visible()
    cookies = page.context.cookies(open_app)
    assert sum(len(c.get("name", "")) + len(c.get("value", "")) + 3 for c in cookies) < 2500
    visit(page, open_app + DEEP)
    expect(page.get_by_role("heading", name=UPLOAD)).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="End session").click()
    settle(page)
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()


@pytest.mark.full
def test_a_browser_with_too_many_cookies_is_told_and_helped(
    open_browser: Callable[..., Page], changing_server: str, tmp_path: Path
) -> None:
    page, held = open_browser(), {"wir_mijn_regio": "TWE", "ander": "x" * 3000}
    with raw(changing_server, **{"X-Lang": "x" * 16_000}) as reader:  # as nginx lets through
        assert "Landelijk beeld" in str(reader.open())
    held |= {f"_streamlit_user_{n}": "x" * 3000 for n in range(5)}
    page.context.add_cookies([{"name": n, "value": v, "url": changing_server} for n, v in held.items()])
    said = page.request.get(changing_server, headers={"Accept": "text/html"})
    assert said.status == 431
    page.set_content(said.text())
    expect(page.locator("h1")).to_have_text("Uw browser stuurt te veel koekjes mee")
    expect(page.locator("p")).to_contain_text("Laad deze pagina opnieuw")
    assert {c["name"] for c in page.context.cookies()} == {"ander"}
    visit(page, changing_server)
    expect(page.locator("h1")).to_have_text("Landelijk beeld")
    (line,) = [line for line in logged(tmp_path / "server.log") if line["gebeurtenis"] == "koekjes te lang"]
    assert line["bytes"] > 15_000


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (LEZER, "Uw account heeft niet de rol beheerder."),
        pytest.param(VERLOPEN, "Uw aanmelding is ouder dan 12 uur", marks=pytest.mark.full),
    ],
)
@pytest.mark.full
def test_who_is_no_beheerder_sees_why(page: Page, open_app: str, account: str, reason: str) -> None:
    visit(page, open_app + DEEP)
    sign_in(page, account)
    expect(page.get_by_text(f"Aangemeld als {account} (lezer)")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text(reason)
    expect(page.get_by_role("heading", name=UPLOAD)).to_have_count(0)
    sign_in(page, BEHEERDER, "Opnieuw aanmelden")
    expect(page.get_by_role("heading", name=UPLOAD)).to_be_visible()


@pytest.mark.full
def test_a_cold_deep_link_survives_the_sign_in_once(page: Page, closed_app: str) -> None:
    visit(page, closed_app + DEEP)
    expect(page.locator("h1")).to_have_text("Aanmelden")
    expect(page.locator("table, .wir-onderschrift")).to_have_count(0)
    sign_in(page, BEHEERDER)
    expect(page.locator("h1")).to_have_text("Register bijwerken")
    expect(page).to_have_url(closed_app + DEEP)
    expect(shown_in(page, "Thema")).to_contain_text("Technologie")
    visit(page, closed_app)
    expect(page.locator("h1")).to_have_text("Landelijk beeld")
    expect(page).to_have_url(re.compile(r"/\?peildatum=2020-11-01&vergelijk=2020-03-01$"))


def test_reading_stays_closed_when_signing_in_is_refused(page: Page, closed_app: str) -> None:
    visit(page, closed_app + DEEP)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="Deny").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Aanmelden")
    expect(page).to_have_url(closed_app + DEEP)


@pytest.mark.parametrize(
    ("landing", "kept", "minutes"),
    [("/", DEEP, 11), ("/", "https://voorbeeld.nl/", 0), (DEEP, "/?peildatum=2019-03-01", 0)],
)
@pytest.mark.full
def test_only_a_fresh_address_of_the_app_itself_is_gone_back_to_from_its_first_page(
    page: Page, open_app: str, landing: str, kept: str, minutes: int
) -> None:
    title = visit(page, open_app + landing).locator("h1").inner_text()
    page.evaluate(
        "([kept, minutes]) => sessionStorage.setItem('wirAanmelden',"
        " JSON.stringify({ address: new URL(kept, location.origin).href, at: Date.now() - minutes * 60000 }))",
        [kept, minutes],
    )
    visit(page, open_app + landing)
    expect(page.locator("h1")).to_have_text(title)
    assert page.evaluate("sessionStorage.getItem('wirAanmelden')") is None


@pytest.mark.parametrize("secrets", ["[toegang]\nlezer = 'aangemeld'", pytest.param("[auth", marks=pytest.mark.full)])
@pytest.mark.full
def test_settings_that_are_not_understood_open_nothing(page: Page, tmp_path: Path, secrets: str) -> None:
    with serving(tmp_path / "opslag", secrets) as base:
        visit(page, base + DEEP)
        expect(page.locator("h1")).to_have_text("Toegang niet goed ingesteld")
        expect(page.get_by_role("heading", name=UPLOAD)).to_have_count(0)


@pytest.mark.full
def test_an_open_page_stops_being_that_of_a_beheerder_when_the_sign_in_expires(page: Page, tmp_path: Path) -> None:
    with (
        oidc.provider(tmp_path / "log") as provider,
        serving(tmp_path / "opslag", SECRETS.format(provider=provider, lezen="iedereen")) as base,
    ):
        visit(page, base + DEEP)
        sign_in(page, BIJNA)
        page.get_by_label("Reden (lezers zien deze)").fill("te laat")
        page.wait_for_timeout(oidc.LASTS * 1000)
        expect(page.get_by_role("heading", name=UPLOAD)).to_be_visible()
        page.get_by_role("button", name="Trek in").click()
        expect(page.get_by_role("alert").first).to_contain_text("Uw aanmelding is ouder dan 12 uur")
        expect(page.get_by_role("heading", name=UPLOAD)).to_have_count(0)
        assert not any(p.withdrawn for p in Store(tmp_path / "opslag").peilingen())
        assert '"gebeurtenis": "geweigerd"' in (tmp_path / "server.log").read_text()


@pytest.mark.full
def test_without_a_provider_this_machine_publishes_and_nothing_asks_to_sign_in(
    open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    with serving(tmp_path / "opslag") as base:
        local = visit(open_browser(), base + DEEP)
        expect(local.get_by_role("heading", name=UPLOAD)).to_be_visible()
        expect(local.get_by_role("button", name="Aanmelden")).to_have_count(0)
        proxied = open_browser()
        proxied.set_extra_http_headers({"X-Forwarded-For": "192.0.2.1"})
        visit(proxied, base + DEEP)
        expect(proxied.get_by_role("alert")).to_contain_text("tussenstation (X-Forwarded-For)")


@pytest.mark.full
def test_with_four_eyes_another_beheerder_confirms_what_one_publishes(
    open_browser: Callable[..., Page], provider: str, tmp_path: Path
) -> None:
    store = Store(tmp_path / "opslag")
    secrets = SECRETS.format(provider=provider, lezen="iedereen") + "vier_ogen = true\n"
    with serving(store.folder, secrets) as base:
        one, other = open_browser(), open_browser()
        for page, account in ((one, BEHEERDER), (other, COLLEGA)):
            visit(page, f"{base}/Register_bijwerken")
            sign_in(page, account)
        register = workbook(tmp_path / "2021-05-01.xlsx", [project(aantal_organisaties=3)])
        one.set_input_files('input[type="file"]', register)
        agree_to_loss(one)
        one.get_by_role("button", name="Publiceer deze peiling").click()
        expect(one.get_by_text("is als concept gepubliceerd")).to_be_visible()
        one.get_by_role("button", name="Maak definitief").click()
        expect(one.get_by_role("alert")).to_contain_text("(vier ogen)")
        visit(other, f"{base}/Register_bijwerken")
        other.get_by_role("button", name="Maak definitief").click()
        expect(other.get_by_text("De peiling van 1 mei 2021 (versie 1) is definitief.")).to_be_visible()
    peiling = store.peilingen()[-1]
    assert (peiling.manifest.door, peiling.marks[0].door) == ("Beheerder@Voorbeeld.nl", COLLEGA)
