"""A provider and a small app that asks it who is there, each in a process of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import ROOT

BEHEERDER, LEZER, VERLOPEN = "beheerder@voorbeeld.nl", "lezer@voorbeeld.nl", "verlopen@voorbeeld.nl"
ACCOUNTS = {
    BEHEERDER: {"email": "Beheerder@Voorbeeld.nl", "email_verified": True},
    LEZER: {"email": LEZER},
    VERLOPEN: {"email": VERLOPEN, "iat": int(time.time()) - 13 * 60 * 60},
}
DEEP = "/Bijwerken?peildatum=2020-03-01&thema=technologie"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "only for this test, long enough"
client_id = "wir"
client_secret = "wir"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[toegang]
beheerders = ["beheerder@voorbeeld.nl", "verlopen@voorbeeld.nl"]
lezen = "{lezen}"
"""
# The frame of a page in short: the same calls in the same order, over nothing.
PAGE = """
from urllib.parse import urlencode

import streamlit as st

from wir.paths import ROOT
from wir.ui.access import current_access, gate, require_publisher, show_sign_in


def script(query=""):
    js = (ROOT / "wir/static/page.js").read_text(encoding="utf-8")
    st.components.v2.component("wir_page", js=js)(data={{"query": query}}, key="wir_page", height=0)


found = gate(script)
show_sign_in(found)
script("?" + urlencode({{"peildatum": "2020-11-01", **st.query_params}}))
st.title("{title}")
st.text(f"{{found.role}} {{found.who}} {{st.query_params.to_dict()}}")
{rest}
"""
ASKS_TWICE = """
require_publisher()
if st.button("Publiceer"):
    current_access().require_publisher()
    st.text("Gepubliceerd")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, health: str, log: Path) -> Iterator[str]:
    """A process that serves on this port; its address."""
    base = f"http://127.0.0.1:{port}"
    with log.open("w") as output:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + 60
            while not answers(base + health):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield base
        finally:
            process.kill()
            process.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except OSError:
        return False


@contextmanager
def provider(log: Path) -> Iterator[str]:
    """The address of a provider that knows ACCOUNTS."""
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.oidc", str(port), json.dumps(ACCOUNTS)]
    with running(command, port, "/.well-known/openid-configuration", log) as base:
        yield base


@contextmanager
def app(folder: Path, secrets: str) -> Iterator[str]:
    (folder / "pages").mkdir()
    (folder / "dashboard.py").write_text(PAGE.format(title="Landelijk beeld", rest=""))
    (folder / "pages" / "9_Bijwerken.py").write_text(PAGE.format(title="Bijwerken", rest=ASKS_TWICE))
    (folder / "secrets.toml").write_text(secrets)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "dashboard.py"), "--server.port", str(port)]
    with running(
        [*command, "--secrets.files", str(folder / "secrets.toml")], port, "/_stcore/health", folder / "log"
    ) as base:
        yield base
