"""python -m wir opmerking: add, change, list and take away."""

from pathlib import Path

import pytest

from tests.support.command_line import Wir, in_dutch
from wir.store.store import Store

BY = ("--door", "Jansen")


@pytest.fixture
def wir(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


def test_it_is_added_listed_shown_and_taken_away(wir: Wir) -> None:
    assert wir("opmerking", "okt-20").stdout == "Bij peiling 2020-11-01_v1 staan geen opmerkingen.\n"
    added = wir("opmerking", "okt-20", "--bij", "tabel 6", "--tekst", "Daling door herindeling.", *BY)
    assert added.stdout == (
        "Peiling 2020-11-01_v2 is gepubliceerd. Opmerking toegevoegd bij tabel 6. De cijfers zijn gelijk gebleven.\n"
    )
    assert wir("opmerking", "2020-11-01", "--bij", "Twente", "--tekst", "Nieuw.", *BY).exit_code == 0
    assert wir("opmerking", "okt-20").stdout == "Twente: Nieuw.\ntabel 6: Daling door herindeling.\n"
    assert "* Opmerking van WIR (okt-20): Daling door herindeling." in wir("tabel", "6").stdout
    assert wir("opmerking", "okt-20", "--bij", "6", "--weg", *BY).exit_code == 0
    assert wir("opmerking", "okt-20").stdout == "Twente: Nieuw.\n"
    assert wir("opmerking", "2020-11-01_v2").stdout == "tabel 6: Daling door herindeling.\n"
    assert "Opmerking van WIR" not in wir("tabel", "6").stdout


def test_as_a_concept_first(wir: Wir) -> None:
    made = wir("opmerking", "okt-20", "--bij", "6", "--tekst", "Daling.", "--concept", *BY)
    assert "2020-11-01_v2 is als concept gepubliceerd" in made.stdout
    assert wir("opmerking", "okt-20").stdout.startswith("Bij peiling 2020-11-01_v1 staan geen")
    assert wir("bevestig", "okt-20", *BY).exit_code == 0
    assert wir("opmerking", "okt-20").stdout == "tabel 6: Daling.\n"


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--bij", "tabel 9", "--tekst", "x", *BY), 2, "Een opmerking gaat over een tabel of een regio"),
        (("--bij", "6", "--tekst", "x"), 2, "Geef --door WIE"),
        (("--bij", "6", *BY), 2, "--tekst TEKST of --weg"),
        (("--bij", "6", "--tekst", "x", "--weg", *BY), 2, "--tekst TEKST of --weg"),
        (("--bij", "6", "--weg", *BY), 1, "Er is geen opmerking veranderd"),
        (("--bij", "6", "--tekst", "Bel j.jansen@example.nl", *BY), 1, "e-mailadres"),
    ],
)
def test_what_is_wrong_is_said(wir: Wir, words: tuple[str, ...], code: int, why: str) -> None:
    result = wir("opmerking", "okt-20", *words)
    assert (result.exit_code, wir.keys()[-1]) == (code, "2020-11-01_v1")
    assert why in result.stderr


def test_what_may_be_a_name_is_asked_after(wir: Wir) -> None:
    result = wir("opmerking", "okt-20", "--bij", "6", "--tekst", "Vraag het Jan de Vries.", *BY)
    assert result.exit_code == 0
    assert "Lijkt ‘Jan de Vries’" in result.stderr
