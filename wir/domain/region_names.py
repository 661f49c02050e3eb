"""Which regio a row of the register means, however zorgkantoren write its name."""

import re
from collections.abc import Iterator
from functools import cache

from wir.domain.vocabulary import Region, Regions, normalise

LONGEST_PLACE = 200  # more is no name, and would keep the expressions below busy
# As in "AM - Regio Zuid - Limburg" and "Regio Arnhem (subregio Food Valley)".
BEFORE = re.compile(
    r"^(?:[A-Z]{2,3}\s+[-–]\s+)?(?:(?:zorgkantoor|zk)?[\s-]*regio[\s:]*|zorgkantoor\s+)?", re.IGNORECASE
)
BETWEEN_BRACKETS = re.compile(r"^(?P<area>.+?)\s*\((?:(?:sub|deel)?regio\s+)?(?P<part>[^()]+)\)$", re.IGNORECASE)


def find_place(regions: Regions, area: str, part: str, blank_is_whole: bool = False) -> Region | None:
    """The regio of a zorgkantoorregio and subregio; a blank subregio may mean the whole zorgkantoorregio.

    Of Rotterdam it means a part of it, unless `blank_is_whole`.
    """
    found = _find_place(regions, area, part)
    if blank_is_whole and found and not found.subregio and not part.strip():
        return next((r for r in regions.all_regions if r.soort == "geheel" and _same_area(r, found)), found)
    return found


def spelled(regions: Regions, region: Region, blank_is_whole: bool = False) -> tuple[str, str]:
    """A zorgkantoorregio and subregio that `find_place` reads as this regio."""
    area, name = region.zorgkantoorregio, region.naam
    said = ((area, region.subregio), (name, ""), (area, name))
    return next(pair for pair in said if find_place(regions, *pair, blank_is_whole) == region)


def _same_area(one: Region, other: Region) -> bool:
    return one.zorgkantoorregio == other.zorgkantoorregio


def _find_place(regions: Regions, area: str, part: str) -> Region | None:
    area, part = (" ".join(_spelled_out(text).split()) for text in (area, part))
    if max(len(area), len(part)) > LONGEST_PLACE:
        return None
    for spelled_area, spelled_part in _readings(area, part):
        if found := _place(regions, spelled_area, spelled_part):
            return found
    return None


def _readings(area: str, part: str) -> Iterator[tuple[str, str]]:
    """As written first, then without what goes before a name, then with the subregio between brackets."""
    for text in dict.fromkeys((area, BEFORE.sub("", area))):
        yield text, BEFORE.sub("", part)
        if not part and (split := BETWEEN_BRACKETS.match(text)):
            yield split["area"], split["part"]


def areas_in(regions: Regions, text: str) -> tuple[str, ...]:
    """The zorgkantoorregio's whose whole name stands in a text, none within the name of another."""
    said = f" {_spaced(text)} "
    names = {r.zorgkantoorregio: _spaced(r.zorgkantoorregio) for r in regions.selectable}
    found = {area for area, name in names.items() if f" {name} " in said}
    return tuple(sorted(a for a in found if not any(a != b and f" {names[a]} " in f" {names[b]} " for b in found)))


def likely_area(regions: Regions, text: str) -> str | None:
    """The one zorgkantoorregio that an abbreviated or lengthened name can mean: Z.O. Brabant, Provincie Utrecht."""
    short = _spaced(text)
    for written, whole in SHORTENED.items():
        short = re.sub(written, whole, short)
    words = [w for w in short.split() if w not in NO_NAMES]
    joined = "".join(words)
    areas = dict.fromkeys(r.zorgkantoorregio for r in regions.selectable)
    same = [area for area in areas if "".join(w for w in _spaced(area).split() if w not in NO_NAMES) == joined]
    if not same:
        same = [a for a in areas if words and all(w in _spaced(a).split() for w in words)]
        same = same or [a for a in areas if any(len(w) >= LEAST_LETTERS and w in _spaced(a).split() for w in words)]
    return same[0] if len(same) == 1 else None


SHORTENED = {
    r"\bz ?o\b": "zuidoost", r"\bn ?o\b": "noordoost", r"\bz ?w\b": "zuidwest", r"\bn ?w\b": "noordwest",
    r"\bn ?h\b": "noordholland", r"\bz ?h\b": "zuidholland", r"\bzuid oost\b": "zuidoost",
    r"\bnoord oost\b": "noordoost",
}  # fmt: skip
NO_NAMES = frozenset(
    ["provincie", "regio", "e", "o", "eo", "omstreken", "en", "de", "het", "t", "zorgkantoor", "gebied", "zorgregio"]
)
LEAST_LETTERS = 4


def _spaced(text: str) -> str:
    """The words of a text, each as normalise has it, with a space between them."""
    parts = re.findall(r"[^\W_]+", text[:LONGEST_PLACE])
    return " ".join(filter(None, map(normalise, parts)))


def _place(regions: Regions, area: str, part: str) -> Region | None:
    spelled, wanted = normalise(area), normalise(part)
    of_area = [r for r in regions.selectable if spelled in _names(r.zorgkantoorregio, r)]
    found = [r for r in of_area if wanted == normalise(r.subregio)]
    found += [r for r in of_area if wanted and wanted in _names(r.naam, r)]
    if not found and not wanted:
        return next((r for r in regions.selectable if spelled in _names(r.code, r) | _names(r.naam, r)), None)
    return next(iter(found), None)


@cache
def _names(name: str, region: Region) -> frozenset[str]:
    return frozenset(normalise(_spelled_out(n)) for n in (name, *region.synoniemen))


def _spelled_out(text: str) -> str:
    return text.replace("&", "en")
