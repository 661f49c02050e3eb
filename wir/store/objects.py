"""What a store elsewhere is asked: create an object where none is, read, list and delete one. Nothing else is needed.

Azure Blob (az://), S3 (s3://) and, untried, Google Cloud Storage (gs://), through obstore, which takes credentials from
its own environment variables (AZURE_STORAGE_…, AWS_…, GOOGLE_…).
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formatdate
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, GenericError, PermissionDeniedError, UnauthenticatedError
from obstore.store import AzureStore, ObjectStore, S3Store, from_url

from wir.common.errors import PublishConflict, WirError
from wir.store.home import Unreachable

if TYPE_CHECKING:
    from obstore.store import BackoffConfig, ClientConfig, RetryConfig

KINDS = {"az": "Azure Blob", "s3": "S3", "gs": "Google Cloud Storage"}
NO_PLACE = ("ContainerNotFound", "NoSuchBucket")
GONE_WORDS = "De opslag {address} is nu niet te bereiken: {why}."
TAKEN = "Iemand anders was net eerder. Kijk wat er is veranderd en probeer het opnieuw."
UNSURE = "Of het is aangekomen is niet bekend; kijk het na, en doe het zo nodig opnieuw."
# The account and key that Azurite, Microsoft's emulator, publishes and has built in: they open nothing else.
EMULATOR = "devstoreaccount1"
EMULATOR_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
AZURE_VERSION = "2023-11-03"


class WrongAddress(WirError):
    """WIR_OPSLAG names something that no store can be kept at."""


class NoPlace(Unreachable):
    """There is no such container or bucket."""


class Unsure(Unreachable):
    """The answer was lost: whether the object is there is not known."""


class Taken(PublishConflict):
    """Somebody else was first with this name."""


@dataclass(frozen=True)
class Entry:
    """An object in a listing; `tag` changes with what is in it."""

    name: str
    tag: str
    size: int
    changed: datetime


class Objects:
    """The objects at an address such as az://container/path. A request takes `patience` at most, tried again once."""

    def __init__(self, address: str, patience: timedelta) -> None:
        """Raises WrongAddress."""
        self.address = address
        try:
            self._store = _open(address, patience)
        except BaseError as error:
            needed = "de inloggegevens in de omgeving (AZURE_STORAGE_…, AWS_…, GOOGLE_…) kloppen niet"
            raise WrongAddress(f"De opslag {address} is niet te openen; {needed}: {_first_line(error)}.") from error

    def create(self, name: str, content: bytes) -> str:
        """Make an object and give its tag. Raises Taken where one is, Unreachable, and Unsure when the answer is lost.

        What is there already with this very content was made by a request of ours whose answer did not come. A server
        may break off a connection at the moment that it is used again: then it is asked once more.
        """
        for last in (False, True):
            try:
                return _tag(obstore.put(self._store, name, content, mode="create")["e_tag"])
            except AlreadyExistsError as error:
                if self.read(name) != content:
                    raise Taken(TAKEN) from error
                break
            except (BaseError, OSError) as error:
                if self._arrived(name, content, error):
                    break
                if last or not isinstance(error, GenericError):
                    raise self._told_of(error) from error
        return next(e.tag for e in self.list(name.rpartition("/")[0]) if e.name == name)

    def _arrived(self, name: str, content: bytes, error: Exception) -> bool:
        """Whether an object came about although its answer did not come. Raises Unsure."""
        try:
            return self.read(name) == content
        except FileNotFoundError:
            return False
        except Unreachable:
            raise Unsure(f"{self._told_of(error)} {UNSURE}") from error

    def read(self, name: str) -> bytes:
        """What is in an object. Raises FileNotFoundError or Unreachable."""
        with self._told():
            return bytes(obstore.get(self._store, name).bytes())

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """All objects below a prefix. Raises Unreachable."""
        with self._told():
            found = obstore.list(self._store, prefix).collect()
        return tuple(Entry(o["path"], _tag(o["e_tag"]), o["size"], o["last_modified"]) for o in found)

    def delete(self, name: str) -> None:
        """Remove an object; one that is gone is fine. Raises Unreachable."""
        try:
            with self._told():
                obstore.delete(self._store, name)
        except FileNotFoundError:
            return

    def make_place(self) -> None:
        """Make the container or bucket, where there is none and rights allow. Raises Unreachable."""
        try:
            self.list("stand")
        except NoPlace as missing:
            url, headers = _making(self.address)
            answer = httpx.put(url, headers=headers, timeout=10) if url else None
            if answer is None or answer.status_code not in (200, 201, 409):
                raise Unreachable(f"{missing} Maak haar eerst; docs/beheer.md zegt hoe.") from missing

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except (BaseError, OSError) as error:
            raise self._told_of(error) from error

    def _told_of(self, error: Exception) -> Unreachable:
        if any(word in str(error) for word in NO_PLACE):
            return NoPlace(GONE_WORDS.format(address=self.address, why="deze container of bucket is er niet"))
        if isinstance(error, PermissionDeniedError | UnauthenticatedError) or " 403 " in str(error):
            why = "daar is geen toestemming voor; kloppen de inloggegevens in de omgeving"
        else:
            why = "zij antwoordt niet"
        return Unreachable(GONE_WORDS.format(address=self.address, why=why))


