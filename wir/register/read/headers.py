"""Which field a header means: as it is declared, in spite of units, remarks and word order, or nearly."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import permutations

from wir.common.unseen_characters import alike
from wir.domain.declaration import Field, Sheet
from wir.domain.vocabulary import normalise

LONGEST_HEADER = 200
# Of persons: recognised so that it can be named, never stored.
PERSONAL = re.compile(
    r"projectleid|projectmanager|projecteigenaar|contactperso|coordinator|mail|telefoon|mobiel|geboorte|burgerservice"
    r"|voornaam|achternaam|tussenvoegsel|voorletter|initialen|roepnaam|gsm|trekker|aanspreekpunt|aanspreekperso"
    r"|verantwoordelijke|medewerker|inkoper|adviseur|postcode|woonplaats|huisnummer|linkedin|handtekening"
    r"|naamcontact|contactnaam|contactpers|ingevulddoor|aangemelddoor|familienaam|leidinggevende|functionaris|bestuurder"
    r"|directeur|programmamanager|procesbegeleider|secretaris|penvoerder|opsteller|indiener|whatsapp|skype|rekeningnummer"
    r"|firstname|lastname|surname|^phone|privenummer"
    r"|^(tel(nr|nummer)?|mob(nr|nummer)?|06(nr|nummer)|bsn(nr|nummer)?|iban|adres|straat|geslacht|leeftijd|manager"
    r"|eigenaar|auteur)\d*$"
)
LONGEST_PERSONAL = 1000  # characters of a header in which they are looked for
BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
# A remark with one of these says that it is another column.
OTHERWISE = re.compile(r"\b(oud|oude|vorig|vorige|nieuw|nieuwe|niet|geen|concept|was|eerder|eerdere)\b", re.IGNORECASE)
WORDS = re.compile(r"[^\W_]+")
FILLERS = (
    "van", "de", "het", "een", "der", "den", "en", "in", "per", "kort", "korte", "dd", "mm", "jj", "jjjj", "yyyy",
    "verplicht", "verplichte", "optioneel", "optionele", "invullen", "graag",
)  # fmt: skip
MOST_WORDS, LONGEST_TRIED = 4, 60
NEARLY = 0.75


def is_personal(header: str) -> bool:
    """Whether a header is of a column about persons."""
    return PERSONAL.search(normalise(alike(header[:LONGEST_PERSONAL]))) is not None


@cache
def by_spelling(sheet: Sheet) -> Mapping[str, Field]:
    """As Field.matches, for a hostile sheet in which every cell could be a header."""
    spelled = [(normalise(h), f) for f in reversed(sheet.fields) for h in (f.header, f.name, *f.synonyms)]
    return dict(spelled)


@cache
def _by_words(sheet: Sheet) -> Mapping[tuple[str, ...], Field]:
    spelled = [(_words(h), f) for f in reversed(sheet.fields) for h in (f.header, f.name, *f.synonyms)]
    return {words: field for words, field in spelled if words}


def recognise(sheet: Sheet, header: str) -> Field | None:
    """The field that a header spells out, also with a unit, a remark in brackets or its words in another order."""
    return by_spelling(sheet).get(normalise(header)) or _in_spite_of_more(sheet, header)


@lru_cache(5000)
def _in_spite_of_more(sheet: Sheet, header: str) -> Field | None:
    bare = BRACKETS.sub(" ", header)
    words = _words(bare) if len(bare) <= LONGEST_TRIED else ()
    if not words or len(words) > MOST_WORDS or OTHERWISE.search(header):
        return None
    orders = ("".join(order) for order in permutations(words))
    one = next((field for order in orders if (field := by_spelling(sheet).get(order))), None)
    return one or _by_words(sheet).get(words)


def _words(header: str) -> tuple[str, ...]:
    """The words that say something, whatever their order."""
    found = (normalise(word) for word in WORDS.findall(header))
    return tuple(sorted(word for word in found if word and word not in FILLERS))


def near(fields: Iterable[Field], header: str) -> Field | None:
    """The field among these that a header nearly spells, or of which it holds the words."""
    spelled = {normalise(h): f for f in fields for h in (f.header, f.name, *f.synonyms)}
    said = normalise(header[:LONGEST_HEADER])
    close = get_close_matches(said, spelled, 1, NEARLY)
    if close:
        return spelled[close[0]]
    held = [name for name in spelled if len(name) > 4 and name in said]
    return spelled[max(held, key=len)] if held else None
