"""Files that cannot be read, or should not be: one sentence within seconds, bounded memory, and nothing else."""

import os
import random
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from tests.support import sheets
from tests.support.hostile_files import SECONDS, refused, register
from tests.support.registers import read_workbook
from tests.support.sheets import PROJECT_LINES, REGISTER, with_part
from wir.common.errors import UnreadableRegister, WirError
from wir.register.read.limits import MOST_MEGABYTES, MOST_ROWS
from wir.register.write.annotating import annotate_apart

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_WORKBOOK, PAGE, EMPTY = "Dit is geen leesbare Excel-werkmap", "Dit is een webpagina of XML", "Het bestand is leeg"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0" * 100, NO_WORKBOOK),
        ("brief.xlsx", b"geen werkmap", NO_WORKBOOK),
        ("pagina.xls", b"\n<html><table><tr><td>projectnummer</td></tr></table></html>", PAGE),
        ("xml.xlsx", b"<?xml version='1.0'?><Workbook/>", PAGE),
        ("leeg.xlsx", b"", EMPTY),
        ("wit.csv", b" \r\n\t ", EMPTY),
        ("ole.xls", OLE + bytes(2000), NO_WORKBOOK),
        ("ole.xls", OLE + os.urandom(5000), NO_WORKBOOK),
        ("geheim.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "wachtwoord"),
        ("kop.xlsx", b"PK\x03\x04" + os.urandom(500), "beschadigd"),
        ("leeg.zip", b"PK\x05\x06" + bytes(18), NO_WORKBOOK),
        ("nullen.csv", bytes(5000), "onbekende codering"),
        ("beeld.csv", b"\xff\xd8\x81\x8d\x00" * 99, "onbekende codering"),
        ("veld.csv", b'projectnummer;projectnaam\n1;"' + b"x" * 10_000_000 + b'"', "csv-bestand"),
        pytest.param(
            *("veld.csv", b'projectnummer;projectnaam\n1;"' + b"x;\n" * 3_000_000, "te groot"), marks=pytest.mark.full
        ),
        ("breed.csv", b"a" + b";b" * 1_000_000, "te groot; ten hoogste"),
        ("lang.csv", b"a;b\n" * (MOST_ROWS + 200), "te groot; ten hoogste"),
    ],
)
def test_what_is_no_register_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert words in refused(tmp_path / name)


def test_a_million_delimiters_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leeg.csv"
    path.write_bytes(b";" * 1_000_000 + b"\n" + sheets.text_of(PROJECT_LINES).encode())
    assert len(read_workbook(path).sheets[0].rows) == 2


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "groot.xlsx").open("wb") as file:
        file.truncate((MOST_MEGABYTES + 1) * 2**20)
    with pytest.raises(UnreadableRegister, match=r"groot\.xlsx is groter dan 50 MB"):
        read_workbook(tmp_path / "groot.xlsx")


@pytest.mark.parametrize("keep", [0.5, *(pytest.param(part, marks=pytest.mark.full) for part in (0.1, 0.9, 0.999))])
def test_a_file_that_was_cut_off_is_damaged(tmp_path: Path, keep: float) -> None:
    content = register(tmp_path).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(content[: int(keep * len(content))])
    assert "beschadigd" in refused(tmp_path / "half.xlsx")


def test_a_password_on_an_ods_is_named(tmp_path: Path) -> None:
    data = b"<manifest:encryption-data><manifest:algorithm/></manifest:encryption-data>"
    secret = (
        b'<manifest:file-entry manifest:full-path="content.xml">%s</manifest:file-entry></manifest:manifest>' % data
    )
    path, end = sheets.ods(tmp_path / "geheim.ods", REGISTER), b"</manifest:manifest>"
    assert "wachtwoord" in refused(with_part(path, lambda c: c.replace(end, secret), "META-INF/manifest.xml"))

    whole = sheets.ods(tmp_path / "nieuw.ods", REGISTER)
    assert "wachtwoord" in refused(with_part(whole, lambda _: b"", "encrypted-package"))


