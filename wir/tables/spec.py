"""What the tables of the report share: what they are called, and how one is made of its columns and rows."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from wir.database.database import Database
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.tables.model import Block, Column, Row, Table


@dataclass(frozen=True)
class TableSpec(ABC):
    """A table of the report before it is computed for a selection; `ignores` are filters that it does not use."""

    ignores: ClassVar[tuple[str, ...]] = ("sinds",)

    number: str
    title: str
    first_column: str

    @abstractmethod
    def build(self, database: Database, selection: Selection) -> Table:
        """Compute it. Raises UnknownPeiling or NoComparison."""

    def over(
        self,
        peiling: Peiling,
        selection: Selection,
        columns: Sequence[Column],
        rows: Sequence[Row],
        shown: Column,
        footnotes: Sequence[str] = (),
        between: tuple[Peiling, ...] = (),
    ) -> Table:
        """The table of one block over one peiling, or between two."""
        return Table(
            number=self.number,
            title=self.title,
            first_column=self.first_column,
            columns=tuple(columns),
            blocks=(Block("", tuple(rows)),),
            selection=selection,
            peiling=peiling,
            peilingen=between or (peiling,),
            shown=shown,
            between=bool(between),
            footnotes=tuple(footnotes),
        )
