"""Ontwikkeling: how the phases went over all peildata, and what changed between two of them."""

from wir.ui.development import show_projects, show_regions
from wir.ui.frame.page_frame import open_page
from wir.ui.links import ONTWIKKELING

view = open_page(ONTWIKKELING)
show_regions(view)
show_projects(view)
