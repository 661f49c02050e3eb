"""What in a text is of a person: e-mail address, telephone number, citizen service number, and what may be a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

EMAIL = re.compile(
    r"([\w.+%-]{1,64})\s?(?:@|[\[({]\s?(?:at|apenstaartje)\s?[\])}])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
# Of an office: whoever works there reads it.
FUNCTIONAL = re.compile(
    r"^(info|contact|secretariaat|bureau|post|mail|redactie|receptie|servicedesk|helpdesk|communicatie|zorgkantoor|zorg"
    r"|inkoop|zorginkoop|project|projecten|programma|regio|wir|wtr|waardigheid|team|kwaliteit|algemeen|office|support)"
    r"([._-]?[a-z]*)?$"
)
# Of the Netherlands, also as 06/12345678, and what begins with the + of another country.
PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:(?:\+31|0031)[\s().-]*0?|0)[\s().-]*[1-9](?:[\s().-]*\d){8}|0(?:6\s?[/_]\s?\d{8}|\d\d\s?[/_]\s?\d{7}"
    r"|\d{3}\s?[/_]\s?\d{6})|\+(?!31)[1-9](?:[\s().-]*\d){8,13})(?![\w/-])"
)
NINE = re.compile(r"(?<![\d.,-])(?<!€)(?<!€\s)(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}([. -])\d{3}\1\d{3})(?![\d.,-])")
TITLED = re.compile(r"\b(?:dhr|mw|mevr|mevrouw|meneer|de heer|drs|prof|ing|ir|mr|dr)\b\.?\s+(?:[A-Z][\w.'-]*\s*){1,3}")
INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ten|ter|'t)\s+){0,3}[A-Z][a-zà-ÿ]{2,}")
FIRST_NAMES = (
    "Jan|Piet|Kees|Henk|Wim|Hans|Peter|Paul|Mark|Marco|Erik|Eric|Rob|Bert|Gert|Gerard|Johan|Jeroen|Martijn"
    "|Michiel|Bas|Tom|Tim|Sander|Thijs|Daan|Lars|Niels|Ruud|Ron|Ton|Frank|Frans|Fred|Theo|Leo|Arjan|Dirk"
    "|Willem|Pieter|Maarten|Marcel|Mohammed|Ahmed|Ali|Fatima|Anna|Anne|Annelies|Anneke|Anja|Marieke|Maria"
    "|Marijke|Marloes|Marjan|Marian|Monique|Saskia|Sandra|Petra|Ingrid|Ellen|Els|Esther|Eva|Femke|Floor"
    "|Hanneke|Helen|Ineke|Inge|Irene|Jacqueline|Janneke|Jolanda|Judith|Karin|Kim|Laura|Lies|Lisa|Lotte"
    "|Manon|Margriet|Mieke|Mirjam|Nicole|Nienke|Patricia|Renate|Rianne|Roos|Sanne|Simone|Sophie|Suzanne"
    "|Tineke|Truus|Wilma|Yvonne"
)
FIRST = re.compile(rf"\b(?:{FIRST_NAMES})\s+(?:(?:van|de|der|den|ten|ter|'t)\s+){{0,3}}[A-Z][a-zà-ÿ]{{2,}}")
ELEVEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
MOBILE = re.compile(r"(?<![\w.,/-])6(?:[\s.-]?\d){8}(?![\w/-])")  # Excel takes the zero from a number


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """What may not be stored, each with what it is: by itself it leads to one person."""
    said = text if text.isascii() else "".join(map(_plain, text))
    for found in EMAIL.finditer(said):
        if not FUNCTIONAL.match(found[1].casefold()):
            yield text[slice(*found.span())], "e-mailadres"
    if sum(map(str.isdigit, said)) >= LEAST_DIGITS:
        for pattern in (PHONE, MOBILE):
            for found in pattern.finditer(said):
                yield text[slice(*found.span())].strip(), "telefoonnummer"
            said = pattern.sub(lambda one: "x" * len(one[0]), said)  # what was found is not found again as part of it
        for found in NINE.finditer(said):
            if _is_eleven(found[0]):
                yield text[slice(*found.span())], "burgerservicenummer"


@cache
def _plain(sign: str) -> str:
    """The sign that it is typed as on a keyboard, one for one: digits and letters of full width, kinds of hyphen."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    plain = " " if sign.isspace() else unicodedata.normalize("NFKC", sign)
    return "-" if unicodedata.category(sign) == "Pd" or sign == "\u2212" else plain if len(plain) == 1 else sign


LEAST_DIGITS = 9


def _is_eleven(text: str) -> bool:
    """Whether nine digits are a citizen service number by the eleven test."""
    digits = [int(c) for c in text if c.isdigit()]
    return any(digits) and sum(a * b for a, b in zip(digits, ELEVEN, strict=True)) % 11 == 0


def names(text: str) -> Iterator[str]:
    """What looks like the name of a person."""
    for pattern in (TITLED, INITIALS, FIRST):
        if found := pattern.search(text):
            yield found[0].strip()
            return


def without(text: str, part: str) -> str:
    """A text without what may not be stored, and without the spaces and signs that it leaves behind."""
    return re.sub(r"\s{2,}", " ", re.sub(r"\bmailto:", "", text.replace(part, ""))).strip(" ,;:/()-<>")


def concealed(text: str) -> str:
    """A text as a list for ever may hold it: what may be of a person is not in it."""
    for part, kind in addresses(text):
        text = text.replace(part, f"({kind})")
    for name in names(text):
        text = text.replace(name, "(naam)")
    return text
