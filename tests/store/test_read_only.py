"""A store that cannot be written: readers notice nothing; who wants to change something is told and loses nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.damaged_stores import NEW, copy, folder_of
from tests.support.markup import parsed, words
from tests.support.read_only_store import on_read_only
from wir.common.paths import ROOT
from wir.store.store import Store

PAGES = """
import sys
import streamlit as st
from streamlit.testing.v1 import AppTest
from tests.support.markup import pieces
from tests.support.visitor import context

st.context = context()
for page in sys.argv[1:]:
    app = AppTest.from_file(page, default_timeout=60).run()
    if page.endswith("bijwerken.py"):
        app.text_input[0].set_value("fout").run()
        next(b for b in app.button if b.label == "Trek in").click().run()
    print(page, [e.value for e in app.exception], *pieces(app))
"""


@pytest.fixture
def store(three: Store, tmp_path: Path) -> Store:
    return copy(three, tmp_path / "opslag")


def wir(*words: str) -> list[str]:
    return [sys.executable, "-m", "wir", *words]


@pytest.mark.full
def test_reading_goes_on(store: Store) -> None:
    (store.folder / "slot").unlink()
    said = on_read_only(store, *wir("tabel", "6"))
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.full
def test_it_can_be_looked_over(store: Store) -> None:
    said = on_read_only(store, *wir("keuring"))
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            ("publiceer", f"peilingen/{NEW}/ingelezen.xlsx", "--peildatum", "2021-05-01", "--door", "wir"),
            marks=pytest.mark.full,
        ),
        ("trek-in", NEW, "--door", "wir", "--reden", "fout"),
    ],
    ids=["publish", "withdraw"],
)
def test_who_wants_to_change_something_is_told(store: Store, words: tuple[str, ...]) -> None:
    named = [str(store.folder / word) if word.startswith("peilingen") else word for word in words]
    said = on_read_only(store, *wir(*named))
    assert said.returncode == 2
    assert said.stderr.startswith("De opslag kan niet worden geschreven: ")
    assert said.stderr.endswith(f"Er is niets veranderd. De opslag is {store.folder}.\n")
    assert ([p.state for p in store.peilingen()], store.damaged()) == (["gepubliceerd"] * 3, ())


def test_the_pages_go_on_and_tell_a_beheerder(store: Store) -> None:
    said = on_read_only(store, sys.executable, "-c", PAGES, "dashboard.py", "pages/9_Register_bijwerken.py")
    assert (said.returncode, said.stdout.count(" [] ")) == (0, 2), said.stderr
    shown, updating = said.stdout.split("pages/9_Register_bijwerken.py []")
    (projects,) = (name for name in parsed(shown).iter("dt") if words(name) == "projecten")
    assert words(projects.getnext()) == "3"
    assert "alleen te lezen" not in shown
    assert "De opslag is alleen te lezen: lezers merken daar niets van" in updating
    assert "De opslag kan niet worden geschreven: " in updating
    assert "Alle peilingen" in updating
    assert not any(p.withdrawn for p in store.peilingen())


def test_a_store_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Below a file, and on a disk that can only be read."""
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    environment = {**os.environ, "WIR_OPSLAG": str(tmp_path / "bestand" / "opslag")}
    said = subprocess.run(wir("peilingen"), cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (2, "")
    assert "is niet te lezen of te schrijven: een deel van dit pad is geen map." in said.stderr
    empty = Store(tmp_path / "leeg")
    empty.folder.mkdir()
    said = on_read_only(empty, *wir("begin", "--voorbeeld"))
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (2, "", 1)
    assert said.stderr.startswith("De opslag kan niet worden geschreven: ")


def test_a_store_that_may_not_be_read_is_not_taken_for_empty(store: Store) -> None:
    """Nothing is filled or published into it: that would give numbers a second time."""
    place = folder_of(store).parent
    place.rename(place.with_name("elders"))
    place.write_text("geen map", encoding="utf-8")
    with pytest.raises(OSError, match="peilingen"):
        store.peilingen()
