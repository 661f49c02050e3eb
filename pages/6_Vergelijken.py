"""Vergelijken: two to six regions, concessiehouders or themes side by side on every table."""

from wir.ui.comparing import comparing_page, show_comparison
from wir.ui.frame.page_frame import open_page

view = open_page(comparing_page())
show_comparison(view)
