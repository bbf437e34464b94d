"""An answer before it is decoded: `client.<resource>.with_raw_response.<method>(...)` -> RawResponse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, NoReturn, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from httpx2 import Headers

    from ._pages import AsyncPage, AsyncPages

__all__ = ["RawResponse", "as_async_raw", "as_async_raw_page", "as_raw"]

T = TypeVar("T")
P = ParamSpec("P")


class RawResponse(Generic[T]):
    """An answer with a 2xx status, as it came.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response.
        content: The body, decompressed.
        retries: How often the request was repeated before this came.
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
        raise TypeError("A RawResponse is not pickled; take its content, headers or parse() along")

    @property
    def request_id(self) -> str | None:
        """The `x-request-id` header: what to quote when asking the API's support."""
        return self.headers.get("x-request-id")

    def parse_with(self, parser: Callable[[], T]) -> None:
        """Say how the body is decoded; for the client's own use."""
        self._parser = parser

    def parse(self) -> T:
        """Decode the body: what the method returns when it is called without `with_raw_response`.

        Raises:
            ResponseValidationError: It is not what the contract documents; see `on_mismatch`.
        """
        if self._parser is not None:
            self._parsed: T = self._parser()
            self._parser = None
        return self._parsed


def as_raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """Say of a method, bound to a client that gives raw responses, that it returns one."""
    return cast("Callable[P, RawResponse[T]]", method)


def as_async_raw_page(method: Callable[P, AsyncPages[T]]) -> Callable[P, Awaitable[RawResponse[AsyncPage[T]]]]:
    """Say of an async method that lists, bound to a client that gives raw responses, that it returns one of a page."""
    return cast("Callable[P, Awaitable[RawResponse[AsyncPage[T]]]]", cast("Any", method))


def as_async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """Say of an async method, bound to a client that gives raw responses, that it returns one."""
    return cast("Callable[P, Awaitable[RawResponse[T]]]", cast("Any", method))
