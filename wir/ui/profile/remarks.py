"""What WIR remarked on a regio, in the peiling shown and in the one before it."""

from wir.domain.remarks import about_region, told
from wir.domain.vocabulary import Region
from wir.ui.blocks.table_html import remarks
from wir.ui.view import View, html


def show_remarks(view: View, region: Region) -> None:
    """The remarks, newest first; nothing where there are none."""
    peilingen = filter(None, (view.shown, view.compared))
    if said := [words for peiling in peilingen for words in told(peiling, about_region(region.code))]:
        html(remarks(said))
