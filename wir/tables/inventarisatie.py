"""The tables of the inventarisatie: levels per scale and round, what each regio says, steps, and knelpunten."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wir.common import numbers
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.inventarisatie import LESS_NEED, REGIOS, SCALES
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.tables.listed_values import ListTable
from wir.tables.model import Column, Opening, Row, Table
from wir.tables.spec import TableSpec

DIRECTIONS = ("hoger", "gelijk", "lager", "niet te vergelijken")
WHOLE_COUNTS = "Een zorgkantoorregio die als geheel is ingevuld telt als één regio: {}."
NO_ROUND_BEFORE = "Er is geen eerdere ronde om mee te vergelijken."
LESS = f"Bij {' en '.join(sorted(LESS_NEED))} is een hoger niveau minder nood; bij de andere schalen is hoger verder."


@dataclass(frozen=True)
class Levels:
    """What one regio, or a zorgkantoorregio as a whole, says in a round; None is not filled in.

    `before` is what it said in the round before, empty where it was not in it; `row` has all that is stored.
    """

    region: Region
    levels: Mapping[str, int | None]
    before: Mapping[str, int | None]
    row: Mapping[str, Any]

    def step(self, scale: str) -> int | None:
        """How many levels higher (positive) or lower; None where it is not filled in on either."""
        now, then = self.levels[scale], self.before.get(scale)
        return None if now is None or then is None else now - then


def levels_of(database: Database, selection: Selection) -> tuple[Levels, ...]:
    """Every regio of a selection in its round, in the order of appendix 1, beside the round before."""
    shown, compared = database.shown(selection), database.compared(selection)
    everywhere = selection.without_filters()
    earlier = {r["regio"]: r for r in database.counts("standen", everywhere, [compared])} if compared else {}
    by_code = database.regions(shown).by_code
    return tuple(
        Levels(by_code[row["regio"]], _levels(row), _levels(earlier.get(row["regio"], {})), row)
        for row in database.counts("standen", selection, [shown])
    )


def _levels(row: Mapping[str, Any]) -> dict[str, int | None]:
    return {scale: row[scale] for scale in SCALES} if row else {}


def round_names(database: Database, selection: Selection, peilingen: Sequence[Peiling]) -> dict[str, str]:
    """What each peiling is called: ronde 2023, with its label where two are of one round."""
    rows = database.counts("standen", selection.without_filters(), tuple(peilingen))
    years = {r["peiling"]: f"ronde {r['ronde']}" for r in rows}
    names = {p.key: years.get(p.key, p.label) for p in peilingen}
    twice = {name for name, times in Counter(names.values()).items() if times > 1}
    return {p.key: f"{names[p.key]} ({p.label})" if names[p.key] in twice else names[p.key] for p in peilingen}


@dataclass(frozen=True)
class RoundTable(ListTable):
    """A count per value of a list, a column a round."""

    def columns(self, database: Database, peilingen: Sequence[Peiling]) -> dict[str, Column]:
        names = round_names(database, Selection(peilingen[-1].peildatum, declared=database.declared), peilingen)
        return {key: replace(column, name=names[key]) for key, column in super().columns(database, peilingen).items()}

    def build(self, database: Database, selection: Selection) -> Table:
        table = super().build(database, selection)
        return replace(table, footnotes=(*table.footnotes, *wholes_note(levels_of(database, selection))))


def wholes_note(found: Sequence[Levels]) -> list[str]:
    """Which rows are of a zorgkantoorregio as a whole, where there are such."""
    wholes = [levels.region.zorgkantoorregio for levels in found if levels.region.soort == "geheel"]
    return [WHOLE_COUNTS.format(", ".join(wholes))] if wholes else []


class LevelsTable(TableSpec):
    """Every regio by the eight scales: levels are ordinal, so there is no total."""

    def build(self, database: Database, selection: Selection) -> Table:
        found, shown = levels_of(database, selection), database.shown(selection)
        columns = [Column(title, name, "niveau") for name, title in SCALES.items()]
        rows = [Row(v.region.naam, tuple(v.levels.values()), "regio", v.region.code) for v in found]
        filled = sum(any(v.levels.values()) for v in found)
        note = f"Ingevuld door {numbers.counted(filled, 'regio', 'regio’s')} in deze selectie."
        return self.over(shown, selection, columns, rows, columns[0], [note, *wholes_note(found)])


class StepsTable(TableSpec):
    """How many regions went up or down on each scale since the round before."""

    def build(self, database: Database, selection: Selection) -> Table:
        shown, compared = database.shown(selection), database.compared(selection)
        if compared is None:
            raise NoComparison(NO_ROUND_BEFORE)
        found = levels_of(database, selection)
        columns = [Column(words.capitalize(), words) for words in DIRECTIONS]
        rows = []
        for name, title in SCALES.items():
            went = {
                words: tuple(v.region.code for v in found if direction(v.step(name)) == words) for words in DIRECTIONS
            }
            opens = tuple(Opening((("regio", codes),)) if codes else None for codes in went.values())
            rows.append(Row(title, tuple(map(len, went.values())), "schaal", name, opens=opens))
        both = tuple(sorted((shown, compared), key=lambda p: (p.peildatum, p.versie)))
        return self.over(shown, selection, columns, rows, columns[0], [LESS, *wholes_note(found)], both)


def direction(step: int | None) -> str:
    """Which way a level went."""
    if step is None:
        return DIRECTIONS[3]
    return DIRECTIONS[0] if step > 0 else DIRECTIONS[2] if step < 0 else DIRECTIONS[1]


PREFIX = "inventarisatie-"
_SPECS: tuple[TableSpec, ...] = (
    *(RoundTable(f"{PREFIX}{name.replace('_', '-')}", title, "Niveau", REGIOS, name) for name, title in SCALES.items()),
    RoundTable(f"{PREFIX}knelpunten", "Knelpunten", "Knelpunt", REGIOS, "knelpunten"),
    RoundTable(f"{PREFIX}gesproken-met", "Met wie is gesproken", "Rol", REGIOS, "gesproken_met"),
    LevelsTable(f"{PREFIX}regios", "Regio’s en schalen", "Regio"),
    StepsTable(f"{PREFIX}stappen", "Stap sinds de ronde ervoor", "Schaal"),
)
TABLES = {spec.number: spec for spec in _SPECS}


def number_of(scale: str) -> str:
    """The table of a scale."""
    return f"{PREFIX}{scale.replace('_', '-')}"
