"""Links to next pages: parsing of the `Link` header (RFC 8288), and building of requests from URLs in responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx2

from . import _metadata
from ._exceptions import PaginationError

if TYPE_CHECKING:
    from ._operation import EncodedRequest

__all__ = ["is_absolute", "linked", "next_link", "request_for_url", "without_credentials"]

_LINK_VALUE = re.compile(r'<([^<>]*)>((?:[^<"]|"(?:[^"\\]|\\.)*")*)')
_RELATION = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)
_ANCHOR = re.compile(r";\s*anchor\s*=", re.IGNORECASE)


def next_link(header: str | None) -> str | None:
    """Return the target of the link with `rel="next"` in a Link header. Return None if there is no such link."""
    return linked(header, "next")


def linked(header: str | None, relation_type: str) -> str | None:
    """Return the target of the first link with `relation_type` in a Link header; None if there is no such link."""
    for target, parameters in _LINK_VALUE.findall(header or ""):
        relation = _RELATION.search(parameters)
        if (
            relation
            and relation_type in (relation[1] or relation[2] or "").lower().split()
            and not _ANCHOR.search(parameters)
        ):
            return str(target)
    return None


def is_absolute(text: str) -> bool:
    """Return whether a text is an absolute HTTP(S) URL."""
    return text.lower().startswith(("http://", "https://"))


def without_credentials(url: str) -> str:
    """Remove the query parameters with credentials from a URL, because the client adds credentials to each request."""
    names = {scheme.name for scheme in _metadata.SECURITY.values() if scheme.location == "query"}
    address, mark, query = url.partition("?")
    if not names or not mark:
        return url
    pairs = (pair for pair in query.split("&") if next(iter(httpx2.QueryParams(pair)), "") not in names)
    kept = "&".join(pairs)
    return f"{address}?{kept}" if kept else address


def request_for_url(encoded: EncodedRequest, base_url: str, url: str) -> EncodedRequest:
    """Return the request for the URL of a page, with the headers and cookies of the request for the first page.

    Args:
        encoded: The encoded request for the first page.
        base_url: The base URL of the API.
        url: The URL of the page.

    Raises:
        PaginationError: The URL is invalid, or its origin differs from the origin of `base_url`.
    """
    from ._operation import EncodedRequest

    base = httpx2.URL(base_url)
    try:
        target = httpx2.URL(f"{base_url}{encoded.path}").join(url)
    except (httpx2.InvalidURL, ValueError):
        raise PaginationError("The server sent a URL of the next page that is not valid") from None
    if _origin(target) != _origin(base) or target.userinfo:
        raise PaginationError(
            f"The server sent a URL of the next page at {target.scheme}://{target.host}, which is not the API's origin "
            f"({base.scheme}://{base.host}): nothing was sent there"
        )
    path = target.raw_path.partition(b"?")[0].decode("ascii")
    query = target.query.decode("ascii")
    return EncodedRequest(path, query, encoded.headers, encoded.cookies, origin=f"{base.scheme}://{_host(base)}")


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)


def _host(url: httpx2.URL) -> str:
    return url.netloc.decode("ascii").rpartition("@")[2]
