"""Zelf verkennen: any property of the register across any other."""

from wir.ui.exploring import exploring_page, show_cross
from wir.ui.frame.page_frame import open_page

show_cross(open_page(exploring_page()))
