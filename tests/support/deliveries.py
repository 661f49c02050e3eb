"""Deliveries as they are looked at and published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.support.registers import project, score
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Peiling
from wir.register.read.cells import Cells, CellValue, Grid
from wir.store.delivery import Choices, Examined, File, examine, publish
from wir.store.pending_deliveries import Deliveries
from wir.store.store import Store

MARCH, MAY, OCTOBER = date(2021, 3, 1), date(2021, 5, 1), date(2021, 10, 1)
Rows = Sequence[Mapping[str, object]]
MENZIS = project(projectnummer="M1")
CZ = project(projectnummer="C1", zorgkantoorregio="Zeeland", concessiehouder="CZ")
VGZ = project(projectnummer="V1", zorgkantoorregio="Nijmegen", concessiehouder="VGZ")
SCORES = [score(), score(zorgkantoorregio="Zeeland")]


def sent(projects: Rows | None = None, scores: Rows | None = None) -> File:
    """A register as it was read from a file; None leaves a sheet out."""
    grids = []
    for sheet, rows in ((PROJECTS, projects), (REGIONS, scores)):
        if rows is not None:
            headers = [f.header for f in sheet.fields]
            lines: list[tuple[CellValue, ...]] = [tuple(headers)]
            lines += [tuple(row.get(h, "") or "" for h in headers) for row in rows]  # type: ignore[misc]
            grids.append(Grid(sheet.name, dict(enumerate(lines, start=1))))
    return File("register.xlsx", "0" * 64, Cells(tuple(grids)))


def bring(store: Store, file: File, peildatum: date = MAY, door: str = "inkoper", **said: object) -> Peiling:
    """What is published of a file with what a person says of it."""
    why = "Beter." if said.get("correction") else ""
    choices = replace(Choices(peildatum=peildatum, toelichting=why), **said)  # type: ignore[arg-type]
    return publish(store, examine(file, choices, store), door)


def looked_at(store: Store, file: File, **said: object) -> Examined:
    """What a person sees before publishing it."""
    return examine(file, replace(Choices(peildatum=MAY), **said), store)  # type: ignore[arg-type]


def received(store: Store, path: Path) -> str:
    """The number of the delivery of a file that somebody sent."""
    return Deliveries(store).receive([(path.name, path.read_bytes())], "iemand")[0].id
