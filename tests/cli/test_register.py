"""python -m wir controleer: results on stdout, refusals on stderr, and what the exit code says."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook

from tests.support.command_line import Wir, golden, in_dutch
from tests.support.registers import project, score, workbook
from wir.common.paths import EXAMPLE
from wir.domain.declaration import PROJECTS
from wir.domain.vocabulary import regions
from wir.store.store import Store

OKT_20 = EXAMPLE / "register_2020-11-01_okt-20.xlsx"
BEFORE_ALL = ("--peildatum", "2019-01-01")
MEI_21 = ("--peildatum", "2021-05-01", "--door", "Jansen")
FINDING = ["ernst", "blad", "cel", "kolom", "waarde", "melding", "suggestie", "zeker"]
GOOD = [project(), project(projectnummer="P2", projectnaam="Samen doen", aantal_organisaties=4)]


@pytest.fixture
def wir(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "goed.xlsx", GOOD, [score()])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A value that resembles another, one that does not, a number given twice, and a sheet of something else."""
    rows = [*GOOD, project(hoofdrubriek="Tegnologie"), project(projectnummer="P3", status="Bezig")]
    scores = [score(zorgkantoorregio=r.zorgkantoorregio, subregio=r.subregio) for r in regions().scored]
    book = load_workbook(workbook(tmp_path / "fout.xlsx", rows, scores))
    book.create_sheet("Notities")["A1"] = "Bellen met Twente"
    book.save(tmp_path / "fout.xlsx")
    return tmp_path / "fout.xlsx"


def as_csv(path: Path) -> Path:
    lines = [[f.header for f in PROJECTS.fields], *([r.get(f.header, "") for f in PROJECTS.fields] for r in GOOD)]
    path.write_text("\n".join(";".join(map(str, line)) for line in lines), encoding="cp1252")
    return path


def as_xls(path: Path) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("Projecten")
    for column, field in enumerate(PROJECTS.fields):
        for row, value in enumerate([field.header, *(r.get(field.header, "") for r in GOOD)]):
            page.write(row, column, value)
    book.save(str(path))
    return path


