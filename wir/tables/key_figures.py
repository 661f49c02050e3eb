"""The key figures of Landelijk beeld, each read from a report table."""

from collections.abc import Mapping
from dataclasses import dataclass

from wir.common import numbers
from wir.domain.vocabulary import FINISHED, SCALABLE
from wir.tables.model import Table


@dataclass(frozen=True)
class KeyFigure:
    """A figure with the words under it and its change; `table` and `filters` say which rows it counts."""

    value: str
    words: str
    change: str
    table: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    count: int | None


def key_figures(tables: Mapping[str, Table]) -> tuple[KeyFigure, ...]:
    """Six figures from tables 1, 6, 10 and 11 of one selection."""
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
