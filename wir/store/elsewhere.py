"""A store in Azure Blob, S3 or Google Cloud Storage, for any number of machines that share nothing else.

stand/       what there is: small, and all that is asked for again and again, in one listing
  begonnen.json                                   there is a store here
  peilingen/2020-11-01_v1/manifest.json           a peiling; made last, where none was
  markeringen/2020-11-01_v1/0001.json             its marks, numbered
  leveringen/<id>/levering/000003.json            what was said of a delivery; the highest number counts
  kolomkeuzes/000002.json, waarden/000001.json    what is remembered, in the same way
  reeksen/<name>/…                                the same of another register
inhoud/      what does not change: the files of a peiling under the SHA-256 of its manifest, those of a delivery under
             its own. What nothing in stand/ names was broken off; it is in nobody's way and goes after a while.

A process keeps a copy as files on its own machine, in the form of a store in a folder: what reads a store reads that.
"""

import atexit
import hashlib
import json
import logging
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Condition, RLock, Thread
from time import monotonic
from typing import TypeVar

from wir import __version__
from wir.common.errors import NotPossible, PublishConflict
from wir.common.log import tell
from wir.common.scratch import scratch_folder
from wir.store.home import Check, Fill, Unreachable
from wir.store.marks import UNREADABLE
from wir.store.objects import Entry, NoPlace, Objects, Taken, Unsure
from wir.store.peiling_files import write_whole

Result = TypeVar("Result")
STATE, CONTENT = "stand", "inhoud"
BEGUN = f"{STATE}/begonnen.json"
FILLING = f"{STATE}/vullen/000001.json"
PEILING = re.compile(rf"{STATE}/((?:reeksen/[^/]+/)?peilingen/[^/]+)/manifest\.json")
MARK = re.compile(rf"{STATE}/((?:reeksen/[^/]+/)?markeringen/[^/]+)/(\d{{4}})\.json")
DOCUMENT = re.compile(rf"{STATE}/(.+)/(\d{{6}})\.json")
EVERY = 1.0  # seconds between two listings while somebody is here
HERE = 15.0  # seconds that somebody who asked for something counts as being here
AT_MOST = 1.0  # seconds that the first after a silence waits for a listing
LISTING, WORKING = timedelta(seconds=5), timedelta(seconds=60)
TURNS = 50  # how often a change is tried again because another was first
AT_ONCE = 16
OF_PEILING, OF_DELIVERY = timedelta(days=14), timedelta(days=1)  # how long what was broken off stays
NOTHING = "Er is niets veranderd."
HALF_MOVED = (
    "Op {} staat een deel van een opslag die daarheen verhuisde. Geef ‘verhuis’ opnieuw, of kies een andere plaats."
)


@dataclass(frozen=True)
class Held:
    """An object that was read: its tag then, and the file that it became here."""

    tag: str
    file: Path


