"""What other reports say of a region, and with whom it works together."""

from collections.abc import Sequence
from dataclasses import replace

from wir.common.markup import text
from wir.domain.research import Cooperation, cooperations, statements
from wir.domain.vocabulary import Region
from wir.export.programmes import research
from wir.ui.blocks.published import published_html
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.view import View, html


def show_research(view: View, region: Region) -> None:
    """Statements and pilots, and the regions that it works with; where there is nothing, that there is nothing.

    Only on screen: printed, a profile stays two sheets.
    """
    own = view.lists[1].within(region.code)
    _show("Wie werkt met wie", _together(view, region, own))
    _show("Genoemd in onderzoek", _named(view, region, own))


def _show(heading: str, inner: str) -> None:
    html(f'<section class="tabelblok alleen-scherm"><h2>{text(heading)}</h2>{inner}</section>')


def _named(view: View, region: Region, own: Sequence[str]) -> str:
    found = [s for s in statements() if set(own) & set(s.regions)]
    tried = set(own) & set(research.pilot_codes())
    if not found and not tried:
        return f"<p>{text(f'Geen van de rapporten noemt {region.naam}.')}</p>"
    tables = [replace(research.named(found), title=f"Uitspraken over {region.naam}")] if found else []
    if tried:
        tables.append(replace(research.pilots(own), title="Pilots van Duurzame medische zorg"))
    return "".join(f"<div>{published_html(view, table)}</div>" for table in tables)


def _together(view: View, region: Region, own: tuple[str, ...]) -> str:
    found = [c for c in cooperations() if c.others(own)]
    if not found:
        return f"<p>{text(f'De rapporten noemen geen samenwerking van {region.naam} met een andere regio.')}</p>"
    table = replace(research.together(found), title=f"Samenwerking van {region.naam} met andere regio’s")
    return published_html(view, table, [{"Regio’s": _others(view, c, own)} for c in found])


def _others(view: View, found: Cooperation, own: tuple[str, ...]) -> str:
    """The other regions, each a link to its profile."""
    regions = [view.lists[1].by_code[code] for code in found.others(own)]
    return ", ".join(link(r.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, r))) for r in regions)
