"""The style sheets, parsed: every rule with what it declares, those within @media too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import tinycss2

from wir.common.paths import ROOT

GROUPS = ("media", "container", "supports")  # what holds rules itself; @page and the like hold none


@dataclass(frozen=True)
class Rule:
    """The values of a rule by property, as parsed."""

    selectors: tuple[str, ...]
    declared: Mapping[str, list[Any]]

    def variables(self, *properties: str) -> list[str]:
        """The names in var() in the values of these properties."""
        values = (self.declared.get(name, []) for name in properties)
        return [argument.value.removeprefix("--") for value in values for argument in _variables(value)]

    def literals(self) -> Iterator[str]:
        """The colours and addresses that are written out."""
        for node in (n for value in self.declared.values() for n in walk(value)):
            if node.type in ("hash", "url") or (node.type == "function" and node.lower_name in ("rgb", "rgba", "url")):
                yield node.serialize()


def walk(nodes: Iterable[Any]) -> Iterator[Any]:
    """All parts of a value, those within functions and brackets too."""
    for node in nodes:
        yield node
        yield from walk(getattr(node, "arguments", None) or getattr(node, "content", None) or ())


def _variables(value: list[Any]) -> Iterator[Any]:
    for node in walk(value):
        if node.type == "function" and node.lower_name == "var":
            yield from (a for a in node.arguments[:1] if a.type == "ident")


def _selectors(prelude: list[Any]) -> tuple[str, ...]:
    """What stands between the commas; those within :is() are parts of one selector."""
    parts = groupby(prelude, key=lambda node: node == ",")
    return tuple(tinycss2.serialize(list(part)).strip() for comma, part in parts if not comma)


def _rules(nodes: Iterable[Any]) -> Iterator[Rule]:
    for node in nodes:
        assert node.type in ("qualified-rule", "at-rule"), node
        if node.type == "qualified-rule":
            listed = tinycss2.parse_declaration_list(node.content, skip_comments=True, skip_whitespace=True)
            assert {d.type for d in listed} <= {"declaration"}, (tinycss2.serialize(node.prelude), listed)
            yield Rule(_selectors(node.prelude), {d.name: d.value for d in listed})
        elif node.lower_at_keyword in GROUPS:
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


SHEETS = [
    tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    for path in sorted((ROOT / "wir" / "ui" / "static").glob("*.css"))
]
RULES = [rule for sheet in SHEETS for rule in _rules(sheet)]
