"""What a reader is looking at: peildatum, comparison and filters. It alone becomes SQL, a URL and a caption."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wir.common.numbers import day
from wir.domain.change_codes import change_words, parse_shift, step_words
from wir.domain.declaration import PLACES, PROJECTS, WIR, Declaration
from wir.domain.peiling import Peiling
from wir.domain.periods import period_words
from wir.domain.vocabulary import PHASES, UNKNOWN, Regions, Vocabulary

PROJECT_FILTERS = (*PROJECTS.filters, "verandering", "zoek")
REGION_FILTERS = (*PLACES, *PHASES, "stap")
FILTERS = WIR.filters
CHANGE_FILTERS = ("verandering", "stap")
DATES = ("peildatum", "versie", "vergelijk", "vergelijk-versie", "eerder")
NONE = "geen"
OF_PEILINGEN = ("peildatum", "versie", "vergelijk_peildatum", "vergelijk_versie", "eerder")

Params = Mapping[str, Sequence[str]]
Lists = tuple[Vocabulary, Regions]


@dataclass(frozen=True)
class Selection:
    """One view of a register. No version means the current one; an empty filter lets everything through.

    `chosen` has each filter that is set with its codes, in the order of the declaration; `eerder` holds the keys of
    the earlier peilingen in tables 1 to 3, or NONE, where a link pins those too.
    `verandering` (of projects) and `stap` (of regions) are codes of wir/domain/change_codes.py, from the earlier to
    the later of the two peilingen whichever is shown; `zoek` is one text.
    """

    peildatum: date
    versie: int | None = None
    vergelijk_peildatum: date | None = None
    vergelijk_versie: int | None = None
    eerder: tuple[str, ...] = ()
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    declared: Declaration = field(default=WIR, repr=False)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters that are set, in the order of the declaration."""
        return dict(self.chosen)

    def of(self, name: str) -> tuple[str, ...]:
        """What a filter lets through; empty where it lets everything through."""
        return self.filters.get(name, ())

    @property
    def changes(self) -> dict[str, tuple[str, ...]]:
        """What must have changed, by field: as lopend.succesvol. What became of a whole project is under no field."""
        found: dict[str, tuple[str, ...]] = {}
        for code in self.of("verandering"):
            shift = parse_shift(code)
            field, change = (shift.field, f"{shift.old}.{shift.new}") if shift else ("", code)
            found[field] = (*found.get(field, ()), change)
        return found

    @property
    def asks_for_change(self) -> bool:
        """Whether it is about what changed between its two peilingen."""
        return any(map(self.of, CHANGE_FILTERS))

    @property
    def pins(self) -> bool:
        """Whether it names versions: what is quoted never moves."""
        return bool(self.versie or self.vergelijk_versie or self.eerder)

    def over(self, other: "Selection") -> "Selection":
        """The same filters over the peilingen of another selection."""
        return replace(self, **{name: getattr(other, name) for name in OF_PEILINGEN})

    def without_filters(self) -> "Selection":
        return replace(self, chosen=())

    def only(self, names: Iterable[str]) -> "Selection":
        """The same view with no other filters than these."""
        kept = set(names)
        return replace(self, chosen=tuple(chosen for chosen in self.chosen if chosen[0] in kept))

    def without_change(self) -> "Selection":
        """The same view, whatever changed between its two peilingen."""
        return self.only(name for name in self.declared.filters if name not in CHANGE_FILTERS)

    def with_filter(self, name: str, codes: Iterable[str]) -> "Selection":
        """The same view with one filter set anew; codes are kept sorted so that equal views have equal links."""
        changed = {**self.filters, name: tuple(sorted(set(codes)))}
        return replace(self, chosen=tuple((n, changed[n]) for n in self.declared.filters if changed.get(n)))

    def pinned(self, shown: Peiling, compared: Peiling | None, history: Iterable[Peiling]) -> "Selection":
        """The same view with every version named, so that a quoted figure never moves."""
        earlier = tuple(p.key for p in history if p not in (shown, compared)) or (NONE,)
        return replace(
            self, versie=shown.versie, vergelijk_versie=compared.versie if compared else None, eerder=earlier
        )

    def unpinned(self) -> "Selection":
        """The same view over the current versions."""
        return replace(self, versie=None, vergelijk_versie=None, eerder=())

    def turned(self) -> "Selection":
        """The same view with the two peilingen in each other's place."""
        if self.vergelijk_peildatum is None:
            raise ValueError("nothing to turn around: there is no comparison")
        return replace(
            self,
            peildatum=self.vergelijk_peildatum,
            versie=self.vergelijk_versie,
            vergelijk_peildatum=self.peildatum,
            vergelijk_versie=self.versie,
            eerder=(),
        )

    def to_sql(self) -> dict[str, list[str] | None]:
        """The struct `keuze` of the SQL macros: what is chosen per filter, a search word by word; None is all.

        What changed is not in it: wir/database/database.py looks up which projects and regions that are.
        """
        lists = {name: list(self.of(name)) or None for name in self.declared.filters if name not in CHANGE_FILTERS}
        return lists | {"zoek": [word for text in self.of("zoek") for word in text.split()] or None}

    def to_params(self) -> dict[str, list[str]]:
        """URL parameters: always with peildatum, stable codes, sorted, one value a parameter."""
        compared = self.vergelijk_peildatum.isoformat() if self.vergelijk_peildatum else NONE
        params = {"peildatum": [self.peildatum.isoformat()], "vergelijk": [compared]}
        if self.versie:
            params["versie"] = [str(self.versie)]
        if self.vergelijk_versie:
            params["vergelijk-versie"] = [str(self.vergelijk_versie)]
        if self.eerder:
            params["eerder"] = list(self.eerder)
        params |= {name: sorted(codes) for name, codes in self.filters.items()}
        return {self.declared.parameter(name): texts for name, texts in params.items()}

    def filter_labels(self, lists: Lists) -> list[str]:
        """The label of each chosen value, in the order of the filters."""
        return [_label(self.declared, name, code, lists) for name, codes in self.filters.items() for code in codes]

    def caption(self, lists: Lists) -> str:
        """The Dutch line under a title: peildatum, comparison and filters."""
        text = f"Peildatum {day(self.peildatum)}" + (f" (versie {self.versie})" if self.versie else "")
        if self.vergelijk_peildatum:
            text += f", vergeleken met {day(self.vergelijk_peildatum)}"
            text += f" (versie {self.vergelijk_versie})" if self.vergelijk_versie else ""
        labels = [_several(self, name, lists) for name in self.filters] or ["heel Nederland"]
        return " · ".join([text, *labels])


