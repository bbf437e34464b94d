"""Operations under piers/berths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.piers_berths_list_response import PiersBerthsListResponse

__all__ = [
    "AsyncPiersBerths",
    "AsyncPiersBerthsWithRawResponse",
    "AsyncPiersBerthsWithStreamingResponse",
    "PiersBerths",
    "PiersBerthsWithRawResponse",
    "PiersBerthsWithStreamingResponse",
]

_LIST = Operation(
    name="piers_berths.list",
    id="dock.projects.locations.piers.berths.list",
    method="GET",
    path="/v1/{parent}/berths",
    parameters=(Parameter("parent", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.PiersBerthsListResponse,
        },
    },
    security=(),
)


class PiersBerths:
    """Operations under piers/berths."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PiersBerthsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PiersBerthsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PiersBerthsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PiersBerthsWithStreamingResponse(self)

    def list(
        self,
        parent: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> PiersBerthsListResponse:
        """GET /v1/{parent}/berths

        Args:
            parent: Path parameter `parent`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: PiersBerthsListResponse = self._client._call(
            _LIST,
            (parent,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PiersBerthsWithRawResponse:
    """The methods of `PiersBerths`, but each returns a RawResponse."""

    def __init__(self, resource: PiersBerths) -> None:
        raw = PiersBerths(resource._client._raw())
        self.list = as_raw(raw.list)


class PiersBerthsWithStreamingResponse:
    """The methods of `PiersBerths`, but each returns a response with an unread body."""

    def __init__(self, resource: PiersBerths) -> None:
        streaming = PiersBerths(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncPiersBerths:
    """Operations under piers/berths."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPiersBerthsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPiersBerthsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPiersBerthsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPiersBerthsWithStreamingResponse(self)

    async def list(
        self,
        parent: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> PiersBerthsListResponse:
        """GET /v1/{parent}/berths

        Args:
            parent: Path parameter `parent`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: PiersBerthsListResponse = await self._client._call(
            _LIST,
            (parent,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPiersBerthsWithRawResponse:
    """The methods of `AsyncPiersBerths`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPiersBerths) -> None:
        raw = AsyncPiersBerths(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncPiersBerthsWithStreamingResponse:
    """The methods of `AsyncPiersBerths`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPiersBerths) -> None:
        streaming = AsyncPiersBerths(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
