"""A selection in a few characters, for a letter: which page, which version of which peiling, and which filters.

Of a block of a page also the earlier peilingen in it, the settings of the page, and other registers that it shows.
The first character is the version of this form, the last one a check on the others; what is between them are bits.
Values are written as their numbers in data/korte_codes.csv, which only grows: a link that was handed out always means
what it meant. Nothing of it is kept on the server. What a search looks for stands beside it, as in any address.

Forms 1 and 2 came first. Form 3 takes fewer bits for dates and settings, and where many values are chosen it has a bit
for each that there is, set or not. Whichever is shortest is given out; all of them are read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from wir.common.errors import UnknownValue
from wir.domain.declaration import WIR, Declaration
from wir.domain.link_bits import DIGITS, NEWER, WRONG, Reader, Writer, numbers
from wir.domain.link_values import (
    code_of,
    filter_list,
    number_of,
    put_changes,
    put_date,
    put_near,
    put_periods,
    put_small,
    take_changes,
    take_date,
    take_near,
    take_periods,
)
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.domain.selection import NONE, Selection

KEY = "k"  # the parameter that holds it
FORM, WHOLE = "1", "2"  # a selection alone; one with the earlier peilingen, settings and other registers behind it
SHORTER = "3"  # the same in fewer bits
LONGEST = 400
MASK_BITS = 15
PAGE_BITS = 5
# How many values each filter had when form 3 was made. That never changes: a newer value is named, in form 1 or 2.
HAD = {
    "concessiehouder": 7, "regio": 38, "thema": 11, "status": 5, "impact": 7, "deelbaarheid": 4, "opschaalbaarheid": 6,
    "betrokkenheid": 5, "afspraken": 5, "dynamiek": 5, "visie": 6,
}  # fmt: skip
BESIDE = ("startjaar", "halfjaar", "verandering", "stap")  # filters of form 3 that have no such list
# The settings of each page when form 3 was made, which never change either.
OWN: Mapping[str, tuple[str, ...]] = {
    "": ("kaart",),
    "Regios": ("kaart", "volgorde"),
    "Regioprofiel": ("kaart",),
    "Themas": ("als",),
    "Projecten": ("sorteer", "kolommen"),
    "Verkennen": ("rijen", "kolommen", "als", "vorm"),
    "Vergelijken": ("soort", "met", "oordeel", "tabel"),
    "Ontwikkeling": ("oordeel", "waarde", "dimensie"),
    "Leren_van_elkaar": ("zonder",),
    "Ondersteuning_en_voortgang": ("beeld",),
    "Inventarisatie_2023": ("schaal",),
    "Rapport": ("hoofdstukken",),
}
LIST_BITS, WORD_BITS = 4, 6
PAGES, SETTINGS, REGISTER = "pagina", "instelling", "register"
# Where the words of a setting have their numbers; a list that comes later comes last.
WORDS = (
    "woord", "veld", "filter", "thema", "concessiehouder", "regio", "status", "impact", "deelbaarheid",
    "opschaalbaarheid", "betrokkenheid", "afspraken", "dynamiek", "visie", "filter.inventarisatie",
)  # fmt: skip


def shortened(
    page: str, selection: Selection, settings: Mapping[str, str] | None = None, others: Sequence[Selection] = ()
) -> str | None:
    """The text of a link to a page with a selection of one version; None where a value in it has no number yet.

    `settings` are those of the page that `numbered` lets through, `others` selections of other registers. A search is
    not in it.
    """
    ways = (_named, partial(_shorter, False), partial(_shorter, True))
    found = [_text(page, selection, settings or {}, others, write) for write in ways]
    return min(filter(None, found), key=len) if found[0] else None


def _text(
    page: str,
    selection: Selection,
    settings: Mapping[str, str],
    others: Sequence[Selection],
    write: Callable[[Writer, str, Selection, Mapping[str, str], Sequence[Selection]], str],
) -> str | None:
    """What one way of writing gives, with its check; None where it has no number for a value."""
    bits = Writer()
    try:
        text = write(bits, page, selection, settings, others) + bits.text()
    except KeyError:
        return None
    return text + _check(text)


def _named(
    bits: Writer, page: str, selection: Selection, settings: Mapping[str, str], others: Sequence[Selection]
) -> str:
    """Write each value that is chosen; which form that is."""
    earlier = _earlier(selection)
    bits.several([numbers().of(PAGES, page)])
    _put_selection(bits, selection)
    if not (earlier or settings or others):
        return FORM
    _put_earlier(bits, earlier)
    _put_settings(bits, settings)
    _put_others(bits, others)
    return WHOLE


def _shorter(
    full: bool,
    bits: Writer,
    page: str,
    selection: Selection,
    settings: Mapping[str, str],
    others: Sequence[Selection],
) -> str:
    """Write it in fewer bits, with `full` one for each value that there is; KeyError for what came later."""
    put_small(bits, numbers().of(PAGES, page), PAGE_BITS)
    near = selection.peildatum
    put_near(bits, near, selection.versie, None)
    bits.put(selection.vergelijk_peildatum is not None, 1)
    if selection.vergelijk_peildatum:
        put_near(bits, selection.vergelijk_peildatum, selection.vergelijk_versie, near)
    filters = {name: codes for name, codes in selection.filters.items() if name != "zoek"}
    bits.put(full, 1)
    if full:
        _put_all(bits, filters)
    else:
        _put_filters(bits, selection.declared, filters)
    earlier = _earlier(selection)
    bits.small(len(earlier))
    for day, version in map(_of_key, earlier):
        put_near(bits, day, version, near)
    bits.put(bool(settings), 1)
    if settings:
        _put_own(bits, page, settings)
    bits.put(bool(others), 1)
    if others:
        _put_others(bits, others)
    return SHORTER


def _earlier(selection: Selection) -> list[str]:
    return [key for key in selection.eerder if key != NONE]


def _of_key(key: str) -> tuple[date, int]:
    day, _, version = key.partition("_v")
    return date.fromisoformat(day), int(version)


def numbered(settings: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
    """The settings of a page that a short link can hold; others stand beside it."""
    found = {}
    for name, value in settings.items():
        if (SETTINGS, name) in numbers().by_code and isinstance(value, str) and all(map(_listed, value.split(","))):
            found[name] = value
    return found


def _listed(word: str) -> str | None:
    """The list in which a word of a setting has its number."""
    return next((lijst for lijst in WORDS if (lijst, word) in numbers().by_code), None)


def of_figure(selection: Selection, shown: Peiling, compared: Peiling | None) -> Selection:
    """What a figure of the peiling shown depends on, with versions: another peiling only where it is about change."""
    alone = selection.pinned(shown, compared, [])
    if selection.asks_for_change:
        return alone
    return replace(alone, vergelijk_peildatum=None, vergelijk_versie=None)


def lengthened(text: str) -> tuple[str, dict[str, list[str]]]:
    """The page and the parameters of an address that a short link stands for. Raises UnknownValue."""
    if len(text) > LONGEST or len(text) < 3 or _check(text[:-1]) != text[-1]:
        raise UnknownValue(WRONG)
    take = {FORM: _take_form, WHOLE: _take_whole, SHORTER: _take_shorter}.get(text[0])
    if take is None:
        raise UnknownValue(NEWER)
    page, params = take(Reader(text[1:-1]))
    return page, {name: values for name, values in params.items() if values}


def _take_form(bits: Reader) -> tuple[str, dict[str, list[str]]]:
    page = numbers().code(PAGES, _one(bits.several()))
    return page, _take_selection(bits, WIR)


def _take_whole(bits: Reader) -> tuple[str, dict[str, list[str]]]:
    page, params = _take_form(bits)
    return page, {**params, "eerder": _take_earlier(bits), **_take_settings(bits), **_take_others(bits)}


def _take_shorter(bits: Reader) -> tuple[str, dict[str, list[str]]]:
    page = numbers().code(PAGES, bits.take(PAGE_BITS))
    near, versie = take_near(bits, None)
    params = {"peildatum": [near.isoformat()], "versie": versie, "vergelijk": [NONE]}
    if bits.take(1):
        compared, version = take_near(bits, near)
        params |= {"vergelijk": [compared.isoformat()], "vergelijk-versie": version}
    params |= _take_all(bits) if bits.take(1) else _take_filters(bits, WIR)
    earlier = [take_near(bits, near) for _ in range(bits.small())]
    params["eerder"] = [f"{day.isoformat()}_v{''.join(v)}" for day, v in earlier] or [NONE]
    if bits.take(1):
        params |= _take_own(bits, page)
    if bits.take(1):
        params |= _take_others(bits)
    return page, params


def _check(text: str) -> str:
    """A character that tells most slips: one that is another, two in each other's place."""
    found = (DIGITS.find(sign) + 1 for sign in text)
    return DIGITS[sum(place * value for place, value in enumerate(found, start=1)) % 61]


