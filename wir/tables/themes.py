"""Tables 4 and 7: themes against concessiehouder and against start year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wir import numbers
from wir.database import Database
from wir.peiling import Peiling
from wir.register.fields import PROJECTS
from wir.selection import Selection
from wir.tables.model import Block, Column, Opening, Row, Table, Value, summed
from wir.vocabulary import UNKNOWN, Term

FIRST_YEAR = 2018
Record = dict[str, Any]
Counts = dict[str, dict[str, int]]


def _counts(records: Sequence[Record], key: Callable[[Record], str]) -> Counts:
    """Counts per theme and column key."""
    counts: Counts = {}
    for r in records:
        row = counts.setdefault(r["thema"], {})
        row[key(r)] = row.get(key(r), 0) + r["aantal"]
    return counts


def _note(zero: int | None, peiling: Peiling) -> tuple[str, ...]:
    return () if zero == 0 else (f"{peiling.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen projecten).",)


@dataclass(frozen=True)
class HolderTable:
    """Table 4: projects per theme and concessiehouder."""

    number: str
    title: str
    first_column: str

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        counts = _counts(database.counts("themas", selection, [peiling]), lambda r: r["concessiehouder"])
        holders = database.terms("concessiehouder", [peiling])
        zero = peiling.zero(PROJECTS)
        rows = []
        for theme in database.terms("thema", [peiling]):
            values: list[Value] = [counts.get(theme.code, {}).get(h.code, zero) for h in holders]
            total = sum(v for v in values if v is not None) if zero == 0 else None
            rows.append(Row(theme.label, (*values, total), "thema", theme.code, opens=_held(holders, theme.code)))
        width = len(holders) + 1
        sums = summed(tuple(rows), width)
        return Table(
            number=self.number,
            title=self.title,
            first_column=self.first_column,
            columns=(*(Column(h.label, h.code) for h in holders), Column("Totaal", "totaal")),
            blocks=(Block("", (*rows, Row("Totaal", sums, "thema", "totaal", "totaal", _held(holders)))),),
            selection=selection,
            peiling=peiling,
            peilingen=(peiling,),
            shown=width - 1,
            footnotes=_note(zero, peiling),
        )


def _held(holders: Sequence[Term], *theme: str) -> tuple[Opening, ...]:
    """What a row opens: the projects of each concessiehouder, and of all."""
    of_theme = (("thema", theme),) if theme else ()
    return (*(Opening((*of_theme, ("concessiehouder", (h.code,)))) for h in holders), Opening(of_theme))


@dataclass(frozen=True)
class StartYearTable:
    """Table 7: projects per theme that start in the year of the peildatum, the year after, or before it."""

    number: str
    title: str
    first_column: str

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        year = peiling.peildatum.year
        records = database.counts("themas", selection, [peiling])
        first = min([FIRST_YEAR, *(r["startjaar"] for r in records if r["startjaar"])])
        counts = _counts(records, lambda r: _period(r["startjaar"], year))
        zero = peiling.zero(PROJECTS)
        themes = database.terms("thema", [peiling])
        raw = [
            [counts.get(t.code, {}).get(key, zero) for key in ("dit", "volgend", "eerder", "overig")] for t in themes
        ]
        totals = [sum(v for v in column if v is not None) if zero == 0 else None for column in zip(*raw, strict=True)]
        other = bool(totals[3])
        years = _years(records, year)
        rows = [
            Row(t.label, _values(line, totals, other), "thema", t.code, opens=_started(years, other, t.code))
            for t, line in zip(themes, raw, strict=True)
        ]
        total = Row("Totaal", _values(totals, totals, other), "thema", "totaal", "totaal", _started(years, other))
        return Table(
            number=self.number,
            title=self.title,
            first_column=self.first_column,
            columns=_columns(year, first, other),
            blocks=(Block("", (*rows, total)),),
            selection=selection,
            peiling=peiling,
            peilingen=(peiling,),
            shown=2,
            footnotes=(*_note(zero, peiling), *_other_note(totals[3])),
        )


def _years(records: Sequence[Record], year: int) -> dict[str, tuple[str, ...]]:
    """The start years that each column counts, as filter values."""
    found: dict[str, set[str]] = {}
    for r in records:
        start = UNKNOWN if r["startjaar"] is None else str(r["startjaar"])
        found.setdefault(_period(r["startjaar"], year), set()).add(start)
    return {period: tuple(sorted(starts)) for period, starts in found.items()}


def _started(years: dict[str, tuple[str, ...]], other: bool, *theme: str) -> tuple[Opening | None, ...]:
    """What a row opens; shares open nothing."""
    of_theme = (("thema", theme),) if theme else ()
    this, following, earlier, rest = (years.get(period, ()) for period in ("dit", "volgend", "eerder", "overig"))
    opens = [
        Opening((*of_theme, ("startjaar", starts))) for starts in (this, following, this + following, earlier, rest)
    ]
    return (*opens[:3], None, opens[3], None, *(opens[4:] if other else ()))


def _period(start: int | None, year: int) -> str:
    if start is None or start > year + 1:
        return "overig"
    return "eerder" if start < year else "dit" if start == year else "volgend"


def _columns(year: int, first: int, other: bool) -> tuple[Column, ...]:
    new, old = f"{year}-{year + 1}", f"{first}-{year - 1}" if first < year - 1 else f"{year - 1}"
    columns = (
        Column(f"Start {year}", f"{year}"),
        Column(f"Start in {year + 1}", f"{year + 1}"),
        Column(f"Totaal {new}", new),
        Column(f"Procentueel {new}", f"{new} %", "aandeel"),
        Column(f"Aanvang {old}", old),
        Column(f"Procentueel {old}", f"{old} %", "aandeel"),
    )
    return (*columns, Column("Start later of onbekend", "overig")) if other else columns


def _values(line: Sequence[int | None], totals: Sequence[int | None], other: bool) -> tuple[Value, ...]:
    this, following, earlier, rest = line
    new, all_new = _plus(this, following), _plus(totals[0], totals[1])
    values = (this, following, new, _share(new, all_new), earlier, _share(earlier, totals[2]))
    return (*values, rest) if other else values


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None


def _other_note(count: int | None) -> tuple[str, ...]:
    if not count:
        return ()
    projects = numbers.counted(count, "project", "projecten")
    return (f"Bij {projects} is het startjaar niet bekend of later dan de kolommen van het rapport.",)
