"""Parsing of base URLs.

Most URLs match a regex. Other URLs, such as one with a user or a query, are parsed by httpx2. It is slow to import,
so it is imported only for these URLs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Address", "is_direct", "is_loopback", "parse_address"]

_MAX_PORT = 65535

# This regex matches a URL whose host is a lower-case name or 127.0.0.1, and which has no user, query, fragment or
# character that needs percent-encoding. The URL can then be split without httpx2.
_PLAIN = re.compile(
    r"(https?)://(127\.0\.0\.1|(?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)(?::([1-9][0-9]{0,4}))?(/[A-Za-z0-9._~/-]*)?", re.ASCII
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}


class Address(NamedTuple):
    """The address of an API: its base URL, parsed into scheme, host, port and path."""

    scheme: str
    host: str
    netloc: str
    """The host and port of the URL, in the form of a Host header."""
    path: str
    has_user: bool = False
    has_query: bool = False
    """Whether the URL has a query or a fragment."""


def parse_address(url: str) -> Address:
    """Parse a base URL into an Address: scheme, host, port and path.

    Raises:
        ValueError: The URL is invalid.
        TypeError: The URL is not a str.
    """
    if not isinstance(url, str):
        raise TypeError(f"base_url is {url!r}; expected a string, such as 'https://host'")
    match = _PLAIN.fullmatch(url)
    if match is not None:
        scheme, host, port, path = match.groups()
        is_encoded = "xn--" in host or "/." in (path or "")
        if not is_encoded and port != _DEFAULT_PORTS[scheme] and int(port or 0) <= _MAX_PORT:
            return Address(scheme, host, f"{host}:{port}" if port else host, path or "/")
    import httpx2

    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise ValueError(str(error)) from None
    return Address(
        parsed.scheme,
        parsed.host,
        parsed.netloc.decode(),
        parsed.path,
        bool(parsed.userinfo),
        bool(parsed.query or parsed.fragment),
    )


def is_direct(url: str) -> bool:
    """Return whether a URL has the scheme http and the host `localhost` or a loopback address.

    Requests to such a URL stay on this machine, so they may carry credentials unencrypted, and use no proxy.
    """
    return parse_address(url).scheme == "http" and is_loopback(url)


def is_loopback(url: str) -> bool:
    """Return whether the host of a URL is `localhost` or a loopback address, without a DNS lookup."""
    host = parse_address(url).host
    if host in ("localhost", "127.0.0.1") or host.endswith(".localhost"):
        return True
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