def _one(found: Sequence[int]) -> int:
    if len(found) != 1:
        raise UnknownValue(WRONG)
    return found[0]


def _put_all(bits: Writer, filters: Mapping[str, Sequence[str]]) -> None:
    """A bit for each value that a list had, and what has no such list."""
    if not filters.keys() <= {*HAD, *BESIDE}:
        raise KeyError(*filters)
    for name, width in HAD.items():
        put_small(bits, sum(1 << number_of(WIR, name, code) for code in filters.get(name, ())), width)
    for name in BESIDE:
        bits.put(name in filters, 1)
        if name in WIR.periods and name in filters:
            put_periods(bits, WIR.periods[name] == "halfjaar", filters[name])
        elif name in filters:
            put_changes(bits, name, filters[name])


def _take_all(bits: Reader) -> dict[str, list[str]]:
    found = {}
    for name, width in HAD.items():
        chosen = bits.take(width)
        found[name] = [code_of(WIR, name, number) for number in range(width) if chosen >> number & 1]
    for name in BESIDE:
        if not bits.take(1):
            continue
        if name in WIR.periods:
            found[name] = take_periods(bits, WIR.periods[name] == "halfjaar")
        else:
            found[name] = take_changes(bits, name)
    return found


def _put_selection(bits: Writer, selection: Selection) -> None:
    """A peiling, the other one where there is one, and the filters but for what is searched."""
    put_date(bits, selection.peildatum, selection.versie)
    bits.put(selection.vergelijk_peildatum is not None, 1)
    if selection.vergelijk_peildatum:
        put_date(bits, selection.vergelijk_peildatum, selection.vergelijk_versie)
    filters = {name: codes for name, codes in selection.filters.items() if name != "zoek"}
    _put_filters(bits, selection.declared, filters)


