"""What a reader is looking at: peildatum, comparison and filters. It alone becomes SQL, a URL and a caption."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wir.catalogue import Catalogue
from wir.errors import UnknownPeiling, UnknownValue
from wir.numbers import day
from wir.peiling import Peiling
from wir.vocabulary import JUDGEMENTS, Regions, Vocabulary

REGION_FILTERS = ("concessiehouder", "regio")
FILTERS = (*REGION_FILTERS, "thema", *JUDGEMENTS)
DATES = ("peildatum", "versie", "vergelijk", "vergelijk-versie")
NO_COMPARISON = "geen"


@dataclass(frozen=True)
class Selection:
    """One view of the register. No version means the current one; an empty filter lets everything through."""

    peildatum: date
    versie: int | None = None
    vergelijk_peildatum: date | None = None
    vergelijk_versie: int | None = None
    concessiehouder: tuple[str, ...] = ()
    regio: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    impact: tuple[str, ...] = ()
    deelbaarheid: tuple[str, ...] = ()
    opschaalbaarheid: tuple[str, ...] = ()
    betrokkenheid: tuple[str, ...] = ()

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters that are set, in the order of FILTERS."""
        return {name: codes for name in FILTERS if (codes := getattr(self, name))}

    def without_filters(self) -> "Selection":
        cleared: dict[str, Any] = dict.fromkeys(FILTERS, ())
        return replace(self, **cleared)

    def with_filter(self, name: str, codes: Iterable[str]) -> "Selection":
        """The same view with one filter set anew; codes are kept sorted so that equal views have equal links."""
        changed: dict[str, Any] = {name: tuple(sorted(set(codes)))}
        return replace(self, **changed)

    def pinned(self, shown: Peiling, compared: Peiling | None) -> "Selection":
        """The same view with both versions named, so that a quoted figure never moves."""
        return replace(self, versie=shown.versie, vergelijk_versie=compared.versie if compared else None)

    def to_sql(self, regions: Regions) -> dict[str, list[str]]:
        """The struct `keuze` of the SQL macros: codes per filter, a zorgkantoorregio as a whole spelled out."""
        lists = {name: list(getattr(self, name)) for name in FILTERS}
        lists["regio"] = sorted({part for code in self.regio for part in regions.within(code)})
        return lists

    def to_params(self) -> dict[str, list[str]]:
        """URL parameters: always with peildatum, stable codes, sorted, one value a parameter."""
        compared = self.vergelijk_peildatum.isoformat() if self.vergelijk_peildatum else NO_COMPARISON
        params = {"peildatum": [self.peildatum.isoformat()], "vergelijk": [compared]}
        if self.versie:
            params["versie"] = [str(self.versie)]
        if self.vergelijk_versie:
            params["vergelijk-versie"] = [str(self.vergelijk_versie)]
        return params | {name: sorted(codes) for name, codes in self.filters.items()}

    def filter_labels(self, vocabulary: Vocabulary, regions: Regions) -> list[str]:
        """The label of each chosen value, in the order of the filters."""
        return [_label(name, code, vocabulary, regions) for name, codes in self.filters.items() for code in codes]

    def caption(self, vocabulary: Vocabulary, regions: Regions) -> str:
        """The Dutch line under a title: peildatum, comparison and filters."""
        text = f"Peildatum {day(self.peildatum)}" + (f" (versie {self.versie})" if self.versie else "")
        if self.vergelijk_peildatum:
            text += f", vergeleken met {day(self.vergelijk_peildatum)}"
            text += f" (versie {self.vergelijk_versie})" if self.vergelijk_versie else ""
        labels = [_several(self, name, vocabulary, regions) for name in self.filters] or ["heel Nederland"]
        return " · ".join([text, *labels])


def _several(selection: Selection, name: str, vocabulary: Vocabulary, regions: Regions) -> str:
    return ", ".join(_label(name, code, vocabulary, regions) for code in getattr(selection, name))


