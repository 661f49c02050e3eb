"""Giving a file back with its findings, in a process of its own as for reading it.

python -m wir.register.write.annotating SOURCE FINDINGS TARGET
"""

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
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
from wir.register.read.limits import refuse_on_stdout
from wir.register.read.parsing import parse_file
from wir.register.read.sandbox import run_apart
from wir.register.write.remarks import REMARK_HEADERS, TITLE, WIDTHS, annotate, copy_with_remarks, heading, texts_of
from wir.register.write.workbook import write_cell

OPENPYXL_READS = (".xlsx", ".xlsm")
# What openpyxl raises on a workbook that calamine does read.
UNREAD = (InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)

# What fits in the limits of limits.py: openpyxl needs for a finding as much time as for fifteen cells.
MOST_WORK, OF_A_FINDING = 400_000, 15
MOST_LISTED = 200_000
ONLY_LIST = "Het bestand is te groot om er opmerkingen in te zetten; dit is de lijst."
TOO_LARGE_XLSM = "Het bestand is te groot om er opmerkingen in te zetten; sla het op als .xlsx; dan krijgt u de lijst."


def annotate_apart(source: Path, findings: Sequence[Finding]) -> bytes:
    """The file with its findings as .xlsx or .xlsm, or for a large one only their list as .xlsx.

    Raises UnreadableRegister when it takes too much.
    """
    with scratch_folder() as folder:
        said, target = folder / "bevindingen.json", folder / "opmerkingen"
        listed = sorted(findings, key=lambda f: f.severity != "fout")[:MOST_LISTED]
        said.write_text(json.dumps([count(findings), [asdict(f) for f in listed]]), encoding="utf-8")
        run_apart("wir.register.write.annotating", source, said, target)
        return target.read_bytes()


def remarked_name(name: str) -> str:
    """How the file with remarks is called: .xlsm stays .xlsm, everything else is .xlsx."""
    path = Path(name)
    return f"{path.stem}_opmerkingen{'.xlsm' if path.suffix.lower() == '.xlsm' else '.xlsx'}"


def _remarked(source: Path, findings: Sequence[Finding], counts: tuple[int, int]) -> bytes:
    cells = parse_file(source)
    kind = source.suffix.lower()
    size = sum(len(row) for grid in cells.grids for row in grid.rows.values())
    if size + OF_A_FINDING * len(findings) > MOST_WORK:
        if kind == ".xlsm":  # a list is no .xlsm
            raise UnreadableRegister(TOO_LARGE_XLSM)
        return _only_list(source.name, findings, counts)
    if kind in OPENPYXL_READS:
        try:
            return annotate(source, findings)
        except UNREAD as error:
            if kind == ".xlsm":  # a copy of its values is no .xlsm
                raise UnreadableRegister(
                    "Wij kunnen geen opmerkingen in dit bestand zetten; sla het op als .xlsx."
                ) from error
    grids = {g.title: [g.row(n) for n in range(1, max(g.rows, default=0) + 1)] for g in cells.grids}
    return copy_with_remarks(grids, source.name, findings)


def _only_list(name: str, findings: Sequence[Finding], counts: tuple[int, int]) -> bytes:
    """An .xlsx of the findings alone, written row by row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(TITLE)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    cut = f" Alleen de eerste {numbers.count(len(findings))} staan erin." if sum(counts) > len(findings) else ""
    for texts in (
        *((line,) for line in heading(counts, name, ONLY_LIST + cut)),
        REMARK_HEADERS,
        *map(texts_of, findings),
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
        (errors, warnings), found = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
        content = _remarked(Path(sys.argv[1]), [Finding(**f) for f in found], (errors, warnings))
        Path(sys.argv[3]).write_bytes(content)
