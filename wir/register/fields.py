"""The register declared once: its two sheets and their columns. Everything else derives from this."""

from dataclasses import dataclass
from typing import Literal

from wir.vocabulary import normalise

Kind = Literal["tekst", "begrip", "fase", "datum", "aantal", "velden"]
ALL = "alle"


@dataclass(frozen=True)
class Field:
    """One column. `header` is what Excel shows; `lijst` names the vocabulary of a begrip or fase."""

    name: str
    header: str
    kind: Kind
    explanation: str
    required: bool = False
    lijst: str | None = None
    synonyms: tuple[str, ...] = ()

    def matches(self, header: str) -> bool:
        """Whether a header in a workbook means this field, whatever its case, accents or punctuation."""
        return normalise(header) in {normalise(h) for h in (self.header, self.name, *self.synonyms)}


@dataclass(frozen=True)
class Sheet:
    """One sheet of the register; `table` is its name in the store."""

    name: str
    table: Literal["project", "regioscore"]
    fields: tuple[Field, ...]
    synonyms: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    def meant(self, header: str) -> Field | None:
        """The field that a header in a workbook means, or None."""
        return next((f for f in self.fields if f.matches(header)), None) if header.strip() else None


ORIGIN = (
    Field("herkomst", "herkomst", "tekst", "Waar de gegevens van deze rij vandaan komen.", synonyms=("bron",)),
    Field(
        "gereconstrueerd",
        "gereconstrueerd",
        "velden",
        "Welke velden niet zijn gepubliceerd maar nagebouwd: veldnamen met een puntkomma ertussen, of 'alle'.",
    ),
)

AREA = Field(
    "zorgkantoorregio",
    "zorgkantoorregio",
    "tekst",
    "Een van de 30 zorgkantoorregio's.",
    required=True,
    synonyms=("zorgkantoor regio", "regio", "zk-regio"),
)
SUBAREA = Field(
    "subregio",
    "subregio",
    "tekst",
    "Het deel van de zorgkantoorregio; leeg waar er geen delen zijn of waar het project voor de hele regio is.",
    synonyms=("sub regio", "deelregio"),
)
HOLDER = Field(
    "concessiehouder",
    "concessiehouder",
    "begrip",
    "De verzekeraar die het zorgkantoor uitvoert; leeg mag, dan volgt hij uit de regio.",
    lijst="concessiehouder",
    synonyms=("zorgkantoor", "verzekeraar"),
)

PROJECTS = Sheet(
    "Projecten",
    "project",
    (
        Field("projectnummer", "projectnummer", "tekst", "Uniek nummer dat het project altijd houdt.", required=True, synonyms=("nummer", "nr", "project nr", "id")),
        Field("projectnaam", "projectnaam", "tekst", "De naam van het project.", required=True, synonyms=("naam", "project", "titel")),
        AREA,
        SUBAREA,
        HOLDER,
        Field("thema", "hoofdrubriek", "begrip", "Het thema van het project.", required=True, lijst="thema", synonyms=("rubriek", "thema")),
        Field("startdatum", "startdatum", "datum", "De dag waarop het project begint.", synonyms=("start", "begindatum", "aanvang")),
        Field("einddatum", "einddatum", "datum", "De dag waarop het project eindigt of eindigde.", synonyms=("einde", "eind")),
        Field("aantal_organisaties", "aantal organisaties", "aantal", "Hoeveel zorgorganisaties meedoen.", synonyms=("aantal betrokken", "aantal betrokken organisaties", "organisaties")),
        Field("status", "status", "begrip", "De projectstatus.", required=True, lijst="status", synonyms=("projectstatus",)),
        Field("impact", "impact", "begrip", "Schaal en betekenis van het project.", lijst="impact", synonyms=("mate van impact",)),
        Field("deelbaarheid", "delen van resultaten", "begrip", "Of er resultaten zijn om te delen.", lijst="deelbaarheid", synonyms=("delen", "resultaten delen")),
        Field("opschaalbaarheid", "opschaalbaarheid", "begrip", "Of het project elders kan.", lijst="opschaalbaarheid", synonyms=("analyse opschaalbaarheid", "opschaalbaar")),
        Field("omschrijving", "omschrijving", "tekst", "Waar het project over gaat.", synonyms=("samenvatting", "beschrijving")),
        Field("contact", "contact", "tekst", "Een organisatie of functionele mailbox, geen persoon.", synonyms=("contactorganisatie",)),
        *ORIGIN,
    ),
    synonyms=("project", "projectregister", "transitieplannen"),
)  # fmt: skip

REGIONS = Sheet(
    "Regio's",
    "regioscore",
    (
        AREA,
        SUBAREA,
        HOLDER,
        Field("afspraken", "afspraken", "fase", "Fase van de afspraken en convenanten.", lijst="afspraken", synonyms=("afspraken / convenanten", "convenanten")),
        Field("dynamiek", "dynamiek", "fase", "Fase van de samenwerkingsdynamiek.", lijst="dynamiek", synonyms=("samenwerkingsdynamiek", "ontwikkelfase")),
        Field("visie", "visie", "fase", "Fase van de regiovisie.", lijst="visie", synonyms=("regiovisie", "stip op de horizon")),
        Field("toelichting", "toelichting", "tekst", "Waarom deze scores zijn gegeven.", synonyms=("opmerking",)),
        *ORIGIN,
    ),
    synonyms=("regio", "zorgkantoorregio's", "regioscores"),
)  # fmt: skip

SHEETS = (PROJECTS, REGIONS)
