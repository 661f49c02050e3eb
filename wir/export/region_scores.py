"""Where the regions stand and how they stepped, as it leaves the app: the matrix of Regio's as rows."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain

from wir.common.numbers import NOTHING
from wir.domain.declaration import ALL
from wir.domain.peiling import Peiling
from wir.domain.vocabulary import UNKNOWN, Vocabulary
from wir.export.listing import Cell, Header, Line, Listing, printed, source_of
from wir.tables.region_scores import DIMENSIONS, Standing


def of_standings(
    standings: Sequence[Standing], shown: Peiling, compared: Peiling | None, since: str, vocabulary: Vocabulary
) -> Listing:
    """A line a regio: per dimension the phase, its label and the step ("sinds mrt-20"), and which were reconstructed.

    A step is in phases, None where there is nothing to compare. `since` names the comparison, empty without one.
    """
    peilingen = [shown] if compared is None else sorted((shown, compared), key=lambda p: (p.peildatum, p.versie))
    scores = chain.from_iterable(_headers(name, since) for name in DIMENSIONS.values())
    return Listing(
        name="stand per regio",
        title=f"Stand per regio, {shown.label}" + (f", stap {since}" if since else ""),
        caption="",
        headers=(Header("Regio"), Header("Concessiehouder"), *scores, Header("Gereconstrueerd")),
        lines=tuple(Line(_cells(s, shown, compared, vocabulary)) for s in standings),
        source=source_of(peilingen),
        example=any(p.manifest.gereconstrueerd for p in peilingen),
    )


def as_seen(listing: Listing) -> Listing:
    """The same as on screen, for a picture: phase, label and step together."""
    width = (len(listing.headers) - 3) // len(DIMENSIONS)
    starts = [2 + width * place for place in range(len(DIMENSIONS))]
    headers = (*listing.headers[:2], *(Header(listing.headers[i].name) for i in starts), listing.headers[-1])
    lines = tuple(
        Line((*line.cells[:2], *(_seen(line.cells[i : i + width]) for i in starts), line.cells[-1]))
        for line in listing.lines
    )
    return replace(listing, headers=headers, lines=lines)


def _seen(cells: Sequence[Cell]) -> str:
    phase, label, *step = cells
    return f"{phase or NOTHING} {label}" + "".join(f" ({printed(change, 'verschil')})" for change in step)


def _headers(name: str, since: str) -> list[Header]:
    step = [Header(f"{name} {since}", "verschil")] if since else []
    return [Header(name, "fase"), Header(f"{name}, omschrijving"), *step]


def _cells(standing: Standing, shown: Peiling, compared: Peiling | None, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    cells: list[Cell] = [standing.region.naam, vocabulary.label("concessiehouder", standing.region.concessiehouder)]
    for dimension in DIMENSIONS:
        phase = standing.phases[dimension]
        cells += [phase, vocabulary.label(dimension, str(phase or UNKNOWN))]
        cells += [standing.step(dimension)] if compared else []
    both = ((shown, standing.rebuilt), (compared, standing.rebuilt_before))
    return (*cells, "; ".join(f"{p.label}: {_named(found)}" for p, found in both if p and found))


def _named(dimensions: Collection[str]) -> str:
    """Which of the three scores, as the register says it."""
    return ALL if len(dimensions) == len(DIMENSIONS) else ", ".join(d for d in DIMENSIONS if d in dimensions)
