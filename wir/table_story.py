"""What a table of counts says in Dutch: what is most, what rose and fell, what stood still, what is unknown.

The rules are in RULES and go into every report: where the data does not carry a sentence, none is made.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from wir import numbers
from wir.narrative import Sentence
from wir.tables.model import Block, Opening, Row, Table
from wir.vocabulary import PHASES

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


def story(table: Table) -> tuple[Sentence, ...]:
    """The sentences of a table that counts regions or projects per value."""
    return tuple(sentence for paragraph in paragraphs(table) for sentence in paragraph)


def paragraphs(table: Table) -> tuple[tuple[Sentence, ...], ...]:
    """The same, a paragraph for every block."""
    return tuple(tuple(_of_block(table, block)) for block in table.blocks)


def half(share: float) -> str:
    """What RULES allow to say of a share near a half, with a comma before it; else nothing."""
    if share == 0.5:
        return ", de helft"
    if 0.5 - NEAR_HALF <= share < 0.5:
        return ", bijna de helft"
    return ", ruim de helft" if 0.5 < share <= 0.5 + NEAR_HALF else ""


def _of_block(table: Table, block: Block) -> Iterator[Sentence]:
    *rows, total = block.rows
    count = total.values[table.shown]
    if not count:
        return
    known = [row for row in rows if row.kind == "waarde"]
    yield from _most(table, block, known, int(count))
    yield from _moved(table, block, known)
    yield from _still(table, block, known)
    yield from _unknown(table, rows, int(count))


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
    opening = rows[0].opens[table.shown] if len(rows) == 1 and rows[0].values[table.shown] else None
    return Sentence(text[0].upper() + text[1:], table.number, opening)


def _most(table: Table, block: Block, rows: Sequence[Row], count: int) -> Iterator[Sentence]:
    """The value that occurs most; two where they are equal, none where there are more or the table is small."""
    if count < FEWEST:
        return
    highest = max(int(row.values[table.shown] or 0) for row in rows)
    top = [row for row in rows if row.values[table.shown] == highest]
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
        was, now = (numbers.count(int(row.values[i] or 0)) for i in (table.compared, table.shown))
        start = f"de {more} is die van" if len(moved) > 1 else f"een {word} is er alleen bij"
        since = numbers.day(date.fromisoformat(table.columns[table.compared].key))
        yield _sentence(
            table,
            f"{_subject(table, block)}{start} {_name(row)}: van {was} op {since} naar {now}, "
            f"een {word} van {numbers.count(largest)}.",
            row,
        )


def _still(table: Table, block: Block, rows: Sequence[Row]) -> Iterator[Sentence]:
    """Which values have the same count as on the date of the comparison; empty ones are not worth a word."""
    same = [row for change, row in _changes(table, rows) if not change and row.values[table.shown]]
    if not same or len(same) > 2:
        return
    names = " en ".join(f"{_name(row)} ({numbers.count(int(row.values[table.shown] or 0))})" for row in same)
    verb = "bleef" if len(same) == 1 else "bleven"
    yield _sentence(table, f"{_subject(table, block)}{names} {verb} gelijk.", *same)


def _unknown(table: Table, rows: Sequence[Row], count: int) -> Iterator[Sentence]:
    """How many are not scored or not known."""
    row = next((row for row in rows if row.kind == "onbekend"), None)
    value = int(row.values[table.shown] or 0) if row else 0
    if row is None or not value:
        return
    start = f"{numbers.count(value)} van de {_what(row, count)}"
    if row.lijst in PHASES:
        yield _sentence(table, f"{start} {'is' if value == 1 else 'zijn'} niet gescoord.", row)
    else:
        yield _sentence(table, f"Bij {start} is {UNKNOWN_WORDS[row.lijst]} niet bekend.", row)


def heaviest(table: Table) -> tuple[Sentence, ...]:
    """Of table 4: the theme and the concessiehouder with most projects."""
    total = table.rows[-1].values[table.shown]
    if not total or total < FEWEST:
        return ()
    themes = [(row.values[table.shown] or 0, row.label, row.opens[table.shown]) for row in table.rows[:-1]]
    holders = [
        (value or 0, column.name, opening)
        for value, column, opening in zip(table.rows[-1].values, table.columns, table.rows[-1].opens, strict=True)
        if column.key != "totaal"
    ]
    found = (
        _first(table, themes, "Het thema met de meeste projecten is"),
        _first(table, holders, "De meeste projecten zijn van"),
    )
    return tuple(sentence for sentence in found if sentence)


def _first(table: Table, ranked: Sequence[tuple[float, str, Opening | None]], start: str) -> Sentence | None:
    """Who has most, where one does."""
    most = max(count for count, *_ in ranked)
    top = [found for found in ranked if found[0] == most]
    total = table.rows[-1].values[table.shown]
    if len(top) != 1 or not total or most == total:
        return None
    count, name, opening = top[0]
    of = f"{numbers.count(int(count))} van de {numbers.count(int(total))} ({numbers.share(count / total)})"
    return Sentence(f"{start} {name}: {of}{half(count / total)}.", table.number, opening)
