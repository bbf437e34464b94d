"""Formatting of a request as a curl command for the user's shell. Environment variables replace credentials."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from ._metadata import ENV_PREFIX

if TYPE_CHECKING:
    import httpx2

    from ._auth import Credentials
    from ._content import Content

__all__ = ["curl_command"]

_MAX_BODY_BYTES = 10_000
# curl adds these headers to each request, so the command omits them.
_OMITTED_HEADERS = frozenset({"host", "user-agent", "accept-encoding", "connection", "content-length"})


def curl_command(
    method: str,
    url: httpx2.URL,
    headers: httpx2.Headers,
    content: Content | None,
    credentials: Credentials,
    *,
    sends_credentials: bool = True,
) -> str:
    """Return a one-line curl command with which a user can send a request again.

    Args:
        method: The HTTP method.
        url: The URL, without query parameters that carry credentials.
        headers: The headers of the request. In the command, environment variables replace credentials.
        content: The body; None if the request has no body.
        credentials: The credentials of the client.
        sends_credentials: Whether the request carries the credentials of the client.
    """
    words = ["curl", "-X", method]
    address = credentials.blank_text(str(url))
    for location, name, variable in credentials.variables(ENV_PREFIX) if sends_credentials else ():
        if location == "header":
            words += ["-H", f'"{name}: {variable}"']
        elif location == "cookie":
            words += ["-b", f'"{name}={variable}"']
        elif location == "query":
            words += ["-G", "--data-urlencode", f'"{name}={variable}"']
        else:
            words += ["-u", f'"{variable}"']
    secret_headers = credentials.header_names()
    for name, value in headers.items():
        if name.lower() not in _OMITTED_HEADERS and name.lower() not in secret_headers:
            words += ["-H", quote(credentials.blank_text(f"{name}: {value}"))]
    if isinstance(content, bytes) and content:
        words += ["--data-binary", _body(content, credentials)]
    elif content is not None and content != b"":
        words += ["--data-binary", "@FILE"]
    return " ".join([*words, quote(address)])


def _body(content: bytes, credentials: Credentials) -> str:
    try:
        text = content[: _MAX_BODY_BYTES + 1].decode()
    except UnicodeDecodeError:
        return "@FILE"
    return quote(credentials.blank_text(text)) if len(content) <= _MAX_BODY_BYTES else "@FILE"
