"""The regions and pilots of Duurzame medische zorg, with the theme that they belong to."""

from wir.common.markup import text
from wir.domain.vocabulary import regions
from wir.export.programmes import research
from wir.export.programmes.research import pilot_codes
from wir.ui.blocks.published import published_html
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.view import View, folded, html

THEME = "behandelfunctie-sog"
SAID = (
    "Horen bij het thema Behandelfunctie / SOG. Zo gepubliceerd, dus niet naar uw selectie, en geen projecten van het "
    "register."
)


def show_pilots(view: View) -> None:
    """Open where the theme is chosen, folded where none is, and not where it is another."""
    chosen = view.selection.of("thema")
    if chosen and THEME not in chosen:
        return
    listing = research.pilots()
    links = [{"Onze regio": _to(view, code)} for code in pilot_codes()]
    drawn = f'<p class="bron">{text(SAID)}</p>{published_html(view, listing, links)}'
    html(f'<section class="tabelblok">{drawn if chosen else folded(listing.title, drawn)}</section>')


def _to(view: View, code: str) -> str:
    region = regions().by_code[code]
    return link(region.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
