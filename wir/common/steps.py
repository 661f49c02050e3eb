"""How far something long is, for whoever waits for it: what is told may end it by raising."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Told = Callable[[str, int, int], None]
"""What is being done, how far it is and of how many; 0 of 0 where that is not known."""
T = TypeVar("T")
EVERY = 1000


def unwatched(words: str, done: int, total: int) -> None:
    """Nobody waits."""


def counted(items: Iterable[T], words: str, total: int, told: Told) -> Iterator[T]:
    """The items; each thousandth is told."""
    for number, item in enumerate(items):
        if number % EVERY == 0:
            told(words, number, total)
        yield item
