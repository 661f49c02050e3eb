"""Rows by address: the figures of the pages with a type each, and whoever may not read them gets none."""

import csv
import io
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pandas as pd
import pyarrow.parquet as pq
import pytest
import streamlit as st
import uvicorn
from starlette.applications import Starlette

from tests.support.damaged_stores import NEW, OLD, copy, folder_of, say
from tests.support.object_stores import free_port
from wir.database.database import Database
from wir.domain.declaration import PROJECTS, WIR
from wir.domain.selection import Selection
from wir.export.offered import offered
from wir.store.reading_keys import make_key, reading_keys, withdraw_key
from wir.store.store import Store
from wir.tables.build import EVERY, build_table
from wir.tables.courses import courses
from wir.ui.server import data
from wir.ui.server.turns import MOST_KNOWN, MOST_WAITING, TooBusy, Turns

OKT20 = Selection(date(2020, 11, 1), vergelijk_peildatum=date(2020, 3, 1))
CLOSED = {"auth": {}, "toegang": {"lezen": "aangemeld", "beheerders": ["a@voorbeeld.nl"]}}


@contextmanager
def at(store: Store, monkeypatch: pytest.MonkeyPatch, most: int = 10_000) -> Iterator[httpx.Client]:
    """The addresses over a store, served for real, below the path /wir."""
    monkeypatch.setenv("WIR_OPSLAG", store.home.address)
    monkeypatch.setattr(data, "PER_MINUTE", most)
    monkeypatch.setattr(data, "EVERY", 0.0)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=data.routes("/wir")), port=port, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/wir/data/", follow_redirects=True, timeout=30) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def client(example_store: Store) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patched, at(example_store, patched) as made:
        yield made


