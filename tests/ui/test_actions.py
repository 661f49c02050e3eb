"""The role at the action: a page that is open still cannot change the store once its visitor is no beheerder."""

import ast
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.support.deliveries import received
from tests.support.pages import press, run, text
from tests.support.registers import project, score, workbook
from tests.support.visitor import Visitor
from wir.common.paths import ROOT
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, examine, publish
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import publish_workbook
from wir.store.store import Store

PAGE = "pages/9_Register_bijwerken.py"

REFUSED = "Alleen een beheerder kan het register bijwerken."
# Every call in the pages that changes the store; one that is new belongs in the tests below.
CHANGES = {
    ("history.py", "confirm"),
    ("history.py", "put_back"),
    ("history.py", "withdraw"),
    ("publish.py", "done"),
    ("publish.py", "publish"),
    ("remarks.py", "remark"),
    ("upload.py", "discard"),
    ("upload.py", "receive"),
    ("upload.py", "renew"),
    ("work.py", "say"),
}

NO_CHANGE = ("work.say", "claim.remark")  # through the guard of work.py; the remark of a report


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    return Visitor(monkeypatch)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of the store, which does it as always."""
    asked: list[str] = []

    def hear(owner: type, name: str, real: Callable[..., Any]) -> None:
        monkeypatch.setattr(owner, name, lambda *given, **named: (asked.append(name), real(*given, **named))[1])

    for name in ("publish", "withdraw", "put_back", "confirm", "remark"):
        hear(Store, name, getattr(Store, name))
    for name in ("say", "discard", "done", "receive", "renew"):
        hear(Deliveries, name, getattr(Deliveries, name))
    return asked


@pytest.fixture
def busy(store: Store, tmp_path: Path) -> tuple[Store, str]:
    """A store with a concept, a peiling and a delivery in which everything can be clicked."""
    first = workbook(tmp_path / "eerder.xlsx", [project(), project(projectnummer="P2")], [score()])
    publish_workbook(store, first, date(2020, 11, 1), "wir")
    rows = [project(aantal_organisaties=3), project(projectnummer="P3", status="Lopent")]
    path = workbook(tmp_path / "2021-05-01.xlsx", rows, leave_out=["contact"])
    book = load_workbook(path)
    book["Projecten"]["Q1"], book["Projecten"]["Q2"] = "kleur", "blauw"
    book.save(path)
    return store, received(store, path)


def held(store: Store) -> dict[str, bytes]:
    """Every file in the store that is not a lock."""
    return {
        str(p): p.read_bytes()
        for p in store.folder.rglob("*")
        if p.is_file() and p.suffix in (".json", ".xlsx", ".parquet")
    }


def touch_everything(app: AppTest) -> None:
    """Another value in every widget that asks about the delivery, and a click on every button."""
    app.text_input(key="bijwerken_label").set_value("anders")
    app.text_input(key="bijwerken_toelichting").set_value("anders")
    app.text_input(key="bijwerken_reden").set_value("reden")
    app.date_input(key="bijwerken_peildatum").set_value(date(2021, 6, 1))
    app.radio(key="bijwerken_omvang").set_value("Een deellevering van één of meer concessiehouders")
    app.radio(key="bijwerken_ontbreekt").set_value("Niet geregistreerd")
    column = next(s for s in app.selectbox if str(s.key).startswith("kolom_"))
    column.set_value("contact")
    for button in app.button:
        button.click()


LOSSES = (
    Visitor.comes_from_elsewhere,
    Visitor.signed_in_yesterday,
    pytest.param(Visitor.is_another, marks=pytest.mark.full),
    pytest.param(Visitor.signs_out, marks=pytest.mark.full),
)


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_nothing_on_an_open_page_works_without_the_role(
    busy: tuple[Store, str],
    visitor: Visitor,
    calls: list[str],
    monkeypatch: pytest.MonkeyPatch,
    lose: Callable[[Visitor], None],
) -> None:
    store, delivery = busy
    if lose is not Visitor.comes_from_elsewhere:
        visitor.signs_in()
    app = run(PAGE, store, monkeypatch, levering=delivery)
    before = held(store)
    calls.clear()
    touch_everything(app)
    lose(visitor)
    app.run()
    assert not app.exception
    assert REFUSED in text(app)
    assert not [b for b in app.button if b.label == "Trek in"]
    assert (calls, held(store)) == ([], before)


def test_with_the_role_the_same_clicks_all_reach_the_store(
    busy: tuple[Store, str], visitor: Visitor, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, delivery = busy
    app = run(PAGE, store, monkeypatch, levering=delivery)
    touch_everything(app)
    app.run()
    assert not app.exception
    assert calls.count("say") >= 7
    assert {"withdraw", "discard"} <= set(calls)


@pytest.mark.parametrize("label", ["Zet terug", "Maak definitief"])
def test_nothing_is_put_back_or_confirmed_without_the_role(
    store: Store, visitor: Visitor, calls: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, label: str
) -> None:
    path = workbook(tmp_path / "r.xlsx", [project(aantal_organisaties=3)])
    concept = examine(File.of(path, parse_apart(path)), Choices(peildatum=date(2020, 11, 1), concept=True), store)
    key = publish(store, concept, "een ander").key
    if label == "Zet terug":
        store.withdraw(key, "een ander", "fout")
    app = run(PAGE, store, monkeypatch)
    app.text_input(key="bijwerken_reden").set_value("toch goed").run()
    calls.clear()
    next(b for b in app.button if b.label == label).click()
    visitor.comes_from_elsewhere()
    assert REFUSED in text(app.run())
    assert calls == []


def test_nothing_is_remarked_without_the_role(
    store: Store, visitor: Visitor, calls: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "r.xlsx", [project(aantal_organisaties=3)], [score()])
    key = publish_workbook(store, path, date(2020, 11, 1), "wir").key
    app = run(PAGE, store, monkeypatch)
    app.session_state["bijwerken_opmerkingen"] = (key, {"tabel 6": "daling door herindeling"})
    app.run()
    calls.clear()
    next(b for b in app.button if b.label == "Publiceer met deze opmerkingen").click()
    visitor.comes_from_elsewhere()
    assert REFUSED in text(app.run())
    assert calls == []


@pytest.mark.parametrize("concept", [False, True])
def test_a_role_that_goes_between_the_top_of_the_page_and_the_action_publishes_nothing(
    store: Store, visitor: Visitor, calls: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, concept: bool
) -> None:
    path = workbook(tmp_path / "2021-05-01.xlsx", [project(aantal_organisaties=3)])
    publish_workbook(store, path, date(2020, 11, 1), "wir")
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    if concept:
        app.checkbox(key="bijwerken_concept").check().run()
    calls.clear()
    monkeypatch.setattr(st, "spinner", lambda *_: nullcontext(visitor.comes_from_elsewhere()))
    press(app, "Publiceer deze peiling")
    assert calls == []
    assert len(store.peilingen()) == 1
    assert len(Deliveries(store).all()) == 1


@pytest.mark.parametrize("keeps", [True, False])
def test_a_file_is_only_received_from_a_beheerder(
    store: Store, visitor: Visitor, calls: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keeps: bool
) -> None:
    path = workbook(tmp_path / "2021-05-01.xlsx", [project()], [score()])
    publish_workbook(store, path, date(2020, 11, 1), "wir")
    calls.clear()
    app = run(PAGE, store, monkeypatch)
    app.file_uploader(key="bijwerken_upload_0").set_value([(path.name, path.read_bytes(), "application/octet-stream")])
    if not keeps:
        visitor.comes_from_elsewhere()
    app.run()
    assert calls == (["receive"] if keeps else [])
    assert len(Deliveries(store).all()) == int(keeps)


def test_every_call_that_changes_the_store_is_known_here() -> None:
    names = {name for _, name in CHANGES}
    found = set()
    pages = [path for path in (ROOT / "wir" / "ui").rglob("*.py") if path.parent.name != "server"]
    for path in pages:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in names and ast.unparse(node) not in NO_CHANGE:
                found.add((path.name, node.attr))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                found.add((path.name, node.func.id))
    assert found == CHANGES
