"""The ASGI application of the mock. It logs and checks each request, and sends a documented response.

If the user asks for it, the application also changes responses (drift) or fails requests.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import traceback
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from specloop.mock.drifts import Drifter
from specloop.mock.failures import FailureSchedule, reset_connection
from specloop.mock.operation_plans import OperationPlanner
from specloop.mock.reply import Reply
from specloop.mock.request_checks import DEFAULT_API_KEY, HttpError, IncomingRequest, RequestChecker
from specloop.mock.responder import Responder
from specloop.mock.router import Match, Router
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation
from specloop.openapi.schema_set import SchemaSet

CONTROL_PATH = "/__mock__/"
MAX_KEPT_REQUESTS = 1000
MAX_REQUEST_BODY_BYTES = 64 * 1024 * 1024
MAX_SHOWN_BODY_CHARS = 2000
FLUSH_S = 0.05
"""Seconds to wait between the first half of a stream and a connection reset, because a reset discards unsent data."""
SECRET_HEADERS = {"authorization", "proxy-authorization", "cookie"}
REMOVED_SECRET = "[removed]"  # noqa: S105 - a placeholder, not a secret


@dataclass
class ReceivedRequest:
    """A received request as the mock logs it: without its credentials, and with the status of its response."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: str = ""
    operation: str = ""
    status: int = 0
    """The status of the response; 0 if the response is not yet complete, or if the connection was reset."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class MockSettings:
    """The settings of a mock server."""

    items: int = 250
    latency: float = 0.0
    """Seconds that the mock waits before each response."""
    fail_rate: float = 0.0
    drift: tuple[str, ...] = ()
    seed: int = 0
    retry_after: int = 1
    """The number of seconds in the Retry-After header of a response with status 429."""
    api_key: str = field(default=DEFAULT_API_KEY, repr=False)
    intercept: Callable[[IncomingRequest, Reply], Reply] | None = None
    """A function that can change each response before the mock sends the response; used by tests of drift."""


class MockApplication:
    """The ASGI application that serves one OpenAPI document as a mock API."""

    def __init__(self, document: Document, settings: MockSettings) -> None:
        self.document = document = normalize(document)
        self.settings = settings
        self.url = ""
        self.router = Router(document)
        requests, responses = SchemaSet(document, "request"), SchemaSet(document, "response")
        self.checker = RequestChecker(requests, settings.api_key)
        self.planner = OperationPlanner(self.router, responses)
        self.responder = Responder(requests, responses, self.planner, items=settings.items, seed=settings.seed)
        self.drifter = Drifter(responses, settings.drift)
        self.failures = FailureSchedule(settings.fail_rate, settings.seed, settings.retry_after)
        self.received: deque[ReceivedRequest] = deque(maxlen=MAX_KEPT_REQUESTS)
        self._numbers = itertools.count()
        self.webhook_numbers = itertools.count(1)
        self._token_paths = set(_token_paths(self.checker.schemes.values()))
        self.control: Control | None = None
        """The handler of requests to the mock's own endpoints; None if the mock has no such endpoints."""
        self._secret_headers = SECRET_HEADERS | {
            str(scheme["name"]).lower() for scheme in self.checker.schemes.values() if scheme.get("in") == "header"
        }
        self._secret_query = {
            str(scheme["name"]) for scheme in self.checker.schemes.values() if scheme.get("in") == "query"
        }

    def control_path(self, request: IncomingRequest) -> str | None:
        """Return the path below `/__mock__/` of a request to the mock itself, such as `requests`.

        Return None for other requests.

        A POST to an OAuth 2.0 token URL gives "token", unless the document has an operation with this path.
        """
        if request.raw_path == CONTROL_PATH.rstrip("/") or request.raw_path.startswith(CONTROL_PATH):
            return request.raw_path.removeprefix(CONTROL_PATH.rstrip("/")).lstrip("/")
        is_token = request.method == "POST" and request.raw_path in self._token_paths
        return "token" if is_token and not self.router.candidates(request.raw_path) else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one HTTP call: receive the body of the request, and send the response."""
        request = IncomingRequest(
            method=scope["method"],
            raw_path=scope["raw_path"].decode("latin-1").partition("?")[0],
            query=scope["query_string"].decode("latin-1"),
            headers=Headers(scope=scope),
        )
        if self.control is not None and (path := self.control_path(request)) is not None:
            request.body = await _read_body(receive) or b""
            response = await self.control(self, request, path)
            await response(scope, receive, send)
            return
        number = next(self._numbers)
        entry = self._log(request)
        body = await _read_body(receive)
        await asyncio.sleep(self.settings.latency)
        request.body = body or b""
        entry.body = _describe_body(request)
        failure = self.failures.failure(number)
        if failure is None and body is None:
            failure = HttpError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"body is larger than {MAX_REQUEST_BODY_BYTES >> 20} MiB"
            )
        reply = self.respond(request, entry, failure)
        reply.headers["x-request-id"] = f"req_{number:08}"
        reply.resume_after(request.headers.get("last-event-id", ""))
        if self.failures.is_reset(number):
            entry.status = 0
            if reply.items is not None:
                await _send_first_half(reply, send)
            await reset_connection(scope, receive)
            return
        await encode(reply, request.method)(scope, receive, send)

    def respond(
        self, request: IncomingRequest, entry: ReceivedRequest | None = None, failure: HttpError | None = None
    ) -> Reply:
        """Log and check a request, and return its response. Tests can call this method without a network connection.

        Args:
            request: The request.
            entry: The log entry to complete if the caller has already logged the request; None to log it here.
            failure: An error to respond with, without checking the request; None to handle the request normally.
        """
        entry = entry or self._log(request)
        operation: Operation | None = None
        try:
            match = self._match(request)
            operation = match.route.operation
            entry.operation = operation.label
            reply = self._answer(match, request, failure)
        except HttpError as error:
            entry.problems = error.problems
            reply = self.responder.error(operation, request, error)
        except Exception as error:  # noqa: BLE001 - the person who runs the mock must see errors of the mock itself
            traceback.print_exc()
            entry.problems = (f"internal error of the mock: {type(error).__name__}: {error}",)
            reply = Reply(500, media_type="application/json", value={"message": entry.problems[0]})
        if self.settings.intercept is not None:
            reply = self.settings.intercept(request, reply)
        entry.status = reply.status
        return reply

    def refuse(self, request: IncomingRequest, reason: str) -> Reply:
        """Refuse a request that is not valid HTTP: return an error response. `reason` says what is not valid."""
        entry = self._log(request)
        entry.status, entry.problems = HTTPStatus.BAD_REQUEST, (reason,)
        fitting = [each for each in self.router.candidates(request.raw_path) if each.route.method == request.method]
        operation = fitting[0].route.operation if fitting else None
        return self.responder.error(operation, request, HttpError(HTTPStatus.BAD_REQUEST, reason))

    def _answer(self, match: Match, request: IncomingRequest, failure: HttpError | None) -> Reply:
        if failure is not None:
            raise failure
        checked = self.checker.check(match, request)
        reply = self.responder.respond(match, request, checked, self.url)
        is_token_url = request.method == "POST" and {request.raw_path, match.route.template} & self._token_paths
        if is_token_url and isinstance(reply.value, dict):
            # The contract documents the token URL as an operation, so its response gets a token that the mock accepts.
            reply.value = {**reply.value, "access_token": self.settings.api_key}
        return self.drifter.apply(reply, request)

    def _match(self, request: IncomingRequest) -> Match:
        candidates = self.router.candidates(request.raw_path)
        if not candidates:
            raise HttpError(HTTPStatus.NOT_FOUND, f"path {unquote(request.raw_path)[:200]} is not documented")
        fitting = [match for match in candidates if match.route.method == request.method]
        if not fitting:
            template = candidates[0].route.template
            allowed = ", ".join(
                dict.fromkeys(match.route.method for match in candidates if match.route.template == template)
            )
            raise HttpError(
                HTTPStatus.METHOD_NOT_ALLOWED,
                f"method {request.method} is not documented at {template}; expected {allowed}",
                headers={"Allow": allowed},
            )
        return fitting[0]

    def _log(self, request: IncomingRequest) -> ReceivedRequest:
        query = tuple(
            (name, REMOVED_SECRET if name in self._secret_query else unquote(raw)) for name, raw in request.pairs
        )
        headers = {
            name: REMOVED_SECRET if name in self._secret_headers else value for name, value in request.headers.items()
        }
        entry = ReceivedRequest(request.method, unquote(request.raw_path), query, headers)
        self.received.append(entry)
        return entry

    def reset(self) -> None:
        """Reset the mock: delete all stored resources, stored responses and logged requests."""
        self.responder.state.store.clear()
        self.received.clear()


Control = Callable[[MockApplication, IncomingRequest, str], Awaitable[Response]]


def _token_paths(schemes: Iterable[JsonObject]) -> Iterator[str]:
    """Yield the paths of the token and refresh URLs in the OAuth 2.0 flows of security schemes."""
    for scheme in schemes:
        for flow in (scheme.get("flows") or {}).values() if isinstance(scheme.get("flows"), dict) else ():
            for name in ("tokenUrl", "refreshUrl"):
                if isinstance(flow, dict) and isinstance(flow.get(name), str) and (path := urlsplit(flow[name]).path):
                    yield path if path.startswith("/") else f"/{path}"


def encode(reply: Reply, method: str) -> Response:
    """Return the Starlette response that sends a reply. If `method` is HEAD, the response has headers, but no body."""
    headers = dict(reply.headers)
    if reply.items is not None and reply.status == HTTPStatus.OK:
        media_type = {"content-type": reply.media_type}
        return StreamingResponse(_send_slowly(reply.messages()), reply.status, headers | media_type)
    content = reply.encode()
    if content and reply.media_type:
        headers["content-type"] = reply.media_type
    has_body = method != "HEAD" and reply.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
    return Response(content if has_body else b"", reply.status, headers)


async def _send_slowly(messages: Iterable[bytes]) -> AsyncIterator[bytes]:
    for each in messages:
        yield each
        await asyncio.sleep(0)


async def _send_first_half(reply: Reply, send: Send) -> None:
    """Send the headers of a streamed response and the first half of its items, to simulate a stream that breaks."""
    messages = list(reply.messages())
    headers = [(name.encode(), value.encode("latin-1")) for name, value in reply.headers.items()]
    headers.append((b"content-type", reply.media_type.encode("latin-1")))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    for each in messages[: len(messages) // 2]:
        await send({"type": "http.response.body", "body": each, "more_body": True})
    await asyncio.sleep(FLUSH_S)


async def _read_body(receive: Receive) -> bytes | None:
    """Read the body of a request. Return None if the body is larger than MAX_REQUEST_BODY_BYTES."""
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size <= MAX_REQUEST_BODY_BYTES:
            parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts) if size <= MAX_REQUEST_BODY_BYTES else None


def _describe_body(request: IncomingRequest) -> str:
    media_type = request.headers.get("content-type", "")
    is_text = re.search(r"json|text|xml|x-www-form-urlencoded|yaml", media_type)
    if not request.body:
        return ""
    if not is_text:
        return f"({len(request.body)} bytes of {media_type or 'an unknown type'})"
    return request.body[: 4 * MAX_SHOWN_BODY_CHARS].decode("utf-8", "replace")[:MAX_SHOWN_BODY_CHARS]
