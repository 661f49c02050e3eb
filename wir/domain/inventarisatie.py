"""The register of the regional inventarisatie: what a region says of eight scales of four levels, a round at a time.

The scales with their levels and questions are those of the instrument (data/inventarisatie/); of the lists of roles and
knelpunten the order and the short names are ours.
"""

from collections.abc import Mapping

from wir.common.facts import facts
from wir.domain.declaration import AREA, ORIGIN, SUBAREA, Declaration, Field, Sheet

SCALES: Mapping[str, str] = {row["dimensie"]: row["titel"] for row in facts("inventarisatie/instrument.csv")}
# The three tables of administrators, of which the highest level reads the same.
TOGETHER = ("samenwerking_vvt", "samenwerking_vg", "samenwerking_huisartsen")
# Of these two a higher level is less of a problem; of the others more of what the scale is about.
LESS_NEED = frozenset(
    row["dimensie"] for row in facts("inventarisatie/instrument.csv") if row["hoger_is_minder_nood"] == "ja"
)
OURS = "De lijst is van ons."


def _asked(dimension: str) -> str:
    """What is asked with a scale, as help."""
    asked = [row["vraag"] for row in facts("inventarisatie/vragen.csv") if row["dimensie"] == dimension]
    return f" Gevraagd: {'; '.join(asked)}." if asked else ""


def _scale(name: str, title: str) -> Field:
    said = f"Niveau 1 tot en met 4; leeg is niet ingevuld.{_asked(name)}"
    return Field(name, title, "fase", said, lijst=name, filtered=True)


def _words(name: str) -> Field:
    header = f"{name.replace('_', ' ')}: verantwoording"
    return Field(f"{name}_verantwoording", header, "tekst", f"Wat er is gezegd.{_asked(name)}", searched=True)


REGIOS = Sheet(
    "Inventarisatie",
    "inventarisatie",
    "regio",
    ("regio", "regio’s"),
    "regios",
    ("regio",),
    (
        Field("ronde", "ronde", "aantal", "Het jaar: 2023, 2024, 2025 of later.", True, bounds=(2023, 2099)),
        AREA,
        Field(
            SUBAREA.name,
            SUBAREA.header,
            "tekst",
            "Alleen waar de samenwerking de subregio volgt; leeg is de hele zorgkantoorregio.",
            synonyms=SUBAREA.synonyms,
        ),
        Field("ingevuld_op", "ingevuld op", "datum", "De dag waarop het is ingevuld.", True, synonyms=("datum",)),
        Field(
            "gesproken_met",
            "gesproken met",
            "begrippen",
            f"Rollen, geen personen; meer mogelijk. {OURS}",
            lijst="gesproken_met",
            filtered=True,
        ),
        *(_scale(name, title) for name, title in SCALES.items()),
        Field(
            "knelpunten",
            "Knelpunten",
            "begrippen",
            f"Meer mogelijk. {OURS}{_asked('knelpunten')}",
            lijst="knelpunt",
            filtered=True,
        ),
        *(_words(name) for name in (*list(SCALES)[:3], "knelpunten", *list(SCALES)[3:])),
        ORIGIN[0],
    ),
    moves=tuple(SCALES),
    synonyms=("inventarisatie mgz", "regionale inventarisatie"),
    wholes=True,
    blank_is_whole=True,
)
INVENTARISATIE = Declaration("inventarisatie", "Inventarisatie", (REGIOS,), also=("concessiehouder",))
