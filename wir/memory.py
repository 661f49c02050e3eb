"""Remembering answers: a function of values that never change is asked once."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Memory:
    """At most `most` answers, the least used forgotten first. Safe to share between threads.

    Streamlit's own cache walks through every argument to make its key, which took half the time of a page.
    """

    def __init__(self, most: int) -> None:
        self._answers = lru_cache(maxsize=most)(_ask)

    def ask(self, function: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """What the function gives for these arguments, now or before; an exception is not remembered."""
        answer: Answer = self._answers(function, *arguments)
        return answer


def _ask(function: Callable[..., Any], *arguments: Hashable) -> Any:
    return function(*arguments)
