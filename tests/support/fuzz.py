"""How long to look for trouble, and the values that trouble comes from.

In make test every property is tried on a fixed number of examples, the same each time; make fuzz tries many more, other
ones each time, and says with which seed.
"""

import os
from datetime import date, datetime, time

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some

TIMES = int(os.environ.get("WIR_FUZZ", "1"))
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def tried(examples: int) -> settings:
    """So many examples, or WIR_FUZZ times as many."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        database=None,
        suppress_health_check=SLOW,
    )


NASTY = (
    *(
        "",
        " ",
        "\u00a0",
        "\u200b",
        "\u202ex",
        "\u2066",
        "\x1b[2J",
        "\x85",
        "\u2028",
        "\ufeff",
        "\0",
        "\ufffe",
        "a" * 32_767,
    ),
    *("=1+1", "=cmd|' /C calc'!A0", "+31", "-", "-1", "@SUM(A1)", "#REF!", "#N/B", "Err:502", "_x001B_", "_x0000_"),
    *(
        "1e999",
        "1e308",
        "-0",
        "NaN",
        "inf",
        "٤",
        "²",
        "½",
        "0x10",
        "1_000",
        "9" * 400,
        "1.000,5",
        "4,0",
        "WAAR",
        "TRUE",
    ),
    *("31-02-2020", "29-02-1900", "1-1-20", "00-00-0000", "2020-11-01T00:00:00Z", "0001-01-01", "31-12-9999", "43831"),
    *("Twente", "twente (Twente)", "Arnhem (", "Arnhem\n(Achterhoek)", "Menzis", "menzis;cz", "Technologie", "Lopend"),
    *("alle", "status;;", "projectnummer", "Totaal", "Eindtotaal 5", "E-mail", "<b>", "]]>", "&#0;", "{0}", "%s", "\\"),
    *("é", "e\u0301", "İ", "ß", "ﬁ", "😀", "👩\u200d👩\u200d👦", "\U0010fffd", "ا", "中文"),
)
words = some.one_of(some.sampled_from(NASTY), some.text(max_size=30))
numbers = some.one_of(
    some.integers(-(10**15), 10**15),
    some.floats(allow_nan=False, allow_infinity=False),
    some.sampled_from([0, 1, 4, 4.5, 2020, 43831, -1, 1e300, 5e-324]),
)
moments = some.one_of(
    some.dates(date(1900, 3, 1), date(9999, 12, 31)),
    some.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)),
    some.sampled_from([time(0), time(23, 59, 59), date(2020, 2, 29)]),
)
values = some.one_of(words, words, numbers, moments, some.booleans(), some.none())
