"""What changed between two peilingen, as a code in links and filters: nieuw, status.lopend.succesvol, visie.vooruit.

A code always goes from the earlier to the later of the two, whichever of them is shown.
"""

import re
from dataclasses import dataclass

from wir.domain.declaration import PROJECTS
from wir.domain.vocabulary import PHASES, Vocabulary

PROJECT_CHANGES = ("nieuw", "verdwenen", "gewijzigd", "ongewijzigd")
DIRECTIONS = {"vooruit": "vooruit", "gelijk": "gelijk", "terug": "terug", "onvergelijkbaar": "niet te vergelijken"}
DIMENSION_WORDS = {"afspraken": "afspraken", "dynamiek": "dynamiek", "visie": "regiovisie"}
# Fields whose values have a code of their own: of the others a link can only say that they changed.
WITH_CODES = (
    *(f.name for f in PROJECTS.compared if f.kind == "begrip"),
    *(d.name for d in PROJECTS.derived if d.kind == "klasse"),
)
OTHER_FIELDS = tuple(f.name for f in PROJECTS.compared if f.name not in (*WITH_CODES, PROJECTS.key))
FIELD_HEADERS = {field.name: field.header for field in PROJECTS.fields}
SHIFT = re.compile(r"([a-z_]+)\.([a-z0-9-]*)\.([a-z0-9-]*)")


@dataclass(frozen=True)
class Shift:
    """A value that became another; empty where any other value will do."""

    field: str
    old: str = ""
    new: str = ""

    @property
    def code(self) -> str:
        return f"{self.field}.{self.old}.{self.new}"


def parse_shift(text: str) -> Shift | None:
    """The shift that a code says, or None."""
    found = SHIFT.fullmatch(text)
    return Shift(*found.groups()) if found else None


def find_change(text: str, vocabulary: Vocabulary) -> str | None:
    """The code of a change of a project, or None where there is no such change."""
    shift = parse_shift(text)
    if shift is None:
        return text if text in PROJECT_CHANGES else None
    return text if _is_known(shift, vocabulary, WITH_CODES) or text in _changed_fields() else None


def find_step(text: str, vocabulary: Vocabulary) -> str | None:
    """The code of a step of a regio, or None where there is no such step."""
    dimension, _, direction = text.partition(".")
    if dimension in PHASES and direction in DIRECTIONS:
        return text
    shift = parse_shift(text)
    return text if shift and shift.old and shift.new and _is_known(shift, vocabulary, PHASES) else None


def change_words(code: str, vocabulary: Vocabulary) -> str:
    """A change of a project in Dutch."""
    shift = parse_shift(code)
    if shift is None:
        return code
    name = FIELD_HEADERS.get(shift.field, shift.field)
    old, new = (vocabulary.label(shift.field, c) for c in (shift.old, shift.new))
    if shift.old and shift.new:
        return f"{name}: {old} → {new}"
    if shift.new:
        return f"{name} werd: {new}"
    return f"{name} was: {old}" if shift.old else f"{name} gewijzigd"


def step_words(code: str, vocabulary: Vocabulary) -> str:
    """A step of a regio in Dutch."""
    dimension, *rest = code.split(".")
    name = DIMENSION_WORDS[dimension]
    if len(rest) == 1:
        return f"{name} {DIRECTIONS[rest[0]]}"
    printed = {t.code: t.printed for t in vocabulary.terms(dimension)}
    old, new = (printed.get(code, f"Fase {code}") for code in rest)
    return f"{name}: {old} → {new}"


def _changed_fields() -> set[str]:
    return {Shift(name).code for name in OTHER_FIELDS}


def _is_known(shift: Shift, vocabulary: Vocabulary, fields: tuple[str, ...]) -> bool:
    codes = {"", *(t.code for t in vocabulary.terms(shift.field))}
    return shift.field in fields and shift.old in codes and shift.new in codes
