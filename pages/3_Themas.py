"""Thema's: themes, status and judgements as drawings, each with its table; one theme in particular below (table 12)."""

from wir.ui.blocks.quick_choices import show_quick_choices
from wir.ui.blocks.tables_and_figures import show_table
from wir.ui.frame.page_frame import open_page
from wir.ui.links import THEMAS
from wir.ui.programmes.pilots import show_pilots
from wir.ui.themes import show_across, show_scalable, show_theme_drawings

view = open_page(THEMAS)
show_scalable(view)
show_across(view)
show_quick_choices(view)
show_theme_drawings(view)
show_table(view, "12")
show_pilots(view)
