"""Every kind of fault is found in its own cell, and nothing else is reported."""

from pathlib import Path

import pytest

from tests.support.faulty_register import PEILDATUM, PROJECT_FAULTS, SCORE_FAULTS, earlier_register, faulty_register
from tests.support.registers import read_register
from wir.common.paths import EXAMPLE
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.findings import Finding, count, fold
from wir.register.check.validation import Checked
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, check_delivery
from wir.store.store import Store


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    before = read_register(earlier_register(tmp_path / "eerder.xlsx"), vocabulary(), regions())
    path, _ = faulty_register(tmp_path / "fouten.xlsx")
    return check_delivery(File.of(path, parse_apart(path)), Choices(peildatum=PEILDATUM), before)[1]


def test_every_fault_is_found_in_its_cell_and_nothing_else(checked: Checked, tmp_path: Path) -> None:
    _, expected = faulty_register(tmp_path / "nogmaals.xlsx")
    assert len(PROJECT_FAULTS) + len(SCORE_FAULTS) >= 25
    assert sorted((f.severity, f.sheet, f.cell) for f in checked.findings) == sorted(e[:3] for e in expected)
    said = {(f.severity, f.sheet, f.cell): f.said for f in checked.findings}
    assert [e for e in expected if e[3] not in said[e[:3]]] == []


def test_findings_come_in_the_order_of_the_file(checked: Checked) -> None:
    rows = [int("".join(c for c in f.cell if c.isdigit())) for f in checked.findings if f.sheet == "Projecten"]
    assert rows == sorted(rows)


def test_a_value_of_a_person_is_never_in_what_is_stored(checked: Checked) -> None:
    assert "iemand@voorbeeld.nl" not in repr(checked.register)
    assert "iemand@voorbeeld.nl" not in repr(checked.findings)


@pytest.mark.parametrize(
    ("name", "warnings"),
    [
        ("register_2020-11-01_okt-20.xlsx", 20),
        ("register_2020-03-01_mrt-20.xlsx", 0),
        ("register_2019-10-01_okt-19.xlsx", 0),
    ],
)
def test_the_example_has_only_warnings_that_are_true(example_store: Store, name: str, warnings: int) -> None:
    path = EXAMPLE / name
    file = File.of(path, parse_apart(path))
    _, found = check_delivery(file, Choices(), None)
    assert count(found.findings) == (0, warnings)
    assert [g.first.message for g in fold(found.findings)] == ["Het aantal organisaties is niet ingevuld."] * bool(
        warnings
    )


def test_a_thousand_equal_findings_are_one_line(checked: Checked) -> None:
    one = checked.findings[0]
    (group,) = fold([one] * 1000)
    assert len(group.cells) == 1000


def test_a_suggestion_is_for_one_value() -> None:
    def wrong(cell: str, value: str, suggestion: str | None) -> Finding:
        return Finding("fout", "Projecten", cell, "regio", value, "Geen bekende zorgkantoorregio.", suggestion)

    misspelt = [wrong("C2", "Twentte", "Twente"), wrong("C3", "Twentee", "Twente"), wrong("C4", "Twentte", "Twente")]
    unknown = [wrong("C5", "Nergens", None), wrong("C6", "Overal", None)]
    assert [g.cells for g in fold([*misspelt, *unknown])] == [("C2", "C4"), ("C3",), ("C5", "C6")]
