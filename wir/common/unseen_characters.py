"""Signs that no reader sees: what no file can hold, what steers a terminal, and what makes a text read as another."""

import re
import unicodedata

# These turn the direction of what follows, so that "exe.xlsx" may stand for "xslx.exe".
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TURNING = re.compile(f"[{_TURNING}]")
# C0 and C1 without tab, line feed, carriage return and next line; half an emoji; what XML cannot hold.
UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{_TURNING}]")
# Without width: soft hyphens, joiners and marks of the order of bytes. Between emoji a joiner makes one of two.
_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0d\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
# Spaces of every width but line breaks and tabs, which a cell may mean.
_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800]+")
_HYPHENS = dict.fromkeys(
    map(ord, "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u2796\u30fc\u4e00\ufe58\ufe63\uff0d"), "-"
)
# Cyrillic, Greek, Armenian and other letters that look like plain Latin ones.
_LOOKALIKES = str.maketrans("авекмнорстухіјѕԁҽѵԝαβεικνορτυχϲωηօսոհցĸıɑɡ", "abekmhopctyxijsdevwabeikvoptuxcwnounhgkiag")


def readable(text: str) -> str:
    """The text with nothing in it but what a reader sees, line breaks and the space between words."""
    return text if text.isprintable() else UNSEEN.sub("", text)


def ordinary(text: str) -> str:
    """As readable, written in one way: composed letters, ordinary spaces, and nothing without width.

    Two texts that look the same are then the same.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    composed = unicodedata.normalize("NFC", _NO_WIDTH.sub("", readable(text)))
    return _SPACES.sub(" ", composed)


def alike(text: str) -> str:
    """What a text has in common with every other that a person reads as the same name.

    Case, spaces, kinds of hyphen and letters of another alphabet that look the same do not count.
    """
    seen = unicodedata.normalize("NFKC", ordinary(text).translate(_HYPHENS)).casefold()
    return "".join(seen.translate(_LOOKALIKES).split())
