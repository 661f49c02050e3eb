"""Giving a file back with its findings, in a process of its own as for reading it.

python -m wir.register.write.annotating SOURCE FINDINGS TARGET; the SOURCE may be cells that were read, as .json.
"""

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from wir.common import numbers
from wir.common.errors import UnreadableRegister
from wir.common.scratch import scratch_folder
from wir.register.check.findings import Finding, count
from wir.register.read.cells import Cells, read_cells, write_cells
from wir.register.read.limits import refuse_on_stdout
from wir.register.read.parsing import parse_file
from wir.register.read.sandbox import run_apart
from wir.register.write.mending import Mended, remarks_of
from wir.register.write.remarks import REMARK_HEADERS, TITLE, WIDTHS, annotate, copy_with_remarks, heading, texts_of
from wir.register.write.workbook import write_cell

CELLS = "cellen.json"
OPENPYXL_READS = (".xlsx", ".xlsm")
# What openpyxl raises on a workbook that calamine does read.
UNREAD = (InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)

# What fits in the limits of limits.py: openpyxl needs for a finding as much time as for fifteen cells.
MOST_WORK, OF_A_FINDING = 400_000, 15
MOST_LISTED = 200_000
ONLY_LIST = "Het bestand is te groot om er opmerkingen in te zetten; dit is de lijst."
TOO_LARGE_XLSM = "Het bestand is te groot om er opmerkingen in te zetten; sla het op als .xlsx; dan krijgt u de lijst."


def annotate_apart(source: Path, findings: Sequence[Finding], done: Sequence[Mended] = ()) -> bytes:
    """The file with its findings, mended, as .xlsx or .xlsm; for a large one only their list as .xlsx.

    Raises UnreadableRegister when it takes too much.
    """
    with scratch_folder() as folder:
        return _run(folder, source, source.name, findings, done)


def copy_apart(cells: Cells, name: str, findings: Sequence[Finding], done: Sequence[Mended] = ()) -> bytes:
    """An .xlsx of cells that were read, with their findings; rows that are blank are hidden. Otherwise as above."""
    with scratch_folder() as folder:
        write_cells(folder / CELLS, cells)
        return _run(folder, folder / CELLS, name, findings, done)


def _run(folder: Path, source: Path, name: str, findings: Sequence[Finding], done: Sequence[Mended]) -> bytes:
    said, target = folder / "bevindingen.json", folder / "opmerkingen"
    every = [*findings, *remarks_of(done)]
    listed = sorted(every, key=lambda f: f.severity != "fout")[:MOST_LISTED]
    told = [name, count(every), [asdict(f) for f in listed], [asdict(m) for m in done]]
    said.write_text(json.dumps(told), encoding="utf-8")
    run_apart("wir.register.write.annotating", source, said, target)
    return target.read_bytes()


def remarked_name(name: str) -> str:
    """How the file with remarks is called: .xlsm stays .xlsm, everything else is .xlsx."""
    path = Path(name)
    return f"{path.stem}_opmerkingen{'.xlsm' if path.suffix.lower() == '.xlsm' else '.xlsx'}"


@dataclass(frozen=True)
class _Told:
    """What the process is told of the file."""

    name: str
    counts: tuple[int, int]
    findings: Sequence[Finding]
    done: Sequence[Mended]

    @staticmethod
    def read(path: Path) -> "_Told":
        name, counts, findings, done = json.loads(path.read_text(encoding="utf-8"))
        return _Told(name, tuple(counts), [Finding(**f) for f in findings], [Mended(**m) for m in done])


def _remarked(source: Path, told: _Told) -> bytes:
    kept = source.name == CELLS
    cells, kind = read_cells(source) if kept else parse_file(source), source.suffix.lower()
    size = sum(len(row) for grid in cells.grids for row in grid.rows.values())
    if size + OF_A_FINDING * (len(told.findings) + len(told.done)) > MOST_WORK:
        if kind == ".xlsm":  # a list is no .xlsm
            raise UnreadableRegister(TOO_LARGE_XLSM)
        return _only_list(told)
    if kind in OPENPYXL_READS:
        try:
            return annotate(source, told.findings, told.done)
        except UNREAD as error:
            if kind == ".xlsm":  # a copy of its values is no .xlsm
                raise UnreadableRegister(
                    "Wij kunnen geen opmerkingen in dit bestand zetten; sla het op als .xlsx."
                ) from error
    grids = {g.title: g.rows for g in cells.grids}
    return copy_with_remarks(grids, told.name, told.findings, told.done, fold_blank=kept)


def _only_list(told: _Told) -> bytes:
    """An .xlsx of the findings alone, written row by row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(TITLE)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    many = numbers.count(len(told.findings))
    cut = f" Alleen de eerste {many} staan erin." if sum(told.counts) > len(told.findings) else ""
    for texts in (
        *((line,) for line in heading(told.counts, told.name, ONLY_LIST + cut)),
        REMARK_HEADERS,
        *map(texts_of, told.findings),
    ):
        cells = [WriteOnlyCell(sheet) for _ in texts]
        for cell, text in zip(cells, texts, strict=True):
            write_cell(cell, text)
        sheet.append(cells)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    with refuse_on_stdout():
        content = _remarked(Path(sys.argv[1]), _Told.read(Path(sys.argv[2])))
        Path(sys.argv[3]).write_bytes(content)
