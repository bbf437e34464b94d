"""Settings, an operation and what a call says -> the Exchange to carry out; its answer -> what the method returns.

What the sync and the async client have in common: all but sending, reading and waiting. Loaded with the first call.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

import httpx2

from . import _metadata
from ._exceptions import RootError, stripped
from ._exchange import Exchange
from ._headers import set_headers
from ._mismatch import undecodable
from ._operation import Body, Operation, Parts, is_json
from ._serialization import is_sent, query_text
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypedDict

    from ._content import Content
    from ._response import RawResponse
    from ._settings import Settings, Timeout

    class Options(TypedDict, total=False):
        """What any call may say, beside the values of parameters.

        `timeout` (seconds, or an httpx2.Timeout) holds for each phase of each attempt; `deadline` (seconds) for all
        attempts together.
        """

        timeout: Timeout
        deadline: float | None
        extra_headers: Mapping[str, Any] | None
        extra_query: Mapping[str, Any] | None

    class BodyOptions(Options, total=False):
        """What a call of an operation with a request body may say."""

        body: Any
        content_type: str | None


__all__ = ["decode", "free_request", "parts_of", "prepare"]

_PYTHON = ".".join(map(str, sys.version_info[:3]))
_USER_AGENT = f"{_metadata.DISTRIBUTION}/{_metadata.VERSION} python/{_PYTHON} httpx2/{httpx2.__version__}"
_JSON, _OCTETS = Body("application/json"), Body("application/octet-stream")
_LENGTH_SAID = frozenset({"POST", "PUT", "PATCH"})  # these say how long their content is, even if there is none


def prepare(
    settings: Settings[Any],
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
    """Make of what a call says what is to be carried out.

    Raises:
        RootError: There is no credential for the operation.
        ValueError: Something in it cannot be sent.
        TypeError: The body cannot be encoded.
    """
    headers, secrets = settings.templates.get(operation) or _template(settings, operation)
    content: Content | None = None
    if body is not UNSET:
        from ._content import choose, encode

        media = choose(operation, content_type, body)
        if media is not None:
            content, content_type = encode(media, body)
    if content is not None or operation.method in _LENGTH_SAID or parts.headers or parts.cookies or extra_headers:
        headers = httpx2.Headers(headers)
        _add_content(headers, content, content_type, said=operation.method in _LENGTH_SAID)
        if parts.cookies:
            there = headers.get("cookie")
            set_headers(headers, {"cookie": f"{there}; {parts.cookies}" if there else parts.cookies})
        set_headers(headers, dict(parts.headers))
        set_headers(headers, extra_headers or {})
    query = _extended(parts.query, extra_query) if extra_query else parts.query
    address = f"{settings.base_url}{parts.path}"
    try:
        url = httpx2.URL(f"{address}?{query}" if query else address)
    except httpx2.InvalidURL as error:
        raise ValueError(f"{operation.label} cannot be asked for: {error}") from None
    foreign = settings.pool.foreign
    return Exchange(
        label=operation.label,
        method=operation.method,
        url=url,
        headers=headers,
        content=content,
        credentials=settings.credentials,
        secrets=secrets,
        phases=_phases(settings, timeout),
        deadline=deadline,
        max_retries=settings.max_retries,
        repeatable=operation.repeatable,
        limit=settings.max_response_bytes,
        cookies=None if foreign is None else foreign.cookies,
    )


def decode(settings: Settings[Any], operation: Operation, exchange: Exchange, answer: RawResponse[Any]) -> Any:
    """Decode an answer to what the method returns.

    Raises:
        ResponseValidationError: It is not what the contract documents.
    """
    content_type = answer.headers.get("content-type")
    type_ = operation.type_of(answer.status_code, content_type)
    if type_ is None or operation.method == "HEAD":
        return None
    if type_ is bytes:
        return answer.content
    if type_ is str and not is_json(content_type or ""):
        return _text(answer.content, content_type)
    if type_ is Any and not answer.content:
        return None
    from ._codec import Undecodable
    from ._codec import decode as decode_json

    try:
        value, faults = decode_json(answer.content, type_)
    except Undecodable as error:
        raise undecodable(operation.id, str(error), content_type, exchange.shown(answer)) from stripped(error)
    if faults:
        blank = settings.credentials.blank_text
        told = [(blank(pointer), expected, blank(got), kind) for pointer, expected, got, kind in faults]
        settings.mismatches.apply(operation.id, told, lambda: exchange.shown(answer))
    return value


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
        The operation, the parts of the request, and what `prepare` is told of its body.

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
        security=(*((name,) for name in _metadata.SECURITY), ()),
        kept=False,
    )
    operation.label = operation.id
    if params:
        query = _extended(query, params)
    if json is not UNSET and content is not UNSET:
        raise ValueError("json and content were both given; expected one body")
    body: dict[str, Any] = {}
    if json is not UNSET:
        body = {"body": json}
    elif content is not UNSET:
        body = {"body": content, "content_type": _OCTETS.content_type}
    return operation, Parts(path, query, [*(headers or {}).items()], ""), body


def parts_of(operation: Operation, values: Sequence[Any]) -> Parts:
    """Encode argument values; on the way, warn of a deprecated operation.

    To be called from `_call` or `_page`, which are called from a generated method: the warning shows the line that
    calls that method.
    """
    if operation.deprecated:
        warnings.warn(f"{operation.name} is deprecated", DeprecationWarning, stacklevel=4)
    return operation.parts(values)


def _template(settings: Settings[Any], operation: Operation) -> tuple[httpx2.Headers, tuple[str, ...]]:
    """Give the headers of all requests of an operation, and the schemes whose secrets are yet to be added."""
    names = settings.credentials.choose(operation.security)
    if names is None:
        raise RootError(f"{operation.name} needs credentials: {'; or '.join(map(_way, operation.security))}")
    headers = httpx2.Headers(settings.pool.headers)
    headers["host"] = settings.host
    headers["accept"] = operation.accept
    headers["user-agent"] = _USER_AGENT
    late = []
    for name in names:
        place = settings.credentials.static_place(name)
        if place is not None and place[0] == "header":
            headers[place[1]] = place[2]
        else:
            late.append(name)
    set_headers(headers, settings.default_headers)
    template = headers, tuple(late)
    if operation.kept:
        settings.templates[operation] = template
    return template


def _way(names: tuple[str, ...]) -> str:
    schemes = [_metadata.SECURITY[name] for name in names]
    arguments = " and ".join(argument for scheme in schemes for argument in scheme.arguments)
    variables = " and ".join(variable for scheme in schemes for variable in scheme.variables(_metadata.ENV_PREFIX))
    return f"pass {arguments}, or set {variables}"


def _phases(settings: Settings[Any], timeout: Timeout) -> dict[str, float | None]:
    """Give the seconds for each phase of an attempt: what the call says, else the client, else its `http_client`."""
    if timeout is not None:
        return httpx2.Timeout(timeout).as_dict()
    foreign = settings.pool.foreign
    if foreign is not None and settings.timeout is None:
        phases: dict[str, float | None] = foreign.timeout.as_dict()
        return phases
    return settings.phases


def _add_content(headers: httpx2.Headers, content: Content | None, content_type: str | None, *, said: bool) -> None:
    if content is None and said:
        headers["content-length"] = "0"
    if content is not None and content_type is not None:
        set_headers(headers, {"content-type": content_type})
    if isinstance(content, bytes):
        headers["content-length"] = str(len(content))


def _extended(query: str, extra: Mapping[str, Any]) -> str:
    """Add to a query string; what is added takes the place of what has the same name."""
    names = {query_text(name, "", "form", explode=True) for name in extra}
    kept = [pair for pair in query.split("&") if pair and f"{pair.partition('=')[0]}=" not in names]
    added = [query_text(name, value, "form", explode=True) for name, value in extra.items() if is_sent(value)]
    return "&".join(filter(None, [*kept, *added]))


def _text(content: bytes, content_type: str | None) -> str:
    import codecs

    charset = (content_type or "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or "utf-8"
    try:
        codecs.lookup(charset)
    except LookupError:
        charset = "utf-8"
    return content.decode(charset, "replace")
