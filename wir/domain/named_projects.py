"""The projects that the report of January 2021 names: what binds us (data/rapport/bijlage_2_projecten.csv), and what
it gives of them in its own terms (bijlage_2_gegevens.csv)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from wir.common.paths import REPORT
from wir.domain.region_names import find_place
from wir.domain.register_rows import Row
from wir.domain.vocabulary import Region, normalise, regions, vocabulary


@dataclass(frozen=True)
class Published:
    """A project of appendix 2. The theme is our reading of its summary.

    Start and number of organisations lie between bounds, both inclusive; None where the report sets none.
    """

    naam: str
    regio: Region
    thema: str
    samenvatting: str
    start_van: date | None
    start_tot: date | None
    organisaties_min: int | None
    organisaties_max: int | None

    @property
    def organisaties(self) -> int | None:
        """The number of organisations, where the report gives exactly one."""
        return self.organisaties_max if self.organisaties_min == self.organisaties_max else None

    def may_start(self, day: date) -> bool:
        return (self.start_van or day) <= day <= (self.start_tot or day)

    def may_count(self, number: int) -> bool:
        return (self.organisaties_min or number) <= number <= (self.organisaties_max or number)


@dataclass(frozen=True)
class Fact:
    """Something that the report gives of a project, for example its start, and where it stands."""

    gegeven: str
    waarde: str
    bron: str


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (REPORT / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def published_projects() -> tuple[Published, ...]:
    """Appendix 2, in its order."""
    return tuple(_published(row) for row in _rows("bijlage_2_projecten.csv"))


def _published(row: Mapping[str, str]) -> Published:
    region = find_place(regions(), row["zorgkantoorregio"], row["subregio"])
    theme = vocabulary().find("thema", row["thema_duiding"])
    if region is None or theme is None:
        raise ValueError(f"Bijlage 2 noemt een onbekende regio of hoofdrubriek: {row['project']}")
    first, last = (date.fromisoformat(day) if day else None for day in (row["start_van"], row["start_tot"]))
    least, most = (int(n) if n else None for n in (row["organisaties_min"], row["organisaties_max"]))
    return Published(row["project"], region, theme.code, row["samenvatting"], first, last, least, most)


def contradicts(row: Row) -> bool:
    """Whether a row of the register says otherwise of a project that the report names than the report does."""
    named = next(
        (p for p in published_projects() if (p.regio.code, p.naam) == (row["regio"], row["projectnaam"])), None
    )
    if named is None:
        return False
    start, number = row["startdatum"], row["aantal_organisaties"]
    return (isinstance(start, date) and not named.may_start(start)) or (
        isinstance(number, int) and not named.may_count(number)
    )


def facts(region: str, name: str) -> tuple[Fact, ...]:
    """What the report gives of the project of this name in the region with this code; nothing of most."""
    return _facts().get((region, normalise(name)), ())


@cache
def _facts() -> Mapping[tuple[str, str], tuple[Fact, ...]]:
    found: dict[tuple[str, str], tuple[Fact, ...]] = {}
    for row in _rows("bijlage_2_gegevens.csv"):
        key = row["code"], normalise(row["project"])
        found[key] = (*found.get(key, ()), Fact(row["gegeven"], row["waarde"], row["bron"]))
    return found
