"""What a register takes over from an earlier one: what others delivered before, and a sheet that it lacks."""

from collections.abc import Iterator, Sequence

from wir.register.diff import KEYS
from wir.register.fields import PROJECTS, REGIONS, Sheet
from wir.register.findings import Finding
from wir.register.grids import shown
from wir.register.model import Register, Row
from wir.register.reading import RawSheet
from wir.vocabulary import Vocabulary


def complete(register: Register, earlier: Register | None, holders: Sequence[str], keep_missing: bool) -> Register:
    """The register with what it takes over.

    `holders` are the concessiehouders of a deellevering, empty for all; with `keep_missing` a sheet that the register
    lacks is carried over whole.
    """
    if earlier is None:
        return register
    return Register(
        _rows(PROJECTS, register.projects, earlier.projects, holders, keep_missing),
        _rows(REGIONS, register.scores, earlier.scores, holders, keep_missing),
    )


def _rows(
    sheet: Sheet,
    rows: tuple[Row, ...] | None,
    earlier: tuple[Row, ...] | None,
    holders: Sequence[str],
    keep_missing: bool,
) -> tuple[Row, ...] | None:
    """The rows and those that stay: of a deellevering what others delivered, also where its own sheet is missing."""
    if rows is None and keep_missing:
        return earlier
    if not holders or earlier is None:
        return rows
    own, key = rows or (), KEYS[sheet]
    delivered = {r[key] for r in own}
    carried = tuple(r for r in _of_others(earlier, holders) if r[key] not in delivered)
    return own + carried if carried else rows


def _of_others(rows: tuple[Row, ...], holders: Sequence[str]) -> tuple[Row, ...]:
    return tuple(r for r in rows if r["concessiehouder"] not in holders)


def taken_numbers(
    sheets: Sequence[RawSheet], register: Register, earlier: Register | None, holders: Sequence[str], lists: Vocabulary
) -> Iterator[Finding]:
    """The projects of a deellevering with a number that a project of another concessiehouder has already."""
    if not holders or earlier is None:
        return
    taken = {r["projectnummer"]: r for r in _of_others(earlier.projects or (), holders)}
    placed = {r["projectnummer"] for r in register.projects or ()}
    for raw in (s for s in sheets if s.sheet is PROJECTS):
        for row in raw.rows:
            number = shown(row.values.get("projectnummer", ""))
            if number in placed and number in taken:
                owner = lists.label("concessiehouder", str(taken[number]["concessiehouder"]))
                message = f"Dit nummer is al van een project van {owner}; elk nummer komt een keer voor."
                cell = raw.address("projectnummer", row.number)
                yield Finding("fout", raw.title, cell, PROJECTS.field("projectnummer").header, number, message)
