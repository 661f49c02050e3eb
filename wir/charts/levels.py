"""Regions across scales: a field for each, the darker the higher its level; a click chooses a regio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, Drawing, colour, fields, finished, paled, tooltips

LEVELS, LINE_HEIGHT = 4, 26  # of a scale, and of a row


@dataclass(frozen=True)
class Level:
    """What a regio says on a scale: its level, None where it is not filled in, in words, and how it moved."""

    level: int | None
    words: str
    moved: str


def levels(
    name: str,
    title: str,
    subtitle: str,
    regions: Mapping[str, str],
    scales: Mapping[str, str],
    said: Mapping[tuple[str, str], Level],
    chosen: Sequence[str],
) -> Drawing:
    """Regions across scales, each field the level; a click chooses the regio. What is not filled in stays empty."""
    lines = [
        {
            "rij": region,
            "kolom": scale,
            "getal": str(found.level or ""),
            "woorden": found.words,
            "stap": found.moved,
            "vul": colour(f"schaal-{LEVELS}-{found.level}") if found.level else colour("papier-2"),
            "letter": colour(f"schaal-{LEVELS}-{found.level}-tekst") if found.level and on else INK,
            "zin": f"{region}, {scale}: {found.words}",
            "gekozen": on,
            f"{CHOICE}regio": code,
        }
        for code, region in regions.items()
        for on in [not chosen or code in chosen]
        for key, scale in scales.items()
        for found in [said[code, key]]
    ]
    if not lines:
        return Drawing(name, title, subtitle, {})
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen))
    y = alt.Y("rij:N", sort=list(regions.values()), title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X(
        "kolom:N",
        sort=list(scales.values()),
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr="split(datum.label, ' ')",
            labelLineHeight=15,
            labelBaseline="bottom",
            labelPadding=22,
        ),
    )
    told = tooltips(rij="Regio", kolom="Schaal", woorden="Niveau", stap="Stap")
    digits = alt.Chart(frame).mark_text(aria=False, fontSize=13)
    digits = digits.encode(y=y, x=x, text=alt.Text("getal:N"), color=alt.Color("letter:N", scale=None))
    spec = finished(fields(frame, y, x, told) + digits, LINE_HEIGHT * len(regions) + 56, ("regio",), "vakken")
    legend = tuple((colour(f"schaal-{LEVELS}-{k}"), f"Niveau {k}") for k in range(1, LEVELS + 1))
    return Drawing(name, title, subtitle, spec, ("regio",), (*legend, (colour("papier-2"), "Niet ingevuld")), wide=True)
