"""Rapport: the half-yearly report as it will be, and as a file."""

from wir.ui.frame.page_frame import open_page
from wir.ui.links import RAPPORT
from wir.ui.report import show_report

view = open_page(RAPPORT)
show_report(view)