def _take_selection(bits: Reader, declared: Declaration) -> dict[str, list[str]]:
    peildatum, versie = take_date(bits)
    params = {"peildatum": [peildatum], "versie": versie, "vergelijk": [NONE], "eerder": [NONE]}
    if bits.take(1):
        compared, version = take_date(bits)
        params |= {"vergelijk": [compared], "vergelijk-versie": version}
    return {**params, **_take_filters(bits, declared)}


def _put_earlier(bits: Writer, keys: Sequence[str]) -> None:
    bits.small(len(keys))
    for key in keys:
        put_date(bits, *_of_key(key))


def _take_earlier(bits: Reader) -> list[str]:
    found = [take_date(bits) for _ in range(bits.small())]
    return [f"{day}_v{''.join(version)}" for day, version in found] or [NONE]


def _put_others(bits: Writer, others: Sequence[Selection]) -> None:
    bits.small(len(others))
    for other in others:
        bits.small(numbers().of(REGISTER, other.declared.name))
        _put_selection(bits, other)
        _put_earlier(bits, _earlier(other))


def _take_others(bits: Reader) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _ in range(bits.small()):
        declared = REGISTERS[numbers().code(REGISTER, bits.small())]
        said = {**_take_selection(bits, declared), "eerder": _take_earlier(bits)}
        found |= {declared.parameter(name): values for name, values in said.items()}
    return found


