"""The lists that give every judgement its code and label (data/begrippen.csv), and the regions (data/regios.csv)."""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from wir.common.paths import DATA

UNKNOWN = "onbekend"
PHASES = ("afspraken", "dynamiek", "visie")
JUDGEMENTS = ("status", "impact", "deelbaarheid", "opschaalbaarheid", "betrokkenheid")

# Groups that the report speaks of: definities.csv (opschaalbaar), narekenen.csv (afgerond).
SCALABLE = ("regio", "andere-regios", "landelijk")
FINISHED = ("succesvol", "niet-succesvol")

RegionKind = Literal["regio", "geheel", "buiten"]


def normalise(text: str) -> str:
    """Letters and digits only, without case and accents: how two spellings are compared."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, decomposed))


@dataclass(frozen=True)
class Term:
    """One value of a list. `van` and `tot` bound a class of numbers (betrokkenheid), both inclusive."""

    lijst: str
    code: str
    label: str
    volgorde: int
    synoniemen: tuple[str, ...] = ()
    van: int | None = None
    tot: int | None = None

    @property
    def printed(self) -> str:
        """The label as tables print it: phases and levels with their number in front."""
        return f"{self._numbered}: {self.label}" if self._numbered else self.label

    @property
    def _numbered(self) -> str:
        """Fase 3 or Niveau 3 for a value of a scale; empty where its number says nothing more than its label."""
        said = "Fase" if self.lijst in PHASES else "Niveau"
        return f"{said} {self.code}" if self.code.isdecimal() and self.code != self.label else ""

    @property
    def spellings(self) -> tuple[str, ...]:
        numbered = (self._numbered, f"{self.code} {self.label}") if self._numbered else ()
        return (self.code, self.label, self.printed, *numbered, *self.synoniemen)


@dataclass(frozen=True)
class Vocabulary:
    """All lists together, in the order of the file."""

    all_terms: tuple[Term, ...]

    @cached_property
    def _by_spelling(self) -> dict[tuple[str, str], Term]:
        found: dict[tuple[str, str], Term] = {}
        for term in self.all_terms:
            for spelling in term.spellings:
                found.setdefault((term.lijst, normalise(spelling)), term)
        return found

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], Term]:
        """What `find` gives for each code as it is written, without spelling it out."""
        return {(t.lijst, t.code): self._by_spelling[t.lijst, normalise(t.code)] for t in self.all_terms}

    def terms(self, lijst: str) -> tuple[Term, ...]:
        """The values of one list, in order."""
        return tuple(sorted((t for t in self.all_terms if t.lijst == lijst), key=lambda t: t.volgorde))

    def find(self, lijst: str, text: str) -> Term | None:
        """The value meant by a code, label or synonym in any spelling, or None."""
        return self._by_spelling.get((lijst, normalise(text)))

    def label(self, lijst: str, code: str) -> str:
        """The label of a code in any spelling; what no code is stays as it is."""
        term = self._by_code.get((lijst, code)) or self.find(lijst, code)
        return term.label if term else code


@dataclass(frozen=True)
class Region:
    """A scored regio, a zorgkantoorregio as a whole ("geheel"), or one that takes no part ("buiten")."""

    code: str
    naam: str
    soort: RegionKind
    zorgkantoorregio: str
    subregio: str
    concessiehouder: str
    tegel_rij: int | None
    tegel_kolom: int | None
    synoniemen: tuple[str, ...] = field(default=(), repr=False)  # the example register draws lots with the rest


@dataclass(frozen=True)
class Regions:
    """The regions in the order of appendix 1 of the report."""

    all_regions: tuple[Region, ...]

    @cached_property
    def by_code(self) -> dict[str, Region]:
        return {r.code: r for r in self.all_regions}

    @property
    def scored(self) -> tuple[Region, ...]:
        return tuple(r for r in self.all_regions if r.soort == "regio")

    @property
    def selectable(self) -> tuple[Region, ...]:
        """What a reader can choose: the scored regions and each zorgkantoorregio with subregions."""
        return tuple(r for r in self.all_regions if r.soort != "buiten")

    def find(self, text: str) -> Region | None:
        """The selectable region meant by a code or name in any spelling, or None."""
        wanted = normalise(text)
        return next((r for r in self.selectable if wanted in map(normalise, (r.code, r.naam, *r.synoniemen))), None)

    def within(self, code: str) -> tuple[str, ...]:
        """The codes that a choice covers: itself, and for a zorgkantoorregio as a whole its parts."""
        chosen = self.by_code.get(code)
        if chosen is None or chosen.soort != "geheel":
            return (code,)
        return tuple(r.code for r in self.selectable if r.zorgkantoorregio == chosen.zorgkantoorregio)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _number(text: str) -> int | None:
    return int(text) if text else None


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(s for s in (text or "").split("|") if s)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a begrippen.csv, ours or the copy that a peiling keeps."""
    return Vocabulary(
        tuple(
            Term(
                lijst=r["lijst"],
                code=r["code"],
                label=r["label"],
                volgorde=int(r["volgorde"]),
                synoniemen=_several(r["synoniemen"]),
                van=_number(r["van"]),
                tot=_number(r["tot"]),
            )
            for r in _rows(path)
        )
    )


def read_regions(path: Path) -> Regions:
    """Read a regios.csv, ours or the copy that a peiling keeps."""
    kinds: dict[str, RegionKind] = {"regio": "regio", "geheel": "geheel", "buiten": "buiten"}
    return Regions(
        tuple(
            Region(
                code=r["code"],
                naam=r["naam"],
                soort=kinds[r["soort"]],
                zorgkantoorregio=r["zorgkantoorregio"],
                subregio=r["subregio"],
                concessiehouder=r["concessiehouder"],
                tegel_rij=_number(r["tegel_rij"]),
                tegel_kolom=_number(r["tegel_kolom"]),
                synoniemen=_several(r.get("synoniemen")),
            )
            for r in _rows(path)
        )
    )


@cache
def vocabulary() -> Vocabulary:
    """The lists of this installation."""
    return read_vocabulary(DATA / "begrippen.csv")


@cache
def regions() -> Regions:
    """The regions of this installation."""
    return read_regions(DATA / "regios.csv")
