"""Cells of a register never stay behind in a temporary folder, also not of a process that was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.registers import project, workbook
from wir.common import scratch
from wir.common.paths import ROOT
from wir.common.scratch import clear_scratch, scratch_folder
from wir.store.store import Store

REGISTER = ROOT / "data" / "voorbeeld" / "register_2020-11-01_okt-20.xlsx"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(scratch.tempfile, "gettempdir", lambda: str(folder))
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(folder))
    return folder


def test_it_goes_when_its_user_is_done_or_fails(temporary: Path) -> None:
    with scratch_folder() as folder:
        (folder / "cellen.json").write_text("Jan")
        clear_scratch()
        assert folder.parent == temporary
        assert (folder / "cellen.json").exists()  # in use
    with pytest.raises(ValueError, match="x"), scratch_folder():
        raise ValueError("x")
    assert list(temporary.iterdir()) == []


def test_a_link_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "bestand").touch()
    (temporary / f"{scratch.NAME}x").symlink_to(tmp_path / "elders")
    clear_scratch()
    assert (tmp_path / "elders" / "bestand").exists()


@pytest.mark.parametrize("words", [pytest.param((), marks=pytest.mark.full), ("--opmerkingen", "uit.xlsx")])
@pytest.mark.full
def test_what_a_killed_check_left_is_cleared_by_the_next(
    example_store: Store, temporary: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    environment = {
        **os.environ,
        "WIR_OPSLAG": str(example_store.folder),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
    }
    check = [sys.executable, "-m", "wir", "controleer"]
    with subprocess.Popen(
        [*check, str(REGISTER), *words], cwd=tmp_path, env=environment, start_new_session=True, stdout=subprocess.PIPE
    ) as process:
        wanted = "bevindingen.json" if words else "*"
        for _ in range(6000):
            if list(temporary.glob(f"{scratch.NAME}*/{wanted}")):
                break
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
    assert len(list(temporary.glob(f"{scratch.NAME}*"))) == 1
    small = workbook(tmp_path / "klein.xlsx", [project()])
    subprocess.run([*check, str(small)], cwd=tmp_path, env=environment, check=False, capture_output=True)
    assert list(temporary.iterdir()) == []
