"""The webhooks and callbacks of a contract in -> what the server sends to those who listen out."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.codegen import docstrings, ir
from specloop.codegen.build_context import Reading
from specloop.codegen.escaping import sentence
from specloop.openapi.media_types import Kind, kind_of, preferred
from specloop.openapi.operations import contents


def payloads(reading: Reading) -> Iterator[ir.Payload]:
    """Give what webhooks and callbacks send as JSON; a client calls none of them, but can read what they send."""
    for name, source in reading.digest.hooks.items():
        if source.body is None:
            continue
        found = contents(reading.document, source.body)
        for media_type in preferred(found)[:1]:
            media = found[media_type]
            if kind_of(media_type, reading.schema(media)) is Kind.JSON:
                said = [str(source.operation.get(key) or "").strip() for key in ("summary", "description")]
                text = docstrings.beside(" ".join(map(sentence, said)), reading.told((*media.pointer, "schema")))
                yield ir.Payload(source.operation.get("operationId") or source.path or name, reading.of(media), text)
