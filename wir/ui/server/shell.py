"""The empty page that a browser gets first: Streamlit's own, in Dutch, with our styles and scripts."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from wir.ui.script import asset

SCRIPTS = ("begin", "show", "place", "page")  # begin.js has to run before Streamlit does
STYLES = ("style", "frame", "explore", "profile", "learning", "reach", "print")
# What Streamlit draws our own HTML with, and the widgets of a page. It would ask for each when the page is there, and
# then for what that imports.
SOON = ("BidiComponent",)
WIDGETS = {
    "/Projecten": ("TextInput",),
    "/Vergelijken": ("Multiselect",),
    "/Rapport": ("FileUploader",),
    "/Register_bijwerken": ("FileUploader", "Selectbox", "TextInput"),
}
IMPORTED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
WITHOUT_SCRIPT = "Het WIR-dashboard heeft JavaScript nodig. Zet dat aan in uw browser."
KEPT = {"Cache-Control": "public, immutable, max-age=31536000"}
# Only ourselves; docs/deploy/nginx.conf says why of each, and repeats it for all that it serves.
POLICY = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
STREAMLITS = ("/static/", "/media/")  # its own files, which a browser may ask again or in parts
CONDITIONS = (b"if-none-match", b"if-modified-since", b"if-range", b"range")
FRESH = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}


@cache
def script() -> str:
    """All our scripts in one."""
    return "".join(asset(f"{name}.js") for name in SCRIPTS)


@cache
def style() -> str:
    """All our styles in one."""
    return "".join(asset(f"{name}.css") for name in STYLES)


def _js(request: Request) -> Response:
    return _file(request, script(), "text/javascript")


def _css(request: Request) -> Response:
    return _file(request, style(), "text/css")


def _file(request: Request, content: str, kind: str) -> Response:
    """To keep, but not under the version of another: during an upgrade two processes may answer one browser."""
    asked = request.query_params.get("v") == _version(content)
    return Response(content, media_type=kind, headers=KEPT if asked else {"Cache-Control": "no-store"})


ROUTES = (Route("/wir.js", _js), Route("/wir.css", _css))


@cache
def page(widgets: Sequence[str] = ()) -> str:
    """The page as HTML, for an address whose page has these widgets."""
    static = Path(get_static_dir())
    html = (static / "index.html").read_text(encoding="utf-8")
    scripts = static / "static" / "js"
    parts = [found.name for name in (*SOON, *widgets) for found in scripts.glob(f"{name}.*.js")]
    more = [f"./static/js/{name}" for name in sorted(_with_imports(scripts, parts))]
    loads = "".join(f'<link rel="modulepreload" crossorigin href="{link}">' for link in more if link not in html)
    ours = f'<script type="module" src="./wir.js?v={_version(script())}"></script>'
    sheet = f'<link rel="stylesheet" href="./wir.css?v={_version(style())}">'
    for old, new in (
        (r'<html lang="en">', '<html lang="nl">'),
        (r"<title>.*?</title>", "<title>WIR-dashboard</title>"),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{WITHOUT_SCRIPT}</p></noscript>"),
        (r"<!-- initialize.*?-->\s*<script>.*?</script>", ""),  # for search engines; the only script within the page
        (r'<!--\s*Machine-readable.*?-->\s*<link rel="service-desc"[^>]*>', ""),  # an address that is closed here
        (r'(?=<script type="module")', ours),
        (r"</head>", f"{loads}</head>"),
        (r"</body>", f"{sheet}</body>"),  # Streamlit puts its styles at the end of the head; ours come after them
    ):
        html = re.sub(old, new, html, count=1, flags=re.DOTALL)
    return html


def _version(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _with_imports(folder: Path, names: Sequence[str]) -> set[str]:
    """The files with these names, and all that they import."""
    found: set[str] = set()
    todo = [*names]
    while todo:
        if (name := todo.pop()) not in found:
            found.add(name)
            todo += IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return found


class Shell:
    """Gives our page where Streamlit gives its own: at every address that is nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer, and put our page in the place of its own."""
        ours = False

        async def instead(message: Message) -> None:
            nonlocal ours
            begins = message["type"] == "http.response.start"
            if begins:
                kind = dict(message["headers"]).get(b"content-type", b"")
                ours = message["status"] == 200 and kind.startswith(b"text/html")
            if not ours:
                await send(message)
            elif begins:
                await HTMLResponse(page(WIDGETS.get(scope["path"], ())), headers=FRESH)(scope, receive, send)

        if scope["type"] == "http" and not scope["path"].startswith(STREAMLITS):
            # Streamlit would answer that its own page, which a browser may have from before, is still the same.
            asked = [header for header in scope["headers"] if header[0] not in CONDITIONS]
            await self._app({**scope, "headers": asked}, receive, instead)
        else:
            await self._app(scope, receive, send)
