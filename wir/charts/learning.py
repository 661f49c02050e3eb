"""From whom a regio can learn: who has what, a regio a row and a theme a column; and where the projects are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from wir.charts.drawing import (
    CHOICE,
    INK,
    MUTED,
    PAPER,
    Drawing,
    by_width,
    colour,
    finished,
    named,
    nothing,
    paled,
    tooltips,
    upright,
)
from wir.charts.maps import NOT_TAKING_PART, Shade, Tile, region_map
from wir.charts.tile_names import ENDINGS
from wir.common import numbers
from wir.domain.vocabulary import Region
from wir.tables.model import Row, Table

WHO_HAS_WHAT = "wie-heeft-wat"
FIELD, GAP = 21, " "  # the height of a row, and the empty one under one's own
SHADES = 5
LINE_LENGTH = 13  # letters of a theme above its column
SEAMS = (*ENDINGS, "vorming", "gerichte", "functie", "werking")  # where a word that is longer may be broken
MAP_HEIGHT = 520
WIDE, SMALL = 900, 500  # pixels that eleven names beside one another need, and a name of a regio beside a row of them
READING = (
    "Elk vak is het aantal projecten van een regio in een thema: hoe donkerder, hoe meer. Een dik omlijnd vak heeft "
    "projecten die aan de regel voldoen; in de bovenste rij is een omlijnd vak wat er ontbreekt."
)
# From how many projects on, and how that is said.
CLASSES = ((7, "7 of meer"), (4, "4 tot en met 6"), (2, "2 of 3"), (1, "1 project"))
Places = Mapping[tuple[str, str], int]  # how many projects by regio and theme


@dataclass(frozen=True)
class Learner:
    """Who learns: how many projects of one's own there are per theme and what is lacking, in words.

    `advised` are the projects elsewhere that fit the rule; `near` are the regions that are one's own: itself and the
    parts of a zorgkantoorregio as a whole.
    """

    region: Region
    near: tuple[str, ...]
    own: Mapping[str, int]
    lacks: Mapping[str, str]
    advised: Places

    def from_regio(self, code: str) -> int:
        """How many of the projects are of a regio."""
        return sum(count for (place, _), count in self.advised.items() if place == code)


def who_has_what(
    table: Table, learner: Learner | None, themes_chosen: Sequence[str], regions_chosen: Sequence[str] = ()
) -> Drawing:
    """The table of projects per regio and theme: one's own regio on top, then those with most to learn from.

    A click chooses the theme, with the regio where not one is chosen yet.
    """
    if said := nothing(table, "projecten"):
        return Drawing(WHO_HAS_WHAT, said, "", {})
    rows, themes = _rows(table, learner), [c for c in table.columns if c.key != "totaal"]
    most = max(
        [table.cell(row, c).whole or 0 for row in rows for c in themes] + [*(learner.own.values() if learner else ())]
    )
    chooses = ("thema",) if learner else ("regio", "thema")
    lines = [
        {
            **_field(table, row, column.key, column.name, most, learner),
            "gekozen": column.key in (themes_chosen or [column.key]) and row.code in (regions_chosen or [row.code]),
            **{f"{CHOICE}{name}": {"thema": column.key, "regio": row.code}[name] for name in chooses},
        }
        for row in rows
        for column in themes
    ]
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen))
    names = [row.label for row in rows]
    y = alt.Y(
        "regio:N",
        title=None,
        scale=alt.Scale(domain=[names[0], GAP, *names[1:]] if learner else names, paddingInner=0.18),
        axis=alt.Axis(
            labelLimit=by_width(105, 200, SMALL),
            labelFontSize=by_width(10.5, 12, SMALL),
            labelFontWeight={
                "condition": {"test": f"{str(bool(learner)).lower()} && datum.index === 0", "value": "bold"},
                "value": "normal",
            },
        ),
    )
    across = [_lines_of(c.name) for c in themes]
    deepest = max(name.count("\n") for name in across)
    in_full = named({_lines_of(c.name): c.name for c in themes})
    above = upright("split(datum.label, '\\n')", in_full, 6 + 14 * deepest, WIDE)
    axis = alt.Axis(**above, orient="top", labelLineHeight=14, labelFontSize=11.5)
    x = alt.X("thema:N", sort=across, title=None, axis=axis, scale=alt.Scale(paddingInner=0.06))
    told = tooltips(regio="Regio", naam="Thema", telling="Projecten", passend="Voldoen aan de regel", mist="Ontbreekt")
    fields = (
        alt.Chart(frame, name="vakken")
        .mark_rect(cornerRadius=3, cursor="pointer")
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("vul:N", scale=None),
            stroke=alt.Stroke("rand:N", scale=None),
            strokeWidth=alt.StrokeWidth("dikte:Q", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=told if learner else told[:3],
        )
    )
    counts = (
        alt.Chart(frame)
        .mark_text(aria=False, fontSize=12)
        .encode(y=y, x=x, text=alt.Text("getal:N"), color=alt.Color("letter:N", scale=None))
    )
    height = FIELD * (len(rows) + bool(learner)) + 14 * deepest + 24
    spec = finished(fields + counts, height, chooses, "vakken")
    title, subtitle = _words(table, rows, learner)
    return Drawing(WHO_HAS_WHAT, title, subtitle, spec, chooses, reading=READING)


def _rows(table: Table, learner: Learner | None) -> list[Row]:
    """The regions with a project, and a zorgkantoorregio as a whole where it has some of its own; one's own first."""
    own = learner.region.code if learner else ""
    scored = sum(table.cell(row).whole or 0 for row in table.counted)
    # Projects of a whole stand in its own line only.
    broad = [row for row in table.rows[:-1] if row.kind == "totaal" and table.cell(row).value]
    shown = [*table.counted, *(row for row in broad if scored < (table.cell(table.closing).whole or 0))]
    if own and own not in {row.code for row in shown}:
        shown.append(table.row("regio", own))

    def place(row: Row) -> tuple[bool, int, int]:
        return row.code != own, -(learner.from_regio(row.code) if learner else 0), -(table.cell(row).whole or 0)

    return sorted((row for row in shown if row.code == own or table.cell(row).value), key=place)


