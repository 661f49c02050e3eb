"""The matrix of regions: what its counts and phases open, and what its files hold."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml.html import HtmlElement

from tests.support.markup import links, words
from tests.support.pages import run, shown
from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.address import read_params
from wir.domain.selection import Selection
from wir.export.picture import table_svg
from wir.export.region_scores import as_seen, of_standings
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.region_scores import DIMENSIONS, standings

PAGE = "pages/1_Regios.py"
STEP = re.compile(r"(\d+) (?:vooruit|gelijk|terug|niet te vergelijken)")


def opened(database: Database, href: str) -> list[str]:
    """The regions that a link to Regio's shows."""
    target = urlsplit(href)
    assert target.path == "Regios"
    reading = read_params(parse_qs(target.query), database.catalogue, database.lists)
    assert reading.refused == ()
    return [s.region.naam for s in standings(database, reading.selection) if s.chosen]


def steps(page: HtmlElement) -> list[tuple[str, int]]:
    """What each count of steps opens, and the count."""
    return [(href, int(count[1])) for said, href in links(page) if (count := STEP.fullmatch(said))]


def matrix(page: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of each regio."""
    return [list(row) for row in page.xpath("//table[contains(@class, 'matrix')]/tbody/tr")]


def phase(cell: HtmlElement) -> str:
    """The phase of a cell, without its step."""
    return words(cell.find(".//b"))


def chip(cell: HtmlElement) -> str:
    """What the phase of a cell opens."""
    (link,) = cell.xpath(".//a[contains(@class, 'fasevlak')]/@href")
    return str(link)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"concessiehouder": "menzis", "visie": "5"},
        {"stap": "visie.gelijk"},
        {"stap": "afspraken.vooruit", "concessiehouder": "cz"},
        {"peildatum": "2020-03-01", "vergelijk": "2020-11-01"},
        {"vergelijk": "geen"},
    ],
)
def test_each_count_and_phase_opens_exactly_as_many_regions(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, database: Database, params: dict[str, str]
) -> None:
    page = shown(run(PAGE, example_store, monkeypatch, **params))
    assert bool(steps(page)) is (params.get("vergelijk") != "geen")
    for href, count in steps(page):
        assert len(opened(database, href)) == count
    rows = matrix(page)
    for place, _ in enumerate(DIMENSIONS, start=2):
        for cells in rows:
            same = [words(row[0]) for row in rows if phase(row[place]) == phase(cells[place])]
            assert opened(database, chip(cells[place])) == same


def test_what_was_not_scored_opens_what_was_not_scored(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for day, row in ((date(2020, 3, 1), score(visie=None)), (date(2020, 11, 1), score())):
        publish_workbook(store, workbook(tmp_path / "a.xlsx", [project()], [row]), day, door="wir")
    page = shown(run(PAGE, store, monkeypatch))
    database = Database(store)
    assert {(count, len(opened(database, href))) for href, count in steps(page)} == {(1, 1), (33, 33), (34, 34)}
    assert len(opened(database, chip(matrix(page)[0][2]))) == 33


def test_a_file_holds_the_phases_their_labels_the_steps_and_what_was_rebuilt(
    database: Database, okt20: Selection
) -> None:
    shown, compared = database.shown(okt20), database.compared(okt20)
    assert compared
    vocabulary, found = database.vocabulary(shown), standings(database, okt20)
    listing = of_standings(found, shown, compared, "sinds mrt-20", vocabulary)
    rows = [dict(zip((h.name for h in listing.headers), line.cells, strict=True)) for line in listing.lines]
    assert len(rows) == 34
    for row, standing in zip(rows, found, strict=True):
        assert row["Regio"] == standing.region.naam
        for dimension, name in DIMENSIONS.items():
            assert row[name] == standing.phases[dimension]
            assert f"Fase {row[name]}: {row[f'{name}, omschrijving']}" in [
                t.printed for t in vocabulary.terms(dimension)
            ]
            assert row[f"{name} sinds mrt-20"] == standing.step(dimension)
        assert row["Gereconstrueerd"] == "mrt-20: alle"
    partly = replace(found[0], rebuilt=frozenset({"visie", "dynamiek"}), rebuilt_before=frozenset())
    (line,) = of_standings([partly], shown, compared, "sinds mrt-20", vocabulary).lines
    assert line.cells[-1] == "okt-20: dynamiek, visie"
    alone = of_standings(found, shown, None, "", vocabulary)
    assert [h.name for h in alone.headers if "sinds" in h.name] == []
    assert alone.lines[0].cells[-1] == ""
    drawn = as_seen(listing)
    assert [h.name for h in drawn.headers] == ["Regio", "Concessiehouder", *DIMENSIONS.values(), "Gereconstrueerd"]
    assert "4 Samenwerking vanuit visie (+1)" in [line.cells[3] for line in drawn.lines if line.cells[0] == "Twente"]
    assert "4 Samenwerking vanuit visie" in [line.cells[3] for line in as_seen(alone).lines]
    assert "Implementatiefase</" in table_svg(drawn)  # no word is broken for want of room
    assert listing.source == "Bron: WIR-register, okt-20 en mrt-20"


def test_every_kind_of_file_is_offered(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {href for _, href in links(shown(run(PAGE, example_store, monkeypatch)))}
    assert {f"#stand-per-regio.{kind}" for kind in ("xlsx", "csv", "png", "svg")} <= offered
