"""Workbooks made to harm: zip bombs, XML entities, cells far away."""

import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.hostile_files import refused, register, stretched
from tests.support.registers import read_workbook
from tests.support.sheets import SHEET, with_part
from wir.register.read.limits import MOST_ENTRIES, MOST_TAGS, MOST_UNZIPPED


def declare(declaration: bytes, content: bytes) -> bytes:
    """With a DTD in front, and the first text replaced by a reference to its entity."""
    text = content[content.index(b"<worksheet") :].replace(b"<t>projectnummer</t>", b"<t>&a11;</t>")
    assert b"&a11;" in text
    return b"<!DOCTYPE worksheet [%s]>" % declaration + text


LAUGHS = b'<!ENTITY a0 "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))


def test_entities_are_refused_and_no_other_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("iets geheims")
    secret = b'<!ENTITY a11 SYSTEM "file://%s/geheim.txt">' % str(tmp_path).encode()
    for declaration in (LAUGHS, secret, b"<!ENTITY % a SYSTEM 'http://127.0.0.1/'> %a; <!ENTITY a11 'x'>"):
        path = with_part(register(tmp_path), partial(declare, declaration))
        assert "XML-definities" in refused(path)
        assert "geheims" not in refused(with_part(path, lambda content: content.decode().encode("utf-16")))
        shared = b"<!DOCTYPE sst [%s]><sst><si><t>&a11;</t></si></sst>" % declaration
        assert "XML-definities" in refused(with_part(register(tmp_path), lambda _, s=shared: s, "xl/sharedStrings.xml"))


def test_a_zip_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    assert "uitgepakt te groot" in refused(stretched(tmp_path / "bom.xlsx", b"\0", MOST_UNZIPPED // 2**20 + 1))
    tags = stretched(tmp_path / "tags.xlsx", b"<c/>", 4 * MOST_TAGS // 2**20 + 1)
    assert "uitgepakt te groot" in refused(tags)


@pytest.mark.parametrize("honest_sum", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_directory_that_lies_about_sizes_is_not_believed(tmp_path: Path, honest_sum: bool) -> None:
    path = stretched(tmp_path / "leugen.xlsx", b"\0", 300)
    with ZipFile(path, "a") as archive:
        info = archive.getinfo(SHEET)
        with archive.open(SHEET) as part:
            start = part.read(1000)
        info.file_size = len(start)
        if not honest_sum:
            info.CRC = zlib.crc32(start)
        archive.writestr("nieuw", "")
    assert refused(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    with ZipFile(register(tmp_path), "a") as archive:
        for n in range(MOST_ENTRIES):
            archive.writestr(f"{n}", "")
    assert "uitgepakt te groot" in refused(tmp_path / "register.xlsx")


def test_nothing_is_written_where_a_zip_says(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = register(folder)
    with ZipFile(path, "a") as archive:
        for name in ("../../x", "../x", "/tmp/wir-x", "xl/../../../x"):
            archive.writestr(name, "x")
    assert len(read_workbook(path).sheets) == 2
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b", "register.xlsx"]
    assert not Path("/tmp/wir-x").exists()


def cell(address: str) -> Callable[[bytes], bytes]:
    row = "".join(c for c in address if c.isdigit())
    made = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'.encode()
    return lambda content: content.replace(b"</sheetData>", made)


@pytest.mark.parametrize("address", ["XFD1048576", "XFD9", "A99999999999", "ZZZZZZZZ9", "A0", "9", "é9", "A-1"])
def test_a_cell_far_away_is_refused(tmp_path: Path, address: str) -> None:
    assert refused(with_part(register(tmp_path), cell(address)))


def test_a_sheet_may_claim_what_it_does_not_hold(tmp_path: Path) -> None:
    def claiming(area: bytes) -> Path:
        return with_part(register(tmp_path), lambda content: content.replace(b'ref="A1:J3"', b'ref="%s"' % area))

    for area in (b"A1:XFD1048576", b"A1:ZZZZZ99999999"):
        assert len(read_workbook(claiming(area)).sheets[0].rows) == 2


@pytest.mark.full
def test_a_column_of_a_million_rows_is_refused(tmp_path: Path) -> None:
    row = b"<row><c><v>1</v></c></row>"
    assert "ten hoogste 100000 rijen" in refused(stretched(tmp_path / "lang.xlsx", row, 26))
