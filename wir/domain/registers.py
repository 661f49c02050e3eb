"""Every register that the dashboard knows. Another one is its declaration, and a line here."""

from collections.abc import Mapping

from wir.domain.declaration import WIR, Declaration
from wir.domain.inventarisatie import INVENTARISATIE
from wir.domain.trajecten import TRAJECTEN

REGISTERS: Mapping[str, Declaration] = {declared.name: declared for declared in (WIR, INVENTARISATIE, TRAJECTEN)}
