"""When an idle page has something to tell: whenever its reader would see other peilingen, and only then."""

from tests.support.damaged_stores import NEW, copy, flip
from wir.store.store import Store
from wir.ui.frame.newer_peiling import PUBLISHERS, READERS, fingerprints


def test_withdrawing_damage_and_mending_are_told(three: Store, store: Store) -> None:
    work = copy(three, store.folder)
    seen = [fingerprints(work)]
    work.withdraw(NEW, "wir", "fout")
    seen.append(fingerprints(work))
    work.put_back(NEW, "wir", "toch goed")
    assert fingerprints(work) == seen[0]
    manifest = work.folder / "peilingen" / NEW / "manifest.json"
    whole = manifest.read_bytes()
    flip(manifest, 10)
    seen.append(fingerprints(work))
    manifest.write_bytes(whole)
    assert fingerprints(work) == seen[0]
    assert len({told[READERS] for told in seen}) == 3
    assert all(told[READERS] == told[PUBLISHERS] for told in seen)
