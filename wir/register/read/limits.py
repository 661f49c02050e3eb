"""How much a file may ask of us. A file that asks more is refused with a sentence."""

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from wir.common.errors import WirError

MOST_MEGABYTES = 50
MOST_ROWS = 100_000
MOST_COLUMNS = 250
# Together, of all sheets: what the process that asked will hold in memory.
MOST_CELLS = 3_000_000
MOST_CHARACTERS = 60_000_000
MOST_ENTRIES = 2_000
MOST_UNZIPPED = 500 * 2**20
MOST_TAGS = 25_000_000
MOST_MEMORY = 2**30
MOST_SECONDS = 60


def limit_this_process() -> None:
    """Bound the memory, time and output of the process that handles a file; it leaves no core behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_UNZIPPED, MOST_UNZIPPED))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def refuse_on_stdout() -> Iterator[None]:
    """Within the limits; a refusal goes to the waiting process as JSON."""
    limit_this_process()
    try:
        yield
    except WirError as error:
        print(json.dumps({"geweigerd": str(error)}))  # noqa: T201 the other process reads it
