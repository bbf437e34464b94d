"""Webhooks and callbacks -> ir.WebhookPayload."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import BuildContext
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import content_of
from specloop.text_format import end_sentence


def build_webhook_payloads(context: BuildContext) -> Iterator[ir.WebhookPayload]:
    """Return the JSON bodies of webhooks and callbacks. A client does not send them, but can decode them."""
    for name, operation in context.inlined.webhooks.items():
        if operation.body is None:
            continue
        found = content_of(context.document, operation.body)
        for media_type in order_by_preference(found)[:1]:
            media = found[media_type]
            if body_kind(media_type, context.schema(media)) is BodyKind.JSON:
                texts = [str(operation.node.get(key) or "").strip() for key in ("summary", "description")]
                notes = context.type_notes((*media.pointer, "schema"))
                yield ir.WebhookPayload(
                    webhook=operation.node.get("operationId") or operation.path or name,
                    type=context.type_of(media),
                    doc=docstrings.append_sentences(" ".join(map(end_sentence, texts)), notes),
                )
