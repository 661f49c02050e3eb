"""What a report published, as the rows of a file in data/: facts are data, each row with its source."""

import csv
from collections.abc import Mapping
from functools import cache

from wir.common.paths import DATA

Fact = Mapping[str, str]
Number = int | float


@cache
def facts(name: str) -> tuple[Fact, ...]:
    """The rows of a file in data/, in its order: facts("mgz/voortgang.csv")."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def number(text: str) -> Number | None:
    """A published number as it was printed: whole where it is whole; None where the cell is empty."""
    if not text:
        return None
    return float(text) if "." in text else int(text)


def codes(text: str) -> tuple[str, ...]:
    """The regions that a cell names, as the codes of data/regios.csv."""
    return tuple(text.split(";"))
