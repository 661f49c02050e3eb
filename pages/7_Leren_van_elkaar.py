"""Leren van elkaar: projects elsewhere that a regio can learn from, and the short list of what was kept."""

from wir.ui.frame.page_frame import open_page
from wir.ui.learning.page import learning_title, show_learning
from wir.ui.links import LEREN
from wir.ui.projects.shortlist import show_shortlist

view = open_page(LEREN, learning_title)
# A link to a list is sent for the list.
if view.kept:
    show_shortlist(view)
show_learning(view)
if not view.kept:
    show_shortlist(view)
