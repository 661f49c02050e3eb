"""Verantwoording: where the figures come from and whether they are right."""

from wir.ui.accountability import (
    show_claims,
    show_corrections,
    show_definitions,
    show_example,
    show_peilingen,
    show_published,
)
from wir.ui.frame.page_frame import open_page
from wir.ui.links import VERANTWOORDING
from wir.ui.programmes.other_reports import show_other_claims, show_recommendations, show_subjects

view = open_page(VERANTWOORDING)
show_published(view)
show_claims(view.database)
show_other_claims(view)
show_definitions()
show_subjects()
show_recommendations(view)
show_example()
show_peilingen(view)
show_corrections(view)
