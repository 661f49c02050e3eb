"""The themes of a regio beside those of its concessiehouder and the Netherlands."""

from collections.abc import Sequence

from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.domain.declaration import PROJECTS
from wir.export.listing import Header
from wir.insight.profile import FEW, Profile, ThemeLine, scopes, theme_mix
from wir.tables.model import Table
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.table_html import footnotes, simple_table
from wir.ui.profile.taken_along import files
from wir.ui.view import View, folded, html, notice

SURPLUS = "Meer of minder dan Nederland"


def show_theme_mix(view: View, profile: Profile) -> None:
    """Counts and shares per theme, each count a link, and what the regio has more or less than the Netherlands."""
    beside = scopes(view.selection, profile.region, view.lists)
    own, holder, country = (scope.name for scope in beside)
    title = f"Thema’s: {own} naast {holder} en {country}"
    if view.shown.rows(PROJECTS) is None:
        html(notice(f"Thema’s: {numbers.NOT_REGISTERED} op deze peildatum."))
        return
    tables = [view.table("4", scope.selection) for scope in beside]
    lines = theme_mix(tables)
    rows = [_row(view, tables, line) for line in lines]
    caption = f"Projecten per thema, {view.shown.label}"
    drawn = simple_table(caption, ["Thema", *(s.name for s in beside), SURPLUS], rows, kind="themamix", total=True)
    notes = _notes(own, lines[-1])
    headers = [Header("Thema")]
    for scope in beside:
        headers += [Header(scope.name, "aantal"), Header(f"{scope.name} (aandeel)", "aandeel")]
    listed = [
        [line.label, *(v for pair in zip(line.counts, line.shares, strict=True) for v in pair), _surplus(line)]
        for line in lines
    ]
    taken = files(view, "themas", title, [*headers, Header(f"{SURPLUS} (projecten)")], listed, notes, total=True)
    block = f"{drawn}{footnotes(notes)}{under(view, title, ['thema'], files=taken)}"
    html(folded(title, f'<section class="tabelblok">{block}</section>'))


def _row(view: View, tables: Sequence[Table], line: ThemeLine) -> list[str]:
    cells = [
        _theme_cell(view, table, line.code, count, share)
        for table, count, share in zip(tables, line.counts, line.shares, strict=True)
    ]
    surplus = f'<span class="klein">{text(_surplus(line))}</span>' if line.few else text(_surplus(line))
    return [text(line.label), *cells, surplus]


def _theme_cell(view: View, table: Table, code: str, count: int | None, share: float | None) -> str:
    opening = table.cell(table.row("thema", code)).opens
    number = link_or_text(numbers.count(count), view.opening(table, opening) if count and opening else "")
    return f'{number} <span class="deel">{numbers.share(share)}</span>'


def _surplus(line: ThemeLine) -> str:
    """In projects: +3,2, or ≈ before what is too little to mean something; nothing for the total."""
    if line.surplus is None:
        return ""
    return f"{'≈ ' if line.few else ''}{numbers.decimal(line.surplus, signed=True)}"


def _notes(name: str, total: ThemeLine) -> list[str]:
    own = numbers.counted(total.counts[0] or 0, "project", "projecten")
    return [
        f"{SURPLUS}, in projecten: het aantal van {name} min wat het bij de landelijke aandelen zou zijn ({own} in "
        f"totaal). ≈: minder dan {FEW} projecten verschil, te weinig om iets uit af te leiden.",
    ]
