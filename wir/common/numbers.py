"""Numbers and dates as a Dutch reader expects them."""

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

LOCALE = "nl_NL"
TIME_ZONE = ZoneInfo("Europe/Amsterdam")
NOTHING = "–"
NOT_REGISTERED = "niet geregistreerd"
NOT_COMPARABLE = "niet te vergelijken"


# The same few numbers stand on every page, and Babel takes its time for each.
@lru_cache(maxsize=20_000)
def count(value: int | None) -> str:
    """318, 88.904, or a dash for what is not registered."""
    return NOTHING if value is None else format_decimal(value, locale=LOCALE)


def decimal(value: float | None, places: int = 1, signed: bool = False) -> str:
    """1,9 or, with a sign, +1,9 and −3,0: a real minus sign, and none before what rounds to nothing."""
    if value is None:
        return NOTHING
    rounded = round(value, places)
    said = format_decimal(abs(rounded), f"#,##0.{'0' * places}", locale=LOCALE)
    return f"{'−' if rounded < 0 else '+' if signed and rounded > 0 else ''}{said}"


def exact(value: float | None, signed: bool = False) -> str:
    """A number with the decimals that it has, at most two: 88.904, 37,3, or with a sign +38.737 and −5,6."""
    if value is None:
        return NOTHING
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{format_decimal(abs(value), '#,##0.##', locale=LOCALE)}"


@lru_cache(maxsize=20_000)
def share(value: float | None) -> str:
    """A fraction as a percentage with one decimal: 76,7%."""
    return NOTHING if value is None else format_percent(value, "#,##0.0%", locale=LOCALE)


def change(value: int | None) -> str:
    """+50, 0, or −3 with a real minus sign."""
    if value is None:
        return NOTHING
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{count(abs(value))}"


def day(value: date) -> str:
    """1 november 2020."""
    return format_date(value, "d MMMM y", locale=LOCALE)


def today(now: datetime | None = None) -> date:
    """Which day it is on Dutch calendars, now or at another moment."""
    return (now or datetime.now(TIME_ZONE)).astimezone(TIME_ZONE).date()


def moment(utc: str) -> str:
    """A moment in ISO form as Dutch clocks had it: 22 november 2026, 14:05."""
    local = datetime.fromisoformat(utc).astimezone(TIME_ZONE)
    return f"{day(local.date())}, {local:%H:%M}"


def day_of(utc: str) -> str:
    """The day of a moment in ISO form, as Dutch calendars had it."""
    return day(today(datetime.fromisoformat(utc)))


def counted(value: int, one: str, more: str) -> str:
    """A number with its noun in the right form: 1 project, 2 projecten."""
    return f"{count(value)} {one if value == 1 else more}"


def whole(text: str) -> int | None:
    """The positive number that a text is, as an address may hold it; None for any other text."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,5}", text) else None
