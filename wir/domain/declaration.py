"""The registers declared once: their sheets and columns. Everything else derives from this.

Reading, checking, template, remarks, differences, carrying over, Parquet, DuckDB, filters, facets, lists, exports and the
command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from wir.domain.periods import PERIODS
from wir.domain.vocabulary import PHASES, normalise

FieldKind = Literal["tekst", "begrip", "begrippen", "regios", "fase", "datum", "aantal", "velden"]
ALL = "alle"
SEVERAL = ("begrippen", "regios")  # kinds of which a cell holds more than one, with a semicolon between them


@dataclass(frozen=True)
class Field:
    """One column of a sheet.

    `header` is what Excel shows, `heading` what screens and exports say where that is another word; `lijst` names the
    vocabulary of a begrip, begrippen or fase. `filtered`: the address, the command line and the facets have a filter of
    its name. `searched`: the search looks in it. `compared`: a row in which it differs has changed. `listed`: lists and
    exports of rows show it, by themselves where it is "standaard". `bounds`: the least and the most of an aantal.
    `scale`: its list goes from low to high; these are the words for what has most of the lowest and of the highest.
    """

    name: str
    header: str
    kind: FieldKind
    explanation: str
    required: bool = False
    lijst: str | None = None
    synonyms: tuple[str, ...] = ()
    heading: str = ""
    filtered: bool = False
    searched: bool = False
    compared: bool = True
    listed: Literal["", "kiesbaar", "standaard"] = ""
    bounds: tuple[int, int] = (1, 9999)
    scale: tuple[str, str] | None = None

    @property
    def title(self) -> str:
        """What screens and exports call it."""
        return self.heading or self.header[:1].upper() + self.header[1:]

    def matches(self, header: str) -> bool:
        """Whether a header in a workbook means this field, whatever its case, accents or punctuation."""
        return normalise(header) in {normalise(h) for h in (self.header, self.name, *self.synonyms)}


@dataclass(frozen=True)
class Derived:
    """A filter over what is worked out of a column when a peiling is loaded.

    "klasse": the term of the list of its name within whose bounds a number falls; "jaar": the year of a date;
    "halfjaar": which half of which year; "stand": whether what begins and ends on the two dates of `source` runs on the
    peildatum, as a term of the list of its name.
    """

    name: str
    title: str
    kind: Literal["klasse", "jaar", "halfjaar", "stand"]
    source: str
    scale: tuple[str, str] | None = None


@dataclass(frozen=True, eq=False)  # each is one of a kind
class Sheet:
    """One sheet of a register.

    `table` is its name in the store, `key` the field that no two rows share, `nouns` what one and more rows are called,
    `counted` the name of their number in a manifest. A person knows a row by its `named` fields and asks of its `moves`
    from what to what they went. A row is of a regio, with `wholes` also of a zorgkantoorregio as a whole: with
    `blank_is_whole` wherever no subregio is said, in Rotterdam too. With `several` it may be of more than one, with a
    semicolon between them. The search also looks in what the codes of `worded` fields are called.
    """

    name: str
    table: str
    key: str
    nouns: tuple[str, str]
    counted: str
    named: tuple[str, ...]
    fields: tuple[Field, ...] = field(repr=False)
    moves: tuple[str, ...] = ()
    derived: tuple[Derived, ...] = ()
    synonyms: tuple[str, ...] = ()
    wholes: bool = False
    worded: tuple[str, ...] = ()
    blank_is_whole: bool = False
    several: bool = False

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    def meant(self, header: str) -> Field | None:
        """The field that a header in a workbook means, or None."""
        return next((f for f in self.fields if f.matches(header)), None) if header.strip() else None

    @property
    def stored(self) -> tuple[Field, ...]:
        """The columns in the store: `regio` has the place of the two that name it."""
        place = REGIOS if self.several else REGIO
        return tuple(place if f.name == AREA.name else f for f in self.fields if f.name != SUBAREA.name)

    @property
    def compared(self) -> tuple[Field, ...]:
        """What makes a row another one. Where a value comes from says how we know it, not what it is."""
        return tuple(f for f in self.stored if f.compared)

    @property
    def listed(self) -> tuple[Field, ...]:
        """The columns of lists and exports: what has a list of values before dates, numbers and longer texts."""
        shown = [f for f in self.stored if f.listed]
        return tuple(sorted(shown, key=lambda f: not (f.required or f.lijst or f is REGIO)))

    @property
    def scales(self) -> dict[str, tuple[str, str]]:
        """Its fields that go from low to high, each with the words for what stands lowest and what highest."""
        own = {f.name: f.scale for f in self.fields if f.scale}
        return {**own, **{d.name: d.scale for d in self.derived if d.scale}}

    @property
    def filters(self) -> dict[str, str]:
        """Its filters that are a value of a row, each with its title."""
        own = {f.name: f.title for f in self.stored if f.filtered}
        return {**{n: own[n] for n in PLACES if n in own}, **own, **{d.name: d.title for d in self.derived}}


@dataclass(frozen=True, eq=False)
class Declaration:
    """A register: `name` is what addresses, the command line and the store call it, `title` what people do.

    `also` are filters that are no column of a sheet. Its queries stand in a folder of its name below sql/, with
    macros.sql where they need macros.
    """

    name: str
    title: str
    sheets: tuple[Sheet, ...]
    also: tuple[str, ...] = ()

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """The names of all filters over its rows, in the order in which addresses and captions have them."""
        own = [name for sheet in self.sheets for name in sheet.filters]
        searched = any(f.searched for sheet in self.sheets for f in sheet.stored)
        return tuple(dict.fromkeys((*own, *self.also, *(["zoek"] if searched else []))))

    @cached_property
    def periods(self) -> Mapping[str, str]:
        """The filters whose codes are years or halves of years, each with which of the two."""
        return {d.name: d.kind for sheet in self.sheets for d in sheet.derived if d.kind in PERIODS}

    @cached_property
    def ordinal(self) -> frozenset[str]:
        """The fields that are a step on a scale: a phase or a level."""
        return frozenset(f.name for sheet in self.sheets for f in sheet.fields if f.kind == "fase")

    def lijst(self, name: str) -> str:
        """The list of which a filter holds codes."""
        named = {f.name: f.lijst for sheet in self.sheets for f in sheet.fields if f.lijst}
        return named.get(name, name)

    def parameter(self, name: str) -> str:
        """What an address calls a filter or a date: of all but the WIR register, and of places, with its name."""
        return name if self.name == HOME or name in PLACES else f"{self.name}.{name}"


HOME = "wir"
PLACES = ("concessiehouder", "regio")
FURTHEST = ("Minst ver", "verst")

ORIGIN = (
    Field(
        "herkomst",
        "herkomst",
        "tekst",
        "Waar de gegevens van deze rij vandaan komen.",
        synonyms=("bron",),
        compared=False,
    ),
    Field(
        "gereconstrueerd",
        "gereconstrueerd",
        "velden",
        "Welke velden niet zijn gepubliceerd maar nagebouwd: veldnamen met een puntkomma ertussen, of 'alle'.",
        compared=False,
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
    filtered=True,
    listed="kiesbaar",
)
REGIO = Field("regio", "regio", "tekst", "De regio, als code.", required=True, filtered=True, listed="standaard")
REGIOS = Field("regio", "regio's", "regios", "De regio's, als codes.", required=True, filtered=True, heading="Regio’s")

PROJECTS = Sheet(
    "Projecten",
    "project",
    "projectnummer",
    ("project", "projecten"),
    "projecten",
    ("projectnummer", "projectnaam"),
    (
        Field("projectnummer", "projectnummer", "tekst", "Uniek nummer dat het project altijd houdt.", required=True, synonyms=("nummer", "nr", "project nr", "id"), heading="Nummer", searched=True, listed="kiesbaar"),
        Field("projectnaam", "projectnaam", "tekst", "De naam van het project.", required=True, synonyms=("naam", "project", "titel"), heading="Project", searched=True, listed="standaard"),
        AREA,
        SUBAREA,
        HOLDER,
        Field("thema", "hoofdrubriek", "begrip", "Het thema van het project.", required=True, lijst="thema", synonyms=("rubriek", "thema"), heading="Thema", filtered=True, listed="standaard"),
        Field("startdatum", "startdatum", "datum", "De dag waarop het project begint.", synonyms=("start", "begindatum", "aanvang"), heading="Start", listed="kiesbaar"),
        Field("einddatum", "einddatum", "datum", "De dag waarop het project eindigt of eindigde.", synonyms=("einde", "eind"), heading="Einde", listed="kiesbaar"),
        Field("aantal_organisaties", "aantal organisaties", "aantal", "Hoeveel zorgorganisaties meedoen.", synonyms=("aantal betrokken", "aantal betrokken organisaties", "organisaties"), heading="Organisaties", listed="kiesbaar"),
        Field("status", "status", "begrip", "De projectstatus.", required=True, lijst="status", synonyms=("projectstatus",), filtered=True, listed="standaard"),
        Field("impact", "impact", "begrip", "Schaal en betekenis van het project.", lijst="impact", synonyms=("mate van impact",), filtered=True, listed="kiesbaar"),
        Field("deelbaarheid", "delen van resultaten", "begrip", "Of er resultaten zijn om te delen.", lijst="deelbaarheid", synonyms=("delen", "resultaten delen"), filtered=True, listed="standaard", scale=("Minst te delen", "meest")),
        Field("opschaalbaarheid", "opschaalbaarheid", "begrip", "Of het project elders kan.", lijst="opschaalbaarheid", synonyms=("analyse opschaalbaarheid", "opschaalbaar"), filtered=True, listed="standaard", scale=("Minst opschaalbaar", "meest")),
        Field("omschrijving", "omschrijving", "tekst", "Waar het project over gaat.", synonyms=("samenvatting", "beschrijving"), searched=True, listed="kiesbaar"),
        Field("contact", "contact", "tekst", "Een organisatie of functionele mailbox, geen persoon.", synonyms=("contactorganisatie",), listed="kiesbaar"),
        *ORIGIN,
    ),
    moves=("status",),
    derived=(
        Derived("betrokkenheid", "Aantal organisaties", "klasse", "aantal_organisaties", ("Minste organisaties", "meeste")),
        Derived("startjaar", "Startjaar", "jaar", "startdatum"),
        Derived("halfjaar", "Start per halfjaar", "halfjaar", "startdatum"),
    ),
    synonyms=("project", "projectregister", "transitieplannen"),
    wholes=True,
    worded=("regio", "concessiehouder", "thema"),
)  # fmt: skip

REGIONS = Sheet(
    "Regio's",
    "regioscore",
    "regio",
    ("regio", "regio’s"),
    "regios",
    ("regio",),
    (
        AREA,
        SUBAREA,
        HOLDER,
        Field("afspraken", "afspraken", "fase", "Fase van de afspraken en convenanten.", lijst="afspraken", synonyms=("afspraken / convenanten", "convenanten"), scale=FURTHEST),
        Field("dynamiek", "dynamiek", "fase", "Fase van de samenwerkingsdynamiek.", lijst="dynamiek", synonyms=("samenwerkingsdynamiek", "ontwikkelfase"), scale=FURTHEST),
        Field("visie", "visie", "fase", "Fase van de regiovisie.", lijst="visie", synonyms=("regiovisie", "stip op de horizon"), scale=FURTHEST),
        Field("toelichting", "toelichting", "tekst", "Waarom deze scores zijn gegeven.", synonyms=("opmerking",)),
        *ORIGIN,
    ),
    moves=PHASES,
    synonyms=("regio", "zorgkantoorregio's", "regioscores"),
)  # fmt: skip

WIR = Declaration(HOME, "WIR-register", (PROJECTS, REGIONS), also=("verandering", "zoek", *PHASES, "stap"))
