"""A selection in a few characters, for a letter: which page, which version of which peiling, and which filters.

Of a block of a page also the earlier peilingen in it, the settings of the page, and other registers that it shows.
The first character is the version of this form, the last one a check on the others; what is between them are bits.
Values are written as their numbers in data/korte_codes.csv, which only grows: a link that was handed out always means
what it meant. Nothing of it is kept on the server. What a search looks for stands beside it, as in any address.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from wir.common.errors import UnknownValue
from wir.common.paths import DATA
from wir.domain.change_codes import Shift, parse_shift
from wir.domain.declaration import HOME, WIR, Declaration
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.domain.selection import NONE, Selection
from wir.domain.vocabulary import UNKNOWN

KEY = "k"  # the parameter that holds it
FORM, WHOLE = "1", "2"  # a selection alone; one with the earlier peilingen, settings and other registers behind it
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LONGEST = 400
FIRST_DAY = date(2000, 1, 1)
DAY_BITS, MASK_BITS = 15, 15
DAY = "sinds"  # a filter of which the value is a day
FIRST_YEAR = 2010  # years before it take more room
PAGES, SETTINGS, REGISTER = "pagina", "instelling", "register"
# Where the words of a setting have their numbers; a list that comes later comes last.
WORDS = (
    "woord", "veld", "filter", "thema", "concessiehouder", "regio", "status", "impact", "deelbaarheid",
    "opschaalbaarheid", "betrokkenheid", "afspraken", "dynamiek", "visie", "filter.inventarisatie",
)  # fmt: skip
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


def shortened(
    page: str, selection: Selection, settings: Mapping[str, str] | None = None, others: Sequence[Selection] = ()
) -> str | None:
    """The text of a link to a page with a selection of one version; None where a value in it has no number yet.

    `settings` are those of the page that `numbered` lets through, `others` selections of other registers. A search is
    not in it.
    """
    bits = Writer()
    earlier = tuple(key for key in selection.eerder if key != NONE)
    whole = bool(earlier or settings or others)
    try:
        bits.several([numbers().of(PAGES, page)])
        _put_selection(bits, selection)
        if whole:
            _put_earlier(bits, earlier)
            _put_settings(bits, settings or {})
            bits.small(len(others))
            for other in others:
                bits.small(numbers().of(REGISTER, other.declared.name))
                _put_selection(bits, other)
                _put_earlier(bits, [key for key in other.eerder if key != NONE])
    except KeyError:
        return None
    text = (WHOLE if whole else FORM) + bits.text()
    return text + _check(text)


def numbered(settings: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
    """The settings of a page that a short link can hold; others stand beside it."""
    found = {}
    for name, value in settings.items():
        if (SETTINGS, name) in numbers().by_code and isinstance(value, str) and all(map(_listed, value.split(","))):
            found[name] = value
    return found


def _listed(word: str) -> str | None:
    """The list in which a word of a setting has its number."""
    return next((lijst for lijst in WORDS if (lijst, word) in numbers().by_code), None)


def of_figure(selection: Selection, shown: Peiling, compared: Peiling | None) -> Selection:
    """What a figure of the peiling shown depends on, with versions: another peiling only where it is about change."""
    alone = selection.pinned(shown, compared, [])
    if selection.asks_for_change:
        return alone
    return replace(alone, vergelijk_peildatum=None, vergelijk_versie=None)


def lengthened(text: str) -> tuple[str, dict[str, list[str]]]:
    """The page and the parameters of an address that a short link stands for. Raises UnknownValue."""
    if len(text) > LONGEST or len(text) < 3 or _check(text[:-1]) != text[-1]:
        raise UnknownValue(WRONG)
    if text[0] not in (FORM, WHOLE):
        raise UnknownValue(NEWER)
    bits = Reader(text[1:-1])
    page = numbers().code(PAGES, _one(bits.several()))
    params = _take_selection(bits, WIR)
    if text[0] == WHOLE:
        params["eerder"] = _take_earlier(bits)
        params |= _take_settings(bits)
        for _ in range(bits.small()):
            declared = REGISTERS[numbers().code(REGISTER, bits.small())]
            said = {**_take_selection(bits, declared), "eerder": _take_earlier(bits)}
            params |= {declared.parameter(name): values for name, values in said.items()}
    return page, {name: values for name, values in params.items() if values}


def _check(text: str) -> str:
    """A character that tells most slips: one that is another, two in each other's place."""
    found = (DIGITS.find(sign) + 1 for sign in text)
    return DIGITS[sum(place * value for place, value in enumerate(found, start=1)) % 61]


