"""Text as HTML stays text, wherever it stands; links of ours lead within the app."""

import pytest

from tests.support.markup import parsed, words
from wir.common import markup

EVIL = "\" onclick='kwaad' <b>&amp;"


def test_a_text_says_the_same_between_tags_and_between_quotes() -> None:
    for quote in ("'", '"'):
        (part,) = parsed(f"<p title={quote}{markup.text(EVIL)}{quote}>{markup.text(EVIL)}</p>")
        assert (dict(part.attrib), words(part), len(part)) == ({"title": EVIL}, EVIL, 0)


@pytest.mark.parametrize(
    "href", ["/Regios?regio=TWE", "Regioprofiel?regio=TWE", "?x=1:2", "#kaart", "Leren_van_elkaar"]
)
def test_links_lead_within_the_app(href: str) -> None:
    assert markup.address(href) == href


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "https://elders", "//elders", " /x", ""])
def test_links_elsewhere_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not a link within the app"):
        markup.address(href)
