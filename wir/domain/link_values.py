"""How a short link writes dates and the values of filters."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from wir.common.errors import UnknownValue
from wir.domain.change_codes import Shift, parse_shift
from wir.domain.declaration import HOME, Declaration
from wir.domain.link_bits import WRONG, Reader, Writer, numbers
from wir.domain.vocabulary import UNKNOWN

FIRST_DAY = date(2000, 1, 1)
DAY_BITS = 15
DAY = "sinds"  # a filter of which the value is a day
FIRST_YEAR = 2010  # years before it take more room


def put_date(bits: Writer, day: date, version: int | None) -> None:
    if day < FIRST_DAY:
        raise KeyError(day)
    bits.put((day - FIRST_DAY).days, DAY_BITS)
    bits.small(version or 0)


def take_date(bits: Reader) -> tuple[str, list[str]]:
    day, version = FIRST_DAY + timedelta(bits.take(DAY_BITS)), bits.small()
    return day.isoformat(), [str(version)] if version else []


def put_small(bits: Writer, value: int, width: int) -> None:
    """A number in so many bits; raises KeyError where it does not fit."""
    if not 0 <= value < 2**width:
        raise KeyError(value)
    bits.put(value, width)


def put_near(bits: Writer, day: date, version: int | None, near: date | None) -> None:
    """A date, as so many months from another where it is the same day of the month; most versions are the first."""
    if near:
        bits.put(day.day == near.day, 1)
    if near and day.day == near.day:
        months = 12 * (near.year - day.year) + near.month - day.month
        bits.small(2 * months if months >= 0 else -2 * months - 1)
    else:
        put_small(bits, (day - FIRST_DAY).days, DAY_BITS)
    bits.put(version == 1, 1)
    if version != 1:
        bits.small(version or 0)


def take_near(bits: Reader, near: date | None) -> tuple[date, list[str]]:
    if near and bits.take(1):
        turn = bits.small()
        months = 12 * near.year + near.month - 1 - (turn // 2 if turn % 2 == 0 else -(turn + 1) // 2)
        try:
            day = near.replace(year=months // 12, month=months % 12 + 1)
        except (ValueError, OverflowError):  # a day that no calendar has
            raise UnknownValue(WRONG) from None
    else:
        day = FIRST_DAY + timedelta(bits.take(DAY_BITS))
    version = 1 if bits.take(1) else bits.small()
    return day, [str(version)] if version else []


def put_periods(bits: Writer, halves: bool, codes: Sequence[str]) -> None:
    """Whether unknown is one, the first year, over how many years, and a bit for each of those or of their halves."""
    known = [code for code in codes if code != UNKNOWN]
    years = [int(code[:4]) for code in known]
    first = min(years, default=FIRST_YEAR)
    if first < FIRST_YEAR:
        raise KeyError(first)
    span = range(first, max(years) + 1) if years else range(0)
    bits.put(UNKNOWN in codes, 1)
    bits.small(first - FIRST_YEAR)
    bits.small(len(span))
    for code in _periods(span, halves):
        bits.put(code in known, 1)


def take_periods(bits: Reader, halves: bool) -> list[str]:
    unknown = [UNKNOWN] if bits.take(1) else []
    first, count = FIRST_YEAR + bits.small(), bits.small()
    if first + count > date.max.year:
        raise UnknownValue(WRONG)
    return unknown + [code for code in _periods(range(first, first + count), halves) if bits.take(1)]


def _periods(years: Sequence[int], halves: bool) -> list[str]:
    return [f"{year}-{half}" for year in years for half in (1, 2)] if halves else [str(year) for year in years]


def filter_list(declared: Declaration) -> str:
    """The list that numbers the filters of a register."""
    return "filter" if declared.name == HOME else f"filter.{declared.name}"


def number_of(declared: Declaration, name: str, code: str) -> int:
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


def code_of(declared: Declaration, name: str, number: int) -> str:
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


def put_changes(bits: Writer, name: str, codes: Sequence[str]) -> None:
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


def take_changes(bits: Reader, name: str) -> list[str]:
    found = [numbers().code(name, number) for number in bits.several()]
    for _ in range(bits.small()):
        field = numbers().code("veld", bits.small())
        new = _value_of(field, bits.small())
        found += [Shift(field, _value_of(field, old), new).code for old in bits.several()]
    return found


def _value_of(field: str, number: int) -> str:
    return numbers().code(field, number - 1) if number else ""
