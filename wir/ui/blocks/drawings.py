"""A drawing on a page: its words, the drawing that a click works on, its files, and the table beneath it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from wir.charts.drawing import CHOICE, Drawing, exported
from wir.common.markup import text
from wir.domain.selection import Selection
from wir.export.listing import Listing
from wir.export.offered import WIDE, known
from wir.export.picture import drawing_svg, to_png
from wir.tables.model import Table
from wir.ui.blocks.downloads import Offer, full_address, offer, offer_rows
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import source, table_menu, under
from wir.ui.blocks.table_html import remarks, table_html
from wir.ui.view import View, html

PICTURE_WIDTH = 860
LAST_CLICKED = "tekening_geklikt"
CLICKED = (
    "Ga eroverheen voor de getallen. Een klik kiest wat u aanwijst, voor de hele pagina; nog een klik, of Terug, maakt "
    "dat ongedaan. Met shift komt het erbij."
)


def show_drawing(
    view: View,
    heading: str,
    drawing: Drawing,
    number: str = "",
    below: str = "",
    choices: str = "",
    unfolded: bool = False,
    level: int = 2,
    rows: Rows | None = None,
) -> None:
    """The drawing under its heading and what is to be seen in it; beneath it the table of this number, folded or not.

    `below` is our own HTML under it, `choices` links to others of its kind, `level` that of its heading, `rows` what
    can be fetched anew where that is not the table.

    A mark that is clicked sets or clears the filters that it stands for, with shift it is added or taken away.
    """
    table = view.table(number) if number else None
    menu = _menu(view, heading, drawing, table, rows) if drawing.spec else ""
    # Nothing but zeros is one sentence; what there was on the peildatum before still stands.
    counts = table is not None and (drawing.spec or any(value for row in table.rows for value in row.values))
    place(
        view,
        heading,
        drawing,
        menu,
        below + (_folded(view, table, unfolded) if table and counts else ""),
        choices,
        level,
    )


def place(
    view: View, heading: str, drawing: Drawing, menu: str, below: str = "", choices: str = "", level: int = 2
) -> None:
    """A drawing between its words and what is ready as HTML: its menu, and what stands under it."""
    html(
        f'<div class="tekening-kop"><h{level}>{text(heading)}</h{level}><p class="wat">{text(drawing.title)}</p>'
        f'<p class="bron">{text(drawing.subtitle)}</p><p class="keuzes">{choices}</p>{menu}</div>'
    )
    if drawing.spec:
        _draw(view, drawing)
    marks = "".join(
        f'<li><span class="staal" style="--vul:{c}"></span>{text(words)}</li>' for c, words in drawing.legend
    )
    listed = f'<ul class="legenda">{marks}</ul>' if marks else ""
    if foot := f"{listed}{remarks(drawing.remarks)}{below}":
        html(f'<section class="tekening-voet">{foot}</section>')


def _draw(view: View, drawing: Drawing) -> None:
    """The drawing itself. What is clicked in it becomes the selection."""
    # Another selection brings other values to the drawing that stands: much quicker than to draw it anew. After a click
    # it is another element: what was clicked on the one before means nothing for it.
    clicks = f"klikken_{drawing.name}"
    key = f"tekening_{drawing.name}_{st.session_state.get(clicks, 0)}"

    def clicked() -> None:
        picked = st.session_state[key]["selection"]
        st.session_state[clicks] = st.session_state.get(clicks, 0) + 1
        st.session_state[LAST_CLICKED] = drawing.name
        for how, add in (("kies", False), ("erbij", True)):
            for mark in picked.get(how, ()):
                codes = {name: str(code) for name in drawing.chooses if (code := mark.get(f"{CHOICE}{name}"))}
                if codes:
                    view.change(partial(chosen, codes=codes, add=add))
        for codes in picked.get("veeg", {}).values():
            view.change(partial(swept, name=drawing.chooses[0], codes=codes))

    with st.container(key=f"breed_{drawing.name}") if drawing.wide else nullcontext():
        # Its height is there before it is drawn: who comes back finds the place that they left.
        height = drawing.spec["height"]
        # What is to be seen in it stands above; with that in its name it would be drawn anew for each selection.
        draw = partial(st.vega_lite_chart, dict(drawing.sent), key=key, height=height, theme=None, alt=drawing.subtitle)
        draw(on_select=clicked) if drawing.chooses else draw()


def just_clicked(name: str) -> bool:
    """Whether this run shows what a click in this drawing chose."""
    return st.session_state.get(LAST_CLICKED) == name and bool(st.session_state.pop(LAST_CLICKED))


def _menu(view: View, heading: str, drawing: Drawing, table: Table | None, rows: Rows | None) -> str:
    """The picture, the rows of its table or those to fetch anew, a line to cite and what its words mean."""
    picture = offer(view, DrawingFiles(drawing, view), f"de tekening {drawing.name}")
    read = how_to_read(drawing)
    if table is None:
        files = picture + (_rows_as_files(view, drawing, rows) if rows else "")
        return under(view, f"{heading}: {drawing.title}", (), files=files, more=read, rows=rows)
    return table_menu(view, table, picture + offer_rows(view, table), read, drawing.title)


def _rows_as_files(view: View, drawing: Drawing, rows: Rows) -> str:
    """What can be fetched anew, to take along as it is now; nothing where there is none."""
    each, selection = known(rows.path), rows.selection
    if each is None or selection is None:
        return ""

    def listing() -> Listing:
        return replace(each.listing(view.database, selection, WIDE), link=full_address(view))

    offered = Offer(f"tekening-{drawing.name}", listing, selection=selection.only(each.filters))
    return offer(view, offered, f"de cijfers van de tekening {drawing.name}")


def how_to_read(drawing: Drawing) -> str:
    """How to read a drawing and what a click on it does, folded; nothing where there is nothing to say."""
    how = " ".join(filter(None, [drawing.reading, CLICKED if drawing.chooses else ""]))
    return f'<details class="uitleg"><summary>Hoe lees ik dit?</summary><p>{text(how)}</p></details>' if how else ""


@dataclass(frozen=True)
class DrawingFiles:
    """A drawing as a picture, with its selection and source in it."""

    drawing: Drawing
    view: View
    selection: Selection | None = None

    @property
    def name(self) -> str:
        return f"tekening-{self.drawing.name}"

    @property
    def example(self) -> bool:
        return bool(self.view.shown.manifest.gereconstrueerd)

    @property
    def makers(self) -> Mapping[str, Callable[[], bytes]]:
        """How to make each kind of file."""
        return {"png": lambda: to_png(self._svg()), "svg": lambda: self._svg().encode()}

    def _svg(self) -> str:
        used = self.view.pinned(self.view.used())
        source = f"Bron: {used.declared.title}, {self.view.shown.label}"
        example = " (voorbeeldregister, deels gereconstrueerd)" if self.example else ""
        return drawing_svg(exported(self.drawing, [used.caption(self.view.lists), source + example], PICTURE_WIDTH))


def chosen(selection: Selection, codes: dict[str, str], add: bool) -> Selection:
    """The selection after a click on a mark: exactly its values, or none where those were chosen already.

    With `add` each of its values is added to what is chosen, or taken away from it.
    """
    alone = all(selection.of(name) == (code,) for name, code in codes.items())
    for name, code in codes.items():
        now = set(selection.of(name))
        changed = now ^ {code} if add else set() if alone else {code}
        selection = selection.with_filter(name, changed)
    return selection


def swept(selection: Selection, name: str, codes: Sequence[str]) -> Selection:
    """The selection after a sweep over marks: exactly the values that it passed over."""
    return selection.with_filter(name, codes)


def _folded(view: View, table: Table, unfolded: bool) -> str:
    """The exact table under a drawing, folded; open where it is printed."""
    # What WIR remarked on it stands above, with the drawing.
    rows = table_html(replace(table, remarks=()), partial(view.opening, table))
    which = "" if table.full_title == table.title else f" ({text(table.name)})"
    return (
        f'<details class="vouw"{" open" if unfolded else ""}><summary>Als tabel{which}</summary>'
        f'<section class="tabelblok">{rows}{source(table)}</section></details>'
    )
