"""python -m wir verschil, trek-in, zet-terug, sjabloon, exporteer and peilingen."""

import json
import re
from datetime import date
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from tests.support.command_line import CORRECTS, Wir, change, golden, in_dutch
from wir.cli import COMMANDS
from wir.domain.declaration import PROJECTS
from wir.store.store import Store

BY = ("--door", "Jansen")
WHY = (*BY, "--reden", "Verkeerd bestand")
NOTHING = {"nieuw": [], "verdwenen": [], "gewijzigd": []}
ABSENT = {"nieuw": None, "verdwenen": None, "gewijzigd": None, "ongewijzigd": None}


@pytest.fixture
def wir(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


@pytest.fixture
def corrected(wir: Wir, tmp_path: Path) -> Wir:
    """With a version 2 of okt-20: one project in the place of another, and values changed, cleared and added."""
    path = tmp_path / "okt-20.xlsx"
    wir("exporteer", "--peildatum", "okt-20", "--uit", path)
    cells: dict[tuple[str, str], object] = {
        ("Projecten", "A2"): "WIR-900",
        ("Projecten", "I3"): 12,
        ("Projecten", "G4"): date(2021, 2, 1),
        ("Projecten", "J5"): "Vroegtijdig gestopt",
        ("Projecten", "H6"): None,
        ("Projecten", "C7"): "Zeeland",
        ("Projecten", "E7"): None,
        ("Regio's", "D2"): 1,
    }
    said = ("--peildatum", "2020-11-01", *CORRECTS, *BY)
    assert wir("publiceer", change(path, cells), *said).exit_code == 0
    return wir


class TestVerschil:
    def test_in_words(self, corrected: Wir) -> None:
        assert corrected("verschil", "2020-11-01_v1", "okt-20").stdout == golden("verschil.txt")

    def test_as_json(self, corrected: Wir) -> None:
        result = corrected("verschil", "2020-11-01_v1", "01-11-2020", "--formaat", "json")
        assert result.stdout == golden("verschil.json")
        found = json.loads(result.stdout)
        assert list(found) == ["nieuw", "verdwenen", "gewijzigd", "ongewijzigd", "regios"]
        assert {tuple(c) for c in found["gewijzigd"]} == {("projectnummer", "veld", "oud", "nieuw")}
        assert list(found["regios"]) == ["nieuw", "verdwenen", "gewijzigd", "ongewijzigd"]
        assert {tuple(c) for c in found["regios"]["gewijzigd"]} == {("regio", "veld", "oud", "nieuw")}

    def test_a_peiling_without_projects_is_no_peiling_with_none(self, wir: Wir) -> None:
        found = wir.json("verschil", "okt-19", "okt-20")
        assert {name: found[name] for name in ABSENT} == ABSENT
        assert found["regios"]["ongewijzigd"] + len({c["regio"] for c in found["regios"]["gewijzigd"]}) == 34
        assert "Projecten: niet te vergelijken, want niet beide hebben" in wir("verschil", "okt-19", "okt-20").stdout

    def test_the_numbers_add_up(self, wir: Wir) -> None:
        found = wir.json("verschil", "mrt-20", "okt-20")
        changed = len({c["projectnummer"] for c in found["gewijzigd"]})
        assert len(found["nieuw"]) + changed + found["ongewijzigd"] == 318
        assert len(found["verdwenen"]) + changed + found["ongewijzigd"] == 268


class TestHistory:
    def test_withdrawn_and_put_back(self, corrected: Wir, tmp_path: Path) -> None:
        wir = corrected
        assert wir("trek-in", "okt-20", *WHY).stdout == (
            "Peiling 2020-11-01_v2 is ingetrokken; lezers zien nu versie 1.\n"
        )
        assert wir("trek-in", "01-11-2020", *WHY).stdout == (
            "Peiling 2020-11-01_v1 is ingetrokken; lezers zien deze peildatum nu niet.\n"
        )
        assert [p["ingetrokken"] for p in wir.json("peilingen")] == [False, False, False, True, True]
        assert wir("peilingen").stdout.count("(ingetrokken)") == 2
        assert wir("exporteer", "--peildatum", "okt-20", "--uit", tmp_path / "x.xlsx").exit_code == 2
        assert wir("zet-terug", "okt-20", *WHY).stdout == (
            "Peiling 2020-11-01_v2 is teruggezet; lezers zien nu versie 2.\n"
        )
        assert [(m.kind, m.door, m.reden) for m in wir.store.peilingen()[-1].marks] == [
            ("ingetrokken", "Jansen", "Verkeerd bestand"),
            ("teruggezet", "Jansen", "Verkeerd bestand"),
        ]

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (("zet-terug", "okt-20", *WHY), 1, "Peiling 2020-11-01_v1 is niet ingetrokken.\n"),
            (("bevestig", "2020-11-01_v1", *BY), 1, "Peiling 2020-11-01_v1 is geen concept.\n"),
            (("trek-in", "mei-21", *WHY), 2, "Peildatum 'mei-21' bestaat niet; er zijn: "),
            (("verschil", "mrt-20", "2020-11-01_v9"), 2, "Peildatum '2020-11-01_v9' bestaat niet; er zijn: "),
        ],
    )
    def test_what_cannot_be_says_why(self, wir: Wir, words: tuple[str, ...], code: int, said: str) -> None:
        before = wir.store.version()
        result = wir(*words)
        assert (result.exit_code, result.stdout) == (code, "")
        assert result.stderr.startswith(said)
        assert wir.store.version() == before

    @pytest.mark.parametrize("command", ["trek-in", "zet-terug"])
    def test_a_reason_is_asked(self, wir: Wir, command: str) -> None:
        assert "Er ontbreekt de optie '--reden'." in wir(command, "okt-20", *BY).stderr
        assert "'--reden': dit mag niet leeg zijn." in wir(command, "okt-20", *BY, "--reden", "").stderr


