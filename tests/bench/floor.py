"""What ours is measured against: the peer on the same data, and as the floor an empty page of Streamlit."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import free_port, running

EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'
PEER = Path(__file__).parent / "peer.py"
SETTINGS = ("--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false")


@contextmanager
def empty_page(folder: Path) -> Iterator[str]:
    """The address of a server with an empty page."""
    folder.mkdir(parents=True)
    path = folder / "page.py"
    path.write_text(EMPTY)
    with _streamlit(path, folder / "server.log") as base:
        yield base


@contextmanager
def peer(folder: Path, store: Path) -> Iterator[str]:
    """The address of the peer over the data of a store."""
    folder.mkdir(parents=True, exist_ok=True)
    with _streamlit(PEER, folder / "peer.log", "--client.showSidebarNavigation", "true", WIR_OPSLAG=str(store)) as base:
        yield base


@contextmanager
def _streamlit(path: Path, log: Path, *more: str, **environment: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(path), "--server.port", str(port), *SETTINGS, *more]
    with running(command, port, "/_stcore/health", log, **environment) as base:
        yield base
