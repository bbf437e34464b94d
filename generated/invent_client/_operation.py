"""The data of an OpenAPI operation, and the encoding of argument values to a request, without I/O.

Each method of a generated resource passes its Operation to the client, and contains nothing else about HTTP.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import Any

from ._serialization import (
    check_array,
    cookie_text,
    header_text,
    is_sent,
    json_text,
    named_error,
    path_text,
    query_text,
    querystring_text,
)
from ._stream_formats import stream_format
from ._types import UNSET

__all__ = [
    "NO_CONTENT",
    "Body",
    "BodyFields",
    "EncodedRequest",
    "Items",
    "Operation",
    "Pagination",
    "Parameter",
    "charset_of",
    "charset_of_text",
    "choose_body",
    "decode_text",
    "is_json",
    "media_type",
    "with_dates",
]

Source = tuple[str, str]  # source of a value: ("header", name), ("body", JSON Pointer) or ("item", property)
Responses = Mapping[str, Mapping[str, Callable[[], Any]]]

_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form", "querystring": "form"}
IDEMPOTENT_METHODS = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"})
NO_CONTENT: Any = object()
"""The result of `response_type` if the contract documents no content for a response."""

_MAX_CACHED_TYPES = 64  # maximum for one operation; a server could send new Content-Types without limit
# These encodings of Python are for host names and source code; some fail for valid data, and none is a charset of HTTP.
_NOT_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Parameter:
    """One parameter of an operation.

    Args:
        name: The name.
        location: "path", "query", "header", "cookie"; or "querystring" for the whole query.
        style: The serialization style of OpenAPI, such as "form" or "deepObject". Default: that of OpenAPI for the
            location.
        explode: Whether each item of a list is sent separately. Default: True for styles "form" and "cookie" only.
        allow_reserved: Whether reserved characters are sent without percent-encoding.
        content_type: The media type that is used instead of a style: JSON; for a querystring also a form.
        dates: A function that returns the Python type of the parameter, if this type contains dates. Datetimes are then
            sent as dates.
        arrays: How style "deepObject" writes lists: "indices", "brackets" or "repeat".
        is_array: Whether the value must be an array; a string or number then raises TypeError.
    """

    __slots__ = (
        "allow_reserved",
        "arrays",
        "content_type",
        "dates",
        "explode",
        "is_array",
        "location",
        "name",
        "style",
    )

    def __init__(
        self,
        name: str,
        location: str,
        *,
        style: str | None = None,
        explode: bool | None = None,
        allow_reserved: bool = False,
        content_type: str | None = None,
        dates: Callable[[], Any] | None = None,
        arrays: str = "indices",
        is_array: bool = False,
    ) -> None:
        self.name = name
        self.location = location
        self.is_array = is_array
        self.style = style or _STYLES[location]
        self.explode = self.style in ("form", "cookie") if explode is None else explode
        self.allow_reserved = allow_reserved
        self.content_type = content_type
        self.dates = dates
        self.arrays = arrays

    def encode(self, value: Any) -> str:
        """Encode a value as text. It is percent-encoded in a path, query or cookie.

        Raises:
            ValueError: The value is empty in a path, or contains an infinite number, NaN or a datetime without a time
                zone.
            TypeError: The value has a type that cannot be sent, or is not an array although the contract documents one.
        """
        if self.is_array:
            check_array(self.name, value)
        try:
            if self.dates is not None:
                value = with_dates(value, self.dates)
            if self.location == "querystring":
                return querystring_text(value, self.content_type or "")
            explode = self.explode
            if self.content_type is not None:
                value, explode = json_text(value), False
            if self.location == "path":
                return path_text(self.name, value, self.style, explode=explode)
            if self.location == "header":
                return header_text(value, explode=explode)
            if self.location == "cookie":
                return cookie_text(self.name, value, self.style, explode=explode)
            return query_text(
                self.name, value, self.style, explode=explode, allow_reserved=self.allow_reserved, arrays=self.arrays
            )
        except (TypeError, ValueError) as error:
            raise named_error(self.name, error) from error


class Body:
    """One media type of a request body.

    Args:
        content_type: The media type.
        required: Whether a call must have a body.
        encoding: The media types of properties of a multipart body or form, by property name.
        styles: The serialization of properties of a form or multipart body, by property name. A value is a pair: the
            style, such as "form", and whether each item of a list is sent separately (`explode`).
        dates: For each property that contains dates, a function that returns the property's Python type. Datetimes are
            then sent as dates. The name "" stands for the whole body.
        fields: The names of the properties that callers pass as arguments, if these differ between the media types of
            the operation; otherwise empty.
        needed: The names in `fields` that this media type requires.
        constants: The only allowed values of some properties, by property name, sent if the caller passes none. Other
            media types allow other values.
        files: The properties of a multipart body that are files, each with whether it is a list of files.
        arrays: The names of the properties that must be arrays; a string or number then raises TypeError. The name ""
            stands for the whole body.
    """

    __slots__ = (
        "arrays",
        "constants",
        "content_type",
        "dates",
        "encoding",
        "fields",
        "files",
        "needed",
        "required",
        "styles",
    )

    def __init__(
        self,
        content_type: str,
        *,
        required: bool = True,
        encoding: Mapping[str, str] | None = None,
        styles: Mapping[str, tuple[str, bool]] | None = None,
        dates: Mapping[str, Callable[[], Any]] | None = None,
        fields: tuple[str, ...] = (),
        needed: tuple[str, ...] = (),
        constants: Mapping[str, Any] | None = None,
        files: Mapping[str, bool] | None = None,
        arrays: tuple[str, ...] = (),
    ) -> None:
        self.content_type = content_type
        self.required = required
        self.files = files or {}
        self.encoding = encoding or {}
        self.styles = styles or {}
        self.dates = dates or {}
        self.fields = fields
        self.needed = needed
        self.constants = constants or {}
        self.arrays = arrays

    def in_media_type(self, content_type: str) -> Body:
        """Return a copy with another `content_type`, such as the same media type with parameters."""
        result = copy(self)
        result.content_type = content_type
        return result


class BodyFields(dict[str, Any]):
    """A request body whose properties were passed as separate arguments, instead of one argument `body`."""


def choose_body(body: Any, fields: dict[str, Any]) -> Any:
    """Return the body of a call: `body`, or BodyFields with `fields` if `body` is UNSET.

    UNSET is the value of an argument that the caller did not pass.

    Raises:
        TypeError: The caller passed both `body` and one of `fields`.
    """
    if body is UNSET:
        return BodyFields(fields)
    for name, value in fields.items():
        if value is not UNSET:
            raise TypeError(f"body and {name} are passed together; expected one of them")
    return body


class Pagination:
    """The paging rule of a list operation: how a page is requested, and where a response states the next page.

    `total`, `size` and `next` say where a response has the value: ("body", JSON Pointer) or ("header", name).

    Args:
        style: "page" (a number), "offset" (number of items to skip), "cursor" (a token of the last response),
            "next-url" (a URL in the last response) or "link" (the Link header of the last response).
        parameter: The query parameter that selects the page; "" if there is none.
        body_parameter: JSON Pointer to the property of the request body that selects the page; "" if there is none.
        size_parameter: The query parameter for the number of items on a page.
        items: JSON Pointer to the array in the body; "" is the body itself.
        total: Where responses state the number of items on all pages; None if they do not.
        size: Where responses state the number of items on a page; None if they do not.
        next: Where responses state the next cursor or URL; None if they do not. It may also be ("item", name), a
            property of the last item on the page.
        more: JSON Pointer to a boolean that is false on the last page; "" if there is none.
        first: The number of the first page.
    """

    __slots__ = (
        "body_parameter",
        "first",
        "is_sequential",
        "items",
        "more",
        "next",
        "parameter",
        "size",
        "size_parameter",
        "style",
        "total",
    )

    def __init__(
        self,
        style: str,
        parameter: str = "",
        *,
        body_parameter: str = "",
        size_parameter: str | None = None,
        items: str = "",
        total: Source | None = None,
        size: Source | None = None,
        next: Source | None = None,  # noqa: A002 - the contract's word
        more: str = "",
        first: int = 1,
    ) -> None:
        self.style = style
        self.is_sequential = style not in {"page", "offset"}  # Only a response says which page is next.
        self.parameter = parameter
        self.body_parameter = body_parameter
        self.size_parameter = size_parameter
        self.items = items
        self.total = total
        self.size = size
        self.next = next
        self.more = more
        self.first = first


class EncodedRequest:
    """The encoded arguments of a call, as the parts of a request.

    Attributes:
        path: The percent-encoded path, with a leading slash.
        query: The percent-encoded query, without the question mark; "" if there is no query.
        headers: The headers as pairs of name and value.
        cookies: The value of the Cookie header; "" if there are no cookies.
        origin: The base URL to which the path is appended; None for the client's `base_url`.
    """

    __slots__ = ("cookies", "headers", "origin", "path", "query")

    def __init__(
        self, path: str, query: str, headers: list[tuple[str, str]], cookies: str, *, origin: str | None = None
    ) -> None:
        self.origin = origin
        self.path = path
        self.query = query
        self.headers = headers
        self.cookies = cookies


class Items:
    """The items of a stream in one media type.

    Args:
        type: The Python type of an item.
        is_event: Whether `type` describes the whole event (`data`, `event`, `id`, `retry`) instead of its `data`.
        has_json_data: Whether the `data` of a whole event may be JSON, because its type is not only a string.
        sentinel: The text that ends the stream; None if there is no such text.
        error_event: The `event` field of an event that reports an error; None if there is no such event.
    """

    __slots__ = ("error_event", "has_json_data", "is_event", "sentinel", "type")

    def __init__(
        self,
        type: Any,  # noqa: A002 - as in msgspec and attrs
        *,
        is_event: bool = False,
        has_json_data: bool = False,
        sentinel: str | None = None,
        error_event: str | None = None,
    ) -> None:
        self.type = type
        self.is_event = is_event
        self.has_json_data = has_json_data
        self.sentinel = sentinel
        self.error_event = error_event


class Operation:
    """One operation of the contract.

    Args:
        name: The name in Python, for logs, such as "things.list".
        id: The operationId.
        method: The HTTP method.
        path: The path template, such as "/groups/{group_id}/things".
        parameters: The parameters. Each call passes their values in this order.
        bodies: The media types of the request body; the first is the default.
        responses: For each status ("200", "4XX", "default"), the media types of the response, each with a function that
            returns the Python type. The types bytes and str mean a body that is not JSON; no media types mean no body.
        errors: The JSON bodies of error responses: their media types and Python types, in the form of `responses`.
        streams: The media types of streaming responses, each with a function that returns an Items object: the type of
            the items, and how the stream ends.
        pagination: The paging rule; None if the operation does not return a list.
        security: The security requirements, each a tuple of scheme names; () allows a call without credentials.
        idempotency_header: The header for the idempotency key; "" if there is none.
        servers: The URLs of the operation's own servers, by server name; the key "" has the default server. A
            `base_url` of the caller replaces these servers. In a URL, `{region=eu}` stands for the value of the
            variable `region`, with the default `eu`.
        server_takes_credentials: Whether credentials are sent to the operation's own server, even on another origin.
        deprecated: Whether a call emits a DeprecationWarning.
        cacheable: Whether later calls reuse the shared request headers of the operation; False for an operation that
            `client.request` builds for one call.
    """

    __slots__ = (
        "_path_indexes",
        "_path_texts",
        "_redirects",
        "_sent",
        "_types",
        "bodies",
        "cacheable",
        "deprecated",
        "errors",
        "id",
        "idempotency_header",
        "idempotent",
        "label",
        "method",
        "name",
        "pagination",
        "parameters",
        "path",
        "responses",
        "security",
        "server_takes_credentials",
        "servers",
        "stream_accept",
        "streams",
    )

    def __init__(
        self,
        *,
        name: str,
        id: str,  # noqa: A002 - the contract's word
        method: str,
        path: str,
        parameters: Sequence[Parameter] = (),
        bodies: Sequence[Body] = (),
        responses: Responses | None = None,
        errors: Responses | None = None,
        streams: Mapping[str, Callable[[], Items]] | None = None,
        pagination: Pagination | None = None,
        security: tuple[tuple[str, ...], ...] = (),
        idempotency_header: str = "",
        servers: Mapping[str, str] | None = None,
        server_takes_credentials: bool = False,
        deprecated: bool = False,
        cacheable: bool = True,
    ) -> None:
        self.name = name
        self.id = id
        self.method = method.upper()
        self.path = path
        self.label = f"{self.method} {path}"
        self.parameters = tuple(parameters)
        self.bodies = tuple(bodies)
        self.responses: Responses = responses or {}
        self.errors: Responses = errors or {}
        self.streams: Mapping[str, Callable[[], Items]] = streams or {}
        self.stream_accept = ", ".join([*self.streams, "*/*;q=0.1"]) if streams else ""
        self.pagination = pagination
        self.security = security
        self.idempotency_header = idempotency_header
        self.servers: Mapping[str, str] = servers or {}
        self.server_takes_credentials = server_takes_credentials
        self.deprecated = deprecated
        self.cacheable = cacheable
        self.idempotent = self.method in IDEMPOTENT_METHODS
        self._redirects = frozenset(each.upper() for each in self.responses if each[:1] == "3")
        self._types: dict[tuple[int, str | None], tuple[Any, str | None]] = {}
        # In the contract, a key of `paths` may end with a fragment that distinguishes two operations on one path. A
        # fragment is never sent, so it is removed.
        pieces = _PLACEHOLDER.split(path.partition("#")[0])
        self._path_texts = pieces[::2]
        where = {each.name: index for index, each in enumerate(self.parameters) if each.location == "path"}
        self._path_indexes = [where[name] for name in pieces[1::2]]
        self._sent = [(index, each) for index, each in enumerate(self.parameters) if each.location != "path"]

    def __repr__(self) -> str:
        return f"<Operation {self.name}: {self.label}>"

    @property
    def accept(self) -> str:
        """The value of the Accept header: the documented media types of the 2xx responses."""
        found = [kind for status, kinds in self.responses.items() if status[:1] == "2" for kind in kinds]
        first = next(iter(found), "")
        listed = ", ".join(
            kind if kind == first or (is_json(kind) and is_json(first)) else f"{kind};q=0.5"
            for kind in dict.fromkeys(found)
            if kind != "*/*"
        )
        # Without `*/*`, a server that offers only undocumented media types may respond with 406 (RFC 9110, 12.5.1).
        return f"{listed}, */*;q=0.1" if listed else "application/json, */*;q=0.5"

    def is_redirect(self, status: int) -> bool:
        """Return whether a status is a 3xx status that the operation documents, which counts as a success."""
        return str(status) in self._redirects or "3XX" in self._redirects

    def encode_arguments(self, values: Sequence[Any]) -> EncodedRequest:
        """Encode the argument values of a call as the path, query, headers and cookies of a request.

        Args:
            values: One value for each parameter, in the order of the parameters.

        Raises:
            ValueError: A value for the path is empty, `.` or `..`; or a value is infinite, NaN, or a datetime without a
                time zone.
            TypeError: A value has a type that cannot be sent.
        """
        query: list[str] = []
        headers: list[tuple[str, str]] = []
        cookies: list[str] = []
        for index, parameter in self._sent:
            value = values[index]
            if not is_sent(value):
                continue
            encoded = parameter.encode(value)
            if parameter.location == "header":
                headers.append((parameter.name, encoded))
            else:
                (cookies if parameter.location == "cookie" else query).append(encoded)
        path, _, fixed_query = self._path(values).partition("?")
        query.insert(0, fixed_query)
        return EncodedRequest(path, "&".join(filter(None, query)), headers, "; ".join(filter(None, cookies)))

    def _path(self, values: Sequence[Any]) -> str:
        texts = self._path_texts
        path = texts[0]
        for index, after in zip(self._path_indexes, texts[1:], strict=True):
            parameter = self.parameters[index]
            value = values[index]
            if not is_sent(value):
                raise ValueError(f"{parameter.name} is {value!r}; expected a value that can be part of a path")
            path += parameter.encode(value) + after
        # Proxies and servers resolve the segments `.` and `..`, so the request would reach another path than intended.
        if "/." in path and not {".", ".."}.isdisjoint(path.split("/")):
            raise ValueError(f"{self.path} cannot have these values: a segment of the path would be '.' or '..'")
        return path

    def stream_items(self, content_type: str | None) -> tuple[str, Items | None]:
        """Choose the documented media type by which to read a stream. Return it and its Items.

        For an undocumented Content-Type, use a documented media type of the same stream format, such as JSON Lines. If
        there is none, return the first documented media type and None. Without a Content-Type, use the first.
        """
        documented = list(self.streams)
        essence = media_type(content_type)
        alike = stream_format(essence)
        found = [each for each in documented if not essence or media_type(each) == essence]
        found += [each for each in documented if alike and stream_format(each) == alike]
        return (found[0], self.streams[found[0]]()) if found else (documented[0], None)

    def response_type(self, status: int, content_type: str | None) -> tuple[Any, str | None]:
        """Return the Python type to which the body of a successful response is decoded.

        For an undocumented status, the first documented 2xx response is used; for an undocumented media type, the first
        documented one.

        Args:
            status: A 2xx status.
            content_type: The Content-Type header.

        Returns:
            A pair. The first item is the type; NO_CONTENT if no content is documented. The second item is a
            comma-separated list of the documented media types if `content_type` is undocumented, otherwise None.
        """
        key = (status, content_type)
        try:
            return self._types[key]
        except KeyError:
            found = self._find_type(str(status), media_type(content_type))
            if len(self._types) < _MAX_CACHED_TYPES:
                self._types[key] = found
            return found

    def documents(self, status: int) -> bool:
        """Return whether the contract documents a response for a 2xx status: by number, as `2XX` or as `default`."""
        return any(key in self.responses for key in (*_status_keys(str(status)), "default"))

    def error_type(self, status: int, content_type: str | None) -> Any:
        """Return the Python type of the body of an error response; Any if the contract documents no JSON body."""
        if not is_json(content_type):
            return Any
        for key in (str(status), f"{str(status)[0]}XX", "default"):
            if key in self.errors:
                return _select_type(self.errors[key], media_type(content_type))[0]
        return Any

    def _find_type(self, status: str, content_type: str) -> tuple[Any, str | None]:
        documented = self.responses
        success = [key for key in documented if key[:1] == "2"]
        for key in (*_status_keys(status), *success, "default"):
            if key in documented:
                return _select_type(documented[key], content_type)
        return (NO_CONTENT if self.cacheable else Any), None


def _status_keys(status: str) -> tuple[str, str, str]:
    """Return the keys under which a contract can document a status, such as `404`, `4XX` and `4xx`."""
    return status, f"{status[0]}XX", f"{status[0]}xx"


def _select_type(types: Mapping[str, Callable[[], Any]], content_type: str) -> tuple[Any, str | None]:
    if not types:
        return NO_CONTENT, None
    main = content_type.partition("/")[0]
    by_essence = {media_type(kind): load for kind, load in reversed(list(types.items()))}
    for kind in (content_type, f"{main}/*", "*/*"):
        if kind in by_essence:
            return by_essence[kind](), None
    if is_json(content_type):
        for kind, load in types.items():
            if is_json(kind):
                return load(), None
    return next(iter(types.values()))(), ", ".join(types) if content_type else None


def with_dates(value: Any, load: Callable[[], Any]) -> Any:
    """Convert each datetime in an argument value to a date, where the contract documents a date. Return the result.

    `load` is a function that returns the documented type of the argument.
    """
    if value is UNSET or isinstance(value, str):
        return value
    from ._dates import with_dates  # imported here: loads msgspec, which most parameters do not need

    return with_dates(value, load())


def media_type(content_type: str | None) -> str:
    """Return the media type in a Content-Type header, in lower case and without parameters."""
    return (content_type or "").partition(";")[0].strip().lower()


def is_json(content_type: str | None) -> bool:
    """Return whether a media type is JSON, i.e. its subtype is `json` or ends with `+json`."""
    return media_type(content_type).endswith(("/json", "+json"))


@lru_cache(maxsize=32)
def charset_of(content_type: str | None) -> str | None:
    """Return the charset in a Content-Type header as the name of a Python encoding; None if there is none."""
    found = _CHARSET.search(content_type or "")
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1]).name
        if name in _NOT_CHARSETS:
            return None
        b"a".decode(name, "replace")  # raises LookupError if the codec is not for text, such as `hex`
    except LookupError:
        return None
    return name


def decode_text(content: bytes, content_type: str | None) -> str:
    """Decode text by its Content-Type or byte order mark, or else as UTF-8. U+FFFD replaces invalid bytes."""
    return content.decode(charset_of_text(content, content_type), "replace")


def charset_of_text(content: bytes, content_type: str | None) -> str:
    """Return the encoding of text by its Content-Type or byte order mark; UTF-8 if neither states it."""
    charset = charset_of(content_type)
    if charset not in (None, "utf-8"):
        return charset or "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
