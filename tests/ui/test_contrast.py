"""Contrast (WCAG 1.4.3, 1.4.11) of every pair of colours that style sheets and theme put together, light and dark.

The pairs are read from the rules themselves: a colour that comes in without a pair fails here.
"""

import tomllib
from itertools import pairwise

import pytest

from tests.support.style_sheets import RULES, Rule, walk
from tests.ui.test_style import SCALES
from wir.common.paths import ROOT

TEXT, GRAPHIC = 4.5, 3.0
THEMES = ("light", "dark")
(ROOT_RULE,) = (rule for rule in RULES if rule.selectors == (":root",))
COLOURS = {
    name.removeprefix("--"): tuple(part.serialize() for part in walk(value) if part.type == "hash")
    for name, value in ROOT_RULE.declared.items()
    if [part.lower_name for part in value if part.type == "function"] == ["light-dark"]
}
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PAPERS = ("papier", "papier-2")  # what anything may stand on: the page, the sidebar, a row under the mouse
# What Streamlit draws under our text.
GROUND_OF = {"op-knop": "blauw"}
# Lines between what is told apart without them, and grounds without text: nothing is lost where they are not seen.
DECORATION = {"lijn", "lijn-sterk", "water", "melding-rand", "gelukt-rand"}


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def used(rule: Rule, *properties: str) -> list[str]:
    """The colours that a rule gives to these properties."""
    return [name for name in rule.variables(*properties) if name in COLOURS]


def text_pairs() -> set[tuple[str, str]]:
    """Text and the ground under it: of the same rule, else the page itself; and ink on every ground."""
    pairs = {("inkt", ground) for rule in RULES for ground in used(rule, "background")}
    for rule in RULES:
        grounds = used(rule, "background")
        for text in used(rule, "color"):
            pairs |= {(text, ground) for ground in grounds or [GROUND_OF.get(text, "")] if ground}
            pairs |= {(text, paper) for paper in PAPERS if not grounds and text not in GROUND_OF}
    return pairs


def fills() -> set[tuple[str, str]]:
    """The colour of the text in what is drawn, empty where there is none, and the colour it is drawn in."""
    return {("".join(r.variables("--tekst")), drawn) for r in RULES for drawn in r.variables("--vul")}


# A link or muted text also stands on the ground of what is chosen.
TEXT_PAIRS = sorted(text_pairs() | {("gedempt", "pil"), ("blauw", "pil")})
FILLED = sorted((text, fill) for text, fill in fills() if text)
HALOS = {"papier", "buiten"}  # around a choice and around words, in the colour of the ground
DRAWN = ("border", "border-color", "outline", "stroke")
EDGES = sorted({edge for rule in RULES for edge in used(rule, *DRAWN)} - DECORATION - HALOS)
# What a drawing tells apart by its colour: statuses, more and less, units side by side.
STATUSES = sorted(name for name in COLOURS if name.startswith(("status-", "reeks-")) or name in ("meer", "minder"))


@pytest.mark.parametrize("theme", [0, 1], ids=THEMES)
class TestColours:
    @pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
    def test_text_can_be_read(self, text: str, ground: str, theme: int) -> None:
        assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= TEXT

    @pytest.mark.parametrize(("text", "fill"), FILLED)
    def test_the_number_in_a_phase_can_be_read(self, text: str, fill: str, theme: int) -> None:
        assert contrast(COLOURS[text][theme], COLOURS[fill][theme]) >= TEXT

    @pytest.mark.parametrize("paper", PAPERS)
    @pytest.mark.parametrize("edge", EDGES)
    def test_an_edge_stands_out_from_the_paper(self, edge: str, paper: str, theme: int) -> None:
        assert contrast(COLOURS[edge][theme], COLOURS[paper][theme]) >= GRAPHIC

    @pytest.mark.parametrize("status", STATUSES)
    def test_a_status_stands_out_from_the_paper(self, status: str, theme: int) -> None:
        assert contrast(COLOURS[status][theme], COLOURS["papier"][theme]) >= GRAPHIC

    @pytest.mark.parametrize("steps", [4, 5])
    def test_a_scale_runs_one_way_away_from_the_paper(self, steps: int, theme: int) -> None:
        paper = COLOURS["papier"][theme]
        distances = [contrast(COLOURS[f"schaal-{steps}-{k}"][theme], paper) for k in range(1, steps + 1)]
        assert all(later >= 1.25 * earlier for earlier, later in pairwise(distances))

    def test_streamlit_draws_in_the_same_colours(self, theme: int) -> None:
        own, side = THEME[THEMES[theme]], THEME[THEMES[theme]]["sidebar"]
        names = ("textColor", "backgroundColor", "secondaryBackgroundColor", "primaryColor", "linkColor", "borderColor")
        ours = [COLOURS[n][theme] for n in ("inkt", "papier", "papier-2", "blauw", "blauw", "rand")]
        assert [own[name] for name in names] == ours
        assert [side["backgroundColor"], side["secondaryBackgroundColor"]] == [ours[2], ours[1]]


class TestEveryColour:
    def test_is_in_a_pair_that_was_measured_or_only_decorates(self) -> None:
        measured = {name for pair in (*TEXT_PAIRS, *FILLED) for name in pair} | {*EDGES, *STATUSES, *PAPERS}
        assert set(COLOURS) == measured | DECORATION
        assert DECORATION.isdisjoint({*EDGES, *STATUSES})

    @pytest.mark.parametrize("drawn", [".staal", ".stappen .stap"])
    def test_a_pale_phase_has_an_edge_that_is_seen(self, drawn: str) -> None:
        """The palest phases are too near to the paper to stand out by their fill."""
        assert any(drawn in r.selectors and "rand" in r.variables(*r.declared) for r in RULES)

    def test_there_is_something_to_measure(self) -> None:
        assert len(TEXT_PAIRS) > 15
        assert len(FILLED) == len(SCALES) + 3
        assert {"focus", "rand", "blauw"} <= set(EDGES)
