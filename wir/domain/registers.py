"""Every register that the dashboard knows. Another one is its declaration, and a line here."""

from collections.abc import Mapping

from wir.domain.declaration import WIR, Declaration

REGISTERS: Mapping[str, Declaration] = {declared.name: declared for declared in (WIR,)}
