"""Projecten: the register, and one project of it."""

from wir.ui.frame.page_frame import open_page
from wir.ui.links import PROJECTEN
from wir.ui.projects.one_project import project_title, show_project
from wir.ui.projects.page import show_projects

view = open_page(PROJECTEN, project_title)
if view.extra.get("project"):
    show_project(view, view.extra["project"])
else:
    show_projects(view)
