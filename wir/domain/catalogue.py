"""Which peilingen a reader can choose, and which one a date and version mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from wir.common.errors import DamagedPeiling, NotPossible, UnknownPeiling
from wir.common.numbers import day
from wir.domain.peiling import Damaged, Peiling


@dataclass(frozen=True)
class Catalogue:
    """All peilingen by peildatum and version. A withdrawn one or concept is found by its version, never by default.

    A damaged one is never found, and no older version takes its place: a link must not show something else.
    """

    peilingen: tuple[Peiling, ...]
    damaged: tuple[Damaged, ...] = ()

    @property
    def every(self) -> tuple[Peiling | Damaged, ...]:
        """All of them, damaged or not, by peildatum and version."""
        return tuple(sorted((*self.peilingen, *self.damaged), key=lambda p: (p.peildatum, p.versie)))

    @cached_property
    def _newest(self) -> tuple[Peiling | Damaged, ...]:
        newest = {p.peildatum: p for p in self.every if p.state == "gepubliceerd"}
        return tuple(newest.values())

    @cached_property
    def current(self) -> tuple[Peiling, ...]:
        """The newest version of each peildatum that readers get, oldest peildatum first."""
        return tuple(p for p in self._newest if isinstance(p, Peiling))

    @property
    def missed(self) -> tuple[Damaged, ...]:
        """What readers would get if it were whole: their peildatum is not shown."""
        return tuple(p for p in self._newest if isinstance(p, Damaged))

    def latest(self) -> Peiling:
        """The newest peildatum. Raises UnknownPeiling when there is none at all."""
        if not self.current:
            if self.missed:
                raise DamagedPeiling(f"Er is geen peiling om te tonen. {not_shown(self.missed[-1])}")
            state = "Alle peilingen zijn ingetrokken." if self.every else "Er is nog geen peiling gepubliceerd."
            raise UnknownPeiling(state)
        return self.current[-1]

    def find(self, peildatum: date, versie: int | None = None) -> Peiling:
        """The peiling of a date, the current one unless a version is named. Raises UnknownPeiling."""
        choices = self.current if versie is None else self.peilingen
        for peiling in choices:
            if peiling.peildatum == peildatum and versie in (None, peiling.versie):
                return peiling
        for damaged in self.missed if versie is None else self.damaged:
            if damaged.peildatum == peildatum and versie in (None, damaged.versie):
                raise DamagedPeiling(not_shown(damaged, versie is not None))
        asked = f"{peildatum.isoformat()}" + (f" versie {versie}" if versie else "")
        raise UnknownPeiling(f"Peildatum {asked} bestaat niet; er zijn: {self.listed()}.")

    def by_key(self, key: str) -> Peiling:
        """The peiling of a key such as 2020-11-01_v1. Raises UnknownPeiling."""
        for peiling in self.peilingen:
            if peiling.key == key:
                return peiling
        for damaged in self.damaged:
            if damaged.key == key:
                raise DamagedPeiling(not_shown(damaged, True))
        raise UnknownPeiling(f"Peiling {key} bestaat niet; er zijn: {', '.join(p.key for p in self.peilingen)}.")

    def leaving_out(self, unfit: Iterable[Damaged]) -> "Catalogue":
        """The same without peilingen that cannot be shown."""
        others = {p.key: p for p in unfit}
        return Catalogue(tuple(p for p in self.peilingen if p.key not in others), (*self.damaged, *others.values()))

    def to_mark(self, key: str) -> Peiling | Damaged:
        """What can be withdrawn or put back: also a damaged one, so that readers get an older version instead.

        Raises UnknownPeiling, and NotPossible where its marks cannot be read.
        """
        found = {p.key: p for p in self.every}
        if key not in found:
            raise UnknownPeiling(f"Peiling {key} bestaat niet; er zijn: {', '.join(found) or 'geen'}.")
        chosen = found[key]
        if isinstance(chosen, Damaged) and not chosen.marks_sound:
            raise NotPossible(f"De markeringen van peiling {key} zijn beschadigd; laat die eerst herstellen.")
        return chosen

    def before(self, peildatum: date) -> Peiling | None:
        """The current peiling of the latest earlier peildatum."""
        return next((p for p in reversed(self.current) if p.peildatum < peildatum), None)

    def replaced_by(self, peildatum: date) -> Peiling | None:
        """The peiling that a register of this peildatum comes in the place of, or else follows.

        Raises NotPossible where that one is damaged.
        """
        last = next((p for p in reversed(self._newest) if p.peildatum <= peildatum), None)
        if isinstance(last, Damaged):
            raise NotPossible(
                f"De peiling van {day(last.peildatum)} (versie {last.versie}) is beschadigd; daarop kan niets volgen. "
                "Laat haar eerst herstellen, of trek haar in."
            )
        return last

    def refuse_remarks(self, peiling: Peiling, remarks: Mapping[str, str]) -> None:
        """Raises NotPossible where a peiling cannot be published again with these remarks."""
        waiting = [p for p in self.peilingen if p.peildatum == peiling.peildatum and p.state == "concept"]
        if waiting:
            raise NotPossible(
                f"Er wacht een concept van deze peildatum ({waiting[-1].key}). Maak het eerst definitief, of trek het "
                "in; geef de opmerking daarna."
            )
        if peiling not in self.current:
            raise NotPossible(f"Peiling {peiling.key} is niet de versie die lezers krijgen; kies die.")
        if dict(peiling.manifest.opmerkingen) == dict(remarks):
            raise NotPossible("Er is geen opmerking veranderd; er is niets gepubliceerd.")

    def refuse_confirmation(self, peiling: Peiling, door: str, four_eyes: bool) -> None:
        """Raises NotPossible where this peiling cannot be made definitive by this person."""
        key, before = peiling.key, peiling.manifest.voorganger
        others = [p for p in self.every if p.peildatum == peiling.peildatum and not p.withdrawn]
        newer = [p.key for p in others if p.versie > peiling.versie]
        if not peiling.concept:
            raise NotPossible(f"Peiling {key} is geen concept.")
        if peiling.withdrawn:
            raise NotPossible(f"Peiling {key} is ingetrokken; zet haar eerst terug.")
        if newer:
            raise NotPossible(f"Peiling {key} is ingehaald door {newer[-1]}; breng het register opnieuw in.")
        last = self.replaced_by(peiling.peildatum)
        if before and (last is None or last.key != before):
            raise NotPossible(f"Sinds dit concept is {before} vervangen of ingetrokken; breng het register opnieuw in.")
        if four_eyes and door.casefold() == peiling.manifest.door.casefold():
            raise NotPossible(f"Een ander dan {peiling.manifest.door} moet dit concept bevestigen (vier ogen).")

    def versions(self, peildatum: date) -> tuple[Peiling, ...]:
        """What readers were given for a peildatum, oldest version first; withdrawn ones too."""
        return tuple(p for p in self.peilingen if p.peildatum == peildatum and not p.concept)

    @property
    def public(self) -> "Catalogue":
        """What a reader may see: no concepts."""
        return Catalogue(
            tuple(p for p in self.peilingen if not p.concept), tuple(p for p in self.damaged if p.state != "concept")
        )

    def without(self, peiling: Peiling | Damaged) -> "Catalogue":
        """What it would be if this peiling were withdrawn."""
        whole = tuple(p for p in self.peilingen if p.key != peiling.key)
        return Catalogue(whole, tuple(p for p in self.damaged if p.key != peiling.key))

    def with_back(self, peiling: Peiling) -> "Catalogue":
        """What it would be if this withdrawn peiling were put back."""
        marks = tuple(m for m in peiling.marks if m.kind == "definitief")
        back = tuple(replace(p, marks=marks) if p.key == peiling.key else p for p in self.peilingen)
        return replace(self, peilingen=back)

    def up_to(self, peiling: Peiling, most: int) -> tuple[Peiling, ...]:
        """This peiling preceded by the current ones of earlier peildata, at most `most` in all."""
        earlier = [p for p in self.current if p.peildatum < peiling.peildatum]
        return (*earlier, peiling)[-most:]

    def listed(self) -> str:
        """The peildata there are, for a message."""
        return ", ".join(f"{p.peildatum.isoformat()} ({p.label})" for p in self.current) or "geen"


def not_shown(damaged: Damaged, version: bool = False) -> str:
    """What a reader is told; with its version where a link names it."""
    which = f"Versie {damaged.versie} van de peiling" if version else "De peiling"
    return (
        f"{which} van {day(damaged.peildatum)} is beschadigd en wordt niet getoond; "
        "de beheerder is nodig om haar te herstellen."
    )
