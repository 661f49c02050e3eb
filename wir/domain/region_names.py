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


def find_place(regions: Regions, area: str, part: str) -> Region | None:
    """The regio of a zorgkantoorregio and subregio; a blank subregio may mean the whole zorgkantoorregio."""
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
