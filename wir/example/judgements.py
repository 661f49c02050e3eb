"""The five judgements on every project on both dates: the totals of the report, divided as plausibly as they allow.

What a person would expect of a project is the cost of judging it otherwise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wir.domain.vocabulary import UNKNOWN, vocabulary
from wir.example.assign import assign
from wir.example.projects import Project
from wir.example.report import TECHNOLOGY, Peildatum, judgement_counts, peildata, technology_counts
from wir.example.summaries import allows, numbers

NOT_STARTED, STOPPED, FAILED, SUCCEEDED = "nog-niet-gestart", "gestopt", "niet-succesvol", "succesvol"

ENDED = (STOPPED, FAILED, SUCCEEDED)


# Costs in points; noise is at most 25 of them. What is impossible or unwanted outweighs everything that is a matter
# of taste, and what was judged before outweighs what would be a likelier judgement now.
IMPOSSIBLE = 1_000_000

BACKWARD = 10_000

CHANGED = 2_000

UNLIKELY = 300


@dataclass(frozen=True)
class Case:
    """One project on one date, with what is known of it when a judgement is made."""

    project: Project
    peildatum: date
    today: Mapping[str, str]
    before: str | None
    outcome: str | None  # the status on the last date

    @property
    def months(self) -> int:
        """How long the project has been going on."""
        start = self.project.start
        return (self.peildatum.year - start.year) * 12 + self.peildatum.month - start.month

    @property
    def ends_badly(self) -> bool:
        return self.outcome in (STOPPED, FAILED)

    @property
    def scale(self) -> int:
        """-1 small, 0 middling or unknown, 1 large."""
        return {"klein": -1, "groot": 1}.get(self.today["impact"].split("-")[0], 0)


Cost = Callable[[Case, str], int]


def _distance(expected: int, actual: int) -> int:
    """What it costs to judge otherwise than expected, on a scale where neighbours are 10 apart."""
    return (actual - expected) ** 2 // 4


def _movement(case: Case, judgement: str, code: str) -> int:
    """A judgement stays or moves forward, rather by one step than by three."""
    steps = _steps(case, judgement, code)
    return BACKWARD * -steps if steps < 0 else 5 * steps**2


def _steps(case: Case, judgement: str, code: str) -> int:
    """How many places in the list it has moved since the previous date; 0 for what was not judged then."""
    if case.before in (None, UNKNOWN):
        return 0
    order = [t.code for t in vocabulary().terms(judgement)]
    return order.index(code) - order.index(case.before or UNKNOWN)


def _status(case: Case, code: str) -> int:
    not_yet = case.project.start > case.peildatum
    if (code == NOT_STARTED) != not_yet or (case.before in ENDED and code != case.before):
        return IMPOSSIBLE
    if code not in ENDED:
        return 0
    if case.months < 8:
        return UNLIKELY  # too short to have ended
    # Table 12 has hardly any project that is not worth scaling, so few of Technologie can have gone wrong.
    wrong_place = UNLIKELY if code != SUCCEEDED and case.project.thema == TECHNOLOGY else 0
    return wrong_place + max(0, 20 - case.months)


def _impact(case: Case, code: str) -> int:
    if code == UNKNOWN:
        return 0 if case.today["status"] == NOT_STARTED else UNLIKELY
    changed = 0 if case.before in (None, UNKNOWN, code) else CHANGED + abs(_steps(case, "impact", code)) * 50
    modest = code.endswith("beperkt")
    if case.ends_badly:
        return changed + (0 if modest else 60) + (60 if code.startswith("groot") else 0)
    return changed + (40 if modest and case.outcome == SUCCEEDED else 0)


def _sharing(case: Case, code: str) -> int:
    status = case.today["status"]
    if status == NOT_STARTED:
        return 0 if code in ("nee", UNKNOWN) else UNLIKELY
    if case.ends_badly:
        return 0 if code == "nee" else UNLIKELY
    if code == UNKNOWN:
        return 10 + 5 * case.months  # nothing can be said yet of what has only just begun
    expected = 17 if status == SUCCEEDED else min(13, 4 + case.months // 3)
    level = {"nee": 0, "binnenkort": 10, "ja": 20}[code]
    return _movement(case, "deelbaarheid", code) + _distance(expected, level)


def _scaling(case: Case, code: str) -> int:
    status = case.today["status"]
    if status == NOT_STARTED:
        return 0 if code == "nog-niet-zinvol" else UNLIKELY
    if case.ends_badly:
        expected, movement = 0, 0  # what goes wrong may lose the promise it had
    else:
        expected = {"ja": 26, "binnenkort": 15}.get(case.today["deelbaarheid"], 8) + 5 * case.scale
        movement = _movement(case, "opschaalbaarheid", code)
        movement += UNLIKELY if case.before == "niet-zinvol" != code else 0  # that was a conclusion
        # A vision is about one region; it is shared as an example, not copied.
        expected -= 10 if case.project.thema == "regionale-strategievorming" else 0
        expected += 4 if status == SUCCEEDED else 0
    level = {"niet-zinvol": 0, "nog-niet-zinvol": 10, "regio": 20, "andere-regios": 30, "landelijk": 40}[code]
    return movement + _distance(expected, level)


def _involved(case: Case, code: str) -> int:
    if code == UNKNOWN:  # nobody has joined yet what has yet to begin
        return 0 if case.today["status"] == NOT_STARTED else IMPOSSIBLE
    term = vocabulary().find("betrokkenheid", code)
    if term is None or not numbers(case.project.published, term):
        return IMPOSSIBLE
    expected = 18 + 6 * case.scale + (5 if case.project.thema == "regionale-strategievorming" else 0)
    level = {"1-tot-3": 0, "4-tot-6": 10, "7-tot-9": 20, "10-of-meer": 30}[code]
    grown = _movement(case, "betrokkenheid", code)
    return grown + (CHANGED if case.before not in (None, code) else 0) + _distance(expected, level)


COSTS: Mapping[str, Cost] = {
    "status": _status,
    "impact": _impact,
    "deelbaarheid": _sharing,
    "opschaalbaarheid": _scaling,
    "betrokkenheid": _involved,
}


Judged = Mapping[str, str]

"""Key of the project -> code of the judgement."""


# Later judgements look at earlier ones of the same date.
ORDER = ("status", "impact", "deelbaarheid", "opschaalbaarheid", "betrokkenheid")


def judgements(projects: Sequence[Project]) -> dict[date, dict[str, Judged]]:
    """Per date and judgement the code of every project in the register of that date."""
    first, last = (p for p in peildata() if p.projecten)
    result: dict[date, dict[str, Judged]] = {first.dag: {}, last.dag: {}}
    outcome: Judged = {}
    for judgement in ORDER:
        before: Judged = {}
        for at in (first, last):
            present = [p for p in projects if p.registered(at == first)]
            cases = [_case(p, at, result[at.dag], before, outcome) for p in present]
            before = result[at.dag][judgement] = _judge(judgement, at, cases)
        outcome = result[last.dag]["status"]
    return result


def _case(p: Project, at: Peildatum, today: Mapping[str, Judged], before: Judged, outcome: Judged) -> Case:
    known = {judgement: judged[p.key] for judgement, judged in today.items()}
    return Case(p, at.dag, known, before.get(p.key), outcome.get(p.key))


def _judge(judgement: str, at: Peildatum, cases: Sequence[Case]) -> Judged:
    """Divide the total over the cases; where table 12 has totals of its own, Technologie and the rest apart."""
    total = judgement_counts(judgement, at)
    technology = technology_counts(judgement, at)
    if technology is None:
        return _divide(judgement, at, cases, total)
    rest = {code: n - technology.get(code, 0) for code, n in total.items()}
    inside = [c for c in cases if c.project.thema == TECHNOLOGY]
    outside = [c for c in cases if c.project.thema != TECHNOLOGY]
    return {**_divide(judgement, at, inside, technology), **_divide(judgement, at, outside, rest)}


def _divide(judgement: str, at: Peildatum, cases: Sequence[Case], quotas: Mapping[str, int]) -> Judged:
    def cost(case: Case, code: str) -> int:
        published = case.project.published
        if published and not allows(published, judgement, code):
            return IMPOSSIBLE
        return COSTS[judgement](case, code)

    return assign(cases, quotas, cost, lambda c: c.project.key, f"{judgement} {at.dag}")
