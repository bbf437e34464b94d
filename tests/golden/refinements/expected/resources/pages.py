"""Operations under pages."""

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
    from ..models.item_page import ItemPage
    from ..models.own_page import OwnPage
    from ..models.referring_page import ReferringPage
    from ..models.strict_page import StrictPage

__all__ = [
    "AsyncPagesResource",
    "AsyncPagesResourceWithRawResponse",
    "AsyncPagesResourceWithStreamingResponse",
    "PagesResource",
    "PagesResourceWithRawResponse",
    "PagesResourceWithStreamingResponse",
]

_RETRIEVE = Operation(
    name="pages.retrieve",
    id="getPage",
    method="GET",
    path="/page",
    responses={
        "200": {
            "application/json": lambda: models.ItemPage,
        },
    },
    security=(),
)
_GET_OWN = Operation(
    name="pages.get_own",
    id="getOwnPage",
    method="GET",
    path="/own-page",
    responses={
        "200": {
            "application/json": lambda: models.OwnPage,
        },
    },
    security=(),
)
_GET_STRICT = Operation(
    name="pages.get_strict",
    id="getStrictPage",
    method="GET",
    path="/strict-page",
    responses={
        "200": {
            "application/json": lambda: models.StrictPage,
        },
    },
    security=(),
)
_GET_REFERRING = Operation(
    name="pages.get_referring",
    id="getReferringPage",
    method="GET",
    path="/referring-page",
    responses={
        "200": {
            "application/json": lambda: models.ReferringPage,
        },
    },
    security=(),
)


class PagesResource:
    """Operations under pages."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PagesResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PagesResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PagesResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PagesResourceWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ItemPage:
        """GET /page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ItemPage = self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_own(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> OwnPage:
        """GET /own-page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: OwnPage = self._client._call(
            _GET_OWN,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_strict(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> StrictPage:
        """GET /strict-page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: StrictPage = self._client._call(
            _GET_STRICT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_referring(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ReferringPage:
        """GET /referring-page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ReferringPage = self._client._call(
            _GET_REFERRING,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PagesResourceWithRawResponse:
    """The methods of `PagesResource`, but each returns a RawResponse."""

    def __init__(self, resource: PagesResource) -> None:
        raw = PagesResource(resource._client._raw())
        self.retrieve = as_raw(raw.retrieve)
        self.get_own = as_raw(raw.get_own)
        self.get_strict = as_raw(raw.get_strict)
        self.get_referring = as_raw(raw.get_referring)


class PagesResourceWithStreamingResponse:
    """The methods of `PagesResource`, but each returns a response with an unread body."""

    def __init__(self, resource: PagesResource) -> None:
        streaming = PagesResource(resource._client._streaming())
        self.retrieve = as_streamed(streaming.retrieve)
        self.get_own = as_streamed(streaming.get_own)
        self.get_strict = as_streamed(streaming.get_strict)
        self.get_referring = as_streamed(streaming.get_referring)


class AsyncPagesResource:
    """Operations under pages."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPagesResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPagesResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPagesResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPagesResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ItemPage:
        """GET /page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ItemPage = await self._client._call(
            _RETRIEVE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_own(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> OwnPage:
        """GET /own-page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: OwnPage = await self._client._call(
            _GET_OWN,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_strict(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> StrictPage:
        """GET /strict-page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: StrictPage = await self._client._call(
            _GET_STRICT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_referring(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> ReferringPage:
        """GET /referring-page

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A page.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: ReferringPage = await self._client._call(
            _GET_REFERRING,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPagesResourceWithRawResponse:
    """The methods of `AsyncPagesResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPagesResource) -> None:
        raw = AsyncPagesResource(resource._client._raw())
        self.retrieve = as_async_raw(raw.retrieve)
        self.get_own = as_async_raw(raw.get_own)
        self.get_strict = as_async_raw(raw.get_strict)
        self.get_referring = as_async_raw(raw.get_referring)


class AsyncPagesResourceWithStreamingResponse:
    """The methods of `AsyncPagesResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPagesResource) -> None:
        streaming = AsyncPagesResource(resource._client._streaming())
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.get_own = as_async_streamed(streaming.get_own)
        self.get_strict = as_async_streamed(streaming.get_strict)
        self.get_referring = as_async_streamed(streaming.get_referring)
