"""The projects of "leren van elkaar": per theme those elsewhere, and the own ones that others should see."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from wir import numbers
from wir.charts import text
from wir.export.listing import Header, Line, Listing
from wir.learning import Advice, Example, Kind, Lesson
from wir.project_columns import to_listing
from wir.records import Project
from wir.ui.downloads import Offer, full_address, offer
from wir.ui.learning_rule import rule_in_words
from wir.ui.links import PROJECTEN, REGIOS, link
from wir.ui.shortlist import columns_with, drawn, project_table, remarks
from wir.ui.under import under
from wir.ui.view import View, html

MOST = 5  # of a theme; the others are a click away
COLUMNS = ("regio", "status", "opschaalbaarheid", "impact")
LISTS = ("status", "deelbaarheid", "opschaalbaarheid", "impact")
HEADINGS: dict[Kind, str] = {
    "geen": "Thema’s zonder eigen project",
    "niet-gestart": "Thema’s waar nog niets is gestart",
    "lager": "Thema’s waar projecten elders verder op te schalen zijn",
}
LACKING: dict[Kind, str] = {
    "geen": "zonder project",
    "niet-gestart": "met alleen niet gestarte projecten",
    "lager": "met minder opschaalbare projecten",
}
WANTING = "Regio’s die hier iets missen"


def show_lessons(view: View, advice: Advice, off: Sequence[str]) -> None:
    """Per kind of lack and per theme the first projects elsewhere that fit the rule."""
    shown = [p for lesson in advice.told for p in lesson.projects[:MOST]]
    columns = columns_with(shown, COLUMNS)
    for kind, heading in HEADINGS.items():
        if lessons := advice.of_kind(kind):
            st.header(heading, anchor=False)
            html(
                "".join(
                    f'<section class="tabelblok les">{_lesson(view, lesson, columns)}</section>' for lesson in lessons
                )
            )
    if not advice.told:
        html("<p>In geen enkel thema ontbreekt iets.</p>")
    elif shown:
        name = advice.region.naam
        files = Offer(
            "leren-van-elkaar", lambda: _listing(view, advice, off), lambda: drawn(_listing(view, advice, off), columns)
        )
        taken = f'<div class="onder-tabel">{offer(view, files, "de projecten om van te leren")}</div>'
        html(
            f'<section class="tabelblok">{remarks(shown)}{taken}'
            f"{under(view, f'Leren van elkaar, {name}', LISTS)}</section>"
        )


def show_examples(view: View, advice: Advice, off: Sequence[str]) -> None:
    """The own projects that fit the requirements, each with the regions that lack something in its theme."""
    name = advice.region.naam
    st.header("Andersom: wat anderen hier kunnen leren", anchor=False)
    if not advice.examples:
        html("<p>Geen eigen project voldoet aan de eisen van de regel.</p>")
        return
    wanting = {e.project.projectnummer: _wanting(view, e) for e in advice.examples}
    projects = [e.project for e in advice.examples]
    caption = f"Projecten van {name} die anderen zouden moeten zien: {numbers.count(len(projects))}"
    columns = ("thema", "status", "opschaalbaarheid", "impact")
    table = project_table(view, caption, projects, columns, (WANTING, lambda p: wanting[p.projectnummer]))
    files = Offer(
        "andersom", lambda: _examples(view, advice, off), lambda: drawn(_examples(view, advice, off), columns, WANTING)
    )
    taken = f'<div class="onder-tabel">{offer(view, files, "de eigen projecten")}</div>'
    html(
        f'<section class="tabelblok">{table}<p class="bron">Een regio mist iets als zij in het thema geen project '
        "heeft, alleen projecten die nog niet zijn gestart, of alleen projecten die minder ver op te schalen zijn.</p>"
        f"{taken}</section>"
    )


def _lesson(view: View, lesson: Lesson, columns: Sequence[str]) -> str:
    theme, count = view.lists[0].label("thema", lesson.lack.thema), len(lesson.projects)
    if not count or lesson.selection is None:
        return f"<p><b>{text(theme)}</b>: {_nobody(view, lesson)}</p>"
    few = f"de eerste {MOST} van {numbers.count(count)}" if count > MOST else numbers.count(count)
    caption = f"{theme}: {few} {'project' if count == 1 else 'projecten'} elders"
    every = f"Alle {numbers.count(count)} projecten over {theme}" if count > 1 else f"Dit project over {theme}"
    every = link(every, view.link_to(PROJECTEN, lesson.selection))
    return f"{project_table(view, caption, lesson.projects[:MOST], columns)}<p>{every}</p>"


def _nobody(view: View, lesson: Lesson) -> str:
    if not lesson.elsewhere:
        return "ook elders past geen enkel project."
    about = view.selection.with_filter("regio", ()).with_filter("thema", [lesson.lack.thema])
    looser = link("alle projecten in dit thema", view.link_to(PROJECTEN, about))
    return f"elders voldoet geen project aan de regel. Zet een eis uit, of bekijk {looser}."


def _wanting(view: View, example: Example) -> str:
    """How many regions lack something in the theme of a project, in all and per kind; each count opens its regions."""
    if not example.regions:
        return "geen"
    everything = numbers.counted(len(example.regions), "regio", "regio’s")
    parts = [
        _regions(view, f"{numbers.count(len(codes))} {LACKING[kind]}", codes)
        for kind, codes in example.lacking.items()
        if codes
    ]
    return f"{_regions(view, everything, example.regions)}: {', '.join(parts)}"


def _regions(view: View, words: str, codes: Sequence[str]) -> str:
    return link(words, view.link_to(REGIOS, view.selection.without_filters().with_filter("regio", codes)))


def _listing(view: View, advice: Advice, off: Sequence[str]) -> Listing:
    """The projects as on screen, under their themes."""
    lines: list[Line] = []
    base = _rows(view, [], "Leren van elkaar", advice, off)
    for lesson in advice.told:
        theme = view.lists[0].label("thema", lesson.lack.thema)
        part = _rows(view, lesson.projects[:MOST], "", advice, off)
        lines += [replace(line, heading=theme) for line in part.lines]
    return replace(base, lines=tuple(lines))


def _examples(view: View, advice: Advice, off: Sequence[str]) -> Listing:
    """The own projects as on screen, with the number of regions that lack something."""
    rows = _rows(view, [e.project for e in advice.examples], "Wat anderen kunnen leren", advice, off)
    counts = [len(e.regions) for e in advice.examples]
    lines = tuple(replace(line, cells=(*line.cells, n)) for line, n in zip(rows.lines, counts, strict=True))
    return replace(rows, headers=(*rows.headers, Header(WANTING, "aantal")), lines=lines)


def _rows(view: View, projects: Sequence[Project], title: str, advice: Advice, off: Sequence[str]) -> Listing:
    rows = to_listing(projects, title, view.caption, view.shown, view.lists, full_address(view))
    return replace(rows, name="leren van elkaar", title=f"{title}: {advice.region.naam}", notes=rule_in_words(off))
