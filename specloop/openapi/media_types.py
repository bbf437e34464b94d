"""Classification of media types. It decides, for example, whether a body is JSON, a form or a stream."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import Any

from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.schema_facts import stated_types

ANY_MEDIA_TYPE = "*/*"
EVENT_STREAM = "text/event-stream"
EVENT_FIELDS = frozenset({"data", "event", "id", "retry", "comment"})
"""The fields of a server-sent event; an `itemSchema` (OpenAPI 3.2) describes them as properties."""


class BodyKind(Enum):
    """The format of a body. It determines the Python type by which the client represents the body."""

    JSON = auto()
    """Models, lists and scalars, as the body's schema describes them."""
    FORM = auto()
    """Models, lists and scalars, encoded as pairs of names and values."""
    MULTIPART = auto()
    """Models, lists and scalars, and also files."""
    TEXT = auto()
    """A string."""
    MARKUP = auto()
    """A text format that declares its own encoding, such as XML: responses are bytes, requests are bytes or text."""
    BYTES = auto()
    """Bytes, for all media types to which no other kind applies."""


def body_kind(media_type: str, schema: Any) -> BodyKind:
    """Return the BodyKind of a body with this media type and schema.

    Args:
        media_type: The media type in the document, with any parameters; it may be a range (`image/*`).
        schema: The schema of the body, with references followed; None if the body has no schema.
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


def raw_body_note(media_type: str, media: JsonObject, schema: Any, *, sent: bool) -> str | None:
    """Return a note for the user if the client does not convert a body by its schema. Otherwise, return None.

    For example, the client returns an XML response as bytes, even if its schema is an object.

    Args:
        media_type: The media type in the document.
        media: The Media Type Object.
        schema: The schema of the body, with references followed; None if the body has no schema.
        sent: True for a request body, False for a response body.
    """
    kind = body_kind(media_type, schema)
    base = essence(media_type)
    if kind is BodyKind.JSON and "itemSchema" in media and "schema" not in media:
        return "`Any` as a whole: its items are not decoded."
    # The client encodes forms in requests, but does not decode forms in responses.
    if kind is BodyKind.JSON or (sent and kind in {BodyKind.FORM, BodyKind.MULTIPART}):
        return None
    held = "str" if kind is BodyKind.TEXT else "bytes"
    if not sent and is_stream(base):
        return None
    if "itemSchema" in media or is_sequence(base):
        return f"`{held}` as a whole: its items are not decoded."
    is_value = kind is BodyKind.TEXT and stated_types(schema) in TEXT_TYPES
    if is_structured(schema) and not is_value:
        return f"`{held}`, unchanged: its content is not decoded."
    return None


TEXT_TYPES = (["boolean"], ["integer"], ["number"])
"""The types of schemas for which the client reads and writes plain text as a value."""

STREAMS = frozenset(
    {
        *(EVENT_STREAM, "application/jsonl", "application/json-lines", "application/x-jsonlines"),
        *("application/x-ndjson", "application/ndjson", "application/x-json-stream", "application/stream+json"),
        *("application/json-seq", "application/geo+json-seq"),
    }
)
"""Media types of streams, whose items the client returns one by one as they arrive."""

STREAM_SUFFIXES = ("+json-seq", "+jsonl", "+ndjson", "+x-ndjson")


def is_stream(media_type: str) -> bool:
    """Return whether a media type denotes a stream of JSON items or of server-sent events.

    Types with a suffix such as `+json-seq` are streams, too.
    """
    base = essence(media_type)
    return base in STREAMS or base.endswith(STREAM_SUFFIXES)


def is_sequence(media_type: str) -> bool:
    """Return whether a media type denotes a sequence of items: a stream, or the parts of `multipart/mixed`."""
    return is_stream(media_type) or essence(media_type) == "multipart/mixed"


def essence(media_type: str) -> str:
    """Return the essence of a media type: the media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


_MEDIA_TYPE_PARAMETER = re.compile(r';\s*([^\s=;]+)=("(?:[^"\\]|\\.)*"|[^;]*)')


def parameters(media_type: str) -> dict[str, str]:
    """Return the parameters of a media type, such as `charset`: a mapping from name in lower case to unquoted value."""
    return {name.lower(): _unquote(value.strip()) for name, value in _MEDIA_TYPE_PARAMETER.findall(media_type)}


def _unquote(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if len(value) > 1 and value[0] == value[-1] == '"' else value


def without_charset(media_type: str) -> str:
    """Return a media type without its charset, in lower case and with sorted parameters.

    For example, `Text/Plain; charset=utf-8` becomes `text/plain`.
    """
    # Media types that are equal by RFC 9110, 8.3.1, have the same result.
    kept = sorted(f"{name}={value}" for name, value in parameters(media_type).items() if name != "charset")
    return "; ".join([essence(media_type), *kept])


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON: `application/json`, or a type with the suffix `+json`."""
    return essence(media_type).endswith(("/json", "+json"))


def order_by_preference(media_types: Iterable[str]) -> list[str]:
    """Sort media types: first `application/json`, then other JSON types, then all others.

    Media types in the same group stay in their order.
    """

    def order(media_type: str) -> int:
        return 0 if essence(media_type) == "application/json" else 1 if is_json(media_type) else 2

    return sorted(media_types, key=order)


def is_range(media_type: str) -> bool:
    """Return whether a media type is a range such as `image/*`."""
    return "*" in media_type


# The prefixes of media type ranges that contain no JSON type.
ONE_KIND = ("image/", "audio/", "video/", "text/", "font/", "multipart/")
MARKUP = re.compile(r"[/+](xml|yaml|x-yaml|x-ndjson|ndjson|jsonl|json-seq|graphql|javascript|sql|toml)$|/xml-")


def is_structured(schema: Any) -> bool:
    """Return whether a schema describes more than plain text or bytes: for example, an object, a list or a number.

    Return False if there is no schema.
    """
    if not isinstance(schema, dict):
        return False
    structures = {"object", "array", "integer", "number", "boolean"}
    is_typed = bool(structures.intersection(stated_types(schema)))
    parts = [each for keyword in ("allOf", "anyOf", "oneOf") for each in schema.get(keyword) or [] if each]
    return (
        is_typed
        or bool(schema.keys() & {"properties", "items", "enum"})
        or any("$ref" in each or is_structured(each) for each in parts if isinstance(each, dict))
    )


def part_media_types(document: JsonObject, media_type: str, media: Resolved) -> dict[str, str]:
    """Return the media type of each form property for which the form's `encoding` declares one, by property name.

    Omit a media type that makes no difference to the request, such as `application/json` for an object.

    Args:
        document: The document.
        media_type: The media type of the form.
        media: The Media Type Object of the form.
    """
    schema = resolve_ref(document, media.node.get("schema")).node
    properties = schema.get("properties") if isinstance(schema, dict) else None
    found: dict[str, str] = {}
    for name, encoding in (media.node.get("encoding") or {}).items():
        stated = str(encoding.get("contentType", "")).partition(",")[0].strip()
        part = resolve_ref(document, (properties or {}).get(name)).node
        # An object is JSON anyway. In a form without parts, nothing else depends on the media type.
        is_default = stated.lower() == "application/json" and stated_types(part) == ["object"]
        has_effect = essence(media_type) == "multipart/form-data" or (
            is_json(stated) and not encoding.keys() & {"style", "explode"}
        )
        if stated and has_effect and not is_default and not is_range(stated):
            found[name] = stated
    return found
