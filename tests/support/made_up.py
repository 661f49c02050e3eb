"""Made-up registers of an inventarisatie and of trajectories: as people would send them, the same on every run."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.support.sheets import xlsx
from wir.domain.declaration import Declaration, Sheet
from wir.domain.inventarisatie import INVENTARISATIE, REGIOS, SCALES
from wir.domain.region_names import spelled
from wir.domain.trajecten import TRAJECTEN
from wir.domain.vocabulary import UNKNOWN, regions, vocabulary
from wir.register.read.cells import Cells, CellValue, Grid
from wir.store.delivery import Choices, Examined, File, examine, publish
from wir.store.store import Store

Line = dict[str, object]
ROUNDS = {2023: date(2023, 6, 1), 2024: date(2024, 6, 1)}
DAYS = (date(2025, 5, 1), date(2025, 10, 31))
TRAJECTORIES = 80
FIRST_QUESTION, LAST_QUESTION = date(2024, 2, 1), 630  # days later


def inventory(year: int) -> list[Line]:
    """A round of 34 regions; some scales are empty, and levels do not go down."""
    dice, lines = random.Random(2023), []
    for region in regions().scored:
        levels = {name: dice.choice((1, 1, 2, 2, 3, 4, None)) for name in SCALES}
        later = {name: dice.choice((0, 0, 1)) for name in SCALES}
        if year > min(ROUNDS):
            levels = {name: min(4, level + later[name]) if level else 2 * later[name] for name, level in levels.items()}
        area, part = spelled(regions(), region, REGIOS.blank_is_whole)
        line: Line = {"ronde": year, "zorgkantoorregio": area, "subregio": part or None}
        line["ingevuld op"] = ROUNDS[year] - timedelta(days=dice.randint(1, 90))
        line |= {title: _level(name, levels[name], dice) for name, title in SCALES.items()}
        said = random.Random(f"{year} {region.code}")
        line["gesproken met"] = _several("gesproken_met", said, 3)
        line["Knelpunten"] = _several("knelpunt", said, 4)
        line["urgentie: verantwoording"] = f"In {region.naam} is de urgentie besproken"
        lines.append(line)
    return lines


def _level(name: str, level: int | None, dice: random.Random) -> object:
    """As people fill it in: a number, or what the dropdown says."""
    term = vocabulary().find(name, str(level or UNKNOWN))
    assert term is not None
    said = (level, str(level), term.printed)[dice.randint(0, 2)]
    return said if level else None


def _several(lijst: str, dice: random.Random, most: int) -> str | None:
    return "; ".join(dice.sample(_labels(lijst), dice.randint(0, most))) or None


def _labels(lijst: str) -> list[str]:
    return [t.label for t in vocabulary().terms(lijst) if t.code != UNKNOWN]


def trajectories(day: date) -> list[Line]:
    """The trajectories that were asked for by a day, of 80 in all, as they stood on it."""
    dice, found = random.Random(2025), []
    for number in range(1, TRAJECTORIES + 1):
        asked = FIRST_QUESTION + timedelta(days=dice.randint(0, LAST_QUESTION))
        start = asked + timedelta(days=dice.randint(1, 60)) if dice.random() < 0.8 else None
        end = start + timedelta(days=dice.randint(60, 500)) if start and dice.random() < 0.4 else None
        assessed = start + timedelta(days=dice.randint(30, 200)) if start and dice.random() < 0.5 else None
        roles, sectors, forms = (_several(name, dice, most) for name, most in (("rol", 3), ("sector", 3), ("vorm", 2)))
        subject, phase, pleased = (dice.choice(_labels(name)) for name in ("kennisvraag", "fase", "tevredenheid"))
        places = dice.sample(regions().selectable, dice.choice((1, 1, 1, 2)))
        mark, outcome = dice.randint(1, 10), dice.choice(("Beantwoord in gesprek", None))
        begun, ended, told = (when is not None and when <= day for when in (start, end, assessed))
        line: Line = {
            "trajectnummer": f"MGZ-{number:03}",
            "naam": f"Verzonnen traject {number}",
            "zorgkantoorregio": "; ".join(_named(*spelled(regions(), place)) for place in places),
            "aanvraagdatum": asked,
            "afloop van de vraag": "Werd een traject" if begun else outcome,
            "startdatum": start if begun else None,
            "einddatum": end if ended else None,
            "ondersteuningsrol": roles,
            "sector": sectors,
            "vorm": forms,
            "onderwerp": subject,
        }
        if begun:
            line["fase"] = "Afgerond" if ended else "Borging" if phase == "Afgerond" else phase
        if told:
            line |= {"evaluatiedatum": assessed, "evaluatiemoment": "Tussentijds", "tevredenheid": pleased}
            line["voortgang"] = mark
        found += [line] if asked <= day else []
    return found


def _named(area: str, part: str) -> str:
    return f"{area} ({part})" if part else area


def written(path: Path, sheet: Sheet, lines: Sequence[Mapping[str, object]]) -> Path:
    """As a workbook with every column of the sheet."""
    headers = [f.header for f in sheet.fields]
    return xlsx(path, {sheet.name: [headers, *([line.get(h) for h in headers] for line in lines)]})


def fill(store: Store) -> None:
    """Publish both rounds and both dates in a store."""
    sent = [(INVENTARISATIE, day, inventory(year)) for year, day in ROUNDS.items()]
    sent += [(TRAJECTEN, day, trajectories(day)) for day in DAYS]
    for declared, day, lines in sent:
        publish(store, looked_at(store, declared, lines, day), "test")


def looked_at(
    store: Store, declared: Declaration, lines: Sequence[Mapping[str, object]], day: date, **said: Any
) -> Examined:
    """What is found in a register with these rows, without a process to read a file; `said` are further choices."""
    sheet = declared.sheets[0]
    headers = [f.header for f in sheet.fields]
    rows: list[tuple[CellValue, ...]] = [tuple(headers)]
    rows += [tuple("" if (v := line.get(h)) is None else v for h in headers) for line in lines]  # type: ignore[misc]
    file = File("register.xlsx", "0" * 64, Cells((Grid(sheet.name, dict(enumerate(rows, start=1))),)))
    return examine(file, Choices(peildatum=day, register=declared.name, **said), store)
