"""Every text of a register, a file or a person is an attack, and every page shows it as text."""

from pathlib import Path

import pytest
import streamlit as st

from tests.support.hostile_texts import evil, hostile_delivery, hostile_store
from tests.support.markup import strange_things, wrong_parts
from tests.support.pages import PAGES, run, text
from tests.support.visitor import context
from wir.common.unseen_characters import readable
from wir.store.store import Store

OWN = {  # what opens the most of a page
    "pages/2_Regioprofiel.py": {"regio": "TWE"},
    "pages/4_Projecten.py": {"kolommen": "projectnummer,omschrijving,contact,herkomst,status"},
    "pages/6_Vergelijken.py": {"soort": "regio", "met": "TWE,DRE"},
    "pages/7_Leren_van_elkaar.py": {"regio": "TWE"},
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return hostile_store(tmp_path_factory.mktemp("kwaad"))


@pytest.fixture
def beheerder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who started it on this very machine."""
    monkeypatch.setattr(st, "context", context())


def test_the_look_at_a_page_finds_what_it_is_to_find() -> None:
    assert len(wrong_parts(evil("x"))) >= 5
    assert wrong_parts('<a href="javascript:x">') == wrong_parts("<a href='javascript:x'>")
    assert wrong_parts('<a href="//buiten.example">')
    assert wrong_parts('<p style="background:url(x)">')
    assert wrong_parts('<a class="wir-link" target="_self" href="Regios?peildatum=2020-11-01#tabel-6">x</a>') == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_attacks_as_text(hostile: Store, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    kept = {"bewaard": readable(evil("nummer 1"))}
    app = run(page, hostile, monkeypatch, **OWN.get(page, {}), **kept)
    assert not app.exception
    assert list(strange_things(app)) == []
    assert "buiten.example" in text(app)


def test_a_project_shows_attacks_as_text(hostile: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run("pages/4_Projecten.py", hostile, monkeypatch, project=readable(evil("nummer 1")))
    assert not app.exception
    assert list(strange_things(app)) == []
    assert text(app).count("&lt;script&gt;kwaad=1") > 4


@pytest.mark.usefixtures("beheerder")
def test_a_delivery_shows_attacks_as_text(hostile: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    delivery = hostile_delivery(hostile, tmp_path)
    app = run("pages/9_Register_bijwerken.py", hostile, monkeypatch, levering=delivery.id)
    assert not app.exception
    assert list(strange_things(app)) == []
    assert "onerror" in text(app)
