"""A table as a report published it, with what stands under every table: its source, its files, a line to cite."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from wir.common.markup import text
from wir.export.listing import Listing
from wir.export.picture import table_svg
from wir.ui.blocks.block_menu import block_menu
from wir.ui.blocks.downloads import Offer, offer
from wir.ui.blocks.refreshing import of_published
from wir.ui.blocks.source_and_citation import whole_address
from wir.ui.blocks.table_html import listing_html
from wir.ui.links import link
from wir.ui.view import View, folded, html

Links = Sequence[Mapping[str, str]]


def show_published(view: View, listing: Listing, links: Links = ()) -> None:
    """The table open on the page; `links` is ready-made HTML for some of its cells, per row."""
    html(f'<section class="tabelblok">{published_html(view, listing, links)}</section>')


def folded_published(view: View, listing: Listing) -> str:
    """The table behind its title, for a list of such."""
    return folded(listing.title, published_html(view, listing))


def published_html(view: View, listing: Listing, links: Links = ()) -> str:
    """The table with its source, its files and its citation; none of them depends on the selection."""
    picture = replace(rows_of(listing), picture=lambda: table_svg(_addressed(listing)))
    offered = offer(view, picture, listing.title, f"WIR-{listing.name}")
    menu = block_menu(listing.title, offered, of_published(listing.name), citation(view, listing))
    return f"{with_source(listing, links)}{menu}"


def with_source(listing: Listing, links: Links = ()) -> str:
    """The table with its source and nothing else."""
    return f'{listing_html(listing, links)}<p class="bron">{text(listing.source)}</p>'


def rows_of(listing: Listing) -> Offer:
    """The files of its rows."""
    return Offer(listing.name, lambda: _addressed(listing))


def _addressed(listing: Listing) -> Listing:
    return replace(listing, link=st.context.url or "")


def citation(view: View, listing: Listing) -> str:
    """A line to cite it with."""
    # On a page with a selection the link opens what the reader saw.
    selected = view.page.uses_selection
    target = view.here(view.pinned()) if selected else view.page.path
    where = whole_address(view, view.selection) if selected else st.context.url or ""
    line = ". ".join(filter(None, [listing.title, listing.caption, listing.source, f"WIR-dashboard, {where}"]))
    inner = f'<p><span class="citaat">{text(line)}</span> {link("Kopieer", target, "kopieer")}</p>'
    return f'<details class="citeer" open><summary>Citeer</summary>{inner}</details>'
