"""Starting the dashboard: a taken port is one sentence, and the set-up is what the README promises."""

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.damaged_stores import copy
from wir.cli import main
from wir.cli.server import HOST, PortTaken, check_port
from wir.common.paths import ROOT
from wir.store.reading_keys import opens
from wir.store.store import Store


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Poort {port} is al in gebruik.*make run PORT={port + 1}"):
            check_port(port)
    check_port(port)


def test_a_traceback_with_its_texts_is_not_printed() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["logger"] == {"level": "warning", "messageFormat": "%(message)s", "enableRich": False}


def test_only_this_machine_reaches_the_dashboard() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == HOST
    assert config["browser"]["gatherUsageStats"] is False
    closed = {"enableCORS": True, "enableXsrfProtection": True, "enableStaticServing": False, "enableAgentApi": False}
    assert {name: config["server"][name] for name in closed} == closed
    assert config["client"] == {
        "toolbarMode": "viewer",
        "showSidebarNavigation": False,
        "showErrorDetails": "none",
        "showErrorLinks": False,
    }


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned(name: str) -> None:
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    loose = [
        line for line in lines if line and not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+|-r requirements\.txt", line)
    ]
    assert loose == []


def test_what_the_app_imports_stands_in_the_requirements() -> None:
    """But what makes the example register: that is a developer's."""
    required = {line.split("==")[0].lower() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()}
    distributions, example = packages_distributions(), ROOT / "wir" / "example"
    files = [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "wir").rglob("*.py")]
    files = [path for path in files if example not in path.parents]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    modules = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    modules |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    others = {m.split(".")[0] for m in modules} - sys.stdlib_module_names - {"wir"}
    assert "streamlit" in others
    assert {m for m in others if not required & {d.lower() for d in distributions.get(m, [])}} == set()


def test_stopping_the_command_stops_the_server(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "wir", "dashboard", "--poort", str(port)]
    environment = {**os.environ, "WIR_OPSLAG": str(tmp_path)}
    left = tmp_path / "leveringen" / ("0" * 32)
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert _answers(port)
            for _ in range(300):  # what was left too long goes, also where nobody opens a page
                time.sleep(0.1 if left.exists() else 0)
            assert not left.exists()
            process.send_signal(signal.SIGTERM)
            printed, _ = process.communicate(timeout=20)
        finally:
            process.kill()
    assert f"http://{HOST}:{port}" in printed
    assert "You can now view" not in printed
    check_port(port)


def _answers(port: int) -> bool:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def test_reading_keys_are_made_listed_and_withdrawn(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copy(example_store, tmp_path / "opslag")
    monkeypatch.setenv("WIR_OPSLAG", store.home.address)

    def wir(*words: str) -> str:
        done = CliRunner().invoke(main, ["leessleutels", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    key = wir("--maak", "Power BI", "--door", "beheer").strip()
    assert opens(store, key)
    assert wir().startswith("Power BI: gemaakt op ")
    assert key not in wir()
    wir("--trek-in", "Power BI")
    assert not opens(store, key)


def test_a_store_elsewhere_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "eu-west-1"}
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        known |= {"AWS_ENDPOINT_URL": f"http://{HOST}:{nobody.getsockname()[1]}", "WIR_OPSLAG": "s3://weg/opslag"}
        command = [sys.executable, "-m", "wir", "peilingen"]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **known}, capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (
        2,
        "De opslag s3://weg/opslag is nu niet te bereiken: zij antwoordt niet.\n",
    )
