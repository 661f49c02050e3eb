"""Leren van elkaar on screen: its rule in words, each part with a link that turns it off or on, and the projects that
it finds: per theme those elsewhere, and the own ones that others should see."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.selection import Selection
from wir.export.listing import Header, Line, Listing
from wir.export.project_columns import to_listing
from wir.insight.learning import ORDER, PARTS, REQUIREMENTS, Advice, Example, LackKind, Lesson, connections
from wir.tables.project_rows import Project
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.source_and_citation import take_along, under
from wir.ui.links import PROJECTEN, REGIOS, link
from wir.ui.projects.shortlist import columns_with, drawn, project_table, remarks
from wir.ui.view import View, html, notice


def parts_off(view: View) -> tuple[str, ...]:
    """The parts that the address turns off, in the order of the rule."""
    named = view.extra.get("zonder", "").split(",")
    return tuple(code for code in PARTS if code in named)


def show_unknown_parts(view: View) -> None:
    """Say which parts the address names that the rule does not have."""
    if unknown := [n for n in view.extra.get("zonder", "").split(",") if n and n not in PARTS]:
        html(notice(f"De regel heeft geen onderdeel {text(', '.join(unknown))}; dat is niet uitgezet."))


def show_rule(view: View, off: Sequence[str]) -> None:
    """What a project elsewhere must have, what comes first, and the way to turn each part off; open where one is."""
    required, order = (_parts(view, parts, off) for parts in (REQUIREMENTS, ORDER))
    everything = f" {link('Alles weer aanzetten', view.here(zonder=''))}." if off else ""
    state = " open" if off else ""
    html(
        f'<details class="vouw"{state}><summary>De regel: welke projecten, en in welke volgorde</summary>'
        '<section class="tabelblok regel"><div><div><p>Een project van elders staat hieronder als het:</p>'
        f"<ul>{required}</ul></div><div><p>In deze volgorde; elke volgende regel beslist bij gelijke stand:</p>"
        f"<ol>{order}</ol></div></div><p>Blijft het gelijk, dan beslist het projectnummer. Er wordt niets opgeteld of "
        f"gemiddeld.{everything}</p></section></details>"
    )


def rule_in_words(off: Sequence[str]) -> tuple[str, ...]:
    """The rule as it was applied, for in a file."""
    required = [words for code, words in REQUIREMENTS.items() if code not in off] or ["in het thema valt"]
    order = [words for code, words in ORDER.items() if code not in off]
    return (
        f"Getoond is een project van elders dat {'; '.join(required)}.",
        f"Volgorde: {'; dan '.join([*order, 'projectnummer'])}.",
    )


def _parts(view: View, parts: Mapping[str, str], off: Sequence[str]) -> str:
    return "".join(f"<li>{_part(view, code, words, off)}</li>" for code, words in parts.items())


def _part(view: View, code: str, words: str, off: Sequence[str]) -> str:
    """A part with its switch; what is off is struck through and says so."""
    there = code not in off
    others = [c for c in PARTS if (c in off) != (c == code)]
    verb = "uitzetten" if there else "aanzetten"
    switch = link(verb, view.here(zonder=",".join(others)), "schakel", f"{verb}: {words}")
    return f"{text(words)} {switch}" if there else f"<s>{text(words)}</s> (uitgezet) {switch}"


MOST = 3  # of a theme; the others are a click away

COLUMNS = ("regio", "status", "opschaalbaarheid", "impact")

LISTS = ("status", "deelbaarheid", "opschaalbaarheid", "impact")

HEADINGS: dict[LackKind, str] = {
    "geen": "Thema’s zonder eigen project",
    "niet-gestart": "Thema’s waar nog niets is gestart",
    "lager": "Thema’s waar projecten elders verder op te schalen zijn",
}

LACKING: dict[LackKind, str] = {
    "geen": "zonder project",
    "niet-gestart": "met alleen niet gestarte projecten",
    "lager": "met minder opschaalbare projecten",
}

WANTING = "Regio’s die hier iets missen"
CONNECTED = "Al verbonden door"


def show_lessons(view: View, advice: Advice, off: Sequence[str], in_sight: bool = False) -> None:
    """Per kind of lack and per theme the first projects elsewhere that fit the rule; `in_sight` scrolls to them."""
    if view.selection.of("thema"):
        _say_themes(view, advice, in_sight)
    shown = [p for lesson in advice.told for p in lesson.projects[:MOST]]
    columns = columns_with(shown, COLUMNS)
    for kind, heading in HEADINGS.items():
        if lessons := advice.of_kind(kind):
            st.header(heading, anchor=False)
            parts = [
                f'<section class="tabelblok les">{_lesson(view, advice, lesson, lesson.selection, columns)}</section>'
                for lesson in lessons
                if lesson.projects and lesson.selection
            ]
            html("".join([*parts, _nobody(view, [lesson for lesson in lessons if not lesson.projects])]))
    if not advice.told:
        html(
            f"<p>{'Hier ontbreekt niets' if view.selection.of('thema') else 'In geen enkel thema ontbreekt iets'}.</p>"
        )
    elif shown:
        name = advice.region.naam
        files = Offer(
            "leren-van-elkaar",
            lambda: _listing(view, advice, off),
            lambda: drawn(_listing(view, advice, off), columns, CONNECTED),
        )
        taken = offer(view, files, "de projecten om van te leren")
        menu = under(view, f"Leren van elkaar, {name}", LISTS, files=taken)
        html(f'<section class="tabelblok">{remarks(shown)}{menu}</section>')


def _say_themes(view: View, advice: Advice, in_sight: bool) -> None:
    """Which themes the lists are about, and the way to all of them."""
    names = " en ".join(text(_theme(view, lesson)) for lesson in advice.lessons)
    every = link("Alle thema’s", view.here(view.selection.with_filter("thema", ())))
    said = f"<p>Wat {text(advice.region.naam)} kan leren bij {names}. {every}.</p>"
    html(f'<section class="tabelblok">{f"""<div class="gezegd">{said}</div>""" if in_sight else said}</section>')


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
    taken = take_along(view, files, "de eigen projecten", caption)
    html(
        f'<section class="tabelblok">{table}<p class="bron">Een regio mist iets als zij in het thema geen project '
        "heeft, alleen projecten die nog niet zijn gestart, of alleen projecten die minder ver op te schalen zijn.</p>"
        f"{taken}</section>"
    )


def _connected(view: View, advice: Advice, project: Project) -> str:
    """By what the reports already connect the region of a project with the one that learns."""
    return "; ".join(c.subject for c in connections(view.lists[1], advice.region.code, project.regio))


def _lesson(view: View, advice: Advice, lesson: Lesson, opens: Selection, columns: Sequence[str]) -> str:
    theme, count = view.lists[0].label("thema", lesson.lack.thema), len(lesson.projects)
    few = f"de eerste {MOST} van {numbers.count(count)}" if count > MOST else numbers.count(count)
    caption = f"{theme}: {few} {'project' if count == 1 else 'projecten'} elders"
    every = f"alle {numbers.count(count)} projecten over {theme}" if count > 1 else f"dit project over {theme}"
    every = f"{'Meer' if count > MOST else 'Verder'}: {every}"
    every = link(every, view.link_to(PROJECTEN, opens))
    shown = lesson.projects[:MOST]
    reasons = {p.projectnummer: _connected(view, advice, p) for p in shown}
    last = (CONNECTED, lambda p: text(reasons[p.projectnummer])) if any(reasons.values()) else None
    return f"{project_table(view, caption, shown, columns, last)}<p>{every}</p>"


def _nobody(view: View, lessons: Sequence[Lesson]) -> str:
    """The themes in which no project elsewhere fits the rule, or none fits at all, each in one sentence."""
    unfit, none = ([e for e in lessons if e.elsewhere == there] for there in (True, False))
    said = ""
    if unfit:
        ways = ", ".join(link(_theme(view, e), view.link_to(PROJECTEN, _about(view, e))) for e in unfit)
        said += f"<p>Elders voldoet geen project aan de regel bij {ways}: zet een eis uit, of bekijk ze alle.</p>"
    if none:
        said += f"<p>Ook elders past geen enkel project bij {text(', '.join(_theme(view, e) for e in none))}.</p>"
    return said


def _theme(view: View, lesson: Lesson) -> str:
    return view.lists[0].label("thema", lesson.lack.thema)


def _about(view: View, lesson: Lesson) -> Selection:
    """Everything in a theme, whatever the rule says."""
    return view.selection.with_filter("regio", ()).with_filter("thema", [lesson.lack.thema])


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
        for line, project in zip(part.lines, lesson.projects, strict=False):
            lines.append(replace(line, cells=(*line.cells, _connected(view, advice, project)), heading=theme))
    return replace(base, headers=(*base.headers, Header(CONNECTED)), lines=tuple(lines))


def _examples(view: View, advice: Advice, off: Sequence[str]) -> Listing:
    """The own projects as on screen, with the number of regions that lack something."""
    rows = _rows(view, [e.project for e in advice.examples], "Wat anderen kunnen leren", advice, off)
    counts = [len(e.regions) for e in advice.examples]
    lines = tuple(replace(line, cells=(*line.cells, n)) for line, n in zip(rows.lines, counts, strict=True))
    return replace(rows, headers=(*rows.headers, Header(WANTING, "aantal")), lines=lines)


def _rows(view: View, projects: Sequence[Project], title: str, advice: Advice, off: Sequence[str]) -> Listing:
    rows = to_listing(projects, title, view.caption, view.shown, view.lists, full_address(view))
    return replace(rows, name="leren van elkaar", title=f"{title}: {advice.region.naam}", notes=rule_in_words(off))
