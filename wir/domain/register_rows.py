"""What a checked register is, and how its rows turn back into the words of the workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wir.domain.declaration import AREA, SEVERAL, Field, Sheet
from wir.domain.region_names import spelled
from wir.domain.vocabulary import UNKNOWN, Regions, Vocabulary

Value = str | int | date | tuple[str, ...] | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Register:
    """Checked rows by field name, with codes for begrippen, numbers for phases, and `regio` as placed.

    A sheet that the workbook does not have is not in it: then that part is not registered.
    """

    by_sheet: Mapping[Sheet, tuple[Row, ...]]

    def of(self, sheet: Sheet) -> tuple[Row, ...] | None:
        """The rows of a sheet, None where it is not there."""
        return self.by_sheet.get(sheet)

    @staticmethod
    def with_sheets(declared: Sequence[Sheet], rows: Mapping[Sheet, tuple[Row, ...] | None]) -> "Register":
        """The sheets that have rows, or are there without any, in the order of their declaration."""
        return Register({s: found for s in declared if (found := rows.get(s)) is not None})

    @property
    def reconstructed(self) -> int:
        """How many rows hold a value that was not published but rebuilt."""
        return sum(1 for rows in self.by_sheet.values() for row in rows if row.get("gereconstrueerd"))


def in_words(sheet: Sheet, rows: Sequence[Row], vocabulary: Vocabulary, regions: Regions) -> list[Row]:
    """The rows as a person would type them: labels for codes, names for the regio, blank for unknown."""
    return [_row_in_words(sheet, row, vocabulary, regions) for row in rows]


def _row_in_words(sheet: Sheet, row: Row, vocabulary: Vocabulary, regions: Regions) -> Row:
    words: dict[str, Value] = {}
    if any(f.name == AREA.name for f in sheet.fields):
        words = _place_in_words(sheet, row["regio"], regions)
    for field in sheet.fields:
        value = row.get(field.name)
        if field.kind in SEVERAL:
            several = several_words(field, value, (vocabulary, regions)) if isinstance(value, tuple) else []
            words[field.name] = "; ".join(several) or None
        elif field.kind == "begrip" and field.lijst:
            words[field.name] = None if value in (None, UNKNOWN) else vocabulary.label(field.lijst, str(value))
        else:
            words.setdefault(field.name, value)
    return words


def _place_in_words(sheet: Sheet, placed: Value, regions: Regions) -> dict[str, Value]:
    """Its zorgkantoorregio and subregio; of several regions all in the first, each with its subregio in brackets."""
    codes = placed if isinstance(placed, tuple) else (str(placed),)
    said = [spelled(regions, regions.by_code[code], sheet.blank_is_whole) for code in codes]
    if not sheet.several:
        return {"zorgkantoorregio": said[0][0], "subregio": said[0][1] or None}
    each = [f"{area} ({part})" if part else area for area, part in said]
    return {"zorgkantoorregio": "; ".join(each), "subregio": None}


def several_words(field: Field, codes: Sequence[str], lists: tuple[Vocabulary, Regions]) -> list[str]:
    """What each of several codes is called."""
    vocabulary, regions = lists
    if field.kind == "regios":
        return [regions.by_code[code].naam for code in codes]
    return [vocabulary.label(field.lijst or field.name, code) for code in codes]
