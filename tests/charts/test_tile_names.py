"""The name of every regio fits within its hexagon, and is broken where Dutch does."""

import re

import pytest

from wir.charts import tile_names
from wir.domain.vocabulary import regions

EVIL = "<script>alert(1)</script> \"a\" 'b' & c\n\n[x](http://elders)"


class TestNames:
    @pytest.mark.parametrize("name", [r.naam for r in regions().all_regions] + [EVIL, "W" * 80, "Ĳ" * 30])
    def test_keeps_every_name_within_its_hexagon(self, name: str) -> None:
        lines = tile_names.label_lines(name)
        assert 1 <= len(lines) <= 3
        assert all(tile_names.text_width(line) <= tile_names.ROOM for line in lines)

    @pytest.mark.parametrize("name", [r.naam for r in regions().all_regions if r.tegel_rij is not None])
    def test_shortens_no_name_of_a_region(self, name: str) -> None:
        assert "".join(tile_names.label_lines(name)).replace("-", "").replace(" ", "") == re.sub(r"[- ]", "", name)

    @pytest.mark.parametrize(
        ("name", "lines"),
        [
            ("Twente", ("Twente",)),
            ("Zuid-Limburg", ("Zuid-", "Limburg")),
            ("Amstelland en de Meerlanden", ("Amstelland", "en de", "Meerlanden")),
            ("Noord- en Midden-Limburg", ("Noord- en", "Midden-", "Limburg")),
            ("Kennemerland", ("Kennemer-", "land")),
            ("Apeldoorn / Zutphen", ("Apeldoorn/", "Zutphen")),
        ],
    )
    def test_breaks_names_where_dutch_does(self, name: str, lines: tuple[str, ...]) -> None:
        assert tile_names.label_lines(name) == lines