class Elsewhere:
    """Such a store. Safe to share between threads."""

    writable = True

    def __init__(self, address: str) -> None:
        """Nothing is asked yet. Raises WrongAddress."""
        self.address = address
        self._listing, self._objects = Objects(address, LISTING), Objects(address, WORKING)
        self._copy = ExitStack()
        self.root = self._copy.enter_context(scratch_folder())
        atexit.register(self.close)
        self._turn = RLock()
        self._held: dict[str, Held] = {}
        self._replaced: dict[Path, set[str]] = {}  # what files a delivery had before, until the others are said of it
        self._files: dict[Path, str] = {}  # of which version of its files a delivery has a copy here
        self._looks = Condition()
        self._asked, self._begun, self._looked = -HERE, 0.0, 0
        self._seen_at: datetime | None = None
        self._gone = False
        self._watching = self._closed = False

    def close(self) -> None:
        """Look no more, and let go of the copy."""
        with self._looks:
            self._closed = True
            self._looks.notify_all()
        with self._turn:
            self._copy.close()

    @property
    def gone_since(self) -> datetime | None:
        """When it was last seen, where it cannot be reached now."""
        return self._seen_at if self._gone else None

    def freshen(self) -> None:
        """What is read is looked after by a thread while somebody is here; nobody waits for it.

        Only the first waits: at the very start until there is something, after a silence a second at most.
        """
        with self._looks:
            now = monotonic()
            silent, self._asked = now - self._asked > HERE, now
        if self._seen_at is None:
            self.look()
            self._begun = now
            return
        with self._looks:
            if not self._watching and now - self._begun > EVERY:  # a command is done by then
                self._watching = True
                Thread(target=self._watch, name="opslag", daemon=True).start()
            if silent and self._watching and not self._gone:
                before = self._looked
                self._looks.notify_all()
                self._looks.wait_for(lambda: self._looked > before, AT_MOST)

    def _watch(self) -> None:
        while not self._closed:
            with suppress(Unreachable, OSError):  # told where it began, and shown for as long as it lasts
                self.look()
            with self._looks:
                self._looked += 1
                self._looks.notify_all()
                self._looks.wait_for(lambda: self._closed, EVERY)
                self._looks.wait_for(lambda: self._closed or monotonic() - self._asked <= HERE)

    def look(self) -> None:
        """Bring the copy up to date: one small listing, and what is new in it. Raises Unreachable or OSError."""
        with self._turn:
            try:
                self._follow({e.name: e for e in self._list() if _is_ours(e.name)})
            except (Unreachable, OSError):
                if self._seen_at and not self._gone:
                    tell("opslag niet te bereiken", logging.WARNING)
                self._gone = True
                raise
            if self._gone:
                tell("opslag weer te bereiken")
            self._gone, self._seen_at = False, datetime.now(UTC)

    def _list(self) -> tuple[Entry, ...]:
        try:
            return self._listing.list(STATE)
        except NoPlace:
            if self._held:
                raise
            return ()  # no store has begun there

    def _follow(self, found: Mapping[str, Entry]) -> None:
        there = found if BEGUN in found else {}
        if there:
            (self.root / "peilingen").mkdir(exist_ok=True)
        for name in [name for name in self._held if name not in there]:
            self._lose(name, there)
        wanted = [e for e in _newest(there.values()) if e.name not in self._held or self._held[e.name].tag != e.tag]
        peilingen = [e for e in wanted if PEILING.fullmatch(e.name)]
        if wanted:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(self._bring_peiling, peilingen))
                list(pool.map(self._bring, [e for e in wanted if e not in peilingen]))

    def _bring_peiling(self, entry: Entry) -> None:
        """Have a peiling here, as whole as she is there: what is missing is found when she is looked at."""
        place = self._place(PEILING, entry.name)
        draft = self.root / "tijdelijk" / uuid.uuid4().hex
        draft.mkdir(parents=True)
        try:
            manifest = self._objects.read(entry.name)
            self._read_all(f"{CONTENT}/{_digest(manifest)}", draft)
            (draft / "manifest.json").write_bytes(manifest)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(place, ignore_errors=True)
            draft.rename(place)
            self._held[entry.name] = Held(entry.tag, place)
        except FileNotFoundError:
            return  # it went while we looked; the next look tells
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _read_all(self, prefix: str, folder: Path) -> None:
        for entry in self._objects.list(prefix):
            path = folder / entry.name.removeprefix(f"{prefix}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._objects.read(entry.name))

    def _bring(self, entry: Entry) -> None:
        """Have a mark or a document here."""
        try:
            content = self._objects.read(entry.name)
        except FileNotFoundError:
            return
        file = self.root / entry.name
        if MARK.fullmatch(entry.name):
            name, content = _opened(entry.name, content)
            file = self._place(MARK, entry.name) / name
        elif DOCUMENT.fullmatch(entry.name):
            file = self._place(DOCUMENT, entry.name).with_suffix(".json")
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        half.write_bytes(content)
        half.replace(file)
        if file.name == "levering.json":  # its age is that of what was last said of it
            os.utime(file.parent, times=(entry.changed.timestamp(),) * 2)
        self._held[entry.name] = Held(entry.tag, file)

    def _place(self, form: re.Pattern[str], name: str) -> Path:
        found = form.fullmatch(name)
        if found is None:
            raise ValueError(name)
        return self.root / found[1]

    def _lose(self, name: str, there: Iterable[str]) -> None:
        """Let go of what is not there any more; of a document only where no other number of it is."""
        file = self._held.pop(name).file
        if DOCUMENT.fullmatch(name) and any(other.startswith(f"{name.rpartition('/')[0]}/") for other in there):
            return
        if file.is_dir():
            shutil.rmtree(file, ignore_errors=True)
        elif file.name == "levering.json":
            shutil.rmtree(file.parent, ignore_errors=True)
        else:
            file.unlink(missing_ok=True)

    def refuse_absence(self) -> None:
        """What was read once is enough to go on with."""
        if not self._held:
            raise Unreachable(f"In {self.address} staat geen opslag; zij begint met: python -m wir begin.")

    def begin(self, filling: bool) -> None:
        """Make the container or bucket where there is none, and say in it that a store is here."""
        with self._turn:
            self._objects.make_place()
            self.look()
            if not self._held and any(e.name != FILLING for e in self._list()):
                raise NotPossible(HALF_MOVED.format(self.address))
            if filling:
                self._objects.create(FILLING, b"{}")
            self._say_begun()

    def _say_begun(self) -> None:
        with self._turn:
            if BEGUN not in self._held:
                said = {"begonnen": datetime.now(UTC).isoformat(timespec="seconds"), "app_versie": __version__}
                with suppress(Taken):
                    self._objects.create(BEGUN, json.dumps(said).encode())
            self.look()

    def begin_filled(self, fill: Fill) -> None:
        """The object that says so comes last; until then what is there is nobody's."""
        with self._turn:
            self._objects.make_place()
            self.look()
            if self._held:
                raise NotPossible(f"Op {self.address} staat al een opslag; kies een nieuwe plaats.")
            try:
                fill(self)
            except Taken as error:
                raise NotPossible(f"Op {self.address} staat al iets anders; kies een nieuwe plaats.") from error
            self._say_begun()

    def alone(self, name: str, change: Callable[[], Result]) -> Result:
        """Nobody is kept waiting elsewhere: where another was first it is done anew, from what there is then."""
        with self._turn:
            for turn in range(TURNS):
                try:
                    self.look()
                    return change()
                except Unsure:
                    raise
                except Unreachable as error:
                    raise Unreachable(f"{error} {NOTHING}") from error
                except Taken:
                    if turn == TURNS - 1:
                        raise
        raise AssertionError("a turn returns or raises")

    def create(self, draft: Path, place: Path, last: Check) -> None:
        """All files first, and then the manifest: she is there from that moment."""
        manifest = (draft / "manifest.json").read_bytes()
        content = f"{CONTENT}/{_digest(manifest)}"
        name = f"{STATE}/{place.relative_to(self.root).as_posix()}/manifest.json"
        try:
            self._send(draft, content, leave="manifest.json")
            self.look()
            last()
            tag = self._objects.create(name, manifest)
        except (PublishConflict, OSError):
            self._remove(content)
            raise
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.rename(place)
        self._held[name] = Held(tag, place)

    def _send(self, folder: Path, prefix: str, leave: str) -> None:
        """Send the files of a folder. A lost answer is no more than that: nothing counts before its name is there."""

        def send(path: Path) -> None:
            try:
                self._objects.create(f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes())
            except Unsure as error:
                raise Unreachable(str(error.__cause__)) from error

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(send, [p for p in folder.rglob("*") if p.is_file() and p.name != leave]))

    def say(self, path: Path, text: str) -> None:
        """As an object with the next number; where another has it already it is Taken."""
        with self._turn:
            relative = path.relative_to(self.root)
            if relative.parent.parent.name == "markeringen":
                name = f"{STATE}/{relative.parent.as_posix()}/{path.name[:4]}.json"
                tag, older = self._objects.create(name, _with_name(path.name, text)), []
            else:
                document = f"{STATE}/{relative.with_suffix('').as_posix()}"
                older = sorted(n for n in self._held if n.rpartition("/")[0] == document)
                number = int(older[-1][-11:-5]) + 1 if older else 1
                name = f"{document}/{number:06d}.json"
                tag = self._objects.create(name, text.encode())
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
            self._held[name] = Held(tag, path)
            for left in older:
                with suppress(Unreachable):  # the highest number counts; the next to say something takes it away
                    self._objects.delete(left)
                    del self._held[left]
            for prefix in self._replaced.pop(path.parent, ()):
                self._remove(prefix)

    def keep(self, folder: Path, version: str) -> None:
        """Send its files; they count once something is said of the delivery."""
        before = {e.name.rpartition("/")[0] for e in self._objects.list(self._content(folder))}
        self._send(folder, self._content(folder, version), leave="levering.json")
        self._files[folder] = version
        self._replaced[folder] = {prefix for prefix in before if f"/{version}" not in prefix}

    def fetch(self, folder: Path, version: str) -> None:
        """Read its files, where this process has not done so yet."""
        with self._turn, self._said_of(folder):
            if self._files.get(folder) != version:
                for path in folder.iterdir():
                    if path.is_dir():
                        shutil.rmtree(path)
                    elif path.name != "levering.json":
                        path.unlink()
                self._read_all(self._content(folder, version), folder)
                self._files[folder] = version

    @contextmanager
    def _said_of(self, folder: Path) -> Iterator[None]:
        """Files that are copied make a delivery no younger."""
        then = folder.stat()
        yield
        os.utime(folder, ns=(then.st_atime_ns, then.st_mtime_ns))

    def _content(self, folder: Path, version: str = "") -> str:
        within = f"{CONTENT}/{folder.relative_to(self.root).as_posix()}"
        return f"{within}/{version}" if version else within

    def delete(self, folder: Path) -> None:
        """What was said of it first: broken off halfway it is not found again. Its files go too, whatever version."""
        with self._turn:
            document = f"{STATE}/{folder.relative_to(self.root).as_posix()}/levering"
            for entry in self._objects.list(document):
                self._objects.delete(entry.name)
                self._held.pop(entry.name, None)
            self._remove(self._content(folder))
            self._files.pop(folder, None)
            shutil.rmtree(folder)

    def _remove(self, prefix: str) -> None:
        with suppress(Unreachable):  # nothing names it: it goes with what was broken off
            for entry in self._objects.list(prefix):
                self._objects.delete(entry.name)

    def clear(self) -> None:
        """Remove content that nothing in the state names, once it is old: somebody may be at it now."""
        for group, entries in self.left().items():
            age = datetime.now(UTC) - max(e.changed for e in entries)
            if age > (OF_DELIVERY if "/leveringen/" in group else OF_PEILING):
                self._remove(group)

    def left(self) -> dict[str, list[Entry]]:
        """The content that nothing in the state names."""
        named = {f"{CONTENT}/{_digest((h.file / 'manifest.json').read_bytes())}" for h in self._held_peilingen()}
        said = [held.file for held in self._held.values() if held.file.name == "levering.json"]
        named |= {self._content(file.parent) for file in said}
        groups: dict[str, list[Entry]] = {}
        for entry in self._objects.list(CONTENT):
            parts = entry.name.split("/")
            group = "/".join(parts[: 3 if parts[1] == "leveringen" else 2])
            if group not in named:
                groups.setdefault(group, []).append(entry)
        return groups

    def _held_peilingen(self) -> Iterator[Held]:
        return (held for name, held in self._held.items() if PEILING.fullmatch(name))


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """All of them, of a document only the object with the highest number: an older one may be left there."""
    last = {e.name.rpartition("/")[0] if DOCUMENT.fullmatch(e.name) else e.name: e for e in sorted(entries, key=_name)}
    return list(last.values())


def _name(entry: Entry) -> str:
    return entry.name


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_ours(name: str) -> bool:
    """Whether an object is one of a store; any other is left alone."""
    forms = (PEILING, MARK, DOCUMENT)
    return name == BEGUN or any(form.fullmatch(name) for form in forms)


def _with_name(name: str, text: str) -> bytes:
    """A mark as an object: a number can be taken only once, whatever its kind, which the name of its file says."""
    return json.dumps({"bestand": name, "tekst": text}, ensure_ascii=False).encode()


def _opened(name: str, content: bytes) -> tuple[str, bytes]:
    """The file of a mark and what is in it. What is no mark becomes a file that counts as damage."""
    try:
        said = json.loads(content)
        return Path(str(said["bestand"])).name, str(said["tekst"]).encode()
    except (ValueError, KeyError, TypeError):
        return f"{name[-9:-5]}_{UNREADABLE}.json", content
