"""Rows with their words above them: such a drawing needs no room beside it, and reads the same on a phone."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

ROW = 44  # height of a row: its words, and the marks below them
BELOW, ABOVE = 9, -10  # of the middle of a row


def row_of(order: Sequence[str]) -> alt.Y:
    """The rows by the field `rij`, in this order."""
    return alt.Y("rij:N", sort=list(order), title=None, axis=None, scale=alt.Scale(padding=0))


def height_of(rows: int) -> int:
    """How high a drawing of so many rows is; a screen keeps some of it for the edges."""
    return ROW * rows + 20


def words_above(frame: pd.DataFrame, y: alt.Y) -> alt.Chart:
    """The field `kop` of each row, from the left; what does not fit ends in an ellipsis, tooltips have it all."""
    chart: alt.Chart = (
        alt.Chart(frame.drop_duplicates("rij")[["rij", "kop"]])
        .mark_text(align="left", yOffset=ABOVE, fontSize=12.5, aria=False, limit=alt.ExprRef("width"))
        .encode(y=y, x=alt.value(0), text=alt.Text("kop:N"))
    )
    return chart
