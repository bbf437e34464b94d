"""Bodies of mock responses that are not JSON: encoded streams and sample files.

The module also negotiates the media type of a response.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from specloop.mock.request_checks import covers
from specloop.openapi.media_types import EVENT_FIELDS, EVENT_STREAM, essence, is_range

STREAM_ITEMS = 10
SAMPLE_BYTES = 1024

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
SAMPLES = {
    "image/png": PNG,
    "image/gif": GIF,
    "application/zip": EMPTY_ZIP,
    "text/html": b"<!doctype html><title>Sample</title>\n",
}
CONCRETE = {
    "image/*": "image/png",
    "text/*": "text/plain",
    "audio/*": "audio/mpeg",
    "video/*": "video/mp4",
    "font/*": "font/woff2",
}
FILE_EXTENSIONS = {
    "application/json": "json",
    "text/csv": "csv",
    "text/plain": "txt",
    "image/png": "png",
    "application/pdf": "pdf",
    "application/zip": "zip",
}


def negotiate(accept: str, documented: Sequence[str]) -> str | None:
    """Return the documented media type that an Accept header prefers. Return None if it accepts no documented type."""
    named = {essence(each) for each in accept.split(",")}
    qualities = {
        each: (_quality(accept, essence(each)), essence(each) in named, not is_range(each)) for each in documented
    }
    best = max(documented, key=qualities.__getitem__, default=None)  # the first one, if several are as good
    return best if best is not None and qualities[best][0] > 0 else None


def _quality(accept: str, documented: str) -> float:
    """Return the weight that an Accept header gives to a media type or range, as RFC 9110, 12.5.1 defines it."""
    found = (-1, 0.0)
    for part in accept.split(",") if accept.strip() else ["*/*"]:
        given, *parameters = (each.strip() for each in part.split(";"))
        given = given.lower()
        if not (covers(given, documented) or (is_range(documented) and covers(documented, given))):
            continue
        quality = next((each[2:] for each in parameters if each.lower().startswith("q=")), "1")
        try:
            found = max(found, (2 - given.count("*"), float(quality)))
        except ValueError:
            found = max(found, (2 - given.count("*"), 1.0))
    return found[1]


def concrete(documented: str, wanted: str, *, is_structured: bool = False) -> str:
    """Return the media type to send for a documented media type, which may be a range such as `image/*`.

    For a range, return `wanted` if the range includes it, or else a default, such as `image/png`.

    Args:
        documented: The documented media type or range. If it is not a range, it is returned unchanged.
        wanted: The media type that the caller asks for; "" for none.
        is_structured: Whether the body is a JSON value. The default for `*/*` and `application/*` is then JSON.
    """
    if not is_range(documented):
        return documented
    if wanted and covers(essence(documented), essence(wanted)):
        return wanted
    if is_structured and essence(documented) in {"*/*", "application/*"}:
        return "application/json"
    if essence(documented).startswith("application/*+"):
        return f"application/{essence(documented).rpartition('+')[2]}"
    return CONCRETE.get(essence(documented), "application/octet-stream")


def sample(media_type: str, number: int) -> bytes:
    """Return a small sample body of a media type. `number` varies the content of text and data, but not of images."""
    base = essence(media_type)
    if base in SAMPLES:
        return SAMPLES[base]
    if base == "text/csv":
        return f"number,text\n{number},first\n{number + 1},second\n".encode()
    if base.endswith(("/xml", "+xml")):
        return f'<?xml version="1.0"?>\n<value number="{number}"/>\n'.encode()
    if base.startswith("text/"):
        return f"text {number}\n".encode()
    if "yaml" in base:
        return f"number: {number}\n".encode()
    return b"".join(hashlib.sha256(f"{number} {part}".encode()).digest() for part in range(SAMPLE_BYTES // 32))


def filename(path: str, media_type: str) -> str:
    """Return the file name for a downloaded body, such as `7.png` for the path `/images/7` and the type `image/png`."""
    stem = (
        "".join(
            character for character in path.rstrip("/").rpartition("/")[2] if character.isalnum() or character in "-_."
        )
        or "download"
    )
    extension = FILE_EXTENSIONS.get(essence(media_type), "bin")
    return stem if stem.endswith(f".{extension}") else f"{stem}.{extension}"


def encode_stream(
    media_type: str, items: Sequence[Any], *, has_whole_events: bool, first_number: int = 1
) -> Iterator[bytes]:
    """Yield the bytes of each item of a stream, in the format of its media type.

    Args:
        media_type: The type for server-sent events or JSON text sequences. For any other, the format is JSON Lines.
        items: The items.
        has_whole_events: Whether each item is an object with the fields of a server-sent event, and not only its data.
        first_number: The number of the first item. The numbers become the ids of events.
    """
    base = essence(media_type)
    for number, item in enumerate(items, start=first_number):
        if base == EVENT_STREAM:
            yield _event(number, item, is_whole=has_whole_events)
        elif base.endswith("json-seq"):
            yield b"\x1e" + _json(item) + b"\n"
        else:
            yield _json(item) + b"\n"


def encode_sentinel(media_type: str, text: str) -> bytes:
    """Encode the text that marks the end of a stream, in the same format as the stream's items."""
    if essence(media_type) == EVENT_STREAM:
        return f"data: {text}\n\n".encode()
    return next(encode_stream(media_type, [text], has_whole_events=False))


def _event(number: int, item: Any, *, is_whole: bool) -> bytes:
    """Encode a server-sent event.

    If `is_whole` is true, `item` is an object with the event's fields. Otherwise, `item` is the event's data, and
    `number` becomes its id.
    """
    is_whole = is_whole and isinstance(item, dict) and item.keys() <= EVENT_FIELDS
    fields: dict[str, Any] = item if is_whole else {"id": number, "data": item}
    lines = []
    for name in ("event", "id", "retry", "data"):
        if name in fields:
            value = fields[name]
            text = value if isinstance(value, str) else _json(value).decode()
            lines += [f"{name}: {line}" for line in text.split("\n")]
    return ("\n".join(lines) + "\n\n").encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
