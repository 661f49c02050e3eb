"""The key figures of Landelijk beeld, each read from a report table."""

from collections.abc import Mapping
from dataclasses import dataclass

from wir import numbers
from wir.tables.model import Table

SCALABLE = ("regio", "andere-regios", "landelijk")
FINISHED = ("succesvol", "niet-succesvol")


@dataclass(frozen=True)
class KeyFigure:
    """A figure with the words under it, its change, and the table it was read from."""

    value: str
    words: str
    change: str
    table: str


def key_figures(tables: Mapping[str, Table]) -> tuple[KeyFigure, ...]:
    """Six figures from tables 1, 6, 10 and 11 of one selection."""
    total = _sum(tables["6"], "status", ("totaal",))
    finished = _sum(tables["6"], "status", ("succesvol",))
    words = f"afgerond, {numbers.count(finished)} succesvol" if finished is not None else "afgerond"
    return (
        _figure(tables["6"], "status", ("totaal",), "project" if total == 1 else "projecten"),
        _figure(tables["6"], "status", ("lopend",), "lopend", with_share=True),
        _figure(tables["6"], "status", FINISHED, words),
        _figure(tables["11"], "opschaalbaarheid", SCALABLE, "opschaalbaar", with_share=True),
        _figure(tables["10"], "deelbaarheid", ("ja",), "deelbaar", with_share=True),
        _regions_carrying_out(tables["1"]),
    )


def _sum(table: Table, lijst: str, codes: tuple[str, ...], column: int | None = None) -> int | None:
    values = [table.value(lijst, code, column) for code in codes]
    return None if any(v is None for v in values) else int(sum(v for v in values if v is not None))


def _change(table: Table, lijst: str, codes: tuple[str, ...]) -> str:
    if table.compared is None:
        return ""
    now, then = _sum(table, lijst, codes), _sum(table, lijst, codes, table.compared)
    label = table.columns[table.compared].name
    if now is None or then is None:
        return f"{label}: {numbers.NOT_REGISTERED}"
    return f"{numbers.change(now - then)} sinds {label}" if now != then else f"gelijk aan {label}"


def _figure(table: Table, lijst: str, codes: tuple[str, ...], words: str, with_share: bool = False) -> KeyFigure:
    value, total = _sum(table, lijst, codes), _sum(table, lijst, ("totaal",))
    if with_share and value is not None and total:
        words += f" · {numbers.share(value / total)}"
    return KeyFigure(numbers.count(value), words, _change(table, lijst, codes), table.number)


def _regions_carrying_out(table: Table) -> KeyFigure:
    value, total = _sum(table, "afspraken", ("4",)), _sum(table, "afspraken", ("totaal",))
    return KeyFigure(
        f"{numbers.count(value)}/{numbers.count(total)}",
        "regio voert afspraken uit" if total == 1 else "regio’s voeren afspraken uit",
        _change(table, "afspraken", ("4",)),
        table.number,
    )
