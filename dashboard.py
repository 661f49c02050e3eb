"""Landelijk beeld: the landing page."""

import streamlit as st

from wir.ui.blocks.region_map import show_map
from wir.ui.blocks.tables_and_charts import show_key_figures, show_remarkable, show_table, show_themes
from wir.ui.frame.page_frame import open_page
from wir.ui.links import LANDELIJK

view = open_page(LANDELIJK)
show_key_figures(view)
left, right = st.columns([5, 4], gap="large")
with left:
    for number in ("1", "2", "3"):
        show_table(view, number)
    show_themes(view)
with right:
    show_map(view)
    show_remarkable(view)
