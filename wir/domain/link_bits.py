"""What short links are written with: bits as letters, and the numbers that values have in data/korte_codes.csv."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from wir.common.errors import UnknownValue
from wir.common.paths import DATA

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WRONG = "Deze korte link klopt niet: er is een teken veranderd of weggevallen. Vraag de link opnieuw aan wie hem gaf."
NEWER = "Deze korte link noemt iets dat deze versie van het dashboard niet kent."


@dataclass(frozen=True)
class Numbers:
    """The number of each code, by list."""

    by_code: Mapping[tuple[str, str], int]

    def of(self, lijst: str, code: str) -> int:
        """Raises KeyError for a code without a number."""
        return self.by_code[lijst, code]

    def code(self, lijst: str, number: int) -> str:
        """Raises UnknownValue for a number that is not there."""
        found = next((c for (name, c), n in self.by_code.items() if (name, n) == (lijst, number)), None)
        if found is None:
            raise UnknownValue(NEWER)
        return found


@cache
def numbers() -> Numbers:
    """The numbers of this installation."""
    with (DATA / "korte_codes.csv").open(encoding="utf-8", newline="") as file:
        return Numbers({(r["lijst"], r["code"]): int(r["nummer"]) for r in csv.DictReader(file)})


class Writer:
    """Bits, one after the other."""

    def __init__(self) -> None:
        self.bits = ""

    def put(self, value: int, width: int) -> None:
        self.bits += format(value, f"0{width}b")

    def small(self, value: int) -> None:
        """Three bits at a time, lowest first, each with whether there are more."""
        while True:
            value, low = divmod(value, 8)
            self.put(low * 2 + (value > 0), 4)
            if not value:
                return

    def several(self, values: Iterable[int]) -> None:
        """One value, a list of them or a bit for each: whichever is shortest."""
        found = sorted(set(values))
        if len(found) == 1:
            self.put(0, 1)
            self.small(found[0])
            return
        listed, mapped = Writer(), Writer()
        listed.put(0b10, 2)
        listed.small(len(found))
        for value in found:
            listed.small(value)
        mapped.put(0b11, 2)
        width = max(found, default=-1) + 1
        mapped.small(width)
        for place in range(width):
            mapped.put(place in found, 1)
        self.bits += min(listed.bits, mapped.bits, key=len)

    def text(self) -> str:
        padded = self.bits + "0" * (-len(self.bits) % 6)
        return "".join(DIGITS[int(padded[i : i + 6], 2)] for i in range(0, len(padded), 6))


class Reader:
    """The same read back. Raises UnknownValue where there are too few bits."""

    def __init__(self, text: str) -> None:
        if not set(text) <= set(DIGITS):
            raise UnknownValue(WRONG)
        self.bits = "".join(format(DIGITS.index(sign), "06b") for sign in text)
        self.place = 0

    def take(self, width: int) -> int:
        found = self.bits[self.place : self.place + width]
        if len(found) < width:
            raise UnknownValue(WRONG)
        self.place += width
        return int(found, 2) if width else 0

    def small(self) -> int:
        value, shift, more = 0, 0, True
        while more:
            if shift > 60:
                raise UnknownValue(WRONG)
            low, more = divmod(self.take(4), 2)  # type: ignore[assignment]
            value += low << shift
            shift += 3
        return value

    def several(self) -> list[int]:
        if not self.take(1):
            return [self.small()]
        if not self.take(1):
            return [self.small() for _ in range(self.small())]
        return [place for place in range(self.small()) if self.take(1)]
