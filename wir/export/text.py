"""A table as text, CSV or JSON for the command line."""

import csv
import io
import json
from collections.abc import Iterator

from tabulate import tabulate

from wir.export.csv_file import safe
from wir.export.listing import BLOCK
from wir.tables.model import Row, Table, printed


def to_json(table: Table) -> str:
    """The table with counts as integers, shares as fractions and what is not registered as null."""
    compared = table.selection.vergelijk_peildatum
    return json.dumps(
        {
            "nummer": table.number,
            "titel": table.title,
            "peildatum": table.selection.peildatum.isoformat(),
            "versie": table.peiling.versie,
            "vergelijk_peildatum": compared.isoformat() if compared else None,
            "onderschrift": table.caption,
            "kolommen": _headers(table),
            "rijen": [[*names, *row.values] for names, row in _rows(table)],
            "voetnoten": list(table.footnotes),
            "opmerkingen": list(table.remarks),
            "gelijk_aan_rapport": table.equals_report,
            "voorbeeldregister": table.reconstructed,
        },
        ensure_ascii=False,
        indent=2,
    )


def to_csv(table: Table) -> str:
    """The same table for a program: with commas, percentages as printed; what is not registered is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(safe, _headers(table)))
    for names, row in _rows(table):
        cells = table.printed(row)
        values = ("" if v is None else v if c.kind != "aandeel" else printed(v, c) for c, v, _ in cells)
        writer.writerow([*map(safe, names), *values])
    return text.getvalue()


def _headers(table: Table) -> list[str]:
    return [*([BLOCK] if len(table.blocks) > 1 else []), table.first_column, *(c.name for c in table.columns)]


def _rows(table: Table) -> Iterator[tuple[list[str], Row]]:
    """Each row with the names before its values: that of its block where there are more, and its own."""
    for block in table.blocks:
        for row in block.rows:
            yield [*([block.heading] if len(table.blocks) > 1 else []), row.label], row


def to_text(table: Table) -> str:
    """The table for a terminal, with its caption and footnotes."""
    lines: list[list[str]] = []
    for block in table.blocks:
        if len(table.blocks) > 1:
            lines.append([block.heading.upper()])
        lines += [[row.label, *(printed(v, c) for c, v, _ in table.printed(row))] for row in block.rows]
    headers = [table.first_column, *(c.name for c in table.columns)]
    body = tabulate(lines, headers, disable_numparse=True, colalign=("left", *("right" for _ in table.columns)))
    notes = [f"* {note}" for note in (*table.footnotes, *table.remarks)]
    verdict = {
        True: "Gelijk aan het rapport van januari 2021.",
        False: "Wijkt af van het rapport van januari 2021.",
        None: "",
    }
    example = "Voorbeeldregister: deels gereconstrueerde gegevens." if table.reconstructed else ""
    closing = [line for line in (*notes, verdict[table.equals_report], example) if line]
    return "\n".join([f"{table.title} ({table.name})", table.caption, "", body, "", *closing])
