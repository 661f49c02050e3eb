"""Real servers that keep objects: Azurite, Microsoft's own emulator of Azure Blob, and moto's S3 server."""

import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from wir.common.paths import ROOT
from wir.store.elsewhere import Elsewhere
from wir.store.home import Home, open_home
from wir.store.objects import EMULATOR, EMULATOR_KEY
from wir.store.store import Store

AZURITE = ROOT / "build" / "azurite" / "node_modules" / "azurite" / "dist" / "src" / "blob" / "main.js"


@dataclass(frozen=True)
class Server:
    """A server of objects: how an address on it begins, and what a process must find in its environment."""

    kind: str
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)

    def address(self, container: str = "") -> str:
        """A place where nothing is; in a container of its own where none is named."""
        return f"{self.kind}://{container or f'wir-{uuid.uuid4().hex[:12]}'}/opslag"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def s3_server(folder: Path, port: int = 0) -> Iterator[Server]:
    """moto's, in memory."""
    port = port or free_port()
    command = [sys.executable, "-c", "from moto.server import main; main()", "-p", str(port)]
    with _served(command, port, folder / "moto.log"):
        yield s3_at(port)


def s3_at(port: int) -> Server:
    known = {"AWS_ACCESS_KEY_ID": "proef", "AWS_SECRET_ACCESS_KEY": "proef", "AWS_REGION": "eu-west-1"}
    return Server("s3", port, {**known, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})


@contextmanager
def azure_server(folder: Path, port: int = 0) -> Iterator[Server]:
    """Azurite, on disk."""
    port, node = port or free_port(), shutil.which("node")
    assert node, "this test needs node"
    assert AZURITE.exists(), "this test needs sh .ci/azurite"
    command = [node, str(AZURITE), "--location", str(folder), "--blobPort", str(port), "--silent"]
    with _served([*command, "--skipApiVersionCheck", "--disableTelemetry"], port, folder / "azurite.log"):
        yield azure_at(port)


def azure_at(port: int) -> Server:
    known = {"AZURE_STORAGE_ACCOUNT_NAME": EMULATOR, "AZURE_STORAGE_ACCOUNT_KEY": EMULATOR_KEY}
    return Server("az", port, {**known, "AZURE_STORAGE_ENDPOINT": f"http://127.0.0.1:{port}/{EMULATOR}"})


SERVERS = {"s3": s3_server, "az": azure_server}


@contextmanager
def _served(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("ab") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        deadline = time.monotonic() + 60
        while not _listens(port):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def use(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process find the server in its environment."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)


@dataclass
class Opened:
    """Stores elsewhere, each as a process of its own sees it; closed when a test is done with them."""

    homes: list[Home] = field(default_factory=list)

    def __call__(self, address: str) -> Store:
        """The store at an address, as a process that has just begun sees it."""
        store = self.new(address)
        store.home.freshen()
        return store

    def new(self, address: str) -> Store:
        """The same, and nothing looked at yet."""
        self.homes.append(open_home(address))
        return Store(self.homes[-1])

    def begun(self, address: str) -> Store:
        """A new and empty store at an address."""
        store = self.new(address)
        store.home.begin(filling=False)
        return store

    def close(self) -> None:
        for home in self.homes:
            if isinstance(home, Elsewhere):
                home.close()


def environment(server: Server, address: str) -> dict[str, str]:
    """For a process of its own."""
    return {**os.environ, **server.environment, "WIR_OPSLAG": address}
