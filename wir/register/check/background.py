"""What a register is checked against: the lists, its peildatum, an earlier register and who delivered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wir.domain.register_rows import Register
from wir.domain.vocabulary import Regions, Vocabulary

# Of a day the last WIR peiling before it: its label, and the phase of the samenwerkingsdynamiek of each regio.
Dynamics = Callable[[date], tuple[str, Mapping[str, int | None]] | None]


def nothing_known(_: date) -> None:
    """For who has no store to look in."""


@dataclass(frozen=True)
class Background:
    """Without a peildatum or earlier register the findings that need them are not made.

    `holders` are the concessiehouders of a deellevering; empty for a whole register. `known` is the register that it
    comes in the place of or follows: its numbers go on. `functional` are addresses and telephone numbers of which a
    person said that they are of no person. `remembered` has by header and value what was
    meant by it before. What was `accepted` before is not refused for what is looked at since. `dynamics` looks in the
    WIR register, for a register that is held against it.
    """

    vocabulary: Vocabulary
    regions: Regions
    peildatum: date | None = None
    earlier: Register | None = None
    holders: tuple[str, ...] = ()
    known: Register | None = None
    functional: tuple[str, ...] = ()
    accepted: bool = False
    remembered: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dynamics: Dynamics = nothing_known

    def delivers(self, holder: object) -> bool:
        """Whether rows of this concessiehouder belong in the file."""
        return not self.holders or holder in self.holders
