"""The tables of the trajectories: how many asked, run and ended, their phases, roles, sectors and evaluations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wir.common import numbers
from wir.common.errors import NoComparison
from wir.common.facts import Number
from wir.database.database import Database
from wir.domain.mgz import MAY, PEILDATA, START, indicators
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.trajecten import STARTED, TRAJECTEN, TRAJECTS
from wir.domain.vocabulary import UNKNOWN, Region
from wir.tables.cross import CrossTable
from wir.tables.listed_values import ListTable
from wir.tables.model import Column, Opening, Row, Table, Value
from wir.tables.spec import TableSpec

# What is counted up to and including a day: its line, its name in standen.sql, and what opens its rows.
RUNNING = "Lopende ondersteuningstrajecten"
LINES: Mapping[str, tuple[str, Opening | None]] = {
    "Ondersteuningsvragen sinds start": ("vragen", Opening()),
    "Vragen die een traject werden": ("werd_traject", Opening((("afloop_vraag", (STARTED,)),))),
    RUNNING: ("lopend", Opening((("stand", ("lopend",)),))),
    "Afgeronde ondersteuningstrajecten": ("afgerond", Opening((("stand", ("afgerond",)),))),
    "Evaluatiegesprekken": ("evaluaties", None),
    "Tevreden projectleiders": ("tevreden", None),
}
HOW = (
    "Gevraagd: aangevraagd tot en met de dag. Lopend: begonnen en op die dag niet geëindigd. Erbij is wat sindsdien "
    "kwam, eraf wat sindsdien eindigde, netto het verschil."
)
SEVERAL_REGIONS = (
    "Wat van meer regio’s is telt bij elk mee; het totaal telt elk een keer. Een hele zorgkantoorregio heeft een "
    "eigen rij."
)
NOT_AVERAGED = "De gemiddelde voortgang rekenen wij niet uit: ‘trajecten voortgang’ geeft de verdeling."
ARRIVED = "(+) van de lopende trajecten is wat erbij kwam: zo telt ook de rapportage."
Standing = Mapping[str, int]


def since_of(database: Database, selection: Selection) -> date | None:
    """Since which day arrivals are counted: the one that the reader chose, or else the peildatum of the comparison."""
    compared = database.compared(selection)
    chosen = selection.of("sinds")
    return date.fromisoformat(chosen[-1]) if chosen else compared.peildatum if compared else None


def standings_on(
    database: Database, selection: Selection, peiling: Peiling, days: Sequence[date]
) -> dict[date, Standing]:
    """What had been asked, had begun and had ended on each of these days, as this peiling knows it."""
    rows = database.run("standen", selection, [peiling], dagen=tuple(day.isoformat() for day in dict.fromkeys(days)))
    names = [name for name, _ in LINES.values()]
    nothing = dict.fromkeys((*names, "gestart"), 0)
    found = {r["dag"]: {**r, "lopend": r["gestart"] - r["afgerond"]} for r in rows}
    return {day: found.get(day, nothing) for day in days}


class StandTable(TableSpec):
    """Questions and trajectories on the peildatum, and since another day: what came, what went, and the difference."""

    ignores = ()

    def build(self, database: Database, selection: Selection) -> Table:
        shown, since = database.shown(selection), since_of(database, selection)
        if since and since >= shown.peildatum:
            raise NoComparison(f"Kies een dag voor de peildatum {numbers.day(shown.peildatum)} om sinds te tellen.")
        days = [shown.peildatum, *([since] if since else [])]
        on = standings_on(database, selection, shown, days)
        now = Column(shown.label, shown.peildatum.isoformat(), of=shown.key)
        columns = [now, *(_since_columns(since) if since else ())]
        rows = [
            Row(label, self._values(name, on, days), "stand", name, opens=(opens, *[None] * (len(columns) - 1)))
            for label, (name, opens) in LINES.items()
        ]
        return self.over(shown, selection, columns, rows, now, [HOW])

    @staticmethod
    def _values(name: str, on: Mapping[date, Standing], days: Sequence[date]) -> tuple[Value, ...]:
        now = on[days[0]][name]
        if len(days) == 1:
            return (now,)
        then = on[days[1]][name]
        came, went = moved(name, on[days[0]], on[days[1]])
        return (now, then, came, went, now - then)


def _since_columns(since: date) -> tuple[Column, ...]:
    return (
        Column(f"Op {numbers.day(since)}", "sinds"),
        Column("Erbij", "erbij"),
        Column("Eraf", "eraf"),
        Column("Netto", "netto", "verschil"),
    )


def moved(name: str, now: Standing, then: Standing) -> tuple[int, int | None]:
    """What came since, and what went: only what runs can end."""
    if name != "lopend":
        return now[name] - then[name], None
    return now["gestart"] - then["gestart"], now["afgerond"] - then["afgerond"]


class PublishedTable(TableSpec):
    """The totals of the progress report beside what the whole register gives, on a peildatum that both have."""

    ignores = TRAJECTEN.filters

    def build(self, database: Database, selection: Selection) -> Table:
        shown = database.shown(selection)
        if shown.peildatum not in PEILDATA:
            dates = " en ".join(numbers.day(day) for day in PEILDATA)
            raise NoComparison(f"Gepubliceerde totalen zijn er van {dates}; kies een van die peildata.")
        days = [day for day in (shown.peildatum, MAY, START) if day <= shown.peildatum]
        on = standings_on(database, selection, shown, days)
        names = ("Gepubliceerd", "Berekend", "Verschil", "(+) gepubliceerd", "(+) berekend")
        columns = [
            Column(words, words.casefold(), "verschil" if words == "Verschil" or words[0] == "(" else "aantal")
            for words in names
        ]
        rows = [Row(*line) for line in _published(shown.peildatum, on)]
        return self.over(shown, selection, columns, rows, columns[1], [ARRIVED, NOT_AVERAGED])


def _published(day: date, on: Mapping[date, Standing]) -> Iterator[tuple[str, tuple[Value, ...], str, str]]:
    for found in indicators():
        reading = found.readings.get(day)
        if found.group != "Ondersteuning" or reading is None:
            continue
        name = LINES[found.name][0] if found.name in LINES else ""
        total: Number | None = on[day][name] if name else None
        came = moved(name, on[day], on[reading.since])[0] if name and reading.since else None
        apart = None if total is None or reading.total is None else total - reading.total
        yield found.name, (reading.total, total, apart, reading.change, came), "voortgang", name or found.name


class RegionsTable(TableSpec):
    """Questions and trajectories per regio."""

    def build(self, database: Database, selection: Selection) -> Table:
        shown = database.shown(selection)
        found = per_region(database, selection)
        columns = [Column(words, name) for words, name in REGION_COLUMNS]
        rows = [
            Row(r.naam, tuple(found[r.code][key] for _, key in REGION_COLUMNS), "regio", r.code, opens=_opens(r))
            for r in database.regions(shown).selectable
            if r.soort == "regio" or r.code in found
            if r.code in found or not selection.filters
        ]
        on = standings_on(database, selection, shown, [shown.peildatum])[shown.peildatum]
        totals = (on["vragen"], on["gestart"], on["lopend"])
        total = Row("Totaal", totals, "regio", "totaal", "totaal", _opens())
        return self.over(shown, selection, columns, [*rows, total], columns[0], [SEVERAL_REGIONS])


REGION_COLUMNS = (("Vragen", "vragen"), ("Trajecten", "gestart"), ("Waarvan lopend", "lopend"))
BEGUN = ("lopend", "afgerond")


class _Nothing(dict[str, dict[str, int]]):
    """No questions and no trajectories for a regio that asked nothing."""

    def __missing__(self, code: str) -> dict[str, int]:
        return {key: 0 for _, key in REGION_COLUMNS}


def per_region(database: Database, selection: Selection) -> Mapping[str, Mapping[str, int]]:
    """The counts of each regio that has a row of its own."""
    rows = database.counts("regios", selection, [database.shown(selection)])
    return _Nothing({r["regio"]: {key: r[key] for _, key in REGION_COLUMNS} for r in rows})


def _opens(region: Region | None = None) -> tuple[Opening, ...]:
    """The rows of a regio, or all; no filter has only what is placed at a whole zorgkantoorregio."""
    if region and region.soort == "geheel":
        return ()
    place = (("regio", (region.code,)),) if region else ()
    return (Opening(place), Opening((*place, ("stand", BEGUN))), Opening((*place, ("stand", ("lopend",)))))


class SectorsTable(TableSpec):
    """Which sectors take part together: each trajectory counts once."""

    def build(self, database: Database, selection: Selection) -> Table:
        shown = database.shown(selection)
        label, order = database.vocabulary(shown).label, [t.code for t in database.terms("sector", [shown])]
        found = {
            tuple(sorted(r["sectoren"] or (), key=order.index)): r["aantal"]
            for r in database.counts("combinaties", selection, [shown])
        }
        column = Column(shown.label, shown.peildatum.isoformat(), of=shown.key)
        rows = [
            Row(
                _joined([label("sector", c) for c in codes]),
                (found[codes],),
                "sectoren",
                "+".join(codes) or UNKNOWN,
            )
            for codes in sorted(found, key=lambda codes: (not codes, len(codes), [order.index(c) for c in codes]))
        ]
        total = Row("Totaal", (sum(found.values()),), "sectoren", "totaal", "totaal", (Opening(),))
        return self.over(shown, selection, [column], [*rows, total], column)


def _joined(names: Sequence[str]) -> str:
    """Ouderenzorg en gehandicaptenzorg; what has one sector is only of that one."""
    if not names:
        return "Niet ingevuld"
    if len(names) == 1:
        return f"Alleen {names[0].lower()}"
    return " en ".join([", ".join([names[0], *(n.lower() for n in names[1:-1])]), names[-1].lower()])


PREFIX = "trajecten-"
ROLES = CrossTable(f"{PREFIX}rol-fase", "Rollen per fase", "Rol", TRAJECTS, "rollen", "fase", "aantal")
_SPECS: tuple[TableSpec, ...] = (
    StandTable(f"{PREFIX}stand", "Vragen en trajecten", "Wat"),
    PublishedTable(f"{PREFIX}gepubliceerd", "Gepubliceerd tegen berekend", "Indicator"),
    ListTable(f"{PREFIX}fase", "Trajecten per fase", "Fase", TRAJECTS, "fase"),
    ListTable(f"{PREFIX}rol", "Trajecten per rol", "Rol", TRAJECTS, "rollen"),
    ROLES,
    ListTable(f"{PREFIX}sector", "Trajecten per sector", "Sector", TRAJECTS, "sectoren"),
    SectorsTable(f"{PREFIX}sectoren-samen", "Sectoren die samen meedoen", "Sectoren"),
    ListTable(f"{PREFIX}vorm", "Trajecten per vorm", "Vorm", TRAJECTS, "vormen"),
    ListTable(f"{PREFIX}onderwerp", "Vragen per onderwerp", "Onderwerp", TRAJECTS, "onderwerp"),
    ListTable(f"{PREFIX}afloop", "Wat er van de vragen werd", "Afloop", TRAJECTS, "afloop_vraag"),
    RegionsTable(f"{PREFIX}regios", "Vragen en trajecten per regio", "Regio"),
    ListTable(f"{PREFIX}tevredenheid", "Tevredenheid", "Tevredenheid", TRAJECTS, "tevredenheid"),
    ListTable(f"{PREFIX}voortgang", "Voortgang, 1 tot en met 10", "Cijfer", TRAJECTS, "voortgang"),
)
TABLES = {spec.number: spec for spec in _SPECS}


@dataclass(frozen=True)
class Traject:
    """One trajectory as a peiling has it; `row` has all that is stored, with codes."""

    number: str
    name: str
    row: Mapping[str, Any]


def trajects(database: Database, selection: Selection) -> tuple[Traject, ...]:
    """The trajectories of a selection, in the order of the register."""
    rows = database.counts("trajecten", selection, [database.shown(selection)])
    return tuple(Traject(r["trajectnummer"], r["naam"], r) for r in rows)