def _open(address: str, patience: timedelta) -> ObjectStore:
    kind, place, path = _parts(address)
    wait: BackoffConfig = {
        "init_backoff": timedelta(milliseconds=100),
        "max_backoff": timedelta(seconds=1),
        "base": 2,
    }
    retry: RetryConfig = {"max_retries": 1, "retry_timeout": patience, "backoff": wait}
    # What is passed here takes the place of what obstore reads of this in the environment.
    local = any(os.environ[name].startswith("http://") for name in os.environ if "ENDPOINT" in name)
    local = local or _emulated()
    client: ClientConfig = {"timeout": patience, "connect_timeout": timedelta(seconds=2), "allow_http": local}
    return from_url(f"{kind}://{place}/{path}", retry_config=retry, client_options=client)


def _emulated() -> bool:
    return os.environ.get("AZURE_STORAGE_USE_EMULATOR", "").lower() == "true"


def _parts(address: str) -> tuple[str, str, str]:
    """The kind of store, the container or bucket and the path in it."""
    found = urlsplit(address)
    if found.scheme not in KINDS or not found.netloc:
        forms = "az://container/map, s3://bucket/map of gs://bucket/map"
        raise WrongAddress(f"{address} is geen adres van een opslag. Een adres is {forms}; of noem een map.")
    return found.scheme, found.netloc, found.path.strip("/")


def _making(address: str) -> tuple[str, dict[str, str]]:
    """The request that makes a container or bucket; without an address where we have no key to sign it with."""
    kind, place, _ = _parts(address)
    root = _open(f"{kind}://{place}", timedelta(seconds=10))
    if isinstance(root, S3Store):
        return obstore.sign(root, "PUT", "", timedelta(minutes=5)), {}
    key = os.environ.get("AZURE_STORAGE_ACCOUNT_KEY") or (EMULATOR_KEY if _emulated() else "")
    if not isinstance(root, AzureStore) or not key:
        return "", {}
    account = os.environ.get("AZURE_STORAGE_ACCOUNT_NAME") or EMULATOR
    url, date = obstore.sign(root, "PUT", "", timedelta(minutes=5)).partition("?")[0], formatdate(usegmt=True)
    # https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
    about = [f"x-ms-date:{date}", f"x-ms-version:{AZURE_VERSION}", f"/{account}{urlsplit(url).path}"]
    signed = "\n".join(["PUT", *[""] * 11, *about, "restype:container"])
    signature = base64.b64encode(hmac.new(base64.b64decode(key), signed.encode(), hashlib.sha256).digest()).decode()
    headers = {"x-ms-date": date, "x-ms-version": AZURE_VERSION, "Authorization": f"SharedKey {account}:{signature}"}
    return f"{url}?restype=container", headers


def _tag(given: str | None) -> str:
    return (given or "").strip('"')


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
