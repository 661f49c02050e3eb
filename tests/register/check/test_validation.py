"""Reading and checking a register: a wrong value names its sheet, its cell and what was expected."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.support.registers import project, read_register, read_workbook, score, workbook
from wir.common.errors import RegisterRejected, UnreadableRegister
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.register_rows import Register
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.check.validation import check
from wir.store.publishing import publish_workbook
from wir.store.store import Store


def findings(path: Path) -> list[Finding]:
    return list(check(read_workbook(path).sheets, Background(vocabulary(), regions())).errors)


def register(path: Path) -> Register:
    return read_register(path, vocabulary(), regions())


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        ({"hoofdrubriek": "Tegnologie"}, "F2", "Technologie"),
        ({"hoofdrubriek": None}, "F2", "verplicht"),
        ({"projectnaam": "  "}, "B2", "verplicht"),
        ({"status": "Bezig"}, "J2", "kies uit"),
        ({"zorgkantoorregio": "Twentte"}, "C2", "Twente"),
        ({"zorgkantoorregio": "Arnhem", "subregio": "Achterhoke"}, "D2", "Achterhoek"),
        ({"concessiehouder": "VGZ"}, "E2", "hoort bij Menzis"),
        ({"startdatum": "volgend jaar"}, "G2", "geen datum"),
        ({"startdatum": date(2020, 5, 1), "einddatum": date(2020, 4, 1)}, "H2", "voor de startdatum"),
        ({"aantal_organisaties": 4.5}, "I2", "geen heel aantal"),
        ({"aantal_organisaties": -3}, "I2", "geen heel aantal"),
        ({"aantal_organisaties": 0}, "I2", "geen heel aantal"),
        ({"aantal_organisaties": 99999999999}, "I2", "tot en met 9999"),
        ({"gereconstrueerd": "nee"}, "Q2", "geen kolom van dit blad"),
        ({"impact": "enorm"}, "K2", "kies uit"),
        ({"projectnaam": "#N/B"}, "B2", "Excel-fout"),
        ({"omschrijving": "a" * 5000}, "N2", "ten hoogste"),
    ],
)
def test_a_wrong_value_is_found_in_its_cell(tmp_path: Path, changes: dict[str, object], cell: str, words: str) -> None:
    (found,) = findings(workbook(tmp_path / "register.xlsx", [project(**changes)]))
    assert (found.sheet, found.cell) == ("Projecten", cell)
    assert words in str(found)


@pytest.mark.parametrize(
    ("changes", "cell"),
    [({"afspraken": 5}, "D2"), ({"visie": 0}, "F2"), ({"dynamiek": "hoog"}, "E2"), ({"afspraken": 2.5}, "D2")],
)
def test_a_phase_stays_on_its_scale(tmp_path: Path, changes: dict[str, object], cell: str) -> None:
    (found,) = findings(workbook(tmp_path / "register.xlsx", scores=[score(**changes)]))
    assert (found.sheet, found.cell) == ("Regio's", cell)


def test_a_score_belongs_to_one_regio(tmp_path: Path) -> None:
    (found,) = findings(workbook(tmp_path / "register.xlsx", scores=[score(zorgkantoorregio="Nijmegen")]))
    assert found.cell == "B2"
    assert "Rivierenland" in found.message


def test_a_number_occurs_once(tmp_path: Path) -> None:
    both = findings(workbook(tmp_path / "register.xlsx", [project(), project(projectnaam="Ander")]))
    assert [f.cell for f in both] == ["A2", "A3"]
    assert "A3" in both[0].message
    assert "A2" in both[1].message
    assert [f.cell for f in findings(workbook(tmp_path / "regios.xlsx", scores=[score(), score()]))] == ["A2", "A3"]


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    rows = [project(status="?", impact="?"), project(projectnummer="P2", hoofdrubriek="?")]
    path = workbook(tmp_path / "register.xlsx", rows)
    assert [f.cell for f in findings(path)] == ["J2", "K2", "F3"]


def test_a_missing_required_column_is_named(tmp_path: Path) -> None:
    (found,) = findings(workbook(tmp_path / "register.xlsx", [project()], leave_out=["hoofdrubriek"]))
    assert "hoofdrubriek" in found.message
    assert (
        register(workbook(tmp_path / "goed.xlsx", [project()], leave_out=["impact", "contact"])).of(PROJECTS)
        is not None
    )


def test_nothing_is_stored_when_something_is_wrong(tmp_path: Path, store: Store) -> None:
    path = workbook(tmp_path / "register.xlsx", [project(), project(projectnummer="P2", status="?")])
    with pytest.raises(RegisterRejected, match=r"Projecten!J3"):
        publish_workbook(store, path, date(2021, 5, 1), door="test")
    assert store.peilingen() == ()


def test_empty_is_unknown_and_not_zero(tmp_path: Path) -> None:
    rows = register(workbook(tmp_path / "register.xlsx", [project()], [score(visie=None)]))
    assert rows.of(PROJECTS) is not None
    assert rows.of(REGIONS) is not None
    assert rows.of(PROJECTS)[0]["impact"] == "onbekend"
    assert rows.of(PROJECTS)[0]["aantal_organisaties"] is None
    assert rows.of(REGIONS)[0]["visie"] is None


@pytest.mark.parametrize("given", ["lopend", "LOPEND ", "Lopend", "loopt"])
def test_labels_match_in_any_spelling(tmp_path: Path, given: str) -> None:
    rows = register(workbook(tmp_path / "register.xlsx", [project(status=given)])).of(PROJECTS)
    assert rows is not None
    assert rows[0]["status"] == "lopend"


@pytest.mark.parametrize("given", [3, 3.0, "3", "Fase 3", "Fase 3: Plan van aanpak", "plan van aanpak"])
def test_a_phase_in_any_form(tmp_path: Path, given: object) -> None:
    rows = register(workbook(tmp_path / "register.xlsx", scores=[score(afspraken=given)])).of(REGIONS)
    assert rows is not None
    assert rows[0]["afspraken"] == 3


@pytest.mark.parametrize("given", [date(2020, 3, 9), "09-03-2020", "2020-03-09"])
def test_a_date_in_any_form(tmp_path: Path, given: object) -> None:
    rows = register(workbook(tmp_path / "register.xlsx", [project(startdatum=given)])).of(PROJECTS)
    assert rows is not None
    assert rows[0]["startdatum"] == date(2020, 3, 9)


def test_a_blank_subregio_is_the_whole_region_or_the_part_that_has_no_name(tmp_path: Path) -> None:
    whole = project(zorgkantoorregio="Arnhem")
    part = project(projectnummer="P2", zorgkantoorregio="Rotterdam", concessiehouder=None)
    rows = register(workbook(tmp_path / "register.xlsx", [whole, part])).of(PROJECTS)
    assert rows is not None
    assert [r["regio"] for r in rows] == ["ARN-ALLE", "ROT"]
    assert rows[1]["concessiehouder"] == "zilveren-kruis"


def test_what_is_no_register_is_refused_with_a_sentence(tmp_path: Path) -> None:
    text = tmp_path / "brief.xlsx"
    text.write_text("geen werkmap")
    with pytest.raises(UnreadableRegister, match="geen leesbare Excel-werkmap"):
        read_workbook(text)
    empty = workbook(tmp_path / "ander.xlsx", [])
    assert read_workbook(empty).sheets[0].rows == ()


def test_what_stands_twice_is_named_and_never_overwritten(tmp_path: Path) -> None:
    path = workbook(tmp_path / "dubbel.xlsx", [project()])
    book = openpyxl.load_workbook(path)
    book["Projecten"]["R1"] = "Status"
    book.save(path)
    (found,) = findings(path)
    assert (found.cell, found.column) == ("R1", "status")
    book.copy_worksheet(book["Projecten"]).title = "Project"
    book.save(path)
    with pytest.raises(UnreadableRegister, match="Projecten en Project"):
        read_workbook(path)


def test_a_name_may_begin_with_a_hash(tmp_path: Path) -> None:
    rows = register(workbook(tmp_path / "register.xlsx", [project(projectnaam="#samen")])).of(PROJECTS)
    assert rows is not None
    assert rows[0]["projectnaam"] == "#samen"
