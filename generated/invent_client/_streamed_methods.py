"""Types of the methods under `with_streaming_response` of a resource, which return responses with an unread body.

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
    """Return `method` unchanged, but with the type of a method that returns a StreamedResponse.

    `method` belongs to a resource whose client is the view `client._streaming()`. At run time, calls through this view
    already return a StreamedResponse. Only the annotation of the method does not say so to type checkers.
    """
    return cast("Callable[P, StreamedResponse[T]]", method)


def as_async_streamed(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[AsyncStreamedResponse[T]]]:
    """Return `method` unchanged, but with the type of an async method that returns an AsyncStreamedResponse.

    `method` belongs to a resource whose client is the view `client._streaming()`. At run time, calls through this view
    already return an AsyncStreamedResponse. Only the annotation of the method does not say so to type checkers.
    """
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[T]]]", cast("Any", method))


def as_async_streamed_page(
    method: Callable[P, AsyncPages[T]],
) -> Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]:
    """Return the list method `method` unchanged, but with the type of a method that returns an AsyncStreamedResponse.

    `method` belongs to a resource whose client is the view `client._streaming()`. At run time, calls through this view
    already return an AsyncStreamedResponse of a page. Only the annotation of the method does not say so to type
    checkers.
    """
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]", cast("Any", method))
