"""Who may read and who may publish: a decision over what is known of a visitor and how this installation is set."""

import getpass
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import nan
from typing import Literal

from wir.common.errors import WirError

MAX_AGE = 12 * 60 * 60
CLOCKS_DIFFER = 5 * 60
BOUND_TO_LOOPBACK = ("127.0.0.1", "::1", "localhost")
LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?")
# What no browser sends by itself when it opens a connection; an X_Forwarded_For is read as X-Forwarded-For. Only the
# number that log.py may note says nothing of the way here.
FORWARDING = re.compile(r"x-(?!request-id$).*|forwarded(-.*)?|via|.*client-ip|cf-.*|cdn-.*|fastly-.*|fly-.*|remote-.*")
NO_KEY = (
    "Aanmelden is niet ingesteld. Bijwerken kan dan alleen wie de sleutel heeft die bij het starten van het dashboard "
    "op het scherm kwam: open het adres dat daar staat."
)
IDENTITY = ("sub", "email", "email_verified", "name", "preferred_username", "iat", "auth_time")
MOST_OF_A_CLAIM = 320  # the longest e-mail address
KNOWN = ("lezen", "beheerders", "claim", "waarde", "vier_ogen")


class WrongSettings(WirError):
    """The section [toegang] cannot be understood, or the file it stands in cannot be read."""


class NotAllowed(WirError):
    """Only a beheerder may do this; the message says why this visitor is none."""


@dataclass(frozen=True)
class Settings:
    """The section [toegang]: who must sign in, and whom signing in makes a beheerder."""

    sign_in_to_read: bool = False
    publishers: frozenset[str] = frozenset()
    claim: str = ""
    value: str = ""
    four_eyes: bool = False


@dataclass(frozen=True)
class Visitor:
    """What is known of a request: where the server listens, its headers, and the claims of who signed in.

    `has_key` says that they gave the key of this server, which only who started it was told.
    """

    server_address: str | None
    headers: Mapping[str, str]
    claims: Mapping[str, object] | None
    auth_configured: bool
    local_user: str = "lokaal"
    has_key: bool = False


@dataclass(frozen=True)
class Access:
    """What a visitor may do. `reason` says why not beheerder; `who` is for the manifest of what they publish."""

    role: Literal["beheerder", "lezer"]
    who: str
    reason: str
    signed_in: bool
    can_sign_in: bool
    may_read: bool
    four_eyes: bool

    def require_publisher(self) -> None:
        """Raises NotAllowed unless this is a beheerder."""
        if self.role != "beheerder":
            raise NotAllowed(f"Alleen een beheerder kan het register bijwerken. {self.reason}")


def access(visitor: Visitor, settings: Settings, now: datetime) -> Access:
    """What this visitor may do now. `now` is aware of its time zone."""
    claims = visitor.claims if visitor.auth_configured else None
    if claims is not None:
        who, reason = _name(claims), _no_role(claims, settings) or _no_recent_sign_in(claims, now)
    elif visitor.auth_configured:
        who, reason = "", "U bent niet aangemeld."
    else:
        reason = _not_local(visitor)
        who = "" if reason else visitor.local_user
    return Access(
        role="lezer" if reason else "beheerder",
        who=who,
        reason=reason,
        signed_in=claims is not None,
        can_sign_in=visitor.auth_configured,
        may_read=not reason or claims is not None or not settings.sign_in_to_read,
        four_eyes=settings.four_eyes,
    )


def _not_local(visitor: Visitor) -> str:
    """Why this is not who started the server on this very machine; empty if it is."""
    if visitor.server_address not in BOUND_TO_LOOPBACK:
        return "Aanmelden is niet ingesteld en deze server is van buiten deze computer te bereiken."
    forwarded = [name for name in visitor.headers if FORWARDING.fullmatch(name.strip().lower().replace("_", "-"))]
    if forwarded:
        return f"Aanmelden is niet ingesteld en het verzoek komt langs een tussenstation ({', '.join(forwarded)})."
    host, origin = _only(visitor.headers, "host"), _only(visitor.headers, "origin")
    # A proxy that adds no headers may still present itself as a loopback Host; the browser's Origin gives it away.
    if not LOOPBACK_HOST.fullmatch(host) or origin not in (f"http://{host}", f"https://{host}"):
        return "Aanmelden is niet ingesteld en het dashboard is niet op deze computer zelf geopend."
    # All of the above anyone can invent who reaches the port, through a tunnel for example.
    return "" if visitor.has_key else NO_KEY


