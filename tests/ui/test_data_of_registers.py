"""Rows by address of the other registers, and of cross tables: what a table says, its address says."""

import io
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import httpx
import pyarrow.parquet as pq
import pytest

from tests.support.damaged_stores import copy, folder_of, say
from tests.tables.test_recount_registers import EVERYWHERE, random_selections
from tests.ui.test_data import at, index
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.declaration import HOME
from wir.domain.inventarisatie import INVENTARISATIE, SCALES
from wir.domain.registers import REGISTERS
from wir.domain.selection import Selection
from wir.domain.trajecten import TRAJECTEN
from wir.store.store import Store
from wir.tables.build import OF_REGISTER, build_table

OTHERS = [(name, number) for name, specs in OF_REGISTER.items() if name != HOME for number in specs]
LISTS = {
    INVENTARISATIE.name: {**EVERYWHERE, **{scale: ["1", "2", "3", "4"] for scale in SCALES}},
    TRAJECTEN.name: {**EVERYWHERE, "stand": ["lopend", "afgerond"], "sectoren": ["vvt", "huisartsenzorg"]},
}


@pytest.fixture(scope="module")
def client(filled_store: Store) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patched, at(filled_store, patched) as made:
        yield made


@pytest.fixture(scope="module")
def databases(filled_store: Store) -> dict[str, Database]:
    return {name: Database(filled_store.of(declared)) for name, declared in REGISTERS.items()}


def address(number: str, kind: str, selection: Selection) -> str:
    return f"tabel/{number}.{kind}?{urlencode(selection.to_params(), doseq=True)}"


@pytest.mark.parametrize(("register", "number"), OTHERS)
def test_an_address_says_what_its_table_says(
    client: httpx.Client, databases: dict[str, Database], register: str, number: str
) -> None:
    database = databases[register]
    base = default(database.catalogue)
    for selection in (base, *random_selections(base, LISTS[register], 5)):
        answer = client.get(address(number, "json", selection))
        if answer.status_code == 400:
            with pytest.raises(NoComparison, match=re.escape(answer.json()["fout"])):
                build_table(number, database, selection)
            continue
        assert answer.status_code == 200, answer.text
        table = build_table(number, database, selection)
        width = 1 + len(table.columns)
        given = [tuple(row.values())[:width] for row in answer.json()["rijen"]]
        assert given == [(row.label, *row.values) for row in table.rows], selection
        assert answer.headers["X-WIR-Peildatum"] == selection.peildatum.isoformat()


@pytest.mark.parametrize("number", ["inventarisatie-regios", "trajecten-fase"])
def test_types_are_the_same_where_nothing_is_left(
    client: httpx.Client, databases: dict[str, Database], number: str
) -> None:
    selection = default(databases[number.partition("-")[0]].catalogue)
    nothing = selection.with_filter("regio", ["TWE"]).with_filter("concessiehouder", ["vgz"])
    full, empty = (
        pq.read_table(io.BytesIO(client.get(address(number, "parquet", s)).content)).schema
        for s in (selection, nothing)
    )
    assert empty.types == full.types
    assert set(map(str, full.types[1:])) == {"int64"}


def test_the_index_tells_of_each_with_the_names_that_its_address_has(client: httpx.Client) -> None:
    listed = index(client)
    assert {f"tabel/{number}" for _, number in OTHERS} <= set(listed)
    told = listed["tabel/inventarisatie-regios"]
    assert told["peildata"][0] == "inventarisatie.peildatum"
    assert {"regio", "inventarisatie.urgentie"} <= set(told["filters"])
    column = next(c for c in told["kolommen"] if c["naam"] == SCALES["urgentie"])
    urgency = INVENTARISATIE.sheets[0].field("urgentie")
    assert column["betekenis"] == urgency.explanation
    assert column["bron"] == f"Inventarisatie, blad Inventarisatie, kolom ‘{urgency.header}’"
    beside = {c["naam"]: c for c in listed["tabel/trajecten-gepubliceerd"]["kolommen"]}
    assert beside["Berekend"]["bron"].startswith("Trajectenregister, blad ")
    assert "MGZ-voortgang" in beside["Gepubliceerd"]["bron"]
    names = {
        p["name"] for p in client.get("openapi.json").json()["paths"]["/tabel/trajecten-fase.csv"]["get"]["parameters"]
    }
    assert {"trajecten.peildatum", "trajecten.sectoren", "regio"} <= names


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("tabel/trajecten-fase.csv?peildatum=2025-10-31", "instelling 'peildatum'"),
        ("tabel/trajecten-fase.csv?trajecten.fase=zeven", "fase 'zeven'"),
        ("tabel/6.csv?trajecten.fase=afgerond", "instelling 'trajecten.fase'"),
    ],
)
def test_what_is_of_another_register_is_refused(client: httpx.Client, asked: str, words: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, words in " ".join(answer.json()["geweigerd"])) == (400, True)


def test_a_register_without_a_peiling_has_no_rows(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with at(example_store, monkeypatch) as client:
        for _, number in OTHERS:
            assert client.get(f"tabel/{number}.csv").status_code == 404
        told = index(client)["tabel/trajecten-fase"]
        assert (told["kolommen"], bool(told["nu_niet"])) == ([], True)


def test_a_concept_of_another_register_is_in_no_answer(
    filled_store: Store, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = copy(filled_store, store.folder)
    of_trajects = work.of(TRAJECTEN)
    newest = of_trajects.catalogue().latest()
    say(folder_of(of_trajects, newest.key), concept=True)
    with at(work, monkeypatch) as client:
        assert client.get("tabel/trajecten-fase.csv").headers["X-WIR-Peildatum"] < newest.peildatum.isoformat()
        asked = f"tabel/trajecten-fase.csv?trajecten.peildatum={newest.peildatum}"
        assert client.get(asked).status_code == 404


def test_any_property_across_any_other_has_an_address(client: httpx.Client, databases: dict[str, Database]) -> None:
    chosen = Selection(date(2020, 11, 1)).with_filter("concessiehouder", ["cz", "vgz"])
    table = build_table("kruis-status-concessiehouder", databases[HOME], chosen)
    given = client.get(address(table.number, "json", chosen)).json()["rijen"]
    assert [tuple(row.values()) for row in given] == [(row.label, *row.values) for row in table.rows]
    assert "tabel/kruis-status-concessiehouder" not in index(client)
