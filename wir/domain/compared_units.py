"""What can be set side by side: regions, concessiehouders or themes, as a link names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wir.domain.declaration import PLACES
from wir.domain.selection import FILTERS, NONE, Lists, Selection
from wir.domain.vocabulary import PHASES

UnitKind = Literal["regio", "concessiehouder", "thema"]
UNIT_KINDS: Mapping[UnitKind, str] = {"regio": "Regio’s", "concessiehouder": "Concessiehouders", "thema": "Thema’s"}
FEWEST, MOST = 2, 6
# Filters that would empty a unit: a regio has one concessiehouder and one phase, and a project one theme.
OWN: Mapping[UnitKind, tuple[str, ...]] = {
    "regio": (*PLACES, *PHASES, "stap"),
    "concessiehouder": PLACES,
    "thema": ("thema", *PHASES, "stap"),
}
ALL: Mapping[UnitKind, str] = {"regio": "Nederland", "concessiehouder": "Nederland", "thema": "alle thema’s"}


@dataclass(frozen=True)
class Choice:
    """What a link asks to compare: the units that there are, what it names that is none, and how many were too many."""

    kind: UnitKind
    codes: tuple[str, ...]
    refused: tuple[str, ...]
    beyond: int


def read_kind(said: str) -> UnitKind:
    """The kind that a link names, regions unless it names another that there is."""
    return next((kind for kind in UNIT_KINDS if kind == said), "regio")


def read_choice(kind_said: str, units_said: str, lists: Lists) -> Choice:
    """Read `soort` and `met` of a link: a kind, and codes or names with commas between them, or NONE."""
    kind = read_kind(kind_said)
    refused = [f"soort ‘{kind_said}’"] if kind_said and kind_said != kind else []
    codes: list[str] = []
    for said in filter(None, (part.strip() for part in units_said.split(",") if units_said != NONE)):
        found = lists[1].find(said) if kind == "regio" else lists[0].find(kind, said)
        if found is None:
            refused.append(f"{kind} ‘{said}’")
        elif found.code not in codes:
            codes.append(found.code)
    return Choice(kind, tuple(codes[:MOST]), tuple(refused), max(len(codes) - MOST, 0))


def names_of(kind: UnitKind, lists: Lists) -> dict[str, str]:
    """All units of a kind by code, in order."""
    if kind == "regio":
        return {r.code: r.naam for r in lists[1].selectable}
    return {t.code: t.label for t in lists[0].terms(kind)}


def without_own(selection: Selection, kind: UnitKind) -> Selection:
    """The selection without the filters that say what the units themselves say."""
    return selection.only([name for name in FILTERS if name not in OWN[kind]])


@dataclass(frozen=True)
class Start:
    """A choice to begin with, in words."""

    words: str
    codes: tuple[str, ...]


def starts(kind: UnitKind, selection: Selection, lists: Lists, sizes: Mapping[str, int]) -> list[Start]:
    """Sensible choices to begin with: what the selection has chosen, and then the largest or the regions of one.

    `sizes` is how many projects each concessiehouder or theme has.
    """
    names = names_of(kind, lists)
    chosen = tuple(selection.of(kind))[:MOST]
    found = [Start("wat nu is gekozen", chosen)] if len(chosen) >= FEWEST else []
    if kind == "regio":
        return found + _of_holders(lists, chosen)
    ranked = sorted(names, key=lambda code: -sizes.get(code, 0))[:MOST]
    which = "alle" if len(ranked) == len(names) else f"de {len(ranked)} met de meeste projecten"
    return [*found, Start(f"{which}: {', '.join(names[code] for code in ranked)}", tuple(ranked))]


def _of_holders(lists: Lists, chosen: Sequence[str]) -> list[Start]:
    """The regions of each concessiehouder that has more than one; first that of a single chosen regio."""
    vocabulary, regions = lists
    own = {regions.by_code[code].concessiehouder for code in chosen}
    found = []
    for holder in sorted(vocabulary.terms("concessiehouder"), key=lambda t: t.code not in own):
        codes = [r.code for r in regions.scored if r.concessiehouder == holder.code]
        if len(codes) < FEWEST:
            continue
        ranked = sorted(codes, key=lambda code: code not in chosen)[:MOST]
        which = "de" if len(ranked) == len(codes) else f"{len(ranked)} van de {len(codes)}"
        found.append(Start(f"{which} regio’s van {holder.label}", tuple(ranked)))
    return found
