"""Which short name a peiling may bear: none that reads as a date, a key, or the name of another."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from wir.common.errors import NotPossible
from wir.common.numbers import day
from wir.common.unseen_characters import alike, ordinary
from wir.domain.peiling import MONTHS, Damaged, Peiling, read_key
from wir.domain.selection import NONE

LONGEST_LABEL = 40
DAY = re.compile(rf"\d{{1,2}}(?:{'|'.join((*MONTHS, 'maart'))})[a-z]*[-'.]?\d{{2,4}}")


def refuse_label(label: str, peildatum: date | None, others: Iterable[Peiling | Damaged]) -> None:
    """Raises NotPossible where a label could be taken for something else than this peildatum."""
    said = alike(label)
    if len(label) > LONGEST_LABEL:
        raise NotPossible(f"Het label is {len(label)} tekens lang; ten hoogste {LONGEST_LABEL} mag.")
    if (label and not any(map(str.isalpha, said))) or DAY.fullmatch(said):
        raise NotPossible(f"Het label {label} leest als een datum of getal; kies een naam met letters, zoals mei-21.")
    if said == NONE or read_key(said):
        raise NotPossible(f"Het label {label} betekent in een adres iets anders; kies een andere naam.")
    for other in others:
        if isinstance(other, Peiling) and other.peildatum != peildatum and alike(other.label) == said:
            raise NotPossible(f"Het label {other.label} hoort al bij {day(other.peildatum)}; kies een ander label.")


def tidy(label: str) -> str:
    """A label as it is stored: letters in one form, ordinary spaces."""
    return unicodedata.normalize("NFKC", ordinary(label)).strip()
