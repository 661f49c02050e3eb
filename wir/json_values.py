"""Reading JSON that we once wrote back as the value of a dataclass, also when an older or newer app wrote it."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from types import UnionType
from typing import Any, Literal, get_origin


def known_fields(kind: type, text: str) -> dict[str, Any]:
    """The fields of a dataclass that stand in a JSON text; others are left out. Raises ValueError."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("geen JSON-object")
    return {f.name: values[f.name] for f in fields(kind) if f.name in values}


def refuse_other_kinds(kind: type, values: Mapping[str, object]) -> None:
    """Raises ValueError for a value that its field cannot hold, KeyError where `wanneer` is missing."""
    for f in fields(kind):
        wanted: Any = f.type if isinstance(f.type, UnionType) else get_origin(f.type) or f.type
        if wanted is not Literal and f.name in values and not isinstance(values[f.name], wanted):
            raise ValueError(f"{f.name}: {values[f.name]!r}")
    datetime.fromisoformat(str(values["wanneer"]))
