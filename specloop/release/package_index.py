"""Client of a package index (PEP 691, PEP 503). It reads the file names and hashes of one version."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

import httpx2
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

from specloop.release.blockers import ReleaseBlocker
from specloop.release.subprocesses import ToolError

INDEX_TIMEOUT_S = 30.0
MAX_REDIRECTS = 5
PLAIN_HTTP_HOSTS = {"localhost", "127.0.0.1", "::1"}

READ_URLS = {
    "https://upload.pypi.org/legacy": "https://pypi.org/simple/",
    "https://test.pypi.org/legacy": "https://test.pypi.org/simple/",
}
"""Mapping from each known upload URL to the URL for reading.

Every other index is read at `simple/` below its upload URL.
"""

_ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
_HREF = re.compile(r"""<a\s[^>]*?href\s*=\s*["']([^"']+)""", re.IGNORECASE)


def read_url(url: str) -> str:
    """Return the URL for reading a package index, from its URL for uploads.

    `https://upload.pypi.org/legacy/` becomes `https://pypi.org/simple/`. For an index that is not in READ_URLS, append
    `/simple/`.
    """
    plain = url.rstrip("/")
    return READ_URLS.get(plain, f"{plain}/simple/")


def url_problems(url: str) -> list[ReleaseBlocker]:
    """Return the reasons not to send files and credentials to a URL, such as unencrypted HTTP; [] for a safe URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        fix = "pass one, as in `make publish INDEX=https://upload.pypi.org/legacy/`, or with --index"
        return [ReleaseBlocker(f"{_public_url(url)!r} is not the URL of an index", fix)]
    found = []
    if parts.username or parts.password:
        fix = "put them into TWINE_USERNAME and TWINE_PASSWORD, or into the keyring"
        found.append(ReleaseBlocker("the URL of the index has credentials in it, and URLs are printed and logged", fix))
    if parts.scheme == "http" and parts.hostname not in PLAIN_HTTP_HOSTS:
        found.append(
            ReleaseBlocker(f"{_public_url(url)} would get the credentials unencrypted", "pass its https:// URL")
        )
    return found


def files(read_at: str, project: str, version: str) -> dict[str, str]:
    """Return the files of one version of a project on an index: file name -> SHA-256, or "" for an unknown hash.

    `read_at` is the URL for reading the index. Raises ToolError if the index cannot be reached.
    """
    name = canonicalize_name(project)
    base = read_at.rstrip("/") + "/"
    with httpx2.Client(timeout=INDEX_TIMEOUT_S, headers={"Accept": _ACCEPT}) as client:
        page = _ask(client, f"{base}{name}/")
        if page is not None:
            return {file: hash_ for file, hash_ in _list_files(page) if _version(file, name) == version}
        # The index has no page of the project. If the root page is also missing, the URL is not that of an index.
        if base not in READ_URLS.values() and _ask(client, base) is None:
            raise ToolError(base, "the index is not readable here; pass the URL for reading with --simple")
    return {}


def _ask(client: httpx2.Client, url: str) -> httpx2.Response | None:
    """Fetch a page of a package index. Return None if it does not exist or redirects to another host.

    Raises ToolError if the index cannot be read.
    """
    host = urlsplit(url).netloc
    try:
        for _ in range(MAX_REDIRECTS):
            response = client.get(url)
            if response.has_redirect_location:
                url = str(response.url.join(response.headers["location"]))
                if urlsplit(url).netloc != host:
                    return None
                continue
            if response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                return None
            if response.status_code != HTTPStatus.OK:
                raise ToolError(url, f"the index responds with {response.status_code}, so its files cannot be listed")
            return response
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ToolError(
            url, f"the index cannot be reached: {str(error) or type(error).__name__}; try again later"
        ) from None
    raise ToolError(url, "the index redirects in circles; pass the URL for reading with --simple")


def _list_files(page: httpx2.Response) -> Iterator[tuple[str, str]]:
    """Yield the name and the SHA-256 of each file on an index page, which is JSON (PEP 691) or HTML (PEP 503)."""
    if "json" in page.headers.get("content-type", ""):
        try:
            for file in json.loads(page.content)["files"]:
                yield str(file["filename"]), str(file.get("hashes", {}).get("sha256", ""))
        except (ValueError, LookupError, TypeError, AttributeError):
            raise ToolError(str(page.url), "this response is not a page of an index; check the URL") from None
        return
    for href in _HREF.findall(page.text):
        link = urlsplit(html.unescape(href))
        yield unquote(link.path).rpartition("/")[2], link.fragment.partition("sha256=")[2]


def _version(file: str, name: str) -> str | None:
    try:
        found, version = parse_wheel_filename(file)[:2] if file.endswith(".whl") else parse_sdist_filename(file)
    except (InvalidWheelFilename, InvalidSdistFilename):
        return None
    return str(version) if found == name else None


def _public_url(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url)
