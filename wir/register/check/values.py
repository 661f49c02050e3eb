"""From the content of a cell to a value: every kind of field has its own spelling rules."""

import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime

from wir.common.unseen_characters import alike
from wir.domain.declaration import ALL, SEVERAL, Field, Sheet
from wir.domain.register_rows import Value
from wir.domain.vocabulary import UNKNOWN, Regions, Vocabulary, normalise
from wir.register.check.dates import date_in, date_of_serial, first_of_month, month_first, with_century
from wir.register.read.cells import CellValue, Uncalculated, shown

TEXT_LIMIT = 4000
# As Excel spells them in English, Dutch, German and French, then LibreOffice; a name may begin with a # as well.
EXCEL_ERROR = re.compile(
    r"#(N/[ABD]|NV|REF!|VERW!|BEZUG!|DIV/0!|DEEL/0!|VALUE!|WAARDE!|WERT!|VALEUR!|NAME\?|NAAM\?|NOM\?"
    r"|NUM!|GETAL!|ZAHL!|NOMBRE!|NULL!|LEEG!|NUL!|SPILL!|OVERLOOP!|CALC!|BEREKENEN!|FIELD!|VELD!|GETTING_DATA"
    r"|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!)|(Err|Fout):\d{3}",
    re.IGNORECASE,
)
YEARS = range(1990, 2100)
DIGITS = re.compile(r"[0-9]{1,9}")
WHOLE = re.compile(r"([0-9]{1,9})(?:,([0-9]+))?")
ABOUT = re.compile(r"(?:ca\.?|circa|ongeveer|plm\.?|±|~)?\s*([1-9][0-9]{0,3})\s*[a-z. ]*", re.IGNORECASE)
BETWEEN_TERMS = re.compile(r"[/;,+&|\n]"), re.compile(r"[/;,+&|\n]| en | of ")
HARDLY = 1e-6  # what a calculation leaves behind a whole number
# What people write where there is nothing to say, as `alike` gives it.
NOTHING_SAID = (
    "-", "--", "---", ".", "..", "?", "??", "???", "/", "*", "n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "na", "n.b.",
    "nb", "n.t.b.", "ntb", "nogtebepalen", "nietvantoepassing", "nietingevuld", "nietbekend", "leeg", "geen",
    "onbekend", "nogonbekend", "unknown", "none", "null",
)  # fmt: skip


class Wrong(Exception):
    """A value that does not fit its field; caught where the cell address is known.

    The suggestion "" is to make the cell empty; it is `sure` where nothing else can be meant.
    """

    def __init__(self, message: str, suggestion: str | None = None, sure: bool = False) -> None:
        super().__init__(message)
        self.suggestion, self.sure = suggestion, sure


def nearest(text: str, choices: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(text, sorted(choices), n=1)), None)


def parse(field: Field, given: CellValue, vocabulary: Vocabulary, regions: Regions, sheet: Sheet) -> Value:
    """The value of a cell. Raises Wrong. An empty cell is None, for a begrip the unknown term."""
    if isinstance(given, Uncalculated):
        raise Wrong("De formule heeft geen opgeslagen uitkomst; open het bestand in Excel en sla het opnieuw op.")
    text = _storable(shown(given))
    if not text:
        if field.required:
            raise Wrong("Dit veld is verplicht en mag niet leeg zijn.")
        if field.kind in SEVERAL:
            return ()
        return UNKNOWN if field.kind == "begrip" and field.name != "concessiehouder" else None
    if EXCEL_ERROR.fullmatch(text):
        raise Wrong(f"De cel bevat een Excel-fout ({text}).")
    if not field.required and field.kind != "tekst":
        _refuse_nothing_said(field, text, vocabulary)
    match field.kind:
        case "datum":
            return _parse_date(field, given, text)
        case "aantal":
            return _parse_number(text, *field.bounds)
        case "begrip" | "fase":
            return _parse_term(field, text, vocabulary)
        case "begrippen" | "regios":
            return _parse_several(field, text, vocabulary, regions)
        case "velden":
            return _parse_fields(text, sheet)
        case "tekst":
            if len(text) > TEXT_LIMIT:
                raise Wrong(f"De tekst is {len(text)} tekens lang; ten hoogste {TEXT_LIMIT} mag.")
            return text


