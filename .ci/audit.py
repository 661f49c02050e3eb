"""What is installed, looked at without a network: python .ci/audit.py

Every package that requirements-dev.txt leads to is there, in the version that is pinned or asked for, with a licence
that we accept; and every package that we name is pinned. What is known of holes in them is not known offline: see
make audit and docs/dreigingen.md.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")
# As SPDX names them; the older names that stand in classifiers and free text are told by their first words.
LICENCES = {"MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0"}
LICENCES |= {"ISC", "PSF-2.0", "Python-2.0", "Zlib", "CC0-1.0", "MPL-2.0"}
# Named in a file in the package only: MIT, and MPL-2.0 for the axe-core in it.
READ_BY_HAND = {"axe-playwright-python"}
OLDER = re.compile(r"MIT|BSD|3-Clause BSD|Apache|PSFL?\b|Python Software Foundation|ISC|Mozilla Public License 2|MPL-2")


def named() -> Iterator[Requirement]:
    """The packages that we name ourselves."""
    for file in FILES:
        lines = (line.partition("#")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines())
        yield from (Requirement(line) for line in lines if line and not line.startswith("-r"))


def reached(wanted: Requirement, seen: dict[tuple[str, frozenset[str]], Requirement]) -> Iterator[str]:
    """What is wrong with a package and with all that it leads to; `seen` gathers them."""
    name, extras = canonicalize_name(wanted.name), frozenset(wanted.extras)
    try:
        found = distribution(name)
    except PackageNotFoundError:
        yield f"{name} ontbreekt"
        return
    if not wanted.specifier.contains(found.version, prereleases=True):
        yield f"{name} {found.version} is geïnstalleerd, gevraagd is {wanted.specifier}"
    if (name, extras) in seen:
        return
    seen[name, extras] = wanted
    for text in found.requires or ():
        needed = Requirement(text)
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield from reached(needed, seen)


def accepted(found: Distribution) -> bool:
    """Whether the licence is one that we know."""
    told = found.metadata
    if expression := told.get("License-Expression"):
        parts = re.sub(r"[()]", "", expression).split(" AND ")
        return all(LICENCES.intersection(part.split(" OR ")) for part in parts)
    classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    return any(OLDER.match(said.strip()) for said in (*classifiers, told.get("License") or ""))


def main() -> int:
    """The number of things that are wrong, each said on a line of its own."""
    seen: dict[tuple[str, frozenset[str]], Requirement] = {}
    wrong = [f"{r.name} staat niet op één versie vast" for r in named() if not str(r.specifier).startswith("==")]
    for wanted in named():
        wrong += reached(wanted, seen)
    names = sorted({name for name, _ in seen})
    wrong += [
        f"{name}: onbekende licentie" for name in names if name not in READ_BY_HAND and not accepted(distribution(name))
    ]
    lines = wrong or [f"{len(names)} pakketten: versies en licenties kloppen. Gaten erin: make audit, met netwerk."]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
