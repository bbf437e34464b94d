"""Read how an OpenAPI document describes a streaming response.

The description contains the schema of an item, the text that ends the stream, and the event that reports an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import EVENT_FIELDS, EVENT_STREAM, essence
from specloop.openapi.operations import Operation, content_of, parameter_schema
from specloop.openapi.schema_facts import has_flag, merge_schemas, non_null_types, stated_values
from specloop.openapi.schema_keywords import ASSERTIONS, UNION_KEYWORDS

ERROR_EVENT = "error"

STREAM_FLAG = "stream"
"""The conventional name of the parameter or property that requests a stream instead of a single response."""


class StreamItems(NamedTuple):
    """Description of the items of a streaming response, such as their schema and the text that ends the stream."""

    keyword: str
    """The keyword of the Media Type Object that holds the schema: `itemSchema` or `schema`."""
    is_array: bool
    """Whether the schema describes the content as one array of items (OpenAPI 3.2, 4.14.3)."""
    schema: JsonPointer | None
    """The pointer to the schema of one item; None if the document has no such schema."""
    is_event: bool
    """Whether an item is a whole event (`data`, `event`, `id`, `retry`), and not only the event's data."""
    has_json_data: bool
    """Whether the data of a whole event may be a JSON text, because its schema allows other types than string."""
    sentinel: str
    """The text that ends the stream; empty if the stream has no such text."""
    error_event: str
    """The value of the `event` field in an event that reports an error; empty if the stream has no such event."""


def stream_items(document: JsonObject, operation: JsonObject, media_type: str, media: Resolved) -> StreamItems:
    """Read the description of a stream's items, such as their schema and the text that ends the stream.

    Args:
        document: The document.
        operation: The Operation Object, whose extensions may contain the text that ends the stream.
        media_type: The media type in the document.
        media: The Media Type Object in the document.
    """
    keyword = "itemSchema" if "itemSchema" in media.node else "schema"
    found = _unwrap(document, media.node.get(keyword), (*media.pointer, keyword))
    is_array = keyword == "schema" and non_null_types(found.node) == ["array"]
    if is_array:
        found = _unwrap(document, found.node.get("items"), (*found.pointer, "items"))
    schema: JsonObject = found.node if isinstance(found.node, dict) else {}
    values = [*_union_variants(document, _merge_parts(document, schema), set())]
    objects = [each for each in values if isinstance(each.get("properties"), dict)]
    is_event = essence(media_type) == EVENT_STREAM and _are_events(objects)
    data = [[*_union_variants(document, _data_schema(document, each), set())] for each in objects if is_event]
    return StreamItems(
        keyword,
        is_array,
        None if found.node is None else found.pointer,
        is_event,
        is_event and any(_has_json_data(document, each) for each in objects),
        _sentinel(operation, media, [values, *data]),
        _error_event(document, media, objects if is_event else []),
    )


def streams_by_default(document: JsonObject, operation: Operation) -> bool:
    """Return whether the server sends a stream to a client that does not set the parameter or body property `stream`.

    This is the case if `stream` is optional and its schema has `default: true`.
    """
    flags = [
        parameter_schema(document, each).node
        for each in operation.parameters
        if each.node["name"] == STREAM_FLAG and each.node["in"] != "path" and each.node.get("required") is not True
    ]
    for media in content_of(document, operation.body).values() if operation.body else ():
        node = resolve_ref(document, media.node.get("schema")).node
        body = _merge_parts(document, node) if isinstance(node, dict) else {}
        if STREAM_FLAG not in (body.get("required") or ()):
            flags.append((body.get("properties") or {}).get(STREAM_FLAG))
    return any(has_flag(document, each, "default") for each in flags)


def _union_variants(document: JsonObject, schema: JsonObject, seen: set[int]) -> Iterator[JsonObject]:
    """Yield each schema in `oneOf` and `anyOf`, at any depth, merged with the other keywords of `schema`.

    Yield `schema` itself if it has neither keyword. `seen` holds the `id()` of each schema to skip: those already read.
    """
    variants = [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]
    if not variants:
        yield schema
    rest = {keyword: value for keyword, value in schema.items() if keyword not in UNION_KEYWORDS}
    for each in variants:
        node = resolve_ref(document, each).node
        if isinstance(node, dict) and id(node) not in seen:
            seen.add(id(node))
            yield from _union_variants(document, merge_schemas(rest, _merge_parts(document, node)), seen)


