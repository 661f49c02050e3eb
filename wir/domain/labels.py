"""Which short name a peiling may bear: none that reads as a date, a key, or the name of another."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial

from wir.common.errors import NotPossible
from wir.common.numbers import day
from wir.common.unseen_characters import alike, ordinary
from wir.domain.peiling import MONTHS, Damaged, Peiling, read_key
from wir.domain.selection import NONE

LONGEST_LABEL = 40
_MONTH = rf"(?:{'|'.join((*MONTHS, 'maart', 'may', 'oct'))})[a-z]*"
_WEEKDAY = r"(?:(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)[.,]?(?=\d))?"
DAY = re.compile(rf"{_WEEKDAY}(?:\d{{1,2}}(?:e|de|ste)?[-.]?{_MONTH}[-'.]?\d{{2,4}}|{_MONTH}\.?\d{{1,2}},\d{{4}})")
WEEKDAY = re.compile(_WEEKDAY)
# Letters that people read as digits, beside digits.
_DIGITS = str.maketrans("oli|", "0111")


def refuse_label(label: str, peildatum: date | None, others: Iterable[Peiling | Damaged]) -> None:
    """Raises NotPossible where a label could be taken for something else than this peildatum."""
    said, read = alike(label), alike(label).translate(_DIGITS)
    if len(label) > LONGEST_LABEL:
        raise NotPossible(f"Het label is {len(label)} tekens lang; ten hoogste {LONGEST_LABEL} mag.")
    if label and (DAY.fullmatch(said) or _is_number(said) or _is_number(WEEKDAY.sub("", read))):
        raise NotPossible(f"Het label {label} leest als een datum of getal; kies een naam met letters, zoals mei-21.")
    if said == NONE or read_key(said):
        raise NotPossible(f"Het label {label} betekent in een adres iets anders; kies een andere naam.")
    for other in others:
        if (
            isinstance(other, Peiling)
            and other.peildatum != peildatum
            and alike(other.label).translate(_DIGITS) == read
        ):
            raise NotPossible(f"Het label {other.label} hoort al bij {day(other.peildatum)}; kies een ander label.")


def _is_number(said: str) -> bool:
    """Whether it reads as a number or a date: also 1e3, 0x10, 2020-W44 and 2020-11-01T00:00."""
    if not any(map(str.isalpha, said)):
        return True
    for read in (float, partial(int, base=0), datetime.fromisoformat):
        with suppress(ValueError):
            read(said.upper())
            return True
    return False


def tidy(label: str) -> str:
    """A label as it is stored: letters in one form, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", ordinary(label)).split())
