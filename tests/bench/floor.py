"""What Streamlit itself costs here: an empty page, and one with a choice that changes one line of text."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import free_port, running

EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'
CHOICE = (
    'import streamlit as st\n\nst.title("Keuze")\n'
    'chosen = st.selectbox("Wat", ["een", "twee"], filter_mode="contains")\nst.write(f"Gekozen: {chosen}")\n'
)
SETTINGS = ("--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false")


@contextmanager
def streamlit_alone(folder: Path, script: str) -> Iterator[str]:
    """The address of a server with one page."""
    folder.mkdir(parents=True)
    path, port = folder / "page.py", free_port()
    path.write_text(script)
    command = [sys.executable, "-m", "streamlit", "run", str(path), "--server.port", str(port), *SETTINGS]
    with running(command, port, "/_stcore/health", folder / "server.log") as base:
        yield base
