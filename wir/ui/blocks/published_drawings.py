"""A drawing of what a report published: it does not depend on the selection, and neither do its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wir.charts.drawing import Drawing, exported
from wir.export.listing import Listing
from wir.export.picture import drawing_svg, to_png
from wir.ui.blocks.block_menu import block_menu
from wir.ui.blocks.downloads import offer
from wir.ui.blocks.drawings import PICTURE_WIDTH, how_to_read, place
from wir.ui.blocks.published import citation, rows_of, with_source
from wir.ui.blocks.refreshing import of_published
from wir.ui.view import View, folded


@dataclass(frozen=True)
class PublishedDrawing:
    """The drawing as a picture with its source in it."""

    drawing: Drawing
    source: str
    selection: None = None
    example: bool = False

    @property
    def name(self) -> str:
        return f"tekening-{self.drawing.name}"

    @property
    def makers(self) -> Mapping[str, Callable[[], bytes]]:
        """How to make each kind of file."""
        return {"png": lambda: to_png(self._svg()), "svg": lambda: self._svg().encode()}

    def _svg(self) -> str:
        return drawing_svg(exported(self.drawing, [self.source], PICTURE_WIDTH))


def menu_of(view: View, heading: str, drawing: Drawing, listing: Listing) -> str:
    """The menu of such a drawing: its picture, the rows behind it, a line to cite and how to read it."""
    files = PublishedDrawing(drawing, listing.source)
    picture = offer(view, files, f"de tekening {drawing.name}", f"WIR-{files.name}")
    rows = offer(view, rows_of(listing), listing.title, f"WIR-{listing.name}")
    again = of_published(listing.name)
    return block_menu(heading, picture, rows, again, citation(view, listing), how_to_read(drawing))


def show_published_drawing(view: View, heading: str, drawing: Drawing, listing: Listing, level: int = 2) -> None:
    """The drawing with its own table folded beneath it."""
    table = f'<section class="tabelblok">{with_source(listing)}</section>'
    below = folded(f"Als tabel ({heading.lower()})", table)
    place(view, heading, drawing, menu_of(view, heading, drawing, listing), below, level=level)
