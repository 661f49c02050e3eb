"""The five judgements on every project on both dates: the totals of the report, divided as plausibly as they allow."""

from collections.abc import Mapping, Sequence
from datetime import date

from wir.register.example_assign import assign
from wir.register.example_costs import COSTS, IMPOSSIBLE, Case
from wir.register.example_projects import Project
from wir.register.example_report import TECHNOLOGY, Peildatum, judgement_counts, peildata, technology_counts
from wir.register.example_summaries import allows

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
