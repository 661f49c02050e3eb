"""Signs that no reader sees: what no file can hold, what steers a terminal, and what makes a text read as another."""

import re

# These turn the direction of what follows, so that "exe.xlsx" may stand for "xslx.exe".
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TURNING = re.compile(f"[{_TURNING}]")
# C0 and C1 without tab, line feed, carriage return and next line; half an emoji; what XML cannot hold.
UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{_TURNING}]")


def readable(text: str) -> str:
    """The text with nothing in it but what a reader sees, line breaks and the space between words."""
    return text if text.isprintable() else UNSEEN.sub("", text)
