"""Reader of the property by which the payload of a webhook or callback states its event type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import is_json
from specloop.openapi.operations import content_of, iter_webhooks
from specloop.openapi.schema_facts import stated_types

EVENT_KEYS = ("type", "event", "event_type", "eventType", "event_name", "kind", "topic", "name", "action")
"""The names of properties that conventionally state which event a payload reports."""

NAMED_EVENT_KEYS = ("event_type", "eventType", "event_name", "event")
"""Those of EVENT_KEYS that state the event type even if the document lists no values."""

SHARED_EVENT_KEYS = ("type", "topic")
"""Those of EVENT_KEYS that, without listed values, state the event type only if all payloads require them."""

MAX_PAYLOAD_PARTS_DEPTH = 8
"""The largest depth of nested `allOf` keywords in which properties of a webhook's payload are searched."""

MAX_PAYLOAD_UNION_DEPTH = 3
"""The largest depth of nested unions in which the event types of a webhook's payload are searched."""


class EventProperty(NamedTuple):
    """The property of a payload that states the event type.

    Attributes:
        key: The name of the property; None if the payload has no such property.
        values: The values that the document allows. If it allows any string, the property states the webhook's name.
    """

    key: str | None = None
    values: tuple[str, ...] = ()


def event_properties(document: JsonObject) -> dict[JsonPointer, EventProperty]:
    """Return, by the JSON Pointer of its schema, how each JSON payload of webhooks and callbacks states its event."""
    payloads = [
        Resolved(media.node.get("schema"), (*media.pointer, "schema"))
        for webhook in iter_webhooks(document)
        for media_type, media in (content_of(document, webhook.body) if webhook.body else {}).items()
        if is_json(media_type)
    ]
    found = {payload.pointer: _listed_values(document, payload.node) for payload in payloads}
    unlisted = [payload for payload in payloads if found[payload.pointer].key is None]
    kinds = {resolve_ref(document, payload.node, payload.pointer).pointer for payload in unlisted}
    required = [_required_strings(document, payload.node) for payload in unlisted] if len(kinds) > 1 else []
    shared = [key for key in SHARED_EVENT_KEYS if required and all(key in names for names in required)]
    return found | {payload.pointer: _any_value(document, payload.node, shared) for payload in unlisted}


def _listed_values(document: JsonObject, schema: Any, depth: int = 0) -> EventProperty:
    """Return the first property of EVENT_KEYS that has a `const` or `enum` of strings.

    For a union, it must be the same property in each variant; `depth` counts the unions around the schema.
    """
    properties = _properties(document, schema)
    for key in EVENT_KEYS:
        stated = [each for each in _all_of_schemas(document, properties.get(key)) if each.keys() & {"const", "enum"}]
        node = stated[0] if stated else {}
        values = [node["const"]] if "const" in node else node.get("enum") or []
        if values and all(isinstance(value, str) for value in values):
            return EventProperty(key, tuple(values))
    union = resolve_ref(document, schema).node
    variants = (union.get("oneOf") or union.get("anyOf") or []) if isinstance(union, dict) else []
    found = [_listed_values(document, each, depth + 1) for each in variants] if depth < MAX_PAYLOAD_UNION_DEPTH else []
    if len({each.key for each in found}) != 1:
        return EventProperty()
    return EventProperty(found[0].key, tuple(dict.fromkeys(value for each in found for value in each.values)))


def _any_value(document: JsonObject, schema: Any, shared: Sequence[str]) -> EventProperty:
    """Return the first property of NAMED_EVENT_KEYS and `shared` that is a string without listed values."""
    properties = _properties(document, schema)
    keys = (key for key in (*NAMED_EVENT_KEYS, *shared) if _is_text(document, properties.get(key)))
    return EventProperty(next(keys, None))


def _required_strings(document: JsonObject, schema: Any) -> set[str]:
    properties = _properties(document, schema)
    required = {name for each in _all_of_schemas(document, schema) for name in each.get("required") or []}
    return {key for key in SHARED_EVENT_KEYS if key in required and _is_text(document, properties.get(key))}


def _is_text(document: JsonObject, schema: Any) -> bool:
    """Return whether a schema allows any string: it may allow null, and it has no `format`."""
    parts = list(_all_of_schemas(document, schema))
    parts += [
        part for each in parts for variant in each.get("anyOf") or [] for part in _all_of_schemas(document, variant)
    ]
    return any("string" in stated_types(each) for each in parts) and not any("format" in each for each in parts)


def _properties(document: JsonObject, schema: Any) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for each in _all_of_schemas(document, schema):
        properties = {**(each.get("properties") or {}), **properties}
    return properties


def _all_of_schemas(document: JsonObject, schema: Any, depth: int = 0) -> Iterator[JsonObject]:
    """Yield a schema and, recursively, the subschemas of its `allOf`, with each `$ref` resolved.

    `depth` counts the `allOf` keywords around the schema. The recursion ends at MAX_PAYLOAD_PARTS_DEPTH.
    """
    node = resolve_ref(document, schema).node
    if isinstance(node, dict) and depth < MAX_PAYLOAD_PARTS_DEPTH:
        yield node
        for each in node.get("allOf") or []:
            yield from _all_of_schemas(document, each, depth + 1)
