"""The phase of one regio: a chip, a stepper, and the step since another peiling."""

from xml.etree import ElementTree as ET

import pytest

from wir.charts.phase_marks import phase_chip, step_mark, stepper, swatch


@pytest.mark.parametrize(
    ("change", "sign", "said"),
    [
        (1, "▲ +1", "1 fase vooruit"),
        (2, "▲ +2", "2 fasen vooruit"),
        (0, "=", "gelijk"),
        (-1, "▼ \u22121", "1 fase terug"),
        (None, "–", "niet te vergelijken"),
    ],
)
def test_a_step_is_a_sign_and_words(change: int | None, sign: str, said: str) -> None:
    mark = ET.fromstring(step_mark(change))
    assert [e.text for e in mark] == [sign, said]
    assert mark[0].get("aria-hidden") == "true"


def test_unknown_is_never_phase_one() -> None:
    for drawn in (swatch(None, 4), phase_chip(None, 4, "Niet gescoord")):
        assert "niet-gescoord" in drawn
        assert "fase-1" not in drawn


def test_a_chip_opens_what_it_is_told_to() -> None:
    assert ET.fromstring(phase_chip(4, 5, "Visie", "?visie=4")).get("href") == "?visie=4"
    assert ET.fromstring(phase_chip(4, 5, "Visie")).get("href") is None


@pytest.mark.parametrize(("phase", "said", "filled"), [(3, "fase 3 van 5", 3), (None, "niet gescoord", 0)])
def test_a_stepper_fills_up_to_its_phase(phase: int | None, said: str, filled: int) -> None:
    drawn = stepper(phase, 5)
    assert f'aria-label="{said}"' in drawn
    assert (drawn.count('"stap aan"'), drawn.count("<span")) == (filled, 5)
    assert ("fase-3" in drawn, "niet-gescoord" in drawn) == (phase == 3, phase is None)
