"""Years and halves of years as codes of a filter: 2020, and 2020-2 for July to December of it."""

import re

PERIODS = {"jaar": re.compile(r"[12][0-9]{3}"), "halfjaar": re.compile(r"[12][0-9]{3}-[12]")}


def period_words(code: str) -> str:
    """2020 as it is, 2020-2 as "2e helft 2020"."""
    year, _, half = code.partition("-")
    return f"{half}e helft {year}" if half else year
