"""WIR's own remark on a table or a regio of a peiling ("daling door herindeling"): what it is about and may say."""

from collections.abc import Collection, Mapping

from wir.common.errors import NotPossible, UnknownValue
from wir.common.unseen_characters import ordinary
from wir.domain.peiling import Peiling
from wir.domain.vocabulary import Regions

LONGEST_REMARK = 500
MOST_REMARKS = 60
TABLE, REGION = "tabel:", "regio:"


def about_table(number: str) -> str:
    """The key of a remark on a table."""
    return f"{TABLE}{number}"


def about_region(code: str) -> str:
    """The key of a remark on a regio."""
    return f"{REGION}{code}"


def subject_of(said: str, tables: Collection[str], regions: Regions) -> str:
    """The key for what a person calls "tabel 6", "6", "bijlage 1", "TWE" or "Twente". Raises UnknownValue."""
    number = said.strip().casefold().removeprefix("tabel").strip(" :-").replace(" ", "-")
    if number in tables:
        return about_table(number)
    if region := regions.find(said.strip().removeprefix(REGION)):
        return about_region(region.code)
    raise UnknownValue(
        f"Een opmerking gaat over een tabel of een regio, en niet over {said!r}. Noem een tabel ({', '.join(tables)}) "
        "of een regio bij haar naam of code, zoals Twente of TWE."
    )


def named(subject: str, regions: Regions) -> str:
    """What a remark is about as people call it: tabel 6, bijlage 1, Twente."""
    if subject.startswith(REGION):
        region = regions.by_code.get(subject.removeprefix(REGION))
        return region.naam if region else subject
    number = subject.removeprefix(TABLE)
    return f"tabel {number}" if number[:1].isdigit() else number.replace("-", " ")


def tidied(said: str) -> str:
    """A remark as it is stored: one line of what a reader sees. Raises NotPossible where it is too long."""
    text = " ".join(ordinary(said).split())
    if len(text) > LONGEST_REMARK:
        raise NotPossible(f"De opmerking is {len(text)} tekens lang; ten hoogste {LONGEST_REMARK} mag.")
    return text


def with_remark(held: Mapping[str, str], subject: str, text: str) -> dict[str, str]:
    """The remarks with this one in the place of what was said of it; an empty one takes it away. Raises NotPossible."""
    kept = {key: said for key, said in held.items() if key != subject}
    if not text:
        return kept
    if len(kept) >= MOST_REMARKS:
        raise NotPossible(f"Een peiling heeft ten hoogste {MOST_REMARKS} opmerkingen; haal er eerst een weg.")
    return dict(sorted({**kept, subject: text}.items()))


def told(peiling: Peiling, subject: str, name: str = "") -> tuple[str, ...]:
    """The remark of a peiling on this as readers get it, with the `name` of what it is about; or none."""
    said = peiling.manifest.opmerkingen.get(subject)
    about = f" bij {name}" if name else ""
    return (f"Opmerking van WIR{about} ({peiling.label}): {said}",) if said else ()


def changes_told(before: Mapping[str, str], after: Mapping[str, str], regions: Regions) -> str:
    """What became of the remarks, for whoever reads why there is another version."""
    said = []
    for words, keys in (
        ("toegevoegd bij", after.keys() - before.keys()),
        ("gewijzigd bij", {key for key in after.keys() & before.keys() if after[key] != before[key]}),
        ("weggehaald bij", before.keys() - after.keys()),
    ):
        if keys:
            said.append(f"{words} {', '.join(named(key, regions) for key in sorted(keys))}")
    return f"Opmerking {'; '.join(said)}. De cijfers zijn gelijk gebleven."
