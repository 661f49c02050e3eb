"""A report as a value: chapters of sentences, tables and pictures, before it becomes Word, PDF or a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from wir.charts.drawing import Drawing, exported
from wir.export.listing import Listing
from wir.export.picture import drawing_svg
from wir.insight.sentences import Sentence
from wir.tables.model import Table


@dataclass(frozen=True)
class Paragraph:
    """Plain text that no figure stands in."""

    text: str


@dataclass(frozen=True)
class Told:
    """Sentences computed from tables; they run on as one paragraph."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Figures:
    """A table of the report. `number` is how it is captioned ("6" for Tabel 6, "" for one without a number).

    `table` is what the listing was made of, None for a listing of projects.
    """

    listing: Listing
    number: str = ""
    table: Table | None = None


PICTURE_WIDTH = 720


@dataclass(frozen=True)
class Picture:
    """A drawing; `title` stands in its caption, `lines` are written in it on paper. A screen draws it itself.

    What another report `published` is of no selection.
    """

    drawing: Drawing
    title: str
    lines: tuple[str, ...] = ()
    published: bool = False

    @property
    def alt(self) -> str:
        """What it shows in words."""
        return f"{self.drawing.alt}; de aantallen staan in de tabel."

    @cached_property
    def svg(self) -> str:
        """The drawing on paper."""
        return drawing_svg(exported(self.drawing, self.lines, PICTURE_WIDTH))


@dataclass(frozen=True)
class Terms:
    """Words and what they mean."""

    heading: str
    items: tuple[tuple[str, str], ...]


Part = Paragraph | Told | Figures | Picture | Terms
ChapterKind = Literal["hoofdstuk", "bijlage"]


@dataclass(frozen=True)
class Chapter:
    """One chapter or appendix. `key` is its name in an address and on the command line."""

    key: str
    title: str
    parts: tuple[Part, ...]
    kind: ChapterKind = "hoofdstuk"


@dataclass(frozen=True)
class Report:
    """The whole of it. `made` is a Dutch date, `sources` a line for every peiling (date, version, file, SHA-256)."""

    title: str
    subtitle: str
    caption: str
    chapters: tuple[Chapter, ...]
    made: str
    sources: tuple[str, ...]
    app_version: str
    link: str
    example: str  # the sentence that says that values were rebuilt; empty on a real register

    @property
    def listings(self) -> Sequence[Listing]:
        """Every table in it, in order, for a workbook."""
        return [part.listing for chapter in self.chapters for part in chapter.parts if isinstance(part, Figures)]
