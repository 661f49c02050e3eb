"""Reading a selection from a URL or the command line: what it means, and what it names that does not exist."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from wir.common.errors import UnknownPeiling, UnknownValue
from wir.common.numbers import counted, whole
from wir.domain.catalogue import Catalogue
from wir.domain.change_codes import find_change, find_step
from wir.domain.declaration import PROJECTS, REGIONS, WIR, Declaration
from wir.domain.peiling import Peiling
from wir.domain.periods import PERIODS
from wir.domain.registers import REGISTERS
from wir.domain.selection import DATES, NONE, Lists, Params, Selection
from wir.domain.vocabulary import UNKNOWN, Vocabulary

LONGEST_SEARCH = 100
# Every link on a page repeats what its address says: a page grows with it many times over.
MOST_VALUES, LONGEST_VALUE, LONGEST_QUOTED = 60, 500, 120
CHANGES = ("verandering", "stap")


@dataclass(frozen=True)
class Reading:
    """The selection that a URL means, and in words what it names that does not exist."""

    selection: Selection
    refused: tuple[str, ...]


def within_limits(params: Params) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """An address without what is too much in it, each value once; and in words what was left out."""
    kept, refused = {}, []
    for name, texts in params.items():
        values = list(dict.fromkeys(texts))
        fitting = [text for text in values if len(text) <= LONGEST_VALUE][:MOST_VALUES]
        if len(name) <= LONGEST_VALUE:
            kept[name] = fitting
        if len(name) > LONGEST_VALUE or len(fitting) < len(values):
            refused.append(f"{quoted(name)} met {counted(len(values), 'waarde', 'waarden')}, te veel of te lang")
    return kept, tuple(refused)


def quoted(text: str) -> str:
    """What an address says, cut short where it goes on and on."""
    return f"'{text if len(text) <= LONGEST_QUOTED else f'{text[:LONGEST_QUOTED]}…'}'"


def default(catalogue: Catalogue) -> Selection:
    """The latest peildatum compared with the one before. Raises UnknownPeiling when there is none."""
    return at(catalogue, catalogue.latest())


def at(catalogue: Catalogue, shown: Peiling, versie: int | None = None) -> Selection:
    """A peildatum compared with the one before."""
    before = catalogue.before(shown.peildatum)
    declared = REGISTERS[shown.manifest.register]
    return Selection(shown.peildatum, versie, before.peildatum if before else None, declared=declared)


def read_params(
    params: Params,
    catalogue: Catalogue,
    lists_of: Callable[[Peiling], Lists],
    extra: Iterable[str] = (),
    declared: Declaration = WIR,
) -> Reading:
    """Read what a URL says of one register. Unknown values are left out and named; an unknown peildatum raises
    UnknownPeiling.

    `lists_of` gives the vocabulary and regions of the peiling that the URL means; `extra` are parameters that belong
    to one page, such as the dimension of its map.
    """
    known = {each.parameter(n) for each in REGISTERS.values() for n in (*DATES, *each.filters)} | {*extra}
    unknown = [f"instelling {quoted(name)}" for name in params if name not in known]
    params = {n: params[p] for n in (*DATES, *declared.filters) if (p := declared.parameter(n)) in params}
    selection, shown, refused = _read_dates(params, catalogue)
    refused += unknown
    lists = lists_of(shown)
    of_both = _of_both(lists, selection, catalogue, lists_of)
    for name in declared.filters:
        codes = []
        for text in params.get(name, ()):
            try:
                codes.append(find_code(name, text, of_both if name in CHANGES else lists, declared))
            except UnknownValue:
                refused.append(f"{name} {quoted(text)}")
        selection = selection.with_filter(name, codes)
    selection, baseless = _without_baseless(selection, shown, catalogue)
    return Reading(selection, (*refused, *baseless))


def _of_both(lists: Lists, selection: Selection, catalogue: Catalogue, lists_of: Callable[[Peiling], Lists]) -> Lists:
    """The lists in which a change is read: what something was may be a value that only the other peiling knows."""
    compared = _compared(selection, catalogue)
    if compared is None:
        return lists
    return Vocabulary((*lists[0].all_terms, *lists_of(compared)[0].all_terms)), lists[1]


def _compared(selection: Selection, catalogue: Catalogue) -> Peiling | None:
    if selection.vergelijk_peildatum is None:
        return None
    return catalogue.find(selection.vergelijk_peildatum, selection.vergelijk_versie)


def _without_baseless(selection: Selection, shown: Peiling, catalogue: Catalogue) -> tuple[Selection, list[str]]:
    """The selection without a change that cannot be told, for want of a comparison that registers such things."""
    baseless = []
    compared = _compared(selection, catalogue)
    for name, what, sheet in (("verandering", "projecten", PROJECTS), ("stap", "regioscores", REGIONS)):
        codes = selection.of(name)
        told = compared and None not in (p.rows(sheet) for p in (shown, compared))
        if codes and not told:
            baseless += [
                f"{name} '{code}' (er zijn geen twee peilingen met {what} om te vergelijken)" for code in codes
            ]
            selection = selection.with_filter(name, ())
    return selection, baseless


def _read_dates(params: Params, catalogue: Catalogue) -> tuple[Selection, Peiling, list[str]]:
    """The peiling, its comparison and what else the URL pins; and what it says of dates that means nothing."""
    shown, versie = _named_peiling(params, "peildatum", "versie", catalogue) or (catalogue.latest(), None)
    selection = at(catalogue, shown, versie)
    refused = [f"{name} {quoted(text)}" for name in DATES[:4] for text in params.get(name, ())[1:]]
    compared = None
    if list(params.get("vergelijk", ())) == [NONE]:
        selection = replace(selection, vergelijk_peildatum=None)
    elif compared := _named_peiling(params, "vergelijk", "vergelijk-versie", catalogue):
        if compared[0] == shown:
            raise UnknownPeiling("Een peiling kan niet met zichzelf worden vergeleken; kies een andere peildatum.")
        selection = replace(selection, vergelijk_peildatum=compared[0].peildatum, vergelijk_versie=compared[1])
    if "peildatum" not in params:
        refused += [f"versie {quoted(text)}" for text in params.get("versie", ())]
    if not compared:
        refused += [f"vergelijk-versie {quoted(text)}" for text in params.get("vergelijk-versie", ())]
    keys = (key[:LONGEST_QUOTED] for key in params.get("eerder", ()))
    earlier = tuple(key if key == NONE else catalogue.by_key(key).key for key in keys)
    return replace(selection, eerder=earlier), shown, refused


def _named_peiling(
    params: Params, date_name: str, version_name: str, catalogue: Catalogue
) -> tuple[Peiling, int | None] | None:
    if not params.get(date_name):
        return None
    versions = params.get(version_name, ())
    versie = whole(versions[0]) if versions else None
    if versions and versie is None:
        raise UnknownPeiling(f"'{versions[0][:20]}' is geen versienummer; er zijn: {catalogue.listed()}.")
    return find_peiling(params[date_name][0], catalogue, versie), versie


def find_peiling(text: str, catalogue: Catalogue, versie: int | None = None) -> Peiling:
    """The peiling meant by a date (2020-11-01), read first, or else a label (okt-20). Raises UnknownPeiling."""
    wanted = text.strip().casefold()
    try:
        return catalogue.find(date.fromisoformat(text.strip()), versie)
    except ValueError:
        by_label = next((p.peildatum for p in catalogue.current if p.label.casefold() == wanted), None)
    if by_label is None:
        raise UnknownPeiling(f"Peildatum {quoted(text)} bestaat niet; er zijn: {catalogue.listed()}.")
    return catalogue.find(by_label, versie)


def find_code(name: str, text: str, lists: Lists, declared: Declaration = WIR) -> str:
    """The code of a filter value given as code or label. Raises UnknownValue with what there is."""
    vocabulary, regions = lists
    if name in declared.periods or name in FREE:
        code = _find_period(text, declared.periods[name]) if name in declared.periods else FREE[name](text, vocabulary)
        if code is None:
            raise UnknownValue(f"Onbekende waarde {quoted(text)} voor {name}.")
        return code
    if name == "regio":
        region = regions.find(text)
        if region:
            return region.code
        choices = [f"{r.naam} ({r.code})" for r in regions.selectable]
    else:
        lijst = declared.lijst(name)
        term = vocabulary.find(lijst, text)
        if term:
            return term.code
        choices = [t.label for t in vocabulary.terms(lijst)]
    raise UnknownValue(f"Onbekende waarde {quoted(text)} voor {name}; er zijn: {'; '.join(choices)}.")


def _find_period(text: str, kind: str) -> str | None:
    return text if text == UNKNOWN or PERIODS[kind].fullmatch(text) else None


def _find_day(text: str) -> str | None:
    """A day as 2024-11-01, or None."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return None


def find_words(text: str) -> str | None:
    """A text to search for, without line breaks and signs that cannot be seen; None where nothing is left."""
    seen = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return seen if 0 < len(seen) <= LONGEST_SEARCH else None


# Filters whose codes are not of a list of the vocabulary.
FREE: dict[str, Callable[[str, Vocabulary], str | None]] = {
    "verandering": find_change,
    "stap": find_step,
    "zoek": lambda text, _: find_words(text),
    "sinds": lambda text, _: _find_day(text),
}
