"""The webhooks and callbacks of a contract in -> what the server sends to those who listen out."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import model, prose
from pipeline.media import Kind, kind_of, preferred
from pipeline.operations import contents
from pipeline.reading import Reading
from pipeline.text import sentence


def payloads(reading: Reading) -> Iterator[model.Payload]:
    """Give what webhooks and callbacks send as JSON; a client calls none of them, but can read what they send."""
    for name, source in reading.digest.hooks.items():
        if source.body is None:
            continue
        found = contents(reading.document, source.body)
        for media_type in preferred(found)[:1]:
            media = found[media_type]
            if kind_of(media_type, reading.schema(media)) is Kind.JSON:
                said = [str(source.operation.get(key) or "").strip() for key in ("summary", "description")]
                text = prose.beside(" ".join(map(sentence, said)), reading.told((*media.pointer, "schema")))
                yield model.Payload(source.operation.get("operationId") or source.path or name, reading.of(media), text)