def test_a_password_on_an_xls_is_named(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Projecten")
    records = book.get_biff_data()
    first = 4 + int.from_bytes(records[2:4], "little")
    filepass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    XlsDoc().save(str(tmp_path / "geheim.xls"), records[:first] + filepass + records[first:])
    assert "wachtwoord" in refused(tmp_path / "geheim.xls")


@pytest.mark.parametrize("tag", ['row table:number-rows-repeated="1000000000"', "row"])
def test_an_ods_that_repeats_without_end_is_refused(tmp_path: Path, tag: str) -> None:
    repeated = sheets.ods_cell(1).replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="1000000"'
    )
    table = f'<table:table table:name="Projecten"><table:table-{tag}>{repeated}</table:table-row></table:table>'
    assert refused(sheets.ods_of(tmp_path / "register.ods", table))


def test_many_and_long_titles_stay_one_sentence(tmp_path: Path) -> None:
    path = sheets.xlsx(tmp_path / "register.xlsx", {f"Blad met een lange naam {n}": [] for n in range(200)})
    with pytest.raises(UnreadableRegister) as caught:
        read_workbook(path)
    assert len(str(caught.value)) < 500


def test_a_sheet_that_could_be_all_headers_costs_little(tmp_path: Path) -> None:
    wide = [[f"{'kop ' * 1000}{n}" for n in range(200)]] * 20
    path = sheets.xlsx(tmp_path / "register.xlsx", {"Projecten": [*wide, *PROJECT_LINES]})
    start = time.monotonic()
    assert read_workbook(path).sheets[0].header_row == len(wide) + 1
    assert time.monotonic() - start < SECONDS


CELL = b'<c t="s"><v>0</v></c>' * 120


def test_more_than_a_register_has_is_refused(tmp_path: Path) -> None:
    def shared(content: bytes) -> bytes:
        return content[: content.index(b"<row")] + b"<row>%s</row>" % CELL * 20 + b"</sheetData></worksheet>"

    text = b"<sst><si><t>%s</t></si></sst>" % (b"x" * 30_000)
    path = with_part(with_part(register(tmp_path), shared), lambda _: text, "xl/sharedStrings.xml")
    assert "Er staat te veel in" in refused(path)
    (tmp_path / "cellen.csv").write_bytes((b"1;" * 240 + b"1\n") * 13_000)
    assert "Er staat te veel in" in refused(tmp_path / "cellen.csv")


def test_the_process_that_reads_is_limited() -> None:
    code = "from wir.register.read.limits import limit_this_process as limit; limit(); bytearray(2**30)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


@pytest.mark.parametrize(
    "make",
    [sheets.xlsx, *(pytest.param(kind, marks=pytest.mark.full) for kind in (sheets.xls, sheets.xlsb, sheets.ods))],
)
def test_damage_anywhere_gives_a_sentence_or_a_reading(
    tmp_path: Path, make: Callable[[Path, sheets.Sheets], Path]
) -> None:
    good, rng = make(tmp_path / "goed", REGISTER).read_bytes(), random.Random(2020)
    for _ in range(12):
        content = bytearray(good)
        for _ in range(rng.choice([1, 5, 50])):
            content[rng.randrange(len(content))] = rng.randrange(256)
        (tmp_path / "fout.xlsx").write_bytes(content)
        with suppress(WirError):
            read_workbook(tmp_path / "fout.xlsx")


def test_a_workbook_that_only_one_of_the_readers_knows_is_given_back_as_a_copy(tmp_path: Path) -> None:
    kind = b"sheet.main+xml"
    path = with_part(register(tmp_path), lambda content: content.replace(kind, b"x+xml"), "[Content_Types].xml")
    assert len(read_workbook(path).sheets) == 2
    assert annotate_apart(path, []).startswith(b"PK")
