"""Zelf verkennen: the page as the address asks for it."""

import re

import pytest

from tests.support.markup import links, table, words
from tests.support.pages import run, shown
from wir.store.store import Store
from wir.ui.exploring import STARTS, read_choice

PAGE = "pages/13_Verkennen.py"


def test_it_opens_with_something_and_offers_more(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(run(PAGE, example_store, monkeypatch))
    assert "Minst opschaalbaar: Regionale strategievorming" in words(page)
    said = dict(links(page))
    assert STARTS.keys() <= said.keys()
    assert "rijen=thema&kolommen=status&als=verschil" in said["Wat er veranderde per thema"]


def test_the_whole_is_an_address_and_a_cell_opens_its_rows(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(PAGE, example_store, monkeypatch, rijen="thema", kolommen="status", als="aantal", concessiehouder="vgz")
    page = shown(app)
    (row,) = (r for r in table(page, "Projecten naar thema en status").iter("tr") if words(r[0]) == "Technologie")
    opened = row.xpath(".//a/@href")[-1]
    assert re.search(r"^Projecten\?.*concessiehouder=vgz.*thema=technologie", opened)
    assert words(row[-1]) == "12"


def test_each_concessiehouder_is_a_click_away_until_a_place_is_chosen(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = dict(links(shown(run(PAGE, example_store, monkeypatch))))
    assert "concessiehouder=vgz" in said["VGZ"]
    for asked in ({"regio": "TWE"}, {"rijen": "concessiehouder", "kolommen": "status"}):
        assert "VGZ" not in dict(links(shown(run(PAGE, example_store, monkeypatch, **asked))))


def test_regions_have_their_own_filters(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, rijen="dynamiek", kolommen="visie", thema="technologie", als="aantal")
    assert "Technologie (telt hier niet mee)" in words(shown(app))
    assert table(shown(app), "Regio’s naar dynamiek").xpath(".//a/@href")[0].startswith("Regios?")


def test_what_cannot_be_crossed_is_said(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in ({"rijen": "thema", "kolommen": "visie"}, {"rijen": "<b>"}, {"als": "som"}, {"vorm": "taart"}):
        app = run(PAGE, example_store, monkeypatch, **asked)
        assert not app.exception
        assert "Dit is hier niet tegen elkaar te zetten" in words(shown(app))
    assert read_choice({"als": "som"}).refused == ("als som",)


def test_without_a_comparison_the_change_says_what_to_do(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, rijen="thema", kolommen="status", als="verschil", vergelijk="geen")
    assert not app.exception
    assert "Kies bij ‘Vergelijk met’ een tweede peildatum" in words(shown(app))
