"""Access tokens of OAuth2, fetched from the token URL and cached until they expire.

The supported grants are client credentials (RFC 6749, 4.4) and refresh tokens (RFC 6749, 6). No repr and no exception
message contains a token or a secret.
"""

from __future__ import annotations

import base64
import json
import os
import threading
import time
from shlex import quote
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlencode, urljoin
from weakref import WeakKeyDictionary

import httpx2

from ._auth import Tokens, blank_secrets
from ._error_bodies import error_text
from ._exceptions import AuthenticationError, ErrorResponse, RootError, printable, status_error
from ._metadata import ENV_PREFIX
from ._response import RawResponse
from ._retry import TokenUnavailableError, retry_after

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator, Mapping

    import anyio

    from ._auth import Grant

__all__ = ["GrantTokens"]

_MAX_MARGIN_S = 60.0  # A token is renewed at most this long before it expires.
_MARGIN = 0.1  # A token is renewed when this share of its lifetime is left.
_MAX_CONTENT_BYTES = 256 * 1024  # limit for a response of the token URL
_MAX_TEXT_CHARS = 500  # maximum length of the text of the token URL in a message
_SHOWN_HEADERS = ("x-request-id", "retry-after", "date", "www-authenticate")
_MAX_KEPT_TOKENS = 4  # number of latest access tokens to remember, because exceptions must not contain them
_UNAUTHORIZED, _BAD_REQUEST, _TOO_MANY_REQUESTS, _MIN_SERVER_ERROR = 401, 400, 429, 500

# The two methods of client authentication (RFC 6749, 2.3.1). HTTP Basic comes first, because most servers support it.
_BASIC, _BODY = "basic", "body"


class _TokenRequest:
    """A request for an access token: form fields and method of client authentication. The repr has no secret."""

    __slots__ = ("authentication", "form")

    def __init__(self, form: dict[str, str], authentication: str) -> None:
        self.form = form
        self.authentication = authentication


