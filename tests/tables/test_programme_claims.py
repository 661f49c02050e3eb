"""The claims of the other reports: recomputed from their files, and which of them no file decides."""

import pytest

from tests.support.published import rows_of
from wir.domain.mgz import OCTOBER, START, indicators, participants
from wir.tables import programme_claims
from wir.tables.programme_claims import COMPUTED, PROGRAMMES, recomputed

UNDECIDED = {
    "mgz": {"evaluaties"},
    "inventarisatie": {"looptijd", "volgt-instrument", "groningen", "twente-zeeland"},
    "dmz": set(),
}


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_what_can_be_computed_comes_to_the_figure_of_the_verdict(programme: str) -> None:
    found = recomputed(programme)
    assert [c.claim for c in found if c.same is False] == []
    keys = [row["sleutel"] for row in rows_of(f"{programme}/narekenen.csv")]
    assert {key for key, claim in zip(keys, found, strict=True) if claim.same is None} == UNDECIDED[programme]
    assert set(COMPUTED[programme]) <= set(keys)


def test_another_figure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(programme_claims.COMPUTED["dmz"], "tien-regios", lambda: 9)  # type: ignore[index]
    first = recomputed("dmz")[0]
    assert (first.value, first.computed, first.same) == (10, 9, False)


def test_since_when_a_change_fits_is_what_the_file_says() -> None:
    for indicator in indicators():
        for day, reading in indicator.readings.items():
            fits = indicator.fits(day)
            said = "" if fits is None else "geen" if not fits else fits[0].isoformat()
            # Of a start that the two do not agree about the file says so at October only.
            assert said == reading.fits_since or (said == "geen" and day != OCTOBER), (indicator.name, day)


def test_the_participants_add_up_but_for_202() -> None:
    came = participants()
    assert (came.named, came.unnamed, came.together, came.since_start) == (670, 500, 1170, 396)
    total = next(i for i in indicators() if i.name == "Deelnemers bijeenkomsten").readings[OCTOBER]
    assert (total.total, total.since) == (came.together, START)
    assert (total.change or 0) - came.since_start == 202
