"""Recorded HTTP exchanges, each a request with its response, and functions that parse their parts.

Values of request headers and request bodies are never read.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from specloop.drift.json_text import decode_json
from specloop.drift.validation.response_validator import (
    BodyNotRecorded,
    BrotliNotRead,
    NoBody,
    RecordedResponse,
    ZstdNotRead,
)

MAX_RECORD_BYTES = 256 * 1024 * 1024
"""The largest size in bytes of one record, i.e. of one exchange in a recording file."""

MAX_BODY_BYTES = 256 * 1024 * 1024
"""The largest size in bytes of a decompressed body."""

EXPECTED_RECORDING = "expected a HAR file, or lines of JSON with method, url, status, headers and body"
GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

RecordingFormat = Literal["lines", "har"]

Status = Annotated[int, msgspec.Meta(le=999)]
"""The status code of a recorded response; 0 or less if there was no response."""


class Chunk(NamedTuple):
    """A part of a recording for one worker process: a byte range of the file or, in `pieces`, the bytes of records."""

    file: str
    format: RecordingFormat
    begin: int
    """The byte offset at which the chunk begins in the file.

    If the chunk has `pieces` (the bytes of records), this is instead how many records of the file precede the chunk.
    """
    end: int = 0
    pieces: tuple[bytes, ...] = ()
    broken: str = ""
    """The reason why the recording ends too early, after this chunk; empty if it does not."""


class Exchange(NamedTuple):
    """A recorded HTTP request and its response."""

    method: str
    url: str
    answer: RecordedResponse | None
    """The response; None if the request was blocked or aborted, or had no response yet."""
    set_aside: str = ""
    """The reason why the exchange is not compared with the contract, such as `preflights`; empty if it is compared."""
    is_page_part: bool = False
    """Whether a browser loaded a web page or a part of it, such as a script, or reported about it.

    The exchange may still be an operation.
    """


class MalformedRecordError(Exception):
    """A record in a recording is invalid JSON, or does not describe a request with its response.

    `at` is the record's number in the file, or its byte offset if a byte range of an NDJSON file was read.
    """

    def __init__(self, at: int, column: int, message: str) -> None:
        super().__init__(at, column, message)
        self.at, self.column, self.message = at, column, message


def explain_error(error: Exception, text: bytes) -> tuple[int, str]:
    """Return the column of an error in a record, and a message that contains no value from the record.

    The column is 1 if the record is valid JSON, but lacks a field or has one of the wrong type. `text` is the record.
    """
    if isinstance(error, msgspec.ValidationError):
        reason = re.sub("^Object missing required field (`[^`]*`)", r"\1 is missing", str(error))
        return 1, f"this is not a valid exchange ({reason}); {EXPECTED_RECORDING}"
    digits = re.search(r"\(byte (\d+)\)", str(error))
    column = int(digits[1]) + 1 if digits else len(text.rstrip(b"\r\n")) + 1
    return column, f"this is not valid JSON, or it is incomplete; {EXPECTED_RECORDING}"


def parse_headers(given: Any) -> dict[str, str] | None:
    """Parse recorded headers, and return them by lower-case name; None if the headers were not recorded.

    `given` is a map, a list of pairs, or (in HAR) a list of objects with `name` and `value`.
    """
    pairs: Any
    if isinstance(given, dict):
        pairs = given.items()
    elif isinstance(given, list):
        pairs = [(each.get("name"), each.get("value")) if isinstance(each, dict) else each for each in given]
    else:
        return None
    found: dict[str, str] = {}
    for pair in pairs:
        if isinstance(pair, tuple | list) and len(pair) == 2 and isinstance(pair[0], str):  # noqa: PLR2004
            values = [each for each in (pair[1] if isinstance(pair[1], list) else [pair[1]]) if each is not None]
            name = pair[0].lower()
            text = ", ".join(each if isinstance(each, str) else json.dumps(each) for each in values)
            # Repeated headers are joined by commas (RFC 9110, 5.2), except those that are no lists.
            if values:
                found[name] = f"{found[name]}, {text}" if name in found and name not in _SINGLE_HEADERS else text
    # A server sends at least a date, so no headers means that they were not recorded.
    return found or None


_SINGLE_HEADERS = {"set-cookie", "content-type", "content-length", "content-encoding", "location"}


def header_names(given: Any) -> set[str]:
    """Return the lower-case names of recorded headers."""
    if isinstance(given, dict):
        return {str(name).lower() for name in given}
    pairs = given if isinstance(given, list) else []
    return {str(each.get("name")).lower() for each in pairs if isinstance(each, dict)}


def content_length(headers: Mapping[str, str] | None) -> int:
    """Return the value of the header `Content-Length`; 0 if the header is missing or invalid."""
    stated = (headers or {}).get("content-length", "")
    return int(stated) if re.fullmatch(r"\d{1,18}", stated, re.ASCII) else 0


def recorded_body(text: str, encoding: str | None, headers: Mapping[str, str] | None) -> bytes | type[BodyNotRecorded]:
    """Convert the recorded text of a body to bytes: decode base64 if `encoding` is `base64`, and decompress the result.

    Return BodyNotRecorded or a subclass if the bytes cannot be restored. Raises ValueError for invalid base64.
    """
    if (encoding or "").lower() != "base64":
        if "\ufffd" in text and (headers or {}).get("content-encoding") and not _is_json(text):
            return BodyNotRecorded  # The compressed bytes were read as text, so some of them are lost.
        is_raw = text.startswith(GZIP_MAGIC.decode("latin-1")) and max(text) <= "\xff"
        return _decompress(text.encode("latin-1" if is_raw else "utf-8", "surrogatepass"), headers)
    bare = re.sub(r"\s+", "", text).translate(_URL_SAFE)  # Remove line breaks, which MIME base64 contains.
    try:
        content = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        raise ValueError("the body is not valid base64") from None
    return _decompress(content, headers)


def _is_json(text: str) -> bool:
    try:
        decode_json(text.encode("utf-8", "surrogatepass"))
    except ValueError:
        return False
    return True


_URL_SAFE = str.maketrans("-_", "+/")


def _decompress(content: bytes, headers: Mapping[str, str] | None) -> bytes | type[BodyNotRecorded]:
    """Decompress a recorded body. Return a subclass of BodyNotRecorded if a package for br or zstd is missing."""
    stated = (headers or {}).get("content-encoding", "").lower()
    if content.startswith(GZIP_MAGIC):
        return _inflate(content, zlib.MAX_WBITS | 16) or content
    if "deflate" in stated and content[:1] not in {b"{", b"[", b'"'}:
        return _inflate(content, zlib.MAX_WBITS) or _inflate(content, -zlib.MAX_WBITS) or content
    if content.startswith(_ZSTD_MAGIC):
        return _decode(content, "zstd", ZstdNotRead)
    if "br" in stated and not _is_text(content):
        return _decode(content, "br", BrotliNotRead)
    return content


def _decode(content: bytes, coding: str, not_read: type[BodyNotRecorded]) -> bytes | type[BodyNotRecorded]:
    """Decode a body from the content coding `br` or `zstd`. A damaged body is returned unchanged.

    Return `not_read`, a class that marks the body as unknown, if the package for this coding is not installed.
    """
    import httpx2  # noqa: PLC0415 - importing it takes time and memory, and most recordings have decoded bodies

    stream = httpx2.ByteStream(content)
    response = httpx2.Response(200, headers={"Content-Encoding": coding}, stream=stream)
    found = bytearray()
    try:
        for chunk in response.iter_bytes():
            found += chunk
            if len(found) > MAX_BODY_BYTES:
                break
    except httpx2.DecodingError:
        return content
    return not_read if found == content else bytes(found[:MAX_BODY_BYTES])


def _inflate(content: bytes, wbits: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=wbits).decompress(content, MAX_BODY_BYTES)
    except zlib.error:
        return b""


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


PAGE_FILES = re.compile(
    r"[^?#]*/(?:favicon\.ico|(?:apple-touch-icon|browserconfig|site)[\w.-]*\.(?:png|xml|webmanifest)"
    r"|\.well-known/appspecific/[\w.-]+)(?:[?#].*)?"
)
"""A regex for the URLs of files that a browser requests by itself from each host."""

_OWN_SCHEMES = re.compile(r"(?i)(?:[a-z-]*extension|blob|data|about|file|devtools|resource|view-source|javascript):")


def browser_entry(method: str, url: str, status: int, headers: Mapping[str, str] | None, asked: set[str]) -> str:
    """Return why an exchange is not an API call, such as `preflights` or `websockets`; "" if it may be one.

    Browsers and proxies record such exchanges. They are counted, but not compared with the contract.

    Args:
        method: The request's method.
        url: The request's URL.
        status: The response's status.
        headers: The response's headers.
        asked: The lower-case names of the request's headers.
    """
    given = headers or {}
    if _OWN_SCHEMES.match(url):
        return "browser addresses"
    if url.lower().startswith(("ws:", "wss:")) or status == 101:  # noqa: PLR2004
        return "websockets"
    if method.upper() == "CONNECT":
        return "tunnels"  # A proxy records the connection through which it then reads the requests.
    if method.upper() == "OPTIONS" and (any(name.startswith("access-control-") for name in (*asked, *given))):
        return "preflights"  # Section 4.8 of the Fetch standard defines preflights.
    if status in {301, 302, 307, 308} and (
        given.get("non-authoritative-reason", "").upper().startswith("HSTS")
        or _is_upgrade(url, given.get("location", ""))
    ):
        return "HSTS redirects"  # Not every browser records the header for these redirects.
    return ""


_HTTP_URL = re.compile(r"(?i)http://([^/?#]+?)(?::80)?([/?#].*)?")
_HTTPS_URL = re.compile(r"(?i)https://([^/?#]+?)(?::443)?([/?#].*)?")


def _is_upgrade(url: str, location: str) -> bool:
    """Return whether a redirect leads to the same URL with `https` instead of `http`, as with HSTS."""
    old, new = _HTTP_URL.fullmatch(url), _HTTPS_URL.fullmatch(location)
    if old is None or new is None:
        return False
    return (old[1].lower(), old[2] or "/") == (new[1].lower(), new[2] or "/")


def response_of(
    status: int, headers: dict[str, str] | None, body: bytes | type[BodyNotRecorded] | None
) -> RecordedResponse:
    """Build a RecordedResponse from the parts of a recorded response.

    Args:
        status: The status code.
        headers: The headers by lower-case name; None if they were not recorded.
        body: The bytes of the body; None if there is no body; BodyNotRecorded or a subclass if the bytes are unknown.
    """
    if body is None:
        return RecordedResponse(status, headers, body=NoBody)
    if isinstance(body, bytes):
        return RecordedResponse(status, headers, body)
    return RecordedResponse(status, headers, body=body)


def group_pieces(name: str, format_: RecordingFormat, pieces: Iterator[bytes], chunk_bytes: int) -> Iterator[Chunk]:
    """Group the records of a recording into chunks of about `chunk_bytes` bytes. A record is never split.

    Args:
        name: The name of the recording file.
        format_: The format of the recording.
        pieces: The records, each as bytes.
        chunk_bytes: The size in bytes at which a chunk is complete.
    """
    group: list[bytes] = []
    size = begin = number = 0
    for number, piece in enumerate(pieces, start=1):
        group.append(piece)
        size += len(piece)
        if size >= chunk_bytes:
            yield Chunk(name, format_, begin, pieces=tuple(group))
            group, size, begin = [], 0, number
    if group:
        yield Chunk(name, format_, begin, pieces=tuple(group))
