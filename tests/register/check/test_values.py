"""The values of cells in every spelling that people use, and the ones that are refused and never resized."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support import sheets
from tests.support.registers import project, read_workbook, score, workbook
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.check.validation import check


def checked(path: Path) -> tuple[list[dict[str, object]], list[Finding]]:
    """The good rows of the one sheet of a file, and the errors."""
    found = check(read_workbook(path).sheets, Background(vocabulary(), regions()))
    (rows,) = found.register.by_sheet.values()
    return [dict(r) for r in rows], list(found.errors)


def projects(folder: Path, header: str, values: Sequence[object]) -> tuple[list[object], list[Finding]]:
    """What a column of projects gives: its good values, and the errors."""
    rows = [project(projectnummer=f"P{n}", **{header: value}) for n, value in enumerate(values)]
    good, errors = checked(workbook(folder / "register.xlsx", rows))
    return [row[header.replace("hoofdrubriek", "thema")] for row in good], errors


def scores(folder: Path, field: str, values: Sequence[object]) -> tuple[list[object], list[Finding]]:
    """The same of regions."""
    places = [{"zorgkantoorregio": r.zorgkantoorregio, "subregio": r.subregio} for r in regions().scored]
    rows = [score(**place, **{field: value}) for place, value in zip(places, values, strict=False)]
    good, errors = checked(workbook(folder / "register.xlsx", scores=rows))
    return [row[field] for row in good], errors


def test_labels_match_in_any_spelling(tmp_path: Path) -> None:
    themes = [
        "Efficiënt werken",
        "efficient WERKEN",
        "Efficie\u0308nt  werken.",
        "efficiënt-werken",
        "Efficiënt\nwerken",
    ]
    assert projects(tmp_path, "hoofdrubriek", themes) == (["efficient-werken"] * 5, [])
    states = ["Afgerond, succesvol", "afgerond succesvol", "Afgerond en succesvol verlopen ", "SUCCESVOL"]
    assert projects(tmp_path, "status", states) == (["succesvol"] * 4, [])


def test_every_term_is_known_by_its_own_label() -> None:
    terms = vocabulary().all_terms
    assert [t for t in terms if any(vocabulary().find(t.lijst, s) is not t for s in (t.code, t.label, t.printed))] == []


def test_a_phase_in_any_form(tmp_path: Path) -> None:
    values = [4, 4.0, "4", " 4 ", "Fase 4", "fase4", "Fase 4: Implementatiefase", "Implementatiefase"]
    values += ["4. Implementatiefase", "4 - implementatiefase", "FASE 4 IMPLEMENTATIEFASE"]
    assert scores(tmp_path, "afspraken", values) == ([4] * len(values), [])


def test_what_is_no_phase_is_never_made_one(tmp_path: Path) -> None:
    values = [-3, "-3", "0,3", ".3", 0.3, "3/4", "<3", "3?", "(3)", 30, "Fase 3: Implementatiefase", True, "9" * 5000]
    good, errors = scores(tmp_path, "afspraken", values)
    assert (good, len(errors)) == ([], len(values))


def test_a_date_in_any_form(tmp_path: Path) -> None:
    days = [date(2020, 3, 9), datetime(2020, 3, 9, 14, 30), "09-03-2020", "9-3-2020", "2020-03-09", "9/3/2020"]
    assert projects(tmp_path, "startdatum", days) == ([date(2020, 3, 9)] * 6, [])


@pytest.mark.parametrize(("header", "day"), [("startdatum", date(2020, 1, 1)), ("einddatum", date(2020, 12, 31))])
def test_a_year_alone_is_its_first_day_or_for_an_end_its_last(tmp_path: Path, header: str, day: date) -> None:
    assert projects(tmp_path, header, [2020, 2020.0, "2020", " 2020 "]) == ([day] * 4, [])


def test_what_is_no_date_is_refused(tmp_path: Path) -> None:
    values = ["03-2020", "31-02-2020", 43831, "43831", 2020.5, 20, "20", "1-3-20", time(12), True, "9" * 5000]
    values += [date(1905, 7, 12), "01-01-0020", "31-12-9999"]
    good, errors = projects(tmp_path, "startdatum", values)
    assert (good, len(errors)) == ([], len(values))


def test_whole_numbers_as_number_and_as_text(tmp_path: Path) -> None:
    assert projects(tmp_path, "aantal_organisaties", [4, 4.0, "4", " 4", "04"]) == ([4] * 5, [])


def test_empty_is_unknown_and_not_zero(tmp_path: Path) -> None:
    (row,), errors = checked(workbook(tmp_path / "register.xlsx", [project(impact=" ", aantal_organisaties="")]))
    assert (row["aantal_organisaties"], row["impact"], row["startdatum"], errors) == (None, "onbekend", None, [])
    assert scores(tmp_path, "visie", [None, "", " "]) == ([None] * 3, [])


def test_a_number_is_refused_and_never_resized(tmp_path: Path) -> None:
    values = ["4,5", 4.5, "4.0", "1.000", "1,000", "-3", -3, 0, "veel", "±4", "4 à 5", True, 1e300, "9" * 5000, "²"]
    rows = [project(projectnummer=f"P{n}", aantal_organisaties=value) for n, value in enumerate(values)]
    good, errors = checked(workbook(tmp_path / "register.xlsx", rows))
    assert (good, [e.cell for e in errors]) == ([], [f"I{n}" for n in range(2, len(values) + 2)])


def test_excel_errors_are_refused_in_every_language(tmp_path: Path) -> None:
    texts = [
        "#N/A",
        "#N/B",
        "#NV",
        "#REF!",
        "#VERW!",
        "#BEZUG!",
        "#DIV/0!",
        "#DEEL/0!",
        "#VALUE!",
        "#WAARDE!",
        "#NAME?",
    ]
    texts += ["#NAAM?", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!", "#OVERLOOP!", "#SPILL!", "#CALC!", "#n/b", "Err:502"]
    good, errors = projects(tmp_path, "projectnaam", texts)
    assert (good, {str(e).count("Excel-fout") for e in errors}, len(errors)) == ([], {1}, len(texts))
    assert projects(tmp_path, "projectnaam", ["#samen", "#N", "# 1"])[1] == []


FILLED = sheets.PROJECT_LINES[1]
CELLS = {
    b'<c r="I2" t="e"><v>#N/A</v></c>': "Excel-fout (#N/A)",
    b'<c r="I2" t="e"><f>1/0</f><v>#DIV/0!</v></c>': "Excel-fout (#DIV/0!)",
    b'<c r="I2"><f>1+1</f></c>': "geen opgeslagen uitkomst",
    b'<c r="I2"><f>1+1</f><v></v></c>': "geen opgeslagen uitkomst",
    b'<c r="I2"><f>1+1</f><v>2</v></c>': 2,
    b'<c r="I2" t="str"><f>"2"</f><v>2</v></c>': 2,
    b'<c r="I2" t="str"><f>""</f><v></v></c>': None,
    b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="I2"><x:f>1</x:f></x:c>': "uitkomst",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_formula_is_read_as_its_stored_value(tmp_path: Path, cell: bytes) -> None:
    marked = [*FILLED[:8], 987654, FILLED[9]]
    path = sheets.xlsx(tmp_path / "register.xlsx", {"Blad1": [sheets.PROJECT_LINES[0], marked]})
    plain = b'<c r="I2" t="n"><v>987654</v></c>'
    assert plain in ZipFile(path).read(sheets.SHEET)
    good, errors = checked(sheets.with_part(path, lambda content: content.replace(plain, cell)))
    if isinstance(CELLS[cell], str):
        assert [(e.cell, str(CELLS[cell]) in e.message) for e in errors] == [("I2", True)]
    else:
        assert (good[0]["aantal_organisaties"], errors) == (CELLS[cell], [])
