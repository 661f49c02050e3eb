"""Report tables as HTML: one line of markup with caption, scopes and escaped text (classes: static/style.css)."""

from collections.abc import Callable, Mapping, Sequence

from wir.charts.phase_marks import swatch
from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.domain.vocabulary import PHASES
from wir.export.listing import UNSAID, Cell, Header, Listing, ValueKind
from wir.export.listing import printed as printed_cell
from wir.tables.model import Block, Column, Opening, Row, Table, Value, printed

# How a column is set by what stands in it: text to the left, a change small beside its total, the rest on one line.
SET: Mapping[ValueKind, str] = {"tekst": "links", "datum": "links vast", "toename": "verschil vast"}
# What a count opens as a link, or None where it opens nothing.
Open = Callable[[Opening], str]


def table_html(table: Table, open_count: Open | None = None) -> str:
    """The whole table with its change column and footnotes; every count a link where `open_count` makes one."""
    head = "".join(f'<th scope="col">{text(c.name)}</th>' for c in table.columns)
    head += _change_header(table)
    body = "".join(_block(table, block, open_count) for block in table.blocks)
    caption = table.full_title
    drawn = (
        f'<table class="wir-table"><caption>{text(caption)}</caption>'
        f'<thead><tr><th scope="col">{text(table.first_column)}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
    return f"{scrolling(caption, drawn)}{footnotes(table.footnotes)}{remarks(table.remarks)}"


def remarks(said: Sequence[str]) -> str:
    """What WIR remarked on a table, a drawing or a regio."""
    return "".join(f'<p class="opmerking">{text(words)}</p>' for words in said)


def scrolling(name: str, inner: str) -> str:
    """A wide table scrolls within its own box, reachable by keyboard."""
    return f'<div class="wir-scroll" tabindex="0" role="region" aria-label="{text(name)}">{inner}</div>'


def footnotes(notes: Sequence[str]) -> str:
    return '<ol class="voetnoten">' + "".join(f"<li>{text(n)}</li>" for n in notes) + "</ol>" if notes else ""


def simple_table(
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    words: Sequence[int] = (),
    kind: str = "",
    total: bool = False,
    header: Callable[[str], str] = text,
) -> str:
    """A table of ready-made HTML cells; the columns in `words` are set left, the first is the row header.

    With `total` the last row is the sum of the others; `header` makes HTML of a header.
    """
    aligned = ["links" if i in words else "" for i in range(len(headers))]
    head = "".join(f'<th scope="col" class="{a}">{header(h)}</th>' for h, a in zip(headers, aligned, strict=True))
    lines = [_line(row, aligned, total and row is rows[-1]) for row in rows]
    return scrolling(
        caption,
        f'<table class="wir-table {kind}"><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>",
    )


def listing_html(listing: Listing, links: Sequence[Mapping[str, str]] = ()) -> str:
    """A listing as a table with its notes, the first column the row header and each group under its heading.

    `links` are for each row ready-made HTML to stand in a cell instead, by the name of its column.
    """
    aligned = [SET.get(header.kind, "vast") for header in listing.headers]
    head = "".join(
        f'<th scope="col" class="{a}">{text(h.name)}</th>' for h, a in zip(listing.headers, aligned, strict=True)
    )
    body, heading = "", ""
    for place, line in enumerate(listing.lines):
        if line.heading != heading:
            heading = line.heading
            body += f'<tr class="blok"><th colspan="{len(aligned)}" scope="rowgroup">{text(heading)}</th></tr>'
        instead = links[place] if links else {}
        cells = [
            instead.get(header.name) or text(_said(value, header))
            for value, header in zip(line.cells, listing.headers, strict=True)
        ]
        body += _line(cells, aligned, total=False)
    return scrolling(
        listing.title,
        f'<table class="wir-table woorden gepubliceerd"><caption>{text(listing.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
    ) + footnotes(listing.notes)


def _said(value: Cell, header: Header) -> str:
    """A change stands beside its total: where there is none nothing stands there."""
    return numbers.NOTHING if value is None and header.kind != "toename" else printed_cell(value, header.kind)


def _line(row: Sequence[str], aligned: Sequence[str], total: bool) -> str:
    first, *rest = row
    kind = ' class="totaal"' if total else ""
    cells = "".join(f'<td class="{a}">{cell}</td>' for cell, a in zip(rest, aligned[1:], strict=True))
    return f'<tr{kind}><th scope="row">{first}</th>{cells}</tr>'


def _change_header(table: Table) -> str:
    return f'<th scope="col" class="verschil">{text(table.since)}</th>' if table.compared is not None else ""


def _block(table: Table, block: Block, open_count: Open | None) -> str:
    width = len(table.columns) + 1 + (table.compared is not None)
    heading = f'<tr class="blok"><th colspan="{width}" scope="rowgroup">{text(block.heading)}</th></tr>'
    rows = "".join(_row(table, row, _steps(block), open_count) for row in block.rows)
    return (heading if len(table.blocks) > 1 else "") + rows


def _steps(block: Block) -> int:
    """How many phases the scale of a block has; 0 for a list without an order."""
    return sum(1 for row in block.rows if row.kind == "waarde" and row.lijst in PHASES)


def _row(table: Table, row: Row, steps: int, open_count: Open | None) -> str:
    mark = "" if row.kind == "totaal" else _mark(row, steps)
    kind = "" if row.kind == "waarde" else f' class="{row.kind}"'
    cells = "".join(_value_cell(*cell, open_count) for cell in table.printed(row))
    if table.compared is not None:
        cells += f'<td class="verschil">{numbers.change(table.change(row))}</td>'
    return f'<tr{kind}><th scope="row">{mark}{text(row.label)}</th>{cells}</tr>'


def _mark(row: Row, steps: int) -> str:
    """The colour of a phase or status before its label; nothing else is coloured."""
    if row.lijst == "status":
        return f'<span class="staal status-{text(row.code)}" aria-hidden="true"></span>'
    return swatch(int(row.code) if row.kind == "waarde" else None, steps) if steps else ""


def _value_cell(column: Column, value: Value, opens: Opening | None, open_count: Open | None) -> str:
    if column.kind in UNSAID and value is None:
        return f'<td class="nul">{UNSAID[column.kind]}</td>'
    kind = "" if value else ' class="nul"'
    href = open_count(opens) if open_count and opens and value else ""
    return f"<td{kind}>{link_or_text(printed(value, column), href)}</td>"
