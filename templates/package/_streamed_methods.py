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
    """Return `method` unchanged, with the type of a method that returns a StreamedResponse.

    Only type checkers need this: `method` belongs to a client whose methods already return streamed responses.
    """
    return cast("Callable[P, StreamedResponse[T]]", method)


def as_async_streamed(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[AsyncStreamedResponse[T]]]:
    """Return `method` unchanged, with the type of an async method that returns an AsyncStreamedResponse.

    Only type checkers need this: `method` belongs to a client whose methods already return streamed responses.
    """
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[T]]]", cast("Any", method))


def as_async_streamed_page(
    method: Callable[P, AsyncPages[T]],
) -> Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]:
    """Return `method` unchanged, with the type of a method that returns an AsyncStreamedResponse of a page.

    Only type checkers need this: `method` belongs to a client whose methods already return streamed responses.
    """
    return cast("Callable[P, Awaitable[AsyncStreamedResponse[AsyncPage[T]]]]", cast("Any", method))
