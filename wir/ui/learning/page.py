"""Leren van elkaar: what a regio lacks per theme, who elsewhere is further, and what others can learn from it."""

from collections import Counter
from functools import partial

import streamlit as st

from wir.charts import learning as drawn
from wir.charts.drawing import Drawing
from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.declaration import PROJECTS
from wir.domain.research import cooperations
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region, Vocabulary
from wir.export.listing import Header, Line, Listing, ValueKind, source_of
from wir.export.picture import table_svg
from wir.insight.learning import Advice, Lack, Lesson, belonging
from wir.ui import cache as shared
from wir.ui.blocks.downloads import Offer, full_address
from wir.ui.blocks.drawings import just_clicked, show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import source, take_along
from wir.ui.blocks.table_html import simple_table, table_html
from wir.ui.learning.rule_and_lists import (
    parts_off,
    rule_in_words,
    show_examples,
    show_lessons,
    show_rule,
    show_unknown_parts,
)
from wir.ui.links import PROJECTEN, REGIOPROFIEL, link, profile_of
from wir.ui.my_region import my_region
from wir.ui.profile.choose_region import region_list
from wir.ui.view import View, folded, html, listed, notice

FIELD = "leren-regio"
HEADERS = ("Thema", "Eigen projecten", "Projecten elders", "Wat ontbreekt")
REBUILT = (
    "Dit advies rust op gereconstrueerde waarden: status, impact, delen en opschaalbaarheid zijn niet van elk project "
    "gepubliceerd. Het laat zien hoe de regel werkt, niet wat er werkelijk te leren is."
)
LACKING = {"geen": "geen project", "niet-gestart": "alleen projecten die nog niet zijn gestart", "": "niets"}


def learning_title(view: View) -> str:
    """The name of the page, with that of the regio that it is about."""
    region = _chosen(view)
    return f"{view.page.name}: {region.naam}" if region else view.page.name


def show_learning(view: View) -> None:
    """The advice for one regio; where that cannot be given, what to choose."""
    region = _chosen(view)
    if view.shown.rows(PROJECTS) is None:
        _show_other_dates(view)
        return
    _show_field(view, region)
    if region is None:
        _show_choice(view)
        return
    show_unknown_parts(view)
    off = parts_off(view)
    advice = shared.advice(view.database, view.selection, off)
    themes = view.selection.of("thema")
    if themes:  # what was asked for comes first, and in sight
        show_lessons(view, advice, off, just_clicked(drawn.WHO_HAS_WHAT))
    _show_grid(view, off, _themes(view, advice))
    left, right = st.columns([3, 2], gap="large")
    with left:
        drawing = shared.drawing(view.database, places, view.selection, off)
        show_drawing(view, "Waar van te leren is", drawing)
    with right:
        _show_scope(view, advice)
        show_rule(view, off)
    if not themes:
        show_lessons(view, advice, off)
    show_examples(view, advice, off)


def _show_field(view: View, region: Region | None) -> None:
    """The regio to learn for, to choose or to change."""
    names = {r.code: r.naam for r in view.lists[1].selectable}

    def changed() -> None:
        view.change(lambda then: then.with_filter("regio", [st.session_state[FIELD]]))

    st.session_state[FIELD] = region.code if region else None
    st.selectbox(
        "Voor welke regio?",
        list(names),
        format_func=names.__getitem__,
        key=FIELD,
        on_change=changed,
        placeholder="Kies een regio, of typ een deel van haar naam",
        filter_mode="contains",
    )


def _show_grid(view: View, off: tuple[str, ...], below: str = "") -> None:
    """Who has what; its table is of every regio and theme, whichever the address names."""
    drawing = shared.drawing(view.database, grid, view.selection, off)
    table = view.table("regio-thema", everything(view.selection))
    rows = table_html(table, partial(view.opening, table)) + source(table)
    block = folded("Als tabel (regio thema)", f'<section class="tabelblok">{rows}</section>')
    again = Rows("tabel/regio-thema", table.selection)
    show_drawing(view, "Wie heeft wat", drawing, below=below + block, rows=again)


def everything(selection: Selection) -> Selection:
    """The selection over all regions and themes."""
    return selection.with_filter("regio", ()).with_filter("thema", ())


