"""What options may hold, with a Dutch sentence for what they may not, and the files that a command writes."""

from datetime import date, datetime
from pathlib import Path

import click

from wir.common.errors import WirError
from wir.domain.declaration import HOME
from wir.domain.registers import REGISTERS

DAY_FORMATS = ("%Y-%m-%d", "%d-%m-%Y")


def as_day(text: str) -> date | None:
    """The date meant by 2021-05-01 or 01-05-2021, or None."""
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


class Day(click.ParamType[date]):
    """A date; click's own speaks English and of %Y."""

    name = "datum"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = as_day(value)
        if day is None:
            self.fail(f"'{value}' is geen datum; schrijf 2021-05-01 of 01-05-2021.", param, ctx)
        return day


class Words(click.ParamType[str]):
    """Text that may not be blank: who did what and why stays readable for ever."""

    name = "tekst"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.strip():
            self.fail("dit mag niet leeg zijn.", param, ctx)
        return value.strip()


FORMAT = click.option(
    "--formaat", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True, help="Vorm van de uitvoer."
)
REGISTER = click.option(
    "--register",
    type=click.Choice(list(REGISTERS)),
    default=HOME,
    show_default=True,
    help="Van welk register; elk heeft zijn eigen peilingen.",
)
TARGET = click.Path(dir_okay=False, path_type=Path)


def refuse_ending(path: Path, ending: str) -> None:
    """Raises WirError for a name under which Excel would not open the workbook."""
    if path.suffix.lower() != ending:
        raise WirError(f"Excel opent {path} dan niet; kies een naam die eindigt op {ending}.")


def write_file(path: Path, content: bytes) -> None:
    """Write a file; an OSError names it, also where the system does not (a full disk)."""
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = str(path)
        raise
