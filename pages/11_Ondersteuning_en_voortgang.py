"""Ondersteuning en voortgang: what the progress reports give, and the register of trajectories or one of them."""

from wir.ui.frame.page_frame import open_page
from wir.ui.links import VOORTGANG
from wir.ui.programmes.one_trajectory import show_trajectory, trajectory_title
from wir.ui.programmes.progress import show_in_short, show_more, show_progress, show_register, show_words

view = open_page(VOORTGANG, trajectory_title)
if number := view.extra.get("traject"):
    show_trajectory(view, number)
else:
    show_progress(view)
    show_in_short()
    show_more(view)
    show_register(view)
    show_words()
