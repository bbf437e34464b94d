"""Types of the methods of `with_streaming_response`, without the imports that a response needs."""

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
    """Type a method, bound to a streaming client, as one that returns a StreamedResponse."""
    return cast("Callable[P, StreamedResponse[T]]", method)


def as_async_streamed(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[AsyncStreamedResponse[T]]]:
    """Type an async method, bound to a streaming client, as one that returns an AsyncStreamedResponse."""
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[T]]]", cast("Any", method))


def as_async_streamed_page(
    method: Callable[P, AsyncPages[T]],
) -> Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]:
    """Type an async list method, bound to a streaming client, as one that returns an AsyncStreamedResponse."""
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]", cast("Any", method))
