"""What differs between two registers: new, vanished, changed and unchanged rows, which add up to both."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wir.domain.declaration import Sheet
from wir.domain.register_rows import Register, Row, Value


@dataclass(frozen=True)
class Change:
    """One field of one row: what it was and what it is."""

    key: str
    field: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Difference:
    """The rows of one sheet in two registers.

    vanished + changed + unchanged = the old total; new + changed + unchanged = the new total.
    """

    sheet: Sheet
    new: tuple[Row, ...]
    vanished: tuple[Row, ...]
    changes: tuple[Change, ...]
    unchanged: int
    pairs: tuple[tuple[Row, Row], ...]

    @property
    def changed(self) -> int:
        """How many rows changed in at least one field."""
        return len({c.key for c in self.changes})

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.vanished or self.changes)

    def transitions(self, field: str) -> Mapping[tuple[Value, Value], int]:
        """How many rows of both registers went from which value to which, those that stayed included."""
        return Counter((old.get(field), new.get(field)) for old, new in self.pairs)


def compare(old: Register, new: Register) -> dict[Sheet, Difference]:
    """The difference of each sheet that both registers have; what one does not hold cannot be compared."""
    before, after = old.by_sheet, new.by_sheet
    return {s: _difference(s, before[s], rows) for s, rows in after.items() if s in before}


def _difference(sheet: Sheet, before: Sequence[Row], after: Sequence[Row]) -> Difference:
    key = sheet.key
    old, new = {r[key]: r for r in before}, {r[key]: r for r in after}
    pairs = tuple((old[k], row) for k, row in new.items() if k in old)
    changes = tuple(change for pair in pairs for change in _changes(sheet, *pair))
    return Difference(
        sheet=sheet,
        new=tuple(row for k, row in new.items() if k not in old),
        vanished=tuple(row for k, row in old.items() if k not in new),
        changes=changes,
        unchanged=len(pairs) - len({c.key for c in changes}),
        pairs=pairs,
    )


def _changes(sheet: Sheet, old: Row, new: Row) -> Iterator[Change]:
    for name in (f.name for f in sheet.compared):
        if old.get(name) != new.get(name):
            yield Change(str(new[sheet.key]), name, old.get(name), new.get(name))


LARGE_LOSS, FEWEST_LOST = 0.1, 3
OF_GROUPS = ("concessiehouder", "thema")


@dataclass(frozen=True)
class Loss:
    """Rows that vanish in such numbers that it may be a mistake: of all, or of those with one value of a field."""

    sheet: Sheet
    lost: int
    before: int
    field: str = ""
    value: Value = None


def large_losses(d: Difference) -> Iterator[Loss]:
    """More than a tenth and at least three: of the whole, else of one concessiehouder or one thema."""
    whole = tuple(_loss(d, d.vanished, [old for old, _ in d.pairs]))
    yield from whole
    for name in () if whole else OF_GROUPS:
        for value in dict.fromkeys(row.get(name) for row in d.vanished):
            lost, stayed = ([r for r in rows if r.get(name) == value] for rows in (d.vanished, [o for o, _ in d.pairs]))
            yield from _loss(d, lost, stayed, name, value)


def _loss(
    d: Difference, lost: Sequence[Row], stayed: Sequence[Row], name: str = "", value: Value = None
) -> Iterator[Loss]:
    before = len(lost) + len(stayed)
    if len(lost) >= FEWEST_LOST and len(lost) > LARGE_LOSS * before and (value is not None or not name):
        yield Loss(d.sheet, len(lost), before, name, value)


@dataclass(frozen=True)
class ColumnChange:
    """How many rows changed in one field, and to what: each value with how often, most often first."""

    field: str
    rows: int
    to: tuple[tuple[Value, int], ...]


def column_changes(d: Difference) -> tuple[ColumnChange, ...]:
    """Per field that changed, in the order of the sheet."""
    to: dict[str, Counter[Value]] = {}
    for change in d.changes:
        to.setdefault(change.field, Counter())[change.new] += 1
    return tuple(
        ColumnChange(f.name, to[f.name].total(), tuple(to[f.name].most_common()))
        for f in d.sheet.compared
        if f.name in to
    )
