"""Which project a number means, however it is typed: a person reads wir-009, WIR–009 and WIR-009 as one."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from wir.common.unseen_characters import alike

PARTS = re.compile(r"[^\W\d_]+|\d+")


def carried_on(given: Iterable[str], earlier: Iterable[str]) -> dict[str, str]:
    """The earlier number that each other spelling of it stands for, where that is exactly one.

    First what looks the same, then what lost its zeros or its signs, then what lost what stands before its number.
    What stands in the file as it is, or is meant by two, is nobody else's.
    """
    typed = set(given)
    free = [number for number in earlier if number not in typed]
    taken, found = set(earlier), dict[str, str]()
    for spelled in (alike, _without_zeros, _digits):
        left = [number for number in typed if number not in taken and number not in found]
        meant = _only(free, spelled)
        pairs = {number: meant[how] for number in left if (how := spelled(number)) and how in meant}
        if spelled is _digits:
            pairs = {number: old for number, old in pairs.items() if _has_no_letters(number)}
        claims = Counter(pairs.values())
        found |= {number: old for number, old in pairs.items() if claims[old] == 1}
        free = [number for number in free if number not in claims]
    return found


def _only(numbers: Iterable[str], spelled: Callable[[str], Hashable]) -> Mapping[Hashable, str]:
    """The numbers by how they are spelled, without those that share it."""
    each = [(spelled(number), number) for number in numbers]
    times = Counter(how for how, _ in each)
    return {how: number for how, number in each if how and times[how] == 1}


def _without_zeros(number: str) -> tuple[str, ...]:
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in PARTS.findall(alike(number)))


def _digits(number: str) -> tuple[str, ...]:
    """Without the letters before the number: CZ-1 and VGZ-1 are then the same, and so nobody's."""
    parts = _without_zeros(number)
    return parts[1:] if parts and not parts[0].isdigit() else parts


def _has_no_letters(number: str) -> bool:
    return all(part.isdigit() for part in PARTS.findall(alike(number)))
