"""What other reports say of regions, and which regions they connect: all of it about regions that we know."""

from collections import Counter

from wir.domain.research import TIED, cooperations, statements
from wir.domain.vocabulary import regions
from wir.insight.learning import connections

KNOWN = {region.code for region in regions().scored}


def test_57_statements_are_about_21_regions() -> None:
    found = statements()
    named = {code for s in found for code in s.regions}
    assert (len(found), len(named), len(KNOWN - named)) == (57, 21, 13)
    assert named <= KNOWN
    assert {s.tie for s in found} == set(TIED)
    assert all(s.source and s.year for s in found)


def test_what_we_tied_to_a_region_ourselves_says_so() -> None:
    counted = Counter(s.by_us for s in statements())
    assert counted == {False: 38, True: 19}
    assert all(("van ons" in s.tied) == (s.tie not in ("regio", "een aantal instellingen")) for s in statements())


def test_13_links_connect_23_regions() -> None:
    found = cooperations()
    together = {code for c in found for code in c.regions}
    assert (len(found), len(together)) == (13, 23)
    assert together <= KNOWN


def test_two_regions_are_connected_both_ways_and_through_their_parts() -> None:
    assert [c.subject for c in connections(regions(), "NHN", "AMS")] == ["Leren is werken: naar voorbeeld"]
    assert connections(regions(), "AMS", "NHN") == connections(regions(), "NHN", "AMS")
    assert [c.subject for c in connections(regions(), "ARN-ALLE", "APE")] == [
        "Beeldbellen en zorgtechnologie",
        "Duurzame medische zorg",
        "Regionale opleiding GZ-psychologen",
    ]
    assert connections(regions(), "ZWO", "AMS") == ()
