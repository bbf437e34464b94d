"""Exceptions. All are derived from one root class.

    RootError                         the root class, exported under the client's own name
    ├── APIConnectionError            no response: refused, reset, cut off, name not found
    │   └── APITimeoutError           no response in time (`timeout` or `deadline`)
    ├── APIStatusError                a status other than 2xx; also a redirect, unless the contract documents it
    │   ├── BadRequestError           400
    │   ├── AuthenticationError       401
    │   ├── PermissionDeniedError     403
    │   ├── NotFoundError             404
    │   ├── ConflictError             409
    │   ├── UnprocessableEntityError  422
    │   ├── RateLimitError            429
    │   └── InternalServerError       500 and above
    ├── ResponseValidationError       a 2xx response that does not match the contract, or is not JSON
    ├── ResponseTooLargeError         a response longer than `max_response_bytes`
    └── PaginationError               a page without a list of items, no next page, or a repeated page

All exceptions can be pickled. No exception holds the request, the headers of the request or a credential.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ._error_bodies import error_text
from ._metadata import RootError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Headers

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "ErrorResponse",
    "InternalServerError",
    "Mismatch",
    "NotFoundError",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "RootError",
    "UnprocessableEntityError",
    "UploadFailed",
    "list_mismatches",
    "printable",
    "status_error",
    "stripped",
]

_MAX_SERVER_TEXT_CHARS = 1000  # maximum length of the server's text in an exception message
_MAX_LISTED_MISMATCHES = 10  # maximum number of mismatches in an exception message
_MAX_POINTER_CHARS = 200  # maximum length of a JSON Pointer in an exception message


class Mismatch(NamedTuple):
    """One place where a response does not match the contract.

    Attributes:
        operation: The operation's id in the contract.
        pointer: JSON Pointer to the value in the body, with array indexes; "" for the whole body.
        expected: The type or values that the contract documents, as text; "nothing" for an undocumented property.
        got: The JSON type of the received value; for an enum, usually the repr of the value; "nothing" for a missing
            property.
        kind: `missing` (a required property), `unknown` (an undocumented property), `null`, `type`, `enum` or `union`.
    """

    operation: str
    pointer: str
    expected: str
    got: str
    kind: str

    def __str__(self) -> str:
        where = self.pointer or "(the body)"
        # The server chooses the property names in the pointer, so the pointer is shortened and control characters are
        # escaped: a name must not break a log line.
        if not where.isprintable():
            where = where.encode("unicode_escape").decode("ascii")
        if len(where) > _MAX_POINTER_CHARS:
            where = f"{where[:_MAX_POINTER_CHARS]}..."
        return f"{where}: expected {self.expected}, got {self.got}"


class ErrorResponse:
    """The response that caused an exception. It has no data of the request, and `[secret]` replaces credentials.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response.
        content: The body, decompressed: at most the first MiB of it.
    """

    __slots__ = ("content", "headers", "status_code")

    status_code: int
    headers: Headers
    content: bytes

    def __init__(self, status_code: int, headers: Headers | Mapping[str, str], content: bytes) -> None:
        object.__setattr__(self, "status_code", status_code)
        from httpx2 import Headers

        object.__setattr__(self, "headers", Headers(headers))
        object.__setattr__(self, "content", content)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"{name!r} cannot be set: an ErrorResponse is immutable"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        message = f"{name!r} cannot be deleted: an ErrorResponse is immutable"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[Any, ...]:
        return ErrorResponse, (self.status_code, self.headers, self.content)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ErrorResponse):
            return NotImplemented
        mine, theirs = self.__reduce__(), other.__reduce__()
        return bool(mine == theirs)

    def __hash__(self) -> int:
        return hash((self.status_code, self.content))

    def __repr__(self) -> str:
        return f"<ErrorResponse {self.status_code}, {len(self.content)} bytes>"

    @property
    def request_id(self) -> str | None:
        """The `x-request-id` header, to quote to the API's support team; None if the response has no such header."""
        return self.headers.get("x-request-id")

    @property
    def text(self) -> str:
        """The body as text, decoded by its charset or byte order mark, or as UTF-8. U+FFFD replaces invalid bytes."""
        from ._operation import decode_text  # imported here: only exceptions need the text of a response

        return decode_text(self.content, self.headers.get("content-type"))

    def json(self) -> Any:
        """Return the body as JSON data.

        Raises:
            ValueError: The body is not JSON.
        """
        import json

        from ._operation import charset_of

        has_charset = charset_of(self.headers.get("content-type")) not in (None, "utf-8")
        try:
            # Without a charset, `json` detects UTF-8, UTF-16 and UTF-32.
            return json.loads(self.text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}") if has_charset else self.content)
        except RecursionError:
            raise ValueError("The body is nested too deeply") from None