def grid(database: Database, selection: Selection, off: tuple[str, ...]) -> Drawing:
    """Projects per regio and theme, whatever is chosen of either; with one regio chosen for that one."""
    table = shared.table(database, everything(selection), "regio-thema")
    codes = selection.of("regio")
    if len(codes) != 1:
        return drawn.who_has_what(table, None, selection.of("thema"), codes)
    return drawn.who_has_what(table, learner(database, selection, off), selection.of("thema"))


def places(database: Database, selection: Selection, off: tuple[str, ...]) -> Drawing:
    """Where the projects are that the one regio of a selection can learn from, in the themes that are chosen."""
    shown = database.shown(selection)
    themes = {t.code: t.label for t in database.terms("thema", [shown])}
    return drawn.where_to_learn(
        database.regions(shown).all_regions, learner(database, selection, off, selection.of("thema")), themes
    )


def learner(
    database: Database, selection: Selection, off: tuple[str, ...], themes: tuple[str, ...] = ()
) -> drawn.Learner:
    """What the one regio of a selection lacks in each of these themes, or in any, and from whom it can learn."""
    advice = shared.advice(database, selection.with_filter("thema", themes), off)
    vocabulary, regions = database.lists(database.shown(selection))
    return drawn.Learner(
        advice.region,
        tuple(regions.within(advice.region.code)),
        {e.lack.thema: len(e.lack.own) for e in advice.lessons},
        {e.lack.thema: _lacking(vocabulary, e.lack) if e.lack.kind else "" for e in advice.lessons},
        Counter((p.regio, p.thema) for lesson in advice.told for p in lesson.projects),
    )


def _chosen(view: View) -> Region | None:
    codes = view.selection.of("regio")
    return view.lists[1].by_code[codes[0]] if len(codes) == 1 else None


def _show_other_dates(view: View) -> None:
    known = [p for p in view.database.catalogue.current if p.rows(PROJECTS) is not None]
    links = [
        link(
            numbers.day(p.peildatum),
            view.here(at(view.database.catalogue, p).with_filter("regio", view.selection.of("regio"))),
        )
        for p in known
    ]
    day = numbers.day(view.shown.peildatum)
    html(notice(f"De projecten van {day} zijn {numbers.NOT_REGISTERED}: er is geen advies.{listed(links)}"))


def _show_choice(view: View) -> None:
    """Who has what, and the regions to choose from, the reader's own first."""
    regions, mine = view.lists[1], my_region(view)
    parts = ["<p>Kies één regio: dan ziet u wat zij per thema mist en van welke projecten elders zij kan leren.</p>"]
    parts += [f"<p>Mijn regio: {_to(view, mine)}</p>"] if mine else []
    if several := [_to(view, regions.by_code[code]) for code in view.selection.of("regio")]:
        parts.append(f"<p>U koos {numbers.count(len(several))} regio’s; neem er één: {', '.join(several)}.</p>")
    html(f'<section class="tabelblok">{"".join(parts)}</section>')
    _show_grid(view, ())
    html(folded("Alle regio’s als lijst", region_list(view, partial(_to, view))))


def _to(view: View, region: Region) -> str:
    return link(region.naam, view.here(view.selection.with_filter("regio", [region.code])))


