"""What is remembered of a database goes with it."""

import gc
from weakref import ref

from wir.database.database import Database
from wir.domain.address import default
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.model import Table
from wir.ui import cache


def test_a_database_goes_as_soon_as_nobody_uses_it(example_store: Store) -> None:
    """Without waiting for Python to look for what refers to itself."""
    gc.collect()
    gc.disable()
    try:
        database = Database(example_store)
        cache.table(database, default(database.catalogue), "12")
        gone = ref(database)
        del database
        assert gone() is None
    finally:
        gc.enable()


def test_an_answer_is_asked_once(database: Database) -> None:
    asked = []

    def build(about: Database, number: str) -> Table:
        asked.append(number)
        return build_table(number, about, default(about.catalogue))

    assert database.tables.ask(build, "1") is database.tables.ask(build, "1")
    assert asked == ["1"]
