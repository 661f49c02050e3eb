"""Dutch sentences computed from tables. A sentence is left out where its table does not carry it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wir.common import numbers
from wir.tables.model import Column, Opening, Row, Table
from wir.tables.themes import by_period


@dataclass(frozen=True)
class Sentence:
    """A sentence, the number of the table that it was read from, and the rows that it is about."""

    text: str
    table: str
    opens: Opening | None = None


def remarkable(tables: Mapping[str, Table]) -> list[Sentence]:
    """What stands out in tables 1, 3, 5, 7 and 10 of one selection."""
    found = (
        _phase(tables["1"], "afspraken", "4", "voert zijn afspraken uit", "voeren hun afspraken uit"),
        _phase(tables["3"], "visie", "5", "heeft strategische keuzes gemaakt", "hebben strategische keuzes gemaakt"),
        _largest_new_theme(tables["7"]),
        _themes_without_projects(tables["7"]),
        _shareable(tables["10"]),
        _unknown_size(tables["5"]),
    )
    return [sentence for sentence in found if sentence]


def _numbers(table: Table, lijst: str, code: str, column: Column) -> tuple[int, int] | None:
    """The count of a row and the total of its column, or None where there is nothing to speak of."""
    value, total = table.value(lijst, code, column), table.value(lijst, "totaal", column)
    return (int(value), int(total)) if value is not None and total else None


def _day(column: Column) -> str:
    """Its peildatum in words."""
    return numbers.day(date.fromisoformat(column.key))


def _phase(table: Table, lijst: str, code: str, one: str, more: str) -> Sentence | None:
    now = _numbers(table, lijst, code, table.shown)
    if now is None or now[1] == 1:  # of one regio its phase says more
        return None
    regions = numbers.counted(now[1], "regio", "regio’s")
    verb = one if now[0] == 1 else more
    text = f"{numbers.count(now[0])} van de {regions} ({numbers.share(now[0] / now[1])}) {verb}"
    then = _numbers(table, lijst, code, table.compared) if table.compared else None
    if then and table.compared:
        was = "was dat er 1" if then[0] == 1 else f"waren dat er {numbers.count(then[0])}"
        text += f"; op {_day(table.compared)} {was}"
    return Sentence(f"{text}.", table.number, _rows(now[0], lijst, code))


def _rows(count: int, lijst: str, code: str) -> Opening | None:
    """What a sentence about one value opens; nothing where nothing was counted."""
    return Opening(((lijst, (code,)),)) if count else None


def _largest_new_theme(table: Table) -> Sentence | None:
    """The theme with most new projects; left out when two themes are equally large."""
    total = table.cell(table.closing).whole
    first, second, *_ = sorted(table.counted, key=lambda row: -(table.cell(row).whole or 0))
    (_, most, opens), theme = table.cell(first), first.label.lower()
    if not total or most == table.cell(second).value:
        return None
    years = table.shown.key.replace("-", " of ")
    if total == 1:
        return Sentence(f"Het enige project dat in {years} start, gaat over {theme}.", table.number, opens)
    verb = "gaat er 1" if most == 1 else f"gaan er {numbers.count(int(most or 0))}"
    text = f"Van de {numbers.count(total)} projecten die in {years} starten, {verb} over {theme}."
    return Sentence(text, table.number, opens)


def _themes_without_projects(table: Table) -> Sentence | None:
    if not _projects(table, table.closing):
        return None
    empty = [row.label for row in table.counted if not _projects(table, row)]
    if not empty or len(empty) > 3:
        return None
    return Sentence(f"Geen enkel project valt onder {' of '.join(empty)}.", table.number)


def _projects(table: Table, row: Row) -> bool:
    return any(cell.value for cell in by_period(table, row).values())


def _shareable(table: Table) -> Sentence | None:
    now = _numbers(table, "deelbaarheid", "ja", table.shown)
    if now is None:
        return None
    what = numbers.counted(now[1], "project", "projecten")
    verb = "heeft" if now[0] == 1 else "hebben"
    text = f"{numbers.count(now[0])} van {what} ({numbers.share(now[0] / now[1])}) {verb} deelbare resultaten"
    change = table.change(table.row("deelbaarheid", "ja"))
    if change and table.compared:
        text += f", {numbers.count(abs(change))} {'meer' if change > 0 else 'minder'} dan op {_day(table.compared)}"
    return Sentence(f"{text}.", table.number, _rows(now[0], "deelbaarheid", "ja"))


def _unknown_size(table: Table) -> Sentence | None:
    now = _numbers(table, "betrokkenheid", "onbekend", table.shown)
    if now is None or not now[0]:
        return None
    projects = numbers.counted(now[1], "project", "projecten")
    text = f"Bij {numbers.count(now[0])} van de {projects} is het aantal organisaties niet bekend."
    return Sentence(text, table.number, _rows(now[0], "betrokkenheid", "onbekend"))
