"""Putting the report together: chosen chapters over one selection, and what a reader should know beforehand."""

from collections.abc import Iterator, Sequence
from datetime import date

from wir import __version__
from wir.common import numbers
from wir.common.errors import UnknownValue
from wir.database.database import Database
from wir.domain.declaration import HOME, PROJECTS, REGIONS
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.domain.selection import Selection
from wir.export.listing import EXAMPLE
from wir.report.chapters import OUTLINES, Source
from wir.report.model import Report

# The chapters about another register, by its name.
OF_OTHERS = tuple(name for name in REGISTERS if name in OUTLINES)
TITLE = "Voortgang Waardigheid en trots in de regio"
# The recomputed claims are about one old report, and what followed is of other dates: they are there for whoever asks.
STANDARD = tuple(key for key in OUTLINES if key not in ("nagerekend", "vervolg", *OF_OTHERS))


def find_chapters(keys: Sequence[str]) -> tuple[str, ...]:
    """The chapters that were asked for, in that order; all of STANDARD where none was. Raises UnknownValue."""
    unknown = [key for key in keys if key not in OUTLINES]
    if unknown:
        raise UnknownValue(f"Onbekend hoofdstuk {', '.join(unknown)}; er zijn: {', '.join(OUTLINES)}.")
    return tuple(dict.fromkeys(keys)) or STANDARD


def build_report(
    database: Database,
    selection: Selection,
    chapters: Sequence[str],
    kept: tuple[str, ...],
    made: date,
    link: str = "",
    others: tuple[Database, ...] = (),
) -> Report:
    """The report of a selection. `chapters` are keys of OUTLINES, `kept` numbers of projects, `link` where it is shown.

    `others` are the databases of other registers, for the chapters about them.

    Raises UnknownValue or UnknownPeiling.
    """
    source = Source(database, selection, kept, others)
    shown = database.shown(selection)
    lists = database.lists(shown)
    places = selection.only(("concessiehouder", "regio")).filter_labels(lists)
    peilingen = {p.key: p for p in (*database.history(selection), shown)}
    example = any(p.manifest.gereconstrueerd for p in peilingen.values())
    return Report(
        title=TITLE,
        subtitle=f"Stand op {numbers.day(shown.peildatum)}: {', '.join(places) or 'heel Nederland'}",
        caption=selection.caption(lists),
        chapters=tuple(OUTLINES[key].chapter(source) for key in find_chapters(chapters)),
        made=numbers.day(made),
        sources=tuple(map(_source, (*peilingen.values(), *_of_others(source, find_chapters(chapters))))),
        app_version=__version__,
        link=link,
        example=EXAMPLE if example else "",
    )


def _of_others(source: Source, chapters: Sequence[str]) -> Iterator[Peiling]:
    """The peilingen of other registers behind these chapters."""
    for name in OF_OTHERS:
        if name in chapters and (found := source.other(REGISTERS[name])):
            database, selection = found
            yield database.shown(selection)


def _source(peiling: Peiling) -> str:
    manifest = peiling.manifest
    return (
        f"{_whose(peiling)} {numbers.day(peiling.peildatum)} ({peiling.label}), versie {peiling.versie}, "
        f"gepubliceerd op {numbers.moment(peiling.published_at)}, uit {manifest.bestand} (kenmerk {manifest.sha256})."
    )


def _whose(peiling: Peiling) -> str:
    register = peiling.manifest.register
    return "Peiling" if register == HOME else f"{REGISTERS[register].title}, peiling"


def gaps(database: Database, selection: Selection, chapters: Sequence[str]) -> Iterator[str]:
    """What a reader of the report will miss, said before it is made."""
    shown, compared = database.shown(selection), database.compared(selection)
    held = {"projecten": shown.rows(PROJECTS), "regioscores": shown.rows(REGIONS)}
    for what, count in held.items():
        empty = [OUTLINES[key].title for key in find_chapters(chapters) if OUTLINES[key].of == what]
        if count is None and empty:
            yield f"De peiling {shown.label} bevat geen {what}: zonder cijfers blijven {', '.join(empty)}."
    if compared is None:
        yield "Er is geen peildatum om mee te vergelijken: er staan geen veranderingen in."
    elif compared.rows(PROJECTS) is None and shown.rows(PROJECTS) is not None:
        yield f"De peiling {compared.label} bevat geen projecten: over projecten staan er geen veranderingen in."
