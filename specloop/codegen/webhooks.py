"""The webhooks and callbacks of a contract in -> what the server sends to those who listen out."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import Reading
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import content_of
from specloop.text_format import end_sentence


def payloads(reading: Reading) -> Iterator[ir.Payload]:
    """Give what webhooks and callbacks send as JSON; a client calls none of them, but can read what they send."""
    for name, source in reading.digest.webhooks.items():
        if source.body is None:
            continue
        found = content_of(reading.document, source.body)
        for media_type in order_by_preference(found)[:1]:
            media = found[media_type]
            if body_kind(media_type, reading.schema(media)) is BodyKind.JSON:
                said = [str(source.node.get(key) or "").strip() for key in ("summary", "description")]
                text = docstrings.beside(" ".join(map(end_sentence, said)), reading.told((*media.pointer, "schema")))
                yield ir.Payload(source.node.get("operationId") or source.path or name, reading.of(media), text)
