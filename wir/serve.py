"""Starting the dashboard on this machine."""

import errno
import os
import resource
import socket

from wir.errors import WirError
from wir.paths import ROOT

HOST = "127.0.0.1"
# A header of one request, in bytes: nginx passes on as much. Above it a connection is refused without a word.
LONGEST_HEADER = "16384"
MOST_FILES = 16_384
SERVER = ROOT / "wir" / "ui" / "server" / "app.py"


class PortTaken(WirError):
    """Another program listens on the port."""


def check_port(port: int) -> None:
    """Raises PortTaken when something already listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise PortTaken(
                f"Poort {port} is al in gebruik, misschien door een dashboard dat nog draait; "
                f"stop dat, of kies een andere poort: make run PORT={port + 1}"
            ) from error


def serve(port: int) -> None:
    """Become the server: in this process, which has loaded half of what it needs already."""
    os.chdir(ROOT)  # where .streamlit/config.toml is read
    os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", LONGEST_HEADER)  # read when websockets is imported
    _open_more_files()
    from streamlit.web.cli import main

    main(["run", str(SERVER), "--server.port", str(port), "--logger.hideWelcomeMessage", "true"])


def _open_more_files() -> None:
    """Every reader takes some; what a process gets by itself (1,024) is for programs without readers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
