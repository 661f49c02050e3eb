"""The short list: kept in the address, the same for whoever opens the link, and ready to take along."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from tests.support.markup import links, parsed, pieces, rows, table, words
from tests.support.pages import shown, text
from wir.common.paths import ROOT
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.store.store import Store
from wir.ui.links import LEREN, MOST_KEPT, PROJECTEN
from wir.ui.projects.shortlist import keep_link
from wir.ui.view import View

PAGE = "pages/7_Leren_van_elkaar.py"
DATE = "peildatum=2020-11-01&vergelijk=2020-03-01"


def opened(page: str, store: Store, monkeypatch: pytest.MonkeyPatch, kept: Sequence[str], **params: str) -> AppTest:
    monkeypatch.setenv("WIR_OPSLAG", str(store.folder))
    app = AppTest.from_file(str(ROOT / page), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.query_params["bewaard"] = list(kept)
    return app.run()


def listed(app: AppTest) -> HtmlElement:
    """The short list alone."""
    return next(parsed(piece) for piece in pieces(app) if "Wis lijst" in piece)


def kept(markup: str) -> tuple[str, str]:
    """What is said aloud of a link to keep a project, and its address."""
    (link,) = parsed(markup).iter("a")
    return link.get("aria-label"), link.get("href")


class TestKeepLink:
    def test_adds_a_project_and_takes_it_off_again(self, database: Database, okt20: Selection) -> None:
        view = View(LEREN, database, okt20, {"zonder": "status"}, ("WIR-002",))
        more = f"?{DATE}&zonder=status&bewaard=WIR-002&bewaard=WIR-001"
        assert kept(keep_link(view, "WIR-001", 'Samen "<b>')) == ('Bewaren: WIR-001 Samen "<b>', more)
        gone = ("Bewaard ✓ (weghalen): WIR-002", f"?{DATE}&zonder=status")
        assert kept(keep_link(view, "WIR-002")) == gone

    def test_leaves_the_reader_on_the_same_part_of_the_list(self, database: Database, okt20: Selection) -> None:
        view = View(PROJECTEN, database, okt20, {"pagina": "3", "sorteer": "-status"})
        _, address = kept(keep_link(view, "WIR-001"))
        assert address == f"?{DATE}&sorteer=-status&pagina=3&bewaard=WIR-001"

    def test_adds_nothing_to_a_full_list(self, database: Database, okt20: Selection) -> None:
        full = View(LEREN, database, okt20, {}, tuple(f"P{i}" for i in range(MOST_KEPT)))
        assert "lijst is vol" in keep_link(full, "WIR-001")
        assert "weghalen" in keep_link(full, "P1")


class TestTheList:
    def test_shows_what_was_kept_in_that_order_and_once(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = opened(PAGE, example_store, monkeypatch, ["WIR-158", "WIR-016", "WIR-158"])
        assert not app.exception
        found = table(listed(app), "Bewaarde projecten: 2 projecten, zoals in de peiling van 1 november 2020")
        first, second = (row[0] for row in rows(found))
        assert "Inzetten expertisebril" in first
        assert "Teamreflectie" in second

    def test_marks_what_was_reconstructed_beside_a_real_name(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = listed(opened(PAGE, example_store, monkeypatch, ["WIR-158"]))
        marked = {words(part) for part in found.xpath("//td//span[@title]")}
        assert {"Lopend", "Ja, vanwege meerdere redenen", "Ja, landelijk opschaalbaar"} <= marked
        assert "Technologie" not in marked

    def test_names_what_the_peiling_does_not_have(self, example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        app = opened(PAGE, example_store, monkeypatch, ["<i>X", "WIR-158", "Y"])
        assert "Niet in het register van 1 november 2020: <i>X, Y." in words(listed(app))
        later = ["WIR-318", "WIR-158"]  # the first is new since March
        app = opened(PAGE, example_store, monkeypatch, later, peildatum="2020-03-01")
        assert "Niet in het register van 1 maart 2020: WIR-318." in words(listed(app))
        app = opened(PAGE, example_store, monkeypatch, later, peildatum="2019-03-01")
        assert "De projecten van 1 maart 2019 zijn niet geregistreerd; bewaard zijn: WIR-318, WIR-158." in words(
            listed(app)
        )

    def test_is_empty_at_first_and_can_be_emptied(self, example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "Nog niets bewaard." in text(opened(PAGE, example_store, monkeypatch, []))
        assert ("Wis lijst", f"?{DATE}") in links(listed(opened(PAGE, example_store, monkeypatch, ["WIR-158"])))

    def test_holds_a_hundred_and_says_that_it_is_full(
        self, example_store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = opened(PAGE, example_store, monkeypatch, [f"WIR-{i:03}" for i in range(1, 120)])
        assert len(rows(table(listed(app), "Bewaarde projecten"))) == MOST_KEPT
        assert f"De lijst is vol: zij bevat ten hoogste {MOST_KEPT} projecten." in words(listed(app))


@pytest.mark.parametrize("page", sorted(str(p.relative_to(ROOT)) for p in Path(ROOT / "pages").glob("*.py")))
def test_every_page_leads_to_the_list_and_takes_it_along(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = opened(page, example_store, monkeypatch, ["WIR-158", "WIR-016"])
    assert not app.exception
    along = f"?{DATE}&bewaard=WIR-158&bewaard=WIR-016"
    assert {("2 bewaarde projecten", f"Leren_van_elkaar{along}"), ("Thema’s", f"Themas{along}")} <= {*links(shown(app))}


def test_what_is_too_much_for_the_list_is_said(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(PAGE, example_store, monkeypatch, ["WIR-002", "x" * 5000])
    assert not app.exception
    assert f"bewaard '{'x' * 60}'" in words(shown(app))
    assert "x" * 61 not in text(app)
    assert "WIR-002" in words(listed(app))