def _one(found: Sequence[int]) -> int:
    if len(found) != 1:
        raise UnknownValue(WRONG)
    return found[0]


def _put_date(bits: Writer, day: date, version: int | None) -> None:
    if day < FIRST_DAY:
        raise KeyError(day)
    bits.put((day - FIRST_DAY).days, DAY_BITS)
    bits.small(version or 0)


def _take_date(bits: Reader) -> tuple[str, list[str]]:
    day, version = FIRST_DAY + timedelta(bits.take(DAY_BITS)), bits.small()
    return day.isoformat(), [str(version)] if version else []


def _put_selection(bits: Writer, selection: Selection) -> None:
    """A peiling, the other one where there is one, and the filters but for what is searched."""
    _put_date(bits, selection.peildatum, selection.versie)
    bits.put(selection.vergelijk_peildatum is not None, 1)
    if selection.vergelijk_peildatum:
        _put_date(bits, selection.vergelijk_peildatum, selection.vergelijk_versie)
    filters = {name: codes for name, codes in selection.filters.items() if name != "zoek"}
    _put_filters(bits, selection.declared, filters)


def _take_selection(bits: Reader, declared: Declaration) -> dict[str, list[str]]:
    peildatum, versie = _take_date(bits)
    params = {"peildatum": [peildatum], "versie": versie, "vergelijk": [NONE], "eerder": [NONE]}
    if bits.take(1):
        compared, version = _take_date(bits)
        params |= {"vergelijk": [compared], "vergelijk-versie": version}
    return {**params, **_take_filters(bits, declared)}


def _put_earlier(bits: Writer, keys: Sequence[str]) -> None:
    bits.small(len(keys))
    for key in keys:
        day, _, version = key.partition("_v")
        _put_date(bits, date.fromisoformat(day), int(version))


def _take_earlier(bits: Reader) -> list[str]:
    found = [_take_date(bits) for _ in range(bits.small())]
    return [f"{day}_v{''.join(version)}" for day, version in found] or [NONE]


def _put_settings(bits: Writer, settings: Mapping[str, str]) -> None:
    """Which settings, and the words of each; raises KeyError for a word without a number."""
    bits.small(len(settings))
    for name, value in settings.items():
        bits.small(numbers().of(SETTINGS, name))
        found = [(_listed(word) or "", word) for word in value.split(",")]
        bits.small(len(found))
        alike = len({lijst for lijst, _ in found}) == 1  # of one list, which is then named once
        bits.put(alike, 1)
        for place, (lijst, word) in enumerate(found):
            number = numbers().of(lijst, word)
            if not (alike and place):
                bits.small(WORDS.index(lijst))
            bits.small(number)


def _take_settings(bits: Reader) -> dict[str, list[str]]:
    found = {}
    for _ in range(bits.small()):
        name = numbers().code(SETTINGS, bits.small())
        count, alike, words = bits.small(), bits.take(1), []
        lijst = 0
        for place in range(count):
            lijst = lijst if alike and place else bits.small()
            words.append(_word(lijst, bits.small()))
        found[name] = [",".join(words)]
    return found


def _word(lijst: int, number: int) -> str:
    if lijst >= len(WORDS):
        raise UnknownValue(NEWER)
    return numbers().code(WORDS[lijst], number)


