"""Two properties across each other: fields that are darker the more there is, or bars; the figures of a table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from wir.charts.drawing import (
    CHOICE,
    INK,
    MEASURED,
    Drawing,
    by_width,
    colour,
    fields,
    finished,
    named,
    nothing,
    paled,
    tooltips,
    upright,
)
from wir.common import numbers
from wir.domain.vocabulary import UNKNOWN
from wir.insight.scale_ends import Ends, scale_ends
from wir.tables.cross import ABSENT, FEW, MEASURES, TOTAL, CrossTable
from wir.tables.model import Column, Row, Table, printed

FIELD, BAR = 30, 26  # height of a row
SHADES = 5
ROOM = 620.0  # of the columns together, about: on the server nothing can measure
LETTER, LINE_HEIGHT = 6.6, 15
MOST_IN_LINES = 12  # columns: with more their names stand on their side
BLANK = "\u200b"  # a line without letters: of a space nothing is left, and the next line would take its place
MOST_NARROW = 7  # columns: so many shares fit a narrow screen
ROOMY = 760  # pixels that the names of more columns need beside each other
MOST_EQUAL = 3  # fields that a headline names together; with more none stands out
MOST_SHARES = 16  # columns: with more no share fits in a field
Chart = alt.LayerChart | alt.FacetChart
# Where a drawing is narrow its rows get less room for their names.
ROW_NAMES = by_width(118, f"{MEASURED} < 700 ? 170 : 300", 500)
FORMS = {"vakken": "Vakken", "staven": "Staven"}


@dataclass(frozen=True)
class Crossed:
    """What is drawn: a table, the numbers behind what it says, and the codes of what others of its rows are part of."""

    spec: CrossTable
    counts: Table
    said: Table
    wholes: frozenset[str] = frozenset()

    @property
    def rows(self) -> list[Row]:
        """The rows in which there is anything."""
        return [row for row in self.said.counted if any(self._holds(row, c) for c in self.said.columns)]

    @property
    def columns(self) -> list[Column]:
        """The columns in which there is anything, without the total."""
        columns = [c for c in self.said.columns if c.key != TOTAL]
        return [c for c in columns if any(self._holds(row, c) for row in self.said.counted)]

    def _holds(self, row: Row, column: Column) -> bool:
        return bool(self.count(row, column.key) or self.said.cell(row, column.key).value)

    def count(self, row: Row, column: str) -> int:
        """How many there are now; none of a value that only the other peiling knows."""
        known = any(c.key == column for c in self.counts.columns)
        return int(self.counts.value(row.lijst, row.code, column) or 0) if known else 0

    def name(self, column: Column) -> str:
        """The name of a column without what its shares are shares of."""
        return column.name.removesuffix(f" (n={numbers.count(self.whole(self.said.closing, column, 'kolom'))})")

    def whole(self, row: Row, column: Column, measure: str = "") -> int:
        """What a share is a share of."""
        of_row = (measure or self.spec.measure) == "rij"
        return self.count(row, TOTAL) if of_row else self.count(self.said.closing, column.key)

    def ends(self, chosen: Mapping[str, Sequence[str]]) -> Ends | None:
        """Which rows stand lowest and highest, where the columns are a scale; of a change or of columns nothing."""
        if self.spec.measure not in ("aantal", "rij"):
            return None
        return scale_ends(self.spec, self.counts, chosen.get(self.spec.rows, ()), self.wholes)

    def is_part(self, row: Row, column: Column) -> bool:
        """Whether a figure is not of a whole: that would outdo all its parts."""
        return self.wholes.isdisjoint((row.code, column.key))


def cross(drawn: Crossed, form: str, chosen: Mapping[str, Sequence[str]]) -> Drawing:
    """The drawing of a cross table. A click on a mark chooses both values.

    Rows and columns without anything are left out. The darker a field or the longer a bar, the higher its figure.
    """
    spec, counts, said = drawn.spec, drawn.counts, drawn.said
    name = f"kruis-{spec.rows}-{spec.columns}"
    more = spec.sheet.nouns[1]
    if not said.between and (why := nothing(counts, more)):
        return Drawing(name, why, "", {})
    rows, places = drawn.rows, drawn.columns
    if not rows or not places:
        return Drawing(name, f"Geen {more} in deze selectie", "", {})
    frame = pd.DataFrame(list(_marks(drawn, rows, places, chosen)))
    frame = frame.assign(dekking=paled(frame.gekozen))
    y = alt.Y("rij:N", sort=[row.code for row in rows], title=None, axis=_row_axis(drawn, rows))
    told = _told(spec, said)
    draw = _bars if form == "staven" else _fields
    spec_of = finished(draw(frame, y, places, told), _height(form, rows, places), (spec.rows, spec.columns), "vakken")
    ends = drawn.ends(chosen)
    title = ends.said if ends else _headline(drawn, chosen)
    subtitle = f"{said.title}, {_days(said)}{_how(spec, form)}"
    wide = form == "staven" or len(places) > MOST_IN_LINES
    return Drawing(
        name, title, subtitle, spec_of, (spec.rows, spec.columns), _legend(spec), wide, ends.how if ends else ""
    )


def _marks(
    drawn: Crossed, rows: Sequence[Row], places: Sequence[Column], chosen: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    """A line for each field: its figure as the table prints it, and how far it is of the highest."""
    spec = drawn.spec
    figures = [(row, column, drawn.said.cell(row, column.key)) for row in rows for column in places]
    highest = max((abs(cell.value or 0) for row, column, cell in figures if drawn.is_part(row, column)), default=0) or 1
    for row, column, cell in figures:
        place, count = places.index(column), drawn.count(row, column.key)
        part = max(-1.0, min(1.0, (cell.value or 0) / highest))
        on = _is_on(spec, row, column, chosen)
        words = printed(cell.value, column)
        sign = "°" if spec.measure == "rij" and 0 < drawn.count(row, TOTAL) < FEW else ""
        fill = _fill(part)
        shown = bool(cell.value) and (column.kind != "aandeel" or len(places) <= MOST_SHARES)
        name = drawn.name(column)
        yield {
            "rij": row.code,
            "kolom": column.key,
            "rijnaam": row.label,
            "kolomnaam": name,
            "getal": words + sign if shown else "",
            "waarde": words + sign,
            "telling": numbers.count(count),
            "toen": numbers.count(count - int(cell.value or 0)),
            "vul": colour(fill) if fill else colour("papier-2"),
            "letter": colour(f"{fill}-tekst") if fill and on else INK,
            "plek": place,
            "begin": place + 0.04,
            "einde": place + 0.04 + 0.66 * abs(part),
            "zin": f"{row.label}, {name}: {words}",
            "gekozen": on,
            f"{CHOICE}{spec.rows}": row.code if count and ABSENT not in (row.code, column.key) else None,
            f"{CHOICE}{spec.columns}": column.key if count and ABSENT not in (row.code, column.key) else None,
        }


def _is_on(spec: CrossTable, row: Row, column: Column, chosen: Mapping[str, Sequence[str]]) -> bool:
    """Whether what is chosen of the two properties lets a field through."""
    return all(code in chosen.get(f, (code,)) for f, code in ((spec.rows, row.code), (spec.columns, column.key)))


def _fill(part: float) -> str:
    """The name of the colour of a figure, by how far it is of the highest; less is another colour than more."""
    if not part:
        return ""
    return f"schaal-5-{1 + round((SHADES - 1) * part)}" if part > 0 else f"minder-{1 + round(-part)}"


def _row_axis(drawn: Crossed, rows: Sequence[Row]) -> alt.Axis:
    """Each row by its name with how many it has, unless its figures are shares of another whole."""
    names = {row.code: row.label for row in rows}
    if drawn.spec.measure in ("aantal", "rij"):
        names = {row.code: f"{row.label} ({numbers.count(drawn.count(row, TOTAL))})" for row in rows}
    return alt.Axis(labelLimit=ROW_NAMES, labelFontSize=by_width(11, 13, 500), labelExpr=named(names))


def _column_axis(places: Sequence[Column]) -> dict[str, Any]:
    """Names of columns in as many lines as it takes, or on their side where there are many."""
    if len(places) > MOST_IN_LINES:
        return {"orient": "top", "labelAngle": -60, "labelLimit": 180, "labelAlign": "left"}
    below = LINE_HEIGHT * (max(map(len, _lines(places).values())) - 1)
    upright = {"labelAngle": 0, "labelLineHeight": LINE_HEIGHT, "labelBaseline": "bottom", "labelLimit": 0}
    return {"orient": "top", "labelPadding": below + 8, **upright}


def _lines(places: Sequence[Column]) -> dict[str, list[str]]:
    """The name of each column in lines that fit above it, each as many: the last stands on the drawing."""
    if len(places) > MOST_IN_LINES:
        return {c.key: [c.name] for c in places}
    letters = max(9, int(ROOM / len(places) / LETTER))
    parts = {c.key: c.name if len(c.name) <= letters else re.sub(r"/(?=\w)", "/ ", c.name) for c in places}
    lines = {key: wrap(name, letters, break_long_words=False) for key, name in parts.items()}
    most = max(map(len, lines.values()))
    return {key: [BLANK] * (most - len(said)) + said for key, said in lines.items()}


def _fields(frame: pd.DataFrame, y: alt.Y, places: Sequence[Column], told: list[alt.Tooltip]) -> Chart:
    axis = alt.Axis(**{**_column_axis(places), "labelExpr": named(_lines(places)), **_on_their_side(places)})
    x = alt.X("kolom:N", sort=[c.key for c in places], title=None, axis=axis)
    # A share has no room in many columns of a narrow screen: there its colour says it, and the table.
    small = 0 if len(places) > MOST_NARROW and places[0].kind == "aandeel" else 10.5
    letters = (
        alt.Chart(frame)
        .mark_text(aria=False, fontSize=by_width(small, 13) if len(places) <= MOST_IN_LINES else 13)
        .encode(y=y, x=x, text=alt.Text("getal:N"), color=alt.Color("letter:N", scale=None))
    )
    return alt.layer(fields(frame, y, x, told), letters)


def _on_their_side(places: Sequence[Column]) -> dict[str, Any]:
    """The names of columns that fit a narrow screen, where they stand on their side."""
    if len(places) > MOST_IN_LINES:
        return {}
    least = {} if len(places) <= MOST_NARROW else {"least": ROOMY}
    below = LINE_HEIGHT * (max(map(len, _lines(places).values())) - 1)
    side = upright(named(_lines(places)), named({c.key: c.name for c in places}), below + 8, **least)
    return {**side, "labelFontSize": 11 if len(places) > MOST_NARROW else by_width(11, 13)}


def _bars(frame: pd.DataFrame, y: alt.Y, places: Sequence[Column], told: list[alt.Tooltip]) -> Chart:
    """A bar in each field: every column is a bar chart, and all have one scale."""
    names = {str(place): lines for place, lines in enumerate(_lines(places).values())}
    axis = alt.Axis(
        **{**_column_axis(places), "labelAlign": "left"},
        values=list(range(len(places))),
        grid=True,
        labelExpr=named(names),
    )
    x = alt.X("begin:Q", title=None, scale=alt.Scale(domain=[0, len(places)], nice=False), axis=axis)
    bars = (
        alt.Chart(frame, name="vakken")
        .mark_bar(height=BAR - 10, cornerRadiusEnd=2, cursor="pointer")
        .encode(
            y=y,
            x=x,
            x2=alt.X2("einde:Q"),
            fill=alt.Fill("staaf:N", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=told,
        )
        .transform_calculate(
            staaf=f"indexof(datum.vul, 'minder') >= 0 ? '{colour('minder-2')}' : '{colour('schaal-5-4')}'"
        )
    )
    numbers_beside = (
        alt.Chart(frame)
        .mark_text(aria=False, align="left", dx=4, fontSize=12)
        .encode(y=y, x=alt.X("einde:Q"), text=alt.Text("getal:N"), color=alt.ColorValue(INK))
    )
    return alt.layer(bars, numbers_beside)


def _height(form: str, rows: Sequence[Row], places: Sequence[Column]) -> int:
    """Of rows and of the names above them."""
    above = 150 if len(places) > MOST_IN_LINES else LINE_HEIGHT * max(map(len, _lines(places).values())) + 16
    return (BAR if form == "staven" else FIELD) * len(rows) + above


def _told(spec: CrossTable, said: Table) -> list[alt.Tooltip]:
    more = spec.sheet.nouns[1]
    titles = {"rijnaam": said.first_column, "kolomnaam": spec.columns_title, "telling": more.capitalize()}
    if spec.measure == "verschil":
        return tooltips(**titles, toen=f"{more.capitalize()} op {said.peilingen[0].label}", waarde="Verandering")
    return tooltips(**titles, **({} if spec.measure == "aantal" else {"waarde": MEASURES[spec.measure].capitalize()}))


def _days(said: Table) -> str:
    return " en ".join(p.label for p in said.peilingen)


def _how(spec: CrossTable, form: str) -> str:
    if form == "staven":
        return ""
    what = {"aantal": "hoe meer", "verschil": "hoe groter de verandering"}.get(spec.measure, "hoe groter het aandeel")
    few = f"; ° minder dan {FEW}" if spec.measure == "rij" else ""
    return f"; hoe donkerder, {what}{few}"


def _legend(spec: CrossTable) -> tuple[tuple[str, str], ...]:
    if spec.measure != "verschil":
        return ()
    return ((colour("schaal-5-4"), "meer"), (colour("minder-2"), "minder"))


def _headline(drawn: Crossed, chosen: Mapping[str, Sequence[str]]) -> str:
    """The highest figure in words, of what is chosen; of shares the highest that rests on more than a few."""
    found = [
        (row, column, value)
        for row in drawn.rows
        for column in drawn.columns
        if (value := drawn.said.cell(row, column.key).value)
        and _tells(drawn, row, column)
        and _is_on(drawn.spec, row, column, chosen)
    ]
    highest = max((abs(value) for _, _, value in found), default=0)
    top = [one for one in found if abs(one[2]) == highest]
    return _sentence(drawn, top, chosen) if 0 < len(top) <= MOST_EQUAL else drawn.said.title


def _tells(drawn: Crossed, row: Row, column: Column) -> bool:
    """Whether a figure says something by itself: of what is known, not of a whole, and resting on more than a few."""
    if row.kind == "onbekend" or column.key in (UNKNOWN, ABSENT) or not drawn.is_part(row, column):
        return False
    return drawn.spec.measure not in ("rij", "kolom") or drawn.whole(row, column) >= FEW


def _sentence(drawn: Crossed, top: Sequence[tuple[Row, Column, float]], chosen: Mapping[str, Sequence[str]]) -> str:
    """The fields with the highest figure, and that figure; beside what it is of where that is the same for each."""
    names = [f"{row.label} × {drawn.name(column)}" for row, column, _ in top]
    where, more = " en ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]]), drawn.spec.sheet.nouns[1]
    each, value = "elk " if names[1:] else "", top[0][2]
    if drawn.spec.measure == "verschil":
        return f"Grootste verandering: {where}, {each}{numbers.change(int(value))}"
    counts = {(drawn.count(row, column.key), _of(drawn, row, column, chosen)) for row, column, _ in top}
    count, whole = min(counts)
    if drawn.spec.measure == "aantal":
        of = f"van de {numbers.count(whole)} {more} ({numbers.share(count / whole)})" if len(counts) == 1 else more
        return f"{where}: {each}{numbers.count(count)} {of}"
    of = f" ({numbers.count(count)} van {numbers.count(whole)})" if len(counts) == 1 else ""
    return f"Grootste aandeel: {where}, {each}{numbers.share(value)}{of}"


def _of(drawn: Crossed, row: Row, column: Column, chosen: Mapping[str, Sequence[str]]) -> int:
    """What a figure is part of: of a count what is chosen of the columns, else of the rows, else everything."""
    if drawn.spec.measure != "aantal":
        return drawn.whole(row, column)
    if chosen.get(drawn.spec.columns):
        return drawn.count(drawn.said.closing, column.key)
    return drawn.count(row if chosen.get(drawn.spec.rows) else drawn.said.closing, TOTAL)
