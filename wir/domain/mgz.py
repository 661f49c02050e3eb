"""Medisch generalistische zorg in de regio: what its progress reports of May and October 2025 give (data/mgz/).

Every change stands beside the total it belongs to, so that the start that it implies can be recomputed: the two reports
do not always agree about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from wir.common.facts import Fact, Number, facts, number

START, MAY, OCTOBER = date(2024, 11, 1), date(2025, 5, 1), date(2025, 10, 31)
PEILDATA = {MAY: "mei 2025", OCTOBER: "oktober 2025"}
LABELS = {"nov-24": START, "mei-25": MAY, "okt-25": OCTOBER}
BETWEEN = "webinar van 17 juni of 7 oktober 2025"  # which of the unnamed numbers came after May


@dataclass(frozen=True)
class Reading:
    """What one report gives of an indicator: the total, and its change since a date; None for what it does not."""

    total: Number | None
    change: Number | None
    since: date | None
    fits_since: str
    source: str
    remark: str

    @property
    def implied(self) -> Number | None:
        """What the total was at the date that the change counts from."""
        return None if self.total is None or self.change is None else _less(self.total, self.change)

    @property
    def start(self) -> Number | None:
        """What the total was on 1 November 2024, by a change since then."""
        return self.implied if self.since == START else None


@dataclass(frozen=True)
class Indicator:
    """One line of the progress report over its peildata."""

    name: str
    group: str
    readings: Mapping[date, Reading]

    def fits(self, day: date) -> tuple[date, ...] | None:
        """Since which dates the change of a report does add up; None where there is nothing to hold it against."""
        may, october = self.readings.get(MAY), self.readings.get(OCTOBER)
        reading = self.readings.get(day)
        if reading is None or reading.change is None:
            return None
        known = {}
        if may and october and may.start is not None and october.start is not None:
            known[START] = may.start == october.start
        if day == OCTOBER and reading.total is not None and may and may.total is not None:
            known[MAY] = _less(reading.total, may.total) == reading.change
        return tuple(since for since, agrees in known.items() if agrees) if known else None


def _less(one: Number, other: Number) -> Number:
    """A difference without what floats add to it: 37,3 - 31,7 is 5,6."""
    return round(one - other, 2)


@cache
def indicators() -> tuple[Indicator, ...]:
    """All of them, in the order of the file."""
    found: dict[str, Indicator] = {}
    for row in facts("mgz/voortgang.csv"):
        known = found.get(row["indicator"])
        readings = {**(known.readings if known else {}), date.fromisoformat(row["peildatum"]): _reading(row)}
        found[row["indicator"]] = Indicator(row["indicator"], row["groep"], readings)
    return tuple(found.values())


def indicator(name: str) -> Indicator:
    return next(i for i in indicators() if i.name == name)


def _reading(row: Fact) -> Reading:
    since = date.fromisoformat(row["verandering_sinds"]) if row["verandering_sinds"] else None
    total, change = number(row["totaal"]), number(row["verandering"])
    return Reading(total, change, since, row["past_sinds"], row["bron"], row["opmerking"])


@dataclass(frozen=True)
class Participants:
    """Who came to the meetings: named with their meeting, printed without one, and since November 2024."""

    named: int
    unnamed: int
    since_start: int

    @property
    def together(self) -> int:
        return self.named + self.unnamed


def participants() -> Participants:
    """The participants of the meetings that count."""
    meetings = [m for m in facts("mgz/bijeenkomsten.csv") if m["telt_mee"] == "ja" and m["deelnemers"]]
    loose = [r for r in facts("mgz/bijeenkomsten_zonder_naam.csv") if r["soort_getal"] == "deelnemers"]
    late = [int(m["deelnemers"]) for m in meetings if date.fromisoformat(m["datum"]) > START]
    late += [int(r["waarde"]) for r in loose if r["hoort_bij"] == BETWEEN]
    return Participants(sum(int(m["deelnemers"]) for m in meetings), sum(int(r["waarde"]) for r in loose), sum(late))
