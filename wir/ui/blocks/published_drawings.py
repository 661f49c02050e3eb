"""A drawing of what a report published: it does not depend on the selection, and neither do its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wir.charts.drawing import Drawing, exported
from wir.export.listing import Listing
from wir.export.picture import drawing_svg, to_png
from wir.ui.blocks.block_menu import block_menu
from wir.ui.blocks.downloads import offer
from wir.ui.blocks.drawings import PICTURE_WIDTH, place
from wir.ui.blocks.published import published_html
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


def picture_menu(view: View, heading: str, drawing: Drawing, source: str, *more: str) -> str:
    """The menu of such a drawing, with what more there is to do as HTML."""
    files = PublishedDrawing(drawing, source)
    return block_menu(heading, offer(view, files, f"de tekening {drawing.name}", f"WIR-{files.name}"), *more)


def show_published_drawing(view: View, heading: str, drawing: Drawing, listing: Listing, level: int = 2) -> None:
    """The drawing with its own table folded beneath it."""
    table = f'<section class="tabelblok">{published_html(view, listing)}</section>'
    menu = picture_menu(view, heading, drawing, listing.source)
    place(view, heading, drawing, menu, folded(f"Als tabel ({heading.lower()})", table), level=level)
