"""Operations with an idempotency key: the header of each request, and retries."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from uuid import UUID

import anyio
import pytest
from support.api_server import CLOSE, Received, in_turn, reply

from specloop.commands.generate import main as generate

CONTRACT = """
openapi: 3.0.3
info: {title: Pays, version: "1"}
servers: [{url: https://pays.example.com/v1}]
paths:
  /pay:
    post:
      operationId: createPay
      tags: [pay]
      parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
      requestBody: &body
        required: true
        content: {application/json: {schema: {type: object, required: [n], properties: {n: {type: integer}}}}}
      responses: &done {"204": {description: Done.}}
  /refund:
    post:
      operationId: createRefund
      tags: [refund]
      parameters: [{name: idempotency-KEY, in: header, required: true, schema: {type: string}}]
      requestBody: *body
      responses: *done
  /charge:
    post:
      operationId: createCharge
      tags: [charge]
      x-idempotency-key: X-Request-Key
      requestBody: *body
      responses: *done
  /tip:
    post:
      operationId: createTip
      tags: [tip]
      parameters: [{name: X-Idempotency-Key, in: header, schema: {type: string}}]
      requestBody: *body
      responses: *done
  /gift:
    post: {operationId: createGift, tags: [gift], requestBody: *body, responses: *done}
"""
DONE, FAILED = reply(None, 204, content=b""), reply({"message": "no"}, 500)


@pytest.fixture(scope="module")
def pays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    project = tmp_path_factory.mktemp("pays")
    (project / "openapi.yaml").write_text(CONTRACT)
    assert generate(["--spec", str(project / "openapi.yaml"), "--output", str(project / "out")]) == 0
    sys.path.insert(0, str(project / "out"))
    package = importlib.import_module("pays_client")
    importlib.import_module("pays_client._retry").FIRST_DELAY_S = 0.002
    yield package
    sys.path.remove(str(project / "out"))


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, pays: ModuleType) -> Callable[..., Any]:
    """Return a function that calls the `create` method of one resource with a new client."""

    def run(url: str, resource: str, *, settings: dict[str, Any] | None = None, **arguments: Any) -> Any:
        given = {"base_url": url} | (settings or {})
        if request.param == "sync":
            with pays.Pays(**given) as client:
                return getattr(client, resource).create(n=1, **arguments)

        async def main() -> Any:
            async with pays.AsyncPays(**given) as client:
                return await getattr(client, resource).create(n=1, **arguments)

        return anyio.run(main)

    return run


HEADERS = [
    ("pay", "idempotency-key"),
    ("refund", "idempotency-key"),
    ("charge", "x-request-key"),
    ("tip", "x-idempotency-key"),
]


@pytest.mark.parametrize(("resource", "header"), HEADERS)
@pytest.mark.parametrize("failure", [FAILED, [CLOSE]], ids=["500", "lost"])
def test_a_call_with_a_key_is_repeated_with_the_same_key(serve, call, resource, header, failure):
    server = serve(in_turn(failure, failure, DONE))
    call(server.url, resource)
    keys = [each.headers[header] for each in server.requests]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert UUID(keys[0]).version == 4


def test_each_call_has_a_key_of_its_own(serve, call):
    server = serve(DONE)
    for _ in range(3):
        call(server.url, "pay")
    assert len({each.headers["idempotency-key"] for each in server.requests}) == 3


@pytest.mark.parametrize(
    "given",
    [
        {"idempotency_key": "mine"},
        {"extra_headers": {"IDEMPOTENCY-KEY": "mine"}},
        {"settings": {"default_headers": {"idempotency-key": "mine"}}},
    ],
    ids=["argument", "extra_headers", "default_headers"],
)
def test_the_key_of_the_caller_is_sent_and_kept(serve, call, given):
    server = serve(in_turn(FAILED, DONE))
    call(server.url, "pay", **given)
    assert [each.headers["idempotency-key"] for each in server.requests] == ["mine", "mine"]


@pytest.mark.parametrize("failure", [FAILED, [CLOSE]], ids=["500", "lost"])
@pytest.mark.parametrize(
    ("resource", "arguments"), [("gift", {}), ("pay", {"extra_headers": {"Idempotency-Key": None}})]
)
def test_a_call_without_a_key_is_sent_once(serve, call, resource, arguments, failure):
    server = serve(in_turn(failure, DONE))
    with pytest.raises(Exception, match="POST /"):
        call(server.url, resource, **arguments)
    assert len(server.requests) == 1
    assert "idempotency-key" not in server.requests[0].headers


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.large)])
def test_creates_over_a_line_that_is_cut_create_each_thing_once(serve, pays, count):
    created: set[str] = set()
    seen: list[str] = []

    def script(received: Received) -> Any:
        created.add(received.headers["idempotency-key"])
        seen.append(received.headers["idempotency-key"])
        return [CLOSE] if len(seen) % 5 == 0 else DONE

    server = serve(script)
    with pays.Pays(base_url=server.url) as client:
        for number in range(count):
            client.pay.create(n=number)
    assert len(created) == count
    assert len(seen) > 1.2 * count
