"""Regioprofiel: one regio, its scores, themes and projects, what changed, the regions like it, and other registers."""

import streamlit as st

from wir.insight.profile import region_of
from wir.ui import cache
from wir.ui.frame.page_frame import open_page
from wir.ui.links import REGIOPROFIEL
from wir.ui.national import show_map
from wir.ui.profile.choose_region import show_choice, show_head, title
from wir.ui.profile.drawn import show_beside, show_courses, show_timeline
from wir.ui.profile.other_registers import show_others
from wir.ui.profile.own_projects import show_projects
from wir.ui.profile.regions_alike import show_alike
from wir.ui.profile.remarks import show_remarks
from wir.ui.profile.research import show_research
from wir.ui.profile.scores import show_scores
from wir.ui.profile.themes import show_theme_mix
from wir.ui.profile.what_changed import show_behind, show_changes

view = open_page(REGIOPROFIEL, title)
region = region_of(view.selection, view.lists[1])
if region is None:
    show_choice(view)
else:
    profile = cache.profile(view.database, view.selection, region)
    show_head(view, profile)
    show_remarks(view, region)
    show_courses(view, profile)
    show_scores(view, profile)
    show_others(view, region)
    show_beside(view, profile)
    with st.container(key="alleen_scherm_themas"):
        show_theme_mix(view, profile)
    # Without a date there is nothing to draw over time: the room is for the regions alike.
    left, right = st.columns([3, 2], gap="large") if profile.dated else (st.container(), st.container())
    with left:
        show_timeline(view, profile)
    with right:
        show_alike(view, profile)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_changes(view, profile)
        show_behind(view, profile)
    with right, st.container(key="alleen_scherm_kaart"):
        show_map(view)
    show_projects(view, profile)
    show_research(view, region)
