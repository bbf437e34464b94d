"""Media types of responses that are streams -> the type of their items, and how a stream ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import ir
from specloop.codegen.build_context import BuildContext
from specloop.codegen.type_mapping import ANY_TYPE
from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.media_types import EVENT_FIELDS, essence, is_stream
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema_facts import non_null_types, stated_values

ERROR_EVENT = "error"


def build_streams(context: BuildContext, operation: Operation) -> tuple[ir.StreamContent, ...]:
    """Build the streams among the success responses of an operation."""
    found: dict[str, ir.StreamContent] = {}
    for status, response in operation.responses.items():
        if status[0] == "2" or (status == "default" and len(operation.responses) == 1):
            for media_type, media in content_of(context.document, response).items():
                if is_stream(media_type) and media_type not in found:
                    found[media_type] = _build_stream(context, operation, media_type, media)
    return tuple(found.values())


def _build_stream(context: BuildContext, operation: Operation, media_type: str, media: Resolved) -> ir.StreamContent:
    keyword = "itemSchema" if "itemSchema" in media.node else "schema"
    schema = _resolve(context, media.node.get(keyword))
    parsed = context.parsed_type((*media.pointer, keyword))
    type_ = ANY_TYPE if parsed is None else context.types.of(parsed)
    if keyword == "schema" and _is_array(schema) and type_.item is not None:
        type_ = type_.item  # OpenAPI 3.2, 4.14.3: `schema` describes the whole content as an array
        schema = _resolve(context, schema.get("items"))
    variants = list(_variants(context, schema))
    is_event = essence(media_type) == "text/event-stream" and bool(variants) and all(map(_is_event, variants))
    options: dict[str, object] = {}
    if is_event:
        options["is_event"] = True
    if sentinel := _sentinel(operation, media, _values(context, schema)):
        options["sentinel"] = sentinel
    if error_event := _error_event(media, variants if is_event else []):
        options["error_event"] = error_event
    return ir.StreamContent(
        media_type, type_, tuple((PythonIdentifier(name, ""), value) for name, value in options.items())
    )


def _resolve(context: BuildContext, schema: Any) -> JsonObject:
    node = resolve_ref(context.document, schema).node
    return node if isinstance(node, dict) else {}


def _is_array(schema: JsonObject) -> bool:
    return non_null_types(schema) == ["array"]


def _values(context: BuildContext, schema: JsonObject) -> Iterator[JsonObject]:
    """Return the schemas of which an item fits one."""
    variants = [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]
    if not variants:
        yield schema
    for each in variants:
        yield _resolve(context, each)


def _variants(context: BuildContext, schema: JsonObject) -> Iterator[JsonObject]:
    """Return those among them that are objects."""
    return (each for each in _values(context, schema) if "properties" in each)


def _is_event(schema: JsonObject) -> bool:
    return "data" in schema["properties"] and schema["properties"].keys() <= EVENT_FIELDS


def _sentinel(operation: Operation, media: Resolved, values: Iterator[JsonObject]) -> str | None:
    """Return the text that ends a stream: an extension says it, or a constant among the variants of an item."""
    stated = (
        _extension(media.node, "x-stream", "sentinel"),
        media.node.get("x-speakeasy-sse-sentinel"),
        operation.node.get("x-speakeasy-sse-sentinel"),
        _extension(operation.node, "x-stream", "sentinel"),
        _extension(operation.node, "x-fern-streaming", "terminator"),
    )
    constants = (each["const"] for each in values if isinstance(each.get("const"), str))
    return next((each for each in (*stated, *constants) if isinstance(each, str) and each), None)


def _error_event(media: Resolved, variants: list[JsonObject]) -> str | None:
    stated = _extension(media.node, "x-stream", "error-event")
    if isinstance(stated, str):
        return stated
    for each in variants:
        event = each["properties"].get("event")
        if isinstance(event, dict) and ERROR_EVENT in stated_values(event)[:1]:
            return ERROR_EVENT
    return None


def _extension(node: JsonObject, name: str, key: str) -> object:
    value = node.get(name)
    return value.get(key) if isinstance(value, dict) else None
