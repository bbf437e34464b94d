"""Operations under misc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.card import Card, CardDict
    from ..models.cash import Cash, CashDict

__all__ = [
    "AsyncMisc",
    "AsyncMiscWithRawResponse",
    "AsyncMiscWithStreamingResponse",
    "Misc",
    "MiscWithRawResponse",
    "MiscWithStreamingResponse",
]

_ECHO = Operation(
    name="misc.echo",
    id="echo",
    method="POST",
    path="/echo",
    parameters=(Parameter("body", "query"),),
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: Any,
        },
    },
    security=(),
)
_PAY = Operation(
    name="misc.pay",
    id="pay",
    method="POST",
    path="/payments",
    bodies=(Body("application/json", required=True),),
    responses={
        "204": {},
    },
    security=(),
)


class Misc:
    """Operations under misc."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> MiscWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return MiscWithRawResponse(self)

    @property
    def with_streaming_response(self) -> MiscWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return MiscWithStreamingResponse(self)

    def echo(
        self,
        *,
        body: Any,
        body_query: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """A parameter called body, and a body of any shape.

        Args:
            body: The request body.
            body_query: Query parameter `body`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The same.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._call(
            _ECHO,
            (body_query,),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    def pay(
        self,
        *,
        body: Card | CardDict | Cash | CashDict,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """One of several objects is one argument.

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. It is paid.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _PAY,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class MiscWithRawResponse:
    """The methods of `Misc`, but each returns a RawResponse."""

    def __init__(self, resource: Misc) -> None:
        raw = Misc(resource._client._raw())
        self.echo = as_raw(raw.echo)
        self.pay = as_raw(raw.pay)


class MiscWithStreamingResponse:
    """The methods of `Misc`, but each returns a response with an unread body."""

    def __init__(self, resource: Misc) -> None:
        streaming = Misc(resource._client._streaming())
        self.echo = as_streamed(streaming.echo)
        self.pay = as_streamed(streaming.pay)


class AsyncMisc:
    """Operations under misc."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncMiscWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncMiscWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncMiscWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncMiscWithStreamingResponse(self)

    async def echo(
        self,
        *,
        body: Any,
        body_query: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Any:
        """A parameter called body, and a body of any shape.

        Args:
            body: The request body.
            body_query: Query parameter `body`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The same.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return await self._client._call(
            _ECHO,
            (body_query,),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    async def pay(
        self,
        *,
        body: Card | CardDict | Cash | CashDict,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """One of several objects is one argument.

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. It is paid.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _PAY,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncMiscWithRawResponse:
    """The methods of `AsyncMisc`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncMisc) -> None:
        raw = AsyncMisc(resource._client._raw())
        self.echo = as_async_raw(raw.echo)
        self.pay = as_async_raw(raw.pay)


class AsyncMiscWithStreamingResponse:
    """The methods of `AsyncMisc`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncMisc) -> None:
        streaming = AsyncMisc(resource._client._streaming())
        self.echo = as_async_streamed(streaming.echo)
        self.pay = as_async_streamed(streaming.pay)
