"""A listing for the command line, as text, as CSV and as JSON."""

import csv
import io
import json
from datetime import date

from tabulate import tabulate

from wir.export.csv_file import safe
from wir.export.listing import Cell, Listing, printed


def to_text(listing: Listing) -> str:
    """The listing for a terminal, with its caption, its notes and its source."""
    flat = listing.flat
    rows = [[printed(v, h.kind) for v, h in zip(line.cells, flat.headers, strict=True)] for line in flat.lines]
    aligned = ["left" if header.kind == "tekst" else "right" for header in flat.headers]
    body = tabulate(rows, [h.name for h in flat.headers], disable_numparse=True, colalign=aligned)
    closing = [*(f"* {note}" for note in listing.remarks), listing.closing]
    return "\n".join([listing.title, listing.caption, "", body, "", *filter(None, closing)])


def to_csv(listing: Listing) -> str:
    """For a program: with commas, numbers with a point, and nothing where nothing is known."""
    flat, text = listing.flat, io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(safe(header.name) for header in flat.headers)
    writer.writerows([safe(v) if isinstance(v, str) else v for v in line.cells] for line in flat.lines)
    return text.getvalue()


def to_json(listing: Listing) -> str:
    """With numbers as numbers, dates as 2025-10-31, and null where nothing is known."""
    flat = listing.flat
    return json.dumps(
        {
            "nummer": listing.name,
            "titel": listing.title,
            "onderschrift": listing.caption,
            "kolommen": [header.name for header in flat.headers],
            "rijen": [[_plain(value) for value in line.cells] for line in flat.lines],
            "voetnoten": list(listing.notes),
            "bron": listing.source.removeprefix("Bron: "),
            "voorbeeldregister": listing.example,
        },
        ensure_ascii=False,
        indent=2,
    )


def _plain(value: Cell) -> Cell:
    return value.isoformat() if isinstance(value, date) else value
