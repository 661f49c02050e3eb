"""Which rows of a cross table stand lowest and highest on a scale: the theme that is least scalable, and the most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wir.common import numbers
from wir.domain.vocabulary import UNKNOWN
from wir.tables.cross import ABSENT, FEW, TOTAL, CrossTable
from wir.tables.model import Column, Row, Table

MOST_EQUAL = 2  # rows that are named together; with more none stands out


@dataclass(frozen=True)
class Ends:
    """What stands lowest and highest in one sentence, and how that was told."""

    said: str
    how: str


def scale_ends(spec: CrossTable, counts: Table, chosen: Sequence[str], wholes: Collection[str] = ()) -> Ends | None:
    """The rows with the largest share of the lowest and of the highest value; None where the columns are no scale.

    Nothing is averaged. Rows that rest on a few count only where they are all there is to compare: then nothing is
    said. `chosen` are the rows to compare, all where there are none; `wholes` are made of other rows.
    """
    words = spec.sheet.scales.get(spec.columns)
    rows = [r for r in counts.counted if r.kind == "waarde" and r.code not in wholes and r.code in (chosen or [r.code])]
    told = [row for row in rows if _count(counts, row, TOTAL) >= FEW]
    values = [c for c in counts.columns if c.key not in (TOTAL, UNKNOWN, ABSENT)]
    values = [column for column in values if any(_count(counts, row, column.key) for row in told)]
    if words is None or len(told) < 2 or len(values) < 2:
        return None
    ends = [
        (word, _most(counts, told, value), value) for word, value in zip(words, (values[0], values[-1]), strict=True)
    ]
    lowest, highest = (found for _, found, _ in ends)
    if not lowest or not highest or set(lowest) & set(highest):
        return None
    more = spec.sheet.nouns[1]
    said = "; ".join(f"{word}: {_named(counts, found, value)}" for word, found, value in ends)
    few = [row.label for row in rows if 0 < _count(counts, row, TOTAL) < FEW]
    without = f" Minder dan {FEW} {more}, en dus niet vergeleken: {', '.join(few)}." if few else ""
    how = "; ".join(f"{word}: het grootste deel ‘{value.name}’" for word, _, value in ends)
    return Ends(said + (f", bij {FEW} of meer {more}" if few else ""), f"{how}.{without}")


def _count(counts: Table, row: Row, column: str) -> int:
    return int(counts.value(row.lijst, row.code, column) or 0)


def _most(counts: Table, rows: Sequence[Row], value: Column) -> tuple[Row, ...]:
    """The row with the largest share of a value; two where they are equal, none where there are more."""
    shares = {row: _count(counts, row, value.key) / _count(counts, row, TOTAL) for row in rows}
    top = tuple(row for row, share in shares.items() if share == max(shares.values()))
    return top if len(top) <= MOST_EQUAL else ()


def _named(counts: Table, rows: Sequence[Row], value: Column) -> str:
    return " en ".join(
        f"{row.label} ({numbers.count(_count(counts, row, value.key))} van de "
        f"{numbers.count(_count(counts, row, TOTAL))})"
        for row in rows
    )
