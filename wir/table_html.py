"""Report tables as HTML: one line of markup with caption, scopes and escaped text (classes: static/style.css)."""

from collections.abc import Callable, Sequence

from wir import numbers
from wir.charts import attribute, bar_cell, link_or_text, swatch, text
from wir.export.text import printed
from wir.tables.model import Block, Column, Opening, Row, Table, Value
from wir.vocabulary import PHASES

EARLIER = 2  # in table 7 the projects that began earlier stand two columns after the new ones
# What a count opens as a link, or None where it opens nothing.
Open = Callable[[Opening], str]


def table_html(table: Table, open_count: Open | None = None) -> str:
    """The whole table with its change column and footnotes; every count a link where `open_count` makes one."""
    head = "".join(f'<th scope="col">{text(c.name)}</th>' for c in table.columns)
    head += _change_header(table)
    body = "".join(_block(table, block, open_count) for block in table.blocks)
    caption = f"{table.title} ({table.name})"
    return scrolling(
        caption,
        f'<table class="wir-table"><caption>{text(caption)}</caption>'
        f'<thead><tr><th scope="col">{text(table.first_column)}</th>{head}</tr></thead><tbody>{body}</tbody></table>',
    ) + footnotes(table.footnotes)


def scrolling(name: str, inner: str) -> str:
    """A wide table scrolls within its own box, reachable by keyboard."""
    return f'<div class="wir-scroll" tabindex="0" role="region" aria-label="{attribute(name)}">{inner}</div>'


def footnotes(notes: Sequence[str]) -> str:
    return '<ol class="voetnoten">' + "".join(f"<li>{text(n)}</li>" for n in notes) + "</ol>" if notes else ""


def simple_table(
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    words: Sequence[int] = (),
    kind: str = "",
    total: bool = False,
) -> str:
    """A table of ready-made HTML cells; the columns in `words` are set left, the first is the row header.

    With `total` the last row is the sum of the others.
    """
    aligned = ["links" if i in words else "" for i in range(len(headers))]
    head = "".join(f'<th scope="col" class="{a}">{text(h)}</th>' for h, a in zip(headers, aligned, strict=True))
    lines = [_line(row, aligned) for row in rows]
    if total:
        lines[-1] = lines[-1].replace("<tr>", '<tr class="totaal">', 1)
    return scrolling(
        caption,
        f'<table class="wir-table {kind}"><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>",
    )


def _line(row: Sequence[str], aligned: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(f'<td class="{a}">{cell}</td>' for cell, a in zip(rest, aligned[1:], strict=True))
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def themes_html(table: Table, open_count: Open) -> str:
    """Table 7 in short: per theme all its projects, as a bar of earlier and new ones."""
    largest = max((_both(table, row) or 0 for row in table.rows[:-1]), default=0)
    rows = [_theme_row(table, row, largest, open_count) for row in table.rows]
    headers = ["Thema", "Eerder en nieuw", "Totaal", f"waarvan start {table.columns[table.shown].key}"]
    caption = f"{table.title} (naar {table.name})"
    return simple_table(caption, headers, rows, words=(1,), total=True) + footnotes(table.footnotes)


def _theme_row(table: Table, row: Row, largest: int, open_count: Open) -> list[str]:
    total, new, opening = _both(table, row), _whole(row.values[table.shown]), row.opens[table.shown]
    of_theme = open_count(Opening((("thema", (row.code,)),) if row.kind == "waarde" else ())) if total else ""
    earlier = row.values[table.shown + EARLIER] or 0
    bar = bar_cell([("deel-licht", earlier), ("deel-donker", new or 0)], largest, of_theme)
    return [
        text(row.label),
        bar if row.kind == "waarde" else "",
        link_or_text(numbers.count(total), of_theme),
        link_or_text(numbers.count(new), open_count(opening) if new and opening else ""),
    ]


def _whole(value: Value) -> int | None:
    return None if value is None else int(value)


def _both(table: Table, row: Row) -> int | None:
    """All projects of a theme: the new ones, the earlier ones, and those without a known start year."""
    counts = [value for value, column in zip(row.values, table.columns, strict=True) if column.kind == "aantal"]
    if counts[0] is None:
        return None
    return sum(int(value or 0) for value in counts[table.shown :])


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
    opens = row.opens if open_count and row.opens else (None,) * len(row.values)
    parts = zip(row.values, table.columns, opens, strict=True)
    cells = "".join(_cell(v, c, open_count(o) if open_count and o and v else "") for v, c, o in parts)
    if table.compared is not None:
        cells += f'<td class="verschil">{numbers.change(table.change(row))}</td>'
    return f'<tr{kind}><th scope="row">{mark}{text(row.label)}</th>{cells}</tr>'


def _mark(row: Row, steps: int) -> str:
    """The colour of a phase or status before its label; nothing else is coloured."""
    if row.lijst == "status":
        return f'<span class="staal status-{attribute(row.code)}" aria-hidden="true"></span>'
    return swatch(int(row.code) if row.kind == "waarde" else None, steps) if steps else ""


def _cell(value: Value, column: Column, href: str) -> str:
    if column.kind == "fase" and value is None:
        return '<td class="nul">niet gescoord</td>'
    kind = "" if value else ' class="nul"'
    return f"<td{kind}>{link_or_text(printed(value, column), href)}</td>"
