"""Keys with which a program reads where reading needs an account. Only their SHA-256 is kept: a key is shown once."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from wir.common.errors import NotPossible, UnknownValue
from wir.store.peiling_files import as_text
from wir.store.store import BESIDE, Store

NAME = "leessleutels.json"
START = "wir_"
LONGEST, MOST = 60, 100


@dataclass(frozen=True)
class ReadingKey:
    """What a key is for, who made it and when; the key itself is not known."""

    naam: str
    sha256: str
    door: str
    wanneer: str


def reading_keys(store: Store) -> tuple[ReadingKey, ...]:
    """Those that were made and not withdrawn; a damaged file opens nothing."""
    try:
        found = json.loads((store.root / NAME).read_text(encoding="utf-8"))["sleutels"]
        return tuple(ReadingKey(*map(str, (k["naam"], k["sha256"], k["door"], k["wanneer"]))) for k in found)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def opens(store: Store, key: str) -> bool:
    """Whether a key is one of them."""
    given = _digest(key)
    return any(hmac.compare_digest(given, known.sha256) for known in reading_keys(store))


def make_key(store: Store, naam: str, door: str) -> str:
    """Make a key; it is not to be had again. Raises NotPossible."""
    naam, key = " ".join(naam.split()), START + secrets.token_urlsafe(32)
    if not naam or len(naam) > LONGEST:
        raise NotPossible(f"Geef de sleutel een naam van ten hoogste {LONGEST} tekens: voor wie of wat hij is.")

    def add() -> None:
        there = reading_keys(store)
        if any(known.naam.casefold() == naam.casefold() for known in there):
            raise NotPossible(f"Er is al een sleutel met de naam {naam}; trek die in of kies een andere naam.")
        if len(there) >= MOST:
            raise NotPossible(f"Er zijn al {MOST} sleutels; trek er eerst een in.")
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        _write(store, (*there, ReadingKey(naam, _digest(key), door, moment)))

    store.alone(add, BESIDE)
    return key


def withdraw_key(store: Store, naam: str) -> None:
    """Let a key open nothing any more, from now on. Raises UnknownValue."""

    def take_away() -> None:
        there = reading_keys(store)
        left = [known for known in there if known.naam != naam]
        if len(left) == len(there):
            raise UnknownValue(f"Er is geen sleutel met de naam {naam}.")
        _write(store, left)

    store.alone(take_away, BESIDE)


def _write(store: Store, keys: Iterable[ReadingKey]) -> None:
    store.home.say(store.root / NAME, as_text({"sleutels": [asdict(key) for key in keys]}))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
