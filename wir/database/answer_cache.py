"""Remembering answers about one thing: a function of it and of values that never change is asked once."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar
from weakref import ref

Answer = TypeVar("Answer")


class Memory:
    """At most `most` answers about its owner, the least used forgotten first. Safe to share between threads.

    It does not keep its owner alive: a database with all that was computed from it goes as soon as nobody uses it.
    Streamlit's own cache walks through every argument to make its key, which took half the time of a page.
    """

    def __init__(self, owner: object, most: int) -> None:
        about = ref(owner)

        def answer(function: Callable[..., Any], *arguments: Hashable) -> Any:
            return function(about(), *arguments)

        self._answers = lru_cache(maxsize=most)(answer)

    def ask(self, function: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """What the function gives for the owner and these, now or before; an exception is not remembered."""
        answer: Answer = self._answers(function, *arguments)
        return answer
