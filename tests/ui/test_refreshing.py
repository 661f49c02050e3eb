"""The refreshing link of a block gives the figures of that block, in the selection of the page."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
import streamlit as st

from tests.support.damaged_stores import copy
from tests.support.pages import press, run, text
from tests.support.visitor import Visitor
from tests.ui.test_data import at, records
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.compared_units import UnitKind
from wir.domain.selection import Selection
from wir.store.reading_keys import opens, reading_keys
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.side_by_side import side_by_side, units
from wir.ui.blocks.refreshing import served

ROOT = "http://localhost:1/wir/data/"
UPDATING = "pages/9_Register_bijwerken.py"


@pytest.fixture(autouse=True)
def serving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served(), "at", "/wir/data")


def links(page: str, store: Store, monkeypatch: pytest.MonkeyPatch, **params: str) -> list[str]:
    """The addresses on a page, below /data/."""
    found = re.findall(rf'href="{re.escape(ROOT)}([^"]+\.csv[^"]*)"', text(run(page, store, monkeypatch, **params)))
    return [unescape(address) for address in found]


@pytest.mark.parametrize(
    ("page", "paths"),
    [
        pytest.param("dashboard.py", {"tabel/1", "tabel/2", "tabel/3"}, marks=pytest.mark.full),
        ("pages/3_Themas.py", {"tabel/4", "tabel/6"}),
        ("pages/4_Projecten.py", {"projecten"}),
        pytest.param("pages/1_Regios.py", {"tabel/1", "regios"}, marks=pytest.mark.full),
        pytest.param("pages/5_Ontwikkeling.py", {"tabel/overgang-status"}, marks=pytest.mark.full),
        ("pages/7_Leren_van_elkaar.py", {"tabel/regio-thema"}),
        pytest.param("pages/13_Verkennen.py", {"tabel/kruis-thema-opschaalbaarheid-rij"}, marks=pytest.mark.full),
        (
            "pages/11_Ondersteuning_en_voortgang.py",
            {"tabel/voortgang", "tabel/trajecten-regios"},
        ),
        ("pages/12_Inventarisatie_2023.py", {"tabel/inventarisatie-2023", "tabel/inventarisatie-regios"}),
    ],
)
def test_each_link_of_a_page_is_answered(
    filled_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, paths: set[str]
) -> None:
    Visitor(monkeypatch)
    asked = links(page, filled_store, monkeypatch, concessiehouder="vgz")
    assert paths <= {address.partition(".csv")[0] for address in asked}
    with at(filled_store, monkeypatch) as client:
        assert {client.get(address).status_code for address in asked} == {200}


def test_the_links_of_a_profile_are_of_its_regio(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    Visitor(monkeypatch)
    asked = links("pages/2_Regioprofiel.py", example_store, monkeypatch, regio="TWE")
    assert {"verloop/visie", "projecten"} <= {address.partition(".csv")[0] for address in asked}
    with at(example_store, monkeypatch) as client:
        course = records(client.get(next(a for a in asked if a.startswith("verloop/visie"))))
        projects = records(client.get(next(a for a in asked if a.startswith("projecten"))))
    assert [(r["Regio"], r["mrt-19"] <= r["okt-20"]) for r in course] == [("Twente", True)]
    assert {r["Regio"] for r in projects} == {"Twente"}


@pytest.mark.parametrize(("kind", "codes"), [("concessiehouder", ("cz", "vgz")), ("regio", ("ACH", "TWE"))])
def test_what_stands_side_by_side_has_a_link_to_the_same_counts(
    example_store: Store, database: Database, monkeypatch: pytest.MonkeyPatch, kind: UnitKind, codes: tuple[str, ...]
) -> None:
    Visitor(monkeypatch)
    compared = {"soort": kind, "met": ",".join(codes), "oordeel": "status"}
    asked = links("pages/6_Vergelijken.py", example_store, monkeypatch, **compared)
    number = f"kruis-status-{kind}"
    # Of the drawing and of the table under it; another table of the report alone would be of other counts.
    assert len([a for a in asked if a.startswith(f"tabel/{number}.csv")]) == 4
    assert not [a for a in asked if a.startswith("tabel/6.csv")]
    with at(example_store, monkeypatch) as client:
        rows = records(client.get(next(a for a in asked if a.startswith(f"tabel/{number}.csv"))))
        assert {client.get(address).status_code for address in asked} == {200}
    side = side_by_side(database, default(database.catalogue), "6", kind, codes)
    wanted = {row.label: [side.cell(row, unit).value for unit in units(side)[:-1]] for row in side.rows}
    given = {r["Status"]: [int(r[unit.name]) for unit in units(side)[:-1]] for r in rows}
    assert given == wanted


def test_a_link_has_the_figures_that_are_shown(
    example_store: Store, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    Visitor(monkeypatch)
    asked = links("pages/3_Themas.py", example_store, monkeypatch, peildatum="2020-03-01", concessiehouder="vgz")
    fixed, latest = (address for address in asked if address.startswith("tabel/6.csv"))
    assert "peildatum=2020-03-01" in fixed
    assert "peildatum" not in latest
    with at(example_store, monkeypatch) as client:
        rows = records(client.get(fixed))
        newest = client.get(latest)
    shown = build_table("6", database, Selection(date(2020, 3, 1)).with_filter("concessiehouder", ["vgz"]))
    assert [int(r["mrt-20"]) for r in rows] == [shown.cell(row).value for row in shown.rows]
    assert newest.headers["X-WIR-Peildatum"] == "2020-11-01"


def test_nothing_is_offered_where_nothing_answers(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under a plain streamlit run."""
    monkeypatch.setattr(served(), "at", "")
    assert "Verversbare link" not in text(run("pages/3_Themas.py", example_store, monkeypatch))


class TestReadingKeys:
    @pytest.fixture
    def closed(self, three: Store, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
        """Reading needs an account, and this is a beheerder."""
        Visitor(monkeypatch).signs_in()
        secrets = {"auth": {}, "toegang": {"lezen": "aangemeld", "beheerders": ["a@voorbeeld.nl"]}}
        monkeypatch.setattr(st, "secrets", SimpleNamespace(to_dict=lambda: secrets))
        return copy(three, store.folder)

    def test_a_beheerder_makes_one_that_is_shown_once_and_withdraws_it(
        self, closed: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = run(UPDATING, closed, monkeypatch)
        app.text_input(key="leessleutel_naam").set_value("Power BI").run()
        press(app, "Maak een leessleutel")
        key = app.code[0].value
        assert opens(closed, key)
        assert [k.naam for k in reading_keys(closed)] == ["Power BI"]
        assert not app.run().code
        app.button(key="leessleutel_weg_Power BI").click().run()
        assert not opens(closed, key)
        assert "De sleutel Power BI opent niets meer." in text(app)

    def test_a_page_says_with_what_a_program_reads(self, closed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "met als wachtwoord een leessleutel" in text(run("pages/3_Themas.py", closed, monkeypatch))


def test_where_everyone_may_read_there_are_no_keys_to_make(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Visitor(monkeypatch)
    assert "Leessleutels" not in [h.value for h in run(UPDATING, example_store, monkeypatch).header]
