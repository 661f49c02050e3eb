"""A small course beside a figure: what it was on each peildatum, as a line that says its numbers to whoever asks."""

from collections.abc import Sequence

from wir.common import numbers
from wir.common.markup import text

WIDTH, HEIGHT, MARGIN = 96, 22, 3


def course_mark(points: Sequence[tuple[str, int | None]]) -> str:
    """The counts by the name of their peildatum, from zero up; nothing where fewer than two are registered."""
    held = [(name, count) for name, count in points if count is not None]
    if len(held) < 2:
        return ""
    highest = max(count for _, count in held) or 1
    step = (WIDTH - 2 * MARGIN) / (len(held) - 1)
    places = [
        (MARGIN + k * step, HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * n / highest) for k, (_, n) in enumerate(held)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    said = text(", ".join(f"{name} {numbers.count(count)}" for name, count in held))
    x, y = places[-1]
    return (
        f'<svg class="koers" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}"><title>{said}</title>'
        f'<polyline points="{line}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/></svg>'
    )
