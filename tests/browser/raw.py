"""A reader without a browser, who can send what no browser would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import KEY


@dataclass
class Raw:
    """One connection with its session."""

    base: str
    cookies: dict[str, str]
    socket: ClientConnection
    session: str = ""

    def open(self, page: str = "", query: str = "") -> list[ForwardMsg]:
        """Run a page; what came of it."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        self.socket.send(message.SerializeToString())
        found = []
        while True:
            found.append(ForwardMsg.FromString(self.socket.recv(timeout=120)))
            kind = found[-1].WhichOneof("type")
            if kind == "new_session":
                self.session = found[-1].new_session.initialize.session_id or self.session
            if kind == "script_finished":
                return found

    def send_file(self, content: bytes, file: str, session: str = "", method: str = "PUT") -> int:
        """What sending a file under an id gives."""
        address = f"{self.base}/_stcore/upload_file/{session or self.session}/{file}"
        headers = {"X-Xsrftoken": self.cookies["_streamlit_xsrf"]}
        sent = {"files": {"file": ("a.xlsx", content)}} if method == "PUT" else {}
        with httpx.Client(cookies=self.cookies, timeout=60) as client:
            return client.request(method, address, headers=headers, **sent).status_code  # type: ignore[arg-type]

    def newer(self, session: str = "") -> dict[str, str]:
        """What /versie tells this session."""
        found: dict[str, str] = httpx.get(
            f"{self.base}/versie", headers={"X-Sessie": session or self.session}, timeout=20
        ).json()
        return found


@contextmanager
def raw(base: str, key: bool = True, **headers: str) -> Iterator[Raw]:
    """Connect, as who started the server or without its key."""
    url = httpx.URL(base)
    with httpx.Client(timeout=20) as client:
        client.get(f"{base}/_stcore/health")
        client.get(f"{base}/_stcore/host-config")
        cookies = dict(client.cookies)
    if key:
        cookies[f"wir_sleutel_{url.port}"] = KEY
    sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), **headers}
    with connect(
        f"ws://{url.host}:{url.port}{url.path.rstrip('/')}/_stcore/stream",
        origin=f"http://{url.host}:{url.port}",  # type: ignore[arg-type]
        subprotocols=["streamlit", cookies.get("_streamlit_xsrf", "")],  # type: ignore[list-item]
        additional_headers=sent,
        max_size=None,
    ) as socket:
        yield Raw(base, cookies, socket)
