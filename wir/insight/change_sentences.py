"""What changed between two peilingen in Dutch sentences, computed from the tables of changes."""

from wir.common import numbers
from wir.domain.change_codes import DIMENSION_WORDS, PROJECT_CHANGES
from wir.insight.sentences import Sentence
from wir.tables.development import of_change
from wir.tables.model import Row, Table

JUDGEMENT_WORDS = {
    "status": "de status",
    "impact": "de impact",
    "deelbaarheid": "de deelbaarheid",
    "opschaalbaarheid": "de opschaalbaarheid",
    "betrokkenheid": "het aantal betrokken organisaties",
}


def project_sentence(changes: Table) -> Sentence | None:
    """How many projects are new, changed, unchanged and gone; None where there are none."""
    before, after = (changes.column(peiling.key).name for peiling in changes.peilingen)
    new, gone, changed, same = (of_change(changes, kind).whole or 0 for kind in PROJECT_CHANGES)
    if not new + changed + same + gone:
        return None
    came = numbers.counted(new, "nieuw project", "nieuwe projecten") if new else "geen nieuwe projecten"
    left = numbers.counted(gone, "project verdween", "projecten verdwenen") if gone else "geen enkel project verdween"
    stayed = f"{numbers.count(changed)} gewijzigd en {numbers.count(same)} ongewijzigd"
    return Sentence(f"Van {before} naar {after}: {came}, {stayed}; {left}.", changes.number)


def shift_sentence(shifts: Table) -> Sentence | None:
    """How many projects of both registers got another value, and which way most of them went."""
    total = shifts.cell(shifts.closing, "totaal").whole or 0
    ways = [(n, row.label, to) for row in shifts.counted for n, to in _left(row, shifts)]
    moved, most = sum(n for n, *_ in ways), max(ways)
    if not total:
        return None
    judgement = JUDGEMENT_WORDS[shifts.closing.lijst]
    stood = f"van de {numbers.counted(total, 'project', 'projecten')} in beide registers"
    if total == 1:
        became = f", van ‘{most[1]}’ naar ‘{most[2]}’" if moved else " niet"
        return Sentence(f"Bij het ene project in beide registers veranderde {judgement}{became}.", shifts.number)
    if not moved:
        return Sentence(f"Bij geen {stood} veranderde {judgement}.", shifts.number)
    text = f"Bij {numbers.count(moved)} {stood} veranderde {judgement}"
    if [n for n, *_ in ways].count(most[0]) == 1:
        text += f", het vaakst van ‘{most[1]}’ naar ‘{most[2]}’ ({numbers.count(most[0])})"
    return Sentence(f"{text}.", shifts.number)


def _left(row: Row, shifts: Table) -> list[tuple[int, str]]:
    """How many went from the value of this row to each other value."""
    cells = [cell for cell in shifts.cells(row) if cell.column.key not in (row.code, "totaal")]
    return [(cell.whole or 0, cell.column.name) for cell in cells]


def step_sentence(steps: Table) -> Sentence | None:
    """On which dimension regions went forward and back, and how many cannot be compared; None where none can."""
    comparable = {_went(steps, row, "totaal") - _went(steps, row, "onvergelijkbaar") for row in steps.rows}
    if not any(comparable):
        return None
    forward, back, lost = (_parts(steps, way) for way in ("vooruit", "terug", "onvergelijkbaar"))
    if comparable == {1}:
        said = [_of_one(forward, back)]
    else:
        # Where each dimension has its own number of regions to compare, there is no one number to speak of.
        regions = f"{numbers.count(*comparable)} regio’s" if len(comparable) == 1 else "te vergelijken regio’s"
        said = [
            f"Van de {regions} {_list(forward)} vooruit" if forward else f"Geen enkele van de {regions} ging vooruit",
            f"terug {_list(back)}" if back else "geen enkele regio ging terug",
        ]
    if lost and len(comparable) == 1:
        said.append(f"{numbers.counted(lost[0][0], 'regio is', 'regio’s zijn')} niet te vergelijken")
    elif lost:
        said.append(f"niet te vergelijken {_list(lost, 'is er', 'zijn er')}")
    return Sentence(f"{'; '.join(said)}.", steps.number)


def _of_one(forward: list[tuple[int, str]], back: list[tuple[int, str]]) -> str:
    """What the only regio that can be compared did: Eén regio ging vooruit op regiovisie en dynamiek."""
    ways = {"vooruit": forward, "terug": back}
    went = [f"{way} op {_joined([name for _, name in parts])}" for way, parts in ways.items() if parts]
    return f"Eén regio ging {' en '.join(went) or 'niet vooruit en niet terug'}"


def _went(steps: Table, row: Row, way: str) -> int:
    return steps.cell(row, way).whole or 0


def _parts(steps: Table, way: str) -> list[tuple[int, str]]:
    """The dimensions on which any regio went this way, the most first."""
    found = [(_went(steps, row, way), DIMENSION_WORDS[row.code]) for row in steps.rows]
    return sorted((part for part in found if part[0]), reverse=True)


def _list(parts: list[tuple[int, str]], one: str = "ging er", more: str = "gingen er") -> str:
    """Gingen er 20 op regiovisie, 10 op dynamiek en 7 op afspraken."""
    joined = _joined([f"{numbers.count(n)} op {name}" for n, name in parts])
    return f"{one if parts[0][0] == 1 and not parts[1:] else more} {joined}"


def _joined(said: list[str]) -> str:
    return " en ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
