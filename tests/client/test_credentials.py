"""Credentials of each kind of security scheme: what is accepted, and what messages and texts ask for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import pytest
from support.api_server import reply

from specloop.commands.generate import main as generate

LOCKS = """
openapi: 3.0.3
info: {title: Locks, version: "1"}
x-responses: &done {"204": {description: Done.}}
servers: [{url: "https://locks.example.com"}]
paths:
  /basic: {get: {operationId: basicDoor, tags: [doors], security: [{login: []}], responses: *done}}
  /token: {get: {operationId: tokenDoor, tags: [doors], security: [{user: [x]}], responses: *done}}
  /code: {get: {operationId: codeDoor, tags: [doors], security: [{code: [x]}], responses: *done}}
  /cookie: {get: {operationId: cookieDoor, tags: [doors], security: [{session: []}], responses: *done}}
components:
  securitySchemes:
    login: {type: http, scheme: basic}
    session: {type: apiKey, in: cookie, name: sid}
    user: {type: oauth2, flows: {password: {tokenUrl: /tokens, scopes: {x: All.}}}}
    code: {type: oauth2, flows: {authorizationCode: {authorizationUrl: /ask, tokenUrl: /tokens, scopes: {x: All.}}}}
"""

DONE = reply(None, 204, content=b"")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("locks")
    (folder / "openapi.yaml").write_text(LOCKS)
    assert generate(["--spec", str(folder / "openapi.yaml"), "--output", str(folder / "out")]) == 0
    sys.path.insert(0, str(folder / "out"))
    yield importlib.import_module("locks_client")
    sys.path.remove(str(folder / "out"))


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, package: ModuleType, serve: Any) -> Any:
    """Return a function that calls an operation, and returns the received requests."""

    def run(operation: str, **settings: Any) -> list[Any]:
        server = serve(DONE)

        async def main() -> None:
            async with package.AsyncLocks(base_url=server.url, **settings) as client:
                await getattr(client.doors, operation)()

        if request.param == "async":
            anyio.run(main)
        else:
            with package.Locks(base_url=server.url, **settings) as client:
                getattr(client.doors, operation)()
        return server.requests

    return run


@pytest.mark.parametrize(("operation", "name"), [("token", "user"), ("code", "code")])
def test_a_flow_that_needs_a_person_asks_for_an_access_token_first(call, package, operation, name):
    said = (
        f"pass {name}, or set LOCKS_{name.upper()}; "
        f"or pass {name}_refresh_token, or set LOCKS_{name.upper()}_REFRESH_TOKEN"
    )
    with pytest.raises(package.LocksError) as caught:
        call(operation)
    assert str(caught.value) == f"doors.{operation} needs credentials: {said}"
    (received,) = call(operation, **{name: "at-secret-1"})
    assert received.headers["authorization"] == "Bearer at-secret-1"


def test_no_user_name_alone_sends_no_credential(call, package):
    (received,) = call("basic", username=None)
    assert "authorization" not in received.headers
    with pytest.raises(package.LocksError, match="needs credentials: pass username and password"):
        call("basic", username="u", password=None)


@pytest.mark.parametrize(
    ("operation", "settings", "message"),
    [
        ("cookie", {"api_key": "a; admin=1"}, "api_key contains a semicolon, which is not allowed in a cookie"),
        ("token", {"user": "Bearer at-secret-1"}, "user begins with 'Bearer '; expected the token without this prefix"),
    ],
)
def test_a_credential_that_would_not_arrive_as_it_is_is_refused(call, operation, settings, message):
    with pytest.raises(ValueError, match=message) as caught:
        call(operation, **settings)
    assert "at-secret" not in str(caught.value)


def test_the_texts_say_what_each_argument_is(package):
    doc = " ".join((package.Locks.__init__.__doc__ or "").split())
    assert "username: The user name for HTTP Basic. Default" in doc
    assert "user_scopes: The scopes of access tokens, separated by spaces. Default: the environment variable " in doc
    assert "LOCKS_USER_SCOPES, then all scopes that the operations require." in doc
    readme = (Path(package.__file__ or "").parents[1] / "README.md").read_text()
    assert readme.count("## Credentials") == 1
    assert "export LOCKS_USER=..." in readme
    assert "LOCKS_USER_REFRESH_TOKEN" not in readme
