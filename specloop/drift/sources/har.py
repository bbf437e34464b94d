"""Parsing of HAR 1.2 recordings, which browsers, proxies and test tools write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import msgspec

from specloop.drift.json_text import decode_json
from specloop.drift.sources.exchanges import (
    EXPECTED_RECORDING,
    MAX_RECORD_BYTES,
    PAGE_FILES,
    Exchange,
    MalformedRecordError,
    Status,
    browser_entry,
    content_length,
    explain_error,
    header_names,
    parse_headers,
    recorded_body,
    response_of,
)
from specloop.drift.validation.response_validator import BodyNotRecorded
from specloop.errors import InputError
from specloop.openapi.media_types import is_json, is_stream

READ_BYTES = 1 << 20
ENTRIES_PATH = [b'"log"', b'"entries"']

# A token that is only a quotation mark begins a string that continues in the next piece of the text.
_HAR_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|["{}\[\]]|[-+.\w]+', re.DOTALL)


class _HarContent(msgspec.Struct):
    text: str | None = None
    size: Any = None
    encoding: str | None = None
    mimeType: str | None = None  # noqa: N815 - this is the name in HAR


class _HarRequest(msgspec.Struct):
    url: str
    method: str | None = "GET"
    headers: Any = None


class _HarResponse(msgspec.Struct, rename={"error": "_error", "failure": "_failureText"}):
    status: Status | None = 0
    headers: Any = None
    content: _HarContent | None = None
    bodySize: Any = None  # noqa: N815 - this is the name in HAR
    redirectURL: Any = None  # noqa: N815 - this is the name in HAR
    error: Any = None
    """The reason why Chrome did not receive the whole body."""
    failure: Any = None
    """The reason why Playwright did not receive the whole body."""


class _HarEntry(
    msgspec.Struct,
    rename={
        "resource_type": "_resourceType",
        "via_service_worker": "_fetchedViaServiceWorker",
        "fetch_type": "_fetchType",
    },
):
    request: _HarRequest
    response: _HarResponse | None = None
    resource_type: Any = None
    via_service_worker: Any = None
    fetch_type: Any = None


PAGE_PARTS = {
    *("document", "stylesheet", "script", "image", "font", "media", "manifest", "texttrack", "ping", "prefetch"),
    *("csp-violation-report", "signed-exchange"),
}
"""The resource types with which Chrome records what a web page loads or reports by itself, not by its scripts."""

FETCH_TYPES = {"Service Worker": "from a service worker", "Inspector Override": "overridden in the browser"}
"""The values of `_fetchType`, with which Safari records responses that the server did not send, and their names."""

_parse_entry = msgspec.json.Decoder(_HarEntry, strict=False).decode


def scan_entries(stream: BufferedReader, scanner: EntryScanner) -> Iterator[bytes]:
    """Yield the JSON text of each item of `log.entries` in a HAR file, without reading the whole file into memory."""
    # Each read doubles the data in memory. So few reads are needed for a long string, which each read scans again.
    while piece := stream.read(max(READ_BYTES, scanner.buffered_bytes)):
        yield from scanner.scanned(piece)


class EntryScanner:
    """Finds the items of `log.entries` in a JSON text that is read piece by piece."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.buffer = b""
        self.position = 0
        self.begin: int | None = None
        self.key = b""
        self.trail: list[bytes] = []  # The property name of each object and array that is not closed yet.
        self.number = 0
        self.found = False

    @property
    def buffered_bytes(self) -> int:
        """The number of bytes in the buffer, such as the beginning of an item whose end was not read yet."""
        return len(self.buffer)

    def scanned(self, chunk: bytes) -> Iterator[bytes]:
        """Scan `chunk`, the next piece of the text, and yield each item of `log.entries` that ends in it.

        Raises InputError if an item is longer than MAX_RECORD_BYTES, or if brackets do not match.
        """
        self.buffer += chunk
        for match in _HAR_TOKEN.finditer(self.buffer, self.position):
            token = match.group()
            if token == b'"':
                break
            is_scalar = token[:1] not in b"{}[]"
            if is_scalar and token[:1] != b'"' and match.end() == len(self.buffer):
                break  # A number, or another token without quotation marks, can continue in the next piece.
            self.position = match.end()
            if is_scalar and self.begin is None and self.trail[1:] == ENTRIES_PATH:
                self.number += 1
                yield token
            elif is_scalar:
                self.key = token
            elif token in b"{[":
                self._open_bracket(match.start())
            elif (begin := self._close_bracket()) is not None:
                yield self.buffer[begin : self.position]
        kept = self.position if self.begin is None else self.begin
        self.buffer, self.position = self.buffer[kept:], self.position - kept
        self.begin = None if self.begin is None else 0
        if self.buffered_bytes > MAX_RECORD_BYTES:
            raise InputError.at(
                self.name, f"entry {self.number + 1} is longer than {MAX_RECORD_BYTES >> 20} MiB; {EXPECTED_RECORDING}"
            )

    def _open_bracket(self, at: int) -> None:
        if self.begin is None and self.trail[1:] == ENTRIES_PATH:
            self.begin = at
        self.trail.append(self.key)
        self.key = b""
        self.found = self.found or self.trail[1:] == ENTRIES_PATH

    def _close_bracket(self) -> int | None:
        """Process a closing bracket. If it ends an item, return the offset of the item in the buffer, or else None.

        Raises InputError if no bracket is open.
        """
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

    def finish(self) -> str:
        """Return why the scanned text is incomplete; "" if it is complete.

        Raises InputError if the text has no `log.entries`.
        """
        if not self.found:
            raise InputError.at(self.name, f"there is no list `log.entries`; {EXPECTED_RECORDING}")
        return f"the file ends in entry {self.number + 1}; expected a whole HAR file" if self.trail else ""