def _put_own(bits: Writer, page: str, settings: Mapping[str, str]) -> None:
    """Which of the settings of a page are set, and the words of each."""
    own = OWN[page]
    if not settings.keys() <= set(own):
        raise KeyError(*settings)
    for name in own:
        bits.put(name in settings, 1)
        if name not in settings:
            continue
        found = [(_listed(word) or "", word) for word in settings[name].split(",")]
        alike = len({lijst for lijst, _ in found}) == 1  # of one list, which is then named once
        bits.put(len(found) > 1, 1)
        if len(found) > 1:
            bits.small(len(found))
            bits.put(alike, 1)
        for place, (lijst, word) in enumerate(found):
            if not (alike and place):
                _put_list(bits, WORDS.index(lijst))
            put_small(bits, numbers().of(lijst, word), WORD_BITS)


def _put_list(bits: Writer, place: int) -> None:
    """In which list a word has its number; in the first of them most have."""
    bits.put(place > 0, 1)
    if place:
        put_small(bits, place, LIST_BITS)


def _take_own(bits: Reader, page: str) -> dict[str, list[str]]:
    found = {}
    for name in OWN.get(page, ()):
        if not bits.take(1):
            continue
        several = bits.take(1)
        count, alike = (bits.small(), bits.take(1)) if several else (1, 1)
        lijst, words = 0, []
        for place in range(count):
            if not (alike and place):
                lijst = bits.take(LIST_BITS) if bits.take(1) else 0
            words.append(_word(lijst, bits.take(WORD_BITS)))
        found[name] = [",".join(words)]
    return found


def _put_settings(bits: Writer, settings: Mapping[str, str]) -> None:
    """Which settings, and the words of each; raises KeyError for a word without a number."""
    bits.small(len(settings))
    for name, value in settings.items():
        bits.small(numbers().of(SETTINGS, name))
        found = [(_listed(word) or "", word) for word in value.split(",")]
        bits.small(len(found))
        alike = len({lijst for lijst, _ in found}) == 1  # of one list, which is then named once
        bits.put(alike, 1)
        for place, (lijst, word) in enumerate(found):
            number = numbers().of(lijst, word)
            if not (alike and place):
                bits.small(WORDS.index(lijst))
            bits.small(number)


def _take_settings(bits: Reader) -> dict[str, list[str]]:
    found = {}
    for _ in range(bits.small()):
        name = numbers().code(SETTINGS, bits.small())
        count, alike, words = bits.small(), bits.take(1), []
        lijst = 0
        for place in range(count):
            lijst = lijst if alike and place else bits.small()
            words.append(_word(lijst, bits.small()))
        found[name] = [",".join(words)]
    return found


def _word(lijst: int, number: int) -> str:
    if lijst >= len(WORDS):
        raise UnknownValue(NEWER)
    return numbers().code(WORDS[lijst], number)


def _put_filters(bits: Writer, declared: Declaration, filters: Mapping[str, Sequence[str]]) -> None:
    """Which filters are set, and then the values of each."""
    by_number = {numbers().of(filter_list(declared), name): name for name in filters}
    for begin in range(0, max(by_number, default=0) + 1, MASK_BITS):
        for number in range(begin, begin + MASK_BITS):
            bits.put(number in by_number, 1)
        bits.put(begin + MASK_BITS <= max(by_number, default=0), 1)
    for _, name in sorted(by_number.items()):
        if name in ("verandering", "stap"):
            put_changes(bits, name, filters[name])
        else:
            bits.several(number_of(declared, name, code) for code in filters[name])


def _take_filters(bits: Reader, declared: Declaration) -> dict[str, list[str]]:
    names, begin, more, lijst = [], 0, 1, filter_list(declared)
    while more:
        names += [numbers().code(lijst, begin + place) for place in range(MASK_BITS) if bits.take(1)]
        begin, more = begin + MASK_BITS, bits.take(1)
    found = {}
    for name in names:
        if name in ("verandering", "stap"):
            found[name] = take_changes(bits, name)
        else:
            found[name] = [code_of(declared, name, number) for number in bits.several()]
    return found
