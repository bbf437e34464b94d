"""A path or a URL -> its text, and the name by which a report may speak of it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx2

from specloop.errors import InputError

LARGEST = 16 * 1024 * 1024
PATIENCE = 30.0


def text(source: str, *, wanted: str) -> str:
    """Read a file, or fetch it. Raises InputError."""
    data = _fetched(source, wanted) if is_url(source) else _read(source, wanted)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError.at(name(source), f"is not UTF-8; expected {wanted}", line) from None


def is_url(source: str) -> bool:
    """Tell a URL from a path."""
    return source.lower().startswith(("http://", "https://"))


def name(source: str) -> str:
    """Give a path as it is, and a URL without what may be a secret: who asks, the query, the fragment."""
    if not is_url(source):
        return source
    scheme, _, rest = source.partition("://")
    bare = re.split("[?#]", rest, maxsplit=1)[0]
    host, slash, path = bare.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def _read(source: str, wanted: str) -> bytes:
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError.at(source, f"cannot be read: {error.strerror}; expected {wanted}") from None


def _fetched(url: str, wanted: str) -> bytes:
    deadline, data = time.monotonic() + PATIENCE, bytearray()
    try:
        with httpx2.stream("GET", url, follow_redirects=True, timeout=PATIENCE) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > LARGEST or time.monotonic() > deadline:
                    raise InputError.at(name(url), f"is too large or takes too long; expected {wanted}")
    except httpx2.HTTPStatusError as error:
        raise InputError.at(
            name(url), f"the server answers {error.response.status_code}; expected 200 and {wanted}: has it moved?"
        ) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        reason = str(error).replace(url, name(url)) or type(error).__name__
        raise InputError.at(name(url), f"cannot be fetched: {reason}; expected {wanted}") from None
    return bytes(data)
