"""Who may read and publish: every combination of machine, headers, claims and settings."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from wir.domain.access import Access, NotAllowed, Settings, Visitor, access, needed_claims

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOUR = 60 * 60
FRESH = int(NOW.timestamp()) - HOUR
HERE = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501", "User-Agent": "x"}
LISTED = Settings(publishers=frozenset({"a@voorbeeld.nl"}))
ROLE = Settings(claim="roles", value="wir-beheerder")
OLD = "Uw aanmelding is ouder dan 12 uur; meld u opnieuw aan."
NO_TIME = "Uw aanmelding vermeldt geen geldig tijdstip; meld u opnieuw aan."
NO_ROLE = "Uw account heeft niet de rol beheerder."
UNVERIFIED = "Uw e-mailadres is niet bevestigd door de aanmelddienst."
ELSEWHERE = "niet op deze computer zelf geopend"


def local(
    headers: Mapping[str, str] = HERE,
    address: str | None = "127.0.0.1",
    settings: Settings = LISTED,
    has_key: bool = True,
) -> Access:
    visitor = Visitor(address, headers, None, auth_configured=False, local_user="ik", has_key=has_key)
    return access(visitor, settings, NOW)


def signed_in(claims: Mapping[str, object] | None, settings: Settings = LISTED) -> Access:
    claims = claims if claims is None else {"sub": "1", "iat": FRESH, **claims}
    return access(Visitor("127.0.0.1", HERE, claims, auth_configured=True, local_user="ik"), settings, NOW)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:80", "LOCALHOST", "[::1]:8501", "127.0.0.1"])
def test_without_a_provider_who_started_it_on_this_machine_is_beheerder(address: str, host: str) -> None:
    found = local({"host": host, "ORIGIN": f"http://{host}"}, address)
    found.require_publisher()
    assert found == Access("beheerder", "ik", "", signed_in=False, can_sign_in=False, may_read=True, four_eyes=False)


def test_being_at_this_machine_is_not_enough_without_the_key() -> None:
    """A forwarder invents every header."""
    found = local(has_key=False)
    assert (found.role, found.may_read) == ("lezer", True)
    assert "open het adres dat daar staat" in found.reason
    assert not local(settings=Settings(sign_in_to_read=True), has_key=False).may_read


def test_the_key_is_nothing_to_who_must_sign_in() -> None:
    visitor = Visitor("127.0.0.1", HERE, None, auth_configured=True, has_key=True)
    assert access(visitor, LISTED, NOW).role == "lezer"


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "10.0.0.5", "127.0.0.1.evil.nl", "unix:///tmp/wir"])
def test_a_server_that_listens_elsewhere_has_no_beheerder(address: str | None) -> None:
    assert "van buiten deze computer te bereiken" in local(address=address).reason


@pytest.mark.parametrize(
    "host",
    [
        "evil.nl",
        "evil.nl:8501",
        "127.0.0.1.evil.nl",
        "127.0.0.1:8501, evil.nl",
        "127.0.0.1@evil.nl",
        "127.0.0.1:",
        "127.0.0.1:8501\n",
        "localhost.",
        "::1",
        "127.0.0.2",
        "2130706433",
        " ",
        "",
    ],
)
def test_a_host_that_is_not_this_machine_has_no_beheerder(host: str) -> None:
    found = local({"Host": host, "Origin": f"http://{host}"})
    assert (found.role, found.who) == ("lezer", "")
    assert ELSEWHERE in found.reason


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "127.0.0.1:8501"},
        {"Origin": "http://127.0.0.1:8501"},
        {**HERE, "Origin": "null"},
        {**HERE, "Origin": "http://127.0.0.1:9999"},
        {**HERE, "Origin": "https://wir.voorbeeld.nl"},
        {**HERE, "Origin": "http://127.0.0.1:8501/x"},
        {**HERE, "host": "evil.nl"},
        {**HERE, "HOST": "127.0.0.1:8501"},
        {**HERE, "origin": "http://evil.nl"},
    ],
)
def test_a_missing_double_or_foreign_host_or_origin_has_no_beheerder(headers: dict[str, str]) -> None:
    assert ELSEWHERE in local(headers).reason


@pytest.mark.parametrize(
    "name",
    [
        *("X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded", "Forwarded", "X-Real-IP", "Via"),
        *("X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Original-Host"),
        *("X_Forwarded_For", "X-Azure-ClientIP", "X-ARR-SSL", "X-Amzn-Trace-Id", "X-Appengine-User-Ip"),
        *("X-Remote-Addr", "Forwarded-For", "Fastly-Client-IP", "x-cluster-client-ip"),
    ],
)
@pytest.mark.parametrize("value", ["127.0.0.1", ""])
def test_a_forwarded_request_has_no_beheerder(name: str, value: str) -> None:
    found = local({**HERE, name: value})
    assert found.role == "lezer"
    assert f"tussenstation ({name})" in found.reason


@pytest.mark.parametrize(
    ("claims", "settings", "reason"),
    [
        ({"email": "a@voorbeeld.nl"}, LISTED, ""),
        ({"email": " A@Voorbeeld.NL ", "email_verified": True}, LISTED, ""),
        ({"email": "a@voorbeeld.nl", "email_verified": "true"}, LISTED, ""),
        ({"email": "a@voorbeeld.nl", "email_verified": False}, LISTED, UNVERIFIED),
        ({"email": "a@voorbeeld.nl", "email_verified": "False"}, LISTED, UNVERIFIED),
        ({"email": "b@voorbeeld.nl"}, LISTED, NO_ROLE),
        ({"email": ["a@voorbeeld.nl"]}, LISTED, NO_ROLE),
        ({"preferred_username": "a@voorbeeld.nl"}, LISTED, NO_ROLE),
        ({"email": ""}, Settings(), NO_ROLE),
        ({}, Settings(), NO_ROLE),
        ({"roles": "wir-beheerder"}, ROLE, ""),
        ({"roles": ["wir-lezer", "wir-beheerder"]}, ROLE, ""),
        ({"roles": ["wir-beheerder"], "email": "b@voorbeeld.nl", "email_verified": False}, ROLE, ""),
        ({"roles": "wir-beheerder-niet"}, ROLE, NO_ROLE),
        ({"roles": ["wir-lezer"]}, ROLE, NO_ROLE),
        ({"roles": []}, ROLE, NO_ROLE),
        ({"roles": {"wir-beheerder": True}}, ROLE, NO_ROLE),
        ({"roles": None}, ROLE, NO_ROLE),
        ({"email": "a@voorbeeld.nl"}, ROLE, NO_ROLE),
        ({"": ""}, Settings(), NO_ROLE),
    ],
)
def test_the_role_comes_from_the_address_or_a_claim(claims: dict[str, object], settings: Settings, reason: str) -> None:
    found = signed_in(claims, settings)
    assert (found.role, found.reason) == ("lezer" if reason else "beheerder", reason)
    assert (found.signed_in, found.may_read, found.can_sign_in) == (True, True, True)


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ({"iat": NOW.timestamp() - 12 * HOUR}, ""),
        ({"iat": NOW.timestamp() - 12 * HOUR - 1}, OLD),
        ({"iat": FRESH - 30 * 24 * HOUR}, OLD),
        ({"iat": NOW.timestamp() + 60}, ""),
        ({"iat": NOW.timestamp() + HOUR}, NO_TIME),
        ({"iat": None, "auth_time": FRESH}, NO_TIME),
        ({"iat": str(FRESH)}, NO_TIME),
        ({"iat": True}, OLD),
        ({"iat": float("nan")}, NO_TIME),
        ({"iat": float("-inf")}, OLD),
    ],
)
def test_a_beheerder_signed_in_less_than_twelve_hours_ago(times: dict[str, object], reason: str) -> None:
    found = signed_in({"email": "a@voorbeeld.nl", **times})
    assert (found.reason, found.may_read) == (reason, True)
    assert found.role == ("lezer" if reason else "beheerder")


def test_auth_time_counts_where_a_token_has_no_iat() -> None:
    def found(claims: Mapping[str, object]) -> Access:
        whose = {"email": "a@voorbeeld.nl", **claims}
        return access(Visitor("127.0.0.1", HERE, whose, auth_configured=True), LISTED, NOW)

    assert found({"auth_time": FRESH}).role == "beheerder"
    assert found({"auth_time": FRESH - 12 * HOUR}).reason == OLD
    assert found({}).reason == NO_TIME


@pytest.mark.parametrize(
    ("claims", "who"),
    [
        ({"email": "A@voorbeeld.nl", "name": "An"}, "A@voorbeeld.nl"),
        ({"email": "a@voorbeeld.nl", "email_verified": False, "name": "An"}, "An"),
        ({"name": " ", "preferred_username": "an"}, "an"),
        ({}, "1"),
    ],
)
def test_who_it_is_goes_by_a_verified_address_first(claims: dict[str, object], who: str) -> None:
    assert signed_in(claims).who == who


@pytest.mark.parametrize("claims", [None, {"email": "a@voorbeeld.nl", "iat": FRESH}])
def test_with_a_provider_this_machine_alone_is_not_enough(claims: Mapping[str, object] | None) -> None:
    assert signed_in(claims).role == ("beheerder" if claims else "lezer")
    without_provider = Visitor("0.0.0.0", HERE, claims, auth_configured=False)
    assert access(without_provider, LISTED, NOW).role == "lezer"


def test_reading_asks_an_account_only_where_that_is_set() -> None:
    closed = Settings(sign_in_to_read=True, four_eyes=True)
    assert signed_in(None).may_read
    assert not signed_in(None, closed).may_read
    assert signed_in({}, closed).may_read
    assert local(settings=closed).may_read
    assert not local({**HERE, "Via": "x"}, settings=closed).may_read
    assert (signed_in(None).four_eyes, signed_in(None, closed).four_eyes) == (False, True)


def test_of_many_claims_only_those_are_kept_that_tell_who_it_is_and_the_role() -> None:
    groups = [f"groep-{n}" for n in range(100)]
    claims = {"sub": "1", "iat": FRESH, "email": "a@voorbeeld.nl", "name": "A" * 1000, "groups": groups, "tid": "x"}
    kept = needed_claims({**claims, "roles": ["wir-lezer", "wir-beheerder"]}, ROLE)
    assert kept == {"sub": "1", "iat": FRESH, "email": "a@voorbeeld.nl", "name": "A" * 320, "roles": "wir-beheerder"}
    assert signed_in(kept, ROLE).role == "beheerder"
    assert "roles" not in needed_claims({**claims, "roles": ["wir-lezer"]}, ROLE)
    assert signed_in(needed_claims(claims, LISTED)).role == "beheerder"


def test_a_lezer_is_told_why_at_the_action() -> None:
    with pytest.raises(NotAllowed, match=r"Alleen een beheerder kan het register bijwerken\. U bent niet aangemeld\."):
        signed_in(None).require_publisher()
