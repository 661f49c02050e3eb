"""Tables 4 and 7, themes against concessiehouder and against start year; and the start years on two peildata."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wir.common import numbers
from wir.database.database import Database
from wir.domain.declaration import PROJECTS
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.vocabulary import UNKNOWN, Term
from wir.tables.counting import peiling_columns
from wir.tables.model import Cell, Column, Opening, Row, Table, Value, summed
from wir.tables.spec import TableSpec

FIRST_YEAR = 2018
# When a project starts, seen from the peildatum: that year, the year after, before it; the rest later or unknown.
PERIODS = ("dit", "volgend", "eerder", "overig")
Record = dict[str, Any]
Counts = dict[str, dict[str, int]]
Started = Mapping[str, int | None]  # by period


def _counts(records: Sequence[Record], key: Callable[[Record], str]) -> Counts:
    """Counts per theme and column key."""
    counts: Counts = {}
    for r in records:
        row = counts.setdefault(r["thema"], {})
        row[key(r)] = row.get(key(r), 0) + r["aantal"]
    return counts


def _note(zero: int | None, peiling: Peiling) -> tuple[str, ...]:
    return () if zero == 0 else (f"{peiling.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen projecten).",)


class HolderTable(TableSpec):
    """Table 4: projects per theme and concessiehouder."""

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        counts = _counts(database.counts("themas", selection, [peiling]), lambda r: r["concessiehouder"])
        holders = database.terms("concessiehouder", [peiling])
        zero = peiling.zero(PROJECTS)
        rows = []
        for theme in database.terms("thema", [peiling]):
            values: list[Value] = [counts.get(theme.code, {}).get(h.code, zero) for h in holders]
            whole = sum(v for v in values if v is not None) if zero == 0 else None
            rows.append(Row(theme.label, (*values, whole), "thema", theme.code, opens=_held(holders, theme.code)))
        columns = [*(Column(h.label, h.code) for h in holders), Column("Totaal", "totaal")]
        sums = summed(tuple(rows), len(columns))
        total = Row("Totaal", sums, "thema", "totaal", "totaal", _held(holders))
        return self.over(peiling, selection, columns, [*rows, total], columns[-1], _note(zero, peiling))


def _held(holders: Sequence[Term], *theme: str) -> tuple[Opening, ...]:
    """What a row opens: the projects of each concessiehouder, and of all."""
    of_theme = (("thema", theme),) if theme else ()
    return (*(Opening((*of_theme, ("concessiehouder", (h.code,)))) for h in holders), Opening(of_theme))


class StartYearTable(TableSpec):
    """Table 7: projects per theme that start in the year of the peildatum, the year after, or before it."""

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        year = peiling.peildatum.year
        records = database.counts("themas", selection, [peiling])
        first = min([FIRST_YEAR, *(r["startjaar"] for r in records if r["startjaar"])])
        counts = _counts(records, lambda r: _period(r["startjaar"], year))
        zero = peiling.zero(PROJECTS)
        themes = database.terms("thema", [peiling])
        lines = {t: {p: counts.get(t.code, {}).get(p, zero) for p in PERIODS} for t in themes}
        totals = {p: sum(line[p] or 0 for line in lines.values()) if zero == 0 else None for p in PERIODS}
        columns = _columns(year, first, bool(totals["overig"]))
        years = _years(records, year)
        rows = [
            Row(t.label, _values(line, totals, columns), "thema", t.code, opens=_started(years, columns, t.code))
            for t, line in lines.items()
        ]
        sums, started = _values(totals, totals, columns), _started(years, columns)
        total = Row("Totaal", sums, "thema", "totaal", "totaal", started)
        notes = (*_note(zero, peiling), *_other_note(totals["overig"]))
        shown = next(column for column in columns if column.of == "nieuw")
        return self.over(peiling, selection, columns, [*rows, total], shown, notes)


class YearTable(TableSpec):
    """Projects per start year on the peildatum and its comparison; the report has no such table."""

    def build(self, database: Database, selection: Selection) -> Table:
        shown, compared = database.shown(selection), database.compared(selection)
        peilingen = [p for p in (compared, shown) if p]
        zeros = [p.zero(PROJECTS) for p in peilingen]
        counts: Counter[tuple[str, str]] = Counter()
        for p in peilingen:
            for r in database.counts("themas", selection, [p]):
                counts[_start(r), p.key] += r["aantal"]
        known = [int(code) for code, _ in counts if code != UNKNOWN]
        years = [str(year) for year in range(min(known), max(known) + 1)] if known else []
        rows = [
            _of_year(code, peilingen, [counts[code, p.key] for p in peilingen], zeros) for code in (*years, UNKNOWN)
        ]
        everything = tuple(Opening(peiling=p.key) for p in peilingen)
        total = Row("Totaal", summed(tuple(rows), len(peilingen)), "startjaar", "totaal", "totaal", everything)
        columns = {column.of: column for column in peiling_columns(peilingen)}
        made = self.over(shown, selection, tuple(columns.values()), [*rows, total], columns[shown.key])
        note = next((_note(None, p) for p, zero in zip(peilingen, zeros, strict=True) if zero is None), ())
        against = columns[compared.key] if compared else None
        return replace(made, peilingen=tuple(peilingen), compared=against, footnotes=note)


def _of_year(code: str, peilingen: Sequence[Peiling], counts: Sequence[int], zeros: Sequence[int | None]) -> Row:
    values = tuple(count if zero == 0 else None for count, zero in zip(counts, zeros, strict=True))
    opens = tuple(Opening((("startjaar", (code,)),), p.key) for p in peilingen)
    if code == UNKNOWN:
        return Row("Onbekend", values, "startjaar", code, "onbekend", opens)
    return Row(code, values, "startjaar", code, opens=opens)


def _start(record: Record) -> str:
    """The start year of a record as a filter value."""
    return UNKNOWN if record["startjaar"] is None else str(record["startjaar"])


def by_period(table: Table, row: Row) -> dict[str, Cell]:
    """What a row of table 7 has for each of the periods that together count its projects once."""
    return {cell.column.of: cell for cell in table.cells(row) if cell.column.of in PERIODS}


def _years(records: Sequence[Record], year: int) -> dict[str, tuple[str, ...]]:
    """The start years that each column counts, as filter values."""
    found: dict[str, set[str]] = {}
    for r in records:
        found.setdefault(_period(r["startjaar"], year), set()).add(_start(r))
    return {period: tuple(sorted(starts)) for period, starts in found.items()}


def _started(years: dict[str, tuple[str, ...]], columns: Sequence[Column], *theme: str) -> tuple[Opening | None, ...]:
    """What a row opens; shares open nothing."""
    of_theme = (("thema", theme),) if theme else ()
    starts = {**years, "nieuw": years.get("dit", ()) + years.get("volgend", ())}
    return tuple(
        Opening((*of_theme, ("startjaar", starts.get(c.of, ())))) if c.kind == "aantal" else None for c in columns
    )


def _period(start: int | None, year: int) -> str:
    if start is None or start > year + 1:
        return "overig"
    return "eerder" if start < year else "dit" if start == year else "volgend"


def _columns(year: int, first: int, other: bool) -> tuple[Column, ...]:
    new, old = f"{year}-{year + 1}", f"{first}-{year - 1}" if first < year - 1 else f"{year - 1}"
    columns = (
        Column(f"Start {year}", f"{year}", of="dit"),
        Column(f"Start in {year + 1}", f"{year + 1}", of="volgend"),
        Column(f"Totaal {new}", new, of="nieuw"),
        Column(f"Procentueel {new}", f"{new} %", "aandeel", of="nieuw %"),
        Column(f"Aanvang {old}", old, of="eerder"),
        Column(f"Procentueel {old}", f"{old} %", "aandeel", of="eerder %"),
    )
    return (*columns, Column("Start later of onbekend", "overig", of="overig")) if other else columns


def _values(line: Started, totals: Started, columns: Sequence[Column]) -> tuple[Value, ...]:
    new, all_new = _new(line), _new(totals)
    shares = {"nieuw %": _share(new, all_new), "eerder %": _share(line["eerder"], totals["eerder"])}
    values: dict[str, Value] = {**line, "nieuw": new, **shares}
    return tuple(values[column.of] for column in columns)


def _new(line: Started) -> int | None:
    this, following = line["dit"], line["volgend"]
    return None if this is None or following is None else this + following


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None


def _other_note(count: int | None) -> tuple[str, ...]:
    if not count:
        return ()
    projects = numbers.counted(count, "project", "projecten")
    return (f"Bij {projects} is het startjaar niet bekend of later dan de kolommen van het rapport.",)
