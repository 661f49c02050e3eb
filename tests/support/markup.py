"""What a page is made of: the elements and attributes in its HTML, to see that no text has become one of them."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lxml.html import HtmlElement, fragment_fromstring
from streamlit.testing.v1 import AppTest

# Nothing of ours loads, runs, frames, sends or restyles anything.
FORBIDDEN = {
    *("script", "img", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "style"),
    *("video", "audio", "source", "template", "math", "foreignobject", "marquee", "textarea", "kwaad"),
}
ADDRESSES = ("href", "src", "xlink:href", "action", "formaction", "srcset", "poster", "data")
DRAWN = re.compile(r"data:image/(svg\+xml|png);base64,[A-Za-z0-9+/=]+")  # our drawings in the preview of the report
WITHIN = re.compile(r"(\./|[\w%]+)?[?#].*|#.*|[\w%]+|")  # a page of the app itself, with its selection
# In a label: a backslash before a sign keeps Markdown from taking it for more; an address is a link even so.
MARKED = re.compile(r"(?<!\\)[<\[`*$]|\]\(|(?<!\\):\w+(?<!\\)\[|://|www\.|\w@\w", re.IGNORECASE)
OVERRIDES = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        drawn = tag == "img" and DRAWN.fullmatch(dict(attrs).get("src") or "")
        if tag in FORBIDDEN and not drawn:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            led_out = name in ADDRESSES and not drawn and not WITHIN.fullmatch(value or "")
            if name.startswith("on") or led_out or (name == "style" and "url" in (value or "")):
                self.wrong.append(f'<{tag} {name}="{value}">')

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")


def wrong_parts(markup: str) -> list[str]:
    """The elements and attributes in this HTML that are none of ours."""
    parts = _Parts()
    parts.feed(markup)
    parts.close()
    return parts.wrong


def parsed(markup: str) -> HtmlElement:
    """Markup as a browser takes it."""
    return fragment_fromstring(markup, create_parent="div")


def words(part: HtmlElement) -> str:
    """What is read in a part of a page."""
    return " ".join(part.text_content().split())


def links(part: HtmlElement) -> list[tuple[str, str]]:
    """The words and the address of every link, in order."""
    return [(words(link), link.get("href")) for link in part.iter("a")]


def rows(table: HtmlElement) -> list[list[str]]:
    """What is read in each cell of the body of a table."""
    return [[words(cell) for cell in row] for row in table.xpath("tbody/tr")]


def table(part: HtmlElement, caption: str) -> HtmlElement:
    """The one table whose caption begins so."""
    (found,) = (t for t in part.iter("table") if words(t.find("caption")).startswith(caption))
    return found


def pieces(app: AppTest) -> list[str]:
    """The HTML of our own on a page, piece by piece, as `wir.ui.view.html` put it there."""
    mounted = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in mounted if proto.component_name == "wir_html"]


def strange_things(app: AppTest) -> Iterator[str]:
    """All in a page that a hostile text can have put there: elements, Markdown, signs that turn a line around."""
    for piece in pieces(app):
        yield from wrong_parts(piece)
        if OVERRIDES.search(piece):
            yield f"turned around: {piece[:200]!r}"
    for block in app.markdown:
        if block.allow_html or "buiten.example" in block.value or OVERRIDES.search(block.value):
            yield f"Markdown: {block.value[:200]!r}"
    widgets = (*app.button, *app.checkbox, *app.selectbox, *app.multiselect, *app.expander, *app.radio, *app.title)
    for widget in (*widgets, *app.header, *app.subheader, *app.text_input):
        said = str(getattr(widget, "label", "") or getattr(widget, "value", ""))
        if MARKED.search(said) or OVERRIDES.search(said):
            yield f"label: {said[:200]!r}"
