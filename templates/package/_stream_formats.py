"""Decoders of stream formats: server-sent events, JSON Lines and JSON text sequences.

A body arrives in chunks of any size. Each decoder has two methods and does no I/O:

    feed(chunk)    returns the items that are complete after the chunk
    finish()       returns the items that are complete at the end of the stream

Sources: the WHATWG HTML standard (section 9.2.6), JSON Lines, and RFC 7464.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any, Final

__all__ = [
    "EventStreamDecoder",
    "ItemTooLarge",
    "JSONLinesDecoder",
    "JSONSequenceDecoder",
    "ServerSentEvent",
    "TextLines",
    "decoder_of",
    "encode_item",
    "recoder_of",
    "stream_format",
]

_RECORD_SEPARATOR: Final = b"\x1e"  # RFC 7464, section 2.1


_JSON_LINES: Final = re.compile(r".*[/+.](x-)?(jsonl|jsonlines|json-lines|ndjson)|.*/(x-json-stream|stream\+json)")
_JSON_SEQUENCE: Final = re.compile(r".*[/+]json-seq")


def stream_format(content_type: str) -> str:
    """Return the stream format of a media type: "events", "lines" or "sequence"; "" if it is no stream."""
    essence = content_type.partition(";")[0].strip().lower()
    if essence == "text/event-stream":
        return "events"
    if _JSON_SEQUENCE.fullmatch(essence):
        return "sequence"
    return "lines" if _JSON_LINES.fullmatch(essence) else ""


def decoder_of(format: str, limit: int | None) -> EventStreamDecoder | JSONLinesDecoder | JSONSequenceDecoder:  # noqa: A002 - see stream_format
    """Return a new decoder for a format of streams. `limit` is the maximum number of bytes in an item."""
    if format == "events":
        return EventStreamDecoder(limit)
    return JSONSequenceDecoder(limit) if format == "sequence" else JSONLinesDecoder(limit)


def encode_item(item: Any, format: str, *, is_event: bool) -> bytes:  # noqa: A002 - see stream_format
    """Encode JSON data as one item of a stream, for the fake API of tests.

    Args:
        item: The JSON data.
        format: The format of the stream: "events" (text/event-stream), "lines" (JSON Lines) or "sequence"
            (application/json-seq).
        is_event: True if `item` has the fields of a server-sent event; False if it is only the value of `data`.
    """
    if format != "events":
        return (b"\x1e" if format == "sequence" else b"") + json.dumps(item).encode() + b"\n"
    fields = item if is_event and isinstance(item, dict) else {"data": item}
    lines = []
    for name, value in fields.items():
        text = value if isinstance(value, str) else json.dumps(value)
        lines += [f"{name}: {line}\n" for line in re.split(r"\r\n|\r|\n", text)]
    return "".join([*lines, "\n"]).encode()


def recoder_of(charset: str | None) -> codecs.IncrementalDecoder | None:
    """Return an incremental decoder for the encoding `charset`, or None for UTF-8, which is also the default."""
    return None if charset in (None, "utf-8") else codecs.getincrementaldecoder(charset)("replace")


class ItemTooLarge(Exception):  # noqa: N818 - never leaves the package
    """One item of a stream is larger than the size limit of the decoder."""


class ServerSentEvent:
    """One event of a `text/event-stream`.

    Attributes:
        event: The `event` field, which is the event's type; "message" if the field is absent or empty.
        data: The `data` fields, joined by line feeds.
        id: The last event ID of the stream at this event; "" if no event had an id.
        retry: Milliseconds to wait before reconnecting; None if this event does not state them.
    """

    __slots__ = ("data", "event", "has_event", "has_id", "id", "retry")

    def __init__(self, event: str, data: str, id: str, retry: int | None) -> None:  # noqa: A002 - the field's name
        self.has_event = self.has_id = False  # whether the server sent these fields with this event
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry

    def __repr__(self) -> str:
        return f"ServerSentEvent(event={self.event!r}, data={self.data!r}, id={self.id!r}, retry={self.retry!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ServerSentEvent):
            return NotImplemented
        return (self.event, self.data, self.id, self.retry) == (other.event, other.data, other.id, other.retry)

    __hash__ = None  # type: ignore[assignment]


class _Lines:
    """Splitter of text that arrives in chunks into lines. It keeps an incomplete line until the next chunk.

    Args:
        limit: The maximum number of bytes in a line; None for no limit.
    """

    __slots__ = ("_after_cr", "_limit", "_parts", "_size")

    def __init__(self, limit: int | None) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._limit = limit
        self._after_cr = False

    def feed(self, chunk: bytes) -> list[bytes]:
        if not chunk:
            return []
        skip = self._after_cr and chunk[:1] == b"\n"  # The previous chunk ended with the first half of CRLF.
        self._after_cr = chunk.endswith(b"\r")
        if skip:
            chunk = chunk[1:]
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = chunk.split(b"\n")
        if lines:
            lines[0] = b"".join([*self._parts, lines[0]])
            self._parts, self._size = [], 0
        if rest:
            self._parts.append(rest)
            self._size += len(rest)
        if self._limit is not None and max(self._size, max(map(len, lines), default=0)) > self._limit:
            raise ItemTooLarge
        return lines

    def rest(self) -> bytes:
        line = b"".join(self._parts)
        self._parts, self._size = [], 0
        return line


class EventStreamDecoder:
    """Decoder of `text/event-stream`.

    Args:
        limit: The maximum number of bytes in an event; None for no limit.
        last_event_id: The last event ID before an interruption; "" for a new stream.

    Attributes:
        last_event_id: The last event ID after the last complete event, even if that event had no data.
        retry: Milliseconds to wait before reconnecting, from the last `retry` field; None if there was no such field.
    """

    __slots__ = (
        "_data",
        "_event",
        "_first",
        "_has_id",
        "_id",
        "_limit",
        "_lines",
        "_retry",
        "_size",
        "last_event_id",
        "retry",
    )

    def __init__(self, limit: int | None = None, last_event_id: str = "") -> None:
        self._lines = _Lines(limit)
        self._limit = limit
        self._first = True
        self._data: list[str] = []
        self._event = ""
        self._has_id = False
        self._size = 0
        self._retry: int | None = None
        self.last_event_id = self._id = last_event_id
        self.retry: int | None = None

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """Add a chunk of the body. Return the events that are now complete.

        Raises:
            ItemTooLarge: An event is larger than the limit.
        """
        events = []
        for line in self._lines.feed(chunk):
            if self._first:
                self._first = False
                line = line.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901 - the standard removes one byte order mark
            if line:
                self._add_field(line)
            elif (event := self._dispatch()) is not None:
                events.append(event)
        return events

    def finish(self) -> list[ServerSentEvent]:
        """Return an empty list, because the standard discards an incomplete event at the end of the stream."""
        return []

    def _add_field(self, line: bytes) -> None:
        self._size += len(line)
        if self._limit is not None and self._size > self._limit:
            raise ItemTooLarge
        if line.startswith(b"data: "):  # the most frequent line
            self._data.append(line[6:].decode("utf-8", "replace"))
            return
        name, _, raw = line.partition(b":")
        value = raw.removeprefix(b" ").decode("utf-8", "replace")
        if name == b"data":
            self._data.append(value)
        elif name == b"event":
            self._event = value
        elif name == b"id" and "\0" not in value:
            self._id = value
            self._has_id = True
        elif name == b"retry" and value.isascii() and value.isdigit() and len(value) <= 18:  # noqa: PLR2004 - 64 bits
            self.retry = self._retry = int(value)

    def _dispatch(self) -> ServerSentEvent | None:
        data, event, retry, has_id = self._data, self._event, self._retry, self._has_id
        self._data, self._event, self._retry, self._size, self._has_id = [], "", None, 0, False
        self.last_event_id = self._id
        if not data:
            return None
        text = data[0] if len(data) == 1 else "\n".join(data)
        result = ServerSentEvent(event or "message", text, self._id, retry)
        result.has_event, result.has_id = bool(event), has_id
        return result


class TextLines:
    """Decoder that splits a body into lines of text, without a byte order mark.

    Args:
        charset: The encoding of the text; None for UTF-8.
        limit: The maximum number of bytes in a line, in UTF-8; None for no limit.
    """

    __slots__ = ("_first", "_lines", "_recoder")

    def __init__(self, charset: str | None, limit: int | None) -> None:
        self._recoder = recoder_of(charset)
        self._lines = _Lines(limit)
        self._first = True

    def feed(self, chunk: bytes) -> list[str]:
        """Add a chunk of the body. Return the lines that are now complete.

        Raises:
            ItemTooLarge: A line is longer than the limit.
        """
        if self._recoder is not None:
            chunk = self._recoder.decode(chunk).encode("utf-8", "replace")
        return [self._text(line) for line in self._lines.feed(chunk)]

    def finish(self) -> list[str]:
        """Return a list with the last line if it has no line end; otherwise an empty list."""
        rest = self._lines.rest()
        return [self._text(rest)] if rest else []

    def _text(self, line: bytes) -> str:
        if self._first:
            self._first = False
            line = line.removeprefix(codecs.BOM_UTF8)
        return line.decode("utf-8", "replace")


class JSONLinesDecoder:
    """Decoder of JSON Lines, also called NDJSON: one JSON text per line. Blank lines are ignored.

    Args:
        limit: The maximum number of bytes in a line; None for no limit.
    """

    __slots__ = ("_first", "_lines")

    def __init__(self, limit: int | None = None) -> None:
        self._lines = _Lines(limit)
        self._first = True

    def feed(self, chunk: bytes) -> list[bytes]:
        """Add a chunk of the body. Return the JSON texts that are now complete.

        Raises:
            ItemTooLarge: A line is longer than the limit.
        """
        return [text for line in self._lines.feed(chunk) if (text := self._strip(line))]

    def finish(self) -> list[bytes]:
        """Return a list with the last line if it has no line end; otherwise an empty list."""
        text = self._strip(self._lines.rest())
        return [text] if text else []

    def _strip(self, line: bytes) -> bytes:
        if self._first:
            self._first = False
            line = line.removeprefix(codecs.BOM_UTF8)
        return line.strip()


class JSONSequenceDecoder:
    """Decoder of a JSON text sequence (`application/json-seq`). Each JSON text follows a record separator.

    Args:
        limit: The maximum number of bytes in a text; None for no limit.
    """

    __slots__ = ("_limit", "_parts", "_size")

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """Add a chunk of the body. Return the JSON texts that are now complete.

        Raises:
            ItemTooLarge: A text is longer than the limit.
        """
        *complete, rest = chunk.split(_RECORD_SEPARATOR)
        if complete:
            complete[0] = b"".join([*self._parts, complete[0]])
            self._parts, self._size = [], 0
        if rest:
            self._parts.append(rest)
            self._size += len(rest)
        if self._limit is not None and (self._size > self._limit or any(len(text) > self._limit for text in complete)):
            raise ItemTooLarge
        return [stripped for text in complete if (stripped := _without_bom(text))]

    def finish(self) -> list[bytes]:
        """Return a list with the last JSON text; an empty list if there is none."""
        text = _without_bom(b"".join(self._parts))
        self._parts, self._size = [], 0
        return [text] if text else []


def _without_bom(text: bytes) -> bytes:
    return text.removeprefix(codecs.BOM_UTF8).strip()
