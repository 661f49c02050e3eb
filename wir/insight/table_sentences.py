"""What a table of counts says in Dutch: what is most, what rose and fell, what stood still, what is unknown.

The rules are in RULES and go into every report: where the data does not carry a sentence, none is made.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from wir.common import numbers
from wir.domain.vocabulary import PHASES
from wir.insight.sentences import Sentence
from wir.tables.model import Block, Cell, Row, Table

FEWEST = 10
UNKNOWN_WORDS = {
    "status": "de status",
    "impact": "de impact",
    "deelbaarheid": "of er resultaten te delen zijn",
    "opschaalbaarheid": "de opschaalbaarheid",
    "betrokkenheid": "het aantal organisaties",
}
NEAR_HALF = 0.025
RULES = (
    f"Onder de {FEWEST} projecten of regio’s noemen wij geen aandelen en geen meeste of minste.",
    "‘Bijna de helft’ is 47,5% tot 50%, ‘de helft’ precies 50%, ‘ruim de helft’ 50% tot 52,5%.",
    "Een toename of afname is het verschil tussen twee tellingen; waardoor zij kwam, zegt de tabel niet.",
    "Bij een gelijke stand noemen wij alle waarden die het meest voorkomen, en geen als het er meer dan twee zijn.",
    "Wat een peiling niet bevat, is niet geregistreerd: daarover staat er geen zin.",
)


def paragraphs(table: Table) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of a table that counts regions or projects per value, a paragraph for every block."""
    return tuple(tuple(_of_block(table, block)) for block in table.blocks)


def half(share: float) -> str:
    """What RULES allow to say of a share near a half, with a comma before it; else nothing."""
    if share == 0.5:
        return ", de helft"
    if 0.5 - NEAR_HALF <= share < 0.5:
        return ", bijna de helft"
    return ", ruim de helft" if 0.5 < share <= 0.5 + NEAR_HALF else ""


def _of_block(table: Table, block: Block) -> Iterator[Sentence]:
    count = table.cell(block.closing).whole
    if not count:
        return
    known = [row for row in block.rows if row.kind == "waarde"]
    yield from _most(table, block, known, count)
    yield from _moved(table, block, known)
    yield from _still(table, block, known)
    yield from _unknown(table, block, count)


def _what(row: Row, count: int) -> str:
    if row.lijst in PHASES:
        return numbers.counted(count, "regio", "regio’s")
    return numbers.counted(count, "project", "projecten")


def _name(row: Row) -> str:
    return f"‘{row.label}’ organisaties" if row.lijst == "betrokkenheid" else f"‘{row.label}’"


def _subject(table: Table, block: Block) -> str:
    """Which judgement a sentence is about, where a table has more than one."""
    return f"{block.heading}: " if len(table.blocks) > 1 else ""


def _sentence(table: Table, text: str, *rows: Row) -> Sentence:
    opens = [cell.opens for row in rows if (cell := table.cell(row)).value]
    return Sentence(text[0].upper() + text[1:], table.number, opens[0] if len(rows) == len(opens) == 1 else None)


def _most(table: Table, block: Block, rows: Sequence[Row], count: int) -> Iterator[Sentence]:
    """The value that occurs most; two where they are equal, none where there are more or the table is small."""
    if count < FEWEST:
        return
    highest = max(table.cell(row).whole or 0 for row in rows)
    top = [row for row in rows if table.cell(row).value == highest]
    if not highest or len(top) > 2:
        return
    of, share = f"{numbers.count(highest)} van de {_what(top[0], count)}", numbers.share(highest / count)
    names = " en ".join(map(_name, top))
    each = "elk " if len(top) > 1 else ""
    verb = "komen" if len(top) > 1 else "komt"
    near = half(highest / count) if len(top) == 1 else ""
    yield _sentence(table, f"{_subject(table, block)}{names} {verb} het meest voor: {each}{of} ({share}){near}.", *top)


def _changes(table: Table, rows: Sequence[Row]) -> list[tuple[int, Row]]:
    return [(change, row) for row in rows if (change := table.change(row)) is not None]


def _moved(table: Table, block: Block, rows: Sequence[Row]) -> Iterator[Sentence]:
    """The largest rise and the largest fall since the comparison, each where one value stands alone."""
    changes = _changes(table, rows)
    for sign, word, more in ((1, "toename", "grootste toename"), (-1, "afname", "grootste afname")):
        moved = [(change * sign, row) for change, row in changes if change * sign > 0]
        if not moved:
            continue
        largest = max(size for size, _ in moved)
        top = [row for size, row in moved if size == largest]
        if len(top) != 1 or table.compared is None:
            continue
        row = top[0]
        was, now = (numbers.count(table.cell(row, column).whole) for column in (table.compared, table.shown))
        start = f"de {more} is die van" if len(moved) > 1 else f"een {word} is er alleen bij"
        since = numbers.day(date.fromisoformat(table.compared.key))
        yield _sentence(
            table,
            f"{_subject(table, block)}{start} {_name(row)}: van {was} op {since} naar {now}, "
            f"een {word} van {numbers.count(largest)}.",
            row,
        )


def _still(table: Table, block: Block, rows: Sequence[Row]) -> Iterator[Sentence]:
    """Which values have the same count as on the date of the comparison; empty ones are not worth a word."""
    same = [row for change, row in _changes(table, rows) if not change and table.cell(row).value]
    if not same or len(same) > 2:
        return
    names = " en ".join(f"{_name(row)} ({numbers.count(table.cell(row).whole)})" for row in same)
    verb = "bleef" if len(same) == 1 else "bleven"
    yield _sentence(table, f"{_subject(table, block)}{names} {verb} gelijk.", *same)


def _unknown(table: Table, block: Block, count: int) -> Iterator[Sentence]:
    """How many are not scored or not known."""
    row = next((row for row in block.rows if row.kind == "onbekend"), None)
    value = table.cell(row).whole if row else None
    if row is None or not value:
        return
    start = f"{numbers.count(value)} van de {_what(row, count)}"
    if row.lijst in PHASES:
        yield _sentence(table, f"{start} {'is' if value == 1 else 'zijn'} niet gescoord.", row)
    else:
        yield _sentence(table, f"Bij {start} is {UNKNOWN_WORDS[row.lijst]} niet bekend.", row)


def heaviest(table: Table) -> tuple[Sentence, ...]:
    """Of table 4: the theme and the concessiehouder with most projects."""
    total = table.cell(table.closing).whole
    if not total or total < FEWEST:
        return ()
    themes = [(row.label, table.cell(row)) for row in table.counted]
    holders = [(cell.column.name, cell) for cell in table.cells(table.closing) if cell.column.key != "totaal"]
    found = (
        _first(table, themes, total, "Het thema met de meeste projecten is"),
        _first(table, holders, total, "De meeste projecten zijn van"),
    )
    return tuple(sentence for sentence in found if sentence)


def _first(table: Table, ranked: Sequence[tuple[str, Cell]], total: int, start: str) -> Sentence | None:
    """Who has most, where one does."""
    most = max(cell.whole or 0 for _, cell in ranked)
    top = [(name, cell.opens) for name, cell in ranked if cell.whole == most]
    if len(top) != 1 or most == total:
        return None
    (name, opening), share = top[0], most / total
    of = f"{numbers.count(most)} van de {numbers.count(total)} ({numbers.share(share)})"
    return Sentence(f"{start} {name}: {of}{half(share)}.", table.number, opening)
