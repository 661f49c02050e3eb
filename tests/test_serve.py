"""Starting the dashboard: a taken port is one sentence, and the set-up is what the README promises."""

import re
import socket
import tomllib
from pathlib import Path

import pytest

from wir.serve import HOST, PortTaken, check_port

ROOT = Path(__file__).parent.parent


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Poort {port} is al in gebruik.*make run PORT={port + 1}"):
            check_port(port)
    check_port(port)


def test_only_this_machine_reaches_the_dashboard() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == HOST
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"] == {"toolbarMode": "viewer", "showSidebarNavigation": False, "showErrorDetails": "none"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned(name: str) -> None:
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    loose = [line for line in lines if line and not re.fullmatch(r"[\w.-]+==[\w.]+|-r requirements\.txt", line)]
    assert loose == []
