"""Dates as people write them: read where only one meaning is possible, else what was probably meant."""

import re
from datetime import date, timedelta

MONTH_NAMES = (
    "januari january", "februari february", "maart mrt march", "april", "mei may", "juni june", "juli july",
    "augustus august", "september", "oktober october okt", "november", "december",
)  # fmt: skip
CLOCK = re.compile(r"[ T]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4})")
SHORT_YEAR = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?'?(\d{2})")
IN_WORDS = re.compile(r"(?:[a-z]+dag|ma|di|wo|do|vr|za|zo)?[,.]? ?(\d{1,2})[-/. ]+([a-z]{3,})[-/. ]+(\d{4})")
MONTH_WORD = re.compile(r"([a-z]{3,})[-/. ']+(\d{4})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
LONGEST = 60  # characters; more is no date
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/((?:\d{2})?\d{2})")
# Excel counts days from here; what is outside these is no day of a register.
EPOCH, SERIALS = date(1899, 12, 30), range(32874, 73051)


def date_in(text: str) -> date | None:
    """The date that a text spells out, with or without a time; the day stands before the month."""
    said = _said(text)
    if found := YEAR_FIRST.fullmatch(said):
        return _date(found[1], found[2], found[3])
    if found := DAY_FIRST.fullmatch(said):
        return _date(found[3], found[2], found[1])
    if found := IN_WORDS.fullmatch(said):
        return _date(found[3], _month(found[2]), found[1])
    return None


def with_century(text: str) -> date | None:
    """The day in this century that 1-9-20 means, also with a month in words."""
    found = SHORT_YEAR.fullmatch(_said(text))
    short = re.fullmatch(r"(\d{1,2})[-/. ]+([a-z]{3,})[-/. ']+(\d{2})", _said(text))
    if short:
        return _date(f"20{short[3]}", _month(short[2]), short[1])
    return _date(f"20{found[3]}", found[2], found[1]) if found else None


def first_of_month(text: str) -> date | None:
    """The first day of a month with its year: 09-2020, sept 2020."""
    if found := MONTH_YEAR.fullmatch(_said(text)):
        return _date(found[2], found[1], "1")
    found = MONTH_WORD.fullmatch(_said(text))
    return _date(found[2], _month(found[1]), "1") if found else None


def month_first(text: str) -> date | None:
    """The day that a date with slashes means where the month stands before the day, as in 12/31/2020."""
    found = SLASHED.fullmatch(_said(text))
    return _date(found[3] if len(found[3]) == 4 else f"20{found[3]}", found[1], found[2]) if found else None


def is_surely_month_first(text: str) -> bool:
    """Whether it is a date in no other way."""
    found = SLASHED.fullmatch(_said(text))
    return found is not None and int(found[2]) > 12 and month_first(text) is not None


def date_of_serial(text: str) -> date | None:
    """The day that Excel keeps as this number."""
    days = int(text) if re.fullmatch(r"[0-9]{5}", text) else 0
    return EPOCH + timedelta(days=days) if days in SERIALS else None


def _said(text: str) -> str:
    return CLOCK.sub("", text[:LONGEST].strip()).casefold()


def _month(word: str) -> str:
    """The number of a month by its name, whole or cut short; empty for another word."""
    found = [n for n, names in enumerate(MONTH_NAMES, start=1) if any(name.startswith(word) for name in names.split())]
    return str(found[0]) if len(found) == 1 else ""


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
