"""Dividing totals over things so that the totals come out exactly and the result is the same on every run."""

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

T = TypeVar("T")
V = TypeVar("V")
K = TypeVar("K", bound=Hashable)

# Noise stays below this many points of cost: enough to keep things from lining up, too little to be implausible.
NOISE_POINTS = 25
# Whole numbers up to here are exact as floats, so the cheapest assignment does not depend on the machine.
_RESOLUTION = 1_000_000


def noise(*parts: object, below: int) -> int:
    """A number from 0 that looks random and always is the same for the same parts."""
    digest = hashlib.sha256("|".join(str(p) for p in parts).encode()).digest()
    return int.from_bytes(digest[:6]) % below


def assign(
    items: Sequence[T],
    quotas: Mapping[V, int],
    cost: Callable[[T, V], int],
    key: Callable[[T], str],
    salt: str,
) -> dict[str, V]:
    """Give every item a value, each value exactly as often as its quota says, at the least total cost."""
    values = [value for value, count in quotas.items() if count]
    slots = [value for value in values for _ in range(quotas[value])]
    if len(slots) != len(items):
        raise ValueError(f"{salt}: {len(items)} te verdelen over {len(slots)} plaatsen")

    def price(item: T, value: V) -> int:
        return cost(item, value) * _RESOLUTION + NOISE_POINTS * noise(salt, key(item), value, below=_RESOLUTION)

    table = np.array([[price(item, value) for value in values] for item in items], dtype=float)
    columns = np.repeat(np.arange(len(values)), [quotas[value] for value in values])
    chosen = linear_sum_assignment(table[:, columns])[1]
    return {key(item): slots[slot] for item, slot in zip(items, chosen, strict=True)}


def share(total: int, weights: Mapping[K, int]) -> dict[K, int]:
    """Divide a total in proportion to the weights, in whole numbers (largest remainders first)."""
    whole = sum(weights.values())
    shares = {k: total * w // whole for k, w in weights.items()}
    by_remainder = sorted(weights, key=lambda k: -(total * weights[k] % whole))
    return {k: n + (k in by_remainder[: total - sum(shares.values())]) for k, n in shares.items()}


def spread(counts: Mapping[K, int], salt: str) -> list[K]:
    """Every key as often as it counts, evenly mixed, so that each stretch of the list looks like the whole."""
    places = [
        ((i * _RESOLUTION + noise(salt, k, below=_RESOLUTION)) / n, str(k), k)
        for k, n in counts.items()
        for i in range(n)
    ]
    return [k for _, _, k in sorted(places, key=lambda p: p[:2])]
