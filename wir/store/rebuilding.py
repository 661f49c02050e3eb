"""Making every peiling anew from the workbook that it keeps, in a store of its own, and proving the rows equal."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wir.common.errors import NotPossible, PublishConflict, RegisterRejected, UnreadableRegister
from wir.common.unseen_characters import ordinary
from wir.domain.declaration import Declaration
from wir.domain.register_rows import Register, Value
from wir.domain.vocabulary import read_regions, read_vocabulary
from wir.register.check.background import Background
from wir.register.check.validation import check, refuse_faults
from wir.register.read.reading import find_sheets, parse_apart
from wir.store.integrity import MANIFEST, REGION_LIST, TERMS, WORKBOOK, Fault, faults, wrong_files
from wir.store.peiling_files import flush, read_rows, seal, write_rows
from wir.store.store import REMEMBERED, Store, place_of

OTHER_ROWS = "geeft andere rijen dan er zijn opgeslagen"
REBUILD = "maak haar opnieuw uit de bewaarde werkmap: python -m wir herbouw --naar MAP"
RESTORE = "zet de map {folder} terug uit een reservekopie"
NO_OTHER = "; is die er niet, trek haar dan in met python -m wir trek-in {key}, zodat lezers een oudere versie krijgen"

NOT_AGAIN = "de peiling zelf is heel; meld dit aan wie het dashboard onderhoudt, want herbouw kan haar zo niet maken"
Rows = list[dict[str, Value]]


@dataclass(frozen=True)
class Rebuilt:
    """What became of a peiling: `mended` are the files that were wrong, `faults` say why it went along as it was.

    `mend` says what to do then.
    """

    key: str
    mended: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    mend: str = ""


def mending(store: Store, key: str, faults: Iterable[Fault]) -> str:
    """What to do about the files that are wrong; empty where none is."""
    wrong = {f.file for f in faults}
    if not wrong:
        return ""
    if all(file.endswith(".parquet") for file in wrong):
        return REBUILD
    within = {"/".join(file.split("/")[:2]) if "/" in file else f"peilingen/{key}" for file in wrong}
    folders = {store.named(folder) for folder in within}
    marks_too = any("/" in file for file in wrong)
    return RESTORE.format(folder=" en ".join(sorted(folders))) + ("" if marks_too else NO_OTHER.format(key=key))


def reread(folder: Path, declared: Declaration) -> Register | Fault:
    """The register in the workbook of a peiling, by its own lists; or why it cannot be read again."""
    path = folder / WORKBOOK
    background = Background(read_vocabulary(folder / TERMS), read_regions(folder / REGION_LIST), accepted=True)
    try:
        checked = check(find_sheets(path.name, parse_apart(path), {}, declared).sheets, background, declared)
        refuse_faults(path.name, checked)
    except (UnreadableRegister, RegisterRejected) as error:
        return Fault(WORKBOOK, f"kan niet opnieuw worden ingelezen: {str(error).splitlines()[0]}")
    return checked.register


def rebuild(store: Store, target: Path) -> Iterator[Rebuilt]:
    """Make the peilingen of a store anew, with their manifests and marks. The store itself is only read.

    `target` is there once all is done, and not before: what was broken off halfway cannot be taken for a whole store.
    What cannot be made anew goes along as it is, so that its number is not given again. Raises NotPossible where
    something is in the way, and PublishConflict when the store changed meanwhile.
    """
    _refuse_target(store, target)
    every = store.every_series()
    seen = [series.names() for series in every]
    half = target.with_name(f".{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        for series in every:
            yield from _make_series(series, half / place_of(series.declared))
        for name in REMEMBERED:
            _copy(store.root / name, half / name)
        if changed := " ".join(series.changed_since(then) for series, then in zip(every, seen, strict=True)).strip():
            raise PublishConflict(f"{changed} Begin opnieuw, zodat ook dat meegaat.")
        for path in (*half.rglob("*"), half):
            flush(path)
        half.rename(target)
        flush(target.parent)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _make_series(series: Store, target: Path) -> Iterator[Rebuilt]:
    (target / "peilingen").mkdir(parents=True)
    for key in series.all_keys():
        yield _make(series, key, target / "peilingen" / key)
    _copy(series.folder / "markeringen", target / "markeringen")


def _refuse_target(store: Store, target: Path) -> None:
    """Raises NotPossible for a place where something is, or that is in the store."""
    if target.is_relative_to(store.root) or store.root.is_relative_to(target):
        raise NotPossible(f"{target} is de opslag zelf of ligt erin; kies een andere map.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotPossible(f"{target} bestaat al en is niet leeg; kies een nieuwe map.")


def _make(store: Store, key: str, new: Path) -> Rebuilt:
    old, marks = store.places(key)
    found = tuple(faults(old, marks))
    if all(f.file.endswith(".parquet") for f in found):
        wrong = _from_workbook(old, new, store.declared, whole=not found)
        if wrong is None:
            return Rebuilt(store.named(key), mended=tuple(f.file for f in found))
        shutil.rmtree(new, ignore_errors=True)
        _copy(old, new)
        return Rebuilt(
            store.named(key), faults=(*found, wrong), mend=mending(store, key, (*found, wrong)) if found else NOT_AGAIN
        )
    _copy(old, new)
    return Rebuilt(store.named(key), faults=found, mend=mending(store, key, found))


def _from_workbook(old: Path, new: Path, declared: Declaration, whole: bool) -> Fault | None:
    """Make a peiling from its workbook; the fault where that does not give the same rows, or as many as announced."""
    register = reread(old, declared)
    if isinstance(register, Fault):
        return register
    new.mkdir()
    for name in (MANIFEST, TERMS, REGION_LIST, WORKBOOK):
        shutil.copyfile(old / name, new / name)
    write_rows(new, register)
    seal(new)
    differs = (whole and _rows(old, declared) != _rows(new, declared)) or any(wrong_files(new))
    return Fault(WORKBOOK, OTHER_ROWS) if differs else None


def _rows(folder: Path, declared: Declaration) -> dict[str, Rows]:
    """The rows without what is blank, as a reader sees them: an older app had fewer columns and other spaces."""
    parts = read_rows(folder, declared).by_sheet.items()
    return {
        sheet.name: [
            {name: ordinary(v) if isinstance(v, str) else v for name, v in row.items() if v is not None} for row in rows
        ]
        for sheet, rows in parts
    }


def _copy(source: Path, target: Path) -> None:
    """Copy what is there. For what cannot be read comes an empty file, so that it is missed there too.

    Left out, a mark that cannot be read would show again what was withdrawn.
    """
    inside: tuple[Path, ...] | None = None
    try:
        if source.is_dir():
            inside = tuple(source.iterdir())
        content = b"" if inside is not None else source.read_bytes()
    except FileNotFoundError:
        return
    except OSError:
        content = b""
    if inside is None:
        target.write_bytes(content)
        return
    target.mkdir()
    for path in inside:
        _copy(path, target / path.name)
