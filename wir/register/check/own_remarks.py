"""What WIR's own remark on a figure or a regio may hold: readers see it for ever, so what is of a person stays out."""

from wir.common.errors import NotPossible
from wir.domain.remarks import tidied
from wir.register.check.personal import addresses, names


def checked(said: str) -> str:
    """A remark as it is stored. Raises NotPossible where it is too long or holds what leads to one person."""
    text = tidied(said)
    for _, kind in addresses(text):
        raise NotPossible(
            f"In de opmerking staat een {kind} dat van een persoon kan zijn; dat wordt niet opgeslagen. Haal het weg."
        )
    return text


def doubt(text: str) -> str:
    """What to look at once more, as a sentence; empty where there is nothing."""
    found = next(names(text), "")
    return f"Lijkt ‘{found}’ in de opmerking op de naam van een persoon? Een organisatie is genoeg." if found else ""
