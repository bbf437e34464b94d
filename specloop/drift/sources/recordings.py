"""Reading of traffic recordings in chunks, so that no whole file is in memory.

Recordings are HAR or NDJSON, compressed (gzip, zlib) or not, in UTF-8 or UTF-16.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader
from typing import Any, cast

from specloop.drift.sources import har, ndjson
from specloop.drift.sources.exchanges import (
    EXPECTED_RECORDING,
    GZIP_MAGIC,
    MAX_RECORD_BYTES,
    Chunk,
    Exchange,
    MalformedRecordError,
    RecordingFormat,
    group_pieces,
)
from specloop.drift.sources.locations import STDIN, file_bytes, is_remote, open_file
from specloop.errors import InputError
from specloop.openapi.yaml_parser import UTF8, text_encoding

CHUNK_BYTES = 4 * 1024 * 1024
"""The approximate number of bytes in a chunk; a worker parses one chunk at a time."""

PEEK_BYTES = 65536
_ZLIB_MAGIC = {b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"}
_KEY_OR_BRACKET = re.compile(rb'"(?P<key>[^"\\]*(?:\\.[^"\\]*)*)"(?P<colon>\s*:)?|(?P<bracket>["{}\[\]])', re.DOTALL)


def read_chunks(file: str, *, with_content: bool = False) -> Iterator[Chunk]:
    """Yield the chunks of a recording file. Raises InputError if the file cannot be read or is not a recording.

    If the recording ends too early, the last chunk states the reason in `broken`.

    Args:
        file: A local or remote file, or "-" for stdin.
        with_content: Whether chunks of a local file contain its bytes, because workers are on other machines.
    """
    name = "<stdin>" if file == STDIN else file
    begun = False
    try:
        with _open_recording(file) as (raw, is_plain):
            stream, format_ = _detect_format(raw, name)
            if format_ == "lines" and is_plain and (is_remote(file) or not with_content):
                yield from _ranges(file, file_bytes(file))
                return
            scanner = har.EntryScanner(name)
            pieces = har.scan_entries(stream, scanner) if format_ == "har" else ndjson.read_lines(stream, name)
            for chunk in group_pieces(name, format_, pieces, CHUNK_BYTES):
                begun = True
                yield chunk
            if format_ == "har" and (broken := scanner.finish()):
                yield Chunk(name, format_, 0, broken=broken)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError.at(name, f"cannot be read: {reason}; {EXPECTED_RECORDING}") from None
    except (EOFError, zlib.error):
        broken = f"the compressed data is incomplete or damaged; {EXPECTED_RECORDING}"
        if not begun:
            raise InputError.at(name, broken) from None
        yield Chunk(name, "lines", 0, broken=broken)


def parse_chunk(chunk: Chunk) -> Iterator[Exchange | MalformedRecordError]:
    """Yield the exchanges of a chunk, or an error for each record that cannot be parsed."""
    if chunk.format == "har":
        for number, piece in enumerate(chunk.pieces, start=chunk.begin + 1):
            yield _parse_record(har.parse_entry, piece, number)
    elif chunk.pieces:
        for number, line in enumerate(chunk.pieces, start=chunk.begin + 1):
            if line.strip():
                yield _parse_record(ndjson.parse_line, line, number)
    else:
        for position, line in ndjson.read_line_range(chunk.file, chunk.begin, chunk.end):
            if line.strip():
                yield _parse_record(ndjson.parse_line, line, position)


def _parse_record(parse: Any, piece: bytes, at: int) -> Exchange | MalformedRecordError:
    try:
        return cast("Exchange", parse(piece, at))
    except MalformedRecordError as error:
        return error


# --- opening a file ---


@contextmanager
def _open_recording(file: str) -> Iterator[tuple[BufferedReader, bool]]:
    """Open a recording, and yield a stream of its text, decompressed and encoded as UTF-8.

    Also yield whether worker processes can read parts of the file themselves.
    """
    with ExitStack() as stack:
        raw = sys.stdin.buffer if file == STDIN else stack.enter_context(open_file(file))
        stream = raw if isinstance(raw, BufferedReader) else BufferedReader(cast("Any", raw))
        is_plain = file != STDIN
        if stream.peek(2)[:2] == GZIP_MAGIC:
            stream, is_plain = BufferedReader(cast("Any", stack.enter_context(gzip.open(stream)))), False
        if stream.peek(2)[:2] in _ZLIB_MAGIC:  # mitmproxy writes HAR files in this form, as *.zhar.
            stream, is_plain = BufferedReader(_Converted(stream, _inflater())), False
        if (encoding := text_encoding(stream.peek(4)[:4])) != UTF8:
            stream, is_plain = BufferedReader(_Converted(stream, _recoder(encoding))), False
        yield stream, is_plain


_Convert = Callable[[bytes], bytes]
"""A function that converts the next bytes of a stream; it is called with b"" at the end of the stream."""


def _recoder(encoding: str) -> _Convert:
    """Return a function that converts successive pieces of a text to UTF-8. It must be called with b"" at the end."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return lambda piece: decoder.decode(piece, final=not piece).encode()