def filter_list(declared: Declaration) -> str:
    """The list that numbers the filters of a register."""
    return "filter" if declared.name == HOME else f"filter.{declared.name}"


def _put_filters(bits: Writer, declared: Declaration, filters: Mapping[str, Sequence[str]]) -> None:
    """Which filters are set, and then the values of each."""
    by_number = {numbers().of(filter_list(declared), name): name for name in filters}
    for begin in range(0, max(by_number, default=0) + 1, MASK_BITS):
        for number in range(begin, begin + MASK_BITS):
            bits.put(number in by_number, 1)
        bits.put(begin + MASK_BITS <= max(by_number, default=0), 1)
    for _, name in sorted(by_number.items()):
        if name in ("verandering", "stap"):
            _put_changes(bits, name, filters[name])
        else:
            bits.several(_number(declared, name, code) for code in filters[name])


def _take_filters(bits: Reader, declared: Declaration) -> dict[str, list[str]]:
    names, begin, more, lijst = [], 0, 1, filter_list(declared)
    while more:
        names += [numbers().code(lijst, begin + place) for place in range(MASK_BITS) if bits.take(1)]
        begin, more = begin + MASK_BITS, bits.take(1)
    found = {}
    for name in names:
        if name in ("verandering", "stap"):
            found[name] = _take_changes(bits, name)
        else:
            found[name] = [_code(declared, name, number) for number in bits.several()]
    return found


def _number(declared: Declaration, name: str, code: str) -> int:
    """The number of a value of a filter. Raises KeyError."""
    if name == DAY:
        return (date.fromisoformat(code) - FIRST_DAY).days
    if name not in declared.periods:
        return numbers().of(declared.lijst(name), code)
    if code == UNKNOWN:
        return 0
    year, half = (int(part) for part in f"{code}-1".split("-")[:2])
    since = year - FIRST_YEAR
    turn = 2 * since if since >= 0 else -2 * since - 1  # as close to nothing as the year is to the first
    return 1 + (turn if declared.periods[name] == "jaar" else 2 * turn + half - 1)


def _code(declared: Declaration, name: str, number: int) -> str:
    if name == DAY:
        if number >= 2**DAY_BITS:
            raise UnknownValue(WRONG)
        return (FIRST_DAY + timedelta(number)).isoformat()
    if name not in declared.periods:
        return numbers().code(declared.lijst(name), number)
    if not number:
        return UNKNOWN
    halves = declared.periods[name] == "halfjaar"
    turn, half = divmod(number - 1, 2) if halves else (number - 1, 0)
    year = FIRST_YEAR + (turn // 2 if turn % 2 == 0 else -(turn + 1) // 2)
    return f"{year}-{half + 1}" if halves else str(year)


def _put_changes(bits: Writer, name: str, codes: Sequence[str]) -> None:
    """What is no shift by its number; shifts by their field, those to one value together."""
    shifts = [shift for code in codes if (shift := parse_shift(code))]
    bits.several(numbers().of(name, code) for code in codes if not parse_shift(code))
    groups = [(way, [s.old for s in each]) for way, each in groupby(sorted(shifts, key=_way), key=_way)]
    bits.small(len(groups))
    for (field, new), olds in groups:
        bits.small(numbers().of("veld", field))
        bits.small(_value(field, new))
        bits.several(_value(field, old) for old in olds)


def _way(shift: Shift) -> tuple[str, str]:
    return shift.field, shift.new


def _value(field: str, code: str) -> int:
    """The number of what a value was or became; 0 where any will do."""
    return 1 + numbers().of(field, code) if code else 0


def _take_changes(bits: Reader, name: str) -> list[str]:
    found = [numbers().code(name, number) for number in bits.several()]
    for _ in range(bits.small()):
        field = numbers().code("veld", bits.small())
        new = _value_of(field, bits.small())
        found += [Shift(field, _value_of(field, old), new).code for old in bits.several()]
    return found


def _value_of(field: str, number: int) -> str:
    return numbers().code(field, number - 1) if number else ""
