"""What stands under a table or drawing: its source, a line to cite, and what its words mean."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.definitions import of_list
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.short_link import KEY, numbered, of_figure, shortened
from wir.domain.vocabulary import PHASES
from wir.tables.build import CROSSES, OF_REGIONS
from wir.tables.model import Opening, Table
from wir.ui.blocks.block_menu import block_menu
from wir.ui.blocks.downloads import Files, offer, offer_table
from wir.ui.blocks.refreshing import Rows, refreshing
from wir.ui.links import REGIOS, Extra, Page, link
from wir.ui.view import View


def under_table(view: View, table: Table, picture: Callable[[], str] | None = None) -> str:
    """The source of a table, and its menu with a picture of itself unless another is given."""
    return source(table) + table_menu(view, table, offer_table(view, table, picture))


def source(table: Table) -> str:
    """Of which peilingen a table is, and whether it equals the report."""
    peilingen = ", ".join(p.label + (f" (versie {p.versie})" if p.versie > 1 else "") for p in table.peilingen)
    verdict = {True: " · gelijk aan het rapport", False: " · wijkt af van het rapport", None: ""}[table.equals_report]
    return f'<p class="bron">Bron: {text(table.selection.declared.title)}, {text(peilingen)}{verdict}</p>'


def table_menu(view: View, table: Table, files: str, more: str = "", said: str = "") -> str:
    """The menu of a table: its files, the rows behind it, how to cite it, what its words mean, and more.

    `said` is what is to be seen in it, for in the line to cite.
    """
    lists = list(dict.fromkeys(row.lijst for row in table.rows))
    # What a cross table is called is for an address, not for a letter.
    what = table.title if table.number in CROSSES else f"{table.name.capitalize()}, {table.title}"
    lists = list(PHASES) if lists == ["regio"] and table.number in OF_REGIONS else lists
    return under(view, what, lists, table.number, table.selection, files + _rows(view, table), more, said=said)


def _rows(view: View, table: Table) -> str:
    """A link to everything that was counted; each count in the table opens its own part."""
    of_regions = table.number in OF_REGIONS
    # On Regio’s they stand on the page itself.
    if table.number == "bijlage-1" or (of_regions and view.page is REGIOS):
        return ""
    what = "Regio’s" if of_regions else table.selection.declared.sheets[0].nouns[1].capitalize()
    # What is about two peilingen together does not count all that stands in the one shown.
    everything = table.cell(table.closing).opens if table.between else None
    return f"<p>{link(f'{what} achter deze cijfers', view.opening(table, everything or Opening()))}</p>"


def under(
    view: View,
    what: str,
    lists: Sequence[str],
    number: str = "",
    selection: Selection | None = None,
    files: str = "",
    more: str = "",
    rows: Rows | None = None,
    said: str = "",
) -> str:
    """The menu of a block: its files, the rows to fetch anew, a line to cite and the meaning of these lists.

    `number` is the table whose filters count and whose rows there are unless `rows` says otherwise, `files` are links
    as HTML, `more` comes last, `said` is what the line to cite says of it.
    """
    cited = citation(view, f"{what}: {said}" if said else what, number, selection or view.selection)
    if rows is None and number:
        rows = Rows(f"tabel/{number}", view.used(number, selection or view.selection))
    return block_menu(what, files, refreshing(rows) if rows else "", cited, _definitions(lists), more)


def take_along(view: View, offered: Files, what: str, title: str, *more: str) -> str:
    """The menu of a block that is no table of the report: its files, what more there is, and a line to cite.

    `what` is for the ear, `title` for a letter.
    """
    cited = citation(view, title, "", offered.selection or view.selection)
    return block_menu(what, offer(view, offered, what), *more, cited)


def citation(view: View, what: str, number: str, selection: Selection, of_list: bool = False) -> str:
    """One line of text for a letter with the filters that count, and a link that pins the version of every peiling.

    `of_list` is of the reader's short list, which no other link in a letter takes along.
    """
    letter = view if of_list else replace(view, kept=())
    target, where = view.here(view.pinned(selection)), whole_address(letter, selection)
    versions = view.pinned(view.used(number, selection)).caption(view.lists)
    example = " (voorbeeldregister, deels gereconstrueerd)" if view.shown.manifest.gereconstrueerd else ""
    line = f"{what}. {versions}. WIR-dashboard{example}, {where}"
    inner = f'<p><span class="citaat">{text(line)}</span> {link("Kopieer", target, "kopieer")}</p>'
    return f'<details class="citeer" open><summary>Citeer</summary>{inner}</details>'


def figure_citation(view: View, figure: str, page: Page) -> str:
    """How to cite one count ("12 projecten"), with a short link to the page that shows exactly that."""
    used = of_figure(view.used(), view.shown, view.compared)
    labels = used.filter_labels(view.lists) or ["heel Nederland"]
    said = [figure, *labels, *(_dated(p) for p in (view.shown, view.compared) if p and _counts(used, p))]
    where = _home(view) + (short_address(page, used) or view.link_to(page, used).removeprefix("./"))
    example = " (voorbeeldregister, deels gereconstrueerd)" if view.shown.manifest.gereconstrueerd else ""
    line = f"{', '.join(said)}. WIR-dashboard{example}, {where}"
    inner = f'<p><span class="citaat">{text(line)}</span> {link("Kopieer", view.link_to(page, used), "kopieer")}</p>'
    return f'<details class="citeer"><summary>Citeer dit aantal</summary>{inner}</details>'


def _counts(used: Selection, peiling: Peiling) -> bool:
    """Whether a figure of this selection depends on a peiling."""
    return peiling.peildatum in (used.peildatum, used.vergelijk_peildatum)


def _dated(peiling: Peiling) -> str:
    return f"{numbers.day(peiling.peildatum)}, versie {peiling.versie}"


def _home(view: View) -> str:
    return (st.context.url or "").removesuffix(view.page.path)


def whole_address(view: View, selection: Selection) -> str:
    """The address of a page as it is with every version pinned: short, or in full where a value has no number."""
    chosen, others = view.cited(selection)
    in_full = f"{st.context.url or ''}{view.here(view.pinned(selection))}"
    short = short_address(view.page, chosen, view.settings(), others)
    return f"{_home(view)}{short}" if short else in_full


def short_address(
    page: Page, selection: Selection, settings: Extra | None = None, others: Sequence[Selection] = ()
) -> str:
    """The query of a short link, at the home page; empty where a value has no number for it."""
    inside = numbered(settings or {})
    short = shortened(page.path, selection, inside, others)
    beside = {name: value for name, value in (settings or {}).items() if name not in inside}
    for each in (selection, *others):
        beside |= {each.declared.parameter("zoek"): words for words in each.of("zoek")}
    return "?" + urlencode({KEY: short, **beside}, doseq=True) if short else ""


def _definitions(lists: Sequence[str]) -> str:
    found = [d for name in lists for d in of_list(name)]
    if not found:
        return ""
    items = "".join(f"<dt>{text(d.name)}</dt><dd>{text(d.meaning)}</dd>" for d in found)
    return f'<details class="uitleg"><summary>Wat betekent dit?</summary><dl>{items}</dl></details>'
