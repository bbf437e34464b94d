"""Parsing of NDJSON recordings. Each line is one exchange: {method, url, status, headers, body}."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import msgspec

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
from specloop.drift.sources.locations import open_file
from specloop.drift.validation.response_validator import BodyNotRecorded, RecordedResponse
from specloop.errors import InputError


class _Line(msgspec.Struct):
    url: str
    status: Status | None
    method: str | None = "GET"
    headers: Any = None
    request_headers: Any = None
    body: Any = msgspec.UNSET
    encoding: str | None = None


_parse_line = msgspec.json.Decoder(_Line, strict=False).decode


def read_lines(stream: BufferedReader, name: str) -> Iterator[bytes]:
    """Read a stream, and yield its lines. Raises InputError if a line is longer than MAX_RECORD_BYTES."""
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        if len(line) > MAX_RECORD_BYTES:
            raise InputError.at(name, f"a line is longer than {MAX_RECORD_BYTES >> 20} MiB; {EXPECTED_RECORDING}")
        yield line


def read_line_range(file: str, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield each line of a file that begins between the byte offsets `begin` and `end`, with its byte offset."""
    with open_file(file) as stream:
        position = begin
        if position:
            # Skip a line that begins before this range, since it belongs to the previous range.
            stream.seek(position - 1)
            position += len(stream.readline()) - 1
        while position < end and (line := stream.readline(MAX_RECORD_BYTES + 1)):
            if len(line) > MAX_RECORD_BYTES:
                message = f"a line is longer than {MAX_RECORD_BYTES >> 20} MiB; {EXPECTED_RECORDING}"
                raise InputError.at(file, message)
            yield position, line
            position += len(line)


def parse_line(line: bytes, at: int) -> Exchange:
    """Parse a line of an NDJSON recording. Raises MalformedRecordError if the line is not valid.

    `at` is the byte offset or the number of the line, for error messages.
    """
    try:
        record = _parse_line(line.removeprefix(b"\xef\xbb\xbf"))
        return _exchange(record)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedRecordError(at, *explain_error(error, line)) from None
    except ValueError as error:
        raise MalformedRecordError(at, 1, f"{error}; {EXPECTED_RECORDING}") from None


def _exchange(record: _Line) -> Exchange:
    method, status, body = record.method or "GET", record.status or 0, record.body
    headers = parse_headers(record.headers)
    aside = browser_entry(method, record.url, status, headers, header_names(record.request_headers))
    answer: RecordedResponse | None
    if status <= 0:
        answer = None
    elif isinstance(body, str):
        missing = BodyNotRecorded if content_length(headers) else None
        answer = response_of(status, headers, recorded_body(body, record.encoding, headers) if body else missing)
    elif body is msgspec.UNSET or body is None:
        # Many loggers keep no bodies. So without the key `body`, only a length of 0 proves that there was no body.
        is_empty = body is None or "content-length" in (headers or {})
        answer = response_of(status, headers, None if is_empty and not content_length(headers) else BodyNotRecorded)
    else:
        answer = RecordedResponse(status, headers, body=body)
    return Exchange(method, record.url, answer, aside, PAGE_FILES.fullmatch(record.url) is not None)
