"""Any property of the register across any other, as the address asks: a drawing, and the table that it draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from wir.charts import crosses
from wir.charts.crosses import FORMS, Crossed
from wir.charts.drawing import Drawing
from wir.common.errors import NoComparison
from wir.common.markup import text
from wir.database.database import Database
from wir.database.sheet_sql import properties
from wir.domain.declaration import PLACES, REGIONS
from wir.domain.selection import PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.tables.build import CROSSES
from wir.tables.cross import MEASURES, SOURCES, Measure, number_of, sheet_of
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.links import VERKENNEN, Page, link
from wir.ui.view import View, html, label, notice

LONG = 15  # rows: a longer table is folded
# What the page opens with, and other views worth a look, in words.
STARTS: Mapping[str, tuple[str, str, Measure]] = {
    "Thema’s naar opschaalbaarheid": ("thema", "opschaalbaarheid", "rij"),
    "Thema’s naar status": ("thema", "status", "aantal"),
    "Impact per halfjaar van start": ("impact", "halfjaar", "aantal"),
    "Regio’s naar opschaalbaarheid": ("regio", "opschaalbaarheid", "aantal"),
    "Concessiehouders naar delen van resultaten": ("concessiehouder", "deelbaarheid", "rij"),
    "Samenwerkingsdynamiek naar regiovisie": ("dynamiek", "visie", "aantal"),
    "Wat er veranderde per thema": ("thema", "status", "verschil"),
}
TITLES = {name: title for sheet in SOURCES for name, title in properties(sheet).items()}


@dataclass(frozen=True)
class Choice:
    """What an address asks to see, and what it asks that is not there."""

    rows: str
    columns: str
    measure: Measure
    form: str
    refused: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return number_of(self.rows, self.columns, self.measure)


def read_choice(extra: Mapping[str, str]) -> Choice:
    """Read `rijen`, `kolommen`, `als` and `vorm`; what is not named is what the page opens with."""
    rows, columns, measure = next(iter(STARTS.values()))
    asked = (extra.get("rijen", rows), extra.get("kolommen", columns))
    refused = []
    if sheet_of(*asked) is None:
        refused.append(" en ".join(asked))
        asked = (rows, columns)
    measure = measure if not extra else "aantal"
    said = {"als": extra.get("als", measure), "vorm": extra.get("vorm", "vakken")}
    for name, known, otherwise in (("als", MEASURES, "aantal"), ("vorm", FORMS, "vakken")):
        if said[name] not in known:
            refused.append(f"{name} {said[name]}")
            said[name] = otherwise
    return Choice(*asked, cast(Measure, said["als"]), said["vorm"], tuple(refused))


def exploring_page() -> Page:
    """The page as the address asks for it: projects and regions have their own filters."""
    choice = read_choice({name: st.query_params[name] for name in VERKENNEN.extra if name in st.query_params})
    of_regions = sheet_of(choice.rows, choice.columns) is REGIONS
    return replace(VERKENNEN, uses=REGION_FILTERS if of_regions else PROJECT_FILTERS)


def show_cross(view: View) -> None:
    """The two properties to choose, the drawing of them, and their table."""
    choice = read_choice(view.extra)
    if choice.refused:
        html(notice(f"Dit is hier niet tegen elkaar te zetten: {text(', '.join(choice.refused))}."))
    _choose(view, choice)
    if not {choice.rows, choice.columns} & set(PLACES) and (offered := holders(view)):
        html(offered)
    try:
        drawing = cache.drawing(view.database, cross_drawing, view.selection, choice.number, choice.form)
        short = len(view.table(choice.number).counted) <= LONG
        show_drawing(view, _heading(choice), drawing, choice.number, "", _ways(view, choice), short)
    except NoComparison as missing:
        html(f'<p class="keuzes">{_ways(view, choice)}</p>{notice(text(str(missing)))}')
    _offer_starts(view, choice)


def holders(view: View) -> str:
    """Each concessiehouder a click away, as HTML, as long as no place is chosen."""
    if any(map(view.selection.of, PLACES)):
        return ""
    links = [
        link(term.label, view.here(view.selection.with_filter("concessiehouder", [term.code])), "keuze")
        for term in view.lists[0].terms("concessiehouder")
    ]
    return f'<p class="keuzes"><span>Alleen</span> {" ".join(links)}</p>'


def _heading(choice: Choice) -> str:
    return f"{TITLES[choice.rows]} en {TITLES[choice.columns].lower()}"


def cross_drawing(database: Database, selection: Selection, number: str, form: str) -> Drawing:
    """The drawing of a cross table, whatever is chosen of its two properties. Raises NoComparison."""
    return crosses.cross(crossed(database, selection, number), form, selection.filters)


def crossed(database: Database, selection: Selection, number: str) -> Crossed:
    """What a drawing of a cross table is made of, whatever is chosen of its two properties. Raises NoComparison."""
    spec = CROSSES[number]
    everything = selection.with_filter(spec.rows, ()).with_filter(spec.columns, ())
    said = cache.table(database, everything, number)
    counts = cache.table(database, everything, number_of(spec.rows, spec.columns))
    every = database.regions(database.shown(selection)).all_regions
    wholes = frozenset(region.code for region in every if region.soort == "geheel")
    return Crossed(spec, counts, said, wholes)


def _choose(view: View, choice: Choice) -> None:
    """A field for each of the two; the other one offers what goes with the first."""
    with st.container(horizontal=True, key="kruiskeuze"):
        _field(view, "Rijen", "rijen", choice.rows, list(TITLES), choice)
        _field(view, "Kolommen", "kolommen", choice.columns, _beside(choice.rows), choice)


def _beside(rows: str) -> list[str]:
    return [name for name in TITLES if sheet_of(rows, name)]


def _field(view: View, words: str, name: str, present: str, names: Sequence[str], choice: Choice) -> None:
    key = f"kruis-{name}"

    def changed() -> None:
        picked = {"rijen": choice.rows, "kolommen": choice.columns, name: st.session_state[key]}
        if sheet_of(picked["rijen"], picked["kolommen"]) is None:  # a first property that the second does not go with
            picked["kolommen"] = choice.rows if sheet_of(picked["rijen"], choice.rows) else _beside(picked["rijen"])[0]
        view.change(lambda now: now, **_said(replace(choice, rows=picked["rijen"], columns=picked["kolommen"])))

    st.session_state[key] = present
    st.selectbox(
        words, names, key=key, format_func=lambda n: label(TITLES[n]), on_change=changed, filter_mode="contains"
    )


def _said(choice: Choice) -> dict[str, str]:
    """A choice as parameters of an address."""
    return {"rijen": choice.rows, "kolommen": choice.columns, "als": choice.measure, "vorm": choice.form}


def _ways(view: View, choice: Choice) -> str:
    """Other ways to see the same two: what a field says, how it is drawn, and the two in each other's place."""
    measures = {words.capitalize(): replace(choice, measure=key) for key, words in MEASURES.items()}
    forms = {words: replace(choice, form=key) for key, words in FORMS.items()}
    links = [
        link(words, view.here(**_said(other)), "keuze gekozen" if other == choice else "keuze")
        for words, other in {**measures, **forms}.items()
    ]
    turned = replace(choice, rows=choice.columns, columns=choice.rows)
    return " ".join((*links, link("Wissel rijen en kolommen", view.here(**_said(turned)), "keuze")))


def _offer_starts(view: View, choice: Choice) -> None:
    links = [
        link(words, view.here(rijen=rows, kolommen=columns, als=measure, vorm=choice.form), "keuze")
        for words, (rows, columns, measure) in STARTS.items()
    ]
    html(f'<section class="tabelblok"><h2>Om mee te beginnen</h2><p class="keuzes">{" ".join(links)}</p></section>')