class TestControleer:
    def test_without_errors_ends_with_0(self, wir: Wir) -> None:
        result = wir("controleer", OKT_20)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "0 fouten, 20 waarschuwingen." in result.stdout

    def test_errors_end_with_1_and_are_told_with_their_cells(self, wir: Wir, faulty: Path) -> None:
        result = wir("controleer", faulty, *BEFORE_ALL)
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout == golden("controleer.txt")

    def test_json_is_all_there_is_on_stdout(self, wir: Wir, faulty: Path) -> None:
        result = wir("controleer", faulty, *BEFORE_ALL, "--formaat", "json")
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout == golden("controleer.json")
        report = json.loads(result.stdout)
        assert {"bestand", "bladen", "fouten", "waarschuwingen", "bevindingen"} <= report.keys()
        assert {name: sheet["rijen"] for name, sheet in report["bladen"].items()} == {"Projecten": 4, "Regio's": 34}
        assert {tuple(f) for f in report["bevindingen"]} == {tuple(FINDING)}
        assert report["fouten"] + report["waarschuwingen"] == len(report["bevindingen"])

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("kapot.xlsx", b"PK\x03\x04 niet echt", "kapot.xlsx: Het bestand is beschadigd."),
            ("leeg.csv", b"", "leeg.csv: Het bestand is leeg."),
            ("anders.csv", b"kleur;maat\nrood;4\n", "anders.csv heeft geen blad Projecten"),
        ],
    )
    def test_what_cannot_be_read_ends_with_2(
        self, wir: Wir, tmp_path: Path, name: str, content: bytes, said: str
    ) -> None:
        (tmp_path / name).write_bytes(content)
        result = wir("controleer", tmp_path / name, "--formaat", "json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(said)
        assert result.stderr.count("\n") == 1

    @pytest.mark.parametrize("make", [as_csv, as_xls])
    def test_other_kinds_of_file_are_read_too(self, wir: Wir, tmp_path: Path, make: Callable[[Path], Path]) -> None:
        path = make(tmp_path / f"register.{make.__name__[3:]}")
        assert wir("controleer", path, *BEFORE_ALL, "--opmerkingen", tmp_path / "uit.xlsx").exit_code == 0
        assert load_workbook(tmp_path / "uit.xlsx").sheetnames[0] == "Bevindingen"
        lost = ("--akkoord-verlies", "318")
        assert wir("publiceer", path, *MEI_21, *lost).exit_code == 0

    def test_the_peildatum_decides_what_lies_ahead_and_what_came_before(self, wir: Wir, tmp_path: Path) -> None:
        path = workbook(tmp_path / "r.xlsx", [project(aantal_organisaties=2, startdatum=date(2021, 1, 1))])
        ahead = "begint pas na de peildatum 01-06-2020"
        assert ahead in wir("controleer", path, "--peildatum", "01-06-2020").stdout
        assert "begint pas" not in wir("controleer", path, "--peildatum", "2021-05-01").stdout
        assert "begint pas" not in wir("controleer", path).stdout

    def test_it_looks_back_at_the_peiling_named_else_at_the_latest(self, wir: Wir) -> None:
        earlier = EXAMPLE / "register_2020-03-01_mrt-20.xlsx"
        assert "De fase daalt" in wir("controleer", earlier).stdout
        for words in (("--vergelijk", "mrt-20"), ("--vergelijk", "01-03-2020"), ("--vergelijk", "2020-03-01_v1")):
            assert "De fase daalt" not in wir("controleer", earlier, *words).stdout
        assert "De fase daalt" not in wir("controleer", earlier, "--peildatum", "2020-03-01").stdout

    def test_what_needs_an_earlier_peiling_is_named_where_there_is_none(self, wir: Wir) -> None:
        assert wir.json("controleer", OKT_20)["niet_nagekeken"] == []
        projects, regions = wir.json("controleer", OKT_20, *BEFORE_ALL)["niet_nagekeken"]
        assert "geen eerdere peiling met Projecten: een status die teruggaat" in projects
        assert "geen eerdere peiling met Regio's: een fase die daalt" in regions
        # okt-19 holds regions only
        assert wir.json("controleer", OKT_20, "--vergelijk", "okt-19")["niet_nagekeken"] == [projects]

    def test_a_header_is_explained_or_left_aside(self, wir: Wir, tmp_path: Path) -> None:
        path = as_csv(tmp_path / "r.csv")
        path.write_text(path.read_text("cp1252").replace("hoofdrubriek", "Ons = soort").replace("contact", "kleur"))
        assert "De verplichte kolom 'hoofdrubriek' ontbreekt." in wir("controleer", path).stdout
        said = ("--kolom", "ons = SOORT=Hoofdrubriek", "--kolom", "kleur=")
        assert wir.json("controleer", path, *BEFORE_ALL, *said)["fouten"] == 0
        lost = ("--akkoord-verlies", "318")
        assert wir("publiceer", path, *MEI_21, *said, *lost).exit_code == 0
        assert wir.store.peilingen()[-1].manifest.kolommen == {"onssoort": "thema", "kleur": ""}

    def test_the_file_comes_back_with_remarks(self, wir: Wir, faulty: Path, tmp_path: Path) -> None:
        target = tmp_path / "uit.xlsx"
        assert wir("controleer", faulty, "--opmerkingen", target).exit_code == 1
        book = load_workbook(target)
        assert book.sheetnames == ["Bevindingen", "Projecten", "Regio's", "Notities"]
        assert "Technologie" in book["Projecten"]["F4"].comment.text

    def test_of_several_files_each_comes_back_in_a_folder(self, wir: Wir, tmp_path: Path) -> None:
        terug = tmp_path / "terug"
        terug.mkdir()
        paths = []
        for place in ("een", "twee"):
            (tmp_path / place).mkdir()
            rows = [project(projectnummer=place, projectnaam=f"Proef {place}", status=f"Lopent {place}")]
            paths.append(workbook(tmp_path / place / "register.xlsx", rows))
        assert "is geen map" in wir("controleer", *paths, "--opmerkingen", tmp_path / "uit.xlsx").stderr
        assert wir("controleer", *paths, *BEFORE_ALL, "--opmerkingen", terug).exit_code == 1
        assert sorted(path.name for path in terug.iterdir()) == [
            "register (2)_opmerkingen.xlsx",
            "register_opmerkingen.xlsx",
        ]
        for name, place in (("register", "een"), ("register (2)", "twee")):
            book = load_workbook(terug / f"{name}_opmerkingen.xlsx")
            assert f"Lopent {place}" in book["Projecten"]["J2"].comment.text
            assert "Projecten" in str([[cell.value for cell in row] for row in book["Bevindingen"]])
        assert wir("controleer", paths[0], *BEFORE_ALL, "--opmerkingen", terug).exit_code == 1

    def test_a_workbook_with_macros_keeps_its_ending(self, wir: Wir, tmp_path: Path) -> None:
        path = workbook(tmp_path / "m.xlsm", GOOD)
        result = wir("controleer", path, *BEFORE_ALL, "--opmerkingen", tmp_path / "uit.xlsx")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "kies een naam die eindigt op .xlsm" in result.stderr
        assert wir("controleer", path, *BEFORE_ALL, "--opmerkingen", tmp_path / "uit.xlsm").exit_code == 0

    def test_the_file_itself_is_never_overwritten(self, wir: Wir, good: Path) -> None:
        before = good.read_bytes()
        assert "kies een andere naam" in wir("controleer", good, "--opmerkingen", good).stderr
        assert good.read_bytes() == before

    def test_a_part_holds_only_what_its_holder_delivers(self, wir: Wir, good: Path) -> None:
        assert wir("controleer", good, "--deellevering", "Menzis").exit_code == 0
        result = wir("controleer", good, "--deellevering", "VGZ", "--deellevering", "cz")
        assert result.exit_code == 1
        assert "Twente hoort bij Menzis; deze deellevering is van CZ, VGZ." in result.stdout

    def test_it_stores_nothing(self, wir: Wir, good: Path) -> None:
        before = wir.store.version()
        wir("controleer", good)
        assert wir.store.version() == before
