"""The style sheet: colours that can be read in both themes, and nothing that a sanitiser or strict network refuses."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from wir import charts

STATIC = Path(charts.__file__).parent / "static"
CSS = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("style.css", "frame.css", "profile.css"))
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


COLOURS = {n: (a, b) for n, a, b in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
SCALES = [f"schaal-{steps}-{k}" for steps in (4, 5) for k in range(1, steps + 1)]
PAIRS = [(f"{s}-tekst", s) for s in SCALES] + [
    ("inkt", "papier"),
    ("inkt", "papier-2"),
    ("inkt", "melding"),
    ("inkt", "buiten"),
    ("inkt", "buiten-streep"),
    ("gedempt", "papier"),
    ("gedempt", "papier-2"),
    ("gedempt", "pil"),
    ("blauw", "papier"),
    ("blauw", "papier-2"),
    ("blauw", "pil"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
class TestColours:
    @pytest.mark.parametrize(("text", "ground"), PAIRS)
    def test_text_can_be_read(self, text: str, ground: str, theme: int) -> None:
        assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5

    @pytest.mark.parametrize("steps", [4, 5])
    def test_a_scale_runs_one_way_away_from_the_paper(self, steps: int, theme: int) -> None:
        paper = COLOURS["papier"][theme]
        distances = [contrast(COLOURS[f"schaal-{steps}-{k}"][theme], paper) for k in range(1, steps + 1)]
        assert all(later >= 1.25 * earlier for earlier, later in pairwise(distances))

    @pytest.mark.parametrize("colour", ["focus", "status-goed", "status-loopt", "status-niet"])
    def test_what_is_no_text_stands_out_from_the_paper(self, colour: str, theme: int) -> None:
        assert contrast(COLOURS[colour][theme], COLOURS["papier"][theme]) >= 3


class TestTheStyleSheet:
    def test_gives_every_phase_its_pair(self) -> None:
        for name in SCALES:
            steps, phase = name.split("-")[1:]
            assert re.search(
                rf"\.schaal-{steps}\.fase-{phase}\b[^{{]*{{ --vul: var\(--{name}\); --tekst: var\(--{name}-tekst\); }}",
                RULES,
            )

    def test_names_colours_only_as_variables(self) -> None:
        rest = re.sub(r":root \{.*?\n\}", "", RULES, flags=re.DOTALL)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", rest)

    def test_uses_no_variable_that_is_not_there(self) -> None:
        assert set(re.findall(r"var\((--[\w-]+)\)", RULES)) <= set(re.findall(r"(--[\w-]+):", RULES))

    def test_asks_nothing_of_another_host_and_survives_the_sanitiser(self) -> None:
        assert not re.search(r"url\(|@import|https?:", CSS)
        assert not re.search(r"<[/\w!]", CSS)
