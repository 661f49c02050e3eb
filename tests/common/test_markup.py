"""Links of ours lead within the app."""

import pytest

from wir.common import markup


@pytest.mark.parametrize(
    "href", ["/Regios?regio=TWE", "Regioprofiel?regio=TWE", "?x=1:2", "#kaart", "Leren_van_elkaar"]
)
def test_links_lead_within_the_app(href: str) -> None:
    assert markup.address(href) == href


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "https://elders", "//elders", " /x", ""])
def test_links_elsewhere_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not a link within the app"):
        markup.address(href)
