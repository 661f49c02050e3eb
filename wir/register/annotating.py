"""Giving a file back with its findings, in a process of its own as for reading it.

python -m wir.register.annotating SOURCE FINDINGS TARGET
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl.utils.exceptions import InvalidFileException

from wir.errors import UnreadableRegister
from wir.register.findings import Finding
from wir.register.limits import refuse_on_stdout
from wir.register.parsing import parse_file
from wir.register.remarks import annotate, copy_with_remarks
from wir.register.sandbox import run_apart

OPENPYXL_READS = (".xlsx", ".xlsm")
# What openpyxl raises on a workbook that calamine does read.
UNREAD = (InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError)


def annotate_apart(source: Path, findings: Sequence[Finding]) -> bytes:
    """The file with its findings as .xlsx or .xlsm. Raises UnreadableRegister when it takes too much."""
    with tempfile.TemporaryDirectory() as folder:
        said, target = Path(folder) / "bevindingen.json", Path(folder) / "opmerkingen"
        said.write_text(json.dumps([asdict(f) for f in findings]), encoding="utf-8")
        run_apart("wir.register.annotating", source, said, target)
        return target.read_bytes()


def remarked_name(name: str) -> str:
    """How the file with remarks is called: .xlsm stays .xlsm, everything else is .xlsx."""
    path = Path(name)
    return f"{path.stem}_opmerkingen{'.xlsm' if path.suffix.lower() == '.xlsm' else '.xlsx'}"


def _remarked(source: Path, findings: Sequence[Finding]) -> bytes:
    cells = parse_file(source)
    kind = source.suffix.lower()
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


if __name__ == "__main__":
    with refuse_on_stdout():
        listed = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
        Path(sys.argv[3]).write_bytes(_remarked(Path(sys.argv[1]), [Finding(**f) for f in listed]))
