"""The register of trajectories of support: who asked, what came of it, in which phase it is and how it is valued.

Its lists are those of the progress reports (data/mgz/); the order of phases and roles and the names of what became of a
question are ours.
"""

from wir.domain.declaration import AREA, ORIGIN, SUBAREA, Declaration, Derived, Field, Sheet

STARTED, DONE = "werd-een-traject", "afgerond"  # what became of a question, and the last phase

TRAJECTS = Sheet(
    "Trajecten",
    "traject",
    "trajectnummer",
    ("traject", "trajecten"),
    "trajecten",
    ("trajectnummer", "naam"),
    (
        Field("trajectnummer", "trajectnummer", "tekst", "Uniek nummer dat over de peildata gelijk blijft.", required=True, synonyms=("nummer", "nr"), searched=True),
        Field("naam", "naam", "tekst", "De naam van het samenwerkingsproject.", required=True, synonyms=("traject", "trajectnaam", "samenwerkingsproject"), searched=True),
        Field(AREA.name, AREA.header, "tekst", "Als in het WIR-register; meer regio's met een puntkomma ertussen.", required=True, synonyms=AREA.synonyms),
        Field(SUBAREA.name, SUBAREA.header, "tekst", "Het deel van een zorgkantoorregio; meer delen met een puntkomma ertussen.", synonyms=SUBAREA.synonyms),
        Field("aanvraagdatum", "aanvraagdatum", "datum", "De dag van de ondersteuningsvraag.", required=True, synonyms=("datum vraag", "vraag op")),
        Field("afloop_vraag", "afloop van de vraag", "begrip", "Wat er van de vraag werd; leeg is nog in behandeling.", lijst="afloop_vraag", heading="Afloop van de vraag", filtered=True),
        Field("startdatum", "startdatum", "datum", "Het begin van het traject.", synonyms=("start",), heading="Start"),
        Field("einddatum", "einddatum", "datum", "Het einde van het traject.", synonyms=("einde",), heading="Einde"),
        Field("fase", "fase", "begrip", "Verplicht zodra er een startdatum is.", lijst="fase", filtered=True),
        Field("rollen", "ondersteuningsrol", "begrippen", "Meer mogelijk, met een puntkomma ertussen.", lijst="rol", synonyms=("rol",), heading="Rol", filtered=True),
        Field("sectoren", "sector", "begrippen", "Meer mogelijk, met een puntkomma ertussen.", lijst="sector", filtered=True),
        Field("vormen", "vorm", "begrippen", "Meer mogelijk, met een puntkomma ertussen.", lijst="vorm", filtered=True),
        Field("onderwerp", "onderwerp", "begrip", "Waar de vraag over gaat.", lijst="kennisvraag", filtered=True),
        Field("evaluatiedatum", "evaluatiedatum", "datum", "De dag van het evaluatiegesprek."),
        Field("moment", "evaluatiemoment", "begrip", "Tussentijds of na afloop.", lijst="moment"),
        Field("tevredenheid", "tevredenheid", "begrip", "Wat de projectleider vond.", lijst="tevredenheid", filtered=True),
        Field("voortgang", "voortgang", "fase", "1 tot en met 10.", lijst="voortgang", filtered=True),
        ORIGIN[0],
    ),
    moves=("fase",),
    derived=(Derived("stand", "Stand", "stand", "startdatum;einddatum"),),
    synonyms=("ondersteuningstrajecten", "traject"),
    wholes=True,
    several=True,
)  # fmt: skip
TRAJECTEN = Declaration("trajecten", "Trajectenregister", (TRAJECTS,), also=("concessiehouder", "sinds"))
