"""A new column with its own list and filter: two files, and old and new processes go on with one store."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from tests.browser.conftest import free_port, running
from tests.support.command_line import in_dutch_on
from tests.support.markup import links, parsed, words
from tests.support.other_app import Wir, change, commands, copied
from tests.support.registers import project, score, workbook
from wir.common.paths import ROOT
from wir.database.database import UNFIT, Database
from wir.store.peiling_files import seal
from wir.store.store import Store

FIELD = """        Field("financiering", "financiering", "begrip", "Waaruit het wordt betaald.", lijst="financiering", filtered=True, listed="standaard"),
        Field("doelgroep", "doelgroep", "begrippen", "Voor wie het is.", lijst="doelgroep", filtered=True, listed="kiesbaar"),
"""  # noqa: E501
TERMS = """financiering,regulier,Reguliere middelen,1,,,
financiering,transitie,Transitiemiddelen,2,Transitie,,
financiering,onbekend,Onbekend,3,,,
doelgroep,bewoner,Bewoners,1,,,
doelgroep,naaste,Naasten,2,,,
doelgroep,onbekend,Onbekend,3,,,
"""
LOSS = ("--akkoord-verlies", "351")  # of the example, by three projects and a regio
AFTER = '        Field("omschrijving"'
PAGE = """
import json
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("pages/4_Projecten.py", default_timeout=60)
app.query_params["{}"] = "{}"
mounted = [element.proto for element in app.run().get("bidi_component")]
print("".join(json.loads(proto.json) for proto in mounted if proto.component_name == "wir_html"))
"""


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wir]:
    """This app with the column: what a developer would change, and nothing else."""
    app = copied(tmp_path_factory.mktemp("nieuwer"))
    change(app / "wir" / "domain" / "declaration.py", AFTER, FIELD + AFTER)
    terms = app / "data" / "begrippen.csv"
    terms.write_text(terms.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
    with commands(app) as wir:
        yield wir


def total(table: str) -> int:
    """The last value of the last row of a table as JSON."""
    return int(json.loads(table)["rijen"][-1][-1])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Three projects; the columns stand in the workbook under their headers."""
    rows = [project(projectnummer=f"P{i}", projectnaam=f"Project {i}") for i in range(3)]
    path = workbook(tmp_path / "register.xlsx", rows, [score()])
    book = load_workbook(path)
    page = book["Projecten"]
    column = page.max_column + 1
    for row, value in enumerate(("financiering", "Reguliere middelen", "transitie", None), start=1):
        page.cell(row, column, value)
    for row, value in enumerate(("doelgroep", "Bewoners; Naasten", "Naasten", None), start=1):
        page.cell(row, column + 1, value)
    book.save(path)
    return path


@pytest.fixture
def both(newer: Wir, changing: Path) -> Iterator[tuple[str, str]]:
    """A real process of this app and one of the newer, on one store."""
    with ExitStack() as stack:
        bases = []
        for number, app in enumerate((ROOT, newer.app)):
            port, log = free_port(), changing.parent / f"{number}.log"
            command = [sys.executable, "-m", "wir", "dashboard", "--poort", str(port)]
            environment = {"WIR_OPSLAG": str(changing), "PYTHONPATH": str(app)}
            bases.append(stack.enter_context(running(command, port, "/gezondheid", log, cwd=app, **environment)))
        yield bases[0], bases[1]


@pytest.fixture
def changing(example_store: Store, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_store.folder, tmp_path / "opslag"))


def test_it_is_read_stored_filtered_listed_exported_and_compared(newer: Wir, changing: Path, register: Path) -> None:
    wir = newer.over(changing)
    wir("publiceer", register, "--peildatum", "2021-05-01", "--door", "test", *LOSS)
    assert total(wir("tabel", "6", "--formaat", "json")) == 3
    assert total(wir("tabel", "6", "--financiering", "regulier", "--formaat", "json")) == 1
    assert total(wir("tabel", "6", "--financiering", "Transitie", "--formaat", "json")) == 1
    wir("exporteer", "--uit", str(changing.parent / "terug.xlsx"))
    sheet = load_workbook(changing.parent / "terug.xlsx")["Projecten"]
    headers = [cell.value for cell in sheet[1]]
    values = [sheet.cell(row, headers.index("financiering") + 1).value for row in (2, 3, 4)]
    assert values == ["Reguliere middelen", "Transitiemiddelen", None]
    changed = load_workbook(register)
    changed["Projecten"].cell(3, changed["Projecten"].max_column - 1, "Reguliere middelen")
    changed.save(register)
    wir("publiceer", register, "--peildatum", "2021-11-01", "--door", "test")
    said = wir("verschil", "2021-05-01", "2021-11-01")
    assert "financiering: Transitiemiddelen → Reguliere middelen" in said
    moved = wir("tabel", "6", "--verandering", "financiering.transitie.regulier", "--formaat", "json")
    assert total(moved) == 1


