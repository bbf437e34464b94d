"""Recording of requests and responses in a HAR 1.2 file, without credentials, cookies and other secrets."""

from __future__ import annotations

import base64
import json
import os
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx2

from ._metadata import DISTRIBUTION, SECURITY, VERSION
from ._redaction import REDACTED, blank_content, blank_query, has_named_values, has_secret

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from ._content import Content
    from ._exchange import Exchange

__all__ = ["Recorder"]

_SECRET_HEADERS = frozenset(
    {"authorization", "cookie", "proxy-authorization", "set-cookie", "www-authenticate"}
    | {scheme.name.lower() for scheme in SECURITY.values() if scheme.location == "header"}
)
_SECRET_PARAMETERS = frozenset(scheme.name for scheme in SECURITY.values() if scheme.location == "query")


class Recorder:
    """Writes requests and responses to a HAR file. Threads and tasks may share a recorder.

    Args:
        path: The file, which must not exist.

    Raises:
        OSError: The file exists, or cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8")
        self._lock = threading.Lock()
        self._count = 0
        creator = json.dumps({"name": DISTRIBUTION, "version": VERSION})
        self._file.write(f'{{"log": {{"version": "1.2", "creator": {creator}, "entries": [')

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._lock:
            self._file.write("\n]}}\n")
            self._file.close()

    def add(self, exchange: Exchange, response: httpx2.Response, content: bytes | None) -> None:
        """Record one attempt of a call: its request and its response.

        Args:
            exchange: The call.
            response: The response of the attempt.
            content: The decompressed body of the response; None for a stream, whose body is not recorded.
        """
        entry = json.dumps(_entry(exchange, response, content))
        with self._lock:
            if not self._file.closed:
                self._file.write(f"{',' if self._count else ''}\n{entry}")
                self._count += 1


def _entry(exchange: Exchange, response: httpx2.Response, content: bytes | None) -> dict[str, Any]:
    blank = exchange.credentials.blank_text
    request = response.request
    url = blank_query(httpx2.URL(blank(str(request.url))), _SECRET_PARAMETERS)
    return {
        "startedDateTime": datetime.now(UTC).isoformat(),
        "time": 0,
        "request": {
            "method": request.method,
            "url": str(url),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _headers(request.headers, blank),
            "queryString": [{"name": name, "value": value} for name, value in url.params.multi_items()],
            "headersSize": -1,
            "bodySize": -1,
            **_post_data(exchange.content, request.headers.get("content-type", ""), blank),
        },
        "response": {
            "status": response.status_code,
            "statusText": response.reason_phrase,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _headers(response.headers, blank),
            "content": _received(content, response.headers.get("content-type", ""), blank),
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    }


def _headers(headers: httpx2.Headers, blank: Callable[[str], str]) -> list[dict[str, str]]:
    return [
        {"name": name, "value": REDACTED if _is_secret(name, value) else blank(value)}
        for name, value in headers.multi_items()
    ]


def _is_secret(header: str, value: str) -> bool:
    return header.lower() in _SECRET_HEADERS or has_secret(header, value)


def _post_data(content: Content | None, content_type: str, blank: Callable[[str], str]) -> dict[str, Any]:
    """Return the request body as the HAR field `postData`, with `[secret]` in place of secret values.

    Return {} if there is no body, if it is streamed, or if it is not UTF-8 text.
    """
    if not isinstance(content, bytes) or not content:
        return {}
    text = blank_content(content, content_type, blank)
    return {} if text is None else {"postData": {"mimeType": content_type, "text": text}}


def _received(content: bytes | None, content_type: str, blank: Callable[[str], str]) -> dict[str, Any]:
    if content is None:
        return {"size": -1, "mimeType": content_type, "comment": "read as a stream"}
    text = blank_content(content, content_type, blank)
    if text is None and has_named_values(content_type):
        text = REDACTED  # in an encoding other than UTF-8
    if text is not None:
        return {"size": len(content), "mimeType": content_type, "text": text}
    encoded = base64.b64encode(content).decode()
    return {"size": len(content), "mimeType": content_type, "text": encoded, "encoding": "base64"}
