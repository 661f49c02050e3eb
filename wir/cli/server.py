"""Starting the dashboard on this machine, and making the example registers anew."""

import errno
import os
import resource
import socket

import click

from wir.cli.group import open_store, says_what_is_wrong
from wir.common.errors import WirError
from wir.common.paths import EXAMPLE, ROOT
from wir.store.home import Unreachable
from wir.store.publishing import NoStore, begin_store
from wir.store.store import our_store

EXAMPLE_TOO = click.option("--voorbeeld", is_flag=True, help="Vul een nieuwe opslag met het voorbeeldregister.")

PORTS = click.IntRange(1024, 65535)


@click.command(options_metavar="[OPTIES]")
@says_what_is_wrong
def voorbeeld() -> None:
    """Maak de voorbeeldregisters opnieuw. Zij komen uit de gepubliceerde tabellen en gaan naar data/voorbeeld."""
    try:
        from wir.example.workbooks import write_example
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "scipy":
            raise
        raise NoExampleBuilder(
            "Het pakket scipy ontbreekt; alleen deze opdracht heeft het nodig. Installeer het in de map van dit "
            "programma: .venv/bin/python -m pip install -r requirements-dev.txt, of gebruik daar: make example"
        ) from error
    for path in write_example(EXAMPLE):
        click.echo(str(path))


@click.command(options_metavar="[OPTIES]")
@click.option("--poort", metavar="GETAL", type=PORTS, default=8501, show_default=True, help="Poort op 127.0.0.1.")
@EXAMPLE_TOO
@says_what_is_wrong
def dashboard(poort: int, voorbeeld: bool) -> None:
    """Start het dashboard.

    Ontbreekt de opslag, dan zeggen de pagina’s dat totdat zij er is.
    """
    check_port(poort)
    try:
        open_store(example=voorbeeld)
    except (NoStore, Unreachable) as error:  # it may come later
        click.echo(f"Let op: {error}", err=True)
    serve(poort)


@click.command(options_metavar="[OPTIES]")
@EXAMPLE_TOO
@says_what_is_wrong
def begin(voorbeeld: bool) -> None:
    """Begin een nieuwe opslag.

    Zij komt in de map of op het adres dat WIR_OPSLAG noemt; die is leeg of bestaat nog niet.
    """
    store = our_store()
    begin_store(store, voorbeeld)
    click.echo(f"De opslag is {store.home.address}.")


HOST = "127.0.0.1"

# A header of one request, in bytes: nginx passes on as much. Above it a connection is refused without a word.
LONGEST_HEADER = "16384"

MOST_FILES = 16_384

SERVER = ROOT / "wir" / "ui" / "server" / "app.py"
CONNECTION, ASKING = "wir.ui.server.connections:Connection", "wir.ui.server.connections:Asking"


class NoExampleBuilder(WirError):
    """What makes the example register is not installed; the message says how to."""


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
    from uvicorn.config import HTTP_PROTOCOLS, WS_PROTOCOLS

    HTTP_PROTOCOLS["auto"], WS_PROTOCOLS["websockets-sansio"] = ASKING, CONNECTION  # what Streamlit asks of uvicorn

    main(["run", str(SERVER), "--server.port", str(port), "--logger.hideWelcomeMessage", "true"])


def _open_more_files() -> None:
    """Every reader takes some; what a process gets by itself (1,024) is for programs without readers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