class TestFiles:
    @pytest.mark.parametrize("label", ["mrt-19", "okt-19", "mrt-20", "okt-20"])
    def test_what_is_exported_comes_back_without_a_difference(self, wir: Wir, tmp_path: Path, label: str) -> None:
        path = tmp_path / "register.xlsx"
        peiling = next(p for p in wir.store.peilingen() if p.label == label)
        exported = wir("exporteer", "--peildatum", label, "--uit", path)
        assert exported.stdout == f"{path}: register van {peiling.peildatum} ({label}), versie 1.\n"
        said = ("--peildatum", peiling.peildatum, *CORRECTS, *BY)
        assert wir("publiceer", path, *said).exit_code == 0
        found = wir.json("verschil", peiling.key, f"{peiling.peildatum}_v2")
        projects = ABSENT if peiling.rows(PROJECTS) is None else {**NOTHING, "ongewijzigd": peiling.rows(PROJECTS)}
        assert found == {**projects, "regios": {**NOTHING, "ongewijzigd": 34}}

    def test_the_latest_is_exported_unless_another_is_named(self, wir: Wir, tmp_path: Path) -> None:
        assert "2020-11-01 (okt-20)" in wir("exporteer", "--uit", tmp_path / "r.xlsx").stdout

    def test_the_template_is_an_empty_register(self, wir: Wir, tmp_path: Path) -> None:
        path = tmp_path / "leeg.xlsx"
        assert wir("sjabloon", "--uit", path).stdout == f"{path}\n"
        assert load_workbook(path)["Projecten"].max_row == 1
        assert wir.json("controleer", path)["fouten"] == 0
        refused = wir("publiceer", path, "--peildatum", "2021-05-01", "--door", "Jansen")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "geen enkele rij" in refused.stderr

    @pytest.mark.parametrize("command", ["sjabloon", "exporteer"])
    def test_a_target_that_cannot_be_is_named(self, wir: Wir, tmp_path: Path, command: str) -> None:
        target = tmp_path / "nee" / "r.xlsx"
        refused = wir(command, "--uit", target)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr == f"{target} is niet te lezen of te schrijven: de map of het bestand bestaat niet.\n"
        assert "kies een naam die eindigt op .xlsx" in wir(command, "--uit", tmp_path / "r.csv").stderr
        assert list(tmp_path.glob("r.*")) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_is_dutch_and_explains_every_option(wir: Wir, command: click.Command) -> None:
    said = wir(command.name, "--help").stdout
    assert said.startswith(f"Gebruik: python -m wir {command.name}")
    assert re.findall(r"Usage|Options|Show|default|required|TEXT|INTEGER|DATE|COMMAND|ARGS", said) == []
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


def test_what_each_command_does_fits_on_its_line(wir: Wir) -> None:
    said = wir("--help").stdout
    assert [c.name for c in COMMANDS if f"  {c.name} " not in said] == []
    assert "..." not in said
