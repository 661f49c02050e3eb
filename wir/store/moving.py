"""Copying a store as it is to another home, a folder or elsewhere, and proving it equal there file by file."""

import hashlib
import shutil
import uuid
from collections.abc import Callable
from functools import partial

from wir.common.errors import NotPossible, PublishConflict
from wir.store.home import Home, open_home
from wir.store.store import REMEMBERED, Store

NOT_WHOLE = (
    "Peiling {key} is beschadigd ({file} {fault}); herstel haar eerst, want alleen een hele opslag verhuist. "
    "python -m wir keuring zegt hoe."
)
Content = dict[str, str]


def move(store: Store, address: str, copied: Callable[[str], None]) -> Content:
    """Copy all peilingen with their marks and what is remembered; give the SHA-256 of each file that came over.

    There is a store at the address once all is there, and not before. What was broken off is gone on with. Deliveries
    stay behind: they may hold personal data. `copied` hears of each peiling. Raises NotPossible where a store is
    there already or this one is not whole, PublishConflict where it changed meanwhile, or where the copy differs.
    """
    every = store.every_series()
    for series in every:
        for d in series.damaged():
            raise NotPossible(NOT_WHOLE.format(key=series.named(d.key), file=d.file, fault=d.fault))
    seen = [series.names() for series in every]
    open_home(address).begin_filled(partial(_fill, every, copied))
    if changed := " ".join(series.changed_since(then) for series, then in zip(every, seen, strict=True)).strip():
        raise PublishConflict(f"{changed} Verhuis nog eens naar een lege plaats, zodat ook dat meegaat.")
    there = open_home(address)  # as a process sees it that has read nothing yet
    there.freshen()
    ours, theirs = content(store), content(Store(there))
    if different := sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)):
        raise PublishConflict(f"De kopie is niet gelijk: {', '.join(different[:5])}. Gebruik haar niet.")
    return theirs


def content(store: Store) -> Content:
    """The SHA-256 of every file of every peiling, of its marks and of what is remembered."""
    folders = [series.folder / name for series in store.every_series() for name in ("peilingen", "markeringen")]
    files = [path for folder in folders for path in folder.glob("*/*") if path.is_file() and path.suffix != ".half"]
    files += [path for series in store.every_series() for name in REMEMBERED if (path := series.folder / name).exists()]
    return {str(p.relative_to(store.root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _fill(every: tuple[Store, ...], copied: Callable[[str], None], target: Home) -> None:
    for series in every:
        new = Store(target, series.declared)
        for name in REMEMBERED:
            if (series.folder / name).exists():
                target.say(new.folder / name, (series.folder / name).read_text(encoding="utf-8"))
        for key in series.all_keys():
            old, marks = series.places(key)
            place, new_marks = new.places(key)
            for mark in sorted(marks.glob("*.json")):
                target.say(new_marks / mark.name, mark.read_text(encoding="utf-8"))
            draft = target.root / "tijdelijk" / uuid.uuid4().hex
            shutil.copytree(old, draft)
            try:
                target.create(draft, place, lambda: None)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            copied(series.named(key))
