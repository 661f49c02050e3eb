"""The command line as a person or script uses it: its output and its exit code."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.support.command_line import Wir, golden, in_dutch_on
from wir.common.paths import ROOT
from wir.store.store import Store
from wir.tables.build import TABLES

KEYS = [
    "nummer",
    "titel",
    "peildatum",
    "versie",
    "vergelijk_peildatum",
    "onderschrift",
    "kolommen",
    "rijen",
    "voetnoten",
    "opmerkingen",
    "gelijk_aan_rapport",
    "voorbeeldregister",
]


@pytest.fixture
def wir(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch_on(example_store, monkeypatch)


@pytest.mark.parametrize("number", TABLES)
def test_each_table_as_text(wir: Wir, number: str) -> None:
    """The goldens were read beside the report once; a change in one must be meant."""
    assert wir("tabel", number).stdout == golden(f"tabel_{number}.txt")


def test_a_process_of_its_own_says_the_same(example_store: Store) -> None:
    environment = {**os.environ, "WIR_OPSLAG": str(example_store.folder), "PYTHONIOENCODING": "utf-8"}
    for words, said in ((["6"], golden("tabel_6.txt")), (["--help"], "Gebruik: python -m wir tabel")):
        command = [sys.executable, "-m", "wir", "tabel", *words]
        shown = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
        assert shown.stdout.startswith(said)


def test_json_has_the_agreed_form(wir: Wir) -> None:
    table = json.loads(wir("tabel", "6", "--formaat", "json").stdout)
    assert list(table) == KEYS
    assert table["kolommen"] == ["Projectstatus", "mrt-20", "okt-20"]
    assert table["rijen"][2] == ["Lopend", 237, 244]
    assert table["rijen"][-1] == ["Totaal", 268, 318]
    assert (table["peildatum"], table["versie"], table["vergelijk_peildatum"]) == ("2020-11-01", 1, "2020-03-01")
    assert table["gelijk_aan_rapport"] is True
    assert table["voorbeeldregister"] is True


def test_json_tells_nothing_from_zero(wir: Wir) -> None:
    table = json.loads(wir("tabel", "6", "--peildatum", "okt-19", "--formaat", "json").stdout)
    assert table["kolommen"] == ["Projectstatus", "mrt-19", "okt-19"]
    assert {value for row in table["rijen"] for value in row[1:]} == {None}
    assert table["gelijk_aan_rapport"] is None


def test_csv_is_the_same_table_with_percentages_as_printed(wir: Wir) -> None:
    rows = list(csv.reader(io.StringIO(wir("tabel", "7", "--formaat", "csv").stdout)))
    assert rows[0][:3] == ["Hoofdrubriek", "Start 2020", "Start in 2021"]
    assert rows[-2] == ["Technologie", "13", "2", "15", "13,3%", "31", "15,1%"]
    assert rows[-1] == ["Totaal", "83", "30", "113", "100,0%", "205", "100,0%"]


def test_filters_take_codes_and_labels_and_may_be_given_more_than_once(wir: Wir) -> None:
    asked = ("tabel", "6", "--formaat", "json")
    by_code = wir(*asked, "--thema", "technologie", "--regio", "TWE", "--regio", "ACH")
    by_label = wir(*asked, "--thema", "Technologie", "--regio", "Twente", "--regio", "achterhoek")
    assert by_code.stdout == by_label.stdout
    table = json.loads(by_code.stdout)
    assert "Achterhoek, Twente · Technologie" in table["onderschrift"]
    assert table["gelijk_aan_rapport"] is None


def test_table_12_for_any_theme(wir: Wir) -> None:
    table = json.loads(wir("tabel", "12", "--thema", "anders-werken", "--formaat", "json").stdout)
    assert table["titel"].startswith("Anders werken")
    assert [(row[0], row[3]) for row in table["rijen"] if row[1] == "Totaal"] == [
        ("Mate van impact", 15),
        ("Delen van resultaten", 15),
        ("Analyse opschaalbaarheid", 15),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tabel", "9"), "er zijn: 1, 2, 3"),
        (("tabel", "6", "--thema", "tuinieren"), "Technologie"),
        (("tabel", "6", "--regio", "Atlantis"), "Twente (TWE)"),
        (("tabel", "6", "--concessiehouder", "DSW"), "Menzis"),
        (("tabel", "6", "--peildatum", "2022-01-01"), "2020-11-01 (okt-20)"),
        (("tabel", "6", "--vergelijk", "straks"), "2020-11-01 (okt-20)"),
        (("tabel", "6", "--formaat", "pdf"), "tekst"),
        (("tabellen",), "tabellen"),
    ],
)
def test_what_is_not_there_ends_with_2_and_says_what_there_is(wir: Wir, words: tuple[str, ...], said: str) -> None:
    result = wir(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_peilingen_are_listed(wir: Wir) -> None:
    listed = json.loads(wir("peilingen", "--formaat", "json").stdout)
    assert [(p["peildatum"], p["label"], p["projecten"]) for p in listed] == [
        ("2019-03-01", "mrt-19", None),
        ("2019-10-01", "okt-19", None),
        ("2020-03-01", "mrt-20", 268),
        ("2020-11-01", "okt-20", 318),
    ]
    assert "318 projecten, 34 regio's" in wir("peilingen").stdout


@pytest.mark.parametrize("command", [(), ("tabel",), ("peilingen",), ("voorbeeld",), ("dashboard",)])
def test_help_is_dutch(wir: Wir, command: tuple[str, ...]) -> None:
    said = wir(*command, "--help").stdout
    assert "Gebruik: python -m wir" in said
    assert "Toon deze uitleg." in said
    assert re.findall(r"Usage|Options|Show|default|TEXT|INTEGER|COMMAND|ARGS", said) == []


def test_mistakes_are_told_in_dutch(wir: Wir) -> None:
    assert "Er ontbreekt 'NUMMER'." in wir("tabel").stderr
    assert "De opdracht 'tabellen' bestaat niet. Bedoelt u 'tabel'?" in wir("tabellen").stderr
    assert "De optie '--x' bestaat niet." in wir("tabel", "6", "--x").stderr


def test_the_dutch_catalogue_is_compiled_from_its_source() -> None:
    folder = ROOT / "wir" / "cli" / "taal" / "nl" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        written, made = (
            sorted((list(m.id), list(m.string)) for m in catalogue if m.id)
            for catalogue in (read_po(source), read_mo(compiled))
        )
    assert made == written


def test_any_two_properties(wir: Wir) -> None:
    told = wir.json("tabel", "kruis", "--rijen", "thema", "--kolommen", "status", "--concessiehouder", "vgz")
    assert told["nummer"] == "kruis-thema-status"
    assert told["rijen"][-1][-1] == 76
    shares = wir(
        "tabel", "kruis", "--rijen", "thema", "--kolommen", "status", "--als", "rij", "--formaat", "csv"
    ).stdout
    assert list(csv.reader(io.StringIO(shares)))[-2] == ["Technologie", "0,0%", "15,2%", "80,4%", "4,3%", "0,0%", "46"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kruis"], "Geef bij tabel kruis --rijen en --kolommen"),
        (["kruis", "--rijen", "thema", "--kolommen", "visie"], "geen twee kenmerken van hetzelfde"),
        (["kruis", "--rijen", "thema", "--kolommen", "thema"], "geen twee kenmerken van hetzelfde"),
        (["6", "--rijen", "thema"], "horen bij tabel kruis"),
    ],
)
def test_what_cannot_be_crossed_says_what_can(wir: Wir, words: list[str], said: str) -> None:
    result = wir("tabel", *words)
    assert (result.exit_code, said in result.stderr) == (2, True)