def _inflater() -> _Convert:
    """Return a function that decompresses successive pieces of zlib data. It must be called with b"" at the end.

    The function raises EOFError if the data is incomplete, or if other bytes follow the data.
    """
    decompressor = zlib.decompressobj()

    def convert(piece: bytes) -> bytes:
        if decompressor.unused_data or bool(piece) == decompressor.eof:
            raise EOFError
        return decompressor.decompress(piece)

    return convert


class _Converted(io.RawIOBase):
    """A binary stream whose bytes are converted by a function."""

    def __init__(self, stream: BufferedReader, convert: _Convert) -> None:
        self._stream, self._convert = stream, convert
        self._left = memoryview(b"")  # Its slices are no copies.

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = self._stream.read(PEEK_BYTES)
            self._left = memoryview(self._convert(piece))
            if not piece:
                break
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


class _Prefixed(io.RawIOBase):
    """A binary stream that returns `prefix`, which was already read, before the other bytes of `stream`."""

    def __init__(self, prefix: bytes, stream: BufferedReader) -> None:
        self._prefix, self._stream = prefix, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken, self._prefix = self._prefix[: len(buffer)], self._prefix[len(buffer) :]
        taken = taken or self._stream.read1(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)


_LINE_KEYS = {b"url", b"status"}
_FIRST_KEYS = {b"log", *_LINE_KEYS}
_OTHER_FILES = {b"<": "markup", b"PK": "the bytes of a ZIP archive, which must be unpacked", b"[": "a JSON array"}
"""Descriptions of files that are not recordings, by their first bytes."""


def _detect_format(stream: BufferedReader, name: str) -> tuple[BufferedReader, RecordingFormat]:
    """Detect whether a recording is HAR or NDJSON. Return the format, with a stream that starts at the beginning.

    Raises InputError if the format is unknown.
    """
    head = _without_bom(stream.peek(PEEK_BYTES)[:PEEK_BYTES])
    if not head:
        raise InputError.at(name, f"is empty; {EXPECTED_RECORDING}")
    if not head.startswith((b"{", *_OTHER_FILES)) and _has_later_record(head):
        return stream, "lines"
    if not head.startswith(b"{"):
        what = next((what for start, what in _OTHER_FILES.items() if head.startswith(start)), "something else")
        raise InputError.at(name, f"begins with {what}; {EXPECTED_RECORDING}")
    format_, is_complete = _format_of(head)
    if format_ is None and is_complete and _has_later_record(head):
        return stream, "lines"
    # The key can be after a long value.
    if format_ is None and not is_complete:
        prefix = b""
        while format_ is None and not is_complete and len(prefix) < MAX_RECORD_BYTES:
            piece = stream.read(max(PEEK_BYTES, len(prefix)))
            prefix += piece
            format_, is_complete = _format_of(_without_bom(prefix), is_whole=not piece)
        stream = BufferedReader(_Prefixed(prefix, stream))
    if format_ is None:
        raise InputError.at(name, f"has neither `log` nor `url` in the first object; {EXPECTED_RECORDING}")
    return stream, format_


def _has_later_record(head: bytes) -> bool:
    """Return whether a line after the first one is an NDJSON record, as in a recording with a malformed first line."""
    return any(_format_of(line)[0] == "lines" for line in head.split(b"\n")[1:] if line.startswith(b"{"))


def _without_bom(text: bytes) -> bytes:
    return text.removeprefix(codecs.BOM_UTF8).lstrip()


def _format_of(head: bytes, *, is_whole: bool = False) -> tuple[RecordingFormat | None, bool]:
    """Detect the format by the keys of the first object: `log` with `entries` in HAR, `url` and `status` in NDJSON.

    An object with one of the latter is NDJSON, too, if it ends without the former. Return the format or None, and
    whether `head` is long enough to decide this. `is_whole` says that nothing follows `head`.
    """
    depth, key = 0, b""
    found: set[bytes] = set()
    for token in _KEY_OR_BRACKET.finditer(head):
        bracket = token["bracket"]
        if bracket == b'"':
            break  # A string begins here and does not end in `head`.
        if bracket:
            depth += 1 if bracket in {b"{", b"["} else -1
            if depth <= 0:
                is_whole = True
                break
        elif depth == 1 and token["colon"]:
            key = token["key"]
            found |= {key} & _FIRST_KEYS
        elif depth == 2 and token["colon"] and (key, token["key"]) == (b"log", b"entries"):  # noqa: PLR2004
            return "har", True
        if found >= _LINE_KEYS:
            return "lines", True
    if not is_whole or not found:
        return None, is_whole
    return "lines" if found & _LINE_KEYS else "har", True


def _ranges(file: str, size: int) -> Iterator[Chunk]:
    for begin in range(0, size, CHUNK_BYTES):
        yield Chunk(file, "lines", begin, min(begin + CHUNK_BYTES, size))
