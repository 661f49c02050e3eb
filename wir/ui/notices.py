"""What a reader must know before the figures, as HTML."""

from collections.abc import Iterator, Sequence

from wir import numbers
from wir.address import at
from wir.charts import text
from wir.peiling import Peiling
from wir.selection import Selection
from wir.ui.links import VERANTWOORDING, link
from wir.ui.view import View, listed


def notices(view: View, refused: Sequence[str]) -> list[str]:
    """What the link names wrongly, versions that no longer count, what is not registered, and what was rebuilt."""
    found = []
    if refused:
        named = text(", ".join(refused))
        found.append(f"Deze link noemt iets dat hier niet bestaat en dat daarom niet meetelt: {named}.")
    found += [_outdated(view, p) for p in view.history if p not in view.database.catalogue.current]
    found += [_corrected(view, p) for p in (view.shown, view.compared) if p and p in view.database.catalogue.current]
    found = [words for words in found if words]
    found += _not_registered(view.shown)
    if any(p.manifest.gereconstrueerd for p in view.history):
        found.append(_example(view))
    if view.page.uses_selection:
        found += _nothing_fits(view)
    return found


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
    """That what a reader may have quoted was corrected, or that a correction was withdrawn; with links to both."""
    catalogue, day = view.database.catalogue, numbers.day(peiling.peildatum)
    versions = catalogue.versions(peiling.peildatum)
    if len(versions) < 2:
        return ""
    last = versions[-1]
    if last is peiling:
        manifest = peiling.manifest
        why, what = (
            manifest.toelichting,
            f"De peiling van {day} is op {numbers.day_of(peiling.published_at)} gecorrigeerd",
        )
    else:
        why, what = last.marks[-1].reden, f"Versie {last.versie} van de peiling van {day} is ingetrokken"
    links = ", ".join(link(f"versie {p.versie}", view.link_to(view.page, at(catalogue, p, p.versie))) for p in versions)
    reason = f" ({text(why.rstrip('.'))})" if why else ""
    return f"{what}{reason}: {links}, {link('wat er veranderde', view.link_to(VERANTWOORDING))}."


def _not_registered(peiling: Peiling) -> Iterator[str]:
    parts = {"projecten": peiling.manifest.projecten, "regioscores": peiling.manifest.regios}
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
    """What to leave out of a selection that no project fits, with what that would give."""
    if view.table("6").total("status", ("totaal",)) != 0:
        return
    ways = []
    for name, codes in view.selection.filters.items():
        wider = view.selection.with_filter(name, ())
        if count := view.table("6", wider).total("status", ("totaal",)):
            labels = Selection(view.shown.peildatum).with_filter(name, codes).filter_labels(view.lists)
            way = link(f"zonder {', '.join(labels)}", view.here(wider))
            ways.append(f"{way}: {numbers.counted(count, 'project', 'projecten')}")
    yield f"Geen enkel project past bij deze selectie.{listed(ways)}"
