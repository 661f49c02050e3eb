"""Links within the app: plain anchors to a page with its selection, to open, copy and bookmark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from wir.common.markup import text
from wir.domain.inventarisatie import INVENTARISATIE as INVENTARISATIE_REGISTER
from wir.domain.selection import FILTERS, PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.domain.trajecten import TRAJECTEN
from wir.domain.vocabulary import Region
from wir.insight.profile import USED

Extra = Mapping[str, str | Sequence[str]]

KEPT = "bewaard"  # the project numbers of the reader's short list: on every page, so that a link takes it along
MOST_KEPT = 30
LONGEST_KEPT = 60  # characters of a project number in it


@dataclass(frozen=True)
class Page:
    """A page of the app. `path` is its URL, empty for the landing page; `extra` are URL parameters of its own.

    `uses` are the filters that count on it; a page that uses none is about the whole register, or, where it is
    `published`, about no register at all: what other reports published. `registers` are others that a part of it shows.
    """

    path: str
    name: str
    group: str = ""
    extra: tuple[str, ...] = ()
    uses: tuple[str, ...] = FILTERS
    published: bool = False
    registers: tuple[str, ...] = ()

    @property
    def uses_selection(self) -> bool:
        return bool(self.uses)


LANDELIJK = Page("", "Landelijk beeld", extra=("kaart",))
REGIOS = Page("Regios", "Regio’s", "Verkennen", extra=("kaart", "volgorde"), uses=REGION_FILTERS)
REGIOPROFIEL = Page(
    "Regioprofiel",
    "Regioprofiel",
    "Verkennen",
    extra=("kaart",),
    uses=USED,
    registers=(INVENTARISATIE_REGISTER.name, TRAJECTEN.name),
)
THEMAS = Page("Themas", "Thema’s", "Verkennen", ("als",), uses=PROJECT_FILTERS)
PROJECTEN = Page(
    "Projecten", "Projecten", "Verkennen", ("project", "sorteer", "kolommen", "pagina"), uses=PROJECT_FILTERS
)
VERKENNEN = Page("Verkennen", "Zelf verkennen", "Verkennen", ("rijen", "kolommen", "als", "vorm"))
VERGELIJKEN = Page("Vergelijken", "Vergelijken", "Verkennen", ("soort", "met", "oordeel", "tabel"))
ONTWIKKELING = Page("Ontwikkeling", "Ontwikkeling", "Volgen", ("oordeel", "waarde", "dimensie"))
LEREN = Page("Leren_van_elkaar", "Leren van elkaar", "Volgen", ("zonder",), uses=PROJECT_FILTERS)
VOORTGANG = Page(
    "Ondersteuning_en_voortgang",
    "Ondersteuning en voortgang",
    "Volgen",
    ("traject", "beeld"),
    uses=(),
    published=True,
    registers=(TRAJECTEN.name,),
)
INVENTARISATIE = Page(
    "Inventarisatie_2023",
    "Inventarisatie 2023",
    "Volgen",
    ("schaal",),
    uses=(),
    published=True,
    registers=(INVENTARISATIE_REGISTER.name,),
)
RAPPORT = Page("Rapport", "Rapport", "Maken", ("hoofdstukken",))
BIJWERKEN = Page("Register_bijwerken", "Register bijwerken", "Maken", extra=("levering",), uses=())
VERANTWOORDING = Page("Verantwoording", "Verantwoording", "Weten", uses=())
PAGES = (
    LANDELIJK,
    REGIOS,
    REGIOPROFIEL,
    THEMAS,
    PROJECTEN,
    VERKENNEN,
    VERGELIJKEN,
    ONTWIKKELING,
    LEREN,
    VOORTGANG,
    INVENTARISATIE,
    RAPPORT,
    BIJWERKEN,
    VERANTWOORDING,
)


def query(selection: Selection, extra: Extra | None = None) -> str:
    """The query string of a selection, with the parameters of one page behind it."""
    # Before anything of the WIR register is published there is no peildatum to name.
    own = selection.to_params() if selection.peildatum > date.min else {}
    return "?" + urlencode([*own.items(), *(extra or {}).items()], doseq=True)


def profile_of(selection: Selection, region: Region) -> Selection:
    """The selection for the profile of one regio: another concessiehouder would leave nothing to see."""
    chosen = selection.with_filter("regio", [region.code])
    return (
        chosen
        if region.concessiehouder in selection.of("concessiehouder")
        else chosen.with_filter("concessiehouder", [])
    )


def href(page: Page, selection: Selection, extra: Extra | None = None) -> str:
    """A relative link, so that it works behind any base path."""
    return f"{page.path or './'}{query(selection, extra)}"


def link(words: str, target: str, classes: str = "", label: str = "", current: bool = False) -> str:
    """An anchor that static/page.js follows without a new session; without scripts it simply loads.

    `current` is for a link to the page that is open.
    """
    spoken = (f' aria-label="{text(label)}"' if label else "") + (' aria-current="page"' if current else "")
    return f'<a href="{text(target)}" target="_self" class="wir-link {classes}"{spoken}>{text(words)}</a>'
