"""The key figures of Landelijk beeld, each read from a report table."""

from collections.abc import Mapping
from dataclasses import dataclass

from wir.common import numbers
from wir.domain.vocabulary import FINISHED, PHASES, SCALABLE
from wir.tables.model import Row, Table


@dataclass(frozen=True)
class KeyFigure:
    """A figure with the words under it and its change; `table` and `filters` say which rows it counts."""

    value: str
    words: str
    change: str
    table: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    count: int | None


PHASE_TABLES = dict(zip(PHASES, ("1", "2", "3"), strict=True))
# What a judgement asks: its table, its list, and the values that count.
QUESTIONS = (
    ("Lopend", "6", "status", ("lopend",)),
    ("Afgerond", "6", "status", FINISHED),
    ("Resultaten deelbaar", "10", "deelbaarheid", ("ja",)),
    ("Opschaalbaar", "11", "opschaalbaarheid", SCALABLE),
    ("Grote schaal en grote betekenis", "8", "impact", ("groot-groot",)),
)
USED = (*PHASE_TABLES.values(), "6", "10", "11", "bijlage-1")
EXPECTED = "rapport verwacht alle, eind 2021"


def key_figures(tables: Mapping[str, Table]) -> tuple[KeyFigure, ...]:
    """Seven figures from the tables of USED, of one selection."""
    total = tables["6"].total("status", ("totaal",))
    successful = tables["6"].total("status", ("succesvol",))
    words = f"afgerond, {numbers.count(successful)} succesvol" if successful is not None else "afgerond"
    return (
        _figure(tables["6"], "status", ("totaal",), "project" if total == 1 else "projecten"),
        _figure(tables["6"], "status", ("lopend",), "lopend", with_share=True),
        _figure(tables["6"], "status", FINISHED, words),
        _figure(tables["11"], "opschaalbaarheid", SCALABLE, "opschaalbaar", with_share=True),
        _figure(tables["10"], "deelbaarheid", ("ja",), "deelbaar", with_share=True),
        _regions_carrying_out(tables["1"]),
        _regions_at_the_end(tables),
    )


def _change(table: Table, lijst: str, codes: tuple[str, ...]) -> str:
    if table.compared is None:
        return ""
    now, then = table.total(lijst, codes), table.total(lijst, codes, table.compared)
    label = table.compared.name
    if now is None or then is None:
        return f"{label}: {numbers.NOT_REGISTERED}"
    return f"{numbers.change(now - then)} {table.since}" if now != then else f"gelijk aan {label}"


def _figure(table: Table, lijst: str, codes: tuple[str, ...], words: str, with_share: bool = False) -> KeyFigure:
    value, total = table.total(lijst, codes), table.total(lijst, ("totaal",))
    if with_share and value is not None and total:
        words += f" · {numbers.share(value / total)}"
    filters = () if codes == ("totaal",) else ((lijst, _left_of(table, lijst, codes)),)
    return KeyFigure(numbers.count(value), words, _change(table, lijst, codes), table.number, filters, value)


def _left_of(table: Table, lijst: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of a group that the reader's own filter leaves."""
    own = table.selection.of(lijst)
    return tuple(code for code in codes if not own or code in own)


def _regions_carrying_out(table: Table) -> KeyFigure:
    value, total = table.total("afspraken", ("4",)), table.total("afspraken", ("totaal",))
    return KeyFigure(
        f"{numbers.count(value)}/{numbers.count(total)}",
        "regio voert afspraken uit" if total == 1 else "regio’s voeren afspraken uit",
        _change(table, "afspraken", ("4",)),
        table.number,
        (("afspraken", ("4",)),),
        value,
    )


def highest_phases(tables: Mapping[str, Table]) -> Mapping[str, str]:
    """The last phase of each score, by tables 1 to 3."""
    return {d: max(row.code for row in tables[n].rows if row.kind == "waarde") for d, n in PHASE_TABLES.items()}


def in_highest_phases(tables: Mapping[str, Table]) -> tuple[Row, ...]:
    """The regions of appendix 1 that are in the last phase of all three scores."""
    standings, highest = tables["bijlage-1"], highest_phases(tables)
    return tuple(
        row for row in standings.rows if all(standings.cell(row, d).value == int(p) for d, p in highest.items())
    )


def _regions_at_the_end(tables: Mapping[str, Table]) -> KeyFigure:
    """What the report of January 2021 expected of every region by the end of that year."""
    total = tables["1"].total("afspraken", ("totaal",))
    value = None if total is None else len(in_highest_phases(tables))
    return KeyFigure(
        f"{numbers.count(value)}/{numbers.count(total)}",
        "regio in de hoogste fase op alle drie scores"
        if total == 1
        else "regio’s in de hoogste fase op alle drie scores",
        EXPECTED,
        "bijlage-1",
        tuple((dimension, (phase,)) for dimension, phase in highest_phases(tables).items()),
        value,
    )
