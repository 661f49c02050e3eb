"""Signs that no reader sees: never stored or shown, and said where they make a text read as something else."""

from pathlib import Path

import pytest

from tests.support.registers import project, read_register, read_workbook, workbook
from tests.support.sheets import text_of
from wir.common.markup import text
from wir.common.unseen_characters import readable
from wir.domain.declaration import PROJECTS
from wir.domain.vocabulary import regions, vocabulary
from wir.export.findings import findings_text
from wir.export.listing import clean
from wir.register.check.appearance import TURNED
from wir.register.check.background import Background
from wir.register.check.validation import check
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, check_delivery
from wir.ui.view import label

FAMILY = "👩\u200d👩\u200d👦"


@pytest.mark.parametrize("sign", [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_a_text_that_turns_around_is_stored_straight_with_a_warning(tmp_path: Path, sign: str) -> None:
    path = workbook(tmp_path / "r.xlsx", [project(projectnaam=f"ecd{sign}slx.exe"), project(projectnummer="P2")])
    assert [r["projectnaam"] for r in read_register(path, vocabulary(), regions()).of(PROJECTS) or ()] == [
        "ecdslx.exe",
        "Samen leren",
    ]
    found = check(read_workbook(path).sheets, Background(vocabulary(), regions())).findings
    assert [(f.cell, f.value, f.severity) for f in found if f.message == TURNED] == [
        ("B2", "ecdslx.exe", "waarschuwing")
    ]


def test_what_steers_a_terminal_does_not_reach_it(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    row = ["\x1b[2JP1", "\x9b31mNaam", "Twente\u202e", "Tegnologie\x07", "Lop\x08end"]
    headers = ["projectnummer", "projectnaam", "zorgkantoorregio", "hoofdrubriek", "status", "extra\x1b[1m"]
    path.write_text(text_of([headers, [*row, "x"]]), encoding="utf-8")
    reading, checked = check_delivery(File("r.csv", "", parse_apart(path)), Choices(), None)
    said = findings_text("\x1b]0;r\x07.csv", reading, checked, ())
    assert "Tegnologie" in said
    assert all(c.isprintable() or c == "\n" for c in said)


@pytest.mark.parametrize("show", [text, label, clean, readable])
def test_nothing_unseen_is_shown_and_what_is_seen_stays(show: object) -> None:
    assert callable(show)
    assert show(f"a\u202eb\x1bc\x9bd\ud800{FAMILY}é") == f"abcd{FAMILY}é"


def test_a_label_has_no_link_however_it_looks() -> None:
    said = label("https://buiten.example www.buiten.example wie@buiten.example http\u202e://x")
    assert "://" not in said.replace("\\", "")
    assert "www." not in said.replace("\\", "")
    assert "@b" not in said
