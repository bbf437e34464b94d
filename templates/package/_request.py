"""Building of Exchange objects, each of which is one call with its HTTP request, timeouts and retries."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

import httpx2

from . import _metadata
from ._address import is_direct
from ._exceptions import RootError
from ._exchange import Exchange, RequestOptions
from ._headers import is_token, set_headers
from ._operation import Body, EncodedRequest, Operation, Parameter
from ._serialization import is_sent, query_text
from ._settings import checked_url, timeouts_of
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypedDict

    from ._auth import Credentials
    from ._content import Content
    from ._exchange import Observer
    from ._settings import Settings, Timeout
    from ._types import Progress

    class CallOptions(TypedDict, total=False):
        """Options of one call: timeout, deadline, additional headers and query parameters.

        `timeout` (seconds, or an httpx2.Timeout) limits each phase of each attempt; `deadline` (seconds) limits all
        attempts together.
        """

        timeout: Timeout
        deadline: float | None
        extra_headers: Mapping[str, Any] | None
        extra_query: Mapping[str, Any] | None

    class BodyCallOptions(CallOptions, total=False):
        """Options of a call of an operation with a request body.

        `progress` is called during the upload. With `streams`, the request asks for a streaming media type.
        """

        body: Any
        content_type: str | None
        progress: Progress | None
        streams: bool

    class PageCallOptions(BodyCallOptions, total=False):
        """Options of a call of a list operation.

        `prefetch` is the number of pages to fetch ahead, and `limit` the maximum number of items. `resume` is the token
        of the page after which to continue.
        """

        prefetch: int
        limit: int | None
        resume: str | None


__all__ = [
    "build_custom_request",
    "build_exchange",
    "encode_arguments",
]

_PYTHON = ".".join(map(str, sys.version_info[:3]))
_USER_AGENT = f"{_metadata.DISTRIBUTION}/{_metadata.VERSION} python/{_PYTHON} httpx2/{httpx2.__version__}"
_JSON, _OCTETS = Body("application/json"), Body("application/octet-stream")
_FORM, _MULTIPART = Body("application/x-www-form-urlencoded"), Body("multipart/form-data")
# Requests with these methods state Content-Length even without a body (RFC 9110, 8.6).
_METHODS_WITH_LENGTH = frozenset({"POST", "PUT", "PATCH"})


def build_exchange(
    settings: Settings[Any],
    operation: Operation,
    encoded: EncodedRequest,
    *,
    body: Any = UNSET,
    content_type: str | None = None,
    timeout: Timeout = None,
    deadline: float | None = None,
    extra_headers: Mapping[str, Any] | None = None,
    extra_query: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    streams: bool = False,
) -> Exchange:
    """Build the Exchange of one call: its HTTP request, timeouts and other settings.

    Args:
        settings: The settings of the client.
        operation: The operation.
        encoded: The encoded arguments of the call.
        body: The request body.
        content_type: The media type of the body; None for the first documented media type.
        timeout: Seconds for each phase of an attempt; None for the timeout of the client.
        deadline: Seconds for the whole call; None for no limit.
        extra_headers: Additional headers.
        extra_query: Additional query parameters.
        progress: A function that is called during an upload, with the number of bytes sent and the total (None if
            unknown); None to report no progress.
        streams: Whether the Accept header requests a media type whose items arrive as a stream.

    Raises:
        RootError: The operation requires a credential that the caller did not pass, or the client has no base URL.
        ValueError: A value cannot be sent.
        TypeError: The body cannot be encoded, or an option has a wrong type.
    """
    _check_mappings(extra_headers=extra_headers, extra_query=extra_query)
    extra_query, extra_headers = settings.localized(extra_query), settings.localized(extra_headers)
    credentials = settings.credentials
    in_query = credentials.in_query(extra_query) if extra_query else {}
    if in_query or (extra_headers and credentials.has_header_credential(extra_headers)):
        # A credential that the caller passed in `extra_query` is moved to the credentials, which logs never contain.
        taken = {_metadata.SECURITY[name].name for name in in_query}
        extra_query = {name: value for name, value in (extra_query or {}).items() if name not in taken}
        credentials = credentials.replaced(in_query, extra_headers or {})
        if settings.base_url:
            checked_url(settings.base_url, credentials)
        headers, secrets = _template(settings, operation, credentials)
    else:
        headers, secrets = settings.templates.get(operation) or _cached_template(settings, operation)
    content: Content | None = None
    if body is not UNSET:
        from ._content import choose_media_type, encode_body  # imported here: loads mimetypes, which only bodies need

        media = choose_media_type(operation, content_type, body)
        if media is not None:
            content, content_type = encode_body(media, settings.localized(body))
    if (
        content is not None
        or operation.method in _METHODS_WITH_LENGTH
        or operation.idempotency_header
        or encoded.headers
        or encoded.cookies
        or extra_headers
        or streams
    ):
        headers = httpx2.Headers(headers)
        if streams and operation.stream_accept:
            headers["accept"] = operation.stream_accept
        _add_content(headers, content, content_type, sends_length=operation.method in _METHODS_WITH_LENGTH)
        set_headers(headers, dict(encoded.headers))
        if operation.idempotency_header and not headers.get(operation.idempotency_header):
            headers[operation.idempotency_header] = _new_key()
        set_headers(headers, extra_headers or {})
        if encoded.cookies:
            cookies = headers.get("cookie")
            set_headers(headers, {"cookie": f"{cookies}; {encoded.cookies}" if cookies else encoded.cookies})
    query = _with_parameters(encoded.query, extra_query) if extra_query else encoded.query
    address = f"{settings.address_of(operation) if encoded.origin is None else encoded.origin}{encoded.path}"
    try:
        url = httpx2.URL(f"{address}?{query}" if query else address)
    except httpx2.InvalidURL as error:
        raise ValueError(f"{operation.label} has no valid URL: {error}") from None
    user_client = settings.pool.user_client
    options = RequestOptions(
        label=operation.label,
        method=operation.method,
        url=url,
        headers=headers,
        content=content,
        credentials=credentials,
        secrets=secrets,
        timeouts=_timeouts(settings, timeout),
        deadline=_checked_deadline(deadline),
        max_retries=settings.max_retries,
        # An idempotency key makes the call idempotent, also if the caller passed the key. If the caller removed the
        # header with None, there is no key.
        idempotent=operation.idempotent or bool(headers.get(operation.idempotency_header)),
        limit=settings.max_response_bytes,
        cookies=None if user_client is None else user_client.cookies,
        is_redirect=operation.is_redirect,
        progress=progress,
        security=() if _is_withheld(settings, operation) else operation.security,
        cookie_parameters=encoded.cookies,
        error_type=operation.error_type,
        operation=operation.name,
        pace=settings.pace,
        is_closed=settings.pool.is_closed,
        observers=_observers(settings, operation, url, credentials),
        warned=settings.warned if operation.cacheable else None,
    )
    return Exchange(options)


def build_custom_request(
    method: str,
    path: str,
    *,
    params: Mapping[str, Any] | None,
    json: Any,
    content: Any,
    data: Mapping[str, Any] | None,
    files: Mapping[str, Any] | None,
    headers: Mapping[str, Any] | None,
) -> tuple[Operation, EncodedRequest, dict[str, Any]]:
    """Build the Operation and the request of a `client.request` call, whose path need not be in the contract.

    Returns:
        The operation, the encoded request, and the arguments of `build_exchange` for the body: `body`, `content_type`,
        or none.

    Raises:
        ValueError: The path has no leading slash, the method is no HTTP method, or several bodies are passed.
        TypeError: `params`, `data`, `files` or `headers` is no mapping.
    """
    _check_mappings(params=params, data=data, files=files, headers=headers)
    if not is_token(method):
        raise ValueError(f"method is {method!r}; expected an HTTP method, such as GET")
    if not path.startswith("/"):
        raise ValueError(f"path is {path!r}; expected a leading slash: the path is appended to base_url")
    path, _, query = path.partition("?")
    operation = Operation(
        name="request",
        id=f"{method.upper()} {path}",
        method=method,
        path="/",
        bodies=(_JSON, _OCTETS, _FORM, _MULTIPART),
        responses={"2XX": {"*/*": lambda: Any}},
        security=(*((name,) for name in _metadata.SECURITY), ()),
        cacheable=False,
    )
    operation.label = operation.id
    if params:
        query = _with_parameters(query, params)
    form = None if data is None and files is None else {**(data or {}), **(files or {})}
    if (json is not UNSET) + (content is not UNSET) + (form is not None) > 1:
        raise ValueError("json, content and data or files are passed together; expected one body")
    body: dict[str, Any] = {}
    if json is not UNSET:
        body = {"body": json}
    elif content is not UNSET:
        body = {"body": content, "content_type": _OCTETS.content_type}
    elif form is not None:
        body = {"body": form, "content_type": (_FORM if files is None else _MULTIPART).content_type}
    return operation, EncodedRequest(path, query, [*(headers or {}).items()], ""), body


def _check_mappings(**arguments: Any) -> None:
    """Raise TypeError if one of the arguments is neither None nor a mapping."""
    for name, value in arguments.items():
        if value is not None and not isinstance(value, Mapping):
            raise TypeError(f"{name} is a {type(value).__name__}; expected a mapping, such as {{name: value}}")


def encode_arguments(settings: Settings[Any], operation: Operation, values: Sequence[Any]) -> EncodedRequest:
    """Encode the argument values of a call, and warn the caller if the operation is deprecated.

    Raises the exceptions of `Operation.encode_arguments`.
    """
    if operation.deprecated:
        warnings.warn(f"{operation.name} is deprecated", DeprecationWarning, stacklevel=4)
    return operation.encode_arguments(settings.localized(values))


def _cached_template(settings: Settings[Any], operation: Operation) -> tuple[httpx2.Headers, tuple[str, ...]]:
    template = _template(settings, operation, settings.credentials)
    if operation.cacheable:
        settings.templates[operation] = template
    return template


def _template(
    settings: Settings[Any], operation: Operation, credentials: Credentials
) -> tuple[httpx2.Headers, tuple[str, ...]]:
    """Return the headers that all requests of an operation share, and the security schemes whose credentials they lack.

    These credentials, such as OAuth2 tokens and query parameters, are added at each attempt.

    Raises:
        RootError: The operation requires a credential that the caller did not pass.
        ValueError: Credentials would be sent over plain http:// to another machine.
    """
    server = settings.server_of(operation)
    is_withheld = _is_withheld(settings, operation)
    names = () if is_withheld else credentials.choose(operation.security)
    if names is None:
        raise RootError(
            f"{operation.name} needs credentials: {'; or '.join(map(_credential_hint, operation.security))}"
        )
    if (
        names
        and server.startswith("http://")
        and not (is_direct(server) and (not settings.base_url or is_direct(settings.base_url)))
    ):
        raise ValueError(
            f"{operation.name} has the server {server}: credentials are not sent over plain http://, which is not "
            "encrypted; pass a base_url with https://"
        )
    headers = httpx2.Headers(settings.pool.headers)
    headers["host"] = httpx2.URL(server).netloc.decode() if server else settings.host
    headers["accept"] = operation.accept
    headers["user-agent"] = _USER_AGENT
    later = []
    for name in names:
        placement = credentials.static_placement(name)
        if placement is not None and placement[0] == "header":
            headers[placement[1]] = placement[2]
        else:
            later.append(name)
    set_headers(headers, settings.default_headers)
    if is_withheld:
        for name in credentials.header_names() | {"authorization", "cookie"}:
            headers.pop(name, None)
    return headers, tuple(later)


def _observers(
    settings: Settings[Any], operation: Operation, url: httpx2.URL, credentials: Credentials
) -> list[Observer]:
    """Return the observers of a call: the caller's hooks, and an OpenTelemetry span if OpenTelemetry is loaded."""
    found: list[Observer] = []
    named = (operation.name, operation.method, operation.path)
    if settings.hooks is not None:
        from ._hooks import HookObserver

        found.append(HookObserver(settings.hooks, named, allows_async=hasattr(settings.pool, "aclose")))
    if "opentelemetry.trace" in sys.modules:
        from ._tracing import SpanObserver

        found.append(SpanObserver(named, credentials.blank_text(str(url.copy_with(query=None, fragment=None))), url))
    return found


