"""The bodies of webhooks and callbacks, which the server sends. Each is an `ir.WebhookPayload`."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import BuildContext
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.webhook_events import EventProperty, event_properties
from specloop.text_format import end_sentence


def build_webhook_payloads(context: BuildContext) -> Iterator[ir.WebhookPayload]:
    """Build an `ir.WebhookPayload` for each webhook and callback that has a JSON body."""
    events = event_properties(context.document)
    for operation, media in _json_payloads(context):
        event = events.get((*media.pointer, "schema"), EventProperty())
        texts = [str(operation.node.get(key) or "").strip() for key in ("summary", "description")]
        notes = context.type_notes((*media.pointer, "schema"))
        yield ir.WebhookPayload(
            webhook=operation.path,
            type=context.type_of(media),
            doc=docstrings.append_sentences(" ".join(map(end_sentence, texts)), notes),
            key=event.key,
            values=event.values,
        )


def _json_payloads(context: BuildContext) -> Iterator[tuple[Operation, Resolved]]:
    """Yield each webhook and callback with a JSON body, and its preferred Media Type Object."""
    for operation in context.inlined.webhooks.values():
        contents = content_of(context.document, operation.body) if operation.body else {}
        for media_type in order_by_preference(contents)[:1]:
            media = contents[media_type]
            if body_kind(media_type, context.schema(media)) is BodyKind.JSON:
                yield operation, media