def _field(table: Table, row: Row, theme: str, name: str, most: int, learner: Learner | None) -> dict[str, Any]:
    own = learner is not None and row.code == learner.region.code
    # What the selection asks counts for the projects of others only.
    count = learner.own.get(theme, 0) if learner and own else table.cell(row, theme).whole or 0
    advised = learner.advised.get((row.code, theme), 0) if learner else 0
    lack = learner.lacks.get(theme, "") if learner and own else ""
    shade = 1 + round((SHADES - 1) * (count - 1) / max(most - 1, 1)) if count else 0
    said = f"{row.label}, {name}: {numbers.count(count)}"
    return {
        "regio": row.label,
        "thema": _lines_of(name),
        "naam": name,
        "aantal": count,
        "getal": numbers.count(count) if count or own else "",
        "telling": numbers.count(count),
        "passend": numbers.NOTHING if own else numbers.count(advised),
        "mist": lack or numbers.NOTHING,
        "vul": colour(f"schaal-5-{shade}") if shade else PAPER if lack else colour("papier-2"),
        "letter": colour(f"schaal-5-{shade}-tekst") if shade else INK,
        "rand": MUTED if lack else INK if advised else PAPER,
        "dikte": 1.0 if lack else 2.0 if advised else 0.0,
        "zin": f"{said}; {lack}" if lack else f"{said}, {numbers.count(advised)} om van te leren" if advised else said,
    }


def _lines_of(name: str) -> str:
    """A name over lines that fit above a column."""
    words = (part for word in name.split() for part in _broken(word))
    return "\n".join(wrap(" ".join(words), LINE_LENGTH, break_on_hyphens=False))


