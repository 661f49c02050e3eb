"""Texts that nobody typed as such: what a program, a copy or a habit left in the place of what was meant."""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wir.register.read.cells import CellValue

HTML = "Hier staan tekens van een webpagina (zoals &amp; of <p>) tussen de tekst."
FORMULA = "Hier staat een formule als tekst; Excel rekent haar niet uit. Typ wat er moet staan."
TOO_NARROW = "Hier staan hekjes in plaats van de waarde: de kolom was te smal toen het bestand werd opgeslagen."
ROUNDED = "Excel heeft dit nummer als getal bewaard en van de cijfers zijn er verloren gegaan; typ het als tekst."
SEVERAL = "Hier lijken meer nummers te staan; elk project krijgt een eigen rij."
CUT_OFF = "Deze tekst is precies 255 tekens lang en kan zijn afgekapt toen zij werd overgenomen."
THE_SAME = "Hier wordt naar de cel erboven verwezen; na sorteren klopt dat niet meer. Schrijf de waarde uit."
DRAGGED = "Vanaf hier loopt de datum elke rij een dag op; is de cel per ongeluk naar beneden doorgetrokken?"
ENTITY = re.compile(
    r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,8});|</?(?:p|br|b|i|div|span|li|ul|ol|a|strong|em)\b[^>]*>", re.I
)
TAG = re.compile(r"<[^>]*>")
LOOKS_LIKE_FORMULA = re.compile(r"[=+](?:[A-Z][A-Z.]+\(|'?[\w .\[\]-]+'?!|\$?[A-Z]{1,3}\$?\d)")
HASHES = re.compile(r"#{3,}")
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
SEVERAL_NUMBERS = re.compile(r"\d\s*(?:\n|/|;|&|\+|,\s|t/m|tot en met|\ben\b)\s*[^\W\d_]*[\W_]*\d", re.IGNORECASE)
AS_ABOVE = r"""\s*(?:idem|id\.?|dit+o|a\.b\.|(?:zie|als)\s+(?:hier)?boven\.?|["„”]|''|,,)\s*"""
DITTO = re.compile(AS_ABOVE, re.IGNORECASE)
LARGEST, OLD_LIMIT = 1e15, 255  # what Excel keeps whole; what older programs keep of a text
LEAST_DRAGGED = 5
# One look at a text, for a hundred thousand of them: whether it may be any of these.
SUSPECT = re.compile(rf"[&<=+#]|\A{AS_ABOVE}\Z|\A.{{{OLD_LIMIT}}}\Z", re.IGNORECASE | re.DOTALL)


def leftovers(given: CellValue, is_key: bool) -> Iterator[tuple[str, str | None]]:
    """What is odd about a text, with what may have been meant."""
    if not isinstance(given, str):
        if is_key and isinstance(given, float) and abs(given) >= LARGEST:
            yield ROUNDED, None
        return
    if HASHES.fullmatch(given):
        yield TOO_NARROW, None
    if LOOKS_LIKE_FORMULA.match(given):
        yield FORMULA, None
    if ENTITY.search(given):
        yield HTML, " ".join(TAG.sub(" ", html.unescape(given)).split())
    if len(given) == OLD_LIMIT:
        yield CUT_OFF, None
    if is_key and SCIENTIFIC.fullmatch(given):
        yield ROUNDED, None
    if is_key and SEVERAL_NUMBERS.search(given):
        yield SEVERAL, None


def is_ditto(given: CellValue) -> bool:
    """Whether a cell says that it is as the one above it."""
    return isinstance(given, str) and DITTO.fullmatch(given) is not None


def dragged(values: Sequence[tuple[int, date]]) -> Iterator[int]:
    """The first row of each run of days that follow each other in rows below each other."""
    begun = 0
    for place in range(1, len(values) + 1):
        if place < len(values) and _follows(values[place - 1], values[place]):
            continue
        if place - begun >= LEAST_DRAGGED:
            yield values[begun][0]
        begun = place


def _follows(before: tuple[int, date], after: tuple[int, date]) -> bool:
    (row, old), (below, new) = before, after
    return below == row + 1 and type(old) is type(new) and new - old == timedelta(days=1)