def records(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_three_forms_hold_the_figures_of_the_table(client: httpx.Client, database: Database) -> None:
    table = build_table("6", database, OKT20.with_filter("concessiehouder", ["vgz"]))
    expected = [row.values[-1] for row in table.rows]
    asked = "?peildatum=2020-11-01&concessiehouder=vgz"
    as_csv, as_json = client.get(f"tabel/6.csv{asked}"), client.get(f"tabel/6.json{asked}")
    assert [int(r["okt-20"]) for r in records(as_csv)] == expected
    said = as_json.json()
    assert [r["okt-20"] for r in said["rijen"]] == expected
    assert (said["peildatum"], said["versie"], said["voorbeeldregister"]) == ("2020-11-01", 1, True)
    assert said["aantal_rijen"] == len(expected)
    parquet = pq.read_table(io.BytesIO(client.get(f"tabel/6.parquet{asked}").content))
    assert parquet.column("okt-20").to_pylist() == expected
    assert str(parquet.schema.field("okt-20").type) == "int64"
    assert as_csv.headers["X-WIR-Peildatum"] == "2020-11-01"
    assert as_csv.headers["X-WIR-Versie"] == "1"
    assert as_csv.headers["X-WIR-Rijen"] == str(len(expected))
    assert as_csv.headers["X-WIR-Voorbeeldregister"] == "ja"
    assert as_csv.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_every_table_has_an_address_and_columns_that_are_explained(client: httpx.Client) -> None:
    for path, listed in index(client).items():
        if offered()[path].declared is not WIR:
            continue  # nothing of it is published here; tests/ui/test_data_of_registers.py has what fills it
        answer = client.get(f"{path}.json")
        assert answer.status_code == 200, answer.text
        told, given = listed["kolommen"], answer.json()["kolommen"]
        assert [(c["naam"], c["type"]) for c in told] == [(c["naam"], c["type"]) for c in given]
        assert all(c["betekenis"] and c["bron"] for c in told)
        if offered()[path].of_peiling:
            assert all(c["bron"].startswith("WIR-register, blad ") for c in told)


def test_everything_that_the_command_line_has_is_there() -> None:
    assert {f"tabel/{number}" for number in EVERY} | {"projecten", "regios", "tabel/voortgang"} <= set(offered())


def test_projects_are_those_of_the_page_with_dates_and_numbers(client: httpx.Client) -> None:
    answer = client.get("projecten.parquet?thema=technologie&status=lopend")
    rows = pq.read_table(io.BytesIO(answer.content)).to_pandas()
    assert set(rows["Thema"]) == {"Technologie"}
    assert set(rows["Status"]) == {"Lopend"}
    schema = pq.read_table(io.BytesIO(client.get("projecten.parquet").content)).schema
    assert str(schema.field("Start").type) == "date32[day]"
    assert str(schema.field("Organisaties").type) == "int64"
    nothing = pq.read_table(io.BytesIO(client.get("projecten.parquet?zoek=bestaatnergens").content))
    assert (nothing.num_rows, nothing.schema.types) == (0, schema.types)
    told = {c["naam"]: c["betekenis"] for c in index(client)["projecten"]["kolommen"]}
    assert told["Start"] == PROJECTS.field("startdatum").explanation


def index(client: httpx.Client) -> dict[str, Any]:
    return {each["naam"]: each for each in client.get("").json()["gegevens"]}


def test_regions_are_those_that_are_chosen(client: httpx.Client) -> None:
    rows = client.get("regios.json?concessiehouder=menzis").json()["rijen"]
    assert {r["Concessiehouder"] for r in rows} == {"Menzis"}
    assert len(client.get("regios.json").json()["rijen"]) == 34


def test_a_course_is_what_the_page_shows(client: httpx.Client, database: Database) -> None:
    chosen = OKT20.with_filter("concessiehouder", ["vgz"])
    rows = records(client.get("verloop/visie.csv?concessiehouder=vgz"))
    found = [c for c in courses(database, chosen, "visie") if c.chosen]
    names = ["mrt-19", "okt-19", "mrt-20", "okt-20"]
    assert [[r["Regio"], *(int(r[name]) for name in names)] for r in rows] == [
        [c.region.naam, *(s.phases["visie"] for s in c.scores)] for c in found
    ]
    assert all(r["Gereconstrueerd"] == "mrt-19, okt-19, mrt-20" for r in rows)


def test_the_long_form_keeps_its_columns_whatever_the_peildatum(client: httpx.Client, database: Database) -> None:
    now, then = (records(client.get(f"tabel/6.csv?vorm=lang&peildatum={day}")) for day in ("2020-11-01", "2020-03-01"))
    assert list(now[0]) == list(then[0])
    total = build_table("6", database, OKT20).total("status", ("totaal",))
    assert [float(r["Waarde"]) for r in now if r["Code"] == "totaal" and r["Kolomkop"] == "okt-20"] == [total]


def test_pandas_reads_an_address(client: httpx.Client) -> None:
    rows = pd.read_csv(io.BytesIO(client.get("tabel/6.csv").content))
    assert rows["okt-20"].dtype == "int64"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("tabel/6.csv?concessiehouder=vzg", 400, "concessiehouder 'vzg'"),
        ("tabel/6.csv?kleur=rood", 400, "instelling 'kleur'"),
        ("tabel/6.csv?vorm=rond", 400, "vorm 'rond' (er is: breed en lang)"),
        ("projecten.csv?vorm=lang", 400, "vorm 'lang'"),
        ("tabel/voortgang.csv?peildatum=2020-11-01", 400, "instelling 'peildatum' (deze tabel verandert niet)"),
        ("tabel/6.csv?peildatum=2020-12-01", 404, "Peildatum 2020-12-01 bestaat niet"),
        ("tabel/6.csv?peildatum=2020-11-01&versie=9", 404, "versie 9 bestaat niet"),
        ("tabel/66.csv", 404, "Er is geen tabel/66"),
        ("tabel/6.xlsx", 404, ".csv, .json, .parquet"),
        ("tabel/overgang-status.csv?peildatum=2020-11-01&vergelijk=geen", 400, "tweede peildatum"),
    ],
)
def test_what_does_not_exist_is_named_and_nothing_is_given(
    client: httpx.Client, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    said = answer.json()
    assert answer.status_code == status
    assert words in " ".join([said["fout"], *said.get("geweigerd", [])])
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_did_not_change_is_not_sent_again(three: Store, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    work = copy(three, store.folder)
    with at(work, monkeypatch) as client:
        first = client.get("tabel/6.csv")
        tag, when = first.headers["ETag"], first.headers["Last-Modified"]
        again = client.get("tabel/6.csv", headers={"If-None-Match": f'W/{tag}, "ander"'})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert client.get("tabel/6.csv", headers={"If-Modified-Since": when}).status_code == 304
        long_ago = format_datetime(datetime(2000, 1, 1, tzinfo=UTC), True)
        assert client.get("tabel/6.csv", headers={"If-Modified-Since": long_ago}).status_code == 200
        assert client.get("tabel/6.csv", headers={"If-Modified-Since": "gisteren"}).status_code == 200
        assert client.get("tabel/6.json").headers["ETag"] != tag
        work.withdraw(NEW, "wir", "fout")
        changed = client.get("tabel/6.csv", headers={"If-None-Match": tag})
        assert (changed.status_code, changed.headers["X-WIR-Versie"]) == (200, "1")
        pinned = client.get("tabel/6.csv?peildatum=2020-11-01&versie=2")
        assert pinned.headers["X-WIR-Versie"] == "2"


def test_concepts_are_in_no_answer(three: Store, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    work = copy(three, store.folder)
    say(folder_of(work), concept=True, voorganger=OLD)
    with at(work, monkeypatch) as client:
        assert client.get("tabel/6.csv").headers["X-WIR-Versie"] == "1"
        assert client.get("tabel/6.csv?peildatum=2020-11-01&versie=2").status_code == 404
        assert NEW not in client.get("").text


def test_the_index_is_a_page_for_a_person(client: httpx.Client) -> None:
    page = client.get("", headers={"Accept": "text/html"})
    assert page.headers["Content-Type"].startswith("text/html")
    for words in ('<html lang="nl">', "tabel/6.csv", PROJECTS.field("impact").explanation, "openapi.json"):
        assert words in page.text
    assert client.get(str(client.base_url).rstrip("/")).status_code == 200  # with the slash, so that its links work


def test_the_description_names_every_address_and_its_filters(client: httpx.Client) -> None:
    said = client.get("openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert set(said["paths"]) == {f"/{path}.{kind}" for path in offered() for kind in ("csv", "json", "parquet")}
    operations = [path["get"] for path in said["paths"].values()]
    assert len({o["operationId"] for o in operations}) == len(operations)
    names = {p["name"] for p in said["paths"]["/tabel/6.csv"]["get"]["parameters"]}
    assert {"peildatum", "concessiehouder", "thema", "vorm"} <= names
    assert client.get("tabel/6.csv?thema=technologie&vorm=lang").status_code == 200
    assert json.dumps(said)


class TestWhereReadingNeedsAnAccount:
    @pytest.fixture
    def closed(
        self, three: Store, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[tuple[httpx.Client, Store]]:
        work = copy(three, store.folder)
        monkeypatch.setattr(st, "secrets", SimpleNamespace(to_dict=lambda: CLOSED))
        with at(work, monkeypatch) as client:
            yield client, work

    @pytest.mark.parametrize("address", ["", "openapi.json", "tabel/6.csv", "bestaat-niet.csv"])
    def test_nobody_gets_anything_without_a_key(self, closed: tuple[httpx.Client, Store], address: str) -> None:
        client, _ = closed
        for headers in ({}, {"Authorization": "Bearer wir_nee"}, {"Authorization": "Basic nee"}):
            answer = client.get(address, headers=headers)
            assert answer.status_code == 401
            assert "leessleutel nodig" in answer.text
            assert answer.headers["WWW-Authenticate"].startswith("Basic ")

    def test_a_key_opens_until_it_is_withdrawn_and_only_its_hash_is_kept(
        self, closed: tuple[httpx.Client, Store]
    ) -> None:
        client, store = closed
        key = make_key(store, "Power BI van het zorgkantoor", "wir")
        assert key not in (store.root / "leessleutels.json").read_text()
        assert [k.naam for k in reading_keys(store)] == ["Power BI van het zorgkantoor"]
        ways: list[dict[str, Any]] = [
            {"headers": {"Authorization": f"Bearer {key}"}},
            {"auth": ("wie dan ook", key)},
            {"params": {"leessleutel": key}},
        ]
        assert [client.get("tabel/6.csv", **way).status_code for way in ways] == [200] * 3
        withdraw_key(store, "Power BI van het zorgkantoor")
        assert [client.get("tabel/6.csv", **way).status_code for way in ways] == [401] * 3

    def test_settings_that_nobody_understands_open_nothing(
        self, closed: tuple[httpx.Client, Store], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client, store = closed
        key = make_key(store, "excel", "wir")
        wrong = {"auth": {}, "toegang": {"lezen": "misschien"}}
        monkeypatch.setattr(st, "secrets", SimpleNamespace(to_dict=lambda: wrong))
        assert client.get("tabel/6.csv", headers={"Authorization": f"Bearer {key}"}).status_code == 503


def test_who_asks_too_often_waits_and_others_do_not(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with at(example_store, monkeypatch, most=3) as client:
        many = [client.get("tabel/6.csv").status_code for _ in range(4)]
        assert many == [200, 200, 200, 429]
        refused = client.get("tabel/6.csv")
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert "meer dan 3 vragen in een minuut" in refused.json()["fout"]
        assert client.get("tabel/6.csv", headers={"X-Forwarded-For": "10.0.0.2"}).status_code == 200
        assert client.get("tabel/6.csv", headers={"Authorization": "Bearer verzonnen"}).status_code == 429


def test_no_more_than_some_answers_are_made_at_once() -> None:
    turns = Turns(0, 0.05, 10)
    with turns.one("een"), pytest.raises(TooBusy, match="nu te druk"), turns.one("ander"):
        pass
    now = 0.0
    turns = Turns(0, 0.05, 1, lambda: now)
    with turns.one("een"):
        pass
    with pytest.raises(TooBusy), turns.one("een"):
        pass
    now = 61.0
    with turns.one("een"):
        pass


def test_answers_leave_pages_their_time() -> None:
    turns, begun = Turns(0.2, 5, 10), time.monotonic()

    def ask(who: str) -> None:
        with turns.one(who):
            pass

    with ThreadPoolExecutor(4) as programs:
        list(programs.map(ask, ["een", "een", "twee", "drie"]))
    assert time.monotonic() - begun >= 3 * 0.2


def test_who_waits_leaves_threads_for_what_else_is_asked() -> None:
    """200 at once kept every thread: /gezondheid answered after 35 seconds."""
    turns = Turns(0, 5, 10)

    def ask(who: str) -> None:
        with turns.one(who):
            pass

    with ThreadPoolExecutor(MOST_WAITING) as programs, turns.one("een"):
        waiting = [programs.submit(ask, str(number)) for number in range(MOST_WAITING - 1)]
        time.sleep(0.2)
        begun = time.monotonic()
        with pytest.raises(TooBusy):
            ask("laatste")
        assert time.monotonic() - begun < 1
        assert not any(one.done() for one in waiting)


def test_who_asked_longest_ago_is_forgotten_where_there_are_many() -> None:
    turns = Turns(0, 1, 10)
    for number in range(MOST_KNOWN + 5):
        with turns.one(str(number)):
            pass
    assert len(turns._asked) == MOST_KNOWN


def test_more_rows_than_an_answer_holds_are_refused(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "MOST_ROWS", 100)
    refused = client.get("projecten.csv?startjaar=2019&startjaar=2020&startjaar=2018")
    assert (refused.status_code, "Kies een filter" in refused.text) == (413, True)
    assert client.get("tabel/6.csv").status_code == 200
