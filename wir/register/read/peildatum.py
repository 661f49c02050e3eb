"""Which peildatum a file seems to describe, by its name or by what its title rows say."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from wir.domain.peiling import MONTHS
from wir.register.read.cells import Cells, CellValue, shown

ISO = re.compile(r"(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)")
DUTCH = re.compile(r"(?<!\d)([0-3]?\d)[-_. /]([01]?\d)[-_. /](20\d\d)(?!\d)")
WHOLE_NAMES = ("uari", "ruari", "", "il", "", "i", "i", "ustus", "t(?:ember)?", "ober", "ember", "ember")
MONTH = "|".join(
    ["maart", *(f"{short}(?:{rest})?" if rest else short for short, rest in zip(MONTHS, WHOLE_NAMES, strict=True))]
)
WORDS = re.compile(rf"(?<!\d)(?:([0-3]?\d)[-_ ])?(?<![a-z])({MONTH})[-_ ']*((?:20)?\d\d)(?!\d)", re.IGNORECASE)
# What a file is called when it was saved again: no part of a date.
VERSION = re.compile(
    r"(?<![a-z])(?:v|vs|ver|versie|version|rev|revisie|concept|kopie|copy)[ ._-]*\d{1,3}(?!\d)", re.IGNORECASE
)
TITLE_ROWS = 10


def propose(name: str, cells: Cells) -> date | None:
    """The date in the file name, else the date beside the word peildatum; a month alone is its first day."""
    found = _in_text(re.sub(r"\.\w+$", "", name))
    return found or next((d for d in _beside_peildatum(cells) if d), None)


def _in_text(text: str) -> date | None:
    text = VERSION.sub("~", text)
    if m := ISO.search(text):
        return _date(m[1], m[2], m[3])
    if m := DUTCH.search(text):
        return _date(m[3], m[2], m[1])
    if m := WORDS.search(text):
        month = MONTHS.index("mrt" if m[2].lower() == "maart" else m[2].lower()[:3]) + 1
        return _date(f"20{m[3][-2:]}", str(month), m[1] or "1")
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _beside_peildatum(cells: Cells) -> Iterator[date | None]:
    for grid in cells.grids:
        for row in (grid.row(n) for n in range(1, TITLE_ROWS + 1)):
            for index, cell in enumerate(row):
                if "peildatum" in shown(cell).casefold():
                    following = next((v for v in row[index + 1 :] if shown(v)), "")
                    yield _in_text(shown(cell)) or _of_cell(following)


def _of_cell(value: CellValue) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else _in_text(shown(value))
