"""Responses of the test server: a response that the document allows for an operation, the same in each test run.

A list has several different pages. Total, page size and next cursor are in the places that `x-pagination` states.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from vendors.reading import Document, Node, Operation, is_json
from vendors.samples import Counting, Samples
from vendors.wire import Unreadable, Wire

ITEMS, WIDTH = 7, 3  # items of each list, and of a full page: two full pages, and a shorter page


class Asked(NamedTuple):
    """A decoded request: its operation, its parameter values and its body."""

    key: tuple[str, str]
    values: dict[tuple[str, str], Any]  # by location and name of the parameter
    media_type: str | None
    body: Any


class Answer(NamedTuple):
    """A response; `payload` is the value that `content` encodes, and `items` are the items if it is a page."""

    status: int
    headers: dict[str, str]
    content: bytes
    payload: Any
    items: tuple[Any, ...] = ()


class Answers:
    """Builder of responses for the operations of a document."""

    def __init__(self, document: Document, wire: Wire) -> None:
        self.document = document
        self.wire = wire
        self.count = 0

    def to(self, operation: Operation, asked: Asked, received: dict[str, str]) -> Answer:
        """Return the response for a decoded request with the headers `received`."""
        status = received.get("x-answer") or next(iter(operation.successes), "200")
        response = operation.responses.get(status, {})
        self.count += 1
        number = sum(map(ord, operation.path)) + self.count
        samples = Samples(self.document, "response", Counting(number), full=number % 3 == 0)
        headers = {
            name: str(samples.of(self.document.follow(each)["schema"]))
            for name, each in response.get("headers", {}).items()
        }
        headers = {name: value.encode("ascii", "replace").decode() for name, value in headers.items()}
        content = response.get("content", {})
        code = int(status.replace("XX", "20").replace("default", "200" if status in operation.successes else "500"))
        if not content or code == 204 or operation.method == "head":
            return Answer(code, headers, b"", None)
        wanted = received.get("accept", "") if status in operation.successes else "*/*"
        documented = _wanted(wanted, list(content))
        schema = content[documented].get("schema", {})
        media_type = self._proper(documented, schema)
        payload: Any = samples.of(schema) if is_json(media_type) else _text(media_type, number)
        if media_type.endswith("ndjson") and schema:
            payload = b"".join(json.dumps(samples.of(schema)).encode() + b"\n" for _ in range(2))
        items: tuple[Any, ...] = ()
        if operation.paging and status in operation.successes:
            payload, items = self._page(operation.paging, asked, payload, schema, headers)
        if is_json(media_type):
            faults = self.document.faults(payload, schema, "response")
            assert not faults, (operation.key, payload, faults)
            body = json.dumps(payload).encode()
        else:
            body = payload if isinstance(payload, bytes) else payload.encode()
        return Answer(code, {**headers, "content-type": media_type}, body, payload, tuple(items))

    def _proper(self, documented: str, schema: Any) -> str:
        """Return a concrete media type for a documented one, which may be a range such as `*/*`."""
        if "*" not in documented:
            return documented
        kinds = self.wire.kinds(schema)
        if documented == "*/*" and kinds != {"string"}:
            return "application/json"
        return documented.replace("*/*", "application/*").replace("*", "octet-stream")

    def _page(
        self, rule: Node, asked: Asked, payload: Any, schema: Any, headers: dict[str, str]
    ) -> tuple[Any, list[Any]]:
        """Return the payload with the items of the requested page, and these items.

        Total, page size and next cursor are set in the payload or in `headers`, as the paging rule states.
        """
        query = {name: value for (where, name), value in asked.values.items() if where == "query"}
        width = min(query.get(rule.get("size-parameter"), WIDTH), WIDTH)
        at = query.get(rule["parameter"])
        if rule["style"] == "page":
            start = ((rule.get("first", 1) if at is None else at) - rule.get("first", 1)) * width
        elif rule["style"] == "offset":
            start = at or 0
        else:
            start = int(str(at).rpartition("_")[2]) if at is not None else 0
        item = self._at(schema, rule.get("items", ""))
        samples = Samples(self.document, "response", Counting(start * 31))
        items = [samples.of(self.wire.items(item)) for _ in range(start, min(start + width, ITEMS))]
        follows = f"cursor_{start + width}" if start + width < ITEMS else None
        payload = _put(payload, rule.get("items", ""), items)
        if isinstance(payload, dict) and "has_more" in payload:
            payload["has_more"] = follows is not None
        for key, value in (("total", ITEMS), ("size", width), ("next", follows)):
            kind, name = next(iter(rule.get(key, {"": ""}).items()))
            if kind == "header":
                headers[name] = str(value)
            elif kind == "body":
                payload = _put(payload, name, value)
        return payload, items

    def _at(self, schema: Any, pointer: str) -> Any:
        for step in pointer.split("/")[1:]:
            schema = self.wire.members(schema)[step]
        return schema


def _wanted(accept: str, documented: list[str]) -> str:
    asked = [each.partition(";")[0].strip() for each in accept.split(",")]
    named = [each for each in documented if each.partition(";")[0] in asked]
    if not named and "*/*" not in asked and not any("*" in each for each in documented):
        raise Unreadable(f"accepts {accept}; expected {' or '.join(documented)}")
    return (named or documented)[0]


def _text(media_type: str, number: int) -> str | bytes:
    """Return the content of a body that is not JSON."""
    if media_type.startswith("text/"):
        return f"line,{number}\nähre,2\n"
    if "json" in media_type:  # JSON Lines or a JSON text sequence
        return f'{{"line": {number}}}\n{{"line": null}}\n'.encode()
    return bytes(range(256)) + str(number).encode()


def _put(payload: Any, pointer: str, value: Any) -> Any:
    """Set the value at a JSON Pointer, with new objects for missing steps; return the payload."""
    if not pointer:
        return value
    *way, last = pointer.split("/")[1:]
    node = payload
    for step in way:
        if not isinstance(node.get(step), dict):
            node[step] = {}
        node = node[step]
    node[last] = value
    return payload
