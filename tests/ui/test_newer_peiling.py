"""When an idle page has something to tell: whenever its reader would see other peilingen, and only then."""

from tests.support.damaged_stores import NEW, copy, flip
from wir.store.store import Store
from wir.ui.frame.newer_peiling import fingerprint


def told(store: Store) -> tuple[str, str]:
    """What readers and publishers are told."""
    catalogue = store.catalogue()
    return fingerprint(catalogue.public), fingerprint(catalogue)


def test_withdrawing_damage_and_mending_are_told(three: Store, store: Store) -> None:
    work = copy(three, store.folder)
    seen = [told(work)]
    work.withdraw(NEW, "wir", "fout")
    seen.append(told(work))
    work.put_back(NEW, "wir", "toch goed")
    assert told(work) == seen[0]
    manifest = work.folder / "peilingen" / NEW / "manifest.json"
    whole = manifest.read_bytes()
    flip(manifest, 10)
    seen.append(told(work))
    manifest.write_bytes(whole)
    assert told(work) == seen[0]
    assert len({readers for readers, _ in seen}) == 3
    assert all(readers == publishers for readers, publishers in seen)
