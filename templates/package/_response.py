"""Responses before decoding (RawResponse), and redirects that the contract documents (Redirect)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from httpx2 import Headers

__all__ = ["RawResponse", "Redirect", "as_async_raw", "as_raw"]

T = TypeVar("T")
P = ParamSpec("P")


class Redirect(NamedTuple):
    """The result of an operation that documents a 3xx status as a success. The client does not follow the redirect.

    Attributes:
        location: The unchanged `Location` header; None if the response has no such header.
        status_code: The HTTP status.
    """

    location: str | None
    status_code: int


class RawResponse(Generic[T]):
    """A response with a 2xx status, or with a 3xx status that the contract documents, before decoding.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response.
        content: The body, decompressed; empty if `parse()` returns a stream, because the stream reads the body.
        retries: Number of times the request was repeated before this response.
    """

    __slots__ = ("_parsed", "_parser", "content", "headers", "retries", "status_code")

    def __init__(self, status_code: int, headers: Headers, content: bytes) -> None:
        self.status_code = status_code
        self.headers = headers
        self.content = content
        self.retries = 0
        self._parser: Callable[[], T] | None = None

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code}, {len(self.content)} bytes>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A RawResponse cannot be pickled; pickle its content, its headers or the result of parse()")

    @property
    def request_id(self) -> str | None:
        """The `x-request-id` header, to quote to the API's support team; None if the response has no such header."""
        return self.headers.get("x-request-id")

    def with_content(self, content: bytes) -> RawResponse[Any]:
        """Return a copy of the response with the body `content`."""
        return RawResponse(self.status_code, self.headers, content)

    def set_parser(self, parser: Callable[[], T]) -> None:
        """Set the function with which `parse` decodes the body. This method is for internal use."""
        self._parser = parser

    def parse(self) -> T:
        """Decode the body. Return the value that the same method returns without `with_raw_response`.

        Raises:
            ResponseValidationError: The body cannot be decoded. With `on_mismatch="raise"`, also if it does not match
                the contract.
        """
        if self._parser is not None:
            self._parsed: T = self._parser()
            self._parser = None
        return self._parsed


def as_raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """Return `method` unchanged, but typed as a method that returns a RawResponse.

    `method` must belong to a resource of `client._raw()`. At run time, its methods already return RawResponses.
    """
    return cast("Callable[P, RawResponse[T]]", method)


def as_async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """Return `method` unchanged, but typed as an async method that returns a RawResponse.

    `method` must belong to a resource of `client._raw()`. At run time, its methods already return RawResponses.
    """
    return cast("Callable[P, Awaitable[RawResponse[T]]]", cast("Any", method))
