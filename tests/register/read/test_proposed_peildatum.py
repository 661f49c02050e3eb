"""The peildatum that a file name proposes: from names of months and dates, never from a version."""

from datetime import date

import pytest

from wir.export.csv_file import safe
from wir.register.read.cells import Cells
from wir.register.read.peildatum import propose


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("register_v3_10_2020.xlsx", None),
        ("register versie 3-10-2020.xlsx", None),
        ("decentraal20.xlsx", None),
        ("maarten20.xlsx", None),
        ("WIR november 2020 v2.xlsx", date(2020, 11, 1)),
        ("WIR_sept-20.xlsx", date(2020, 9, 1)),
        ("1-11-2020 versie 2.xlsx", date(2020, 11, 1)),
    ],
)
def test_a_version_is_never_a_date(name: str, day: date | None) -> None:
    assert propose(name, Cells(())) == day


@pytest.mark.parametrize("text", [" =1+1", "\uff1d1+1", "\u3000\uff0b1", "  @SUM(A1)"])
def test_a_formula_after_a_space_or_of_full_width_is_text_in_a_csv(text: str) -> None:
    assert safe(text).startswith("'")