def _is_withheld(settings: Settings[Any], operation: Operation) -> bool:
    """Return whether the client's credentials are left out of the requests of an operation.

    They are left out if the operation's server has another origin, and the contract does not allow credentials for it.
    """
    server = settings.server_of(operation)
    return bool(server) and not operation.server_takes_credentials and not settings.is_own_origin(server)


def _credential_hint(names: tuple[str, ...]) -> str:
    """Return the part of an error message that lists the arguments or environment variables for security schemes."""
    ways = [_metadata.SECURITY[name].ways(_metadata.ENV_PREFIX) for name in names]
    return "; or ".join(
        f"pass {' and '.join(arguments for arguments, _ in way)}, or set {' and '.join(each for _, each in way)}"
        for way in product(*ways)
    )


def _checked_deadline(deadline: float | None) -> float | None:
    """Return the deadline of a call. Raise TypeError if it is no number of seconds."""
    if deadline is not None and not isinstance(deadline, (int, float)):
        raise TypeError(f"deadline is {deadline!r}; expected seconds for the whole call")
    return deadline


def _timeouts(settings: Settings[Any], timeout: Timeout) -> dict[str, float | None]:
    """Return the timeouts of an attempt by phase, in seconds; None means no limit.

    They are those of the call, else of the client, else of the caller's HTTP client, else the defaults.
    """
    if timeout is not None:
        return timeouts_of(timeout)
    user_client = settings.pool.user_client
    if user_client is not None and settings.timeout is None:
        user_timeouts: dict[str, float | None] = user_client.timeout.as_dict()
        return user_timeouts
    return settings.timeouts


def _add_content(
    headers: httpx2.Headers, content: Content | None, content_type: str | None, *, sends_length: bool
) -> None:
    if content is None and sends_length:
        headers["content-length"] = "0"
    if content is not None and content_type is not None:
        set_headers(headers, {"content-type": content_type})
    if isinstance(content, bytes):
        headers["content-length"] = str(len(content))
    elif content is not None and content.size is not None:
        headers["content-length"] = str(content.size)
    elif content is not None:
        headers["transfer-encoding"] = "chunked"


def _new_key() -> str:
    from uuid import uuid4  # imported here: only operations with an idempotency header need it

    return str(uuid4())


def _with_parameters(query: str, extra: Mapping[str, Any]) -> str:
    """Add the parameters `extra` to a query string, in place of its parameters with the same names."""
    names = {query_text(name, "", "form", explode=True) for name in extra}
    kept = [pair for pair in query.split("&") if pair and f"{pair.partition('=')[0]}=" not in names]
    added = [Parameter(name, "query").encode(value) for name, value in extra.items() if is_sent(value)]
    return "&".join(filter(None, [*kept, *added]))
