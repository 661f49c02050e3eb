"""What differs between two registers, in words and as JSON."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wir.common import numbers
from wir.domain.declaration import Declaration, Sheet
from wir.domain.register_differences import Change, ColumnChange, Difference, column_changes
from wir.domain.register_rows import Row, Value, several_words
from wir.domain.selection import Lists
from wir.register.read.cells import shown

BLANK = "(leeg)"
MOST_VALUES, LONGEST_VALUE = 5, 60


def in_words(sheet: Sheet, name: str, value: Value, lists: Lists) -> str:
    """A value as the workbook would print it."""
    vocabulary, regions = lists
    if value is None:
        return BLANK
    if name == "regio":
        codes = value if isinstance(value, tuple) else (str(value),)
        return "; ".join(regions.by_code[code].naam if code in regions.by_code else code for code in codes)
    field = sheet.field(name)
    if isinstance(value, tuple):
        return "; ".join(several_words(field, value, lists)) or BLANK
    term = vocabulary.find(field.lijst, str(value)) if field.lijst else None
    return term.printed if term else shown(value)


def header(sheet: Sheet, name: str) -> str:
    """The header of a field in the workbook."""
    return name if name == "regio" else sheet.field(name).header


def row_name(sheet: Sheet, row: Row, lists: Lists) -> str:
    """How a person recognises a row: number and name, or the name of the regio."""
    return " ".join(in_words(sheet, name, row[name], lists) for name in sheet.named)


def counts(difference: Difference) -> str:
    """The numbers that add up, in one line."""
    d = difference
    common = d.changed + d.unchanged
    return (
        f"{d.sheet.name}: {numbers.count(len(d.new))} nieuw, {numbers.count(len(d.vanished))} verdwenen, "
        f"{numbers.count(d.changed)} gewijzigd, {numbers.count(d.unchanged)} ongewijzigd "
        f"({numbers.count(common + len(d.vanished))} → {numbers.count(common + len(d.new))})"
    )


def column_words(sheet: Sheet, change: ColumnChange, lists: Lists) -> str:
    """How many values of a column change, and to what: impact: 317 gewijzigd, alle naar Nog onbekend."""
    named = [(in_words(sheet, change.field, value, lists), times) for value, times in change.to]
    said = f"{header(sheet, change.field)}: {numbers.count(change.rows)} gewijzigd"
    if len(named) == 1:
        return f"{said}, {'alle ' if change.rows > 1 else ''}naar {_short(named[0][0])}"
    first = ", ".join(f"{_short(words)} ({numbers.count(times)})" for words, times in named[:MOST_VALUES])
    return f"{said}, naar {first}{' en andere' if len(named) > MOST_VALUES else ''}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"


def changed_words(difference: Difference, change: Change, lists: Lists) -> str:
    """One change: the row, the field, what it was and what it is."""
    sheet = difference.sheet
    old, new = (in_words(sheet, change.field, v, lists) for v in (change.old, change.new))
    row = in_words(sheet, sheet.key, change.key, lists)
    return f"{row}: {header(sheet, change.field)}: {old} → {new}"


def to_text(declared: Declaration, differences: Mapping[Sheet, Difference], lists: Lists) -> str:
    """Every difference, a line each, and which sheet cannot be compared; empty where none can."""
    lines = [line for d in differences.values() for line in _lines(d, lists)]
    absent = [s.name for s in declared.sheets if differences and s not in differences]
    return "\n".join([*lines, *(f"{name}: niet te vergelijken, want niet beide hebben dit blad." for name in absent)])


def _lines(d: Difference, lists: Lists) -> Iterator[str]:
    yield counts(d)
    for what, rows in (("nieuw", d.new), ("verdwenen", d.vanished)):
        for row in rows:
            yield f"  {what}: {row_name(d.sheet, row, lists)}"
    for column in column_changes(d):
        yield f"  kolom {column_words(d.sheet, column, lists)}"
    for change in d.changes:
        yield f"  gewijzigd: {changed_words(d, change, lists)}"


def to_json(declared: Declaration, differences: Mapping[Sheet, Difference], lists: Lists) -> dict[str, Any]:
    """The first sheet at the top, each other under the name of its number; null for what cannot be compared."""
    first, *others = declared.sheets
    of = {sheet: _sheet_json(sheet, differences.get(sheet), lists) for sheet in declared.sheets}
    return {**of[first], **{sheet.counted: of[sheet] for sheet in others}}


def _sheet_json(sheet: Sheet, d: Difference | None, lists: Lists) -> dict[str, Any]:
    if d is None:
        return dict.fromkeys(("nieuw", "verdwenen", "gewijzigd", "ongewijzigd"))
    key = sheet.key
    return {
        "nieuw": [row[key] for row in d.new],
        "verdwenen": [row[key] for row in d.vanished],
        "gewijzigd": [
            {
                key: c.key,
                "veld": c.field,
                "oud": _plain(sheet, c.field, c.old, lists),
                "nieuw": _plain(sheet, c.field, c.new, lists),
            }
            for c in d.changes
        ],
        "ongewijzigd": d.unchanged,
    }


def _plain(sheet: Sheet, name: str, value: Value, lists: Lists) -> str | int | None:
    """A value for a program: labels as the workbook prints them, numbers as numbers, dates as 2021-05-01."""
    if isinstance(value, date):
        return value.isoformat()
    if value is None or (isinstance(value, int) and sheet.field(name).kind == "aantal"):
        return value
    return in_words(sheet, name, value, lists)
