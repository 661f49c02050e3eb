"""How a value that was not published but reconstructed is marked, wherever it stands beside a real name."""

REBUILT = "gereconstrueerd: niet in het rapport gepubliceerd"
LEGEND = (
    '<p class="bron"><span class="reconstructie">Grijs cursief</span>: '
    "gereconstrueerd, niet in het rapport gepubliceerd. Wat ‘Gereconstrueerd project’ heet, is dat helemaal.</p>"
)


def marked(inner: str) -> str:
    """Ready-made HTML, marked as reconstructed."""
    return f'<span class="reconstructie" title="{REBUILT}">{inner}</span>'
