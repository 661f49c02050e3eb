"""How far something long is, and a way to stop it: Streamlit ends a run at its next element after a click."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import streamlit as st

from wir.common import numbers
from wir.common.steps import Told
from wir.ui.view import label

PATIENCE = 1.0  # seconds before there is anything to see


@contextmanager
def stoppable(key: str, stop: Callable[[], None]) -> Iterator[Told]:
    """What tells a person how far it is; `stop` is what a click on Stop does."""
    place, begun = st.empty(), monotonic()
    shown: list[st.delta_generator.DeltaGenerator] = []

    def told(words: str, done: int, total: int) -> None:
        if monotonic() - begun < PATIENCE:
            return
        if not shown:
            with place.container():
                shown.append(st.progress(0.0))
                st.button("Stop", key=f"stop_{key}", on_click=stop)
        many = f": {numbers.count(done)} van {numbers.count(total)}" if total else "…"
        shown[0].progress(done / total if total else 0.0, text=label(words + many))

    yield told
    place.empty()
