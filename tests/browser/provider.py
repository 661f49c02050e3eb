"""A provider in a process of its own: beheerders, a lezer, and two whose sign-in is too old, since long or soon."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from tests.browser.conftest import free_port, running

BEHEERDER, COLLEGA = "beheerder@voorbeeld.nl", "collega@voorbeeld.nl"
LEZER, VERLOPEN = "lezer@voorbeeld.nl", "verlopen@voorbeeld.nl"
BIJNA = "bijna@voorbeeld.nl"
GROEPEN = "groepen@voorbeeld.nl"
LASTS = 60  # seconds after the provider has started
ACCOUNTS = {
    BEHEERDER: {"email": "Beheerder@Voorbeeld.nl", "email_verified": True},
    COLLEGA: {"email": COLLEGA, "email_verified": True},
    LEZER: {"email": LEZER},
    VERLOPEN: {"email": VERLOPEN, "iat": int(time.time()) - 13 * 60 * 60},
    BIJNA: {"email": BIJNA, "email_verified": True},
    GROEPEN: {"email": GROEPEN, "groups": [str(UUID(int=n)) for n in range(2**100, 2**100 + 100)]},
}
# Everything that makes the dashboard ask the provider.
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "only for this test, long enough"
client_id = "wir"
client_secret = "wir"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[toegang]
beheerders = ["beheerder@voorbeeld.nl", "collega@voorbeeld.nl", "verlopen@voorbeeld.nl", "bijna@voorbeeld.nl",
    "groepen@voorbeeld.nl"]
lezen = "{lezen}"
"""


@contextmanager
def provider(log: Path) -> Iterator[str]:
    """The address of a provider that knows ACCOUNTS."""
    port, soon = free_port(), {**ACCOUNTS[BIJNA], "iat": int(time.time()) - 12 * 60 * 60 + LASTS}
    command = [sys.executable, "-m", "tests.browser.oidc", str(port), json.dumps({**ACCOUNTS, BIJNA: soon})]
    with running(command, port, "/.well-known/openid-configuration", log) as base:
        yield base
