"""Any file, read in its process and given back with a remark: the cells that are in it, or one sentence.

Every example costs a process; make fuzz tries hundreds.
"""

import io
import logging
import random
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from openpyxl import Workbook

from tests.support import sheets as kinds
from tests.support.fuzz import NASTY, tried, values, words
from tests.support.sheets import REGISTER
from wir.common.errors import WirError
from wir.common.unseen_characters import readable
from wir.register.check.findings import Finding
from wir.register.read.cells import Cells, shown
from wir.register.read.reading import find_sheets, parse_apart
from wir.register.write.annotating import annotate_apart
from wir.register.write.workbook import write_cell

grids = some.lists(some.lists(values, max_size=8), max_size=8)
HEADER = ["projectnummer", "projectnaam", "zorgkantoorregio", "hoofdrubriek", "status"]
REMARK = Finding("fout", "Projecten", "B2", "projectnaam", "x", "Hier is iets mee.", None)


def written(path: Path, grid: list[list[object]]) -> Path:
    """The values as typed in a workbook, under the headers of the register."""
    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet("Projecten")
    for number, row in enumerate([HEADER, *grid], start=1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, str | int | float):
                write_cell(page.cell(number, column), readable(value) if isinstance(value, str) else value)
            elif value is not None:
                page.cell(number, column).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def given_back(path: Path) -> Cells | None:
    """The cells, and then the same file with a remark; None where it is refused in one sentence that names it."""
    result = tried_on(path)
    if isinstance(result, str):
        assert path.name in result
        assert "\n" not in result
        assert len(result) < 500
        return None
    return result


def tried_on(path: Path) -> Cells | str:
    """What is read of a file that can be given back with a remark as well, or with which sentence it is refused."""
    try:
        cells = parse_apart(path)
        find_sheets(path.name, cells, {})
        annotate_apart(path, [REMARK])
    except WirError as error:
        return str(error)
    return cells


@given(grids)
@example([["_x001B_", "x_x0041_y", "\x1b[2J", "a\u202eb", "=1+1", 1e300]])
@tried(1)
def test_what_is_typed_is_what_is_read(tmp_path: Path, grid: list[list[object]]) -> None:
    cells = given_back(written(tmp_path / "register.xlsx", grid))
    assert cells is not None
    (read,) = cells.grids
    for number, row in enumerate(grid, start=2):
        for column, value in enumerate(row):
            found = read.row(number)[column] if column < len(read.row(number)) else ""
            if isinstance(value, str):
                assert shown(found) == readable(value).replace("\r\n", "\n").replace("\r", "\n").strip(), repr(value)


@given(
    some.lists(some.lists(words, max_size=6), max_size=6),
    some.sampled_from([";", ",", "\t"]),
    some.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
@tried(2)
def test_any_csv_is_read_or_refused(tmp_path: Path, grid: list[list[str]], delimiter: str, encoding: str) -> None:
    text = kinds.text_of([HEADER, *grid], delimiter)
    (tmp_path / "register.csv").write_bytes(text.encode(encoding, errors="replace"))
    given_back(tmp_path / "register.csv")


TOKENS = re.compile(rb"<[^>]*>|[^<]+")
PIECES = (
    b"",
    b"<c/>",
    b"<row>",
    b"</row>",
    b"<v>",
    b'<c r="B2" t="s"><v>99</v></c>',
    b"&amp;",
    b"&#0;",
    b"\xff",
    b"<!--",
    b"<v>1e999</v>",
)
PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/sharedStrings.xml",
    "content.xml",
    "META-INF/manifest.xml",
)


def bent(content: bytes, rng: random.Random) -> bytes:
    """A workbook with a few tags and numbers of its parts gone, doubled, swapped or changed; a zip that is whole."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(rng.choice([1, 1, 2, 5])):
        name = rng.choice([n for n in PARTS if n in parts])
        tokens = TOKENS.findall(parts[name])
        at = rng.randrange(len(tokens))
        match rng.randrange(5):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, rng.choice(tokens))
            case 2:
                tokens[at] = rng.choice(PIECES)
            case 3:
                tokens[at] = re.sub(rb"\d+", lambda _: rng.choice([b"-1", b"0", b"99999999999", b"x", b""]), tokens[at])
            case _:
                tokens[at] = re.sub(
                    rb'"[^"]*"',
                    b'"' + rng.choice(NASTY).encode("utf-8", "replace")[:99].replace(b"<", b"") + b'"',
                    tokens[at],
                    count=1,
                )
        parts[name] = b"".join(tokens)
    result = io.BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return result.getvalue()


@given(some.sampled_from([kinds.xlsx, kinds.ods]), some.randoms(use_true_random=False))
@tried(4)
def test_any_bent_workbook_is_read_or_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, make: Callable[..., Path], rng: random.Random
) -> None:
    good = make(tmp_path / f"goed.{make.__name__}", REGISTER).read_bytes()
    path = tmp_path / f"register.{make.__name__}"
    path.write_bytes(bent(good, rng))
    with caplog.at_level(logging.ERROR):
        given_back(path)
    assert caplog.messages == []


@given(some.sampled_from([kinds.xls, kinds.xlsb]), some.randoms(use_true_random=False))
@tried(2)
def test_any_damaged_workbook_is_read_or_refused(tmp_path: Path, make: Callable[..., Path], rng: random.Random) -> None:
    path = make(tmp_path / f"register.{make.__name__}", REGISTER)
    content = bytearray(path.read_bytes())
    for _ in range(rng.choice([1, 5, 50])):
        content[rng.randrange(len(content))] = rng.randrange(256)
    path.write_bytes(content)
    given_back(path)
