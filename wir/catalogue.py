"""Which peilingen a reader can choose, and which one a date and version mean."""

from dataclasses import dataclass, replace
from datetime import date

from wir.errors import UnknownPeiling
from wir.peiling import Peiling


@dataclass(frozen=True)
class Catalogue:
    """All peilingen by peildatum and version. A withdrawn one or concept is found by its version, never by default."""

    peilingen: tuple[Peiling, ...]

    @property
    def current(self) -> tuple[Peiling, ...]:
        """The newest version of each peildatum that readers get, oldest peildatum first."""
        newest = {p.peildatum: p for p in self.peilingen if p.state == "gepubliceerd"}
        return tuple(newest[d] for d in sorted(newest))

    def latest(self) -> Peiling:
        """The newest peildatum. Raises UnknownPeiling when there is none at all."""
        if not self.current:
            state = "Alle peilingen zijn ingetrokken." if self.peilingen else "Er is nog geen peiling gepubliceerd."
            raise UnknownPeiling(state)
        return self.current[-1]

    def find(self, peildatum: date, versie: int | None = None) -> Peiling:
        """The peiling of a date, the current one unless a version is named. Raises UnknownPeiling."""
        choices = self.current if versie is None else self.peilingen
        for peiling in choices:
            if peiling.peildatum == peildatum and versie in (None, peiling.versie):
                return peiling
        asked = f"{peildatum.isoformat()}" + (f" versie {versie}" if versie else "")
        raise UnknownPeiling(f"Peildatum {asked} bestaat niet; er zijn: {self.listed()}.")

    def by_key(self, key: str) -> Peiling:
        """The peiling of a key such as 2020-11-01_v1. Raises UnknownPeiling."""
        for peiling in self.peilingen:
            if peiling.key == key:
                return peiling
        raise UnknownPeiling(f"Peiling {key} bestaat niet; er zijn: {', '.join(p.key for p in self.peilingen)}.")

    def before(self, peildatum: date) -> Peiling | None:
        """The current peiling of the latest earlier peildatum."""
        return next((p for p in reversed(self.current) if p.peildatum < peildatum), None)

    def replaced_by(self, peildatum: date) -> Peiling | None:
        """The peiling that a register of this peildatum comes in the place of, or else follows."""
        return next((p for p in reversed(self.current) if p.peildatum <= peildatum), None)

    def versions(self, peildatum: date) -> tuple[Peiling, ...]:
        """What readers were given for a peildatum, oldest version first; withdrawn ones too."""
        return tuple(p for p in self.peilingen if p.peildatum == peildatum and not p.concept)

    @property
    def public(self) -> "Catalogue":
        """What a reader may see: no concepts."""
        return Catalogue(tuple(p for p in self.peilingen if not p.concept))

    def without(self, peiling: Peiling) -> "Catalogue":
        """What it would be if this peiling were withdrawn."""
        return Catalogue(tuple(p for p in self.peilingen if p.key != peiling.key))

    def with_back(self, peiling: Peiling) -> "Catalogue":
        """What it would be if this withdrawn peiling were put back."""
        marks = tuple(m for m in peiling.marks if m.kind == "definitief")
        return Catalogue(tuple(replace(p, marks=marks) if p.key == peiling.key else p for p in self.peilingen))

    def up_to(self, peiling: Peiling, most: int) -> tuple[Peiling, ...]:
        """This peiling preceded by the current ones of earlier peildata, at most `most` in all."""
        earlier = [p for p in self.current if p.peildatum < peiling.peildatum]
        return (*earlier, peiling)[-most:]

    def listed(self) -> str:
        """The peildata there are, for a message."""
        return ", ".join(f"{p.peildatum.isoformat()} ({p.label})" for p in self.current) or "geen"
