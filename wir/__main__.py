"""python -m wir."""

import gettext
import os

from wir.cli import main
from wir.common.paths import ROOT

# click speaks through gettext: with our catalogue it speaks Dutch, whatever the language of the machine.
os.environ["LANGUAGE"] = "nl"
gettext.bindtextdomain("messages", ROOT / "wir" / "cli" / "taal")
main(prog_name="python -m wir")