class GrantTokens(Tokens):
    """Access tokens that are fetched with a client id and its secret, or with a refresh token.

    Args:
        grant: The OAuth2 flows of the contract: token URL, scopes and grant types.
        values: The constructor arguments of the client that are for OAuth2, by name: client id, client secret, refresh
            token, token URL and scopes.
        address: The base URL of the API; a relative token URL is resolved against it.

    Raises:
        TypeError: The value of an argument is not a string.
        ValueError: The token URL is invalid, or secrets would be sent over plain http:// to another machine.
    """

    __slots__ = (
        "_async_locks",
        "_authentication",
        "_client_id",
        "_expires",
        "_grant",
        "_locks",
        "_refresh",
        "_scopes",
        "_secret",
        "_seen",
        "_token",
        "_url",
        "_values",
    )

    def __init__(self, grant: Grant, values: Mapping[str, Any], address: str) -> None:
        self._grant = grant
        self._values = dict(values)
        client_id, secret, refresh, url, scopes = (values.get(name) for name in grant.arguments)
        for name, value in zip(grant.arguments, (client_id, secret, refresh, url, scopes), strict=True):
            if value is not None and not isinstance(value, str):
                raise TypeError(f"{name} must be a string, not {type(value).__name__}")
        self._client_id: str = client_id or ""
        self._secret: str = secret or ""
        self._refresh: str = refresh or ""
        self._scopes: str = " ".join(grant.scopes) if scopes is None else scopes
        self._url: str = urljoin(f"{address}/", url or grant.token_url)
        self._check_url()
        self._authentication = _BASIC
        self._token = ""
        self._expires = 0.0
        self._seen: list[str] = []
        self._locks: dict[int, threading.Lock] = {}  # by process id: a thread may hold a lock during a fork
        self._async_locks: WeakKeyDictionary[Any, anyio.Lock] = WeakKeyDictionary()

    def __repr__(self) -> str:
        return f"<access tokens of {self._url}>"

    def secrets(self) -> set[str]:
        """Return the client secret, the refresh tokens and access tokens, which no exception message may contain."""
        basic = base64.b64encode(self._pair.encode()).decode()
        return {self._secret, quote_plus(self._secret), basic, self._refresh, *self._seen} - {""}

    def changed(self, values: Mapping[str, Any]) -> GrantTokens:
        """Return new GrantTokens without cached tokens, with other values for some of the client's OAuth2 arguments.

        The keys of `values` are names of the client's constructor arguments.
        """
        return GrantTokens(self._grant, {**self._values, **values}, self._url)

    def drop(self, token: str) -> None:
        """Remove an access token from the cache, because the API rejected it. A newer token stays in the cache."""
        if token == self._token:
            self._token = ""

    def get(self, http: httpx2.Client, timeouts: Mapping[str, float | None]) -> str:
        """Return an access token that is not about to expire, from the cache or the token URL.

        One thread fetches a token with `http`, and other threads wait for it. `timeouts` has the seconds to wait in
        each phase of the request.

        Raises:
            httpx2.ConnectError: The token URL cannot be reached, or responded 429 or 5xx.
            AuthenticationError: The token URL responded with another error status.
            RootError: The response contains no access token.
        """
        token = self._current()
        if token:
            return token
        with self._locks.setdefault(os.getpid(), threading.Lock()):
            token = self._current()
            if token:
                return token
            steps = self._fetch()
            request = next(steps)
            while True:
                try:
                    response = http.send(self._request(request, timeouts), stream=True, follow_redirects=False)
                    try:
                        result: RawResponse[Any] = RawResponse(
                            response.status_code, response.headers, _limited(response.iter_bytes())
                        )
                    finally:
                        response.close()
                except (httpx2.HTTPError, OSError) as error:
                    raise self._unreachable(error) from None
                try:
                    request = steps.send(result)
                except StopIteration:
                    return self._token

    async def aget(self, http: httpx2.AsyncClient, timeouts: Mapping[str, float | None]) -> str:
        """Return an access token, as `get` does, for the async client. Only one task at a time fetches a token."""
        token = self._current()
        if token:
            return token
        async with self._async_lock():
            token = self._current()
            if token:
                return token
            steps = self._fetch()
            request = next(steps)
            while True:
                try:
                    response = await http.send(self._request(request, timeouts), stream=True, follow_redirects=False)
                    try:
                        result: RawResponse[Any] = RawResponse(
                            response.status_code, response.headers, await _alimited(response.aiter_bytes())
                        )
                    finally:
                        await response.aclose()
                except (httpx2.HTTPError, OSError) as error:
                    raise self._unreachable(error) from None
                try:
                    request = steps.send(result)
                except StopIteration:
                    return self._token

    def _async_lock(self) -> anyio.Lock:
        import anyio
        import anyio.lowlevel

        loop = anyio.lowlevel.current_token().native_token  # a lock belongs to an event loop
        return self._async_locks.setdefault(loop, anyio.Lock())

    @property
    def _pair(self) -> str:
        return f"{quote_plus(self._client_id)}:{quote_plus(self._secret)}"

    def _current(self) -> str:
        return self._token if time.monotonic() < self._expires else ""

    def _fetch(self) -> Generator[_TokenRequest, RawResponse[Any], None]:
        """Yield requests for an access token, receive the responses by the generator's `send`, and cache the token.

        Yield another request if the server rejects the method of client authentication, or the refresh token.
        """
        response = yield _TokenRequest(self._form(), self._authentication)
        if self._secret and _is_refused_client(response):
            other = _BODY if self._authentication == _BASIC else _BASIC
            second = yield _TokenRequest(self._form(), other)
            if _is_success(second.status_code):
                self._authentication, response = other, second
        has_grant = self._secret and self._grant.gives_client_credentials
        if self._refresh and has_grant and not _is_success(response.status_code):
            self._refresh = ""  # The refresh token has expired or is already used.
            response = yield _TokenRequest(self._form(), self._authentication)
        self._keep(response)

    def _form(self) -> dict[str, str]:
        if self._refresh:
            return {"grant_type": "refresh_token", "refresh_token": self._refresh}
        return {"grant_type": "client_credentials", **({"scope": self._scopes} if self._scopes else {})}

    def _request(self, request: _TokenRequest, timeouts: Mapping[str, float | None]) -> httpx2.Request:
        headers = {"accept": "application/json", "content-type": "application/x-www-form-urlencoded"}
        if self._has_basic(request):
            headers["authorization"] = f"Basic {base64.b64encode(self._pair.encode()).decode()}"
        form = self._sent_form(request)
        url = self._url_of(form)
        return httpx2.Request(
            "POST", url, headers=headers, content=urlencode(form), extensions={"timeout": dict(timeouts)}
        )

    def _has_basic(self, request: _TokenRequest) -> bool:
        return request.authentication == _BASIC and bool(self._secret)

    def _sent_form(self, request: _TokenRequest) -> dict[str, str]:
        """Return the form fields of a token request, with client id and secret unless HTTP Basic carries them."""
        if self._has_basic(request) or not self._client_id:
            return request.form
        secret = {"client_secret": self._secret} if self._secret else {}
        return {**request.form, "client_id": self._client_id, **secret}

    def _url_of(self, form: Mapping[str, str]) -> str:
        is_refresh = "refresh_token" in form and self._grant.refresh_url
        return str(urljoin(self._url, self._grant.refresh_url)) if is_refresh else self._url

    def _keep(self, response: RawResponse[Any]) -> None:
        status = response.status_code
        if status == _TOO_MANY_REQUESTS or status >= _MIN_SERVER_ERROR:
            # The API request was not sent, because there is no token. A ConnectError makes the client repeat the call,
            # as after a failed connection.
            asked = retry_after(response.headers, time.time())
            raise TokenUnavailableError(f"the access token could not be fetched: {self._url} responded {status}", asked)
        if not _is_success(status):
            shown = self._shown(response)
            # Whatever the status, what failed is the authentication, and not the operation that the caller called.
            request = f"POST {self._url} (for an access token)"
            raise status_error(shown, request, 0, self._command(), kind=AuthenticationError)
        try:
            data = json.loads(response.content)
            token, lifetime = data["access_token"], data.get("expires_in")
        except (ValueError, KeyError, TypeError, RecursionError):
            data, token, lifetime = {}, None, None
        if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token.strip():
            text = printable(_text(self._shown(response)))[:_MAX_TEXT_CHARS]
            raise RootError(f"POST {self._url} responded {status} without an access token{f': {text}' if text else ''}")
        try:
            seconds = float("inf") if lifetime is None else float(lifetime)
        except (TypeError, ValueError):
            seconds = float("inf")
        self._seen = [*self._seen[1 - _MAX_KEPT_TOKENS :], token]
        rotated = data.get("refresh_token")
        if self._refresh and isinstance(rotated, str) and rotated:
            self._seen.append(self._refresh)
            self._refresh = rotated
        self._expires = time.monotonic() + seconds - min(_MAX_MARGIN_S, _MARGIN * seconds)
        self._token = token

    def _shown(self, response: RawResponse[Any]) -> ErrorResponse:
        """Return a response of the token URL as it may appear in an exception.

        Secrets and tokens are replaced, and headers other than `_SHOWN_HEADERS` are removed.
        """
        from ._redaction import blank_content  # imported here: only exceptions need it

        secrets = self.secrets()
        content = response.content.decode("utf-8", "replace").encode()
        text = blank_content(content, "application/json", lambda found: blank_secrets(found, secrets))
        headers = {name: response.headers[name] for name in _SHOWN_HEADERS if name in response.headers}
        return ErrorResponse(
            response.status_code,
            {name: blank_secrets(value, secrets) for name, value in headers.items()},
            (text or "").encode(),
        )

    def _command(self) -> str:
        """Return the request for an access token as a curl command, with environment variables in place of secrets."""
        client_id, secret, refresh = (f"${ENV_PREFIX}_{name.upper()}" for name in self._grant.arguments[:3])
        variables = {"client_id": client_id, "client_secret": secret, "refresh_token": refresh}
        request = _TokenRequest(self._form(), self._authentication)
        words = ["curl", "-X", "POST", *(["-u", f'"{client_id}:{secret}"'] if self._has_basic(request) else [])]
        for name, value in self._sent_form(request).items():
            words.append("--data-urlencode")
            words.append(f'"{name}={variables[name]}"' if name in variables else quote(f"{name}={value}"))
        return " ".join([*words, quote(self._url_of(request.form))])

    def _unreachable(self, error: Exception) -> httpx2.ConnectError:
        return httpx2.ConnectError(f"the access token could not be fetched: {self._url}: {type(error).__name__}")

    def _check_url(self) -> None:
        from ._address import is_loopback

        try:
            url = httpx2.URL(self._url)
        except httpx2.InvalidURL as error:
            raise ValueError(f"{self._grant.arguments[3]} cannot be read: {error}") from None
        if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
            raise ValueError(f"{self._grant.arguments[3]} is {self._url!r}; expected https://host/path")
        if url.scheme == "http" and not is_loopback(self._url):
            raise ValueError(
                f"{self._grant.arguments[3]} is {self._url!r}: secrets are not sent over "
                "plain http://, which is not encrypted; use https://"
            )


def _text(response: ErrorResponse) -> str:
    try:
        return error_text(response.json())
    except ValueError:
        return error_text(response.text)


def _limited(pieces: Iterator[bytes]) -> bytes:
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > _MAX_CONTENT_BYTES:
            break
        kept.append(piece)
    return b"".join(kept)


async def _alimited(pieces: AsyncIterator[bytes]) -> bytes:
    kept, size = [], 0
    async for piece in pieces:
        size += len(piece)
        if size > _MAX_CONTENT_BYTES:
            break
        kept.append(piece)
    return b"".join(kept)


def _is_success(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004


def _is_refused_client(response: RawResponse[Any]) -> bool:
    if response.status_code == _BAD_REQUEST:
        return b"invalid_client" in response.content or b"client_id" in response.content
    return response.status_code == _UNAUTHORIZED
