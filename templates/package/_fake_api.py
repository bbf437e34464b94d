"""A fake API for tests, which runs in the same process without a socket."""

from __future__ import annotations

import json
import re
import threading
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import httpx2

from ._contract import operation_at, resolve
from ._example_values import example
from ._metadata import BASE_PATH, PACKAGE, RootError
from ._operation import Items, Operation, is_json
from ._pagination import value_at
from ._stream_formats import encode_item, stream_format
from ._types import UNSET

__all__ = ["FakeAPI"]

_NOT_FOUND, _OK, _NO_CONTENT = 404, 200, 204
_MIN_STATUS, _MAX_STATUS = 200, 599


_MAX_DEPTH = 5  # maximum number of nested subschemas that are read


class _Failure(NamedTuple):
    status: int
    body: Any
    headers: dict[str, str]


class FakeAPI:
    """A fake API for tests. It responds to requests as the contract documents, and records the requests.

    A test gives a resource a list of objects with `add`, and the operations of the resource use them:

    - A list operation returns the objects, and a stream has them as its items.
    - POST adds an object.
    - A path that ends with a parameter selects one object. If there is no such object, the status is 404.

    Other responses are examples from the contract, or generated ones. A request that matches no operation raises
    RootError.

    Args:
        resources: The names of the modules in the package's folder `resources`.

    Attributes:
        requests: The received requests (`httpx2.Request`), in order.
        base_path: The path of the client's base URL, without the slash at its end.
    """

    def __init__(self, resources: tuple[str, ...]) -> None:
        self.requests: list[httpx2.Request] = []
        self.base_path = BASE_PATH
        self._operations: list[tuple[re.Pattern[str], str, Operation]] = []
        for name in resources:
            module = import_module(f"{PACKAGE}.resources.{name}")
            for each in vars(module).values():
                if isinstance(each, Operation):
                    self._operations.append((_pattern(each), name, each))
        # A request may match several paths: `/things/{id}` also matches `/things/latest`. The first match responds, so
        # operations with fewer path parameters come first.
        self._operations.sort(key=lambda each: each[2].path.count("{"))
        self._resources = resources
        self._things: dict[str, list[Any]] = {}
        self._failures: dict[str, list[_Failure | None]] = {}
        self._lock = threading.Lock()

    def add(self, **things: Any) -> None:
        """Add objects to resources. Operations of a resource then respond with its objects.

        Args:
            **things: For each resource name, a list of objects: models, or dicts with JSON names as keys.

        Raises:
            TypeError: A resource is unknown.
        """
        for name, given in things.items():
            if name not in self._resources:
                raise TypeError(f"{name}: there is no such resource; expected one of {', '.join(self._resources)}")
            self._things.setdefault(name, []).extend(_plain(each) for each in given)

    def fail(
        self,
        operation: str,
        status: int,
        *,
        body: Any = None,
        headers: dict[str, str] | None = None,
        times: int | None = None,
    ) -> None:
        """Make later calls of an operation receive an error response. Replaces an earlier `fail` of the operation.

        Args:
            operation: The name of the operation in Python, such as "things.list".
            status: The status of the error responses, 200 to 599.
            body: The error body: JSON data or a model. Default: an example from the contract.
            headers: The headers of the error responses.
            times: Number of calls that fail; calls after these calls succeed. Default: all calls fail.

        Raises:
            ValueError: The operation is unknown, or the status is out of range.
        """
        known = [each.name for *_, each in self._operations]
        if operation not in known:
            raise ValueError(f"there is no operation {operation!r}; expected one of {', '.join(known)}")
        if not _MIN_STATUS <= status <= _MAX_STATUS:
            raise ValueError(f"status is {status}; expected {_MIN_STATUS} to {_MAX_STATUS}")
        failure = _Failure(status, body, headers or {})
        # Each call uses one entry of the list. The last entry, None, makes all later calls succeed.
        self._failures[operation] = [failure] if times is None else [*[failure] * times, None]

    def response_schema(self, operation: str) -> Any:
        """Return the schema of an operation's first success response; {} if the contract documents none.

        Raises:
            ValueError: The operation is unknown.
        """
        for *_, each in self._operations:
            if each.name == operation:
                media = _media(_success(operation_at(each.method, each.path))[1])[1]
                return (media or {}).get("schema") or {}
        raise ValueError(f"there is no operation {operation!r}")

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Respond to a request of a sync client."""
        return self._respond(request, request.read())

    async def arespond(self, request: httpx2.Request) -> httpx2.Response:
        """Respond to a request of an async client."""
        return self._respond(request, await request.aread())

    def _respond(self, request: httpx2.Request, content: bytes) -> httpx2.Response:
        with self._lock:
            self.requests.append(request)
            path = request.url.raw_path.decode().partition("?")[0]
            path = path.removeprefix(self.base_path)
            for pattern, resource, operation in self._operations:
                found = pattern.fullmatch(path)
                if found is not None and operation.method == request.method:
                    values = [unquote(each) for each in found.groups()]
                    return self._result(resource, operation, values, request, content)
        raise RootError(f"{request.method} {path} is not an operation of the contract")

    def _result(
        self, resource: str, operation: Operation, values: list[str], request: httpx2.Request, content: bytes
    ) -> httpx2.Response:
        waiting = self._failures.get(operation.name, [])
        failure = waiting.pop(0) if len(waiting) > 1 else next(iter(waiting), None)
        documented = operation_at(operation.method, operation.path)
        if failure is not None:
            return _failed(documented, failure)
        status, response = _success(documented)
        media_type, media = _media(response, request.headers.get("accept", ""))
        things = self._things.get(resource)
        if media is not None and media_type in operation.streams:
            is_either = any(operation.responses.values())
            return _streamed(status, operation, media_type, media, None if is_either else things)
        sent = _json(content)
        if things is not None and values and _is_one(operation):
            return _one(things, values[-1], operation, sent, (status, media_type if media is not None else ""))
        if media is None or not is_json(media_type):
            return httpx2.Response(status, headers={"content-type": media_type} if media_type else {})
        body = _ended(_documented(media), documented.get("x-poll"))
        if operation.pagination is not None or isinstance(body, list):
            body, headers = _page(operation, body, things or [], dict(request.url.params))
            return _response(status, media_type, body, headers)
        if operation.method == "POST" and isinstance(body, dict) and isinstance(sent, dict):
            names = _property_names(media.get("schema"))
            body = {**body, **{name: each for name, each in sent.items() if name in names or not names}}
            if things is not None and not _is_one(operation):
                things.append(body)
        return _response(status, media_type, body)


def _is_one(operation: Operation) -> bool:
    return operation.path.partition("#")[0].rstrip("/").endswith("}")


def _one(
    things: list[Any], path_value: str, operation: Operation, sent_body: Any, success: tuple[int, str]
) -> httpx2.Response:
    """Respond to a request for the one object whose id is `path_value`; PUT and PATCH change it, DELETE removes it.

    If there is no such object, the response has status 404; otherwise it has the status and media type in `success`.
    """
    status, media_type = success
    at = next((number for number, each in enumerate(things) if _is_named(each, path_value)), None)
    if at is None:
        return _failed(operation_at(operation.method, operation.path), _Failure(_NOT_FOUND, None, {}))
    if operation.method in {"PUT", "PATCH"} and isinstance(sent_body, dict):
        things[at] = {**things[at], **sent_body}
    thing = things.pop(at) if operation.method == "DELETE" else things[at]
    return _response(status, media_type, thing if media_type else None)


def _pattern(operation: Operation) -> re.Pattern[str]:
    """Return a regex for the request paths of an operation, with or without the path of its own server in front."""
    pieces = re.split(r"\{[^{}]*\}", operation.path.partition("#")[0].partition("?")[0])
    base = urlsplit(operation.servers.get("", "")).path
    return re.compile(f"(?:{re.escape(base)})?" + "([^/]+)".join(map(re.escape, pieces)))


def _plain(thing: Any) -> Any:
    return json.loads(thing.to_json()) if hasattr(thing, "to_json") else thing


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _is_named(thing: Any, value: str) -> bool:
    """Return whether a path value selects an object of the fake API.

    It must equal the property `id`. If the object has no `id`, it must equal any string or integer in the object.
    """
    if not isinstance(thing, dict):
        return False
    if "id" in thing:
        return str(thing["id"]) == value
    return any(isinstance(each, (str, int)) and str(each) == value for each in thing.values())


def _success(documented: dict[str, Any]) -> tuple[int, Any]:
    responses = documented.get("responses") or {}
    for status in sorted(map(str, responses)):
        if status[:1] in {"2", "3"}:
            number = int(status) if status.isdecimal() else int(status[0]) * 100
            return number, resolve(responses.get(status, responses.get(number)))
    return _OK, resolve(responses.get("default"))


def _media(response: Any, accept: str = "") -> tuple[str, Any]:
    """Return the media type to respond with, and its Media Type Object; ("", None) if a Response Object has no content.

    Prefer the first media type of the header value `accept`, then JSON, then the first one in the Response Object.
    """
    content = (response or {}).get("content") or {}
    wanted = accept.partition(",")[0].strip()
    name = wanted if wanted in content else next((each for each in content if is_json(each)), next(iter(content), ""))
    return str(name), resolve(content.get(name))


def _streamed(
    status: int, operation: Operation, media_type: str, media: dict[str, Any], things: list[Any] | None
) -> httpx2.Response:
    """Return a response that streams `things`; if `things` is None, stream examples from the contract.

    If the contract documents a text that ends the stream, send the text last.
    """
    items = operation.streams[media_type]()
    stated = _stated_example(media)
    if things is None and isinstance(stated, str):
        return httpx2.Response(status, content=stated.encode(), headers={"content-type": media_type})
    if things is None:
        schema = _item_schema(media)
        things = [example(schema, index=at) for at in range(3)] if stated is UNSET else stated
        things = things if isinstance(things, list) else [things]
        things = [each for each in things if each != items.sentinel and not _reports_error(each, items)]
    content = [encode_item(each, stream_format(media_type), is_event=items.is_event) for each in things]
    if items.sentinel is not None:
        content.append(encode_item(items.sentinel, stream_format(media_type), is_event=False))
    return httpx2.Response(status, content=b"".join(content), headers={"content-type": media_type})


def _item_schema(media: dict[str, Any]) -> Any:
    if "itemSchema" in media:
        return media["itemSchema"]
    schema = resolve(media.get("schema") or {})
    types = schema.get("type") if isinstance(schema, dict) else None
    is_array = types == "array" or (isinstance(types, list) and {*types} - {"null"} == {"array"})
    return schema.get("items") or {} if is_array else schema


def _reports_error(item: Any, items: Items) -> bool:
    return items.error_event is not None and isinstance(item, dict) and item.get("event") == items.error_event


def _documented(media: Any) -> Any:
    stated = _stated_example(media)
    return example(media.get("schema") or {}) if stated is UNSET else stated


def _stated_example(media: dict[str, Any]) -> Any:
    """Return the first example of a Media Type Object; UNSET if it has none."""
    if "example" in media:
        return media["example"]
    named = next(iter((media.get("examples") or {}).values()), None)
    found = resolve(named) if named is not None else {}
    return found.get("value", found.get("dataValue", UNSET))


def _property_names(schema: Any, depth: int = 0) -> set[str]:
    """Return the names of the properties of a schema and of its subschemas in `allOf`, `anyOf` and `oneOf`."""
    node = resolve(schema)
    if not isinstance(node, dict) or depth > _MAX_DEPTH:
        return set()
    parts = [part for keyword in ("allOf", "anyOf", "oneOf") for part in node.get(keyword) or ()]
    return set(node.get("properties") or ()).union(*(_property_names(part, depth + 1) for part in parts))


def _failed(documented: dict[str, Any], failure: _Failure) -> httpx2.Response:
    responses = {str(status): each for status, each in (documented.get("responses") or {}).items()}
    keys = (str(failure.status), f"{str(failure.status)[0]}XX", "default")
    response = resolve(next((responses[key] for key in keys if key in responses), None))
    media_type, media = _media(response)
    body = failure.body
    if body is None and media is not None and is_json(media_type):
        body = _documented(media)
    return _response(failure.status, media_type, _plain(body), failure.headers)


def _page(operation: Operation, body: Any, things: list[Any], query: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """Return the body and headers of a response to a list operation.

    In the example `body`, replace the items by the page of `things` that `query` selects, and set the documented
    counts. Counts that the contract documents as headers are in the returned headers.
    """
    rule = operation.pagination
    headers: dict[str, str] = {}
    if rule is None:
        return things, headers
    items = things
    if rule.style in {"page", "offset"}:
        size = _whole(query.get(rule.size_parameter or ""), 100)
        at = _whole(query.get(rule.parameter), rule.first if rule.style == "page" else 0)
        start = (at - rule.first) * size if rule.style == "page" else at
        items = things[start : start + size]
        body = _stated(body, headers, rule.size, size)
    body = _stated(_put(body, rule.items, items), headers, rule.total, len(things))
    if rule.more:
        body = _put(body, rule.more, value=False)
    if rule.next is not None and rule.next[0] == "body":
        body = _put(body, rule.next[1], None)
    return body, headers


def _ended(body: Any, poll: Any) -> Any:
    """Return an example body with a status at which polling ends, so that tests do not wait.

    `poll` is the value of the operation's extension `x-poll`; None if the operation is not polled.
    """
    if poll is None or value_at(body, poll["status"]) in poll["until"]:
        return body
    return _put(body, poll["status"], poll["until"][0])


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() else default


def _stated(body: Any, headers: dict[str, str], source: tuple[str, str] | None, value: int) -> Any:
    if source is None:
        return body
    where, name = source
    if where == "header":
        headers[name] = str(value)
        return body
    return _put(body, name, value) if where == "body" else body


def _put(body: Any, pointer: str, value: Any) -> Any:
    """Return a copy of JSON data in which `value` replaces the value at a JSON Pointer. Missing objects are added."""
    if not pointer:
        return value
    first, *rest = pointer.removeprefix("/").split("/")
    name = first.replace("~1", "/").replace("~0", "~")
    inner = body if isinstance(body, dict) else {}
    return {**inner, name: _put(inner.get(name), "".join(f"/{each}" for each in rest), value)}


def _response(status: int, media_type: str, body: Any, headers: dict[str, str] | None = None) -> httpx2.Response:
    if body is None and (not media_type or status == _NO_CONTENT):
        return httpx2.Response(status, headers=headers)
    content = json.dumps(body).encode()
    return httpx2.Response(
        status, content=content, headers={"content-type": media_type or "application/json", **(headers or {})}
    )
