"""Operations under paints."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.finish import Finish, FinishValue
    from ..models.list_paints_coats import ListPaintsCoats, ListPaintsCoatsValue
    from ..models.list_paints_sort import ListPaintsSort, ListPaintsSortValue
    from ..models.paint import Paint

__all__ = [
    "AsyncPaints",
    "AsyncPaintsWithRawResponse",
    "AsyncPaintsWithStreamingResponse",
    "Paints",
    "PaintsWithRawResponse",
    "PaintsWithStreamingResponse",
]

_LIST = Operation(
    name="paints.list",
    id="listPaints",
    method="GET",
    path="/paints",
    parameters=(
        Parameter("finish", "query"),
        Parameter("sort", "query"),
        Parameter("coats", "query"),
    ),
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Paint],
        },
    },
    security=(),
)


class Paints:
    """Operations under paints."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PaintsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PaintsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PaintsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PaintsWithStreamingResponse(self)

    def list(
        self,
        *,
        finish: Finish | FinishValue | None = None,
        sort: ListPaintsSort | ListPaintsSortValue | None = None,
        coats: ListPaintsCoats | ListPaintsCoatsValue | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Paint]:
        """GET /paints

        Args:
            finish: Query parameter `finish`.
            sort: Query parameter `sort`.
            coats: Query parameter `coats`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Paints.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Paint] = self._client._call(
            _LIST,
            (finish, sort, coats),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PaintsWithRawResponse:
    """The methods of `Paints`, but each returns a RawResponse."""

    def __init__(self, resource: Paints) -> None:
        raw = Paints(resource._client._raw())
        self.list = as_raw(raw.list)


class PaintsWithStreamingResponse:
    """The methods of `Paints`, but each returns a response with an unread body."""

    def __init__(self, resource: Paints) -> None:
        streaming = Paints(resource._client._streaming())
        self.list = as_streamed(streaming.list)


class AsyncPaints:
    """Operations under paints."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPaintsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPaintsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPaintsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPaintsWithStreamingResponse(self)

    async def list(
        self,
        *,
        finish: Finish | FinishValue | None = None,
        sort: ListPaintsSort | ListPaintsSortValue | None = None,
        coats: ListPaintsCoats | ListPaintsCoatsValue | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Paint]:
        """GET /paints

        Args:
            finish: Query parameter `finish`.
            sort: Query parameter `sort`.
            coats: Query parameter `coats`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Paints.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Paint] = await self._client._call(
            _LIST,
            (finish, sort, coats),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPaintsWithRawResponse:
    """The methods of `AsyncPaints`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPaints) -> None:
        raw = AsyncPaints(resource._client._raw())
        self.list = as_async_raw(raw.list)


class AsyncPaintsWithStreamingResponse:
    """The methods of `AsyncPaints`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPaints) -> None:
        streaming = AsyncPaints(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
