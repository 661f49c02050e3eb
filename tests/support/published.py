"""The tables on a page and on the command line as rows of text by the header of each column."""

import csv
import re
from xml.etree import ElementTree

from streamlit.testing.v1 import AppTest

from tests.support.markup import pieces
from wir.common.paths import DATA


def rows_of(name: str) -> list[dict[str, str]]:
    """A file that the app ships, read without its own reader."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dutch(number: str, signed: bool = False) -> str:
    """A number of a file as a Dutch reader sees it; a dash for what is not there."""
    if not number:
        return "–"
    whole, _, rest = number.lstrip("-").partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    sign = "−" if number.startswith("-") else "+" if signed else ""
    return f"{sign}{grouped}{',' + rest if rest.strip('0') else ''}"


def changed(number: str) -> str:
    """A change in the notation of the reports."""
    return f"({dutch(number, signed=True)})" if number else ""


def tables_of(app: AppTest) -> dict[str, list[dict[str, str]]]:
    """Every table on a page by its caption."""
    found = {}
    for markup in re.findall(r'<table class="wir-table.*?</table>', "".join(pieces(app))):
        table = ElementTree.fromstring(markup)
        heads = ["".join(cell.itertext()) for cell in table.findall("thead/tr/th")]
        rows = [["".join(cell.itertext()) for cell in row] for row in table.findall("tbody/tr")]
        found[table.findtext("caption") or ""] = [
            dict(zip(heads, r, strict=True)) for r in rows if len(r) == len(heads)
        ]
    return found
