"""The style sheets: every name in them is there, and nothing that a sanitiser or strict network refuses."""

import re

from wir.common.paths import ROOT

CSS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "wir" / "ui" / "static").glob("*.css")))
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


SCALES = [f"schaal-{steps}-{k}" for steps in (4, 5) for k in range(1, steps + 1)]


class TestTheStyleSheet:
    def test_gives_every_phase_its_pair(self) -> None:
        for name in SCALES:
            steps, phase = name.split("-")[1:]
            assert re.search(
                rf"\.schaal-{steps}\.fase-{phase}\b[^{{]*{{ --vul: var\(--{name}\); --tekst: var\(--{name}-tekst\); }}",
                RULES,
            )

    def test_names_colours_only_as_variables(self) -> None:
        rest = re.sub(r":root \{.*?\n\}", "", RULES, flags=re.DOTALL)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", rest)

    def test_uses_no_variable_that_is_not_there(self) -> None:
        assert set(re.findall(r"var\((--[\w-]+)\)", RULES)) <= set(re.findall(r"(--[\w-]+):", RULES))

    def test_asks_nothing_of_another_host_and_survives_the_sanitiser(self) -> None:
        assert not re.search(r"url\(|@import|https?:", CSS)
        assert not re.search(r"<[/\w!]", CSS)
