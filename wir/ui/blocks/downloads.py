"""Files that a reader can take along: a link asks for one by its name, and the next run makes it and hands it over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import streamlit as st

from wir.common.markup import address, text
from wir.domain.selection import Selection
from wir.export.csv_file import to_csv_bytes
from wir.export.excel import to_workbook
from wir.export.listing import Listing, file_name, of_table
from wir.export.picture import table_svg, to_png
from wir.tables.build import used_by
from wir.tables.model import Table
from wir.ui.browser_script import hand_over
from wir.ui.view import View

FILE_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
}
WORDS = {"xlsx": "Excel", "csv": "CSV", "png": "PNG", "svg": "SVG"}


@dataclass(frozen=True)
class Offer:
    """What can be downloaded under one name (tabel-6): the rows, and a picture where there is one to draw.

    `selection` is what the file is of, where that is not all that counts on the page.
    """

    name: str
    listing: Callable[[], Listing]
    picture: Callable[[], str] | None = None
    selection: Selection | None = None

    @property
    def example(self) -> bool:
        """Whether a value in it was not published but rebuilt."""
        return self.listing().example

    @property
    def makers(self) -> Mapping[str, Callable[[], bytes]]:
        """How to make each kind of file."""
        rows: dict[str, Callable[[], bytes]] = {
            "xlsx": lambda: to_workbook([self.listing()]),
            "csv": lambda: to_csv_bytes(self.listing()),
        }
        if self.picture is None:
            return rows
        draw = self.picture
        return {**rows, "png": lambda: to_png(draw()), "svg": lambda: draw().encode()}


class Files(Protocol):
    """What can be downloaded under one name, and how each kind of file of it is made."""

    @property
    def name(self) -> str: ...

    @property
    def selection(self) -> Selection | None: ...

    @property
    def example(self) -> bool: ...

    @property
    def makers(self) -> Mapping[str, Callable[[], bytes]]: ...


def offer(view: View, offered: Files, what: str, file: str = "") -> str:
    """The links that ask for a file, as HTML; the file itself where one of them was clicked.

    `what` is for the ear; `file` is how the file is called where it has nothing to do with a selection.
    """
    for kind, make in offered.makers.items():
        if view.wanted == f"{offered.name}.{kind}":
            name = f"{file}.{kind}" if file else _named(view, offered, kind)
            hand_over(name, FILE_KINDS[kind], make())
    links = [
        f'<a class="wir-link bestand" target="_self" href="{address(f"#{offered.name}.{kind}")}"'
        f' aria-label="{text(f"{WORDS[kind]} van {what}")}">{text(WORDS[kind])}</a>'
        for kind in offered.makers
    ]
    return f'<p class="bestanden">{" ".join(links)}</p>'


def _named(view: View, offered: Files, kind: str) -> str:
    return file_name(offered.name, offered.selection or view.used(), view.lists, kind, example=offered.example)


def offer_table(view: View, table: Table, picture: Callable[[], str] | None = None) -> str:
    """The files of a table: its rows, and a picture of itself unless another is given."""
    rows = _rows_of(view, table)
    return offer(view, replace(rows, picture=picture or (lambda: table_svg(rows.listing()))), table.name)


def offer_rows(view: View, table: Table) -> str:
    """The files of a table that has its own drawing."""
    return offer(view, _rows_of(view, table), table.name)


def _rows_of(view: View, table: Table) -> Offer:
    def listing() -> Listing:
        return of_table(table, full_address(view, table))

    return Offer(table.name.replace(" ", "-"), listing, selection=used_by(table.number, table.selection))


def full_address(view: View, table: Table | None = None) -> str:
    """The address of what is shown, with every version pinned, for in a file."""
    selection = table.selection if table else view.selection
    return f"{st.context.url or ''}{view.here(view.pinned(selection))}"
