"""What leaves the app as a file: a rectangle of values with the words that belong to it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeGuard

from wir.common import numbers
from wir.common.unseen_characters import readable
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.domain.selection import Lists, Selection
from wir.tables.model import RowKind, Table

Cell = str | int | float | date | None
# A "verschil" is a count with a sign, a "toename" the same between brackets; the others are those of a report table.
ValueKind = Literal["tekst", "aantal", "verschil", "toename", "aandeel", "fase", "niveau", "datum"]
UNSAID = {"fase": "niet gescoord", "niveau": "niet ingevuld"}  # what a step on a scale is where there is none

EXAMPLE = "Voorbeeldregister: deels gereconstrueerd."
NO_ROWS = "Geen rijen in deze selectie."
PART, BLOCK = "Onderdeel", "Kenmerk"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")
LONGEST_NAME = 100
LONGEST_WHAT = 40


@dataclass(frozen=True)
class Header:
    """The name of a column and what stands in it."""

    name: str
    kind: ValueKind = "tekst"


@dataclass(frozen=True)
class Line:
    """One row: a cell for every header, and the heading of the group it stands in where there are groups."""

    cells: tuple[Cell, ...]
    heading: str = ""
    kind: RowKind = "waarde"


@dataclass(frozen=True)
class Listing:
    """A table ready to leave the app.

    `name` is how people call it ("tabel 6"), `caption` the selection in words with its peildatum, `notes` the
    footnotes, `source` the line that starts with "Bron:", `link` the address of the page that shows the same,
    `example` whether values in it were rebuilt, `group` what the headings of its groups are, and `own_remarks` what WIR
    remarked on it. Raises ValueError for
    a line that is not as long as the headers.
    """

    name: str
    title: str
    caption: str
    headers: tuple[Header, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    link: str = ""
    example: bool = False
    group: str = PART
    own_remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if wrong := next((line for line in self.lines if len(line.cells) != len(self.headers)), None):
            raise ValueError(f"{len(wrong.cells)} cells under {len(self.headers)} headers: {wrong.cells}")

    @property
    def flat(self) -> "Listing":
        """The same with the headings as a first column, for files that have no groups."""
        if not any(line.heading for line in self.lines):
            return self
        lines = tuple(replace(line, cells=(line.heading, *line.cells), heading="") for line in self.lines)
        return replace(self, headers=(Header(self.group), *self.headers), lines=lines)

    def part(self, heading: str) -> "Listing":
        """The lines under one of its headings, as a listing of its own."""
        lines = tuple(replace(line, heading="") for line in self.lines if line.heading == heading)
        name = f"{self.name}-{_slug(heading).lower()}"
        return replace(self, name=name, title=f"{self.title}: {heading}", lines=lines)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The footnotes, what WIR remarked, and that there is nothing to see where that is so."""
        return (*self.notes, *self.own_remarks, *(() if self.lines else (NO_ROWS,)))

    @property
    def closing(self) -> str:
        """The last line of every file that can hold one: the source, and that this is the example."""
        return ". ".join(said for said in (self.source, EXAMPLE if self.example else "") if said)


def of_table(table: Table, link: str = "", with_change: bool = True) -> Listing:
    """A report table as on screen: its counts and after them the change, unless `with_change` is False.

    Without change and headings it is what `export.text.to_csv` writes.
    """
    compared = with_change and table.compared is not None
    headers = (Header(table.first_column), *(Header(c.name, c.kind) for c in table.columns))
    lines = tuple(
        Line(
            (row.label, *row.values, *((table.change(row),) if compared else ())),
            block.heading if len(table.blocks) > 1 else "",
            row.kind,
        )
        for block in table.blocks
        for row in block.rows
    )
    return Listing(
        name=table.name,
        title=table.full_title,
        caption=table.caption,
        headers=(*headers, Header(table.since, "verschil")) if compared else headers,
        lines=lines,
        notes=table.footnotes,
        source=source_of(table.peilingen),
        link=link,
        example=table.reconstructed,
        group=BLOCK,
        own_remarks=table.remarks,
    )


def source_of(peilingen: Sequence[Peiling]) -> str:
    """The source line for peilingen that stand oldest first: "Bron: WIR-register, okt-20 en mrt-20"."""
    register = REGISTERS[peilingen[0].manifest.register].title
    names = [p.label + (f" (versie {p.versie})" if p.versie > 1 else "") for p in reversed(peilingen)]
    return f"Bron: {register}, " + " en ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def printed(value: Cell, kind: ValueKind) -> str:
    """A value as a reader sees it on screen: 76,7%, +50, a dash for what is not registered, 01-11-2020."""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, str):
        return value
    if kind == "aandeel":
        return numbers.share(value)
    if kind in UNSAID and value is None:
        return UNSAID[kind]
    if kind in ("tekst", "datum"):
        return "" if value is None else str(value)
    if kind == "toename":
        return "" if value is None else f"({numbers.exact(value, signed=True)})"
    if broken(value):
        return numbers.exact(value, signed=kind == "verschil")
    whole = None if value is None else int(value)
    return numbers.change(whole) if kind == "verschil" else numbers.count(whole)


def broken(value: Cell) -> TypeGuard[float]:
    """Whether a value is a number with decimals, such as a mark of 8,1."""
    return isinstance(value, float) and not value.is_integer()


def clean(text: str) -> str:
    """The text without signs that no reader sees (XML cannot hold them all), and with one kind of line break."""
    return readable(text).replace("\r\n", "\n").replace("\r", "\n")


def file_name(what: str, selection: Selection, lists: Lists, extension: str, *, example: bool) -> str:
    """A name that says what is in the file: WIR-tabel-6_2020-11-01_VGZ_voorbeeld.xlsx.

    ASCII without spaces, at most LONGEST_NAME characters: filters that do not fit are only counted.
    """
    version = f"_v{selection.versie}" if selection.versie else ""
    start = f"WIR-{_slug(what)[:LONGEST_WHAT].rstrip('-')}_{selection.peildatum.isoformat()}{version}"
    end = f"{'_voorbeeld' if example else ''}.{extension}"
    labels = selection.filter_labels(lists)
    chosen = "".join(f"_{_slug(label)}" for label in labels)
    if len(start + chosen + end) > LONGEST_NAME:
        chosen = f"_{numbers.counted(len(labels), 'filter', 'filters').replace(' ', '-')}"
    return start + chosen + end


def _slug(text: str) -> str:
    """Letters and digits as ASCII, with a hyphen between words: Zilveren-Kruis-De-Friesland."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", ascii_only))
