"""What a register takes over from an earlier one: what others delivered before, and a sheet that it lacks."""

from collections.abc import Iterator, Sequence

from wir.domain.declaration import Field, Sheet
from wir.domain.register_rows import Register, Row
from wir.domain.vocabulary import Vocabulary
from wir.register.check.findings import Finding
from wir.register.read.cells import shown
from wir.register.read.reading import RawSheet


def complete(
    declared: Sequence[Sheet],
    register: Register,
    earlier: Register | None,
    holders: Sequence[str],
    keep_missing: bool,
) -> Register:
    """The register, of which these sheets are declared, with what it takes over.

    `holders` are the concessiehouders of a deellevering, empty for all; with `keep_missing` a sheet that the register
    lacks is carried over whole.
    """
    if earlier is None:
        return register
    sheets = dict.fromkeys((*earlier.by_sheet, *register.by_sheet))
    return Register.with_sheets(
        declared, {s: _rows(s, register.of(s), earlier.of(s), holders, keep_missing) for s in sheets}
    )


def keep_columns(register: Register, earlier: Register | None, kept: Sequence[tuple[Sheet, Field]]) -> Register:
    """The register with what the one before says in these columns, of the rows that both have."""
    rows = dict(register.by_sheet)
    for sheet, field in kept:
        before = {r[sheet.key]: r.get(field.name) for r in (earlier and earlier.of(sheet)) or ()}
        rows[sheet] = tuple(
            {**r, field.name: before[r[sheet.key]]} if r[sheet.key] in before else r for r in rows.get(sheet, ())
        )
    return Register(rows)


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
    own, key = rows or (), sheet.key
    delivered = {r[key] for r in own}
    carried = tuple(r for r in _of_others(earlier, holders) if r[key] not in delivered)
    return own + carried if carried else rows


def _of_others(rows: tuple[Row, ...], holders: Sequence[str]) -> tuple[Row, ...]:
    return tuple(r for r in rows if r.get("concessiehouder") not in holders)


def taken_numbers(
    sheets: Sequence[RawSheet], register: Register, earlier: Register | None, holders: Sequence[str], lists: Vocabulary
) -> Iterator[Finding]:
    """The rows of a deellevering with a number that a row of another concessiehouder has already."""
    if not holders or earlier is None:
        return
    for raw in (s for s in sheets if s.sheet.key in s.columns):  # a regio is of one concessiehouder only
        key, (one, _) = raw.sheet.key, raw.sheet.nouns
        taken = {r[key]: r for r in _of_others(earlier.of(raw.sheet) or (), holders)}
        placed = {r[key] for r in register.of(raw.sheet) or ()}
        for row in raw.rows:
            number = shown(row.values.get(key, ""))
            if number in placed and number in taken:
                owner = lists.label("concessiehouder", str(taken[number]["concessiehouder"]))
                message = f"Dit nummer is al van een {one} van {owner}; elk nummer komt een keer voor."
                cell = raw.address(key, row.number)
                yield Finding("fout", raw.title, cell, raw.sheet.field(key).header, number, message)
