"""DuckDB over the peilingen: an in-memory database that is filled once per version of the store and then only read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from wir.database import sheet_sql
from wir.database.answer_cache import Memory
from wir.database.sheet_sql import query
from wir.domain.declaration import Declaration, Sheet
from wir.domain.peiling import Damaged, Peiling
from wir.domain.registers import REGISTERS
from wir.domain.selection import NONE, Lists, Selection
from wir.domain.vocabulary import Regions, Term, Vocabulary, read_regions, read_vocabulary
from wir.store.store import Store

UNFIT = "is door deze versie van het dashboard niet te laden"
MOST_TABLES = 10_000
MOST_LISTS = 200  # a list of projects, or a bit for each, may be as long as the register
MOST_COUNTS = 10_000
ROW_GROUP = 122_880  # what DuckDB gives to one thread
LIKE = 0.84  # by Jaro and Winkler: techniek is as much as 0.90 like technologie
MOST_NEAR = 3
MOST_ROWS_READ = 20_000  # rows in which near words are looked for
MOST_PEILINGEN = 4  # columns of tables 1 to 3, as in the report
Rows = tuple[dict[str, Any], ...]
Keys = tuple[str, ...]
Parameters = tuple[tuple[str, Any], ...]


class Database:
    """All peilingen of one register in one version of the store.

    Safe to share between threads: each query has its own cursor.
    `tables` and `rows` remember what was computed from it; both go when it goes.
    """

    def __init__(self, store: Store, concepts: bool = False, draft: Peiling | None = None) -> None:
        """Over all peilingen, with concepts only where asked; `draft` is one that is not published yet."""
        self.declared = store.declared
        self.tables, self.rows, self.counted = (Memory(self, most) for most in (MOST_TABLES, MOST_LISTS, MOST_COUNTS))
        found = store.catalogue(anew=True)
        every = replace(found, peilingen=(*found.peilingen, draft)) if draft else found
        self.on_disk = self.catalogue = every if concepts else every.public
        try:
            self._load()
        except duckdb.Error:
            # Of a version of the app with other columns, say: it is left out, and never stops the others.
            unfit = tuple(u for p in self.catalogue.peilingen if (u := unfit_for_us(p)))
            if not unfit:
                raise
            self.catalogue = self.catalogue.leaving_out(unfit)
            self._load()

    def _load(self) -> None:
        peilingen = self.catalogue.peilingen
        most = (sum(p.rows(sheet) or 0 for p in peilingen) for sheet in self.declared.sheets)
        self._connection = _empty(self.declared, max(most) <= ROW_GROUP)
        self._vocabularies = {p.key: read_vocabulary(p.folder / "begrippen.csv") for p in peilingen}
        self._regions = {p.key: read_regions(p.folder / "regios.csv") for p in peilingen}
        self._load_lists()
        for sheet in self.declared.sheets:
            _load_rows(self._connection, sheet, peilingen)

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
        if selection.of("stap"):
            earlier = []
        elif selection.eerder:
            earlier = [self.catalogue.by_key(key) for key in selection.eerder if key != NONE]
        else:
            earlier = list(self.catalogue.up_to(shown, MOST_PEILINGEN))
        found = {p.key: p for p in (*earlier, *([compared] if compared else []), shown)}
        return sorted(found.values(), key=lambda p: (p.peildatum, p.versie))

    def run(self, name: str, selection: Selection, peilingen: Sequence[Peiling], **more: Any) -> Rows:
        """The rows of a query for these peilingen under the filters of the selection; `more` are its parameters."""
        return self._select(name, selection, _keys(peilingen), tuple(more.items()))

    def counts(self, name: str, selection: Selection, peilingen: Sequence[Peiling]) -> Rows:
        """As `run`, remembered: several tables count from one query."""
        return self.counted.ask(Database._select, name, selection, _keys(peilingen))

    def beside(self, lijst: str, selection: Selection, peilingen: Sequence[Peiling]) -> Rows:
        """How many projects have which value of a list, beside their value in the other of the two peilingen."""
        earlier, later = self._pair(selection)
        more = (("lijst", lijst), ("paar", (*earlier, *later)))
        return self.counted.ask(Database._select, "naast", selection, _keys(peilingen), more)

    def steps(self, selection: Selection, peiling: Peiling) -> Rows:
        """How many regions went from which phase to which between the two peilingen."""
        earlier, later = self._pair(selection)
        more = (("vroeger", earlier), ("later", later))
        return self.counted.ask(Database._select, "stappen", selection, (peiling.key,), more)

    def run_project(self, number: str, peilingen: Sequence[Peiling]) -> Rows:
        """One project in each of these peilingen that has it."""
        return self._execute("project", {"nummer": number, "peilingen": _keys(peilingen)})

    def near_words(self, word: str, selection: Selection, peiling: Peiling) -> tuple[str, ...]:
        """Words in the projects of a selection that are most like one for which nothing was found."""
        asked = {"gezocht": word, "gelijk": LIKE, "hoogste": MOST_ROWS_READ, "meeste": MOST_NEAR}
        keys = (peiling.key,)
        found = self._execute("bijna", {**asked, "peilingen": keys, "keuze": self._choice(selection, keys)})
        return tuple(row["woord"] for row in found)

    def _select(self, name: str, selection: Selection, keys: Keys, more: Parameters = ()) -> Rows:
        return self._execute(name, {"peilingen": keys, "keuze": self._choice(selection, keys), **dict(more)})

    def _pair(self, selection: Selection) -> tuple[Keys, Keys]:
        """The peiling shown and the one it is compared with: the earlier and the later of the two, if there are two."""
        shown, compared = self.shown(selection), self.compared(selection)
        two = sorted([p for p in (shown, compared) if p], key=lambda p: (p.peildatum, p.versie))
        return _keys(two[:1] if compared else []), _keys(two[-1:])

    def _choice(self, selection: Selection, keys: Keys) -> dict[str, Sequence[str | None] | None]:
        """The struct `keuze` of the macros. What changed is looked up first: planning for it would slow every table."""
        places = [f"{key}/{part}" for key in keys for part in self._places(selection, key)]
        changed = [
            self.rows.ask(Database._changed, field, codes, *self._pair(selection))
            for field, codes in selection.changes.items()
        ]
        stepped = (
            self.counted.ask(Database._stepped, selection.of("stap"), *self._pair(selection))
            if selection.of("stap")
            else None
        )
        return {**selection.to_sql(), "regio": places or None, "veranderd": changed or None, "gestapt": stepped}

    def _changed(self, field: str, codes: Keys, earlier: Keys, later: Keys) -> str | None:
        """The projects with one of these changes of a field, or of the whole row: a bit for each."""
        highest = self._execute("hoogste_rij", {})[0]["hoogste"]
        asked = {"vroeger": earlier, "later": later, "codes": codes, "hoogste": highest}
        found = self._execute("verschoven", {**asked, "veld": field}) if field else self._execute("veranderd", asked)
        bits: str | None = found[0]["veranderd"]
        return bits

    def _stepped(self, codes: Keys, earlier: Keys, later: Keys) -> Keys:
        """The regions with one of these steps."""
        found = self._execute("gestapt", {"vroeger": earlier, "later": later, "codes": codes})
        # Nothing has the empty code: it keeps an empty answer from letting everything through.
        return ("", *(row["regio"] for row in found))

    def _places(self, selection: Selection, key: str) -> list[str]:
        """The chosen regions as a peiling has them, a zorgkantoorregio as a whole spelled out.

        Of a register whose rows do not name their concessiehouder those of a chosen one too.
        """
        regions, holders = self._regions[key], selection.of("concessiehouder")
        chosen = {part for code in selection.of("regio") for part in regions.within(code)}
        if not holders or any("concessiehouder" in sheet.filters for sheet in self.declared.sheets):
            return sorted(chosen)
        held = {r.code for r in regions.selectable if r.concessiehouder in holders}
        # Nothing is at the empty place: it keeps an empty answer from letting everything through.
        return sorted(held & chosen if selection.of("regio") else held) or [""]

    def facets(self, sheet: Sheet, selection: Selection, peilingen: Sequence[Peiling]) -> Rows:
        """How many rows of a sheet have each value of each of its filters."""
        keys = _keys(peilingen)
        return self._ask(sheet_sql.facets(sheet), {"peilingen": keys, "keuze": self._choice(selection, keys)})

    def cross(
        self, sheet: Sheet, source: str, two: tuple[str, str], selection: Selection, peilingen: Sequence[Peiling]
    ) -> Rows:
        """How many rows of a sheet have which values of two of its properties; `source` is the macro that filters."""
        return self.counted.ask(Database._cross, sheet, source, two, selection, _keys(peilingen))

    def _cross(self, sheet: Sheet, source: str, two: tuple[str, str], selection: Selection, keys: Keys) -> Rows:
        return self._ask(
            sheet_sql.cross(sheet, source, *two), {"peilingen": keys, "keuze": self._choice(selection, keys)}
        )

    def _execute(self, name: str, parameters: Mapping[str, Any]) -> Rows:
        return self._ask(query(name, self.declared.name), parameters)

    def _ask(self, text: str, parameters: Mapping[str, Any]) -> Rows:
        cursor = self._connection.cursor()
        cursor.execute(text, parameters)
        columns = [column[0] for column in cursor.description or ()]
        return tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())

    def _load_lists(self) -> None:
        terms = [
            {"peiling": key, "lijst": t.lijst, "code": t.code, "label": t.label, "van": t.van, "tot": t.tot}
            for key, vocabulary in self._vocabularies.items()
            for t in vocabulary.all_terms
        ]
        places = [
            {"peiling": key, "regio": r.code, "naam": r.naam, "soort": r.soort, "concessiehouder": r.concessiehouder}
            | {"volgorde": order}
            for key, regions in self._regions.items()
            for order, r in enumerate(regions.all_regions)
        ]
        for statement, rows in (("load_terms", terms), ("load_regions", places)):
            if rows:
                self._connection.execute(query(statement), {"rijen": rows})


def unfit_for_us(peiling: Peiling) -> Damaged | None:
    """What says that the rows of a peiling cannot be loaded by this version of the app; None where they can."""
    declared = REGISTERS[peiling.manifest.register]
    for sheet in declared.sheets:
        try:
            _load_rows(_empty(declared), sheet, [peiling])
        except duckdb.Error:
            file = f"{sheet.table}.parquet"
            return Damaged(peiling.peildatum, peiling.versie, file, UNFIT, peiling.state, marks_sound=True)
    return None


def _empty(declared: Declaration, on_one_thread: bool = True) -> duckdb.DuckDBPyConnection:
    """A database with the tables and macros of a register, and nothing in it."""
    connection = duckdb.connect(":memory:")
    if on_one_thread:
        connection.execute(query("one_thread"))
    sheets = declared.sheets
    for text in (query("schema"), *map(sheet_sql.create, sheets), query("macros"), *map(sheet_sql.macro, sheets)):
        connection.execute(text)
    if sheet_sql.has_macros(declared.name):
        connection.execute(query("macros", declared.name))
    return connection


def _load_rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, peilingen: Sequence[Peiling]) -> None:
    files = [str(f) for p in peilingen if (f := p.folder / f"{sheet.table}.parquet").exists()]
    if files:
        connection.execute(sheet_sql.load(sheet), {"files": files})


def _keys(peilingen: Sequence[Peiling]) -> Keys:
    return tuple(p.key for p in peilingen)
