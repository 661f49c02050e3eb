"""What a drawing draws, to compare with its table."""

from collections.abc import Iterator
from typing import Any

from wir.charts.drawing import Drawing


def rows(drawing: Drawing) -> Iterator[dict[str, Any]]:
    """The values of a drawing, those of a mark that says something: not where a regio lies, nor a line to go by."""
    for lines in drawing.spec.get("datasets", {}).values():
        yield from (line for line in lines if "zin" in line)