def _only(headers: Mapping[str, str], wanted: str) -> str:
    """The one value of a header; empty when it is absent or stands there twice."""
    values = [value for name, value in headers.items() if name.strip().lower() == wanted]
    return values[0].lower() if len(values) == 1 else ""


def _no_role(claims: Mapping[str, object], settings: Settings) -> str:
    """Why these claims do not make a beheerder; empty if they do."""
    held = claims.get(settings.claim) if settings.claim else None
    if settings.value in (held if isinstance(held, list | tuple) else [held]):
        return ""
    if _address(claims).casefold() not in settings.publishers:
        return "Uw account heeft niet de rol beheerder."
    return "" if _verified(claims) else "Uw e-mailadres is niet bevestigd door de aanmelddienst."


def needed_claims(claims: Mapping[str, object], settings: Settings) -> dict[str, object]:
    """What must be kept of these claims to know later who it is, since when, and with which role."""
    kept = {name: claims[name] for name in IDENTITY if name in claims}
    held = claims.get(settings.claim) if settings.claim else None
    if settings.value in (held if isinstance(held, list | tuple) else [held]):
        kept[settings.claim] = settings.value
    return {name: value[:MOST_OF_A_CLAIM] if isinstance(value, str) else value for name, value in kept.items()}


def _no_recent_sign_in(claims: Mapping[str, object], now: datetime) -> str:
    """Why the sign-in is too old to publish with; empty if it is not. Streamlit keeps one for 30 days."""
    issued = claims.get("iat", claims.get("auth_time"))
    age = now.timestamp() - issued if isinstance(issued, int | float) else nan
    if age > MAX_AGE:
        return "Uw aanmelding is ouder dan 12 uur; meld u opnieuw aan."
    return "" if age >= -CLOCKS_DIFFER else "Uw aanmelding vermeldt geen geldig tijdstip; meld u opnieuw aan."


def _address(claims: Mapping[str, object]) -> str:
    address = claims.get("email")
    return address.strip() if isinstance(address, str) else ""


def _verified(claims: Mapping[str, object]) -> bool:
    # Some providers send the word instead of the value.
    return str(claims.get("email_verified", True)).lower() != "false"


def _name(claims: Mapping[str, object]) -> str:
    """An address that was not verified is a claim about someone else at best."""
    known = [_address(claims) if _verified(claims) else "", *(claims.get(n) for n in ("name", "preferred_username"))]
    return next((name for name in known if isinstance(name, str) and name.strip()), str(claims.get("sub", "onbekend")))


def local_user() -> str:
    """Who runs this process, as the operating system knows them."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # which one depends on the version of Python and the system
        return "lokaal"


def read_settings(section: object) -> Settings:
    """The settings in [toegang]. Raises WrongSettings: what is not understood never opens a door."""
    if not isinstance(section, Mapping):
        raise WrongSettings("[toegang] moet een sectie zijn met instellingen.")
    unknown = [str(name) for name in section if name not in KNOWN]
    if unknown:
        raise WrongSettings(f"[toegang] kent geen {', '.join(unknown)}; wel {', '.join(KNOWN)}.")
    if section.get("lezen", "iedereen") not in ("iedereen", "aangemeld"):
        raise WrongSettings('[toegang] lezen moet "iedereen" of "aangemeld" zijn.')
    if ("claim" in section) != ("waarde" in section):
        raise WrongSettings("[toegang] claim en waarde horen bij elkaar; geef beide of geen van beide.")
    return Settings(
        sign_in_to_read=section.get("lezen") == "aangemeld",
        publishers=_addresses(section.get("beheerders", [])),
        claim=_words(section, "claim"),
        value=_words(section, "waarde"),
        four_eyes=_switch(section, "vier_ogen"),
    )


def _addresses(listed: object) -> frozenset[str]:
    if not isinstance(listed, list) or not all(isinstance(one, str) and "@" in one for one in listed):
        raise WrongSettings('[toegang] beheerders moet een lijst van e-mailadressen zijn, zoals ["a@voorbeeld.nl"].')
    return frozenset(one.strip().casefold() for one in listed)


def _words(section: Mapping[object, object], name: str) -> str:
    words = section.get(name, "")
    if not isinstance(words, str) or (name in section and not words.strip()):
        raise WrongSettings(f"[toegang] {name} moet een tekst zijn en mag niet leeg zijn.")
    return words


def _switch(section: Mapping[object, object], name: str) -> bool:
    on = section.get(name, False)
    if not isinstance(on, bool):
        raise WrongSettings(f"[toegang] {name} moet true of false zijn, zonder aanhalingstekens.")
    return on