def _broken(word: str) -> list[str]:
    """A word in two at the seam of a compound, where it is too long for a line."""
    if len(word) <= LINE_LENGTH:
        return [word]
    at = next((word.rfind(seam) for seam in SEAMS if 2 < word.rfind(seam) < LINE_LENGTH), LINE_LENGTH - 1)
    return [f"{word[:at]}-", *_broken(word[at:])]


def _words(table: Table, rows: Sequence[Row], learner: Learner | None) -> tuple[str, str]:
    what = f"Projecten per regio en thema, {table.peiling.label}"
    empty = len(table.counted) - sum(row.kind != "totaal" for row in rows)
    left_out = f" Zonder project in deze selectie: {numbers.counted(empty, 'regio', 'regio’s')}." if empty else ""
    if learner is None:
        largest = rows[0]
        most = numbers.counted(table.cell(largest).whole or 0, "project", "projecten")
        return (
            f"{largest.label} heeft de meeste: {most}",
            f"{what}. Een klik op een vak laat zien van wie die regio in dat thema kan leren.{left_out}",
        )
    name, lacking = learner.region.naam, sum(bool(lack) for lack in learner.lacks.values())
    advised, places = sum(learner.advised.values()), {place for place, _ in learner.advised}
    if not lacking:
        return f"{name}: in geen enkel thema ontbreekt iets", what
    themes = numbers.counted(lacking, "thema", "thema’s")
    where = f"{numbers.counted(advised, 'project', 'projecten')} in {numbers.counted(len(places), 'regio', 'regio’s')}"
    said = f"{name} kan in {themes} iets leren, van {where}" if advised else f"{name} mist iets in {themes}"
    return (
        said,
        f"{what}: {name} boven, dan wie het meest te leren heeft. Dik omlijnd: voldoet aan de regel. Klik kiest.",
    )


def where_to_learn(regions: Iterable[Region], learner: Learner, themes: Mapping[str, str]) -> Drawing:
    """The map of where the projects are that fit the rule; a click looks from another regio."""
    shades = {words: _shade(4 - place, words) for place, (_, words) in enumerate(CLASSES)}
    none, own = Shade(colour("papier-2"), INK, "geen", pale=True), Shade(INK, PAPER, learner.region.naam)
    tiles = []
    for region in (r for r in regions if r.soort != "geheel"):
        there = Counter({t: n for (place, t), n in learner.advised.items() if place == region.code})
        count = there.total()
        words = next((said for least, said in CLASSES if count >= least), "")
        facts = {
            "Om van te leren": numbers.counted(count, "project", "projecten"),
            "In": ", ".join(f"{themes[t]} ({n})" for t, n in there.most_common()) or numbers.NOTHING,
        }
        place = (region.tegel_rij or 0, region.tegel_kolom or 0)
        if region.soort == "buiten":
            tiles.append(Tile("", "DSW", *place, NOT_TAKING_PART, {}))
        else:
            shade = own if region.code in learner.near else shades.get(words, none)
            tiles.append(Tile(region.code, region.naam, *place, shade, facts))
    best = max(tiles, key=lambda tile: learner.from_regio(tile.code), default=None)
    most = learner.from_regio(best.code) if best else 0
    said = numbers.counted(most, "project", "projecten")
    title = (
        f"Het meest te leren in {best.name}: {said}" if best and most else "Elders voldoet geen project aan de regel"
    )
    broad = sum(learner.advised.values()) - sum(learner.from_regio(tile.code) for tile in tiles)
    rest = f", en {numbers.count(broad)} van een hele zorgkantoorregio" if broad else ""
    subtitle = f"Waar projecten zijn om van te leren{rest}. Klik kijkt vanuit een andere regio."
    scale = [*reversed(shades.values()), none, own]
    return region_map("waar-te-leren", (title, subtitle), tiles, scale, MAP_HEIGHT)


def _shade(step: int, words: str) -> Shade:
    return Shade(colour(f"schaal-4-{step}"), colour(f"schaal-4-{step}-tekst"), words, pale=step == 1)
