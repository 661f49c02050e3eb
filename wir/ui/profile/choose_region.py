"""Which regio the page is about: choosing one, the next one, and the one that this browser remembers."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from wir.common.markup import text
from wir.domain.selection import NONE
from wir.domain.vocabulary import Region
from wir.insight.profile import Profile, neighbours, region_of
from wir.ui.links import REGIOS, link, profile_of
from wir.ui.my_region import my_region, remember
from wir.ui.national import show_map
from wir.ui.view import View, html, label, listed


def title(view: View) -> str:
    """The name of the regio, or of the page where none is chosen."""
    region = region_of(view.selection, view.lists[1])
    return region.naam if region else view.page.name


def show_choice(view: View) -> None:
    """All regions to choose from, one's own first, as links and on the map."""
    mine = my_region(view)
    if mine:
        html(f'<p class="mijn">Mijn regio: {_to(view, mine)}</p>')
        _forget_button(mine)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("Kies een regio", anchor=False)
        html(region_list(view, partial(_to, view)))
    with right:
        show_map(view)


def region_list(view: View, to: Callable[[Region], str]) -> str:
    """All regions by concessiehouder, each as the link that `to` makes of it."""
    vocabulary, regions = view.lists
    groups = ""
    for holder in vocabulary.terms("concessiehouder"):
        if found := [r for r in regions.selectable if r.concessiehouder == holder.code]:
            groups += f"<div><b>{text(holder.label)}</b>{listed([to(r) for r in found])}</div>"
    return f'<div class="regiokeuze">{groups}</div>'


def show_head(view: View, profile: Profile) -> None:
    """Where the regio belongs, the ones before and after it, and whether it is one's own."""
    region, (vocabulary, regions) = profile.region, view.lists
    holder = vocabulary.label("concessiehouder", region.concessiehouder)
    group = view.selection.with_filter("regio", ()).with_filter("concessiehouder", [region.concessiehouder])
    mine = my_region(view)
    name = "Mijn regio" if region == mine else "Regioprofiel"
    parts = [f"<span>{name}</span>", link(holder, view.link_to(REGIOS, group))]
    if profile.whole:
        parts.append(f"<span>deel van {_to(view, profile.whole)}</span>")
    before, after = neighbours(region, regions)
    parts += [_to(view, before, "← vorige: ")] if before else []
    parts += [_to(view, after, "volgende: ", " →")] if after else []
    parts += [_to(view, mine, "Mijn regio: ")] if mine and mine != region else []
    html(f'<nav class="profielkop" aria-label="Andere regio’s">{"".join(parts)}</nav>')
    if region == mine:
        _forget_button(region)
    else:
        st.button("Dit is mijn regio", key="onthoud_regio", on_click=remember, args=(region.code,))


def _forget_button(region: Region) -> None:
    st.button(f"Vergeet {label(region.naam)} als mijn regio", key="vergeet_regio", on_click=remember, args=(NONE,))


def _to(view: View, region: Region, before: str = "", after: str = "") -> str:
    return link(f"{before}{region.naam}{after}", view.here(profile_of(view.selection, region)))