def test_it_can_be_set_against_any_other(newer: Wir, changing: Path, register: Path) -> None:
    """A project for two groups counts for both and once in the totals; an older peiling never registered them."""
    wir = newer.over(changing)
    wir("publiceer", register, "--peildatum", "2021-05-01", "--door", "test", *LOSS)
    asked = ("tabel", "kruis", "--rijen", "doelgroep", "--kolommen", "financiering", "--formaat", "json")
    table = json.loads(wir(*asked))
    assert table["rijen"] == [
        ["Bewoners", 1, 0, 0, 1],
        ["Naasten", 1, 1, 0, 2],
        ["Onbekend", 0, 0, 1, 1],
        ["Totaal", 1, 1, 1, 3],
    ]
    assert "telt bij elke waarde mee, en in de totalen één keer" in " ".join(table["voetnoten"])
    assert json.loads(wir(*asked, "--doelgroep", "naaste"))["rijen"] == [
        ["Naasten", 1, 1, 0, 2],
        ["Totaal", 1, 1, 0, 2],
    ]
    older = json.loads(wir(*asked, "--peildatum", "2020-11-01"))
    assert older["rijen"] == [["Niet geregistreerd", 318, 318], ["Totaal", 318, 318]]
    page = parsed(wir.program(PAGE.format("kolommen", "doelgroep").replace("4_Projecten", "13_Verkennen")))
    assert "Projecten naar thema en doelgroep" in words(page)
    assert any("doelgroep=naaste" in href for _, href in links(page))


def test_a_page_has_its_facet_and_its_column(newer: Wir, changing: Path, register: Path) -> None:
    wir = newer.over(changing)
    wir("publiceer", register, "--peildatum", "2021-05-01", "--door", "test", *LOSS)
    page = parsed(wir.program(PAGE.format("financiering", "regulier")))
    assert "1 van 3 projecten" in words(page)
    (facet,) = (part for part in page.iter("details") if words(part.find("summary")) == "Financiering")
    assert "Transitiemiddelen+1" in [said for said, _ in links(facet)]
    assert "Financiering" in [said for said, href in links(page) if "sorteer=financiering" in href]
    one = parsed(wir.program(PAGE.format("project", "P0")))
    (link,) = (href for said, href in links(one) if said == "Reguliere middelen")
    assert "financiering=regulier" in link
    (link,) = (href for said, href in links(one) if said == "Bewoners; Naasten")
    assert "doelgroep=bewoner&doelgroep=naaste" in link


@pytest.mark.full
def test_old_and_new_processes_go_on_when_the_new_one_publishes(
    both: tuple[str, str], newer: Wir, changing: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wir = newer.over(changing)
    wir("publiceer", register, "--peildatum", "2021-05-01", "--door", "test", *LOSS)
    for base in both:
        with urlopen(f"{base}/gezondheid", timeout=20) as answer:
            assert json.load(answer)["peilingen"] == 5
    ours = in_dutch_on(Store(changing), monkeypatch)
    assert total(ours("tabel", "6", "--formaat", "json").stdout) == 3
    assert "die deze versie niet kent en niet toont: financiering" in ours("keuring").stdout
    assert total(wir("tabel", "6", "--peildatum", "2020-11-01", "--formaat", "json")) == 318


def test_a_peiling_that_cannot_be_loaded_is_left_out_and_said(changing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a version of the app that stores something else under one of our names."""
    store = Store(changing)
    folder = store.catalogue().latest().folder
    rows = pq.read_table(folder / "project.parquet")
    place = rows.schema.get_field_index("aantal_organisaties")
    texts = pa.array(["veel"] * rows.num_rows)
    pq.write_table(rows.set_column(place, "aantal_organisaties", texts), folder / "project.parquet")
    seal(folder)
    database = Database(store)
    assert [p.label for p in database.catalogue.current] == ["mrt-19", "okt-19", "mrt-20"]
    assert [(d.key, d.fault) for d in database.catalogue.missed] == [("2020-11-01_v1", UNFIT)]
    told = in_dutch_on(store, monkeypatch)("keuring")
    assert told.exit_code == 1
    assert f"project.parquet {UNFIT}" in told.stdout
