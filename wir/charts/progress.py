"""The progress reports on medisch generalistische zorg: where each figure began, where it stood, and who came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import altair as alt
import pandas as pd

from wir.charts.drawing import LINE, PAPER, RIM, Drawing, colour, finished, tooltips
from wir.charts.named_rows import BELOW, height_of, row_of, words_above
from wir.common import numbers
from wir.common.facts import Fact, Number, facts, number
from wir.domain.mgz import MAY, OCTOBER, PEILDATA, Indicator, indicators
from wir.insight.programme_sentences import mismatch

START_MAY, START_OCTOBER, START = "nov-24 volgens mei", "nov-24 volgens oktober", "nov-24"
BEGIN, THEN, NOW = PAPER, colour("schaal-4-3"), colour("schaal-4-4")
IMPLIED = "nov-24, volgt uit de verandering"
UNEQUAL = "≠ "
STANDS = (
    "Van links naar rechts is meer, op de schaal van die ene rij: vergelijk rijen niet met elkaar. Een open punt is de "
    "stand van november 2024 die volgt uit de verandering die een rapportage noemt; noemen de twee een andere, dan "
    "staan er twee."
)
PEOPLE = (
    "Een dichte balk telt wie er kwam, een open balk wie zich had ingeschreven. Bij een rondje is geen aantal "
    "gepubliceerd; dat zegt niet dat er niemand kwam."
)


@dataclass(frozen=True)
class Stand:
    """A figure at one moment, as `named` there; `begins` where it follows from a change and was not printed."""

    named: str
    value: Number
    begins: bool = False


def stands(found: Indicator) -> tuple[Stand, ...]:
    """What is published of a figure in time; where the two reports imply another start both of them."""
    may, october = (found.readings.get(day) for day in (MAY, OCTOBER))
    starts = [
        (name, reading.start)
        for name, reading in ((START_MAY, may), (START_OCTOBER, october))
        if reading and reading.start is not None
    ]
    if len({value for _, value in starts}) == 1:
        starts = [(START, starts[0][1])]
    known = [Stand(name, value, True) for name, value in starts if value is not None]
    for day, reading in ((MAY, may), (OCTOBER, october)):
        if reading and reading.total is not None:
            known.append(Stand(PEILDATA[day], reading.total))
    return tuple(known)


@cache
def progress_of(group: str) -> Drawing:
    """The figures of a group of both reports."""
    return progress(group, [i for i in indicators() if i.group == group])


def progress(group: str, found: Sequence[Indicator]) -> Drawing:
    """The figures of one group from their start to now, each on a scale of its own; what does not add up is marked."""
    frame = pd.DataFrame([line for one in found for line in _lines(one)])
    y = row_of([i.name for i in found])
    x = alt.X("plaats:Q", axis=None, scale=alt.Scale(domain=[0, 1], padding=7, nice=False))
    drawn = frame[frame.plaats.notna()]
    line = (
        alt.Chart(drawn)
        .mark_rule(aria=False, color=LINE, strokeWidth=4, yOffset=BELOW)
        .encode(y=y, x=alt.X("min(plaats):Q", axis=None), x2=alt.X2("max(plaats):Q"))
    )
    legend = ((BEGIN, IMPLIED), (THEN, PEILDATA[MAY]), (NOW, PEILDATA[OCTOBER]))
    scale = alt.Scale(domain=[words for _, words in legend], range=[fill for fill, _ in legend])
    dots = (
        alt.Chart(drawn)
        .mark_point(filled=True, size=130, opacity=1, stroke=NOW, strokeWidth=2, yOffset=BELOW)
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("soort:N", scale=scale, legend=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(rij="Cijfer", wanneer="Wanneer", stand="Stand", anders="Wat niet optelt"),
        )
    )
    subtitle = "Elke rij op haar eigen schaal, van 0 tot haar hoogste stand; ≠: de rapportages tellen niet op"
    spec = finished(alt.layer(line, dots, words_above(frame, y)), height_of(len(found)))
    return Drawing(f"voortgang-{group.lower()}", _said(found), subtitle, spec, legend=legend, reading=STANDS)


def _lines(found: Indicator) -> Iterator[dict[str, object]]:
    """A line for each stand; one without a place where only changes were printed."""
    known, wrong = stands(found), mismatch(found)
    highest = max((s.value for s in known), default=0) or 1
    base = {"rij": found.name, "kop": f"{UNEQUAL if wrong else ''}{found.name}: {_in_short(found)}"}
    base["anders"] = wrong or "alles telt op"
    for s in known:
        yield {
            **base,
            "wanneer": s.named,
            "soort": IMPLIED if s.begins else s.named,
            "stand": numbers.exact(s.value),
            "plaats": s.value / highest,
            "zin": f"{found.name}, {s.named}: {numbers.exact(s.value)}",
        }
    if not known:
        yield {**base, "plaats": None}


def _in_short(found: Indicator) -> str:
    """81 → 101 → 114, with both starts where there are two; the changes where no total was printed."""
    known = stands(found)
    starts = " of ".join(numbers.exact(s.value) for s in known if s.begins)
    rest = [numbers.exact(s.value) for s in known if not s.begins]
    if known:
        return " → ".join(filter(None, (starts, *rest)))
    changes = [r.change for r in found.readings.values() if r.change is not None]
    return f"{', '.join(f'({numbers.exact(c, signed=True)})' for c in changes)}; geen stand gepubliceerd"


def _said(found: Sequence[Indicator]) -> str:
    """How many went up between the reports, and of how many they do not agree."""
    both = [
        (may.total, october.total)
        for i in found
        if (may := i.readings.get(MAY)) and (october := i.readings.get(OCTOBER))
        if may.total is not None and october.total is not None
    ]
    up = sum(then < now for then, now in both)
    wrong = sum(bool(mismatch(i)) for i in found)
    rose = f"{up} van de {numbers.counted(len(both), 'cijfer', 'cijfers')} hoger dan in mei 2025"
    return f"{rose}; bij {wrong} tellen de rapportages niet op" if wrong else f"{rose}; alles telt op"


CAME, ENROLLED = "deelnemers", "ingeschreven, opkomst niet gepubliceerd"


@cache
def all_meetings() -> Drawing:
    """The meetings of both reports."""
    return meetings(facts("mgz/bijeenkomsten.csv"))


def meetings(found: Sequence[Fact]) -> Drawing:
    """Who came to each meeting, in the order of time; where only enrolments were printed the bar is hollow."""
    frame = pd.DataFrame([_meeting(row) for row in found])
    y = row_of(list(frame.rij))
    highest = float(frame.mensen.max())
    x = alt.X("mensen:Q", axis=None, scale=alt.Scale(domain=[0, highest], nice=False))
    shown = frame[frame.mensen.notna()]
    legend = ((NOW, CAME), (PAPER, ENROLLED))
    scale = alt.Scale(domain=[words for _, words in legend], range=[fill for fill, _ in legend])
    told = tooltips(
        naam="Bijeenkomst", dag="Datum", soort="Soort", kwamen="Deelnemers", gemeld="Ingeschreven", noot="Opmerking"
    )
    bars = (
        alt.Chart(shown)
        .mark_bar(height=12, yOffset=BELOW, stroke=NOW, strokeWidth=1.5)
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("wat:N", scale=scale, legend=None),
            description=alt.Description("zin:N"),
            tooltip=told,
        )
    )
    without = (
        alt.Chart(frame[frame.mensen.isna()].assign(mensen=0))
        .mark_point(shape="circle", size=60, stroke=RIM, strokeWidth=1.5, fill=PAPER, yOffset=BELOW, xOffset=6)
        .encode(y=y, x=x, description=alt.Description("zin:N"), tooltip=told)
    )
    named = [row for row in found if row["deelnemers"]]
    most = max(named, key=lambda row: int(row["deelnemers"]))
    title = f"‘{most['naam']}’ van {_day(most)} trok de meeste deelnemers: {most['deelnemers']}"
    subtitle = f"Van {len(named)} van de {len(found)} bijeenkomsten zijn deelnemers gepubliceerd; ○: geen aantal"
    spec = finished(alt.layer(bars, without, words_above(frame, y)), height_of(len(frame)))
    return Drawing("bijeenkomsten", title, subtitle, spec, legend=legend, reading=PEOPLE)


def _meeting(row: Fact) -> dict[str, object]:
    came, enrolled = number(row["deelnemers"]), number(row["inschrijvingen"])
    people = came if came is not None else enrolled
    what = CAME if came is not None else ENROLLED
    kind = CAME if came is not None else "ingeschreven"
    count = f"{numbers.exact(people)} {kind}" if people is not None else "geen aantal"
    outside = "" if row["telt_mee"] == "ja" else ", telt niet mee"
    return {
        "rij": row["volgnummer"],
        "naam": row["naam"],
        "dag": _day(row),
        "soort": row["soort"],
        "kop": f"{count} · {row['naam']}, {_day(row)}{outside}",
        "mensen": people,
        "wat": what,
        "kwamen": numbers.exact(came) if came is not None else "niet gepubliceerd",
        "gemeld": numbers.exact(enrolled) if enrolled is not None else "niet gepubliceerd",
        "noot": "; ".join(filter(None, (outside.strip(", "), row["rol"], row["opmerking"]))) or numbers.NOTHING,
        "zin": f"{row['naam']}, {_day(row)}: {count}",
    }


def _day(row: Fact) -> str:
    return numbers.day(date.fromisoformat(row["datum"])) if row["datum"] else row["jaar"]
