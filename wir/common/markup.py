"""Text and links as HTML: escaped, on one line, and nowhere but within the app."""

import html
import re

from wir.common.unseen_characters import readable


def text(value: str) -> str:
    """Text for between tags or quotes, on one line."""
    return html.escape(" ".join(readable(value).split()))


def address(href: str) -> str:
    """A link to a page of the app itself; anything with a scheme or another host is a mistake of ours."""
    if not re.match(r"[?#]|/(?!/)|[\w%.-]+(?![\w%.:-])", href):
        raise ValueError(f"not a link within the app: {href}")
    return text(href)


def link_or_text(words: str, href: str = "", classes: str = "") -> str:
    """A link within the app, or plain text where there is nowhere to go."""
    if not href:
        return text(words)
    return f'<a class="wir-link {classes}" target="_self" href="{address(href)}">{text(words)}</a>'
