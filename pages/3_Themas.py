"""Thema's: tables 4 to 8, 10, 11 and 12."""

import streamlit as st

from wir.ui.blocks.tables_and_charts import show_impact_grid, show_table
from wir.ui.frame.page_frame import open_page
from wir.ui.links import THEMAS

view = open_page(THEMAS)
show_table(view, "4")
show_table(view, "7")
for left_number, right_number in (("5", "6"), ("10", "11")):
    left, right = st.columns(2, gap="large")
    with left:
        show_table(view, left_number)
    with right:
        show_table(view, right_number)
for number in ("8", "12"):
    left, right = st.columns(2, gap="large")
    with left:
        show_table(view, number)
    with right:
        show_impact_grid(view, number)
