"""A peiling: one published version of the register for one peildatum, and what it says of itself."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Manifest:
    """What a peiling says of itself. `projecten` and `regios` count rows; None is not registered."""

    peildatum: date
    versie: int
    label: str
    door: str
    wanneer: str
    toelichting: str
    bestand: str
    sha256: str
    projecten: int | None
    regios: int | None
    gereconstrueerd: int
    app_versie: str

    @property
    def key(self) -> str:
        return f"{self.peildatum.isoformat()}_v{self.versie}"

    def to_json(self) -> str:
        return json.dumps({**asdict(self), "peildatum": self.peildatum.isoformat()}, ensure_ascii=False, indent=2)

    @staticmethod
    def from_json(text: str) -> "Manifest":
        fields = json.loads(text)
        return Manifest(**{**fields, "peildatum": date.fromisoformat(fields["peildatum"])})


@dataclass(frozen=True)
class Peiling:
    """One published version of the register for one peildatum."""

    manifest: Manifest
    folder: Path
    withdrawn: bool

    @property
    def key(self) -> str:
        return self.manifest.key

    @property
    def peildatum(self) -> date:
        return self.manifest.peildatum

    @property
    def versie(self) -> int:
        return self.manifest.versie

    @property
    def label(self) -> str:
        return self.manifest.label


def default_label(peildatum: date) -> str:
    """The short name of a peildatum, for example mei-21."""
    return f"{MONTHS[peildatum.month - 1]}-{peildatum:%y}"
