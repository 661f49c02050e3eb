"""What the parts of the page share: a rectangle to take along."""

from collections.abc import Sequence
from dataclasses import replace

from wir.domain.peiling import Peiling
from wir.export.listing import Cell, Header, Line, Listing, source_of
from wir.export.picture import table_svg
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.view import View


def files(
    view: View,
    name: str,
    title: str,
    headers: Sequence[Header],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[str] = (),
    peilingen: Sequence[Peiling] = (),
    total: bool = False,
    number: str = "",
) -> str:
    """The links to take a table of this page along, as HTML; the files are only made when asked for.

    With `total` the last row is the sum of the others; `number` is the table whose filters count.
    """
    chosen = view.used(number)

    def listing() -> Listing:
        used = tuple(peilingen) or (view.shown,)
        lines = [Line(tuple(row)) for row in rows]
        if total:
            lines[-1] = replace(lines[-1], kind="totaal")
        return Listing(
            name=name,
            title=title,
            caption=chosen.caption(view.lists),
            headers=tuple(headers),
            lines=tuple(lines),
            notes=tuple(notes),
            source=source_of(used),
            link=full_address(view),
            example=any(p.manifest.gereconstrueerd for p in used),
        )

    offered = Offer(name, listing, lambda: table_svg(listing()), chosen)
    return offer(view, offered, title)
