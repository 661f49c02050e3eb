"""The cells of a file as they stand, sheet by sheet, and how they travel between two processes as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from wir.common.unseen_characters import ordinary


@dataclass(frozen=True)
class Uncalculated:
    """A formula whose outcome the file does not hold."""


Area = tuple[int, int, int, int]  # first and last row and column, from 1
Odd = tuple[int, int, str, str]  # row, column, what is odd, and for some what a reader sees instead
UNSEEN, RAISED, SHOWN, NOTED = "onzichtbaar", "verhoogd", "getoond", "notitie"
SPILLED, SWALLOWED, OTHER_HEAD, LOOSE = "te breed", "opgeslokt", "andere kop", "los"
CellValue = str | float | int | bool | date | datetime | time | timedelta | Uncalculated


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows that are not blank, by row number as Excel counts them; column A is index 0.

    `hidden_columns` counts from 1; `struck_rows` are crossed out; `merged` has the first and last row and column of
    each area that shows one cell. `odd` are cells that show something else than they hold; in the areas `veiled`
    conditional formatting may hide what they hold. Of a csv `delimiter` is what stands between two cells, and
    `widths` how many cells each line has, blank ones too.
    """

    title: str
    rows: Mapping[int, tuple[CellValue, ...]]
    hidden_rows: frozenset[int] = field(default=frozenset())
    hidden_columns: frozenset[int] = field(default=frozenset())
    struck_rows: frozenset[int] = field(default=frozenset())
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    odd: tuple[Odd, ...] = ()
    veiled: tuple[Area, ...] = ()
    delimiter: str = ""
    widths: tuple[int, ...] = ()

    def row(self, number: int) -> tuple[CellValue, ...]:
        return self.rows.get(number, ())


@dataclass(frozen=True)
class Cells:
    """All sheets of a file. `sees_everything` is false for kinds of file that hide errors and hidden rows from us."""

    grids: tuple[Grid, ...]
    sees_everything: bool = True


SETS = ("hidden_rows", "hidden_columns", "struck_rows")


def shown(value: CellValue) -> str:
    """A cell as a Dutch reader sees it: 4,5 and 31-12-2020; nothing for a formula without an outcome.

    Signs that no reader sees are left out and letters and spaces are written in one way, here for all that is said and
    stored of a cell.
    """
    match value:
        case str():
            return ordinary(value).strip()
        case Uncalculated():
            return ""
        case bool():
            return "WAAR" if value else "ONWAAR"
        case float():
            return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
        case datetime() if value.time() != time():
            return value.strftime("%d-%m-%Y %H:%M")
        case date():
            return f"{value:%d-%m-%Y}"
    return str(value)


def write_cells(path: Path, cells: Cells) -> None:
    """Write as JSON; `read_cells` gives the same back."""
    grids = [
        {
            "title": g.title,
            "rows": [[n, list(row)] for n, row in g.rows.items()],
            **{name: sorted(getattr(g, name)) for name in SETS},
            "merged": g.merged,
            "hidden": g.hidden,
            "odd": g.odd,
            "veiled": g.veiled,
            "delimiter": g.delimiter,
            "widths": g.widths,
        }
        for g in cells.grids
    ]
    path.write_text(
        json.dumps([cells.sees_everything, grids], default=_plain, ensure_ascii=False, separators=(",", ":")),
        encoding="utf-8",
    )


def read_cells(path: Path) -> Cells:
    """Read what `write_cells` wrote."""
    sees_everything, grids = json.loads(path.read_text(encoding="utf-8"))
    return Cells(tuple(map(_grid, grids)), sees_everything)


def _grid(plain: dict[str, Any]) -> Grid:
    rows = {n: tuple(map(_value, row)) for n, row in plain["rows"]}
    sets = {name: frozenset(plain[name]) for name in SETS}
    # What was kept by an older version of us does not have all of them.
    merged, odd, veiled = (tuple(map(tuple, plain.get(name, ()))) for name in ("merged", "odd", "veiled"))
    delimiter, widths = plain.get("delimiter", ""), tuple(plain.get("widths", ()))
    return Grid(
        plain["title"],
        rows,
        **sets,
        merged=merged,
        hidden=plain["hidden"],
        odd=odd,
        veiled=veiled,
        delimiter=delimiter,
        widths=widths,
    )


def _plain(value: object) -> dict[str, str | float]:
    match value:
        case datetime() | date() | time():
            return {type(value).__name__: value.isoformat()}
        case timedelta():
            return {"timedelta": value.total_seconds()}
        case Uncalculated():
            return {"formule": ""}
    raise TypeError(type(value).__name__)


def _value(plain: Any) -> CellValue:
    if not isinstance(plain, dict):
        return plain  # type: ignore[no-any-return]
    ((kind, text),) = plain.items()
    match kind:
        case "datetime":
            return datetime.fromisoformat(text)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
        case "timedelta":
            return timedelta(seconds=text)
    return Uncalculated()
