"""Ondersteuning en voortgang: what the progress reports on medisch generalistische zorg give."""

from wir.ui.frame.page_frame import open_page
from wir.ui.links import VOORTGANG
from wir.ui.programmes.progress import show_in_short, show_more, show_progress, show_trajectories

view = open_page(VOORTGANG)
show_progress(view)
show_in_short()
show_more(view)
show_trajectories(view)
