"""What a reader must know before the figures, as HTML."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from wir.common import numbers
from wir.common.markup import text
from wir.domain.address import at
from wir.domain.catalogue import Catalogue, not_shown
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Peiling
from wir.domain.selection import PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.register.check.findings import listed as first_dozen
from wir.ui import cache as shared
from wir.ui.access import current_access
from wir.ui.links import LEREN, VERANTWOORDING, link
from wir.ui.view import View, listed

GONE = "De opslag is sinds {} niet te bereiken. U ziet wat er toen in stond; bijwerken kan nu niet."
MEND = (
    "Peiling {0.key}: {0.file} {0.fault}. Kijk de opslag na met ‘python -m wir keuring’; "
    "docs/beheer.md zegt hoe u haar herstelt."
)


def standing() -> list[str]:
    """That the store cannot be reached, which keeps nobody from reading."""
    since = shared.gone_since()
    return [GONE.format(numbers.moment(since.isoformat()))] if since else []


def notices(view: View, refused: Sequence[str]) -> list[str]:
    """What must be said before the figures: of the store, of what the link has wrong, of versions that no longer count,
    and of what is not registered or is rebuilt.
    """
    found = standing() + damage(view.database.catalogue)
    if refused:
        named = text(first_dozen(refused))
        found.append(f"Deze link noemt iets dat hier niet bestaat en dat daarom niet meetelt: {named}.")
    if view.page.published:
        return found
    found += [_outdated(view, p) for p in view.history if p not in view.database.catalogue.current]
    found += [_corrected(view, p) for p in (view.shown, view.compared) if p and p in view.database.catalogue.current]
    found = [words for words in found if words]
    found += _not_registered(view.shown)
    if any(p.manifest.gereconstrueerd for p in view.history):
        found.append(_example(view))
    if view.page.uses_selection and view.page is not LEREN:  # what a regio does not have is what that page is about
        found += _nothing_fits(view)
    return found


def damage(catalogue: Catalogue) -> list[str]:
    """What is not shown because it is damaged; for a beheerder every damaged version, its file and what to do."""
    if not catalogue.damaged or current_access().role != "beheerder":
        return [text(not_shown(d)) for d in catalogue.missed]
    return [text(f"{not_shown(d, d not in catalogue.missed)} {MEND.format(d)}") for d in catalogue.damaged]


def _outdated(view: View, peiling: Peiling) -> str:
    day = numbers.day(peiling.peildatum)
    if peiling.concept:
        return f"Versie {peiling.versie} van peildatum {day} is een concept; alleen een beheerder ziet haar."
    state = "ingetrokken" if peiling.withdrawn else "vervangen door een nieuwere"
    what = f"Versie {peiling.versie} van peildatum {day} is {state}; deze link toont haar nog."
    if any(p.peildatum == peiling.peildatum for p in view.database.catalogue.current):
        return f"{what} Ga naar {link('de geldende peiling', view.link_to(view.page, view.selection.unpinned()))}."
    return what


def _corrected(view: View, peiling: Peiling) -> str:
    """That what a reader may have quoted was corrected, or that a correction was withdrawn; with links to both.

    A version that only has other remarks corrects nothing.
    """
    catalogue, day = view.database.catalogue, numbers.day(peiling.peildatum)
    versions = catalogue.versions(peiling.peildatum)
    last, corrections = versions[-1], [p for p in versions if not p.manifest.zelfde_cijfers]
    if last is peiling and len(corrections) < 2:
        return ""
    if last is peiling:
        on = numbers.day_of(corrections[-1].published_at)
        why, what = corrections[-1].manifest.toelichting, f"De peiling van {day} is op {on} gecorrigeerd"
    else:
        why, what = last.marks[-1].reden, f"Versie {last.versie} van de peiling van {day} is ingetrokken"
    links = ", ".join(link(f"versie {p.versie}", view.link_to(view.page, at(catalogue, p, p.versie))) for p in versions)
    reason = f" ({text(why.rstrip('.'))})" if why else ""
    return f"{what}{reason}: {links}, {link('wat er veranderde', view.link_to(VERANTWOORDING))}."


def _not_registered(peiling: Peiling) -> Iterator[str]:
    parts = {"projecten": peiling.rows(PROJECTS), "regioscores": peiling.rows(REGIONS)}
    for what, count in parts.items():
        if count is None:
            yield f"De peiling {text(peiling.label)} bevat geen {what}: die zijn {numbers.NOT_REGISTERED}."


def _example(view: View) -> str:
    why = link("Verantwoording", view.link_to(VERANTWOORDING))
    whole = view.shown.manifest.gereconstrueerd
    where = "Voorbeeldregister" if whole else "Voorbeeldregister bij andere peildata"
    what = "gegevens per regio en project zijn deels gereconstrueerd uit de totalen van het rapport van januari 2021"
    return f"{where}: {what}. {why}"


def _nothing_fits(view: View) -> Iterator[str]:
    """What to leave out of a selection that nothing fits, with what that would give."""
    if set(view.page.uses) & {"thema"}:
        counted = partial(_projects, view)
        yield from _ways_out(view, "project", "projecten", PROJECT_FILTERS, counted)
    if set(view.page.uses) & {"visie"}:
        yield from _ways_out(view, "regio", "regio’s", REGION_FILTERS, partial(_regions, view))


def _projects(view: View, selection: Selection) -> int | None:
    return view.table("6", selection).total("status", ("totaal",))


def _regions(view: View, selection: Selection) -> int | None:
    return view.table("1", selection).total("afspraken", ("totaal",))


def _ways_out(
    view: View, one: str, more: str, filters: Sequence[str], count: Callable[[Selection], int | None]
) -> Iterator[str]:
    """The nearest selections that are not empty: without one of the filters, else without any."""
    used = view.selection.only(view.page.uses)
    if count(used) != 0:
        return
    set_here = {name: codes for name, codes in used.filters.items() if name in filters}
    wider = {name: used.with_filter(name, ()) for name in set_here}
    wider["zonder filters"] = view.selection.without_filters()
    ways: list[str] = []
    for name, selection in wider.items():
        found = count(selection)
        if found and (name in set_here or not ways):
            alone = Selection(view.shown.peildatum).with_filter(name, set_here[name]) if name in set_here else None
            words = f"zonder {', '.join(alone.filter_labels(view.lists))}" if alone else name
            ways.append(f"{link(words, view.here(selection))}: {numbers.counted(found, one, more)}")
    yield f"{'Geen enkel' if one == 'project' else 'Geen enkele'} {one} past bij deze selectie.{listed(ways)}"
