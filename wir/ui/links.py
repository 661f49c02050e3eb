"""Links within the app: plain anchors to a page with its selection, to open, copy and bookmark."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from wir.charts import attribute, text
from wir.selection import Selection


@dataclass(frozen=True)
class Page:
    """A page of the app. `path` is its URL, empty for the landing page; `extra` are URL parameters of its own."""

    path: str
    name: str
    group: str = ""
    extra: tuple[str, ...] = ()
    uses_selection: bool = True


LANDELIJK = Page("", "Landelijk beeld", extra=("kaart",))
REGIOS = Page("Regios", "Regio’s", "Verkennen", extra=("kaart",))
THEMAS = Page("Themas", "Thema’s", "Verkennen")
VERANTWOORDING = Page("Verantwoording", "Verantwoording", "Weten", uses_selection=False)
BIJWERKEN = Page("Register_bijwerken", "Register bijwerken", "Beheer", extra=("levering",), uses_selection=False)
PAGES = (LANDELIJK, REGIOS, THEMAS, BIJWERKEN, VERANTWOORDING)


def query(selection: Selection, extra: Mapping[str, str] | None = None) -> str:
    """The query string of a selection, with the parameters of one page behind it."""
    return "?" + urlencode([*selection.to_params().items(), *(extra or {}).items()], doseq=True)


def href(page: Page, selection: Selection, extra: Mapping[str, str] | None = None) -> str:
    """A relative link, so that it works behind any base path."""
    return f"{page.path or './'}{query(selection, extra)}"


def link(words: str, target: str, classes: str = "", label: str = "") -> str:
    """An anchor that static/page.js follows without a new session; without scripts it simply loads."""
    spoken = f' aria-label="{attribute(label)}"' if label else ""
    return f'<a href="{attribute(target)}" target="_self" class="wir-link {classes}"{spoken}>{text(words)}</a>'
