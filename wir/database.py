"""DuckDB over the peilingen: an in-memory database that is filled once per version of the store and then only read."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from wir.catalogue import Catalogue
from wir.memory import Memory
from wir.peiling import Peiling
from wir.selection import NONE, Lists, Selection
from wir.store import Store
from wir.vocabulary import Regions, Term, Vocabulary, read_regions, read_vocabulary

MOST_TABLES = 10_000
MOST_LISTS = 200  # a list of projects may be as long as the register
MOST_PEILINGEN = 4  # columns of tables 1 to 3, as in the report
SQL = Path(__file__).parent / "sql"


@cache
def query(name: str) -> str:
    """The text of one of our .sql files."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Database:
    """All peilingen of one version of the store. Safe to share between threads: each query has its own cursor.

    `tables` and `rows` remember what was computed from it; both go when it goes.
    """

    def __init__(self, store: Store, concepts: bool = False, draft: Peiling | None = None) -> None:
        """Over all peilingen, with concepts only where asked; `draft` is one that is not published yet."""
        self.tables, self.rows = Memory(MOST_TABLES), Memory(MOST_LISTS)
        every = Catalogue((*store.peilingen(), *([draft] if draft else [])))
        self.catalogue = every if concepts else every.public
        self._connection = duckdb.connect(":memory:")
        self._connection.execute(query("schema"))
        self._connection.execute(query("macros"))
        self._vocabularies = {p.key: read_vocabulary(p.folder / "begrippen.csv") for p in self.catalogue.peilingen}
        self._regions = {p.key: read_regions(p.folder / "regios.csv") for p in self.catalogue.peilingen}
        for peiling in self.catalogue.peilingen:
            self._load_lists(peiling)
        self._load_rows("load_projects", "project")
        self._load_rows("load_scores", "regioscore")

    def vocabulary(self, peiling: Peiling) -> Vocabulary:
        """The lists as they were when this peiling was published."""
        return self._vocabularies[peiling.key]

    def regions(self, peiling: Peiling) -> Regions:
        """The regions as they were when this peiling was published."""
        return self._regions[peiling.key]

    def lists(self, peiling: Peiling) -> Lists:
        """Both, for what needs to name values and regions."""
        return self.vocabulary(peiling), self.regions(peiling)

    def terms(self, lijst: str, peilingen: Sequence[Peiling]) -> tuple[Term, ...]:
        """The values of a list in the last of these peilingen, then those that only the others know."""
        found: dict[str, Term] = {}
        for peiling in reversed(peilingen):
            for term in self.vocabulary(peiling).terms(lijst):
                found.setdefault(term.code, term)
        return tuple(found.values())

    def shown(self, selection: Selection) -> Peiling:
        """The peiling that a selection is about. Raises UnknownPeiling."""
        return self.catalogue.find(selection.peildatum, selection.versie)

    def compared(self, selection: Selection) -> Peiling | None:
        """The peiling that a selection compares with, or None. Raises UnknownPeiling."""
        if selection.vergelijk_peildatum is None:
            return None
        return self.catalogue.find(selection.vergelijk_peildatum, selection.vergelijk_versie)

    def history(self, selection: Selection) -> list[Peiling]:
        """The peilingen in tables 1 to 3, oldest first: the latest up to the shown one and the comparison.

        A selection that pins its earlier ones has exactly those; a step is one between two peilingen.
        """
        shown, compared = self.shown(selection), self.compared(selection)
        if selection.stap:
            earlier = []
        elif selection.eerder:
            earlier = [self.catalogue.by_key(key) for key in selection.eerder if key != NONE]
        else:
            earlier = list(self.catalogue.up_to(shown, MOST_PEILINGEN))
        found = {p.key: p for p in (*earlier, *([compared] if compared else []), shown)}
        return sorted(found.values(), key=lambda p: (p.peildatum, p.versie))

    def run(self, name: str, selection: Selection, peilingen: Sequence[Peiling]) -> list[dict[str, Any]]:
        """The rows of a query for these peilingen under the filters of the selection."""
        return self._execute(
            name, {"peilingen": [p.key for p in peilingen], "keuze": self._choice(selection, peilingen)}
        )

    def run_between(self, name: str, selection: Selection, peilingen: Sequence[Peiling]) -> list[dict[str, Any]]:
        """The rows of a query about what changed between the two peilingen of the selection."""
        of_both = {"peilingen": [p.key for p in peilingen], "keuze": self._choice(selection, peilingen)}
        return self._execute(name, {**of_both, **self._pair(selection)})

    def run_project(self, number: str, peilingen: Sequence[Peiling]) -> list[dict[str, Any]]:
        """One project in each of these peilingen that has it."""
        return self._execute("project", {"nummer": number, "peilingen": [p.key for p in peilingen]})

    def _pair(self, selection: Selection) -> dict[str, list[str]]:
        """The peiling shown and the one it is compared with, by key: the earlier and the later one of the two."""
        shown, compared = self.shown(selection), self.compared(selection)
        two = sorted([p for p in (shown, compared) if p], key=lambda p: (p.peildatum, p.versie))
        return {"vroeger": [two[0].key] if compared else [], "later": [two[-1].key]}

    def _choice(self, selection: Selection, peilingen: Sequence[Peiling]) -> dict[str, list[str]]:
        """The struct `keuze` of the macros. What changed is looked up first: planning for it would slow every table."""
        choice = selection.to_sql()
        choice["regio"] = [f"{p.key}/{part}" for p in peilingen for part in self._places(selection, p)]
        for name, asked in (("veranderd", selection.verandering), ("gestapt", selection.stap)):
            choice[name] = []
            if asked:
                found = self._execute(name, {**self._pair(selection), "codes": list(asked)})
                # Nothing has the empty code: it keeps an empty answer from letting everything through.
                choice[name] = ["", *(code for row in found for code in row.values())]
        return choice

    def _places(self, selection: Selection, peiling: Peiling) -> list[str]:
        """The chosen regions as a peiling has them, a zorgkantoorregio as a whole spelled out."""
        regions = self.regions(peiling)
        return sorted({part for code in selection.regio for part in regions.within(code)})

    def _execute(self, name: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        cursor = self._connection.cursor()
        cursor.execute(query(name), parameters)
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def _load_lists(self, peiling: Peiling) -> None:
        key, held = peiling.key, {p.name for p in peiling.folder.glob("*.parquet")}
        self._connection.execute(
            "insert into peiling values (?, ?, ?)", [key, "project.parquet" in held, "regioscore.parquet" in held]
        )
        self._connection.executemany(
            "insert into begrip values (?, ?, ?, ?, ?)",
            [[key, t.lijst, t.code, t.van, t.tot] for t in self.vocabulary(peiling).all_terms],
        )
        self._connection.executemany(
            "insert into regio values (?, ?, ?, ?, ?, ?)",
            [
                [key, r.code, r.naam, r.soort, r.concessiehouder, i]
                for i, r in enumerate(self.regions(peiling).all_regions)
            ],
        )

    def _load_rows(self, statement: str, table: str) -> None:
        files = [str(f) for p in self.catalogue.peilingen if (f := p.folder / f"{table}.parquet").exists()]
        if files:
            self._connection.execute(query(statement), {"files": files})
