"""Another register: its declaration, its tables, a line in two lists and its words; the rest derives from these."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.other_app import Wir, change, commands, copied
from tests.support.registers import project, score, workbook
from wir.store.store import Store

DECLARATION = '''
"""Visits to regions: a register of its own."""

from wir.domain.declaration import Declaration, Field, Sheet

VISITS = Sheet(
    "Bezoeken",
    "bezoek",
    "bezoeknummer",
    ("bezoek", "bezoeken"),
    "bezoeken",
    ("bezoeknummer",),
    (
        Field("bezoeknummer", "bezoeknummer", "tekst", "Uniek nummer.", required=True, searched=True),
        Field("regio", "regio's", "regios", "De regio's die erbij waren.", required=True, filtered=True),
        Field("status", "status", "begrip", "Hoe ver het is.", required=True, lijst="bezoekstatus", filtered=True),
        Field("rollen", "rollen", "begrippen", "Wie erbij waren.", lijst="bezoekrol", filtered=True),
        Field("dag", "dag", "datum", "Wanneer het was."),
    ),
    moves=("status",),
)
BEZOEKEN = Declaration("bezoeken", "Bezoekenregister", (VISITS,))
'''
SQL = """-- How many visits have each status.
select status, count(*)::integer as aantal
from bezoek_in($peilingen, $keuze)
group by all;
"""
TABLES = '''
"""The table of the visits."""

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.tables.model import Column, Row, Table
from wir.tables.spec import TableSpec


class StatusTable(TableSpec):
    def build(self, database: Database, selection: Selection) -> Table:
        shown = database.shown(selection)
        counts = {r["status"]: r["aantal"] for r in database.run("per_status", selection, [shown])}
        terms = database.vocabulary(shown).terms("bezoekstatus")
        rows = [Row(t.label, (counts.get(t.code, 0),), "bezoekstatus", t.code) for t in terms]
        total = Row("Totaal", (sum(counts.values()),), "bezoekstatus", "totaal", "totaal")
        count = Column(shown.label, shown.key)
        return self.over(shown, selection, [count], [*rows, total], count)


TABLES = {"bezoeken-status": StatusTable("bezoeken-status", "Bezoeken per status", "Status")}
'''
TERMS = """bezoekstatus,gepland,Gepland,1,,,
bezoekstatus,geweest,Geweest,2,,,
bezoekstatus,onbekend,Onbekend,3,,,
bezoekrol,arts,Arts,1,,,
bezoekrol,bestuur,Bestuurder,2,bestuurder,,
bezoekrol,onbekend,Onbekend,3,,,
"""
VISITS = (
    ("bezoeknummer", "regio's", "status", "rollen", "dag"),
    ("B1", "Twente; Groningen", "gepland", "arts; bestuurder", None),
    ("B2", "Twente", "geweest", "arts", "3-2-2025"),
    ("B3", "Rotterdam", "geweest", None, "2-1-2025"),
)


@pytest.fixture(scope="module")
def with_visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wir]:
    """This app with the register: what a developer would add, and nothing else."""
    app = copied(tmp_path_factory.mktemp("met-bezoeken"))
    (app / "wir" / "domain" / "bezoeken.py").write_text(DECLARATION, encoding="utf-8")
    (app / "wir" / "tables" / "bezoeken.py").write_text(TABLES, encoding="utf-8")
    (app / "wir" / "database" / "sql" / "bezoeken").mkdir()
    (app / "wir" / "database" / "sql" / "bezoeken" / "per_status.sql").write_text(SQL, encoding="utf-8")
    registers, tables = app / "wir" / "domain" / "registers.py", app / "wir" / "tables" / "build.py"
    change(registers, "in (WIR, ", "in (WIR, BEZOEKEN, ")
    change(
        registers,
        "from wir.domain.declaration",
        "from wir.domain.bezoeken import BEZOEKEN\nfrom wir.domain.declaration",
    )
    change(tables, "    HOME: SPECS,", "    HOME: SPECS,\n    'bezoeken': VISITS,")
    change(
        tables,
        "from wir.database.database",
        "from wir.tables.bezoeken import TABLES as VISITS\nfrom wir.database.database",
    )
    terms = app / "data" / "begrippen.csv"
    terms.write_text(terms.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
    with commands(app) as wir:
        yield wir


@pytest.fixture
def wir(with_visits: Wir, example_store: Store, tmp_path: Path) -> Wir:
    return with_visits.over(shutil.copytree(example_store.folder, tmp_path / "opslag"))


def table(wir: Wir, *words: str) -> list[int]:
    """The last column of the table of the register."""
    found = json.loads(wir("tabel", "bezoeken-status", "--register", "bezoeken", "--formaat", "json", *words))
    return [row[-1] for row in found["rijen"]]


def visits(path: Path, rows: Sequence[Sequence[object]] = VISITS, beside: Path | None = None) -> Path:
    """A workbook of visits; `beside` is one whose sheets it has too."""
    book = load_workbook(beside) if beside else Workbook()
    page = book.create_sheet("Bezoeken")
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_it_stands_in_its_rooms(with_visits: Wir) -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    said = subprocess.run(command, cwd=with_visits.app, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_it_has_a_template_a_series_filters_and_a_table_of_its_own(wir: Wir, tmp_path: Path) -> None:
    register = visits(tmp_path / "bezoeken.xlsx")
    before = wir("tabel", "6"), wir("peilingen")
    assert "0 fouten" in wir("controleer", register, "--register", "bezoeken")
    wir("publiceer", register, "--peildatum", "2025-05-01", "--door", "test", "--register", "bezoeken")
    assert wir("peilingen", "--register", "bezoeken") == "2025-05-01 mei-25 versie 1: 3 bezoeken\n"
    assert table(wir) == [1, 2, 0, 3]
    assert table(wir, "--status", "geweest") == [0, 2, 0, 2]
    assert table(wir, "--regio", "TWE") == [1, 1, 0, 2]
    assert table(wir, "--regio", "Groningen") == [1, 0, 0, 1]
    assert table(wir, "--rollen", "Bestuurder", "--zoek", "b1") == [1, 0, 0, 1]
    link = "https://x/?bezoeken.peildatum=2025-05-01&bezoeken.status=gepland&regio=TWE&status=lopend"
    assert table(wir, "--link", link) == [1, 0, 0, 1]
    assert "kent geen --thema" in wir.refused("tabel", "bezoeken-status", "--register", "bezoeken", "--thema", "x")
    # A newer date of one register is none of another.
    assert (wir("tabel", "6"), wir("peilingen")) == before

    wir("sjabloon", "--register", "bezoeken", "--uit", tmp_path / "leeg.xlsx")
    page = load_workbook(tmp_path / "leeg.xlsx")["Bezoeken"]
    assert [cell.value for cell in page[1]] == list(VISITS[0])
    rules = {str(rule.sqref)[0]: (rule.type, rule.errorStyle) for rule in page.data_validations.dataValidation}
    # Of several values a cell may hold two: Excel lets that stand.
    assert rules == {
        "B": ("list", "warning"),
        "C": ("list", "stop"),
        "D": ("list", "warning"),
        "E": ("date", "stop"),
    }


@pytest.mark.full
def test_it_is_changed_compared_corrected_withdrawn_and_put_back(wir: Wir, tmp_path: Path) -> None:
    of = ("--register", "bezoeken")
    by = ("--door", "test")
    wir("publiceer", visits(tmp_path / "a.xlsx"), "--peildatum", "2025-05-01", *by)
    wir("exporteer", *of, "--uit", tmp_path / "b.xlsx")
    book = load_workbook(tmp_path / "b.xlsx")
    page = book["Bezoeken"]
    assert [cell.value for cell in page[2]][:4] == ["B1", "Twente; Groningen", "Gepland", "Arts; Bestuurder"]
    page["C2"], page["B4"] = "Geweest", "Rotterdam; Twente"
    book.save(tmp_path / "b.xlsx")
    said = wir("publiceer", tmp_path / "b.xlsx", "--peildatum", "2025-10-31", *by)
    assert "Bezoeken: 0 nieuw, 0 verdwenen, 2 gewijzigd, 1 ongewijzigd (3 → 3)" in said
    assert "B1: status: Gepland → Geweest" in wir("verschil", *of, "2025-05-01", "2025-10-31")
    assert table(wir) == [0, 3, 0, 3]
    assert table(wir, "--peildatum", "2025-05-01") == [1, 2, 0, 3]
    wir("trek-in", "2025-10-31", *of, *by, "--reden", "te vroeg")
    assert table(wir) == [1, 2, 0, 3]
    wir("zet-terug", "2025-10-31_v1", *of, *by, "--reden", "toch niet")
    assert table(wir) == [0, 3, 0, 3]
    assert "reeksen/bezoeken/2025-10-31_v1: in orde" in wir("keuring")
    wir("herbouw", "--naar", tmp_path / "nieuw")
    assert table(wir.over(tmp_path / "nieuw")) == [0, 3, 0, 3]


def test_what_is_wrong_is_named_by_its_cell(wir: Wir, tmp_path: Path) -> None:
    rows = (VISITS[0], ("B1", "Twente; Utopia", "gepland", "arts; piloot", None), ("B1", "Twente", "", None, "straks"))
    said = wir.refused("controleer", visits(tmp_path / "fout.xlsx", rows))
    for cell, words in (
        ("B2", "'Utopia' is geen bekende regio."),
        ("D2", "'piloot' is geen bekende waarde; kies uit: Arts; Bestuurder."),
        ("A2", "Staat ook in A3; elk komt een keer voor"),
        ("C3", "verplicht"),
        ("E3", "'straks' is geen datum"),
    ):
        assert any(cell in line and words in line for line in said.splitlines()), (cell, said)


def test_a_workbook_of_two_registers_is_two_deliveries_and_two_peilingen(wir: Wir, tmp_path: Path) -> None:
    wir_rows = workbook(tmp_path / "wir.xlsx", [project()], [score()])
    both = visits(tmp_path / "beide.xlsx", beside=wir_rows)
    day = ("--peildatum", "2025-05-01", "--door", "test")
    assert "bladen van wir en bezoeken; zeg met --register" in wir.refused("publiceer", both, *day)
    assert "Blad Bezoeken is van het register Bezoekenregister" in wir("controleer", both, "--register", "wir")
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from wir.store.pending_deliveries import Deliveries\nfrom wir.store.delivery import examine, publish\n"
        "from wir.store.store import our_store\n"
        "from dataclasses import replace\nfrom datetime import date\n"
        "store = our_store()\ndeliveries = Deliveries(store)\n"
        "for d in deliveries.receive([('beide.xlsx', Path(sys.argv[1]).read_bytes())], 'test'):\n"
        "    again = deliveries.find(d.id)\n"
        "    choices = replace(again.choices, peildatum=date(2025, 5, 1), agreed_loss=351)\n"
        "    examined = examine(deliveries.file(again), choices, store)\n"
        "    print(choices.register, [len(r) for r in examined.register.by_sheet.values()], examined.base_key)\n"
        "    publish(store, examined, 'test')\n"
        "    deliveries.discard(d.id)\n"
    )
    assert wir.program(program, both) == "wir [1, 1] 2020-11-01_v1\nbezoeken [3] \n"
    assert wir("peilingen").splitlines()[-1] == "2025-05-01 mei-25 versie 1: 1 project, 1 regio"
    assert wir("peilingen", "--register", "bezoeken") == "2025-05-01 mei-25 versie 1: 3 bezoeken\n"


def test_the_pages_of_the_wir_register_leave_its_parameters_and_its_dates_alone(wir: Wir, tmp_path: Path) -> None:
    wir("publiceer", visits(tmp_path / "bezoeken.xlsx"), "--peildatum", "2025-05-01", "--door", "test")
    program = (
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=60)\n"
        "app.query_params['bezoeken.status'] = 'gepland'\n"
        "print(''.join(e.proto.json for e in app.run().get('bidi_component')))"
    )
    shown = wir.program(program)
    assert "Peildatum 1 november 2020" in shown
    assert "bestaat niet" not in shown
