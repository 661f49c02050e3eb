"""Tables that count regions or projects per value of a list, one column a peiling: 1 to 3, 5, 6, 8 and 10 to 12."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wir.common import numbers
from wir.database.database import Database
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Peiling, labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, UNKNOWN, Term
from wir.tables.model import Block, Column, Opening, Row, Table, summed
from wir.tables.spec import TableSpec

DEFAULT_THEME = "technologie"
Counts = Mapping[tuple[str, str, str], int]  # by peiling, list and code


@dataclass(frozen=True)
class Counted:
    """One block: the list it counts, its heading, and which closing rows the report itself prints."""

    lijst: str
    heading: str
    prints_unknown: bool = False
    prints_total: bool = True


@dataclass(frozen=True)
class CountingTable(TableSpec):
    """A table of one or more blocks of counts."""

    counted: tuple[Counted, ...]

    def build(self, database: Database, selection: Selection) -> Table:
        of_regions = self.counted[0].lijst in PHASES
        shown, compared = database.shown(selection), database.compared(selection)
        peilingen = database.history(selection) if of_regions else [p for p in (compared, shown) if p]
        counts = {
            (r["peiling"], r["lijst"], r["code"]): r["aantal"]
            for r in database.counts("fasen" if of_regions else "oordelen", selection, peilingen)
        }
        blocks = tuple(_block(c, database.terms(c.lijst, peilingen), peilingen, counts) for c in self.counted)
        columns = {column.of: column for column in peiling_columns(peilingen)}
        table = Table(
            number=self.number,
            title=self.title,
            first_column=self.first_column,
            columns=tuple(columns.values()),
            blocks=blocks,
            selection=selection,
            peiling=shown,
            peilingen=tuple(peilingen),
            shown=columns[shown.key],
            compared=columns[compared.key] if compared else None,
        )
        notes = (*self._added_rows(blocks), *_missing_numbers(table), *_not_registered(table))
        return replace(table, footnotes=notes)

    def _added_rows(self, blocks: Sequence[Block]) -> list[str]:
        """Which rows the report does not print and we add so that the count is complete."""
        added: list[str] = []
        for counted, block in zip(self.counted, blocks, strict=True):
            where = f" ({block.heading.lower()})" if len(blocks) > 1 else ""
            for row in block.rows:
                printed = {"waarde": True, "onbekend": counted.prints_unknown, "totaal": counted.prints_total}[row.kind]
                if not printed:
                    added.append(f"‘{row.label}’{where}")
        if not added:
            return []
        if len(added) == 1:
            return [f"De rij {added[0]} staat niet in het rapport; wij tellen haar mee."]
        return [f"De rijen {' en '.join(added)} staan niet in het rapport; wij tellen ze mee."]


class ThemeTable(CountingTable):
    """Table 12: three judgements within the chosen themes, or Technologie as in the report where none is chosen."""

    def build(self, database: Database, selection: Selection) -> Table:
        chosen = selection if selection.of("thema") else selection.with_filter("thema", [DEFAULT_THEME])
        vocabulary = database.vocabulary(database.shown(chosen))
        themes = ", ".join(vocabulary.label("thema", code) for code in chosen.of("thema"))
        return replace(super().build(database, chosen), title=f"{themes}: {self.title}")


def peiling_columns(peilingen: Sequence[Peiling]) -> tuple[Column, ...]:
    """A column a peiling; two versions of one peildatum are told apart by their version."""
    named = zip(peilingen, labels(peilingen).items(), strict=True)
    return tuple(Column(name, p.peildatum.isoformat(), of=key) for p, (key, name) in named)


def _block(
    counted: Counted,
    terms: Sequence[Term],
    peilingen: Sequence[Peiling],
    counts: Counts,
) -> Block:
    rows = tuple(_row(counted, term, peilingen, counts) for term in terms)
    ordered = tuple(sorted(rows, key=lambda row: row.kind == "onbekend"))
    everything = tuple(Opening(peiling=p.key) for p in peilingen)
    total = Row("Totaal", summed(rows, len(peilingen)), counted.lijst, "totaal", "totaal", everything)
    return Block(counted.heading, (*ordered, total))


def _row(counted: Counted, term: Term, peilingen: Sequence[Peiling], counts: Counts) -> Row:
    lijst, code = counted.lijst, term.code
    # A peiling without scores has regions all the same, and each of them would count as not scored.
    held = [p.zero(REGIONS if lijst in PHASES else PROJECTS) is not None for p in peilingen]
    values = tuple(counts.get((p.key, lijst, code), 0) if h else None for p, h in zip(peilingen, held, strict=True))
    opens = tuple(Opening(((lijst, (code,)),), p.key) for p in peilingen)
    if code != UNKNOWN:
        return Row(term.printed, values, lijst, code, opens=opens)
    # The report's own wording where it prints the row, else the plain word (a phase is "Niet gescoord").
    label = term.label if counted.prints_unknown or lijst in PHASES else "Onbekend"
    return Row(label, values, lijst, code, "onbekend", opens)


def _missing_numbers(table: Table) -> list[str]:
    """Table 5: what the report leaves out, and how it names its last class."""
    if table.closing.lijst != "betrokkenheid":
        return []
    unknown, total = (table.cell(table.row("betrokkenheid", code)).value for code in (UNKNOWN, "totaal"))
    notes = ["Het rapport noemt de klasse ‘10 of meer’ ‘Meer dan 10’; precies 10 valt daar tussen twee klassen."]
    if unknown and total:
        notes.append(
            f"Bij {unknown_size(int(unknown), int(total))}; het rapport laat zulke projecten uit deze tabel weg."
        )
    return notes


def unknown_size(unknown: int, total: int) -> str:
    """Of how many projects the number of organisations is not known."""
    projects = numbers.counted(total, "project", "projecten")
    return f"{numbers.count(unknown)} van {projects} is het aantal organisaties niet bekend"


def _not_registered(table: Table) -> list[str]:
    missing = [column.name for column, value, _ in table.printed(table.closing) if value is None]
    what = "regioscores" if table.closing.lijst in PHASES else "projecten"
    return [f"{', '.join(missing)}: {numbers.NOT_REGISTERED} (deze peiling bevat geen {what})."] if missing else []
