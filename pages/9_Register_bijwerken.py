"""Register bijwerken: bring a register in, look at what it changes, publish it, and take it back."""

from wir.ui.frame.page_frame import open_page
from wir.ui.links import BIJWERKEN
from wir.ui.update.page import show_update

view = open_page(BIJWERKEN)
show_update(view)
