"""Formats a request as a curl command that the user can run. Environment variables replace credentials."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote as percent_encode

from ._headers import is_token
from ._metadata import ENV_PREFIX
from ._redaction import REDACTED, blank_content, blank_pairs, blank_query, has_secret

if TYPE_CHECKING:
    import httpx2

    from ._auth import Credentials
    from ._content import Content

__all__ = ["SentRequest", "curl_command"]

_MAX_BODY_BYTES = 10_000
# curl adds these headers to each request, so the command omits them.
_OMITTED_HEADERS = frozenset({"host", "user-agent", "accept-encoding", "connection", "content-length", "cookie"})
_SPECIAL = re.compile(r'(["\\$`])')  # characters that a shell interprets between double quotes

_RANGES = frozenset("[]{}")  # characters that curl interprets in a URL, unless the option -g is given


class SentRequest(NamedTuple):
    """A request for which a curl command is built.

    Attributes:
        method: The HTTP method.
        url: The URL, without query parameters that carry credentials.
        headers: The headers, before the credentials are added.
        content: The body; None if the request has no body.
        credentials: The credentials of the client.
        names: The names of the security schemes whose credentials the request carries.
        cookie_parameters: The cookies that are arguments of the call, in the form of a Cookie header.
    """

    method: str
    url: httpx2.URL
    headers: httpx2.Headers
    content: Content | None
    credentials: Credentials
    names: tuple[str, ...]
    cookie_parameters: str


def curl_command(request: SentRequest) -> str:
    """Return a curl command with which a user can send a request again.

    Environment variables replace credentials. `[secret]` replaces other secrets, such as a `password` in the body.
    """
    credentials, headers = request.credentials, request.headers
    words = ["curl", "--head"] if request.method == "HEAD" else ["curl", "-X", request.method]
    has_body = request.content is not None and request.content != b""
    covered, cookies = set(_OMITTED_HEADERS), []
    for location, name, variable in credentials.variables(ENV_PREFIX, request.names):
        if location == "header":
            words += ["-H", f'"{name}: {_with_scheme(variable, headers.get(name, ""))}"']
            covered.add(name.lower())
        elif location == "cookie":
            cookies.append((name, variable))
        elif location == "query":
            # -G would move a body into the query.
            words += [*(["--url-query"] if has_body else ["-G", "--data-urlencode"])]
            words.append(f'"{percent_encode(name, safe="")}={variable}"')
        else:
            words += ["-u", f'"{variable}"']
            covered.add("authorization")
    if found := _cookies(request, cookies):
        words += ["-b", f'"{found}"']
    secret_headers = credentials.header_names()
    for name, value in headers.items():
        if name.lower() not in covered:
            is_secret = name.lower() in secret_headers or has_secret(name, value)
            words += ["-H", quote(credentials.blank_text(f"{name}: {REDACTED if is_secret else value}"))]
    if has_body:
        content_type = headers.get("content-type", "")
        words += _body(request.content, content_type, credentials)
    address = credentials.blank_text(str(blank_query(request.url)))
    if not _RANGES.isdisjoint(address):
        words.append("-g")
    return " ".join([*words, quote(address)])


def _with_scheme(variable: str, header: str) -> str:
    """Replace "Bearer" in the value of a header by the authorization scheme in `header`, which the caller passed.

    For example, "Bearer $API_KEY" and the header "Token abc" result in "Token $API_KEY".
    """
    scheme, _, given = header.partition(" ")
    if not (given and is_token(scheme) and variable.startswith("Bearer ")):
        return variable
    return _SPECIAL.sub(r"\\\1", scheme) + variable.removeprefix("Bearer")


def _cookies(request: SentRequest, credentials: list[tuple[str, str]]) -> str:
    """Return the Cookie header for the curl command of a request, escaped for a shell's double quotes.

    `credentials` are pairs of cookie name and environment variable. `[secret]` replaces other secrets. It also
    replaces each cookie that is neither a credential nor an argument of the call.
    """
    parameters = blank_pairs(_pairs(request.cookie_parameters))
    shown = {name for name, _ in (*parameters, *credentials)}
    others = [(name, REDACTED) for name, _ in _pairs(request.headers.get("cookie", "")) if name not in shown]
    texts = [_SPECIAL.sub(r"\\\1", f"{name}={value}") for name, value in (*parameters, *others)]
    return "; ".join([*texts, *(f"{name}={variable}" for name, variable in credentials)])


def _pairs(cookies: str) -> list[tuple[str, str]]:
    split = (each.strip().partition("=") for each in cookies.split(";"))
    return [(name, value) for name, _, value in split if name]


def _body(content: object, content_type: str, credentials: Credentials) -> list[str]:
    text = None
    if isinstance(content, bytes) and len(content) <= _MAX_BODY_BYTES:
        text = blank_content(content, content_type, credentials.blank_text)
    # --data-binary would read a file if the content began with `@`.
    return ["--data-binary", "@FILE"] if text is None else ["--data-raw", quote(text)]
