"""What in a text is of a person, however it is typed; and what only looks like it."""

import pytest

from wir.register.check.personal import addresses, concealed

TYPED = {
    "telefoonnummer": (
        "06\u20111234\u20115678",
        "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
        "06/12345678",
        "030 / 1234567",
        "0346_123456",
        "06\u00a012\u00a034\u00a056\u00a078",
        "+32 475 12 34 56",
        "+49 170 1234567",
        "+31 (0)6 12345678",
    ),
    "e-mailadres": (
        "jan.jansen @ example.nl",
        "jan.jansen\uff20example.nl",
        "jan.jansen [at] example.nl",
        "jan.jansen(at)example.nl",
    ),
    "burgerservicenummer": ("111.222.333", "111 222 333", "111-222-333", "1112.22.333", "\uff11\uff11\uff11222333"),
}
NOT_OF_A_PERSON = (
    "01/02/2020 15:30",
    "van 01-02-2020 tot 03-04-2021",
    "budget \u20ac 111.222.333 in totaal",
    "111.222.334 bezoeken",
    "groei van +12 naar +15 in 2019 en 2020",
    "mail info @ zorg.nl of info [at] zorg.nl",
    "that is at the clinic.nl",
    "1234-567 en 12/2020",
)


@pytest.mark.parametrize(("typed", "kind"), [(typed, kind) for kind in TYPED for typed in TYPED[kind]])
def test_it_is_found_however_it_is_typed_and_goes_as_it_stands(typed: str, kind: str) -> None:
    text = f"Overleg met {typed} over zorg"
    assert list(addresses(text)) == [(typed, kind)]
    assert concealed(text) == f"Overleg met ({kind}) over zorg"


@pytest.mark.parametrize("text", NOT_OF_A_PERSON)
def test_what_looks_like_it_is_not_found(text: str) -> None:
    assert list(addresses(text)) == []
