"""Who is at the screen: what Streamlit knows of them, signing in and out, and pages that are not for everyone."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitAuthError

from wir.common import log
from wir.common.markup import text
from wir.domain.access import (
    NO_KEY,
    Access,
    NotAllowed,
    Settings,
    Visitor,
    WrongSettings,
    access,
    local_user,
    read_settings,
)
from wir.ui.open_sessions import passes, this_session
from wir.ui.publishing_key import ask_key, has_key
from wir.ui.view import html, notice


def current_access() -> Access:
    """What the visitor may do at this moment. Raises WrongSettings."""
    log.visited(st.context.headers.get("X-Request-ID") or "")
    visitor, settings = _visitor()
    return access(visitor, settings, datetime.now(UTC))


def _visitor() -> tuple[Visitor, Settings]:
    secrets = known_secrets()
    visitor = Visitor(
        server_address=st.get_option("server.address"),
        # A header that stands there twice keeps both values, so that the first cannot hide the second.
        headers={name: ", ".join(st.context.headers.get_all(name)) for name in st.context.headers},
        claims=st.user.to_dict() if st.user.get("is_logged_in") is True else None,
        auth_configured="auth" in secrets,
        local_user=local_user(),
        has_key="auth" not in secrets and has_key(),
    )
    return visitor, read_settings(secrets.get("toegang", {}))


def publisher_now() -> Access:
    """For each action: who does it, who must be a beheerder at this moment. Raises NotAllowed or WrongSettings."""
    found = current_access()
    try:
        found.require_publisher()
    except NotAllowed:
        log.tell("geweigerd", logging.WARNING)
        raise
    return found


def known_secrets() -> Mapping[str, object]:
    """What secrets.toml holds; nothing where there is none. Raises WrongSettings where it cannot be read."""
    try:
        return st.secrets.to_dict()
    except (OSError, UnicodeDecodeError) as error:
        # Streamlit takes a file that it cannot parse for no file at all: everyone here would be beheerder.
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise WrongSettings(
                "Het bestand met de instellingen voor aanmelden (secrets.toml) is onleesbaar."
            ) from error
        return {}


def can_sign_in() -> bool:
    """Whether signing in is set up, or was meant to be."""
    try:
        return "auth" in known_secrets()
    except WrongSettings:
        return True


def reading_needs_account() -> bool:
    """Whether only who signed in may read. Raises WrongSettings."""
    return read_settings(known_secrets().get("toegang", {})).sign_in_to_read


def gate(script: Callable[[], object]) -> Access:
    """What the visitor may do; who may not read gets no further. `script` gives a stopped page its page.js."""
    try:
        found = current_access()
    except WrongSettings as error:
        script()
        st.title("Toegang niet goed ingesteld", anchor=False)
        _refuse(str(error))
    passes().note(this_session(), *_visitor())
    if not found.may_read:
        script()
        st.title("Aanmelden", anchor=False)
        _refuse(f"Dit dashboard is alleen te lezen voor wie is aangemeld. {found.reason}", found)
    return found


def require_publisher() -> Access:
    """For the top of a page that changes things: a lezer sees why not and gets no further. Raises WrongSettings."""
    found = current_access()
    try:
        found.require_publisher()
    except NotAllowed as error:
        _refuse(str(error), found)
    return found


def _refuse(words: str, found: Access | None = None) -> NoReturn:
    html(notice(text(words), role="alert"))
    if found and found.can_sign_in:
        _sign_in_button("Opnieuw aanmelden" if found.signed_in else "Aanmelden", "aanmelden-hier")
    if found and found.reason == NO_KEY:
        ask_key()
    st.stop()


def show_sign_in(found: Access) -> None:
    """Who is signed in, in the sidebar, with the way in or out; nothing where nobody can sign in."""
    if not found.can_sign_in:
        return
    with st.sidebar:
        if not found.signed_in:
            _sign_in_button("Aanmelden", "aanmelden")
            return
        html(f'<p class="aangemeld">Aangemeld als {text(found.who)} ({found.role})</p>')
        if st.button("Afmelden", key="afmelden"):
            st.logout()


def _sign_in_button(words: str, key: str) -> None:
    """Keys start with "aanmelden": page.js knows the buttons by that, and remembers the address when one is clicked."""
    if not st.button(words, key=key):
        return
    try:
        st.login()
    except StreamlitAuthError as error:
        # Its English text is for whoever runs the server: it names the settings that are missing.
        log.tell("aanmelden is niet ingesteld", logging.ERROR, error, melding=str(error))
        html(notice("Aanmelden is niet goed ingesteld; het logboek van de server zegt wat er ontbreekt.", role="alert"))
