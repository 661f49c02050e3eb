"""The style sheets: every name in them is there, and nothing that a strict network refuses."""

from tests.support.style_sheets import RULES, SHEETS, walk

SCALES = [f"schaal-{steps}-{k}" for steps in (4, 5) for k in range(1, steps + 1)]


def test_every_phase_has_its_pair() -> None:
    for name in SCALES:
        _, steps, phase = name.split("-")
        (rule,) = (r for r in RULES if f".schaal-{steps}.fase-{phase}" in r.selectors)
        assert (rule.variables("--vul"), rule.variables("--tekst")) == ([name], [f"{name}-tekst"])


def test_colours_are_named_as_variables_only() -> None:
    assert [r.selectors for r in RULES if ":root" not in r.selectors and any(r.literals())] == []


def test_no_variable_is_used_that_is_not_there() -> None:
    declared = {name.removeprefix("--") for rule in RULES for name in rule.declared if name.startswith("--")}
    assert {name for rule in RULES for name in rule.variables(*rule.declared)} <= declared


def test_nothing_is_asked_of_another_host() -> None:
    assert [
        node for sheet in SHEETS for node in sheet if node.type == "at-rule" and node.lower_at_keyword == "import"
    ] == []
    parts = [node for rule in RULES for value in rule.declared.values() for node in walk(value)]
    assert [
        n for n in parts if n.type == "url" or (n.type == "function" and n.lower_name in ("url", "image-set"))
    ] == []
