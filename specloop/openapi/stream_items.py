"""Items of a streaming response.

They have a schema; a text (sentinel) ends the stream, and an event reports an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import EVENT_FIELDS, essence
from specloop.openapi.schema_facts import non_null_types, stated_values

ERROR_EVENT = "error"


class StreamItems(NamedTuple):
    """The items of a streaming response. The document describes them."""

    keyword: str
    """The keyword of the Media Type Object that holds the schema: `itemSchema` or `schema`."""
    is_array: bool
    """Whether the schema describes the content as one array of items (OpenAPI 3.2, 4.14.3)."""
    schema: JsonPointer | None
    """The pointer to the schema of one item; None if the document has no such schema."""
    is_event: bool
    """Whether an item is a whole event (`data`, `event`, `id`, `retry`), and not only the event's data."""
    sentinel: str
    """The text that ends the stream; empty if the stream has no such text."""
    error_event: str
    """The value of the `event` field in an event that reports an error; empty if the stream has no such event."""


def stream_items(document: JsonObject, operation: JsonObject, media_type: str, media: Resolved) -> StreamItems:
    """Return the items of a stream, as the document describes them.

    Args:
        document: The document.
        operation: The operation, whose extensions may state a sentinel.
        media_type: The media type in the document.
        media: The Media Type Object in the document.
    """
    keyword = "itemSchema" if "itemSchema" in media.node else "schema"
    found = resolve_ref(document, media.node.get(keyword), (*media.pointer, keyword))
    is_array = keyword == "schema" and non_null_types(found.node) == ["array"]
    if is_array:
        found = resolve_ref(document, found.node.get("items"), (*found.pointer, "items"))
    schema: JsonObject = found.node if isinstance(found.node, dict) else {}
    values = [*_values(document, schema)]
    objects = [each for each in values if isinstance(each.get("properties"), dict)]
    is_event = essence(media_type) == "text/event-stream" and bool(objects) and all(map(_is_event, objects))
    return StreamItems(
        keyword,
        is_array,
        None if found.node is None else found.pointer,
        is_event,
        _sentinel(operation, media, values),
        _error_event(document, media, objects if is_event else []),
    )


def _values(document: JsonObject, schema: JsonObject) -> Iterator[JsonObject]:
    """Yield the schemas of possible values: the `oneOf` and `anyOf` variants of an item schema.

    Without variants, yield the schema itself.
    """
    variants = [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]
    if not variants:
        yield schema
    for each in variants:
        node = resolve_ref(document, each).node
        if isinstance(node, dict):
            yield node


def _is_event(schema: JsonObject) -> bool:
    return "data" in schema["properties"] and schema["properties"].keys() <= EVENT_FIELDS


def _sentinel(operation: JsonObject, media: Resolved, values: list[JsonObject]) -> str:
    """Return the sentinel of a stream, which is the text that ends it. Return "" if there is none.

    An extension or a `const` of an item variant states it.
    """
    stated = (
        _extension(media.node, "x-stream", "sentinel"),
        media.node.get("x-speakeasy-sse-sentinel"),
        operation.get("x-speakeasy-sse-sentinel"),
        _extension(operation, "x-stream", "sentinel"),
        _extension(operation, "x-fern-streaming", "terminator"),
    )
    constants = (each["const"] for each in values if isinstance(each.get("const"), str))
    return next((each for each in (*stated, *constants) if isinstance(each, str) and each), "")


def _error_event(document: JsonObject, media: Resolved, variants: list[JsonObject]) -> str:
    stated = _extension(media.node, "x-stream", "error-event")
    if isinstance(stated, str):
        return stated
    for each in variants:
        event = resolve_ref(document, each["properties"].get("event")).node
        while isinstance(event, dict) and len(event.get("allOf") or ()) == 1:
            event = resolve_ref(document, event["allOf"][0]).node
        if ERROR_EVENT in stated_values(event):
            return ERROR_EVENT
    return ""


def _extension(node: JsonObject, name: str, key: str) -> Any:
    value = node.get(name)
    return value.get(key) if isinstance(value, dict) else None
