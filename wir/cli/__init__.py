"""The command line: python -m wir, with Dutch subcommands."""

from wir.cli.group import main
from wir.cli.peilingen import bevestig, exporteer, peilingen, sjabloon, trek_in, verschil, zet_terug
from wir.cli.reading_keys import leessleutels
from wir.cli.register import controleer, publiceer, synoniemen
from wir.cli.remarks import opmerking
from wir.cli.report import rapport
from wir.cli.server import begin, dashboard, voorbeeld
from wir.cli.tables import tabel
from wir.cli.upkeep import herbouw, keuring, verhuis

COMMANDS = (
    tabel, rapport, peilingen, verschil, controleer, publiceer, synoniemen, bevestig, trek_in, zet_terug, opmerking,
    sjabloon, exporteer, keuring, herbouw, verhuis, leessleutels, dashboard, begin, voorbeeld,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)

__all__ = ["main"]
