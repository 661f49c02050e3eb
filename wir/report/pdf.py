"""The report as PDF, set by typst: tagged, in Dutch, with its fonts inside and nothing fetched from elsewhere.

The template is rapport.typ. All text goes to it as JSON and comes out as strings, so no text is ever markup.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import typst

from wir.export.listing import Listing, clean
from wir.export.picture_parts import COLOURS
from wir.register.write.workbook import WRITTEN
from wir.report import print_layout
from wir.report.model import Figures, Paragraph, Part, Picture, Report, Terms, Told

TEMPLATE = Path(__file__).parent / "rapport.typ"
# Archives keep the first, screen readers need the second.
STANDARDS: list["typst.PDFStandard"] = ["a-2a", "ua-1"]
HIGHEST_ROW = 300.0  # points; a higher one may be broken over pages, else it would run off its page
LONG_WORD = re.compile(r"\S{20}(?=\S{10})")
BREAK = "\u200b"  # typst breaks no words of itself

Drawn = dict[str, Any]  # what rapport.typ draws, named by its "kind"


def to_pdf(report: Report) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. The same report gives the same bytes.

    A register may hold letters that no font here has, such as emoji; then the PDF is tagged without those two promises.
    """
    said = {"report": json.dumps(_drawn(report))}
    try:
        return _set(said, STANDARDS)
    except typst.TypstError:
        return _set(said, [])


def _set(said: dict[str, str], standards: "list[typst.PDFStandard]") -> bytes:
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=said,
        pdf_standards=standards,
        timestamp=WRITTEN.replace(tzinfo=UTC),
    )
    assert isinstance(made, bytes)
    return made


def _drawn(report: Report) -> Drawn:
    """All that the template needs: the title page, and parts in runs of pages that lie or stand."""
    spreads: list[Drawn] = []
    for lies, part in _Writer().parts(report):
        if not spreads or spreads[-1]["lies"] != lies:
            spreads.append({"lies": lies, "parts": []})
        spreads[-1]["parts"].append(part)
    return {
        "title": _broken(report.title),
        "subtitle": _broken(report.subtitle),
        "caption": _broken(report.caption),
        "made": clean(report.made),
        "example": clean(report.example),
        "author": "WIR-dashboard",
        "contents": print_layout.CONTENTS,
        "margin": print_layout.MARGIN,
        "colours": {name: COLOURS[name] for name in ("inkt", "blauw", "gedempt", "lijn")},
        "spreads": spreads,
    }


class _Writer:
    """Turns parts into what the template draws; counts the pictures."""

    def __init__(self) -> None:
        self.pictures = 0

    def parts(self, report: Report) -> Iterator[tuple[bool, Drawn]]:
        """Every part, and whether it stands on a page that lies."""
        for title, chapter in zip(print_layout.chapter_titles(report), report.chapters, strict=True):
            lying = print_layout.turned(chapter, print_layout.PORTRAIT, print_layout.LANDSCAPE)
            yield bool(lying) and lying[0], _heading(title, 1, fresh=chapter.kind == "bijlage")
            for lies, part in zip(lying, chapter.parts, strict=True):
                room = print_layout.LANDSCAPE if lies else print_layout.PORTRAIT
                yield from ((lies, drawn) for drawn in self._part(part, room))
        yield False, _heading(print_layout.MADE, 1, fresh=True)
        yield False, {"kind": "lijst", "items": [_broken(said) for said in print_layout.made_of(report)]}
        if link := print_layout.address(report):
            yield False, {"kind": "link", "text": print_layout.LINK, "target": link}

    def _part(self, part: Part, room: float) -> Iterator[Drawn]:
        match part:
            case Paragraph() | Told():
                yield {"kind": "tekst", "text": _broken(part.text)}
            case Figures():
                yield from _figures(part, room)
            case Picture():
                self.pictures += 1
                caption = f"Figuur {self.pictures}: {_broken(part.title)}"
                yield {"kind": "figuur", "svg": part.svg, "alt": clean(part.alt), "caption": caption}
            case Terms():
                yield _heading(part.heading, 2)
                items = [(_broken(term), _broken(meaning)) for term, meaning in part.items]
                yield {"kind": "begrippen", "items": items}


def _figures(part: Figures, room: float) -> Iterator[Drawn]:
    foot = [_broken(line) for line in print_layout.foot(part.listing)]
    number = f"Tabel {part.number}: " if part.number else ""
    caption = _broken(number + print_layout.caption(part))
    if not print_layout.too_wide(part.listing, print_layout.LANDSCAPE):
        yield _table(part.listing, room, caption) | {"foot": foot}
        return
    yield {"kind": "tekst", "text": caption}
    for heading, card in print_layout.cards(part.listing):
        yield _heading(heading, 2)
        yield _table(card, room, "")
    yield {"kind": "voet", "foot": foot}


def _table(listing: Listing, room: float, caption: str) -> Drawn:
    page = print_layout.PORTRAIT if room == print_layout.LANDSCAPE else print_layout.LANDSCAPE  # its height
    columns = zip(listing.headers, print_layout.widths(listing, room), strict=True)
    return {
        "kind": "tabel",
        "caption": caption,
        "whole": print_layout.stays_whole(listing, room, page),
        "columns": [{"name": _broken(h.name), "number": h.kind != "tekst", "width": w} for h, w in columns],
        "rows": [
            {"cells": [_broken(cell) for cell in row.cells], "kind": row.kind, "high": height > HIGHEST_ROW}
            for row, height in zip(print_layout.rows(listing), print_layout.heights(listing, room), strict=True)
        ],
        "foot": [],
    }


def _heading(title: str, level: int, fresh: bool = False) -> Drawn:
    """A heading; a `fresh` one begins a page."""
    return {"kind": "kop", "text": _broken(title), "level": level, "fresh": fresh}


def _broken(said: str) -> str:
    """Text that typst can set: a tab, which it drops, is a space, and in very long words a line may end."""
    return LONG_WORD.sub(rf"\g<0>{BREAK}", clean(said).replace("\t", " "))
