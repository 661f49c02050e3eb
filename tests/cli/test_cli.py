"""The command line as a person or script uses it: a process of its own, its output and its exit code."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.support.command_line import golden, in_dutch
from wir.store.store import Store
from wir.tables.build import TABLES

ROOT = Path(__file__).parent.parent.parent
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
    "gelijk_aan_rapport",
    "voorbeeldregister",
]


def wir(store: Store, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "WIR_OPSLAG": str(store.folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "wir", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("number", TABLES)
def test_each_table_as_text(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    """The goldens were read beside the report once; a change in one must be meant."""
    assert in_dutch(example_store, tmp_path, monkeypatch)("tabel", number).stdout == golden(f"tabel_{number}.txt")


def test_a_process_of_its_own_says_the_same(example_store: Store) -> None:
    assert wir(example_store, "tabel", "6").stdout == golden("tabel_6.txt")


def test_json_has_the_agreed_form(example_store: Store) -> None:
    table = json.loads(wir(example_store, "tabel", "6", "--formaat", "json").stdout)
    assert list(table) == KEYS
    assert table["kolommen"] == ["Projectstatus", "mrt-20", "okt-20"]
    assert table["rijen"][2] == ["Lopend", 237, 244]
    assert table["rijen"][-1] == ["Totaal", 268, 318]
    assert (table["peildatum"], table["versie"], table["vergelijk_peildatum"]) == ("2020-11-01", 1, "2020-03-01")
    assert table["gelijk_aan_rapport"] is True
    assert table["voorbeeldregister"] is True


def test_json_tells_nothing_from_zero(example_store: Store) -> None:
    table = json.loads(wir(example_store, "tabel", "6", "--peildatum", "okt-19", "--formaat", "json").stdout)
    assert table["kolommen"] == ["Projectstatus", "mrt-19", "okt-19"]
    assert {value for row in table["rijen"] for value in row[1:]} == {None}
    assert table["gelijk_aan_rapport"] is None


def test_csv_is_the_same_table_with_percentages_as_printed(example_store: Store) -> None:
    rows = list(csv.reader(io.StringIO(wir(example_store, "tabel", "7", "--formaat", "csv").stdout)))
    assert rows[0][:3] == ["Hoofdrubriek", "Start 2020", "Start in 2021"]
    assert rows[-2] == ["Technologie", "13", "2", "15", "13,3%", "31", "15,1%"]
    assert rows[-1] == ["Totaal", "83", "30", "113", "100,0%", "205", "100,0%"]


def test_filters_take_codes_and_labels_and_may_be_given_more_than_once(example_store: Store) -> None:
    asked = ("tabel", "6", "--formaat", "json")
    by_code = wir(example_store, *asked, "--thema", "technologie", "--regio", "TWE", "--regio", "ACH")
    by_label = wir(example_store, *asked, "--thema", "Technologie", "--regio", "Twente", "--regio", "achterhoek")
    assert by_code.stdout == by_label.stdout
    table = json.loads(by_code.stdout)
    assert "Achterhoek, Twente · Technologie" in table["onderschrift"]
    assert table["gelijk_aan_rapport"] is None


def test_table_12_for_any_theme(example_store: Store) -> None:
    table = json.loads(wir(example_store, "tabel", "12", "--thema", "anders-werken", "--formaat", "json").stdout)
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
def test_what_is_not_there_ends_with_2_and_says_what_there_is(
    example_store: Store, words: tuple[str, ...], said: str
) -> None:
    result = wir(example_store, *words)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_peilingen_are_listed(example_store: Store) -> None:
    listed = json.loads(wir(example_store, "peilingen", "--formaat", "json").stdout)
    assert [(p["peildatum"], p["label"], p["projecten"]) for p in listed] == [
        ("2019-03-01", "mrt-19", None),
        ("2019-10-01", "okt-19", None),
        ("2020-03-01", "mrt-20", 268),
        ("2020-11-01", "okt-20", 318),
    ]
    assert "318 projecten, 34 regio's" in wir(example_store, "peilingen").stdout


@pytest.mark.parametrize("command", [(), ("tabel",), ("peilingen",), ("voorbeeld",), ("dashboard",)])
def test_help_is_dutch(example_store: Store, command: tuple[str, ...]) -> None:
    said = wir(example_store, *command, "--help").stdout
    assert "Gebruik: python -m wir" in said
    assert "Toon deze uitleg." in said
    assert re.findall(r"Usage|Options|Show|default|TEXT|INTEGER|COMMAND|ARGS", said) == []


def test_mistakes_are_told_in_dutch(example_store: Store) -> None:
    assert "Er ontbreekt 'NUMMER'." in wir(example_store, "tabel").stderr
    assert "De opdracht 'tabellen' bestaat niet. Bedoelt u 'tabel'?" in wir(example_store, "tabellen").stderr
    assert "De optie '--x' bestaat niet." in wir(example_store, "tabel", "6", "--x").stderr


def test_the_dutch_catalogue_is_compiled_from_its_source() -> None:
    folder = ROOT / "wir" / "cli" / "taal" / "nl" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        written, made = (
            sorted((list(m.id), list(m.string)) for m in catalogue if m.id)
            for catalogue in (read_po(source), read_mo(compiled))
        )
    assert made == written