def _show_scope(view: View, advice: Advice) -> None:
    """Whose projects count as own, which filters count elsewhere, and on what kind of values it all rests."""
    region = advice.region
    said = [f"Per thema wat {region.naam} mist, en welke projecten elders daar verder mee zijn."]
    if region.soort == "geheel":
        said.append("De projecten van de subregio’s en die voor de hele zorgkantoorregio tellen hier samen.")
    elif len(belonging(view.lists[1], region.code)) > 1:
        said.append("Projecten voor de hele zorgkantoorregio (regiobreed) tellen als eigen projecten.")
    profile = link("Regioprofiel", view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
    parts = [f"<p>{text(' '.join(said))} {profile}.</p>"]
    if partners := _partners(view, region):
        parts.append(f"<p>Rapporten verbinden {text(region.naam)} al met: {partners}.</p>")
    filters = [name for name in view.selection.filters if name in view.page.uses and name not in ("regio", "thema")]
    if filters:
        only = Selection(view.shown.peildatum)
        for name in filters:
            only = only.with_filter(name, view.selection.of(name))
        named = text("; ".join(only.filter_labels(view.lists)))
        open_all = view.selection.without_filters().with_filter("regio", [region.code])
        everything = view.here(open_all.with_filter("thema", view.selection.of("thema")))
        parts.append(
            f"<p>Alleen voor de projecten van elders geldt: {named}. {link('Zonder deze filters', everything)}.</p>"
        )
    if advice.rebuilt:
        parts.append(notice(REBUILT))
    html(f'<section class="tabelblok">{"".join(parts)}</section>')


def _partners(view: View, region: Region) -> str:
    """The regions that the reports connect with this one, each a link to its profile."""
    regions, own = view.lists[1], view.lists[1].within(region.code)
    codes = dict.fromkeys(code for c in cooperations() for code in c.others(own))
    found = (regions.by_code[code] for code in codes)
    return ", ".join(link(r.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, r))) for r in found)


def _themes(view: View, advice: Advice) -> str:
    """A row for each theme: the own projects, how many elsewhere fit the rule, and what is lacking."""
    rows = [_theme(view, advice.region, lesson) for lesson in advice.lessons]
    caption = f"Wat {advice.region.naam} per thema mist, {view.shown.label}"
    table = simple_table(caption, HEADERS, rows, words=(3,), kind="woorden")
    files = Offer("themas", lambda: _listing(view, caption, advice), lambda: table_svg(_listing(view, caption, advice)))
    taken = take_along(view, files, "wat er per thema ontbreekt", f"Wat {advice.region.naam} per thema mist")
    return folded(f"Wat {advice.region.naam} per thema mist", f'<section class="tabelblok">{table}{taken}</section>')


def _theme(view: View, region: Region, lesson: Lesson) -> list[str]:
    lack, count = lesson.lack, len(lesson.projects)
    target = view.link_to(PROJECTEN, lesson.selection) if count and lesson.selection else ""
    elsewhere = link_or_text(numbers.count(count), target) if lack.kind else ""
    theme = view.lists[0].label("thema", lack.thema)
    return [text(theme), _own(view, region, lack), elsewhere, text(_lacking(view.lists[0], lack))]


def _listing(view: View, title: str, advice: Advice) -> Listing:
    """The same rows for a file."""
    kinds: tuple[ValueKind, ...] = ("tekst", "aantal", "aantal", "tekst")
    lines = [
        Line(
            (
                view.lists[0].label("thema", e.lack.thema),
                len(e.lack.own),
                len(e.projects) if e.lack.kind else None,
                _lacking(view.lists[0], e.lack),
            )
        )
        for e in advice.lessons
    ]
    return Listing(
        name="themas",
        title=title,
        caption=view.caption,
        headers=tuple(Header(name, kind) for name, kind in zip(HEADERS, kinds, strict=True)),
        lines=tuple(lines),
        notes=rule_in_words(parts_off(view)),
        source=source_of([view.shown]),
        link=full_address(view),
        example=bool(view.shown.manifest.gereconstrueerd),
    )


def _own(view: View, region: Region, lack: Lack) -> str:
    """The number of own projects, and by name those of the whole zorgkantoorregio: no selection has only these."""
    broad = [p for p in lack.own if region.soort == "regio" and p.regio != region.code]
    count = len(lack.own) - len(broad)
    own = view.selection.without_filters().with_filter("regio", [region.code]).with_filter("thema", [lack.thema])
    parts = [link_or_text(numbers.count(count), view.link_to(PROJECTEN, own) if count else "")]
    parts += [
        f"regiobreed: {link(p.projectnaam, view.link_to(PROJECTEN, own, project=p.projectnummer))}" for p in broad
    ]
    return "; ".join(parts)


def _lacking(vocabulary: Vocabulary, lack: Lack) -> str:
    if lack.kind == "lager":
        label = vocabulary.label("opschaalbaarheid", lack.best)
        return f"lagere opschaalbaarheid: hooguit ‘{label}’"
    if not lack.kind and not lack.best:
        return "niet te zeggen: de opschaalbaarheid van de eigen projecten is niet bekend"
    return LACKING[lack.kind]
