"""What the processes that handle a file do to the machine, as Python itself tells: they write where they may."""

import json
import os
import re
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from tests.support import sheets
from tests.support.registers import project, score, workbook
from tests.support.sheets import REGISTER, with_part
from wir.common.paths import ROOT
from wir.register.read.limits import MOST_MEMORY, MOST_SECONDS, MOST_UNZIPPED
from wir.store.publishing import publish_workbook
from wir.store.store import Store

# Tells of every file that is written, every limit, and whatever reaches further than that.
WATCH = """
import json, os, runpy, sys
seen = []
FURTHER = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate")
def watch(event, told):
    if event == "open" and isinstance(told[2], int) and told[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        seen.append(["write", os.path.abspath(str(told[0]))])
    elif event == "open" and str(told[0]) == sys.argv[1]:
        seen.append(["read", ""])
    elif event == "resource.setrlimit":
        seen.append(["limit", [told[0], told[1][0]]])
    elif event in CHANGES and not (event in ("os.remove", "os.rmdir") and told[1] != -1):  # within a folder it has open
        seen.append(["write", os.path.abspath(str(told[0]))])
    elif event.startswith(FURTHER):
        seen.append(["further", event])
module, report, *sys.argv[1:] = sys.argv[1:]
sys.addaudithook(watch)
try:
    runpy.run_module(module, run_name="__main__", alter_sys=True)
finally:
    found = list(seen)
    with open(report, "w") as file:
        json.dump(found, file)
"""
LIMITS = [
    [resource.RLIMIT_AS, MOST_MEMORY],
    [resource.RLIMIT_CPU, MOST_SECONDS],
    [resource.RLIMIT_FSIZE, MOST_UNZIPPED],
    [resource.RLIMIT_CORE, 0],
]


def watched(folder: Path, module: str, *words: object) -> list[list[object]]:
    """What a module of ours did, in a process that has an empty home, working and temporary folder of its own."""
    apart = {name: folder / name for name in ("home", "cwd", "tmp")}
    for path in apart.values():
        path.mkdir()
    report = folder / "gezien.json"
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(apart["home"]),
        "TMPDIR": str(apart["tmp"]),
        "WIR_OPSLAG": str(folder / "opslag"),
    }
    command = [sys.executable, "-c", WATCH, module, str(report), *map(str, words)]
    subprocess.run(command, cwd=apart["cwd"], env=environment, capture_output=True, check=False)
    assert [p for path in apart.values() for p in path.rglob("*")] == []
    seen: list[list[object]] = json.loads(report.read_text())
    return seen


def expanding(content: bytes) -> bytes:
    text = content[content.index(b"<worksheet") :].replace(b"<t>projectnummer</t>", b"<t>&a;</t>")
    return b"<!DOCTYPE worksheet [<!ENTITY a SYSTEM 'http://127.0.0.1/a'>]>" + text


def reaching_out(book: Workbook) -> None:
    """A formula over another workbook on a server, a link, and the command that old Excels ran."""
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(type="externalLinkPath", Target="http://127.0.0.1:9/x.xlsx", TargetMode="External")
    book._external_links.append(link)
    page = book["Projecten"]
    page["B3"], page["B2"].hyperlink = "='[1]Blad'!A1", "http://127.0.0.1:9/"
    page["R2"] = "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("attack", ["none", "entity", "links and macros"])
def test_the_process_that_reads_is_limited_first_and_writes_one_file(tmp_path: Path, attack: str) -> None:
    change = reaching_out if attack == "links and macros" else lambda book: None
    source, target = sheets.xlsx(tmp_path / "register.xlsx", REGISTER, change), tmp_path / "cellen.json"
    if attack == "entity":
        with_part(source, expanding)
    if attack == "links and macros":
        with_part(source, lambda _: b"Sub Auto_Open()", "xl/vbaProject.bin")
    seen = watched(tmp_path, "wir.register.read.parsing", source, target)
    assert seen[:4] == [["limit", limit] for limit in LIMITS]
    done = seen[4:]
    assert done[0] == ["read", ""]
    assert [event for event in done if event[0] != "read"] == ([] if attack == "entity" else [["write", str(target)]])


def test_publishing_an_attack_writes_in_the_store_alone(tmp_path: Path) -> None:
    name = "../../../../tmp/wir-x\0".replace("\0", "")
    rows = [project(projectnummer=name, projectnaam="/etc/cron.d/x", aantal_organisaties=3)]
    path = workbook(tmp_path / "register.xlsx", rows, [score(toelichting="../../x")])
    # An empty store would be filled with the example first.
    publish_workbook(Store(tmp_path / "opslag"), path, date(2020, 11, 1), "wir")
    words = ("publiceer", path, "--peildatum", "2021-05-01", "--door", "../../x", "--label", "../x")
    seen = watched(tmp_path, "wir", *words)
    written = [str(where) for event, where in seen if event == "write"]
    within = (f"{tmp_path / 'opslag'}/", f"{tmp_path / 'tmp'}/")
    assert written
    assert [where for where in written if not f"{where}/".startswith(within) and where != os.devnull] == []
    # The process that reads the file, and nothing else.
    assert {str(where) for event, where in seen if event == "further"} <= {
        "subprocess.Popen",
        "os.posix_spawn",
        "os.fork",
        "os.exec",
    }
    names = [p.name for p in (tmp_path / "opslag" / "peilingen").iterdir()]
    assert "2021-05-01_v1" in names
    assert [name for name in names if not re.fullmatch(r"[\d-]{10}_v1", name)] == []
    assert not Path("/tmp/wir-x").exists()
