"""The names of regions as zorgkantoren write them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wir.domain.region_names import find_place
from wir.domain.vocabulary import Region, normalise, regions


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("AM - Regio Zuid - Limburg", "ZLI"),
        ("AM - Regio Noord - en Midden - Limburg", "NML"),
        ("Groot Amsterdam", "AMS"),
        ("Regio Arnhem (subregio Food Valley)", "FOO"),
        ("Regio Arnhem (Achterhoek)", "ACH"),
        ("zorgkantoorregio Nijmegen (deelregio Rivierenland)", "RIV"),
        ("Apeldoorn/Zutphen", "APE"),
        ("Zuid-HollandNoord", "ZHN"),
        ("NOORD-HOLLAND-NOORD", "NHN"),
        ("’t Gooi", "GOO"),
        ("Fryslân", "FRL"),
        ("Amstelland & de Meerlanden", "AMM"),
        ("Noord- & Midden-Limburg", "NML"),
        ("Zorgkantoor Twente", "TWE"),
        ("Zorgkantoor regio Twente", "TWE"),
        ("ZK-regio Twente", "TWE"),
        ("Regio: Twente", "TWE"),
        ("Arnhem", "ARN-ALLE"),
        ("Rotterdam (Capelle/Krimpen)", "CAP"),
        # As the reports of 2021 spell them.
        ("Noord-Midden-Limburg", "NML"),
        ("Amstelland/Meerlanden", "AMM"),
        ("Amstelland / Meerlanden", "AMM"),
        ("'t Gooi / Almere", "GOO"),
        ("Gooi, Vechtstreken & Almere", "GOO"),
        ("Gooi, Vechtstreken en Almere", "GOO"),
        ("'t Gooi, Almere & Vechtstreken", "GOO"),
        ("Regio ’t Gooi, Vechtstreken & Almere", "GOO"),
        ("Capelle a/d IJssel en Krimpen a/d IJssel", "CAP"),
        ("Rotterdam (Capelle a/d IJssel & Krimpen a/d IJssel)", "CAP"),
        ("de Achterhoek", "ACH"),
        ("Arnhem (de Achterhoek)", "ACH"),
    ],
)
def test_a_regio_as_zorgkantoren_write_it(written: str, code: str) -> None:
    found = find_place(regions(), written, "")
    assert found is not None
    assert found.code == code


def spelled(region: Region, rng: random.Random) -> tuple[str, str]:
    """A regio in a spelling of its own: with or without prefix, case, spaces and hyphens."""
    part = region.subregio
    area = "".join(c for c in region.zorgkantoorregio if c.isalnum() or rng.random() < 0.5)
    area = rng.choice(["", "Regio ", "regio", "AM - Regio ", "Zorgkantoorregio "]) + rng.choice([area, area.upper()])
    if part and rng.random() < 0.5:
        return f"{area} ({rng.choice(['', 'subregio '])}{part})", ""
    return area, rng.choice([part, part.lower(), part.replace(" ", "")])


@given(st.sampled_from(regions().scored), st.randoms(use_true_random=False))
def test_no_spelling_is_taken_for_another_regio(region: Region, rng: random.Random) -> None:
    assert find_place(regions(), *spelled(region, rng)) == region


@given(st.sampled_from(regions().selectable), st.sampled_from(["", "Regio ", "Regio", "AM - Regio "]), st.booleans())
def test_its_own_name_is_enough(region: Region, before: str, bare: bool) -> None:
    """Except where the name of a part is also that of the whole."""
    name = normalise(region.naam) if bare else region.naam
    found = find_place(regions(), before + name, "")
    assert found is not None
    assert found == region or (found.soort, found.zorgkantoorregio) == ("geheel", region.naam)
