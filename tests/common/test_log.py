"""The log: a line of JSON for each event, and nothing in it that comes from a register, a person or a library."""

import asyncio
import contextvars
import json
import logging
import re
import subprocess
import sys
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wir.common.log import Line, described, this_run, visited
from wir.common.paths import ROOT

SECRET = "Jan Jansen, jan@voorbeeld.nl"
PROGRAM = """
import logging, threading, warnings
from wir.common import log
log.start()
{}
"""


def lines(body: str) -> list[dict[str, Any]]:
    """What a program logs, in a process of its own: the log is set up for a whole process."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(body)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    assert SECRET not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_an_event_is_one_line_with_its_facts_and_the_run_that_it_belongs_to() -> None:
    click, publish, later = lines(
        "log.visited('7f3a-9C'); log.tell('klik')\n"
        "log.opened('Rapport'); log.tell('gepubliceerd', peiling='2021-05-01_v1', projecten=318)\n"
        "log.opened('/'); log.tell('fout', logging.ERROR)"
    )
    assert publish == {
        "tijd": publish["tijd"],
        "niveau": "INFO",
        "gebeurtenis": "gepubliceerd",
        "aanvraag": click["aanvraag"],
        "verbinding": "7f3a-9C",
        "pagina": "Rapport",
        "peiling": "2021-05-01_v1",
        "projecten": 318,
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", publish["tijd"])
    assert "pagina" not in click
    assert (later["niveau"], later["pagina"]) == ("ERROR", "/")
    assert later["aanvraag"] != publish["aanvraag"]


def test_of_an_error_its_class_and_place_are_logged_but_not_its_text() -> None:
    (line,) = lines(
        f"try:\n    int({SECRET!r})\n"
        f"except ValueError as error:\n"
        f"    try:\n        raise OSError(28, {SECRET!r}, {SECRET!r}) from error\n"
        f"    except OSError as later:\n        log.tell('fout', logging.ERROR, later)"
    )
    assert (line["fout"], line["code"], line["oorzaak"]) == ("builtins.OSError", "ENOSPC", "builtins.ValueError")
    assert line["plaats"] == ["<string>:9"]


@pytest.mark.parametrize(
    "body",
    [
        f"logging.getLogger('streamlit.x').error('%s', {SECRET!r})",
        f"logging.getLogger('uvicorn.error').error({SECRET!r}, exc_info=ValueError({SECRET!r}), stack_info=True)",
        f"warnings.warn({SECRET!r})",
        f"def fail():\n    raise ValueError({SECRET!r})\nt = threading.Thread(target=fail); t.start(); t.join()",
    ],
    ids=["library", "server", "warning", "thread"],
)
def test_what_a_library_or_a_thread_would_quote_is_not_in_it(body: str) -> None:
    (line,) = lines(body)
    assert line["niveau"] in ("WARNING", "ERROR")
    assert line.get("bron") or line.get("fout") == "builtins.ValueError"


def test_what_repeats_itself_is_counted_and_not_written_each_time() -> None:
    found = lines(
        "import time\n"
        "real, ahead = time.time, [0]\n"
        "time.time = lambda: real() + ahead[0]\n"
        "time.time_ns = lambda: int(1e9 * time.time())\n"
        "for again in range(2):\n"
        "    for _ in range(100):\n"
        "        log.tell('bericht geweigerd', logging.WARNING)\n"
        f"        logging.getLogger('streamlit.x').warning({SECRET!r})\n"
        "    ahead[0] = 61\n"
        "log.tell('gepubliceerd')"
    )
    first = [line for line in found if line["gebeurtenis"] == "bericht geweigerd"]
    assert (len(first), len(found)) == (60, 121)
    assert [line["overgeslagen"] for line in found if "overgeslagen" in line] == [70, 70]
    assert "overgeslagen" in first[30]


def test_of_a_deep_error_only_the_innermost_places_are_logged() -> None:
    (line,) = lines(
        "def fall(n):\n    fall(n - 1) if n else int('x')\n"
        "try:\n    fall(500)\nexcept ValueError as error:\n    log.tell('fout', logging.ERROR, error)"
    )
    assert len(line["plaats"]) == 12


@given(st.text())
def test_a_text_is_never_a_second_line(text: str) -> None:
    record = Line("wir", logging.INFO, "", 1, "%s", (text,), None)
    assert record.getMessage().isascii()
    assert "\n" not in record.getMessage()
    assert json.loads(record.getMessage()).get("gebeurtenis", "") == text


@pytest.mark.parametrize("id", ["a b", "a\nb", "é", "", "x" * 65, '"', "a\n"])
def test_only_a_plain_id_is_taken_from_outside(id: str) -> None:
    visited("7f3a-9C")
    assert this_run().connection == "7f3a-9C"
    visited(id)
    assert this_run().connection == ""


def test_places_do_not_say_where_this_machine_keeps_its_files() -> None:
    try:
        threading.Thread(target=3).run()  # type: ignore[arg-type]
    except TypeError as error:
        places = described(error)["plaats"]
    assert places[0].startswith("tests/common/test_log.py:")
    assert not any(place.startswith("/") for place in places)


def test_an_error_in_the_thread_of_the_server_numbers_no_later_connection() -> None:
    """A request that is none makes a library log an error there; every page after it would bear its number."""

    async def fails() -> tuple[str, str]:
        return this_run().id, this_run().id

    first, second = contextvars.Context().run(asyncio.run, fails())
    assert first != second
