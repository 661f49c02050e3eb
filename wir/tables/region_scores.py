"""The three scores of regions: where each stands and its step, how it went over the peilingen, and appendix 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wir.common import numbers
from wir.database.database import Database
from wir.domain.declaration import ALL, REGIONS
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, Region
from wir.tables.model import Column, Row, Table
from wir.tables.spec import TableSpec

DIMENSIONS = {"afspraken": "Afspraken", "dynamiek": "Dynamiek", "visie": "Regiovisie"}


@dataclass(frozen=True)
class Standing:
    """The phases of one regio; None is not scored. `chosen` says whether the selection covers it.

    `rebuilt` and `rebuilt_before` name the dimensions that were not published but reconstructed, on either date.
    """

    region: Region
    phases: Mapping[str, int | None]
    before: Mapping[str, int | None]
    chosen: bool
    rebuilt: frozenset[str]
    rebuilt_before: frozenset[str]

    def step(self, dimension: str) -> int | None:
        """How many phases forward (positive) or back; None where it was not scored on either date."""
        now, then = self.phases[dimension], self.before.get(dimension)
        return None if now is None or then is None else now - then


def standings(database: Database, selection: Selection) -> tuple[Standing, ...]:
    """All scored regions in the order of appendix 1, also those outside the selection (chosen is False)."""
    shown, compared = database.shown(selection), database.compared(selection)
    everywhere = selection.without_filters()
    now = {r["regio"]: r for r in database.counts("standen", everywhere, [shown])}
    then = {r["regio"]: r for r in database.counts("standen", everywhere, [compared])} if compared else {}
    chosen = {r["regio"] for r in database.counts("standen", selection, [shown])}
    regions = database.regions(shown).by_code
    return tuple(
        Standing(
            region=regions[code],
            phases={d: row[d] for d in PHASES},
            before={d: then[code][d] for d in PHASES} if code in then else {},
            chosen=code in chosen,
            rebuilt=rebuilt_dimensions(row),
            rebuilt_before=rebuilt_dimensions(then[code]) if code in then else frozenset(),
        )
        for code, row in now.items()
    )


def rebuilt_dimensions(row: Mapping[str, Any]) -> frozenset[str]:
    """The dimensions that the column gereconstrueerd names; 'alle' names all."""
    named = {part.strip() for part in (row["gereconstrueerd"] or "").split(";")}
    return frozenset(PHASES if ALL in named else named & set(PHASES))


@dataclass(frozen=True)
class Score:
    """What one peiling says of one regio; a phase of None is not scored. `note` is the toelichting of WIR."""

    peiling: Peiling
    phases: Mapping[str, int | None]
    rebuilt: frozenset[str]
    note: str

    @property
    def registered(self) -> bool:
        """Whether the peiling has scores at all."""
        return self.peiling.rows(REGIONS) is not None


def histories(
    database: Database, selection: Selection, codes: Sequence[str], peilingen: Sequence[Peiling]
) -> dict[str, tuple[Score, ...]]:
    """Of each of these regions its scores, in the order of the peilingen; none of one that did not know the regio."""
    asked = selection.without_filters().with_filter("regio", codes)
    rows = {(r["peiling"], r["regio"]): r for r in database.run("verloop", asked, peilingen)}
    return {
        code: tuple(
            Score(p, {d: row[d] for d in PHASES}, rebuilt_dimensions(row), row["toelichting"] or "")
            for p in peilingen
            if (row := rows.get((p.key, code)))
        )
        for code in codes
    }


APPENDIX_COLUMNS = (
    ("Afspraken / Convenanten", "afspraken"),
    ("Stip op de Horizon", "visie"),
    ("Ontwikkelfase", "dynamiek"),
)


class StandingsTable(TableSpec):
    """One line a regio, in the order of the report; phases are ordinal, so there is no total."""

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        records = database.counts("standen", selection, [peiling])
        rows = tuple(Row(r["naam"], tuple(r[key] for _, key in APPENDIX_COLUMNS), "regio", r["regio"]) for r in records)
        columns = [Column(name, key, "fase") for name, key in APPENDIX_COLUMNS]
        return self.over(peiling, selection, columns, rows, columns[0], _footnotes(peiling))


def _footnotes(peiling: Peiling) -> tuple[str, ...]:
    renamed = "‘Ontwikkelfase’ is de samenwerkingsdynamiek van tabel 2."
    if peiling.rows(REGIONS) is None:
        return (renamed, f"{peiling.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen regioscores).")
    return (renamed,)
