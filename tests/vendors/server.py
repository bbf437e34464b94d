"""Server on a loopback socket for any OpenAPI document, which validates requests and sends documented responses.

The response to a request that does not match the document is 400 with the reason. The request header `x-answer` selects
a documented status; the default is the first success status. Lists follow the paging rule in `x-pagination`.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import traceback
from collections.abc import Iterator
from typing import Any, Self
from urllib.parse import unquote

import uvicorn
from vendors.answers import Answer, Answers, Asked
from vendors.reading import Document, Node, Operation, is_json
from vendors.wire import ABSENT, Pair, Unreadable, Wire, query_pairs

START_TIMEOUT_S = 10.0


class Request:
    """The parts of a received request, with values that are not decoded yet."""

    def __init__(self, scope: Any, body: bytes) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["raw_path"].decode("ascii").partition("?")[0]
        self.query: list[Pair] = query_pairs(scope["query_string"].decode("ascii"))
        self.headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        cookies = self.headers.get("cookie", "").split("; ")
        self.cookies: list[Pair] = [
            (name, value) for name, _, value in (each.partition("=") for each in cookies if each)
        ]
        self.body = body
        self.path_values: dict[str, str] = {}

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


class VendorServer:
    """A server of a document, which records decoded requests, responses and the reasons for rejected requests."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.wire = Wire(document)
        self.answering = Answers(document, self.wire)
        self.asked: list[Asked] = []
        self.answers: list[Answer] = []
        self.refused: list[str] = []
        self.routes: dict[tuple[str, int], list[tuple[re.Pattern[str], Operation]]] = {}
        for operation in sorted(document.operations.values(), key=lambda each: each.path.count("{")):
            route = (operation.method.upper(), operation.path.count("/"))
            self.routes.setdefault(route, []).append((_pattern(operation.path), operation))

    def __enter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        # Accepted connections inherit this option. Without it, a head and a body in separate packets cost 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        started = threading.Event()

        async def notify() -> None:
            started.set()

        config = uvicorn.Config(
            self._serve,
            http="h11",
            loop="asyncio",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="critical",
            callback_notify=notify,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        assert started.wait(START_TIMEOUT_S), "the server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(START_TIMEOUT_S)

    def forget(self) -> None:
        """Clear the recorded requests, responses and rejections."""
        for each in (self.asked, self.answers, self.refused):
            each.clear()

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        try:
            request = Request(scope, body)
            operation = self._route(request)
            asked = self._read(operation, request)
            answer = self.answering.to(operation, asked, request.headers)
            self.asked.append(asked)
            self.answers.append(answer)
        except Unreadable as reason:
            self.refused.append(f"{scope['method']} {scope['path']}: {reason}")
            answer = Answer(400, {"content-type": "text/plain"}, str(reason).encode(), None)
        except Exception:  # noqa: BLE001  tests report the errors of this server
            self.refused.append(traceback.format_exc())
            answer = Answer(500, {}, b"", None)
        headers = {**answer.headers, "content-length": str(len(answer.content))}
        head = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": head})
        await send({"type": "http.response.body", "body": answer.content})

    # Decoding of a request

    def _route(self, request: Request) -> Operation:
        for pattern, operation in self.routes.get((request.method, request.path.count("/")), ()):
            if match := pattern.fullmatch(request.path):
                names = re.findall(r"\{([^{}]*)\}", operation.path)
                request.path_values = dict(zip(names, match.groups(), strict=True))
                return operation
        raise Unreadable("no operation is documented there")

    def _read(self, operation: Operation, request: Request) -> Asked:
        self._check_credentials(operation, request)
        values = {}
        for parameter in operation.parameters:
            value = self.wire.parameter(parameter, request)
            schema = parameter.get("schema") or next(iter(parameter["content"].values()))["schema"]
            if value is not ABSENT:
                self._fits(value, schema, f"{parameter['in']} {parameter['name']}")
                values[parameter["in"], parameter["name"]] = value
            elif parameter.get("required"):
                raise Unreadable(f"the {parameter['in']} parameter {parameter['name']} is missing")
        self._check_names(operation, request)
        media_type, body = self._body(operation, request)
        return Asked(operation.key, values, media_type, body)

    def _fits(self, value: Any, schema: Any, where: str) -> None:
        if faults := self.document.faults(value, schema, "request"):
            raise Unreadable(f"{where} does not fit: {'; '.join(faults)}")

    def _check_names(self, operation: Operation, request: Request) -> None:
        """Reject a request with undocumented query parameters.

        Raises:
            Unreadable: The query has an undocumented parameter.
        """
        known = set(self._secret_names("query", operation))
        for parameter in operation.parameters:
            if parameter["in"] == "query":
                known |= {parameter["name"], *self.wire.members(parameter.get("schema", {}))}
        strange = {unquote(name) for name, _ in request.query} - known
        strange = {name for name in strange if name.partition("[")[0] not in known}
        if strange:
            raise Unreadable(f"the query has parameters that are not documented: {sorted(strange)}")

    def _body(self, operation: Operation, request: Request) -> tuple[str | None, Any]:
        if not request.content_type:
            if operation.body_required or request.body:
                raise Unreadable("there is no body, or nothing says what it is")
            return None, None
        base = request.content_type.partition(";")[0]
        media_type = next((each for each in operation.content if _covers(each, base)), None)
        if media_type is None:
            raise Unreadable(f"the body is {base}; expected {', '.join(operation.content) or 'none'}")
        media = operation.content[media_type]
        if is_json(base):
            value: Any = json.loads(request.body)
        elif base == "application/x-www-form-urlencoded":
            value = self.wire.form(request.body, media)
        elif base == "multipart/form-data":
            value = self.wire.multipart(request.body, request.content_type, media)
        else:
            return media_type, request.body
        self._fits(value, media.get("schema", {}), "the body")
        return media_type, value

    # Credentials of a request

    def _check_credentials(self, operation: Operation, request: Request) -> None:
        ways = operation.node.get("security", self.document.node.get("security")) or [{}]
        if not any(all(self._has(name, request) for name in way) for way in ways):
            raise Unreadable(f"none of the credentials is there: {ways}")

    def _schemes(self) -> Node:
        schemes: Node = self.document.node.get("components", {}).get("securitySchemes", {})
        return schemes

    def _secret_names(self, where: str, operation: Operation) -> Iterator[str]:
        ways = operation.node.get("security", self.document.node.get("security")) or []
        for name in {name for way in ways for name in way}:
            scheme = self._schemes()[name]
            if scheme["type"] == "apiKey" and scheme["in"] == where:
                yield scheme["name"]

    def _has(self, name: str, request: Request) -> bool:
        scheme = self._schemes()[name]
        if scheme["type"] == "apiKey":
            where = {"header": request.headers, "query": dict(request.query), "cookie": dict(request.cookies)}
            return (scheme["name"].lower() if scheme["in"] == "header" else scheme["name"]) in where[scheme["in"]]
        kind = "Basic " if scheme.get("scheme") == "basic" else "Bearer "
        return request.headers.get("authorization", "").startswith(kind)


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^{}]*\}", path)
    return re.compile("([^/]+?)".join(map(re.escape, parts)))


def _covers(documented: str, base: str) -> bool:
    documented = documented.partition(";")[0]
    return documented == base or (documented.endswith("*") and base.startswith(documented[:-1].replace("*/", "")))
