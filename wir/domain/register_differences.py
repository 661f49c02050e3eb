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
