"""What is worth a look in a register of trajectories: dates, phases and evaluations that do not go together."""

from collections.abc import Iterator
from datetime import date

from wir.domain.register_rows import Value
from wir.domain.trajecten import DONE, STARTED
from wir.domain.vocabulary import UNKNOWN
from wir.register.check.findings import Finding
from wir.register.check.warner import Placed, Warner
from wir.register.read.cells import shown

DATES = ("aanvraagdatum", "startdatum", "einddatum", "evaluatiedatum")
OF_EVALUATION = ("moment", "tevredenheid", "voortgang")


class Trajects(Warner):
    """Looks at the trajectories."""

    def warnings(self) -> Iterator[Finding]:
        for p in self.placed:
            yield from self._started(p)
            yield from self._ended(p)
            yield from self._dates(p)
            if p.row["evaluatiedatum"] is None:
                for name in (n for n in OF_EVALUATION if p.row[n] not in (None, UNKNOWN)):
                    yield self.at(name, p.number, "Er is geen evaluatiedatum; dit telt bij de evaluaties niet mee.")
        yield from self.disappeared()

    def _started(self, p: Placed) -> Iterator[Finding]:
        if p.row["startdatum"] is None:
            return
        if p.row["fase"] == UNKNOWN:
            yield self.at("fase", p.number, "Er is een startdatum; dan is de fase verplicht.", "fout")
        if p.row["afloop_vraag"] != STARTED:
            yield self.at("afloop_vraag", p.number, "Er is een startdatum, maar de vraag werd zo geen traject.")

    def _ended(self, p: Placed) -> Iterator[Finding]:
        ended = self._by_now(p.row["einddatum"])
        if ended and p.row["fase"] not in (DONE, UNKNOWN):
            yield self.at("fase", p.number, "De einddatum is voorbij, maar de fase is niet afgerond.")
        if not ended and p.row["fase"] == DONE:
            yield self.at("einddatum", p.number, "De fase is afgerond; zonder einddatum telt het traject als lopend.")

    def _by_now(self, day: Value) -> bool:
        """Whether it is on or before the peildatum, as far as that is known."""
        return isinstance(day, date) and (self.background.peildatum is None or day <= self.background.peildatum)

    def _dates(self, p: Placed) -> Iterator[Finding]:
        asked, start, peildatum = p.row["aanvraagdatum"], p.row["startdatum"], self.background.peildatum
        if isinstance(asked, date) and isinstance(start, date) and start < asked:
            yield self.at("startdatum", p.number, f"Het traject begint voor de vraag van {shown(asked)}.")
        for name in ("aanvraagdatum", "evaluatiedatum"):
            day = p.row[name]
            if peildatum and isinstance(day, date) and day > peildatum:
                yield self.at(name, p.number, f"Dit is na de peildatum {shown(peildatum)}.", "fout")
