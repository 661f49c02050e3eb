"""The one menu of a block: its files, the rows behind it, a line to cite and what its words mean, behind a ⋯."""

from wir.common.markup import text


def block_menu(what: str, *parts: str) -> str:
    """The menu in the corner of the block that it stands in; `parts` are ready-made HTML, `what` is for the ear."""
    said = text(f"Meer over {what}")
    button = f'<summary aria-label="{said}" title="Meer">⋯</summary>'
    return f'<details class="blokmenu">{button}<div>{"".join(parts)}</div></details>'
