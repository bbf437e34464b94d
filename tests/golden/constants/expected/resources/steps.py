"""Operations under steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.noop import Noop, NoopDict
    from ..models.stop import Stop, StopDict

__all__ = [
    "AsyncSteps",
    "AsyncStepsWithRawResponse",
    "AsyncStepsWithStreamingResponse",
    "Steps",
    "StepsWithRawResponse",
    "StepsWithStreamingResponse",
]

_SEND = Operation(
    name="steps.send",
    id="sendSteps",
    method="POST",
    path="/steps",
    bodies=(Body("application/json", required=True, arrays=("",)),),
    responses={
        "204": {},
    },
    security=(),
)


class Steps:
    """Operations under steps."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> StepsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return StepsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> StepsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return StepsWithStreamingResponse(self)

    def send(
        self,
        *,
        body: Sequence[Noop | NoopDict | Stop | StopDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /steps

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Taken.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SEND,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class StepsWithRawResponse:
    """The methods of `Steps`, but each returns a RawResponse."""

    def __init__(self, resource: Steps) -> None:
        raw = Steps(resource._client._raw())
        self.send = as_raw(raw.send)


class StepsWithStreamingResponse:
    """The methods of `Steps`, but each returns a response with an unread body."""

    def __init__(self, resource: Steps) -> None:
        streaming = Steps(resource._client._streaming())
        self.send = as_streamed(streaming.send)


class AsyncSteps:
    """Operations under steps."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncStepsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncStepsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncStepsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncStepsWithStreamingResponse(self)

    async def send(
        self,
        *,
        body: Sequence[Noop | NoopDict | Stop | StopDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /steps

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Taken.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SEND,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncStepsWithRawResponse:
    """The methods of `AsyncSteps`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncSteps) -> None:
        raw = AsyncSteps(resource._client._raw())
        self.send = as_async_raw(raw.send)


class AsyncStepsWithStreamingResponse:
    """The methods of `AsyncSteps`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncSteps) -> None:
        streaming = AsyncSteps(resource._client._streaming())
        self.send = as_async_streamed(streaming.send)
