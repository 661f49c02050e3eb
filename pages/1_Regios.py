"""Regio's: the scores over the peildata as a heatmap, the map, and the phases (tables 1 to 3)."""

import streamlit as st

from wir.domain.vocabulary import PHASES
from wir.ui.blocks.region_matrix import show_matrix
from wir.ui.frame.page_frame import open_page
from wir.ui.links import REGIOS
from wir.ui.national import show_map, show_phases
from wir.ui.region_scores import show_scores

view = open_page(REGIOS)
# Who asks for regions by their phase or step wants to know which.
asked = any(map(view.selection.of, (*PHASES, "stap")))
if asked:
    show_matrix(view)
left, right = st.columns([3, 2], gap="large")
with left:
    show_scores(view, asked)
with right, st.container(key="kaart"):
    show_map(view)
show_phases(view, st.columns(3, gap="medium"))
