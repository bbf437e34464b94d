"""A media type and the schema of what is sent in it -> how Python code holds a body of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.schema_facts import stated_types

EVENT_FIELDS = frozenset({"data", "event", "id", "retry", "comment"})
"""The fields of a server-sent event, as OpenAPI 3.2 names them in the schema of an item."""


class BodyKind(Enum):
    """How a body is held."""

    JSON = auto()
    """Models, lists, numbers: what its schema says."""
    FORM = auto()
    """The same, in pairs of names and values."""
    MULTIPART = auto()
    """The same, and files."""
    TEXT = auto()
    """A string."""
    MARKUP = auto()
    """Text in a format of its own, with an encoding of its own: bytes; a string will do to send it."""
    BYTES = auto()
    """Anything else."""


def body_kind(media_type: str, schema: JsonObject | None) -> BodyKind:
    """Say how a body is held.

    Args:
        media_type: As the contract has it; it may have parameters, and be a range (`image/*`).
        schema: The schema, references followed; None if there is none.
    """
    base = essence(media_type)
    if is_json(base) or (is_range(base) and not base.startswith(ONE_KIND) and is_structured(schema)):
        return BodyKind.JSON
    if base == "application/x-www-form-urlencoded":
        return BodyKind.FORM
    if base == "multipart/form-data":
        return BodyKind.MULTIPART
    if base.startswith("text/"):
        return BodyKind.TEXT
    return BodyKind.MARKUP if MARKUP.search(base) else BodyKind.BYTES


def raw_body_note(media_type: str, media: JsonObject, schema: JsonObject | None, *, sent: bool) -> str | None:
    """Say how a body is held that is given as it comes although the contract says more of it.

    Args:
        media_type: As the contract has it.
        media: Its media type object.
        schema: The schema, references followed; None if there is none.
        sent: Whether it is a request body: then forms are data, too.
    """
    kind = body_kind(media_type, schema)
    base = essence(media_type)
    if kind is BodyKind.JSON or (sent and kind in {BodyKind.FORM, BodyKind.MULTIPART}):
        return None
    held = "str" if kind is BodyKind.TEXT else "bytes"
    if not sent and is_stream(base):
        return None
    if "itemSchema" in media or base in SEQUENCES:
        return f"`{held}`, whole: its items are not told apart."
    if is_structured(schema):
        return f"`{held}`, as it comes: what is in it is not read."
    return None


SEQUENCES = (
    *("text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-seq"),
    *("application/geo+json-seq", "multipart/mixed"),
)
"""Media types of one item after another."""


STREAMS = frozenset(
    {
        *("text/event-stream", "application/jsonl", "application/json-lines", "application/x-jsonlines"),
        *("application/x-ndjson", "application/ndjson", "application/x-json-stream", "application/stream+json"),
        *("application/json-seq", "application/geo+json-seq"),
    }
)
"""Media types whose items a client returns as they arrive."""


def is_stream(media_type: str) -> bool:
    """Return whether a response in a media type is a stream of JSON items or of events."""
    return essence(media_type) in STREAMS


def essence(media_type: str) -> str:
    """Give a media type without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON."""
    return essence(media_type).endswith(("/json", "+json"))


def order_by_preference(media_types: Iterable[str]) -> list[str]:
    """Sort media types: JSON proper, JSON of a kind, the others; each as the contract has them."""

    def order(media_type: str) -> int:
        return 0 if essence(media_type) == "application/json" else 1 if is_json(media_type) else 2

    return sorted(media_types, key=order)


def is_range(media_type: str) -> bool:
    """Whether it stands for several media types: `image/*`."""
    return "*" in media_type


# Ranges in which there is no JSON.
ONE_KIND = ("image/", "audio/", "video/", "text/", "font/", "multipart/")
MARKUP = re.compile(r"[/+](xml|yaml|x-yaml|x-ndjson|ndjson|jsonl|json-seq|graphql|javascript|sql|toml)$|/xml-")


def is_structured(schema: JsonObject | None) -> bool:
    """Whether a schema can only be that of data."""
    if not schema:
        return False
    structures = {"object", "array", "integer", "number", "boolean"}
    is_typed = bool(structures.intersection(stated_types(schema)))
    return is_typed or bool(schema.keys() & {"properties", "items", "allOf", "anyOf", "oneOf", "enum"})