def parse_entry(piece: bytes, number: int) -> Exchange:
    """Parse item `number` of the list `log.entries`. Raises MalformedRecordError if the item is not valid."""
    try:
        entry = _parse_entry(piece)
        return _exchange(entry)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedRecordError(number, *explain_error(error, piece)) from None
    except ValueError as error:
        raise MalformedRecordError(number, 1, f"{error}; {EXPECTED_RECORDING}") from None


def _exchange(entry: _HarEntry) -> Exchange:
    request, response = entry.request, entry.response
    method = request.method or "GET"
    status = (response.status if response else None) or 0
    headers = parse_headers(response.headers) if response else None
    target = response.redirectURL if response and isinstance(response.redirectURL, str) else ""
    if target and headers is not None:
        headers.setdefault("location", target)  # Some recorders write the header only as `redirectURL`.
    known = headers if headers is not None else {"location": target}
    aside = browser_entry(method, request.url, status, known, header_names(request.headers))
    if entry.resource_type == "preflight":
        aside = "preflights"
    elif entry.resource_type == "websocket":
        aside = "websockets"
    elif entry.via_service_worker is True:
        aside = aside or "from a service worker"
    aside = aside or FETCH_TYPES.get(str(entry.fetch_type), "")
    if response is None or status <= 0:
        return Exchange(method, request.url, None, aside)
    content = response.content
    media_type = content.mimeType if content else None
    if media_type and headers is not None and not media_type.endswith("x-unknown"):
        headers.setdefault("content-type", media_type)
    answer = response_of(status, headers, _body(response, headers))
    is_page_part = str(entry.resource_type) in PAGE_PARTS or PAGE_FILES.fullmatch(request.url) is not None
    return Exchange(method, request.url, answer, aside, is_page_part)


def _is_cut_off(body: bytes, content: _HarContent) -> bool:
    """Return whether a JSON body was recorded incompletely: it is invalid JSON, and shorter than its recorded size."""
    size = content.size
    if not (isinstance(size, int | float) and size > len(body) and is_json(content.mimeType or "")):
        return False
    try:
        decode_json(body)
    except ValueError:
        return True
    return False


def _body(response: _HarResponse, headers: dict[str, str] | None) -> bytes | type[BodyNotRecorded] | None:
    """Return the bytes of a response's body; None if it has no body, or BodyNotRecorded if HAR does not contain it."""
    content = response.content
    if content is None:
        return BodyNotRecorded
    if content.text:
        body = recorded_body(content.text, content.encoding, headers)
        return BodyNotRecorded if isinstance(body, bytes) and _is_cut_off(body, content) else body
    is_sent = content_length(headers) or (isinstance(response.bodySize, int | float) and response.bodySize > 0)
    is_sent = is_sent or bool(response.error or response.failure)
    is_empty = isinstance(content.size, int | float) and content.size == 0 and not is_sent
    media_type = content.mimeType or (headers or {}).get("content-type", "")
    # An absent text does not prove that there was no body: browsers omit the bodies of streams, for example.
    return None if is_empty and not is_stream(media_type) else BodyNotRecorded
