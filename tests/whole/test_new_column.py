"""A new column with its own list and filter: two files, and old and new processes go on with one store."""

import json
import os
import shutil
import subprocess
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
from tests.support.registers import project, score, workbook
from wir.database.database import UNFIT, Database
from wir.store.peiling_files import seal
from wir.store.store import Store

ROOT = Path(__file__).parent.parent.parent
FIELD = """        Field("financiering", "financiering", "begrip", "Waaruit het wordt betaald.", lijst="financiering", filtered=True, listed="standaard"),
"""  # noqa: E501
TERMS = """financiering,regulier,Reguliere middelen,1,,,
financiering,transitie,Transitiemiddelen,2,Transitie,,
financiering,onbekend,Onbekend,3,,,
"""
AFTER = '        Field("omschrijving"'


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """This app with the column: what a developer would change, and nothing else."""
    app = tmp_path / "nieuwer"
    for name in ("wir", "data", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, app / name, ignore=shutil.ignore_patterns("opslag", "__pycache__"))
    shutil.copy(ROOT / "dashboard.py", app)
    fields, terms = app / "wir" / "domain" / "declaration.py", app / "data" / "begrippen.csv"
    text = fields.read_text(encoding="utf-8")
    assert text.count(AFTER) == 1
    fields.write_text(text.replace(AFTER, FIELD + AFTER), encoding="utf-8")
    terms.write_text(terms.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
    return app


class Wir:
    """The command line of an app, over a store."""

    def __init__(self, app: Path, store: Path) -> None:
        self.app, self.store = app, store

    def __call__(self, *arguments: str) -> str:
        command, environment = [sys.executable, "-m", "wir", *arguments], {**os.environ, "WIR_OPSLAG": str(self.store)}
        done = subprocess.run(command, cwd=self.app, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def total(table: str) -> int:
    """The last value of the last row of a table as JSON."""
    return int(json.loads(table)["rijen"][-1][-1])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Three projects; the column stands in the workbook under its header."""
    rows = [project(projectnummer=f"P{i}", projectnaam=f"Project {i}") for i in range(3)]
    path = workbook(tmp_path / "register.xlsx", rows, [score()])
    book = load_workbook(path)
    page = book["Projecten"]
    column = page.max_column + 1
    for row, value in enumerate(("financiering", "Reguliere middelen", "transitie", None), start=1):
        page.cell(row, column, value)
    book.save(path)
    return path


@pytest.fixture
def both(newer: Path, changing: Path) -> Iterator[tuple[str, str]]:
    """A real process of this app and one of the newer, on one store."""
    with ExitStack() as stack:
        bases = []
        for number, app in enumerate((ROOT, newer)):
            port, log = free_port(), changing.parent / f"{number}.log"
            command = [sys.executable, "-m", "wir", "dashboard", "--poort", str(port)]
            environment = {"WIR_OPSLAG": str(changing), "PYTHONPATH": str(app)}
            bases.append(stack.enter_context(running(command, port, "/gezondheid", log, cwd=app, **environment)))
        yield bases[0], bases[1]


@pytest.fixture
def changing(example_store: Store, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_store.folder, tmp_path / "opslag"))


def test_it_is_read_stored_filtered_listed_exported_and_compared(newer: Path, changing: Path, register: Path) -> None:
    wir = Wir(newer, changing)
    wir("publiceer", str(register), "--peildatum", "2021-05-01", "--door", "test")
    assert total(wir("tabel", "6", "--formaat", "json")) == 3
    assert total(wir("tabel", "6", "--financiering", "regulier", "--formaat", "json")) == 1
    assert total(wir("tabel", "6", "--financiering", "Transitie", "--formaat", "json")) == 1
    wir("exporteer", "--uit", str(changing.parent / "terug.xlsx"))
    sheet = load_workbook(changing.parent / "terug.xlsx")["Projecten"]
    headers = [cell.value for cell in sheet[1]]
    values = [sheet.cell(row, headers.index("financiering") + 1).value for row in (2, 3, 4)]
    assert values == ["Reguliere middelen", "Transitiemiddelen", None]
    changed = load_workbook(register)
    changed["Projecten"].cell(3, changed["Projecten"].max_column, "Reguliere middelen")
    changed.save(register)
    wir("publiceer", str(register), "--peildatum", "2021-11-01", "--door", "test")
    said = wir("verschil", "2021-05-01", "2021-11-01")
    assert "financiering: Transitiemiddelen → Reguliere middelen" in said
    moved = wir("tabel", "6", "--verandering", "financiering.transitie.regulier", "--formaat", "json")
    assert total(moved) == 1


def test_a_page_has_its_facet_and_its_column(newer: Path, changing: Path, register: Path) -> None:
    Wir(newer, changing)("publiceer", str(register), "--peildatum", "2021-05-01", "--door", "test")
    program = (
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('pages/4_Projecten.py', default_timeout=60)\n"
        "app.query_params['financiering'] = 'regulier'\n"
        "print(''.join(e.proto.json for e in app.run().get('bidi_component')))"
    )
    environment = {**os.environ, "WIR_OPSLAG": str(changing)}
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=newer, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert "1 van 3 projecten" in shown
    assert "<summary>Financiering</summary>" in shown
    assert "Transitiemiddelen</span><b>+1</b>" in shown
    assert "sorteer=financiering" in shown


def test_old_and_new_processes_go_on_when_the_new_one_publishes(
    both: tuple[str, str], newer: Path, changing: Path, register: Path
) -> None:
    Wir(newer, changing)("publiceer", str(register), "--peildatum", "2021-05-01", "--door", "test")
    for base in both:
        with urlopen(f"{base}/gezondheid", timeout=20) as answer:
            assert json.load(answer)["peilingen"] == 5
    assert total(Wir(ROOT, changing)("tabel", "6", "--formaat", "json")) == 3
    assert "die deze versie niet kent en niet toont: financiering" in Wir(ROOT, changing)("keuring")
    assert total(Wir(newer, changing)("tabel", "6", "--peildatum", "2020-11-01", "--formaat", "json")) == 318


def test_a_peiling_that_cannot_be_loaded_is_left_out_and_said(changing: Path) -> None:
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
    told = subprocess.run(
        [sys.executable, "-m", "wir", "keuring"],
        cwd=ROOT,
        env={**os.environ, "WIR_OPSLAG": str(changing)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert f"project.parquet {UNFIT}" in told.stdout
