"""A register too large for remarks in its cells: the list alone, or a sentence."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.registers import project, score, workbook
from wir.common.errors import UnreadableRegister
from wir.common.numbers import count
from wir.register.check.findings import Finding
from wir.register.write import annotating
from wir.register.write.annotating import MOST_WORK, OF_A_FINDING, ONLY_LIST, annotate_apart
from wir.register.write.remarks import HEADER_ROW, REMARK_HEADERS, TITLE, annotate

WARNING = Finding("waarschuwing", "Projecten", "B2", "projectnaam", "=1+1", "Komt vaker voor.")
ERROR = Finding("fout", "Projecten", "J2", "status", "Lopent", "Geen bekende status.", "Lopend")
TOO_MANY = [WARNING] * (MOST_WORK // OF_A_FINDING) + [ERROR]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return workbook(tmp_path / "register.xlsx", [project(status="Lopent")])


def listed(content: bytes) -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    assert book.sheetnames == [TITLE]
    return list(book[TITLE].iter_rows(values_only=True))


@pytest.mark.full
def test_a_large_register_gives_the_list_of_all_findings(register: Path) -> None:
    rows = listed(annotate_apart(register, TOO_MANY))
    said = f"1 fout, {count(len(TOO_MANY) - 1)} waarschuwingen in register.xlsx"
    assert [rows[1][0], rows[2][0], rows[HEADER_ROW - 1]] == [said, ONLY_LIST, REMARK_HEADERS]
    assert rows[HEADER_ROW] == ("fout", "Projecten", "J2", "status", "Lopent", "Geen bekende status.", "Lopend")
    assert len(rows) == HEADER_ROW + len(TOO_MANY)
    assert rows[-1][4] == "=1+1"


def test_many_cells_make_it_large_too(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("projectnummer;projectnaam\n" + "P1;Samen leren\n" * (MOST_WORK // 10) + ";;;;;;;;;x\n" * 32_000)
    assert listed(annotate_apart(path, [ERROR]))[2][0] == ONLY_LIST


def test_a_large_xlsm_is_refused_for_a_list_is_none(register: Path) -> None:
    path = register.rename(register.with_suffix(".xlsm"))
    with pytest.raises(UnreadableRegister, match="te groot om er opmerkingen in te zetten; sla het op"):
        annotate_apart(path, TOO_MANY)


@pytest.mark.full
def test_a_longer_list_is_cut_and_says_so(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "MOST_LISTED", len(TOO_MANY) - 1)
    rows = listed(annotate_apart(register, TOO_MANY))
    assert rows[1][0] == f"1 fout, {count(len(TOO_MANY) - 1)} waarschuwingen in register.xlsx"
    assert rows[2][0] == f"{ONLY_LIST} Alleen de eerste {count(len(TOO_MANY) - 1)} staan erin."
    assert (len(rows), rows[HEADER_ROW][0]) == (HEADER_ROW + len(TOO_MANY) - 1, "fout")


def test_a_comment_names_what_differs_once(tmp_path: Path) -> None:
    """Thirty regions that are absent are one line at the header of their column."""
    path = workbook(tmp_path / "r.xlsx", scores=[score()])
    absent = [
        Finding("waarschuwing", "Regio's", "A1", "zorgkantoorregio", n, "Ontbreekt.") for n in ("Zeeland", "Gooi")
    ]
    book = load_workbook(io.BytesIO(annotate(path, absent)))
    assert book["Regio's"]["A1"].comment.text == "Ontbreekt. (Zeeland, Gooi)"
    assert book["Bevindingen"].max_row == 6
