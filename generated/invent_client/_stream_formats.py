"""Stream formats. Decoders split a body into events or JSON texts. The body arrives in chunks of any size.

The formats are server-sent events, JSON Lines and JSON text sequences. Each decoder has two methods and does no I/O:

    feed(chunk)    returns the items that are complete after the chunk
    finish()       returns the items that are complete at the end of the stream

Sources: the event stream format of the WHATWG HTML standard (section 9.2.6), JSON Lines, and RFC 7464.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

__all__ = [
    "EventStreamDecoder",
    "ItemTooLarge",
    "JSONLinesDecoder",
    "JSONSequenceDecoder",
    "ServerSentEvent",
    "TextLines",
]

_LINE_END: Final = re.compile(rb"\r\n|\n|\r")
_RECORD_SEPARATOR: Final = b"\x1e"  # RFC 7464, section 2.1


class ItemTooLarge(Exception):  # noqa: N818 - never leaves the package
    """One item of a stream is larger than the size limit of the decoder."""


class ServerSentEvent:
    """One event of a `text/event-stream`.

    Attributes:
        event: The `event` field, which is the event's type; "message" if the field is absent or empty.
        data: The `data` fields, joined by line feeds.
        id: The last event ID of the stream at this event; "" if no event had an id.
        retry: Milliseconds to wait before reconnecting, if this event sets them; otherwise None.
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
    """Splitter of a text into lines. The text arrives in chunks. At most one incomplete line is in memory.

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
        *lines, rest = _LINE_END.split(chunk)
        if lines:
            lines[0] = b"".join([*self._parts, lines[0]])
            self._parts, self._size = [], 0
        if rest:
            self._parts.append(rest)
            self._size += len(rest)
        if self._limit is not None and (self._size > self._limit or any(len(line) > self._limit for line in lines)):
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
        last_event_id: The last event ID before the interruption, if the response continues a stream; otherwise "".
    """

    __slots__ = (
        "_data",
        "_event",
        "_first",
        "_has_id",
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
        self.last_event_id = last_event_id
        self.retry: int | None = None  # the last value from the server, in milliseconds

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
        """Finish decoding: return an empty list.

        By the standard, an event without a blank line at its end is discarded.
        """
        return []

    def _add_field(self, line: bytes) -> None:
        self._size += len(line)
        if self._limit is not None and self._size > self._limit:
            raise ItemTooLarge
        name, _, raw = line.partition(b":")
        value = raw.removeprefix(b" ").decode("utf-8", "replace")
        if name == b"data":
            self._data.append(value)
        elif name == b"event":
            self._event = value
        elif name == b"id" and "\0" not in value:
            self.last_event_id = value
            self._has_id = True
        elif name == b"retry" and value.isascii() and value.isdigit() and len(value) <= 18:  # noqa: PLR2004 - 64 bits
            self.retry = self._retry = int(value)

    def _dispatch(self) -> ServerSentEvent | None:
        data, event, retry, has_id = self._data, self._event, self._retry, self._has_id
        self._data, self._event, self._retry, self._size, self._has_id = [], "", None, 0, False
        if not data:
            return None
        result = ServerSentEvent(event or "message", "\n".join(data), self.last_event_id, retry)
        result.has_event, result.has_id = bool(event), has_id
        return result


class TextLines:
    """Decoder that splits a body into lines of text.

    Args:
        charset: The encoding of the text.
        limit: The maximum number of bytes in a line; None for no limit.
    """

    __slots__ = ("_charset", "_lines")

    def __init__(self, charset: str, limit: int | None) -> None:
        self._charset = charset
        self._lines = _Lines(limit)

    def feed(self, chunk: bytes) -> list[str]:
        """Add a chunk of the body. Return the lines that are now complete.

        Raises:
            ItemTooLarge: A line is longer than the limit.
        """
        return [line.decode(self._charset, "replace") for line in self._lines.feed(chunk)]

    def finish(self) -> list[str]:
        """Finish decoding. Return a list with the last line if it has no line end; otherwise return an empty list."""
        rest = self._lines.rest()
        return [rest.decode(self._charset, "replace")] if rest else []


class JSONLinesDecoder:
    """Decoder of JSON Lines, also called NDJSON. There is one JSON text per line, and blank lines are ignored.

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
        """Finish decoding. Return a list with the last line if it has no line end; otherwise return an empty list."""
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
        return [stripped for text in complete if (stripped := text.strip())]

    def finish(self) -> list[bytes]:
        """Finish decoding: return a list with the last JSON text. The list is empty if there is no such text."""
        text = b"".join(self._parts).strip()
        self._parts, self._size = [], 0
        return [text] if text else []
