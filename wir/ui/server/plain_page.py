"""A page that needs nothing of Streamlit: what is the matter, and what to do."""

from html import escape

from starlette.responses import HTMLResponse

PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} · WIR-dashboard</title>
<style>
  :root {{ color-scheme: light dark; }}
  body {{ margin: 15vh auto; max-width: 36rem; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; }}
</style></head>
<body><h1>{title}</h1><p>{words}</p></body></html>"""


def plain_page(title: str, words: str, status: int, **headers: str) -> HTMLResponse:
    """The page, which no browser keeps."""
    page = PAGE.format(title=escape(title), words=escape(words))
    return HTMLResponse(page, status, {"Cache-Control": "no-store", **headers})
