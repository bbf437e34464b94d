"""The bodies of webhooks and callbacks, which the server sends. Each is an `ir.WebhookPayload`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import BuildContext
from specloop.openapi.json_pointer import JsonObject, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import content_of
from specloop.text_format import end_sentence

EVENT_KEYS = ("type", "event", "event_type", "eventType", "event_name", "kind", "topic", "name", "action")
"""The names of properties that conventionally state which event a payload reports."""

MAX_PAYLOAD_PARTS_DEPTH = 8
"""The largest depth of nested `allOf` keywords in which properties of a webhook's payload are searched."""


def build_webhook_payloads(context: BuildContext) -> Iterator[ir.WebhookPayload]:
    """Build an `ir.WebhookPayload` for each webhook and callback that has a JSON body."""
    for name, operation in context.inlined.webhooks.items():
        if operation.body is None:
            continue
        found = content_of(context.document, operation.body)
        for media_type in order_by_preference(found)[:1]:
            media = found[media_type]
            if body_kind(media_type, context.schema(media)) is BodyKind.JSON:
                key, values = _event_type_property(context.document, context.schema(media))
                texts = [str(operation.node.get(key) or "").strip() for key in ("summary", "description")]
                notes = context.type_notes((*media.pointer, "schema"))
                yield ir.WebhookPayload(
                    webhook=operation.operation_id or operation.path or name,
                    type=context.type_of(media),
                    doc=docstrings.append_sentences(" ".join(map(end_sentence, texts)), notes),
                    key=key,
                    values=values,
                )


def _event_type_property(document: JsonObject, schema: Any) -> tuple[str | None, tuple[str, ...]]:
    """Return the name and the allowed values of the property that says which event a webhook's body reports.

    The names in EVENT_KEYS are tried in order. Return (None, ()) if no such property has a `const` or `enum` of
    strings.
    """
    properties: dict[str, Any] = {}
    for each in _all_of_schemas(document, schema):
        properties = {**(each.get("properties") or {}), **properties}
    for key in EVENT_KEYS:
        stated = [each for each in _all_of_schemas(document, properties.get(key)) if each.keys() & {"const", "enum"}]
        node = stated[0] if stated else {}
        values = [node["const"]] if "const" in node else node.get("enum") or []
        if values and all(isinstance(value, str) for value in values):
            return key, tuple(values)
    return None, ()


def _all_of_schemas(document: JsonObject, schema: Any, depth: int = 0) -> Iterator[JsonObject]:
    """Yield a schema and, recursively, the subschemas of its `allOf`, with each `$ref` resolved.

    `depth` counts the `allOf` keywords around the schema. The recursion ends at MAX_PAYLOAD_PARTS_DEPTH.
    """
    node = resolve_ref(document, schema).node
    if isinstance(node, dict) and depth < MAX_PAYLOAD_PARTS_DEPTH:
        yield node
        for each in node.get("allOf") or []:
            yield from _all_of_schemas(document, each, depth + 1)
