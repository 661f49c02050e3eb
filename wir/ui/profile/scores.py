"""The three scores of a regio as steppers, with their history and where others stand."""

from collections.abc import Sequence

from wir.charts.phase_marks import stepper
from wir.common import numbers
from wir.common.markup import text
from wir.domain.peiling import labels
from wir.domain.vocabulary import PHASES, UNKNOWN, Region, Term
from wir.export.listing import Header
from wir.insight.profile import Profile, Scope, scopes
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.model import Opening, Row, Table
from wir.tables.region_scores import Score
from wir.tables.transitions import DIMENSIONS as NAMES
from wir.ui.blocks.reconstructed import LEGEND, marked
from wir.ui.blocks.source_and_citation import under
from wir.ui.links import link, profile_of
from wir.ui.profile.taken_along import files
from wir.ui.view import View, folded, html

OF_PHASES = "bijlage-1"  # the table that uses the same filters


def show_scores(view: View, profile: Profile) -> None:
    """A stepper for each score of each regio in the profile, and the counts per phase of the others."""
    others = scopes(view.selection, profile.region, view.lists)[:0:-1]
    drawn = "".join(_dimension(view, profile, dimension, others) for dimension in PHASES)
    notes = "".join(_note(profile, part, now(view, profile, part)) for part in profile.parts)
    rebuilt = any(s.rebuilt for scores in profile.histories.values() for s in scores)
    name = f"Samenwerking in {profile.region.naam}"
    menu = under(view, name, PHASES, OF_PHASES, files=_files(view, profile))
    block = f'<section class="tabelblok">{drawn}{LEGEND if rebuilt else ""}{menu}</section>'
    # The scores of one regio are drawn above; those of a whole zorgkantoorregio are told here only.
    html(notes + (folded(f"{name}: in woorden, naast de anderen", block) if len(profile.parts) == 1 else block))


def now(view: View, profile: Profile, part: Region) -> Score | None:
    """The score of the peiling shown."""
    return next((s for s in profile.histories[part.code] if s.peiling == view.shown), None)


def _terms(view: View, dimension: str) -> dict[str, Term]:
    return {t.code: t for t in view.database.terms(dimension, [view.shown])}


def _dimension(view: View, profile: Profile, dimension: str, others: Sequence[Scope]) -> str:
    steps = "".join(_part(view, profile, part, dimension) for part in profile.parts)
    beside = "".join(
        f'<p class="bron">{_beside(view, scope.name, view.table(PHASE_TABLES[dimension], scope.selection))}</p>'
        for scope in others
    )
    return f'<div class="dimensie"><p class="dimensienaam">{NAMES[dimension]}</p>{steps}{beside}</div>'


def _part(view: View, profile: Profile, part: Region, dimension: str) -> str:
    terms, score = _terms(view, dimension), now(view, profile, part)
    phase = score.phases[dimension] if score else None
    name = ""
    if part != profile.region:
        name = f"{link(part.naam, view.here(profile_of(view.selection, part)))}: "
    words = terms[str(phase) if phase else UNKNOWN].printed
    if score is None or not score.registered:
        words = numbers.NOT_REGISTERED
    said = marked(text(words), bool(score and dimension in score.rebuilt))
    scores = profile.histories[part.code]
    labelled = labels([s.peiling for s in scores])
    history = " · ".join(_then(labelled[s.peiling.key], s, dimension) for s in scores)
    drawn = stepper(phase, len(terms) - (UNKNOWN in terms))
    below = f'<p class="woorden"><span>{name}{said}</span> <span class="verloop">{history}</span></p>'
    return f'<div class="trap">{drawn}{below}</div>'


def _then(name: str, score: Score, dimension: str) -> str:
    said = f"{text(name)}: {_phase(score, dimension)}"
    return marked(said, dimension in score.rebuilt)


def _phase(score: Score, dimension: str) -> str:
    """The phase as a number, or why there is none."""
    if not score.registered:
        return numbers.NOT_REGISTERED
    return str(score.phases[dimension] or "niet gescoord")


def _beside(view: View, name: str, table: Table) -> str:
    """How many regions of a scope stand in each phase, from the furthest back: "Menzis: 5 van 5 in fase 4"."""
    found = [(row, table.cell(row).whole) for row in sorted(table.counted, key=_furthest)]
    total = sum(count or 0 for _, count in found)
    if any(count is None for _, count in found) or not total:
        return f"{text(name)}: {numbers.NOT_REGISTERED}"
    said: list[str] = []
    for row, count in found:
        if count:
            where = "niet gescoord" if row.code == UNKNOWN else f"in fase {row.code}"
            words = f"{count} {'' if said else f'van {total} '}{where}"
            target = view.opening(table, Opening(((row.lijst, (row.code,)),)))
            said.append(link(words, target, label=f"{words}: {name}, {NAMES[row.lijst]}"))
    return f"{text(name)}: {', '.join(said)}"


def _furthest(row: Row) -> int:
    return 0 if row.code == UNKNOWN else -int(row.code)


def _note(profile: Profile, part: Region, score: Score | None) -> str:
    if score is None or not score.note:
        return ""
    of_part = f" bij {part.naam}" if part != profile.region else ""
    return f'<div class="toelichting"><b>Toelichting van WIR{text(of_part)}:</b> {text(score.note)}</div>'


def _files(view: View, profile: Profile) -> str:
    peilingen = [s.peiling for s in next(iter(profile.histories.values()))]
    names = labels(peilingen)
    headers = [Header("Regio"), Header("Score"), *map(Header, names.values())]
    headers += [Header("Toelichting"), Header("Gereconstrueerd")]
    rows = []
    for part in profile.parts:
        scores = {s.peiling.key: s for s in profile.histories[part.code]}
        shown = now(view, profile, part)
        for dimension in PHASES:
            then = [_phase(scores[p.key], dimension) if p.key in scores else numbers.NOTHING for p in peilingen]
            rebuilt = ", ".join(names[key] for key, s in scores.items() if dimension in s.rebuilt)
            rows.append([part.naam, NAMES[dimension], *then, shown.note if shown else "", rebuilt])
    title = f"Samenwerking in {profile.region.naam}"
    return files(view, "samenwerking", title, headers, rows, peilingen=peilingen, number=OF_PHASES)
