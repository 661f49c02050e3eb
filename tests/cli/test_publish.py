"""python -m wir publiceer, and python -m wir as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import CORRECTS, Wir, in_dutch
from tests.support.registers import project, score, workbook
from wir.cli import register as commands
from wir.common.paths import EXAMPLE, ROOT
from wir.store.delivery import Choices, Examined, File, examine
from wir.store.store import Store

OKT_20 = EXAMPLE / "register_2020-11-01_okt-20.xlsx"
MEI_21 = ("--peildatum", "2021-05-01", "--door", "Jansen")
# What a register of one project and one regio leaves of the example.
LOSS = ("--akkoord-verlies", "351")
NOV_20 = ("--peildatum", "01-11-2020", "--door", "Jansen")


@pytest.fixture
def wir(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return workbook(tmp_path / "fout.xlsx", [project(hoofdrubriek="Tegnologie")])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "goed.xlsx", [project()], [score()])


def real(folder: Path, *words: object, **pipes: int) -> "subprocess.Popen[str]":
    environment = {**os.environ, "WIR_OPSLAG": str(folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "wir", *map(str, words)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, encoding="utf-8", stderr=subprocess.PIPE, **pipes
    )


class TestPubliceer:
    def test_says_what_changes_and_what_it_published(self, wir: Wir) -> None:
        result = wir("publiceer", OKT_20, *MEI_21, "--label", "voorjaar", "--toelichting", "Nog zonder Twente.")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.splitlines() == [
            "Projecten: 0 nieuw, 0 verdwenen, 0 gewijzigd, 318 ongewijzigd (318 → 318)",
            "Regio's: 0 nieuw, 0 verdwenen, 0 gewijzigd, 34 ongewijzigd (34 → 34)",
            "20 waarschuwingen; bekijk ze met controleer.",
            "Let op: precies dit was al gepubliceerd als 2020-11-01_v1.",
            "Peiling 2021-05-01_v1 (voorjaar) is gepubliceerd.",
        ]
        said = wir.store.peilingen()[-1].manifest
        assert (said.door, said.label, said.toelichting) == ("Jansen", "voorjaar", "Nog zonder Twente.")
        assert said.bestand == OKT_20.name

    def test_the_label_follows_from_the_peildatum(self, wir: Wir, good: Path) -> None:
        assert "(mei-21)" in wir("publiceer", good, *MEI_21, *LOSS).stdout

    def test_with_errors_nothing_is_stored_and_the_findings_are_told(self, wir: Wir, faulty: Path) -> None:
        before = wir.store.version()
        result = wir("publiceer", faulty, *MEI_21)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "- fout: Projecten!F2 (hoofdrubriek): " in result.stderr
        assert "Bedoelt u 'Technologie'?" in result.stderr
        assert result.stderr.endswith("Er is niets opgeslagen.\n")
        assert wir.store.version() == before

    def test_a_peildatum_that_is_there_asks_for_a_correction(self, wir: Wir) -> None:
        before = wir.store.version()
        result = wir("publiceer", OKT_20, *NOV_20)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Van 1 november 2020 is er al een peiling (okt-20, versie 1)." in result.stderr
        assert "(--correctie)" in result.stderr
        without_a_reason = wir("publiceer", OKT_20, *NOV_20, "--correctie")
        assert "(--toelichting TEKST)" in without_a_reason.stderr
        assert wir.store.version() == before
        assert "2020-11-01_v2 (okt-20)" in wir("publiceer", OKT_20, *NOV_20, *CORRECTS).stdout

    def test_what_is_wrong_is_told_before_what_it_corrects(self, wir: Wir, faulty: Path) -> None:
        result = wir("publiceer", faulty, *NOV_20)
        assert "Projecten!F2 (hoofdrubriek)" in result.stderr
        assert "er al een peiling" not in result.stderr

    def test_a_correction_asks_for_something_to_correct(self, wir: Wir, good: Path) -> None:
        result = wir("publiceer", good, *MEI_21, *CORRECTS)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "er is niets te corrigeren" in result.stderr

    def test_who_publishes_second_is_told_what_the_first_did(
        self, wir: Wir, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def overtaken(file: File, choices: Choices, store: Store) -> Examined:
            found = examine(file, choices, store)
            store.withdraw("2020-11-01_v1", "De Vries", "te vroeg")
            return found

        monkeypatch.setattr(commands, "examine", overtaken)
        result = wir("publiceer", good, *MEI_21, *LOSS)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Intussen heeft De Vries peiling 2020-11-01_v1 ingetrokken." in result.stderr
        assert len(wir.keys()) == 4

    def test_a_sheet_that_is_missing_is_carried_over_unless_told_otherwise(self, wir: Wir, tmp_path: Path) -> None:
        only_projects = workbook(tmp_path / "r.xlsx", [project()])
        projects = ("--akkoord-verlies", "318")
        without = wir("publiceer", only_projects, *MEI_21, "--niet-overnemen", *projects).stdout
        assert "Regio's: niet te vergelijken" in without
        assert "Let op: Regio's ontbreekt in het bestand en is in deze peiling niet geregistreerd." in without
        taken_over = wir("publiceer", only_projects, *NOV_20, *CORRECTS, *projects).stdout
        assert "34 ongewijzigd (34 → 34)" in taken_over
        assert "Regio's ontbreekt in het bestand en blijft zoals in 2020-11-01_v1." in taken_over

    def test_a_part_leaves_what_others_delivered(self, wir: Wir, good: Path) -> None:
        refused = wir("publiceer", good, *MEI_21).stderr
        assert "318 van de 318 projecten verdwijnen" in refused
        assert "of is het een deellevering: --deellevering 'Menzis')" in refused
        assert "noem dan --deellevering." in wir("publiceer", good, *MEI_21, *LOSS).stdout
        result = wir("publiceer", good, *MEI_21, *CORRECTS, "--deellevering", "Menzis")
        assert "noem dan" not in result.stdout
        assert wir.store.peilingen()[-1].manifest.deellevering == ("menzis",)

    def test_the_first_peiling_has_nothing_before_it(self, wir: Wir, good: Path) -> None:
        result = wir("publiceer", good, "--peildatum", "2018-05-01", "--door", "Jansen")
        assert result.stdout.startswith("Er is geen eerdere peiling om mee te vergelijken.\n")

    def test_a_concept_is_not_for_readers_until_it_is_confirmed(self, wir: Wir, good: Path) -> None:
        assert "als concept gepubliceerd" in wir("publiceer", good, *MEI_21, "--concept", *LOSS).stdout
        assert wir.json("peilingen")[-1]["stand"] == "concept"
        result = wir("bevestig", "mei-21", "--door", "De Vries")
        assert result.stdout == "Peiling 2021-05-01_v1 is definitief; lezers zien nu versie 1.\n"
        again = wir("bevestig", "mei-21", "--door", "De Vries")
        assert (again.exit_code, again.stderr) == (1, "Peiling 2021-05-01_v1 is geen concept.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("controleer", "nee.xlsx"), "het bestand 'nee.xlsx' bestaat niet."),
        (("controleer", "/tmp"), "'/tmp' is een map en geen bestand."),
        (("controleer", OKT_20, "--peildatum", "31-02-2021"), "'31-02-2021' is geen datum; schrijf 2021-05-01"),
        (("controleer", OKT_20, "--vergelijk", "mei-21"), "er zijn: 2019-03-01 (mrt-19)"),
        (("controleer", OKT_20, "--kolom", "kleur"), "moet KOP=VELD zijn; velden: projectnummer"),
        (("controleer", OKT_20, "--kolom", "status=kleur"), "moet KOP=VELD zijn; velden: projectnummer"),
        (("controleer", OKT_20, "--kolom", "kleur=status"), "de kop 'kleur' staat niet in het bestand."),
        (("controleer", OKT_20, "--deellevering", "DSW"), "Onbekende waarde 'DSW' voor concessiehouder"),
        (("controleer", OKT_20, "--opmerkingen", "/nee/uit.xlsx"), "/nee/uit.xlsx is niet te lezen of te schrijven: "),
        (("controleer", OKT_20, "--opmerkingen", "uit.csv"), "kies een naam die eindigt op .xlsx."),
        (("publiceer", OKT_20), "Er ontbreekt de optie '--peildatum'."),
        (("publiceer", OKT_20, "--peildatum", "2021-05-01", "--door", " "), "dit mag niet leeg zijn."),
        (("publiceer", OKT_20, *MEI_21, "--correctie=ja"), "Achter de optie '--correctie' hoort geen waarde."),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_one_dutch_sentence(wir: Wir, words: tuple[object, ...], said: str) -> None:
    result = wir(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr.splitlines()[-1]
    assert len(wir.keys()) == 4


def test_a_real_process_says_and_ends_the_same(wir: Wir, faulty: Path) -> None:
    process = real(wir.store.folder, "publiceer", faulty, *MEI_21, stdout=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert "Bedoelt u 'Technologie'?" in err


def test_who_stops_reading_is_not_told_that_the_store_is_broken(wir: Wir) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = real(wir.store.folder, "verschil", "mrt-20", "okt-20", stdout=writing)
    os.close(writing)
    assert process.communicate()[1] == ""


def test_a_store_that_cannot_be_used_is_named() -> None:
    process = real(Path("/dev/null/opslag"), "peilingen", stdout=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, out) == (2, "")
    assert err == "/dev/null/opslag is niet te lezen of te schrijven: een deel van dit pad is geen map.\n"
