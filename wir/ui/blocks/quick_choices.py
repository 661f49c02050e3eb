"""Groups of projects that the report speaks of, each one click away."""

from collections.abc import Mapping

from wir.common import numbers
from wir.common.markup import text
from wir.domain.vocabulary import SCALABLE
from wir.tables.claims import BEYOND_ONE_ORGANISATION
from wir.ui.links import link
from wir.ui.view import View, html

CHOICES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "Instellingsoverstijgend": ("thema", BEYOND_ONE_ORGANISATION, "4"),
    "Opschaalbaar": ("opschaalbaarheid", SCALABLE, "11"),
    "Deelbaar": ("deelbaarheid", ("ja",), "10"),
}


def show_quick_choices(view: View) -> None:
    """A choice for each group, with its projects; what is chosen is taken away by a click on it."""
    made = "".join(_choice(view, words, *choice) for words, choice in CHOICES.items())
    html(f'<section class="tabelblok"><p class="keuzes">{made}</p><p class="bron">{text(_beyond(view))}</p></section>')


def _choice(view: View, words: str, name: str, codes: tuple[str, ...], number: str) -> str:
    chosen = set(view.selection.of(name)) == set(codes)
    count = view.table(number, view.selection.with_filter(name, ())).total(name, codes)
    said = words if count is None else f"{words} ({numbers.count(count)})"
    target = view.here(view.selection.with_filter(name, () if chosen else codes))
    return link(said, target, "keuze gekozen" if chosen else "keuze", current=chosen)


def _beyond(view: View) -> str:
    """Which themes go beyond one organisation, and what part of the new projects they are here and in the report."""
    names = ", ".join(view.lists[0].label("thema", code) for code in BEYOND_ONE_ORGANISATION)
    table = view.table("7", view.selection.with_filter("thema", ()))
    part, whole = table.total("thema", BEYOND_ONE_ORGANISATION), table.total("thema", ("totaal",))
    here = (
        f"In deze selectie {numbers.share(part / whole)} van de nieuwe projecten; "
        if part is not None and whole
        else ""
    )
    return f"Instellingsoverstijgend zijn vijf thema’s: {names}. {here}het rapport noemt 71% op 1 november 2020."