def _several(selection: Selection, name: str, lists: Lists) -> str:
    return ", ".join(_label(selection.declared, name, code, lists) for code in selection.of(name))


def _label(declared: Declaration, name: str, code: str, lists: Lists) -> str:
    vocabulary, regions = lists
    if name == "regio":
        return regions.by_code[code].naam
    if name in declared.ordinal:
        return f"{name.replace('_', ' ')}: {_step(declared.lijst(name), code, vocabulary)}"
    if name in WORDS:
        return WORDS[name](code, vocabulary)
    if name in declared.periods:
        return f"{name} onbekend" if code == UNKNOWN else f"{START_IN.get(name, name)} {period_words(code)}"
    label = vocabulary.label(declared.lijst(name), code)
    return f"{name} {label.lower()}" if label in ("Onbekend", "Nog onbekend") else label


def _step(lijst: str, code: str, vocabulary: Vocabulary) -> str:
    term = vocabulary.find(lijst, code)
    return term.printed.lower() if term else code


START_IN = {"startjaar": "start in", "halfjaar": "start in"}
# Filters whose codes are not of a list of the vocabulary.
WORDS: dict[str, Callable[[str, Vocabulary], str]] = {
    "verandering": change_words,
    "stap": step_words,
    "zoek": lambda text, _: f"‘{text}’",
    "sinds": lambda text, _: f"sinds {day(date.fromisoformat(text))}",
}