def _label(name: str, code: str, vocabulary: Vocabulary, regions: Regions) -> str:
    if name == "regio":
        return regions.by_code[code].naam
    label = vocabulary.label(name, code)
    return f"{name} {label.lower()}" if label in ("Onbekend", "Nog onbekend") else label


@dataclass(frozen=True)
class Reading:
    """The selection that a URL means, and in words what it names that does not exist."""

    selection: Selection
    refused: tuple[str, ...]


def default(catalogue: Catalogue) -> Selection:
    """The latest peildatum compared with the one before. Raises UnknownPeiling when there is none."""
    return at(catalogue, catalogue.latest())


def at(catalogue: Catalogue, shown: Peiling, versie: int | None = None) -> Selection:
    """A peildatum compared with the one before."""
    before = catalogue.before(shown)
    return Selection(shown.peildatum, versie, before.peildatum if before else None)


def read_params(
    params: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    regions: Regions,
    extra: Iterable[str] = (),
) -> Reading:
    """Read a URL. Unknown values are left out and named; an unknown peildatum raises UnknownPeiling.

    `extra` are parameters that belong to one page, such as the dimension of its map.
    """
    shown, versie = _named_peiling(params, "peildatum", "versie", catalogue) or (catalogue.latest(), None)
    selection = at(catalogue, shown, versie)
    if list(params.get("vergelijk", ())) == [NO_COMPARISON]:
        selection = replace(selection, vergelijk_peildatum=None)
    elif named := _named_peiling(params, "vergelijk", "vergelijk-versie", catalogue):
        if named[0] == shown:
            raise UnknownPeiling("Een peiling kan niet met zichzelf worden vergeleken; kies een andere peildatum.")
        selection = replace(selection, vergelijk_peildatum=named[0].peildatum, vergelijk_versie=named[1])
    refused = [f"instelling '{name}'" for name in params if name not in (*DATES, *FILTERS, *extra)]
    for name in FILTERS:
        codes = []
        for text in params.get(name, ()):
            try:
                codes.append(find_code(name, text, vocabulary, regions))
            except UnknownValue:
                refused.append(f"{name} '{text}'")
        selection = selection.with_filter(name, codes)
    return Reading(selection, tuple(refused))


def _named_peiling(
    params: Mapping[str, Sequence[str]], date_name: str, version_name: str, catalogue: Catalogue
) -> tuple[Peiling, int | None] | None:
    if not params.get(date_name):
        return None
    versions = params.get(version_name, ())
    if any(not v.isdecimal() for v in versions):
        raise UnknownPeiling(f"'{versions[0]}' is geen versienummer; er zijn: {catalogue.listed()}.")
    versie = int(versions[0]) if versions else None
    return find_peiling(params[date_name][0], catalogue, versie), versie


def find_peiling(text: str, catalogue: Catalogue, versie: int | None = None) -> Peiling:
    """The peiling meant by a date (2020-11-01) or label (okt-20). Raises UnknownPeiling."""
    by_label = next((p for p in catalogue.current if p.label == text.strip().lower()), None)
    if by_label and versie is None:
        return by_label
    try:
        return catalogue.find(by_label.peildatum if by_label else date.fromisoformat(text), versie)
    except ValueError:
        raise UnknownPeiling(f"Peildatum '{text}' bestaat niet; er zijn: {catalogue.listed()}.") from None


def find_code(name: str, text: str, vocabulary: Vocabulary, regions: Regions) -> str:
    """The code of a filter value given as code or label. Raises UnknownValue with what there is."""
    if name == "regio":
        region = regions.find(text)
        if region:
            return region.code
        choices = [f"{r.naam} ({r.code})" for r in regions.selectable]
    else:
        term = vocabulary.find(name, text)
        if term:
            return term.code
        choices = [t.label for t in vocabulary.terms(name)]
    raise UnknownValue(f"Onbekende waarde '{text}' voor {name}; er zijn: {'; '.join(choices)}.")
