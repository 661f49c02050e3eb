"""Who comes back reads what was published meanwhile, for the regio that they call theirs."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle, visit
from tests.support.registers import project, score, workbook
from wir.store.publishing import publish_workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser


def test_who_comes_back_reads_what_is_new_for_their_regio_until_they_saw_it(
    page: Page, fresh_server: str, fresh_store: Store, tmp_path: Path
) -> None:
    visit(page, f"{fresh_server}/Regioprofiel?regio=TWE")
    page.get_by_role("button", name="Dit is mijn regio").click()
    expect(page.get_by_role("link", name="Mijn regio: Twente")).to_be_visible()
    settle(page)
    sent = workbook(tmp_path / "register.xlsx", [project()], [score()])
    publish_workbook(fresh_store, sent, date(2021, 5, 1), door="test", label="mei-21")
    visit(page, fresh_server)
    news = page.locator(".wir-melding", has_text="Sinds uw vorige bezoek")
    expect(news).to_contain_text("een nieuwe peiling van 1 mei 2021")
    news.get_by_role("link", name="wat er veranderde in Twente").click()
    expect(page.locator("h1")).to_have_text("Twente")
    expect(page.locator(".wir-onderschrift")).to_contain_text("Peildatum 1 mei 2021")
    settle(page)
    page.get_by_role("button", name="Gezien").click()
    expect(news).to_have_count(0)
    settle(page)
    visit(page, fresh_server)
    expect(page.get_by_role("link", name="Mijn regio: Twente")).to_be_visible()
    expect(news).to_have_count(0)
