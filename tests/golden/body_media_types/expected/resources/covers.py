"""Operations under covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient

__all__ = [
    "AsyncCovers",
    "AsyncCoversWithRawResponse",
    "Covers",
    "CoversWithRawResponse",
]

_SET = Operation(
    name="covers.set",
    id="setCover",
    method="PUT",
    path="/covers",
    bodies=(Body("multipart/form-data", required=True),),
    responses={
        "204": {},
    },
    security=(),
)


class Covers:
    """Operations under covers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> CoversWithRawResponse:
        """The same methods, returning the raw response: status, headers and `parse()`."""
        return CoversWithRawResponse(self)

    def set(
        self,
        *,
        body: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /covers

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SET,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class CoversWithRawResponse:
    """The methods of `Covers`, returning raw responses."""

    def __init__(self, resource: Covers) -> None:
        raw = Covers(resource._client._raw())
        self.set = as_raw(raw.set)


class AsyncCovers:
    """Operations under covers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncCoversWithRawResponse:
        """The same methods, returning the raw response: status, headers and `parse()`."""
        return AsyncCoversWithRawResponse(self)

    async def set(
        self,
        *,
        body: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /covers

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Set.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SET,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncCoversWithRawResponse:
    """The methods of `AsyncCovers`, returning raw responses."""

    def __init__(self, resource: AsyncCovers) -> None:
        raw = AsyncCovers(resource._client._raw())
        self.set = as_async_raw(raw.set)
