"""Regio's: tables 1 to 3 with their shares, the map, and the matrix of regions and scores."""

import streamlit as st

from wir.domain.vocabulary import PHASES
from wir.ui.blocks.region_map import show_map
from wir.ui.blocks.region_matrix import show_matrix
from wir.ui.blocks.tables_and_charts import show_table
from wir.ui.frame.page_frame import open_page
from wir.ui.links import REGIOS

view = open_page(REGIOS)
# Who asks for regions by their phase or step wants to know which.
asked = any(map(view.selection.of, (*PHASES, "stap")))
if asked:
    show_matrix(view)
left, right = st.columns(2, gap="large")
with left:
    show_table(view, "1", with_bars=True)
    show_table(view, "2", with_bars=True)
with right:
    show_table(view, "3", with_bars=True)
    show_map(view)
if not asked:
    show_matrix(view)
