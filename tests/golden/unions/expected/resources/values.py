"""Operations under values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.cat import Cat
    from ..models.dog import Dog
    from ..models.value import Value

__all__ = [
    "AsyncValues",
    "AsyncValuesWithRawResponse",
    "AsyncValuesWithStreamingResponse",
    "Values",
    "ValuesWithRawResponse",
    "ValuesWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="values.retrieve",
    id="getValue",
    method="GET",
    path="/values",
    responses={
        "200": {
            "application/json": lambda: models.Value,
        },
    },
    security=(),
)
_GET_NOTHING = Operation(
    name="values.get_nothing",
    id="getNothing",
    method="GET",
    path="/nothing",
    responses={
        "200": {
            "application/json": lambda: models.Cat | models.Dog | None,
        },
    },
    security=(),
)


class Values:
    """Operations under values."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ValuesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ValuesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ValuesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ValuesWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Value:
        """No discriminator; what fits, fits.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A value.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Value = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_nothing(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Cat | Dog | None:
        """One of two objects that look alike, or null.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A value.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Cat | Dog | None = self._client._call(
            _GET_NOTHING,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ValuesWithRawResponse:
    """The methods of `Values`, but each returns a RawResponse."""

    def __init__(self, resource: Values) -> None:
        raw = Values(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.get_nothing = as_raw(raw.get_nothing)


class ValuesWithStreamingResponse:
    """The methods of `Values`, but each returns a response with an unread body."""

    def __init__(self, resource: Values) -> None:
        streaming = Values(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.get_nothing = as_streamed(streaming.get_nothing)


class AsyncValues:
    """Operations under values."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncValuesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncValuesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncValuesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncValuesWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Value:
        """No discriminator; what fits, fits.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A value.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Value = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_nothing(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Cat | Dog | None:
        """One of two objects that look alike, or null.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A value.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Cat | Dog | None = await self._client._call(
            _GET_NOTHING,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncValuesWithRawResponse:
    """The methods of `AsyncValues`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncValues) -> None:
        raw = AsyncValues(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.get_nothing = as_async_raw(raw.get_nothing)


class AsyncValuesWithStreamingResponse:
    """The methods of `AsyncValues`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncValues) -> None:
        streaming = AsyncValues(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.get_nothing = as_async_streamed(streaming.get_nothing)
