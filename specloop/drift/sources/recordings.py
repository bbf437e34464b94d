"""A file of recorded traffic -> portions of it that can be read apart, and their exchanges; never the whole at once.

Two formats: HAR, which browsers and proxies write, and NDJSON with {method, url, status, headers, body} a line; either
may be gzipped. Request headers and bodies are not read at all.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, cast

import msgspec

from specloop.drift.validation.response_validator import BodyNotRecorded, NoBody, RecordedResponse
from specloop.errors import InputError

CHUNK_BYTES = 4 * 1024 * 1024
"""Bytes that one worker reads at a time."""

MAX_RECORD_BYTES = 256 * 1024 * 1024
"""Of one exchange, in bytes."""

MAX_BODY_BYTES = 256 * 1024 * 1024
"""Of a body, decompressed."""

Format = Literal["lines", "har"]

EXPECTED_RECORDING = "expected a HAR file, or lines of JSON with method, url, status, headers and body"
GZIP_MAGIC = b"\x1f\x8b"


class Chunk(NamedTuple):
    """Some exchanges: a range of a plain file, or their bytes."""

    file: str
    format: Format
    begin: int
    """In bytes; of HAR, in entries."""
    end: int = 0
    pieces: tuple[bytes, ...] = ()


class Exchange(NamedTuple):
    """One request and its answer."""

    method: str
    url: str
    answer: RecordedResponse | None
    """None if there was none: blocked, aborted, or still open."""
    is_preflight: bool = False


class MalformedRecordError(Exception):
    """What cannot be read, and where: a byte of a file of lines, or an entry of HAR."""

    def __init__(self, at: int, column: int, message: str) -> None:
        super().__init__(at, column, message)
        self.at, self.column, self.message = at, column, message


_Status = Annotated[int, msgspec.Meta(le=999)]
"""0, or below, is said where there was no answer."""


class _Line(msgspec.Struct):
    url: str
    status: _Status
    method: str = "GET"
    headers: Any = None
    body: Any = msgspec.UNSET
    encoding: str = ""


class _Named(msgspec.Struct):
    name: str = ""
    value: Any = ""


class _Content(msgspec.Struct):
    text: str | None = None
    size: Any = 0
    encoding: str = ""
    mimeType: str | None = None  # noqa: N815 - HAR's word


class _Request(msgspec.Struct):
    url: str
    method: str = "GET"


class _Response(msgspec.Struct):
    status: _Status = 0
    headers: list[_Named] = []
    content: _Content | None = None


class _Entry(msgspec.Struct):
    request: _Request
    response: _Response


_read_line = msgspec.json.Decoder(_Line, strict=False).decode
_read_entry = msgspec.json.Decoder(_Entry, strict=False).decode


# --- a file -> portions ---


def read_chunks(file: str) -> Iterator[Chunk]:
    """Divide a file. Raises InputError."""
    name = "<stdin>" if file == "-" else file
    try:
        with _opened(file) as (stream, plain):
            head = _peek(stream)
            format_ = _format(head, name)
            if format_ == "har":
                yield from _grouped(name, "har", _har_entries(stream, name))
            elif plain:
                yield from _ranges(file, Path(file).stat().st_size)
            else:
                yield from _grouped(name, "lines", _lines(stream, name))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError.at(name, f"cannot be read: {reason}; {EXPECTED_RECORDING}") from None
    except (EOFError, zlib.error):
        raise InputError.at(name, f"the compressed data breaks off or is damaged; {EXPECTED_RECORDING}") from None


@contextmanager
def _opened(file: str) -> Iterator[tuple[BufferedReader, bool]]:
    """Open a file, or stdin; tell whether it is plain, so that one can start reading anywhere."""
    with ExitStack() as stack:
        raw = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
        stream = raw if isinstance(raw, BufferedReader) else BufferedReader(cast("Any", raw))
        if stream.peek(2)[:2] == GZIP_MAGIC:
            yield BufferedReader(cast("Any", stack.enter_context(gzip.open(stream)))), False
        else:
            yield stream, file != "-"


def _peek(stream: BufferedReader) -> bytes:
    return stream.peek(65536)[:65536].removeprefix(b"\xef\xbb\xbf").lstrip()


def _format(head: bytes, name: str) -> Format:
    if not head:
        raise InputError.at(name, f"is empty; {EXPECTED_RECORDING}")
    if not head.startswith(b"{"):
        raise InputError.at(
            name, f"begins with {'markup' if head[:1] == b'<' else 'something else'}; {EXPECTED_RECORDING}"
        )
    first, _, _ = head.partition(b"\n")
    if re.match(rb'\{\s*"log"\s*:', head):
        return "har"
    try:
        keys = set(msgspec.json.decode(first, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, RecursionError):
        # A first line that goes on beyond what was peeked at, or a document over several lines.
        looks = re.search(rb'"(url|status)"\s*:', head[:4096])
        keys = {"url"} if looks else set()
    if "log" in keys:
        return "har"
    if "url" in keys:
        return "lines"
    raise InputError.at(name, f"has neither `log` nor `url` in the first object; {EXPECTED_RECORDING}")


def _ranges(file: str, size: int) -> Iterator[Chunk]:
    for begin in range(0, size, CHUNK_BYTES):
        yield Chunk(file, "lines", begin, min(begin + CHUNK_BYTES, size))


def _grouped(name: str, format_: Format, pieces: Iterator[bytes]) -> Iterator[Chunk]:
    group: list[bytes] = []
    size = begin = number = 0
    for number, piece in enumerate(pieces, start=1):
        group.append(piece)
        size += len(piece)
        if size >= CHUNK_BYTES:
            yield Chunk(name, format_, begin, pieces=tuple(group))
            group, size, begin = [], 0, number
    if group:
        yield Chunk(name, format_, begin, pieces=tuple(group))


def _lines(stream: BufferedReader, name: str) -> Iterator[bytes]:
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        if len(line) > MAX_RECORD_BYTES:
            raise InputError.at(name, f"a line is longer than {MAX_RECORD_BYTES >> 20} MiB; {EXPECTED_RECORDING}")
        yield line


READ_BYTES = 1 << 20
ENTRIES_PATH = [b'"log"', b'"entries"']

# A quote alone is a string that ends beyond the chunk.
_STEP = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|["{}\[\]]', re.DOTALL)


def _har_entries(stream: BufferedReader, name: str) -> Iterator[bytes]:
    """Cut the items out of `log.entries`, holding no more than one of them and what was read with it."""
    scanner = _Scanner(name)
    # Ever more at a time, or a long string would be looked through ever again.
    while chunk := stream.read(max(READ_BYTES, scanner.held)):
        yield from scanner.scanned(chunk)
    scanner.finish()


class _Scanner:
    """Knows how deep it is in a JSON text that comes in chunks, and where the entry began that it is in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.buffer = b""
        self.position = 0
        self.begin: int | None = None
        self.key = b""
        self.trail: list[bytes] = []  # for each map and list that is open, the key under which it stands
        self.number = 0
        self.found = False

    @property
    def held(self) -> int:
        return len(self.buffer)

    def scanned(self, chunk: bytes) -> Iterator[bytes]:
        """Take a chunk; give the entries that end in it."""
        self.buffer += chunk
        for match in _STEP.finditer(self.buffer, self.position):
            token = match.group()
            if token == b'"':
                break
            self.position = match.end()
            if token[:1] == b'"':
                self.key = token
            elif token in b"{[":
                self._open(match.start())
            elif (begin := self._close()) is not None:
                yield self.buffer[begin : self.position]
        kept = self.position if self.begin is None else self.begin
        self.buffer, self.position = self.buffer[kept:], self.position - kept
        self.begin = None if self.begin is None else 0
        if self.held > MAX_RECORD_BYTES:
            raise InputError.at(
                self.name, f"entry {self.number + 1} is longer than {MAX_RECORD_BYTES >> 20} MiB; {EXPECTED_RECORDING}"
            )

    def _open(self, at: int) -> None:
        if self.begin is None and self.trail[1:] == ENTRIES_PATH:
            self.begin = at
        self.trail.append(self.key)
        self.key = b""
        self.found = self.found or self.trail[1:] == ENTRIES_PATH

    def _close(self) -> int | None:
        """Leave a map or list; if an entry ends with it, give where that began."""
        if not self.trail:
            raise InputError.at(
                self.name, f"after entry {self.number}: the brackets do not match; {EXPECTED_RECORDING}"
            )
        self.trail.pop()
        if self.begin is None or self.trail[1:] != ENTRIES_PATH:
            return None
        begin, self.begin = self.begin, None
        self.number += 1
        return begin

    def finish(self) -> None:
        """See to it that the text was whole, and HAR."""
        if self.trail:
            what = f"the file breaks off in entry {self.number + 1}"
            raise InputError.at(self.name, f"{what}; expected a whole HAR file")
        if not self.found:
            raise InputError.at(self.name, f"there is no list `log.entries`; {EXPECTED_RECORDING}")


