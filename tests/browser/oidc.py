"""A real OpenID provider to sign in with, in a process of its own: python -m tests.browser.oidc PORT CLAIMS."""

import json
import os
import re
import sys

import flask
import uvicorn
from oidc_provider_mock import User, app


def without_other_hosts(response: flask.Response) -> flask.Response:
    """Its form takes a stylesheet from a CDN, and has no icon; a test may not leave this machine or meet a 404."""
    response.set_data(re.sub(rb"<link[^>]*>", b'<link rel="icon" href="data:,">', response.get_data()))
    return response


if __name__ == "__main__":
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    accounts = [User(sub=name, claims=claims) for name, claims in json.loads(sys.argv[2]).items()]
    provider = app(user_claims=accounts)
    provider.after_request(without_other_hosts)
    uvicorn.run(provider, interface="wsgi", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
