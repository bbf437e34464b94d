"""Comparison of each call of a generated package with the request and response on a server of its document.

The server must receive the exact arguments of the caller, and the caller must receive the exact payload of the server,
with `on_mismatch="raise"`. The functions yield one line for each difference.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from vendors.answers import ITEMS, Answer
from vendors.calling import Call, Method, calls, spelled
from vendors.reading import Document, Operation
from vendors.server import VendorServer

SECRET = "secret-0123456789"


CONSTANTS = {"always", "asNothing", "asSeven", "asYes"}
"""Properties that allow one value, which the client sends although the caller does not pass the properties."""


def client_of(package: ModuleType, url: str, kind: str = "", **options: Any) -> Any:
    """Build a client with all credentials that its constructor accepts."""
    about = importlib.import_module(f"{package.__name__}._metadata")
    class_ = getattr(package, f"{kind}{about.CLIENT}")
    taken = inspect.signature(class_).parameters
    secrets = {name: SECRET for scheme in about.SECURITY.values() for name in scheme.arguments if name in taken}
    settings = {"base_url": url, "max_retries": 0, "on_mismatch": "raise", **secrets, **options}
    return class_(**settings)


def call_all(package: ModuleType, document: Document, server: VendorServer, methods: list[Method]) -> Iterator[str]:
    """Call each operation, with each documented success status; yield a line for each error or difference."""
    plain = _plain(package)
    with client_of(package, server.url) as client:
        for number, method in enumerate(methods):
            for turn, call in enumerate(calls(document, method, number)):
                statuses = method.operation.successes or [""]
                for status in statuses if turn == 0 else statuses[:1]:
                    server.forget()
                    headers = {"x-answer": status} if status else {}
                    yield from _called(client, method, call, server, headers=headers, plain=plain)


def await_all(package: ModuleType, document: Document, server: VendorServer, methods: list[Method]) -> Iterator[str]:
    """Call each operation with the async client; yield a line for each error or difference."""
    plain = _plain(package)

    async def run() -> list[str]:
        found: list[str] = []
        async with client_of(package, server.url, "Async") as client:
            for number, method in enumerate(methods):
                call = next(calls(document, method, number))
                server.forget()
                try:
                    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
                        result = method.of(client)(**call.arguments)
                        walks = method.pages and method.operation.paging is not None
                        value = [each async for each in result] if walks else await result
                        value = [each async for each in value] if hasattr(value, "events") else value
                except Exception as error:  # noqa: BLE001  any exception is a finding
                    found.append(f"{method.operation.key}: {type(error).__name__}: {error}; {server.refused}")
                else:
                    found += _compared(method, call, server, value, plain)
        return found

    yield from asyncio.run(run())


def fail_all(package: ModuleType, document: Document, server: VendorServer, methods: list[Method]) -> Iterator[str]:
    """Call each operation, with each documented error status; yield a line if another exception is raised, or none."""
    plain = _plain(package)
    with client_of(package, server.url) as client:
        for number, method in enumerate(methods):
            call = next(calls(document, method, number))
            server.forget()
            for status in method.operation.responses:
                if status in method.operation.successes or status[0] == "3":
                    continue
                try:
                    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
                        method.of(client)(**call.arguments, extra_headers={"x-answer": status})
                except package.APIStatusError as error:
                    answer = server.answers[-1]
                    body = spelled_or_raw(plain(error.body))
                    if error.status_code != answer.status or (
                        answer.payload and body != spelled_or_raw(answer.payload)
                    ):
                        yield f"{method.operation.key}: {error!r} for {answer}; {server.refused}"
                else:
                    yield f"{method.operation.key}: nothing is raised for {status}"


def _plain(package: ModuleType) -> Any:
    return importlib.import_module(f"{package.__name__}._encoder").to_builtins


def _called(
    client: Any, method: Method, call: Call, server: VendorServer, *, headers: dict[str, str], plain: Any
) -> Iterator[str]:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            result = method.of(client)(**call.arguments, extra_headers=headers)
            walks = method.pages and method.operation.paging is not None
            value = list(result) if walks or hasattr(result, "events") else result
        except Exception as error:  # noqa: BLE001  any exception is a finding
            yield f"{method.operation.key}: {type(error).__name__}: {error}; {server.refused}"
            return
    if bool(warned) != method.deprecated or method.deprecated != method.operation.node.get("deprecated", False):
        yield f"{method.operation.key}: warned {[str(each.message) for each in warned]}"
    yield from _compared(method, call, server, value, plain)


def _compared(method: Method, call: Call, server: VendorServer, value: Any, plain: Any) -> Iterator[str]:
    operation, asked, answer = method.operation, server.asked[-1], server.answers[-1]
    if asked.key != operation.key:
        yield f"{operation.key}: what was called is {asked.key}"
        return
    yield from _compared_request(method, call, server)
    if method.pages and operation.paging is None:  # Without `x-pagination`, the server has one page.
        if spelled(plain(value.items)) not in _lists(answer.payload):
            yield f"{operation.key}: {value} for {answer.payload}"
        return
    if method.pages:
        pages = [each.items for each in server.answers]
        if len(value) != ITEMS or spelled(plain(value)) != spelled([item for page in pages for item in page]):
            yield f"{operation.key}: {value} for {pages}"
        return
    got = plain(value) if not isinstance(value, bytes | str) else value
    wanted = _expected(operation, answer, value)
    if spelled_or_raw(got) != spelled_or_raw(wanted):
        yield f"{operation.key}: gave {got!r} for {wanted!r}"


def _lists(payload: Any) -> list[Any]:
    """Return the JSON text of a list, or of each list in an object and its nested objects."""
    if isinstance(payload, list):
        return [spelled(payload)]
    inner = payload.values() if isinstance(payload, dict) else ()
    return [found for each in inner for found in _lists(each)]


def _compared_request(method: Method, call: Call, server: VendorServer) -> Iterator[str]:
    asked = server.asked[-1]
    moving = {("query", (method.operation.paging or {}).get("parameter"))}
    moving |= {("header", "Idempotency-Key")} - call.values.keys()  # The client generates a key.
    sent = {place: value for place, value in asked.values.items() if place not in moving}
    if any(spelled(sent.get(place)) != spelled(call.values.get(place)) for place in sent.keys() | call.values.keys()):
        yield f"{method.operation.key}: meant {call.values}, sent {sent}"
    if call.media_type is None and asked.media_type is None:
        return
    if asked.media_type is None or call.media_type is None:
        yield f"{method.operation.key}: a body of {call.media_type} was sent as one of {asked.media_type}"
        return
    meant = call.body.encode() if isinstance(call.body, str) and isinstance(asked.body, bytes) else call.body
    if isinstance(meant, dict) and isinstance(asked.body, dict):
        meant |= {name: value for name, value in asked.body.items() if name not in meant and name in CONSTANTS}
    if spelled_or_raw(meant) != spelled_or_raw(asked.body):
        yield f"{method.operation.key}: meant {meant!r}, sent {asked.body!r}"


def _expected(operation: Operation, answer: Answer, value: Any) -> Any:
    if operation.method == "head":
        return None
    if isinstance(value, bytes):
        return answer.content
    if isinstance(value, list) and isinstance(answer.payload, bytes | str):  # The value has the items of a stream.
        return [json.loads(line) for line in answer.content.splitlines() if line.strip()]
    if isinstance(value, str) and isinstance(answer.payload, bytes):
        return answer.payload.decode()
    return answer.payload


def spelled_or_raw(value: Any) -> Any:
    """Return bytes unchanged, and other data as JSON text that is equal only for equal data."""
    return value if isinstance(value, bytes) else spelled(value)
