"""python -m wir."""

from wir.cli import main

main(prog_name="python -m wir")
