"""Verantwoording: where the figures come from and whether they are right."""

from wir.ui.accountability import show_claims, show_definitions, show_example, show_peilingen, show_published
from wir.ui.corrections import show_corrections
from wir.ui.frame import open_page
from wir.ui.links import VERANTWOORDING

view = open_page(VERANTWOORDING)
show_published(view.database)
show_claims(view.database)
show_definitions()
show_example()
show_peilingen(view)
show_corrections(view)
