"""What is sent back to a concessiehouder: what was found in its rows, in words and as a workbook of those rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpyxl.utils.cell import column_index_from_string, coordinate_to_tuple

from wir.common import numbers
from wir.common.unseen_characters import readable
from wir.domain.declaration import HOLDER, PROJECTS
from wir.domain.region_names import find_place, likely_area
from wir.domain.register_rows import Register
from wir.domain.vocabulary import Regions, Vocabulary
from wir.export.findings import summary
from wir.register.check.findings import Finding
from wir.register.check.personal import concealed
from wir.register.read.cells import Cells, CellValue, Grid, shown
from wir.register.read.matching import OF_FILE
from wir.register.read.reading import RawRow, RawSheet, Reading
from wir.register.write.annotating import copy_apart

MOST_LINES = 200
PARTS = (("fout", "Fouten, die hersteld moeten worden:"), ("waarschuwing", "Ter controle:"))
CLOSING = "Herstel dit in de bijgevoegde werkmap, waarin elke cel op haar plaats staat, en stuur die terug."
Lists = tuple[Vocabulary, Regions]


@dataclass(frozen=True)
class Message:
    """What was found in the rows of one concessiehouder, and how a mail says it."""

    holder: str
    name: str
    findings: tuple[Finding, ...]
    text: str


class Owners:
    """Whose a row is: by its regio, else by what it says of the concessiehouder, else by its sheet or file."""

    def __init__(self, reading: Reading, lists: Lists) -> None:
        self.vocabulary, self.regions = lists
        self._rows = {raw.title: {row.number: row for row in raw.rows} for raw in reading.sheets}
        self._sheets = {raw.title: raw for raw in reading.sheets}
        self._known: dict[tuple[str, str, str], str] = {}

    def of_row(self, title: str, number: int) -> str:
        """The code of a concessiehouder, or nothing where that cannot be told."""
        row = self.row(title, number)
        if row is None:
            return ""
        area, part, said = (
            shown(row.values.get(name, "")) for name in ("zorgkantoorregio", "subregio", "concessiehouder")
        )
        if (area, part, said) not in self._known:
            self._known[area, part, said] = self._owner(area, part, said)
        return self._known[area, part, said] or self._of_title(title)

    def of_sheet(self, title: str) -> str:
        """The concessiehouder of all rows of a sheet, where they have one."""
        found = {self.of_row(title, number) for number in self._rows.get(title, ())}
        return found.pop() if len(found) == 1 else ""

    def row(self, title: str, number: int) -> RawRow | None:
        return self._rows.get(title, {}).get(number)

    def name_of(self, title: str, number: int) -> str:
        """How a row is called: by its number and name."""
        row, raw = self.row(title, number), self._sheets.get(title)
        if row is None or raw is None:
            return ""
        names = [f.name for f in raw.sheet.fields if f.required][:2]
        return " ".join(filter(None, (shown(row.values.get(name, "")) for name in names)))

    def _owner(self, area: str, part: str, said: str) -> str:
        place = find_place(self.regions, area, part) or find_place(self.regions, area, "")
        if place is None and (likely := likely_area(self.regions, area)):
            place = find_place(self.regions, likely, "") or next(
                (r for r in self.regions.selectable if r.zorgkantoorregio == likely), None
            )
        term = self.vocabulary.find("concessiehouder", said) if said else None
        return place.concessiehouder if place else term.code if term else ""

    def _of_title(self, title: str) -> str:
        for part in title.split(OF_FILE)[::-1]:
            if term := self.vocabulary.find("concessiehouder", part.rpartition(".")[0] or part):
                return term.code
        return ""


def messages(
    name: str,
    reading: Reading,
    findings: Sequence[Finding],
    lists: Lists,
    peildatum: date | None = None,
    earlier: Register | None = None,
) -> tuple[Message, ...]:
    """One for each concessiehouder with a finding, in the order of the list; what is of the whole file is of none."""
    owners, gone = Owners(reading, lists), _vanished(earlier, lists[1])
    found: dict[str, list[Finding]] = {}
    for f in findings:
        number = coordinate_to_tuple(f.cell)[0]
        holder = owners.of_row(f.sheet, number) or gone.get(f.value, "") or owners.of_sheet(f.sheet)
        found.setdefault(holder, []).append(f)
    terms = [t for t in lists[0].terms("concessiehouder") if t.code in found]
    return tuple(
        Message(t.code, t.label, of := tuple(found[t.code]), _text(name, t.label, of, owners, peildatum)) for t in terms
    )


def _vanished(earlier: Register | None, regions: Regions) -> Mapping[str, str]:
    """Whose is what is not in the file, as findings name it."""
    projects = (earlier.of(PROJECTS) if earlier else None) or ()
    gone = {f"{r['projectnummer']} {r['projectnaam']}": str(r[HOLDER.name]) for r in projects}
    return {**gone, **{r.naam: r.concessiehouder for r in regions.scored}}


def _text(name: str, holder: str, findings: Sequence[Finding], owners: Owners, peildatum: date | None) -> str:
    of = f" voor de peildatum {numbers.day(peildatum)}" if peildatum else ""
    lines = [f"Aan {holder}", "", f"Uw rijen in {name}{of}: {summary(findings)}"]
    for severity, title in PARTS:
        some = [f for f in findings if f.severity == severity]
        if some:
            lines += ["", title, *(_line(f, owners) for f in some[:MOST_LINES])]
        if len(some) > MOST_LINES:
            lines.append(f"- En nog {numbers.count(len(some) - MOST_LINES)}; zie de werkmap.")
    return readable("\n".join([*lines, "", CLOSING, ""]))


def _line(f: Finding, owners: Owners) -> str:
    called = owners.name_of(f.sheet, coordinate_to_tuple(f.cell)[0])
    value = "" if not f.value or f"'{f.value}'" in f.message else f" [{f.value}]"
    return f"- {f.sheet} {f.cell}{f' ({called})' if called else ''}, {f.column}: {concealed(f.said + value)}"


def message_workbook(message: Message, name: str, cells: Cells, reading: Reading, lists: Lists) -> bytes:
    """The rows of one concessiehouder with what was found in them. Raises UnreadableRegister when it takes too much."""
    own = rows_of(cells, reading, message.holder, lists)
    titles = {grid.title for grid in own.grids}
    return copy_apart(own, f"{name} (rijen van {message.name})", [f for f in message.findings if f.sheet in titles])


def rows_of(cells: Cells, reading: Reading, holder: str, lists: Lists) -> Cells:
    """The rows of one concessiehouder under the headers of their sheets, each cell in its place.

    Columns of persons are left out.
    """
    owners, grids = Owners(reading, lists), {g.title: g for g in cells.grids}
    kept = (_of_holder(grids[raw.title], raw, owners, holder) for raw in reading.sheets)
    return Cells(tuple(grid for grid in kept if grid), cells.sees_everything)


def _of_holder(grid: Grid, raw: RawSheet, owners: Owners, holder: str) -> Grid | None:
    own = [row.number for row in raw.rows if owners.of_row(raw.title, row.number) == holder]
    personal = {column_index_from_string(c.letter) - 1 for c in raw.left_over if c.is_personal}

    def without(row: Sequence[CellValue]) -> tuple[CellValue, ...]:
        return tuple("" if index in personal else value for index, value in enumerate(row))

    rows = {raw.header_row: without(tuple(raw.headers.values())), **{n: without(grid.rows[n]) for n in own}}
    return replace(grid, rows=rows, hidden_rows=frozenset(), merged=(), hidden=False) if own else None
