"""Splitting of recorded streams into items: server-sent events, JSON Lines or JSON text sequences.

Sources: the event stream format of the WHATWG HTML standard (section 9.2.6), JSON Lines, and RFC 7464.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

from specloop.openapi.media_types import essence

_LINE_END = re.compile(r"\r\n|\n|\r")
_RECORD_SEPARATOR = "\x1e"


def split_events(content: bytes) -> Iterator[dict[str, Any]]:
    """Split a `text/event-stream` into events, each with its fields, such as `data` and `event`.

    An incomplete last event is discarded, as the HTML standard requires.
    """
    data: list[str] = []
    fields: dict[str, Any] = {}
    for line in _LINE_END.split(_decode_text(content))[:-1]:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                yield {"data": "\n".join(data), **fields}
            data, fields = [], {}
        elif name == "data":
            data.append(value)
        elif (name == "event" and value) or (name == "id" and "\0" not in value):
            fields[name] = value
        elif name == "retry" and value.isascii() and value.isdigit() and len(value) <= 18:  # noqa: PLR2004 - 64 bits
            fields[name] = int(value)


def split_texts(media_type: str, content: bytes, charset: str = "") -> Iterator[tuple[str, bool]]:
    """Split a recorded stream of JSON Lines or of a JSON text sequence into JSON texts.

    Yield each text, and whether it is certainly complete: the recording may end within the last text.

    Args:
        media_type: The media type. If it ends in `json-seq`, the content is a JSON text sequence.
        content: The content of the stream.
        charset: The parameter of the recorded Content-Type; "" if it has none. It is used only if the content is not in
            UTF-8.
    """
    text = _decode_text(content, charset)
    is_sequence = essence(media_type).endswith("json-seq")
    pieces = text.split(_RECORD_SEPARATOR) if is_sequence else _LINE_END.split(text)
    is_ended = text.rstrip(" \t").endswith(("\n", "\r"))
    for number, piece in enumerate(pieces, start=1):
        if stripped := piece.strip():
            yield stripped, is_ended or number < len(pieces)


def _decode_text(content: bytes, charset: str = "") -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = None
    if charset and (text is None or "\0" in text):
        with contextlib.suppress(LookupError, UnicodeError):  # A charset that Python does not know is read as UTF-8.
            return content.decode(charset, "replace").removeprefix("\ufeff")
    return (content.decode("utf-8", "replace") if text is None else text).removeprefix("\ufeff")