class APIConnectionError(RootError):
    """The request got no complete response, after all retries: the connection was refused, reset or closed early.

    Attributes:
        message: One line with the request and the cause.
        retries: Number of times the request was repeated.
    """

    def __init__(self, message: str, *, retries: int = 0, command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.retries = retries
        self._command = command

    def curl(self) -> str:
        """Return the request as a curl command, with environment variables in place of the credentials."""
        return self._command


class APITimeoutError(APIConnectionError):
    """No complete response arrived in time: within `timeout` in an attempt, or within `deadline` for the whole call."""


class APIStatusError(RootError):
    """A response with a status other than 2xx, including a redirect that the contract does not document as a success.

    Attributes:
        status_code: The HTTP status, any number that a server sends.
        response: The response: status, headers, content.
        request_id: The `x-request-id` header; None if the response has no such header.
        body: The body as its documented type, or else as JSON data or text; None if it is empty.
        message: One line with the request, and the server's message if there is one.
        retries: Number of times the request was repeated.
        retry_after: Seconds after which the server allows another attempt; None if the response does not say so.
    """

    def __init__(
        self,
        message: str,
        *,
        response: ErrorResponse | None = None,
        retries: int = 0,
        command: str = "",
        decoded: Any = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.response = response if response is not None else ErrorResponse(0, {}, b"")
        self.retries = retries
        self._command = command
        self._decoded = decoded

    def curl(self) -> str:
        """Return the request as a curl command, with environment variables in place of the credentials."""
        return self._command

    @property
    def status_code(self) -> int:
        """The status code of the HTTP response."""
        return self.response.status_code

    @property
    def request_id(self) -> str | None:
        """The `x-request-id` header. It is None if the response has no such header."""
        return self.response.request_id

    @property
    def retry_after(self) -> float | None:
        """The seconds that the `Retry-After` header asks to wait. It is None if this header is missing or invalid."""
        import time

        from ._retry import retry_after  # imported here: only exceptions need it

        return retry_after(self.response.headers, time.time())

    @property
    def body(self) -> Any:
        """The body as its documented type, or else as JSON data or text; None if it is empty."""
        return _body(self.response) if self._decoded is None else self._decoded


class BadRequestError(APIStatusError):
    """400, Bad Request: the server does not understand the request, or a parameter is invalid."""


class AuthenticationError(APIStatusError):
    """401, Unauthorized: the credentials are missing or invalid, or the token URL rejected them."""


class PermissionDeniedError(APIStatusError):
    """403, Forbidden: the credentials are valid, but they do not permit this request."""


class NotFoundError(APIStatusError):
    """404, Not Found: the resource does not exist, or the credentials do not allow reading it."""


class ConflictError(APIStatusError):
    """409, Conflict: the request conflicts with the state of the resource.

    The client raises this error after its retries, or at once if the request is not idempotent.
    """


class UnprocessableEntityError(APIStatusError):
    """422, Unprocessable Content: the request is well-formed, but its content is invalid."""


class RateLimitError(APIStatusError):
    """429, Too Many Requests: the client exceeded the rate limit, and all retries failed."""


class InternalServerError(APIStatusError):
    """500 and above: the server failed with an internal error. The request was retried if repeating it is safe."""


class ResponseValidationError(RootError):
    """A 2xx response does not match the contract, is not valid JSON, or cannot be decompressed.

    Attributes:
        mismatches: The first 1,000 mismatches; empty if the whole body cannot be decoded. For example, it is not JSON,
            or is an array instead of an object.
        response: The response: status, headers, content. None if the data did not come from a response.
    """

    def __init__(
        self,
        message: str,
        *,
        mismatches: Sequence[Mismatch] = (),
        response: ErrorResponse | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.mismatches = tuple(mismatches)
        self.response = response

    @property
    def request_id(self) -> str | None:
        """The `x-request-id` header. It is None if the response has no such header."""
        return None if self.response is None else self.response.request_id


class ResponseTooLargeError(RootError):
    """A response body is larger than `max_response_bytes` after decompression.

    While a response is streamed, this limit applies to each of its items or lines.

    Attributes:
        limit: The value of `max_response_bytes`, in bytes.
        request_id: The `x-request-id` header; None if the response has no such header.
    """

    def __init__(self, message: str, *, limit: int = 0, request_id: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.limit = limit
        self.request_id = request_id


class PaginationError(RootError):
    """A page of a list cannot be read or requested.

    For example, there is no next page, the server repeats a page, or the URL of the next page has another origin.
    """


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}
_MIN_SERVER_ERROR = 500


class UploadFailed(Exception):  # noqa: N818 - never leaves the package
    """The file or iterable that the caller passed as a request body raised an error, which is the only argument."""


def status_error(
    response: ErrorResponse,
    request: str,
    retries: int,
    command: str = "",
    *,
    decoded: Any = None,
    kind: type[APIStatusError] | None = None,
) -> APIStatusError:
    """Build the exception for a response with an error status, such as NotFoundError for 404.

    Args:
        response: The response.
        request: A text for the message: the method, path and address of the request.
        retries: Number of times the request was repeated.
        command: The request as a curl command.
        decoded: The body, decoded to its documented type; None if the contract documents no type.
        kind: The class of the exception; None to choose the class by the status.
    """
    from httpx2 import codes

    status = response.status_code
    if kind is None:
        kind = InternalServerError if status >= _MIN_SERVER_ERROR else _BY_STATUS.get(status, APIStatusError)
    head = f"{status} {codes.get_reason_phrase(status)}".rstrip()
    text = _one_line(_redirect_text(response) or error_text(_body(response)))
    tail = "" if response.request_id is None else f" (request id {_one_line(response.request_id)})"
    message = f"{head}: {request}{f': {text}' if text else ''}{tail}"
    return kind(message, response=response, retries=retries, command=command, decoded=decoded)


def _redirect_text(response: ErrorResponse) -> str:
    """Return the message for a redirect, with the Location header without its query; "" for any other response."""
    location = response.headers.get("location")
    if not location or not 300 <= response.status_code < 400:  # noqa: PLR2004 - Redirection
        return ""
    address = re.sub(r"//[^/?#]*@", "//", re.split(r"[?#]", location, maxsplit=1)[0])
    return f"the client does not follow redirects; this one leads to {address}. If the API has moved, change base_url"


def list_mismatches(mismatches: Sequence[Mismatch], count: int) -> str:
    """Return the first ten mismatches as one line of text, which ends with "and 5 more" if there are 15.

    `count` is the number of all mismatches in the response; `mismatches` may contain only the first of them.
    """
    named = "; ".join(map(str, mismatches[:_MAX_LISTED_MISMATCHES]))
    more = count - _MAX_LISTED_MISMATCHES
    return f"{named}; and {more} more" if more > 0 else named


def stripped(error: Exception) -> Exception:
    """Remove the request and the stack frames from an exception of httpx2 and its causes, and return the exception.

    The request and the stack frames may contain credentials.
    """
    from httpx2 import HTTPError

    each: BaseException | None = error
    while each is not None:
        if isinstance(each, HTTPError):
            each.request = None  # type: ignore[assignment]
        each.__traceback__ = None
        each = each.__cause__ or each.__context__
    return error


def _body(response: ErrorResponse) -> Any:
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError:
        return response.text


def _one_line(text: str) -> str:
    words = " ".join(text[: 4 * _MAX_SERVER_TEXT_CHARS].split())
    words = printable(words)
    return words if len(words) <= _MAX_SERVER_TEXT_CHARS else f"{words[:_MAX_SERVER_TEXT_CHARS]}..."


def printable(text: str) -> str:
    """Return a text with U+FFFD in place of control characters, which could forge log lines or control a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
