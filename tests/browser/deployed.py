"""The dashboard as docs/deploy says: three real processes on one store behind the shipped nginx.conf."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import ROOT, free_port, looked_for

Open = Callable[..., Page]
HOST = "wir.localhost"  # a browser knows it for this machine
SITE = ROOT / "docs" / "deploy" / "nginx.conf"
SHIPPED_PORTS = (8501, 8502, 8503)
# What Debian's own nginx.conf holds around a site, as far as a site needs it.
AROUND = """daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}"""


@dataclass
class Deployed:
    """Where it can be reached, and its processes by their port."""

    folder: Path
    port: int
    below: str = ""  # a path such as /wir
    plain_port: int = field(default_factory=free_port)
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"https://{HOST}:{self.port}{self.below}"

    @property
    def apps(self) -> list[int]:
        """The ports of the three."""
        return [port for port in self.processes if port != self.port]

    def get(self, path: str, process: int | str = "", name: str = HOST) -> httpx.Response:
        """What nginx answers to someone new, or to someone whose cookie names a process."""
        headers = {"Host": f"{name}:{self.port}", "Cookie": f"wir_proces={process}"}
        address = httpx.URL(f"https://127.0.0.1:{self.port}").copy_with(raw_path=path.encode())
        with httpx.Client(verify=False, timeout=20) as client:
            return client.get(address, headers=headers, extensions={"sni_hostname": name})

    def put(self, path: str, content: bytes) -> httpx.Response:
        """What nginx answers to someone who sends a file."""
        with httpx.Client(verify=False, timeout=20) as client:
            address, headers = f"https://127.0.0.1:{self.port}{path}", {"Host": f"{HOST}:{self.port}"}
            return client.put(address, content=content, headers=headers, extensions={"sni_hostname": HOST})

    def get_plain(self, path: str) -> httpx.Response:
        """The same without encryption."""
        return httpx.get(f"http://127.0.0.1:{self.plain_port}{path}", headers={"Host": HOST})

    def lines(self, name: str) -> list[dict[str, object]]:
        """The lines of JSON in a log."""
        return [json.loads(line) for line in (self.folder / name).read_text().splitlines() if line.startswith("{")]

    def start(self, port: int, store: Path | str) -> None:
        """Start one process of the dashboard."""
        environment = {
            **os.environ,
            **self.environment,
            "WIR_OPSLAG": str(store),
            "STREAMLIT_SECRETS_FILES": str(self.folder / "secrets.toml"),
            "STREAMLIT_SERVER_BASE_URL_PATH": self.below.strip("/"),
        }
        command = [sys.executable, "-m", "wir", "dashboard", "--poort", str(port)]
        with (self.folder / f"{port}.log").open("ab") as log:
            self.processes[port] = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        until(lambda: _answers(f"http://127.0.0.1:{port}{self.below}/_stcore/health"))


@contextmanager
def deployed(
    store: Path, secrets: str = "", port: int = 0, below: str = "", address: str = "", **environment: str
) -> Iterator[Deployed]:
    """Everything started, and stopped afterwards. `secrets` is its secrets.toml, `below` a path such as /wir.

    The store is at `address` where that is named: then nothing is shared but what the environment says of it.
    """
    found = Deployed(store.parent, port or free_port(), below, environment=environment)
    (found.folder / "secrets.toml").write_text(secrets)
    try:
        for _app in SHIPPED_PORTS:
            found.start(free_port(), address or store)
        found.processes[found.port] = _nginx(found)
        yield found
    finally:
        for process in found.processes.values():
            process.terminate()
        for process in found.processes.values():
            process.wait()


@contextmanager
def browsers(browser: Browser, site: Deployed) -> Iterator[Open]:
    """Open a browser of one's own, sent to a process; what it notices and is not expected fails the test."""
    contexts: list[BrowserContext] = []
    noticed: list[str] = []

    def opened(process: int | None = None, expected: re.Pattern[str] | None = None) -> Page:
        context = browser.new_context(ignore_https_errors=True, locale="nl-NL", timezone_id="Europe/Amsterdam")
        contexts.append(context)
        if process:
            context.add_cookies([{"name": "wir_proces", "value": str(process), "url": site.base}])
        page = context.new_page()
        page.set_default_timeout(20_000)

        def note(words: str, where: str = "") -> None:
            if not (expected and expected.search(words)):
                noticed.append(f"{words} {where}")

        page.on(
            "console",
            lambda m: note(m.text, m.location["url"]) if m.type == "error" and not looked_for(m) else None,
        )
        page.on("pageerror", lambda error: note(str(error)))
        page.on("request", lambda r: note(r.url) if urlparse(r.url).hostname not in (HOST, "127.0.0.1", None) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert noticed == []


def _nginx(found: Deployed) -> subprocess.Popen[bytes]:
    """nginx with the shipped site, in which only ports, paths, the name and the certificate are others."""
    folder, key = found.folder, found.folder / "privkey.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"]
    command = [*request, f"/CN={HOST}", "-keyout", str(key), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "site.conf").write_text(_for_here(SITE.read_text(), found))
    user = "user root;" if os.geteuid() == 0 else ""  # the folder of a test is its user's own
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    process = subprocess.Popen(["/usr/sbin/nginx", "-e", str(folder / "nginx.log"), "-c", str(folder / "nginx.conf")])
    until(lambda: found.get(f"{found.below}/_stcore/health").status_code == 200)
    return process


def _for_here(site: str, found: Deployed) -> str:
    swaps = {str(shipped): str(port) for shipped, port in zip(SHIPPED_PORTS, found.processes, strict=True)}
    swaps |= {"443": str(found.port), "80": str(found.plain_port), "wir.example.nl": HOST}
    site = re.sub(r"(?m)^(    location (?:= |~ \^)?)/", rf"\g<1>{found.below}/", site)  # as its own comment says
    swaps |= {"/etc/ssl/wir": str(found.folder), "/var/log/nginx": str(found.folder)}
    return re.sub("|".join(rf"(?<![0-9]){re.escape(old)}(?![0-9])" for old in swaps), lambda m: swaps[m[0]], site)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something that must come; an answer that cannot be had counts as not yet."""
    deadline = time.monotonic() + seconds
    while not _holds(true):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def _holds(true: Callable[[], object]) -> bool:
    try:
        return bool(true())
    except httpx.TransportError:
        return False
