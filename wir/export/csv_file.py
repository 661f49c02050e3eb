"""A listing as text that Excel opens in columns."""

import csv
import io
import re
import unicodedata

from wir.common.unseen_characters import ordinary
from wir.export.listing import FORMULA_STARTS, Cell, Listing, ValueKind, broken, clean, printed

# Where a spreadsheet cuts a line all the same, within what is one text to us.
AFTER_SEPARATOR = re.compile(r"(;|(?!\A)[\t\n])\s*\"?(?=[=+\-@])")


def to_csv(listing: Listing) -> str:
    """Headers and rows for a person, whose Dutch Excel opens it in columns: with semicolons and a decimal comma.

    Counts as integers, shares as printed, dates as 2020-11-01, empty for what is not there. After an empty line come
    WIR's own remarks where there are any; it holds nothing else, and the file name has to say that it is the example.
    For programs `python -m wir tabel --formaat csv` writes commas.
    """
    listing = listing.flat
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(safe(header.name) for header in listing.headers)
    kinds = [header.kind for header in listing.headers]
    writer.writerows([_safe_cell(v, kind) for v, kind in zip(line.cells, kinds, strict=True)] for line in listing.lines)
    if listing.own_remarks:
        writer.writerows([[], *([safe(remark)] for remark in listing.own_remarks)])
    return text.getvalue()


def to_csv_bytes(listing: Listing) -> bytes:
    """The same to download: Excel takes a file without this mark at its start for another encoding."""
    return to_csv(listing).encode("utf-8-sig")


def _safe_cell(value: Cell, kind: ValueKind) -> Cell:
    if isinstance(value, str):
        return safe(value)
    if kind == "aandeel" and value is not None:
        return printed(value, kind)
    return str(value).replace(".", ",") if broken(value) else value


def safe(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    said = AFTER_SEPARATOR.sub(r"\g<0>'", clean(text))
    # What has no width or is a space, and signs of full width, do not keep every spreadsheet from calculating.
    first = unicodedata.normalize("NFKC", ordinary(said).lstrip()[:1])
    return f"'{said}" if said.startswith(FORMULA_STARTS) or first.startswith(FORMULA_STARTS) else said
