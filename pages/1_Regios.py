"""Regio's: the map and the phases over the peildata (tables 1 to 3), and the matrix of regions and scores."""

import streamlit as st

from wir.domain.vocabulary import PHASES
from wir.ui.blocks.region_matrix import show_matrix
from wir.ui.frame.page_frame import open_page
from wir.ui.links import REGIOS
from wir.ui.national import show_map, show_phases

view = open_page(REGIOS)
# Who asks for regions by their phase or step wants to know which.
asked = any(map(view.selection.of, (*PHASES, "stap")))
if asked:
    show_matrix(view)
left, right = st.columns([5, 4], gap="large")
with left:
    show_phases(view)
with right:
    show_map(view)
if not asked:
    show_matrix(view)
