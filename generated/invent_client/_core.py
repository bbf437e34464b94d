"""What a client was told, and what a call says -> an Exchange to carry out; an answer -> what the method returns.

All that the sync and the async client have in common, which is all but sending, reading and waiting.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, Self, TypeVar

import httpx2

from . import _about
from ._auth import Credentials
from ._encoding import is_sent, query_text
from ._errors import RootError
from ._exchange import Exchange
from ._headers import set_headers
from ._logging import configure
from ._mismatch import MismatchPolicy, undecodable
from ._operation import Body, Operation, Parts
from ._payload import choose, encode
from ._pool import AsyncPool, SyncPool
from ._types import UNSET

if TYPE_CHECKING:
    from typing import TypedDict

    from ._auth import Credential
    from ._mismatch import OnMismatch
    from ._paging import Leaf
    from ._payload import Content
    from ._raw import RawResponse
    from ._types import Unset

    Timeout = float | httpx2.Timeout | None

    class Options(TypedDict, total=False):
        """What any call may say, beside the values of parameters.

        `timeout` (seconds, or an httpx2.Timeout) holds for each attempt and each phase of it; `deadline` (seconds)
        for all attempts together.
        """

        timeout: Timeout
        deadline: float | None
        extra_headers: Mapping[str, Any] | None
        extra_query: Mapping[str, Any] | None

    class BodyOptions(Options, total=False):
        """What a call of an operation with a request body may say."""

        body: Any
        content_type: str | None


__all__ = ["DEFAULT_MAX_BYTES", "BaseClient", "free_request", "is_loopback", "settings"]

Pool = TypeVar("Pool", SyncPool, AsyncPool)

DEFAULT_MAX_BYTES = 64 * 1024 * 1024

_DEFAULT_TIMEOUT = httpx2.Timeout(60.0, connect=5.0)  # seconds
_PYTHON = ".".join(map(str, sys.version_info[:3]))
_USER_AGENT = f"{_about.DISTRIBUTION}/{_about.VERSION} python/{_PYTHON} httpx2/{httpx2.__version__}"
_JSON, _OCTETS = Body("application/json"), Body("application/octet-stream")
_LENGTH_SAID = frozenset({"POST", "PUT", "PATCH"})  # these say how long their content is, even if there is none


class BaseClient(Generic[Pool]):
    """Settings, credentials and the pool of connections of a client."""

    # Set to False by a client whose operations can all be called without credentials.
    _requires_credentials: ClassVar[bool] = True

    def _set_up(
        self,
        pool: Pool,
        *,
        owner: bool,
        credentials: Credentials,
        base_url: str,
        timeout: Timeout,
        max_retries: int,
        default_headers: Mapping[str, str | None],
        mismatches: MismatchPolicy,
        max_response_bytes: int | None,
    ) -> None:
        if isinstance(max_retries, bool) or not isinstance(max_retries, int) or max_retries < 0:
            raise ValueError(f"max_retries is {max_retries!r}; expected how often a request is repeated, 0 for never")
        if max_response_bytes is not None and max_response_bytes <= 0:
            raise ValueError(f"max_response_bytes is {max_response_bytes!r}; expected bytes, or None for no limit")
        set_headers(httpx2.Headers(), default_headers)  # what cannot be sent is told now
        self._pool: Pool = pool
        self._owner = owner
        self._closed = False
        self._credentials = credentials
        self._base_url = base_url
        self._host = httpx2.URL(base_url).netloc.decode()
        self._timeout: Timeout = timeout
        self._timeouts = httpx2.Timeout(_DEFAULT_TIMEOUT if timeout is None else timeout).as_dict()
        self._max_retries = max_retries
        self._default_headers = dict(default_headers)
        self._mismatches = mismatches
        self._max_response_bytes = max_response_bytes
        self._templates: dict[Operation, tuple[httpx2.Headers, tuple[str, ...]]] = {}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self._base_url}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds connections and credentials: it is not pickled, and not copied")

    @property
    def base_url(self) -> str:
        """The address that paths are appended to, without a slash at its end."""
        return self._base_url

    def with_options(
        self,
        *,
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int | None = None,
        default_headers: Mapping[str, str | None] | None = None,
        on_mismatch: OnMismatch | None = None,
        max_response_bytes: int | Unset | None = UNSET,
        **credentials: Credential,
    ) -> Self:
        """Give a client with some settings changed; this one stays as it is.

        Both use the same connections. Closing the new client closes none of them; closing this one closes both.

        Args:
            base_url: Another address.
            timeout: Seconds, or an httpx2.Timeout; `httpx2.Timeout(None)` waits for ever.
            max_retries: How often a request is repeated at most.
            default_headers: Headers to add; a value of None takes one away.
            on_mismatch: What to do about answers that are not what the contract documents.
            max_response_bytes: The most bytes of an answer, decompressed; None for no limit.
            **credentials: Other credentials, under the names that the constructor has for them.

        Raises:
            ValueError: A setting cannot be.
            TypeError: There is no such credential.
        """
        found = self._credentials.replaced(_by_scheme(credentials)) if credentials else self._credentials
        other = object.__new__(type(self))
        other._set_up(
            self._pool,
            owner=False,
            credentials=found,
            base_url=_checked_url(self._base_url if base_url is None else base_url, found),
            timeout=self._timeout if timeout is None else timeout,
            max_retries=self._max_retries if max_retries is None else max_retries,
            default_headers={**self._default_headers, **(default_headers or {})},
            mismatches=self._mismatches if on_mismatch is None else MismatchPolicy(on_mismatch),
            max_response_bytes=self._max_response_bytes if max_response_bytes is UNSET else max_response_bytes,
        )
        return other

    def _exchange(
        self,
        operation: Operation,
        parts: Parts,
        *,
        body: Any = UNSET,
        content_type: str | None = None,
        timeout: Timeout = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, Any] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Exchange:
        """Make of what a call says what is to be carried out."""
        pool = self._pool
        if self._closed or pool.closed:
            raise RootError("This client is closed. Make another one, or close it later")
        known = self._templates.get(operation)
        if known is None:
            known = self._template(operation)
        headers, secrets = known
        content: Content | None = None
        media = None if body is UNSET else choose(operation, content_type, body)
        if media is not None:
            content, content_type = encode(media[0], body, media[1])
        if content is not None or parts.headers or parts.cookies or extra_headers or operation.method in _LENGTH_SAID:
            headers = _completed(headers, operation, parts, content, content_type, extra_headers)
        query = _extended(parts.query, extra_query) if extra_query else parts.query
        address = f"{self._base_url}{parts.path}"
        try:
            url = httpx2.URL(f"{address}?{query}" if query else address)
        except httpx2.InvalidURL as error:
            raise ValueError(f"{operation.label} cannot be asked for: {error}") from None
        return Exchange(
            label=operation.label,
            method=operation.method,
            url=url,
            headers=headers,
            content=content,
            credentials=self._credentials,
            secrets=secrets,
            timeouts=self._phases(timeout),
            deadline=deadline,
            max_retries=self._max_retries,
            repeatable=operation.repeatable,
            limit=self._max_response_bytes,
            cookies=None if pool.foreign is None else pool.foreign.cookies,
        )

    def _phases(self, timeout: Timeout) -> dict[str, float | None]:
        """Give the seconds for each phase of an attempt: what the call says, else the client, else its `http_client`."""
        if timeout is not None:
            return httpx2.Timeout(timeout).as_dict()
        foreign = self._pool.foreign
        if foreign is not None and self._timeout is None:
            return foreign.timeout.as_dict()
        return self._timeouts

    def _template(self, operation: Operation) -> tuple[httpx2.Headers, tuple[str, ...]]:
        """Give the headers of all requests of an operation, and the schemes whose secrets are yet to be added."""
        names = self._credentials.choose(operation.security)
        if names is None:
            ways = " or ".join(" and ".join(way) for way in operation.security)
            raise RootError(f"{operation.name} needs credentials: {ways}")
        headers = httpx2.Headers(self._pool.headers)
        headers["host"] = self._host
        headers["accept"] = operation.accept
        headers["user-agent"] = _USER_AGENT
        late = []
        for name in names:
            place = self._credentials.static_place(name)
            if place is not None and place[0] == "header":
                headers[place[1]] = place[2]
            else:
                late.append(name)
        set_headers(headers, self._default_headers)
        known = headers, tuple(late)
        if operation.kept:
            self._templates[operation] = known
        return known

    def _decode(self, operation: Operation, exchange: Exchange, answer: RawResponse[Any]) -> Any:
        """Decode an answer to what the method returns.

        Raises:
            ResponseValidationError: It is not what the contract documents.
        """
        content_type = answer.headers.get("content-type")
        type_ = operation.type_of(answer.status_code, content_type)
        if type_ is None:
            return None
        if type_ is bytes:
            return answer.content
        if type_ is str:
            return _text(answer.content, content_type)
        if type_ is Any and not answer.content:
            return None
        from ._codec import Undecodable, decode

        try:
            value, faults = decode(answer.content, type_)
        except Undecodable as error:
            raise undecodable(operation.id, error, content_type, exchange.shown(answer)) from None
        if faults:
            self._mismatches.apply(operation.id, faults, lambda: exchange.shown(answer))
        return value

    def _read_leaf(self, operation: Operation, exchange: Exchange, answer: RawResponse[Any]) -> Leaf:
        from ._paging import read_leaf

        return read_leaf(operation, answer, self._decode(operation, exchange, answer))


def free_request(
    method: str,
    path: str,
    *,
    params: Mapping[str, Any] | None,
    json: Any,
    content: Any,
    headers: Mapping[str, Any] | None,
) -> tuple[Operation, Parts, dict[str, Any]]:
    """Make an operation of a request that the contract does not have.

    Returns:
        The operation, the parts of the request, and what _exchange is told of its body.

    Raises:
        ValueError: The path is not below the address of the API, or there are two bodies.
    """
    if not path.startswith("/"):
        raise ValueError(f"path is {path!r}; expected one that begins with a slash: it is appended to base_url")
    path, _, query = path.partition("?")
    operation = Operation(
        name="request",
        id=f"{method.upper()} {path}",
        method=method,
        path="/",
        bodies=(_JSON, _OCTETS),
        responses={"2XX": {"*/*": lambda: Any}},
        security=(*((name,) for name in _about.SECURITY), ()),
        kept=False,
    )
    operation.label = operation.id
    if params:
        query = _extended(query, params)
    body: dict[str, Any] = {}
    if json is not UNSET and content is not UNSET:
        raise ValueError("json and content were both given; expected one body")
    if json is not UNSET:
        body = {"body": json}
    elif content is not UNSET:
        body = {"body": content, "content_type": _OCTETS.content_type}
    return operation, Parts(path, query, [*(headers or {}).items()], ""), body


def settings(credentials: Mapping[str, Any], base_url: str | None, *, required: bool) -> tuple[Credentials, str]:
    """Complete credentials and address from the environment, and check them.

    Raises:
        RootError: One is missing; the message names the argument and the variable.
        ValueError: A credential cannot be sent, or would be sent where others can read it.
    """
    configure()
    prefix = _about.ENV_PREFIX
    given = {name: _from_environment(name, credentials.get(name)) for name in _about.SECURITY}
    found = Credentials(_about.SECURITY, given)
    if required and _about.SECURITY and not found:
        ways = [
            f"pass {' and '.join(scheme.arguments)}, or set {' and '.join(scheme.variables(prefix))}"
            for scheme in _about.SECURITY.values()
        ]
        raise RootError(f"{_about.CLIENT} has no credentials: {'; or '.join(ways)}")
    address = base_url or os.environ.get(f"{prefix}_BASE_URL") or _about.BASE_URL
    if not address:
        raise RootError(f"{_about.CLIENT} has no address: pass base_url, or set {prefix}_BASE_URL")
    return found, _checked_url(address, found)


def is_loopback(address: str) -> bool:
    """Whether an address leads to this machine, without asking anyone."""
    host = httpx2.URL(address).host
    if host == "localhost" or host.endswith(".localhost"):
        return True
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _checked_url(address: str, credentials: Credentials) -> str:
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL as error:
        raise ValueError(f"base_url cannot be read: {error}") from None
    if url.userinfo:
        raise ValueError("base_url holds a user name or password; pass credentials as arguments")
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise ValueError(f"base_url is {address!r}; expected https://host, perhaps with a path")
    if url.scheme == "http" and credentials and not is_loopback(address):
        raise ValueError(
            f"base_url is {address!r}: credentials are not sent over plain http://, where anyone on the way can read "
            "them, except to this machine itself; use https://"
        )
    return address.rstrip("/")


def _from_environment(name: str, given: Any) -> Any:
    scheme = _about.SECURITY[name]
    variables = [os.environ.get(variable) or None for variable in scheme.variables(_about.ENV_PREFIX)]
    if scheme.kind != "basic":
        return given or variables[0]
    if given is not None and not isinstance(given, tuple):
        return given
    pair = tuple(value or variable for value, variable in zip(given or (None, None), variables, strict=True))
    return pair if all(value is not None for value in pair) else None


def _by_scheme(arguments: Mapping[str, Any]) -> dict[str, Any]:
    rest = dict(arguments)
    given: dict[str, Any] = {}
    for name, scheme in _about.SECURITY.items():
        values = [rest.pop(argument) for argument in scheme.arguments if argument in rest]
        if values:
            given[name] = values[0] if len(scheme.arguments) == 1 else tuple(values)
    if rest:
        raise TypeError(f"{', '.join(rest)}: there is no such option")
    return given


def _completed(
    template: httpx2.Headers,
    operation: Operation,
    parts: Parts,
    content: Content | None,
    content_type: str | None,
    extra: Mapping[str, Any] | None,
) -> httpx2.Headers:
    """Add to the headers of an operation those of one call; the caller's own come last and win."""
    headers = httpx2.Headers(template)
    if content is not None and content_type is not None:
        set_headers(headers, {"content-type": content_type})
    if isinstance(content, bytes) or (content is None and operation.method in _LENGTH_SAID):
        headers["content-length"] = str(len(content or b""))
    if parts.cookies:
        there = headers.get("cookie")
        set_headers(headers, {"cookie": f"{there}; {parts.cookies}" if there else parts.cookies})
    set_headers(headers, dict(parts.headers))
    set_headers(headers, extra or {})
    return headers


def _extended(query: str, extra: Mapping[str, Any]) -> str:
    """Add to a query string; what is added takes the place of what has the same name."""
    added = [(name, query_text(name, value, "form", explode=True)) for name, value in extra.items() if is_sent(value)]
    names = {query_text(name, "", "form", explode=True) for name in extra}
    kept = [pair for pair in query.split("&") if pair and f"{pair.partition('=')[0]}=" not in names]
    return "&".join([*kept, *(pairs for _, pairs in added if pairs)])


def _text(content: bytes, content_type: str | None) -> str:
    import codecs

    charset = (content_type or "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or "utf-8"
    try:
        codecs.lookup(charset)
    except LookupError:
        charset = "utf-8"
    return content.decode(charset, "replace")