# --- a portion -> exchanges ---


def parse_exchanges(portion: Chunk) -> Iterator[Exchange]:
    """Read the exchanges of a portion. Raises MalformedRecordError."""
    if portion.format == "har":
        for number, piece in enumerate(portion.pieces, start=portion.begin + 1):
            yield _from_entry(piece, number)
        return
    if portion.pieces:
        for number, line in enumerate(portion.pieces, start=portion.begin + 1):
            if line.strip():
                yield _from_line(line, number)
        return
    with Path(portion.file).open("rb") as stream:
        position = portion.begin
        if position:
            # The line that was begun before belongs to the portion before.
            stream.seek(position - 1)
            position += len(stream.readline()) - 1
        while position < portion.end and (line := stream.readline(MAX_RECORD_BYTES + 1)):
            if len(line) > MAX_RECORD_BYTES:
                raise MalformedRecordError(
                    position, 1, f"a line is longer than {MAX_RECORD_BYTES >> 20} MiB; {EXPECTED_RECORDING}"
                )
            if line.strip():
                yield _from_line(line, position)
            position += len(line)


def _from_line(line: bytes, at: int) -> Exchange:
    try:
        record = _read_line(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedRecordError(at, *_explained(error, line)) from None
    headers = _headers(record.headers)
    body = record.body
    if record.status <= 0:
        answer = None
    elif isinstance(body, str):
        answer = RecordedResponse(record.status, headers, _content(body, record.encoding))
    elif body is msgspec.UNSET and _length(headers) > 0:
        answer = RecordedResponse(record.status, headers, body=BodyNotRecorded)
    else:
        answer = RecordedResponse(
            record.status, headers, body=NoBody if body is msgspec.UNSET or body is None else body
        )
    return Exchange(record.method, record.url, answer)


def _from_entry(piece: bytes, number: int) -> Exchange:
    try:
        entry = _read_entry(piece)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedRecordError(number, *_explained(error, piece)) from None
    request, response = entry.request, entry.response
    if response.status <= 0:
        return Exchange(request.method, request.url, None)
    headers = {each.name.lower(): str(each.value) for each in response.headers if isinstance(each.value, str)}
    content = response.content
    if content and content.mimeType and "content-type" not in headers:
        headers["content-type"] = content.mimeType
    if content and content.text is None and isinstance(content.size, int | float) and content.size > 0:
        answer = RecordedResponse(response.status, headers, body=BodyNotRecorded)
    else:
        body = _content(content.text, content.encoding) if content and content.text else None
        answer = RecordedResponse(response.status, headers, body)
    preflight = request.method.upper() == "OPTIONS" and "access-control-allow-methods" in headers
    return Exchange(request.method, request.url, answer, preflight)


def _length(headers: dict[str, str] | None) -> int:
    """Give the length that an answer says its body has; 0 if it does not say."""
    told = (headers or {}).get("content-length", "")
    return int(told) if re.fullmatch(r"\d{1,18}", told, re.ASCII) else 0


def _headers(given: Any) -> dict[str, str] | None:
    """Take headers as a map, as pairs, or as HAR has them."""
    pairs: Any
    if isinstance(given, dict):
        pairs = given.items()
    elif isinstance(given, list):
        pairs = [(each.get("name"), each.get("value")) if isinstance(each, dict) else each for each in given]
    else:
        return None
    found = {}
    for pair in pairs:
        if isinstance(pair, tuple | list) and len(pair) == 2 and isinstance(pair[0], str):  # noqa: PLR2004
            value = pair[1][0] if isinstance(pair[1], list) and pair[1] else pair[1]
            found[pair[0].lower()] = value if isinstance(value, str) else str(value)
    return found


def _content(text: str, encoding: str) -> bytes:
    """Undo what a recorder did to put bytes into JSON, and what it forgot to undo."""
    content = text.encode("utf-8", "surrogatepass")
    if encoding.lower() == "base64":
        try:
            content = base64.b64decode(content, validate=True)
        except binascii.Error:
            return content
    if content.startswith(GZIP_MAGIC):
        try:
            content = zlib.decompressobj(wbits=31).decompress(content, MAX_BODY_BYTES)
        except zlib.error:
            return content
    return content


def _explained(error: Exception, text: bytes) -> tuple[int, str]:
    """Say what is wrong with an exchange, in bytes from its beginning; msgspec's own words hold no values."""
    if isinstance(error, msgspec.ValidationError):
        return 1, f"this is no exchange ({str(error).replace('Object', 'it')}); {EXPECTED_RECORDING}"
    digits = re.search(r"\(byte (\d+)\)", str(error))
    return int(digits[1]) + 1 if digits else len(
        text.rstrip(b"\r\n")
    ) + 1, f"this is not JSON, or it breaks off; {EXPECTED_RECORDING}"