def _refuse_nothing_said(field: Field, text: str, vocabulary: Vocabulary) -> None:
    """Raises Wrong, with the way to empty it, for a word that says that there is nothing and is in no list."""
    if alike(text) in NOTHING_SAID and not vocabulary.find(field.lijst or field.name, text):
        raise Wrong(f"'{text}' zegt dat er niets is; laat de cel dan leeg.", "", sure=True)


def _parse_number(text: str, least: int, most: int) -> int:
    """A whole number, also as a calculation leaves it: 5,0 and 4,999999999999999."""
    found = WHOLE.fullmatch(text)
    near = float(f"{found[1]}.{found[2] or 0}") if found else 0.0
    thousand = found and found[2] == "000"  # in English; 1 in Dutch
    if thousand or abs(near - round(near)) > HARDLY or not least <= round(near) <= most:
        about = ABOUT.fullmatch(text)
        raise Wrong(f"'{text}' is geen heel aantal van {least} tot en met {most}.", about and about[1])
    return round(near)


def _storable(text: str) -> str:
    """With one kind of line break, so that what is stored can be given back unchanged."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _parse_fields(text: str, sheet: Sheet) -> str:
    """Headers of this sheet with a semicolon between them, or the word for all of them."""
    for part in text.split(";"):
        if normalise(part) != ALL and sheet.meant(part) is None:
            raise Wrong(f"'{part.strip()}' is geen kolom van dit blad; schrijf kolomnamen, of '{ALL}'.")
    return text


def _parse_date(field: Field, given: CellValue, text: str) -> date:
    """A date; a year alone is its first day, or for an end its last."""
    if DIGITS.fullmatch(text) and int(text) in YEARS:
        return date(int(text), 12, 31) if field.name == "einddatum" else date(int(text), 1, 1)
    found = given if isinstance(given, date) else date_in(text)
    if found is None:
        if near := date_of_serial(text) or first_of_month(text) or with_century(text) or month_first(text):
            raise Wrong(f"'{text}' is geen hele datum.", f"{near:%d-%m-%Y}", sure=True)
        raise Wrong(f"'{text}' is geen datum; schrijf bijvoorbeeld 31-12-2020.")
    if found.year not in YEARS:
        # A year in a cell that Excel shows as a date is a day in 1905.
        raise Wrong(f"'{text}' ligt niet tussen {YEARS[0]} en {YEARS[-1]}; schrijf bijvoorbeeld 31-12-2020.")
    return found.date() if isinstance(found, datetime) else found


def _parse_term(field: Field, text: str, vocabulary: Vocabulary) -> Value:
    lijst = field.lijst or field.name
    # Between spellings punctuation does not count, but -3 is not phase 3.
    bare = field.kind == "fase" and not any(c.isalpha() for c in text)
    term = None if bare and not DIGITS.fullmatch(text) else vocabulary.find(lijst, text)
    if term is None:
        labels = [t.printed for t in vocabulary.terms(lijst) if t.code != UNKNOWN]
        # In the place of a cell with several values a suggestion for one of them would lose the others.
        parts = [part for between in BETWEEN_TERMS for part in between.split(text)]
        said = {found.code for part in parts if (found := vocabulary.find(lijst, part))}
        if len(said) > 1:
            named = "; ".join(vocabulary.label(lijst, code) for code in sorted(said))
            raise Wrong(f"Hier staan meer waarden ({named}); kies er een.")
        begun = [label for label in labels if text.casefold().startswith(label.casefold())]
        likely = nearest(text, labels) or (begun[0] if len(begun) == 1 else None)
        suggestion = None if field.kind in SEVERAL else likely
        raise Wrong(f"'{text}' is geen bekende waarde; kies uit: {'; '.join(labels)}.", suggestion)
    if field.kind != "fase":
        return term.code
    return None if term.code == UNKNOWN else int(term.code)


def _parse_several(field: Field, text: str, vocabulary: Vocabulary, regions: Regions) -> Value:
    """The codes of values with a semicolon or a line between them, each once, in the order of the cell."""
    said = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    if field.kind == "begrippen":
        return tuple(dict.fromkeys(str(_parse_term(field, part, vocabulary)) for part in said))
    found = {part: regions.find(part) for part in said}
    for part, region in found.items():
        if region is None:
            names = [r.naam for r in regions.selectable]
            raise Wrong(f"'{part}' is geen bekende regio.", None if len(said) > 1 else nearest(part, names))
    return tuple(dict.fromkeys(region.code for region in found.values() if region))
