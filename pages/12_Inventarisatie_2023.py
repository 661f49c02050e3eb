"""Inventarisatie 2023: the published outcomes, the rounds, what each regio says, and the instrument."""

from wir.ui.frame.page_frame import open_page
from wir.ui.links import INVENTARISATIE
from wir.ui.programmes.inventory import show_in_short, show_instrument, show_outcomes, show_rounds
from wir.ui.programmes.rounds import show_rounds_per_region

view = open_page(INVENTARISATIE)
show_outcomes(view)
show_in_short()
show_rounds(view)
show_rounds_per_region(view)
show_instrument(view)
