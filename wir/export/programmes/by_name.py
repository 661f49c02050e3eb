"""The published tables by the name that the command line asks for them with."""

from collections.abc import Callable, Mapping
from functools import partial

from wir.database.database import Database
from wir.export.listing import Listing
from wir.export.programmes import inventory, mgz, research
from wir.export.programmes.claims import claims_of, claims_of_report
from wir.export.recount import compared_tables, of_compared
from wir.tables.claims import claims
from wir.tables.programme_claims import PROGRAMMES

PUBLISHED: Mapping[str, Callable[[], Listing]] = {
    "voortgang": mgz.progress,
    "bijeenkomsten": mgz.meetings,
    "bijeenkomsten-zonder-naam": mgz.unnamed,
    "gebruik-kennis": mgz.use_of_knowledge,
    "kennisproducten": mgz.products,
    "onderzoeken": mgz.studies,
    "kennisvragen": mgz.questions,
    "inventarisatie-2023": inventory.outcomes,
    "instrument": inventory.instrument,
    "rondes": inventory.rounds,
    "dmz-pilots": research.pilots,
    "genoemd-in-onderzoek": research.named,
    "samenwerking": research.together,
    "aanbevelingen": research.recommendations,
    **{f"narekenen-{programme}": partial(claims_of, programme) for programme in PROGRAMMES},
}
# The claims of January 2021 are recomputed from the tables of the register.
RECOMPUTED: Mapping[str, Callable[[Database], Listing]] = {
    "gepubliceerd-berekend": lambda database: of_compared(compared_tables(database)),
    "narekenen-wir": lambda database: claims_of_report(claims(database), "Peildatum 1 november 2020"),
}
