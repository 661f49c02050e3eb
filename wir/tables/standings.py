"""Appendix 1: the three scores of every regio."""

from wir import numbers
from wir.database import Database
from wir.peiling import Peiling
from wir.register.fields import REGIONS
from wir.selection import Selection
from wir.tables.model import Column, Row, Table
from wir.tables.spec import TableSpec

COLUMNS = (("Afspraken / Convenanten", "afspraken"), ("Stip op de Horizon", "visie"), ("Ontwikkelfase", "dynamiek"))


class StandingsTable(TableSpec):
    """One line a regio, in the order of the report; phases are ordinal, so there is no total."""

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        records = database.counts("standen", selection, [peiling])
        rows = tuple(Row(r["naam"], tuple(r[key] for _, key in COLUMNS), "regio", r["regio"]) for r in records)
        columns = [Column(name, key, "fase") for name, key in COLUMNS]
        return self.over(peiling, selection, columns, rows, columns[0], _footnotes(peiling))


def _footnotes(peiling: Peiling) -> tuple[str, ...]:
    renamed = "‘Ontwikkelfase’ is de samenwerkingsdynamiek van tabel 2."
    if peiling.rows(REGIONS) is None:
        return (renamed, f"{peiling.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen regioscores).")
    return (renamed,)
