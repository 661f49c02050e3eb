"""Projecten as a page: what can be quoted, what is offered, and where a short link leads."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.markup import links, parsed, words
from tests.support.pages import run, shown, text
from wir.store.store import Store

PAGE = "pages/4_Projecten.py"


def cited(app: AppTest) -> str:
    (said,) = (words(p) for p in shown(app).find_class("citaat") if "projecten," in words(p))
    return said


def door(app: AppTest) -> str:
    """The address that the browser is sent on to."""
    told = [json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == "wir_page"]
    return str(told[-1]["door"])


def test_a_count_has_its_citation_and_a_short_link(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = cited(run(PAGE, example_store, monkeypatch, concessiehouder="vgz", thema="technologie"))
    assert said.startswith("12 projecten, VGZ, Technologie, 1 november 2020, versie 1. WIR-dashboard (voorbeeld")
    assert said.endswith("?k=1AduiUAAgpAk")


def test_a_citation_about_change_names_both_peilingen(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = cited(run(PAGE, example_store, monkeypatch, verandering="nieuw"))
    assert ", nieuw, 1 november 2020, versie 1, 1 maart 2020, versie 1." in said


def test_a_search_stands_beside_the_code(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = cited(run(PAGE, example_store, monkeypatch, zoek="samen leren"))
    assert re.search(r"\?k=1[\w-]+&zoek=samen\+leren$", said)


def test_a_short_link_leads_on_with_what_stands_beside_it(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = door(run("dashboard.py", example_store, monkeypatch, k="1AduiUAAgpAk", zoek="zorg"))
    assert there.startswith("Projecten?zoek=zorg&peildatum=2020-11-01&versie=1&vergelijk=geen")
    assert there.endswith("concessiehouder=vgz&thema=technologie")


def test_a_short_link_with_a_slip_says_so(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run("dashboard.py", example_store, monkeypatch, k="1AduiUAAgpAx")
    assert not app.exception
    assert "Deze korte link klopt niet" in text(app)
    assert "kerncijfers" not in text(app)


def test_regions_are_cited_too(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(run("pages/1_Regios.py", example_store, monkeypatch, visie="4"))
    assert any(words(p).startswith("14 regio’s, visie: fase 4") for p in page.find_class("citaat"))


def test_near_words_are_links(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(run(PAGE, example_store, monkeypatch, zoek="techniek"))
    assert "Bedoelde u: Technologie (48 projecten)" in words(page)
    assert any(name == "Technologie" and "zoek=technologie" in href for name, href in links(page))
    nothing = run(PAGE, example_store, monkeypatch, zoek="zqxwv")
    assert "Ook niets dat erop lijkt" in text(nothing)


def test_what_is_cut_off_can_be_read(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = parsed(text(run(PAGE, example_store, monkeypatch, thema="anders-opleiden")))
    long = next(cell for cell in page.find_class("regels") if words(cell).startswith("Anders opleiden"))
    assert long.get("title") == words(long)
