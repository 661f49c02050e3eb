"""Vergelijken: two to six regions, concessiehouders or themes side by side on every table."""

from wir.ui.comparing import show_comparison
from wir.ui.frame import open_page
from wir.ui.links import VERGELIJKEN

view = open_page(VERGELIJKEN)
show_comparison(view)
