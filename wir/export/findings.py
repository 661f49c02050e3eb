"""The findings of a check, as text for a terminal and as JSON for a program."""

import json
from collections.abc import Iterator, Sequence

from wir.common.numbers import counted
from wir.common.unseen_characters import readable
from wir.domain.register_rows import Register
from wir.register.check.findings import Finding, Folded, count, fold, listed
from wir.register.check.plausibility import RULES
from wir.register.check.validation import Checked
from wir.register.read.reading import Reading

LONGEST_VALUE = 120


def findings_text(name: str, reading: Reading, checked: Checked, not_checked: Sequence[str]) -> str:
    """All findings folded, errors first, under what was read."""
    return readable("\n".join(_lines(name, reading, checked, not_checked)))


def _lines(name: str, reading: Reading, checked: Checked, not_checked: Sequence[str]) -> Iterator[str]:
    for sheet in reading.sheets:
        yield f"{name}, blad {sheet.title}: {counted(len(sheet.rows), 'rij', 'rijen')} gelezen als {sheet.sheet.name}."
    if reading.skipped:
        yield f"Overgeslagen: {', '.join(reading.skipped)}."
    yield from (*reading.remarks, *not_checked)
    yield summary(checked.findings)
    for group in fold(checked.findings):
        f = group.first
        at_one = len(group.cells) > 1 and len(set(group.cells)) == 1
        if at_one:  # of what vanishes each is named
            said = f" [{', '.join(dict.fromkeys(group.values))}]"
        else:
            told = f.severity == "fout" and 0 < len(f.value) <= LONGEST_VALUE and f"'{f.value}'" not in f.message
            said = f" [{listed(by_value(group))}]" if told else ""
        yield f"- {f.severity}: {f.sheet}!{listed(group.cells)} ({f.column}): {f.said}{said}"


def by_value(group: Folded) -> Iterator[str]:
    """Each value with how often it stands there and where, the most frequent first."""
    cells: dict[str, list[str]] = {}
    for f in group.findings:
        cells.setdefault(f.value, []).append(f.cell)
    for value, where in sorted(cells.items(), key=lambda pair: -len(pair[1])):
        yield f"'{value}'" + (f" {len(where)}×: {listed(where)}" if len(cells) > 1 else "")


def looks_back_in_vain(reading: Reading, earlier: Register | None) -> tuple[str, ...]:
    """What cannot be checked for want of an earlier peiling with the same sheet."""
    held = earlier.by_sheet if earlier else {}
    return tuple(
        f"Niet nagekeken, want er is geen eerdere peiling met {s.sheet.name}: {RULES[s.sheet].looking_back}."
        for s in reading.sheets
        if s.sheet in RULES and RULES[s.sheet].looking_back and s.sheet not in held
    )


def summary(findings: Sequence[Finding]) -> str:
    """How many errors and warnings, in words."""
    errors, warnings = count(findings)
    return f"{counted(errors, 'fout', 'fouten')}, {counted(warnings, 'waarschuwing', 'waarschuwingen')}."


def findings_json(name: str, reading: Reading, checked: Checked, not_checked: Sequence[str]) -> str:
    """All findings one by one."""
    errors, warnings = count(checked.findings)
    report = {
        "bestand": name,
        "bladen": {s.title: {"rijen": len(s.rows), "gelezen_als": s.sheet.name} for s in reading.sheets},
        "overgeslagen": list(reading.skipped),
        "opmerkingen": list(reading.remarks),
        "niet_nagekeken": list(not_checked),
        "fouten": errors,
        "waarschuwingen": warnings,
        "bevindingen": [
            {
                "ernst": f.severity,
                "blad": f.sheet,
                "cel": f.cell,
                "kolom": f.column,
                "waarde": f.value,
                "melding": f.message,
                "suggestie": f.suggestion,
                "zeker": f.sure,
            }
            for f in checked.findings
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
