"""Starting the dashboard on this machine."""

import errno
import socket
import subprocess
import sys

from wir.errors import WirError
from wir.paths import ROOT

HOST = "127.0.0.1"


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


def serve(port: int) -> int:
    """Serve the dashboard until it is stopped; the exit code of the server. Raises PortTaken."""
    check_port(port)
    print(f"Het dashboard staat op http://{HOST}:{port}  (stoppen: Ctrl+C)", flush=True)  # noqa: T201
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)]
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0
