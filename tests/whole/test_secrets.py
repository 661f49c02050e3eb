"""No secret is in the repository, and none can come in by accident."""

import re
import subprocess

import pytest

from wir.common.paths import ROOT

FILES = re.compile(r"(^|/)(secrets\.toml|id_[a-z0-9]+|\.env(\..*)?|.*\.(pem|key|p12|pfx|jks|kdbx))$")
# Private keys, tokens as they are handed out, and a setting with a long random value.
CONTENT = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abps]-[0-9A-Za-z-]{10}"
    rb"|eyJ[\w-]{20,}\.eyJ[\w-]{20,}|(secret|password|wachtwoord|token|api_?key)\w*[\"']?\s*[=:]\s*[\"'][A-Za-z0-9+/_~.-]{24,}[\"']",
    re.IGNORECASE,
)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name and (ROOT / name).exists()]


def test_no_file_that_holds_secrets_is_tracked() -> None:
    assert len(tracked()) > 100
    assert [name for name in tracked() if FILES.search(name)] == []


def test_no_file_holds_what_looks_like_a_secret() -> None:
    assert [name for name in tracked() if CONTENT.search((ROOT / name).read_bytes())] == []


@pytest.mark.parametrize("name", [".streamlit/secrets.toml", "data/opslag/leveringen/x/bestand/register.xlsx"])
def test_git_leaves_secrets_and_the_store_aside(name: str) -> None:
    assert subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    "said", ['cookie_secret = "' + "a1B2" * 8 + '"', "-----BEGIN RSA " + "PRIVATE KEY-----", "ghp_" + "a" * 36]
)
def test_a_secret_would_be_seen(said: str) -> None:
    assert CONTENT.search(said.encode())


@pytest.mark.parametrize("name", [".streamlit/secrets.toml", "deploy/server.key", ".env", "x/id_rsa"])
def test_a_file_of_secrets_would_be_seen(name: str) -> None:
    assert FILES.search(name)
