"""Appendix 1: the three scores of every regio."""

from dataclasses import dataclass

from wir import numbers
from wir.database import Database
from wir.peiling import Peiling
from wir.register.fields import REGIONS
from wir.selection import Selection
from wir.tables.model import Block, Column, Row, Table

COLUMNS = (("Afspraken / Convenanten", "afspraken"), ("Stip op de Horizon", "visie"), ("Ontwikkelfase", "dynamiek"))


@dataclass(frozen=True)
class StandingsTable:
    """One line a regio, in the order of the report; phases are ordinal, so there is no total."""

    number: str
    title: str
    first_column: str

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        records = database.counts("standen", selection, [peiling])
        rows = tuple(Row(r["naam"], tuple(r[key] for _, key in COLUMNS), "regio", r["regio"]) for r in records)
        return Table(
            number=self.number,
            title=self.title,
            first_column=self.first_column,
            columns=tuple(Column(name, key, "fase") for name, key in COLUMNS),
            blocks=(Block("", rows),),
            selection=selection,
            peiling=peiling,
            peilingen=(peiling,),
            shown=0,
            footnotes=_footnotes(peiling),
        )


def _footnotes(peiling: Peiling) -> tuple[str, ...]:
    renamed = "‘Ontwikkelfase’ is de samenwerkingsdynamiek van tabel 2."
    if peiling.rows(REGIONS) is None:
        return (renamed, f"{peiling.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen regioscores).")
    return (renamed,)
