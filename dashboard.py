"""Landelijk beeld: the landing page."""

import streamlit as st

from wir.ui.blocks.tables_and_figures import show_key_figures, show_remarkable
from wir.ui.frame.page_frame import open_page
from wir.ui.links import LANDELIJK
from wir.ui.national import show_map, show_phases, show_theme_bars

view = open_page(LANDELIJK)
show_key_figures(view)
left, right = st.columns([5, 4], gap="large")
show_phases(view, (left,) * 3)
with right, st.container(key="kaart"):
    show_map(view)
show_theme_bars(view)
show_remarkable(view)
