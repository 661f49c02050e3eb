"""python -m wir keuring, herbouw and verhuis: whether a store is whole, making it anew, and moving it."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from wir.cli.group import says_what_is_wrong
from wir.cli.options import FORMAT
from wir.common.numbers import counted
from wir.common.paths import address_of
from wir.database.database import unfit_for_us
from wir.store.inspection import Found, inspect, missing
from wir.store.integrity import Fault
from wir.store.moving import move
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import require_store
from wir.store.rebuilding import rebuild
from wir.store.store import Store, our_store

NEW_FOLDER = click.Path(file_okay=False, resolve_path=True, path_type=Path)


@click.command(options_metavar="[OPTIES]")
@FORMAT
@says_what_is_wrong
def keuring(formaat: str) -> None:
    """Kijk na of alle peilingen in de opslag heel zijn. Er wordt niets geschreven.

    Eindigt met 0 als alles in orde is, met 1 als er iets beschadigd is of ontbreekt en met 2 als er geen opslag is.
    """
    store = _present_store()
    found = tuple(inspect(store, datetime.now(UTC), unfit_for_us))
    wrong = any(f.faults for f in found)
    if formaat == "json":
        click.echo(json.dumps(_as_json(store, found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(line for f in found for line in _lines(f)))
        damaged = sum(1 for f in found if f.key and f.faults)
        ending = f"{damaged} beschadigd" if damaged else "er ontbreekt iets" if wrong else "alles in orde"
        click.echo(f"{counted(len(found) - 1, 'peiling', 'peilingen')} in {store.home.address}: {ending}.")
    sys.exit(1 if wrong else 0)


@click.command(options_metavar="[OPTIES]")
@click.option("--naar", metavar="MAP", type=NEW_FOLDER, required=True, help="De nieuwe map voor de opslag.")
@says_what_is_wrong
def herbouw(naar: Path) -> None:
    """Maak alle peilingen opnieuw uit hun bewaarde werkmap. De opslag zelf verandert niet.

    Van elke peiling wordt nagegaan of de rijen gelijk zijn aan wat er was opgeslagen. Leveringen die nog niet zijn
    gepubliceerd gaan niet mee. Eindigt met 0 als alles er is en gelijk is, anders met 1.
    """
    store, complete = _present_store(), True
    for made in rebuild(store, naar):
        if made.faults:
            complete = False
            click.echo(
                f"{made.key}: niet opnieuw gemaakt, gaat mee zoals zij is. {_told(made.faults)}. Herstel: {made.mend}."
            )
        elif made.mended:
            click.echo(f"{made.key}: hersteld uit de werkmap: {', '.join(made.mended)}")
        else:
            click.echo(f"{made.key}: opnieuw gemaakt; de rijen zijn gelijk")
    for key in (series.named(key) for series in store.every_series() for key in missing(series)):
        complete = False
        click.echo(f"{key}: ontbreekt in de opslag en dus ook in de nieuwe; zet haar terug uit een reservekopie.")
    click.echo(f"De nieuwe opslag is {naar}; wijs haar aan met WIR_OPSLAG.")
    sys.exit(0 if complete else 1)


@click.command(options_metavar="[OPTIES]")
@click.option("--naar", metavar="ADRES", required=True, help="Een nieuwe map, of az://…, s3://… of gs://….")
@says_what_is_wrong
def verhuis(naar: str) -> None:
    """Kopieer de opslag naar elders en bewijs dat zij gelijk is.

    De opslag zelf verandert niet. Van een map naar een opslag elders (Azure Blob, S3) of terug. Leveringen die nog
    niet zijn gepubliceerd gaan niet mee. De container of bucket wordt gemaakt als die er niet is en dat mag.
    """
    store, address = _present_store(), address_of(naar)
    waiting = len(Deliveries(store).all())
    files = move(store, address, lambda key: click.echo(f"{key}: gekopieerd"))
    click.echo(f"{counted(len(files), 'bestand', 'bestanden')} in {address}, gelezen en gelijk.")
    if waiting:
        here = counted(waiting, "levering is", "leveringen zijn")
        click.echo(f"{here} nog niet gepubliceerd en gaat niet mee: breng die daar opnieuw in.")
    click.echo("Wijs de nieuwe opslag aan met WIR_OPSLAG.")


def _present_store() -> Store:
    """The store as it is: nothing is filled or made. Raises NoStore where there is none."""
    store = our_store()
    require_store(store)
    return store


def _lines(found: Found) -> list[str]:
    name = found.key or "opslag"
    lines = [f"{name}: {_told(found.faults)}", f"  herstel: {found.mend}"] if found.faults else [f"{name}: in orde"]
    return [*lines, *(f"  let op: {remark}" for remark in found.remarks)]


def _told(faults: Sequence[Fault]) -> str:
    return "; ".join(f"{f.file} {f.words}" for f in faults)


def _as_json(store: Store, found: Sequence[Found]) -> dict[str, object]:
    listed = [
        {
            "peiling": f.key or None,
            "in_orde": not f.faults,
            "fouten": [{"bestand": fault.file, "fout": fault.words} for fault in f.faults],
            "herstel": f.mend,
            "opmerkingen": list(f.remarks),
        }
        for f in found
    ]
    return {
        "opslag": store.home.address,
        "in_orde": not any(f.faults for f in found),
        "peilingen": listed[:-1],
        "rest": listed[-1],
    }
