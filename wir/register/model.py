"""What a checked register is, and how its rows turn back into the words of the workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wir.register.fields import PROJECTS, REGIONS, Sheet
from wir.vocabulary import UNKNOWN, Regions, Vocabulary

Value = str | int | date | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Register:
    """Checked rows by field name, with codes for begrippen, numbers for phases, and `regio` as placed.

    None for a sheet that the workbook does not have: then that part is not registered.
    """

    projects: tuple[Row, ...] | None
    scores: tuple[Row, ...] | None

    @property
    def by_sheet(self) -> dict[Sheet, tuple[Row, ...]]:
        """The sheets that are present, with their rows."""
        parts = {PROJECTS: self.projects, REGIONS: self.scores}
        return {sheet: rows for sheet, rows in parts.items() if rows is not None}

    @property
    def reconstructed(self) -> int:
        """How many rows hold a value that was not published but rebuilt."""
        return sum(1 for rows in self.by_sheet.values() for row in rows if row["gereconstrueerd"])


def in_words(sheet: Sheet, rows: Sequence[Row], vocabulary: Vocabulary, regions: Regions) -> list[Row]:
    """The rows as a person would type them: labels for codes, names for the regio, blank for unknown."""
    return [_row_in_words(sheet, row, vocabulary, regions) for row in rows]


def _row_in_words(sheet: Sheet, row: Row, vocabulary: Vocabulary, regions: Regions) -> Row:
    place = regions.by_code[str(row["regio"])]
    words: dict[str, Value] = {"zorgkantoorregio": place.zorgkantoorregio, "subregio": place.subregio or None}
    for field in sheet.fields:
        value = row.get(field.name)
        if field.kind == "begrip" and field.lijst:
            words[field.name] = None if value in (None, UNKNOWN) else vocabulary.label(field.lijst, str(value))
        else:
            words.setdefault(field.name, value)
    return words
