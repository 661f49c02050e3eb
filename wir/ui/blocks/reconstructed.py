"""How a value that was not published but reconstructed is marked, wherever it stands beside a real name."""

REBUILT = "gereconstrueerd, niet in het rapport gepubliceerd"
_SAID = f'<span class="reconstructie">Grijs cursief</span>: {REBUILT}.'
LEGEND = f'<p class="bron">{_SAID}</p>'
PROJECTS_LEGEND = f'<p class="bron">{_SAID} Wat ‘Gereconstrueerd project’ heet, is dat helemaal.</p>'


def marked(inner: str, rebuilt: bool) -> str:
    """Ready-made HTML, marked where its value was not published but reconstructed."""
    return f'<span class="reconstructie" title="{REBUILT}">{inner}</span>' if rebuilt else inner