def _unwrap(document: JsonObject, node: Any, pointer: JsonPointer) -> Resolved:
    """Follow `$ref`s to the schema that is meant. An `allOf` with a single subschema is followed like a `$ref`.

    A schema with further validation keywords is returned instead of the subschema of its `allOf`.
    """
    found, seen = resolve_ref(document, node, pointer), set[JsonPointer]()
    while isinstance(found.node, dict) and found.pointer not in seen:
        seen.add(found.pointer)
        parts = found.node.get("allOf")
        if not (isinstance(parts, list) and len(parts) == 1 and found.node.keys() & ASSERTIONS == {"allOf"}):
            break
        found = resolve_ref(document, parts[0], (*found.pointer, "allOf", 0))
    return found


def _merge_parts(document: JsonObject, schema: JsonObject) -> JsonObject:
    """Merge a schema with its `allOf`, recursively, into one schema without `allOf`. Each part is merged once."""
    merged: JsonObject = {}
    unread, seen = [schema], {id(schema)}
    while unread:
        part = unread.pop()
        merged = merge_schemas({keyword: value for keyword, value in part.items() if keyword != "allOf"}, merged)
        for each in reversed(part.get("allOf") or ()):
            node = resolve_ref(document, each).node
            if isinstance(node, dict) and id(node) not in seen:
                seen.add(id(node))
                unread.append(node)
    return merged


def _are_events(objects: list[JsonObject]) -> bool:
    """Return whether object schemas describe whole server-sent events, and not only the JSON in the field `data`.

    They do if all properties are event fields, each schema has `data` or `event`, and at least one has `data`.
    """
    properties = [each["properties"].keys() for each in objects]
    has_fields = all(each <= EVENT_FIELDS and not each.isdisjoint({"data", "event"}) for each in properties)
    return has_fields and any("data" in each for each in properties)


def _has_json_data(document: JsonObject, event: JsonObject) -> bool:
    """Return whether the schema of a server-sent event allows JSON other than a string as its `data`."""
    data = _data_schema(document, event)
    values = [*stated_values(data)]
    types = {"string"} if values and all(isinstance(each, str) for each in values) else {*non_null_types(data)}
    return bool(data.keys() & ASSERTIONS) and types != {"string"}


def _data_schema(document: JsonObject, event: JsonObject) -> JsonObject:
    node = resolve_ref(document, event["properties"].get("data")).node
    return _merge_parts(document, node) if isinstance(node, dict) else {}


def _sentinel(operation: JsonObject, media: Resolved, unions: list[list[JsonObject]]) -> str:
    """Return the text that ends a stream, such as `[DONE]`. Return "" if the document does not define one.

    The text is in an extension such as `x-stream`, or it is the only variant of a union that is a constant.
    """
    stated = (
        _extension(media.node, "x-stream", "sentinel"),
        media.node.get("x-speakeasy-sse-sentinel"),
        operation.get("x-speakeasy-sse-sentinel"),
        _extension(operation, "x-stream", "sentinel"),
        _extension(operation, "x-fern-streaming", "terminator"),
    )
    listed = ([stated_values(each)[0] for each in union if len(stated_values(each)) == 1] for union in unions)
    constants = (each[0] for union, each in zip(unions, listed, strict=True) if len(each) == 1 and len(union) > 1)
    return next((each for each in (*stated, *constants) if isinstance(each, str) and each), "")


def _error_event(document: JsonObject, media: Resolved, variants: list[JsonObject]) -> str:
    stated = _extension(media.node, "x-stream", "error-event")
    if isinstance(stated, str):
        return stated
    for each in variants:
        event = resolve_ref(document, each["properties"].get("event")).node
        if isinstance(event, dict) and ERROR_EVENT in stated_values(_merge_parts(document, event)):
            return ERROR_EVENT
    return ""


def _extension(node: JsonObject, name: str, key: str) -> Any:
    value = node.get(name)
    return value.get(key) if isinstance(value, dict) else None
