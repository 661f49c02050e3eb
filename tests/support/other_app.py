"""A copy of this app that a developer changed, and its commands in one process: each of its own takes a second."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from wir.common.paths import ROOT

# Runs what each line asks for as `python -m wir` or `python -c` does, and answers with a line.
SERVING = """
import contextlib, io, json, os, runpy, sys
for line in sys.stdin:
    store, words = json.loads(line)
    os.environ["WIR_OPSLAG"], said, code = store, (io.StringIO(), io.StringIO()), 0
    with contextlib.redirect_stdout(said[0]), contextlib.redirect_stderr(said[1]):
        try:
            if words[0] == "-c":
                sys.argv = words[:1] + words[2:]
                exec(words[1], {"__name__": "__main__"})
            else:
                sys.argv = words
                runpy.run_module("wir", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            code = end.code or 0
    print(json.dumps([code, *(part.getvalue() for part in said)]), flush=True)
"""


def copied(folder: Path) -> Path:
    """The app as it is, to change."""
    for name in ("wir", "data", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("opslag", "__pycache__"))
    for name in ("dashboard.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Put other words in a file, at the one place that has these."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Wir:
    """The command line of an app, over a store."""

    app: Path
    process: "subprocess.Popen[str]"
    store: Path

    def over(self, store: Path) -> "Wir":
        return Wir(self.app, self.process, store)

    def __call__(self, *words: object) -> str:
        code, said, complaint = self._answer("wir", *words)
        assert code == 0, said + complaint
        return said

    def refused(self, *words: object) -> str:
        code, said, complaint = self._answer("wir", *words)
        assert code != 0
        return said + complaint

    def program(self, text: str, *words: object) -> str:
        """What a program in the app prints."""
        code, said, complaint = self._answer("-c", text, *words)
        assert code == 0, said + complaint
        return said

    def _answer(self, *words: object) -> tuple[int, str, str]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(self.store), [str(w) for w in words]]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the app ended"
        return cast(tuple[int, str, str], tuple(json.loads(line)))


@contextmanager
def commands(app: Path) -> Iterator[Wir]:
    """The commands of an app; say over which store."""
    environment = {**os.environ, "PYTHONPATH": str(app)}
    command = [sys.executable, "-c", SERVING]
    with subprocess.Popen(
        command, cwd=app, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Wir(app, process, app / "opslag")
        finally:
            process.kill()
