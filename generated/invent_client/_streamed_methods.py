"""Types of the methods under `with_streaming_response`, which return responses with an unread body.

The module does not import httpx2, which is slow to import.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from ._pages import AsyncPage, AsyncPages
    from ._streamed_response import AsyncStreamedResponse, StreamedResponse

__all__ = ["as_async_streamed", "as_async_streamed_page", "as_streamed"]

T = TypeVar("T")
P = ParamSpec("P")


def as_streamed(method: Callable[P, T]) -> Callable[P, StreamedResponse[T]]:
    """Return `method` unchanged, but typed as a method that returns a StreamedResponse.

    Under `with_streaming_response`, the method already returns this at runtime, but type checkers do not know it.
    """
    return cast("Callable[P, StreamedResponse[T]]", method)


def as_async_streamed(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[AsyncStreamedResponse[T]]]:
    """Return `method` unchanged, but typed as an async method that returns an AsyncStreamedResponse.

    Under `with_streaming_response`, the method already returns this at runtime, but type checkers do not know it.
    """
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[T]]]", cast("Any", method))


def as_async_streamed_page(
    method: Callable[P, AsyncPages[T]],
) -> Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]:
    """Return `method` unchanged, but typed as a method that returns an AsyncStreamedResponse of a page.

    Under `with_streaming_response`, the method already returns this at runtime, but type checkers do not know it.
    """
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]", cast("Any", method))
