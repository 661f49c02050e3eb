"""The phase of one regio as HTML: as a chip, as steps along its scale, and the step since another peiling."""

from wir.common.markup import address, text


def phase_chip(phase: int | None, steps: int, label: str, href: str = "") -> str:
    """A phase as coloured number with its label: a cell of the matrix; a link where there is somewhere to go."""
    inner = f"<b>{phase or '–'}</b> <span>{text(label)}</span>"
    if not href:
        return f'<span class="fasevlak {_state(phase, steps)}">{inner}</span>'
    return f'<a class="wir-link fasevlak {_state(phase, steps)}" target="_self" href="{address(href)}">{inner}</a>'


def stepper(phase: int | None, steps: int, step: str = "fase", unsaid: str = "niet gescoord") -> str:
    """How far along a scale: the steps up to the phase in its colour; its words stand beside it."""
    said = f"{step} {phase} van {steps}" if phase else unsaid
    drawn = "".join(f'<span class="stap{" aan" if phase and k <= phase else ""}"></span>' for k in range(1, steps + 1))
    return f'<div class="stappen {_state(phase, steps)}" role="img" aria-label="{said}">{drawn}</div>'


def step_mark(change: int | None) -> str:
    """A change of phase as a sign for the eye and in words for the ear."""
    if change is None:
        state, sign, said = "onvergelijkbaar", "–", "niet te vergelijken"
    elif change == 0:
        state, sign, said = "gelijk", "=", "gelijk"
    else:
        phases = f"{abs(change)} {'fase' if abs(change) == 1 else 'fasen'}"
        state, sign, said = (
            ("vooruit", f"▲ +{change}", f"{phases} vooruit")
            if change > 0
            else ("terug", f"▼ \u2212{-change}", f"{phases} terug")
        )
    return (
        f'<span class="stapteken {state}" title="{said}"><span aria-hidden="true">{sign}</span>'
        f'<span class="voorlezen">{said}</span></span>'
    )


def _state(phase: int | None, steps: int) -> str:
    return f"schaal-{steps} fase-{phase}" if phase else "niet-gescoord"


def swatch(phase: int | None, steps: int) -> str:
    """The little square before a phase label."""
    state = f"schaal-{steps} fase-{phase}" if phase else "niet-gescoord"
    return f'<span class="staal {state}" aria-hidden="true"></span>'
