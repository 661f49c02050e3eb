"""Ontwikkeling: what changed between two peildata, and how the phases went over all of them."""

from wir.ui.development import show_courses, show_projects, show_regions
from wir.ui.frame.page_frame import open_page
from wir.ui.links import ONTWIKKELING

view = open_page(ONTWIKKELING)
show_projects(view)
show_regions(view)
show_courses(view)
