"""Operations under Api20100401Account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.account import Account
    from ..models.sort import Sort, SortValue

__all__ = [
    "AccountResource",
    "AccountResourceWithRawResponse",
    "AccountResourceWithStreamingResponse",
    "AsyncAccountResource",
    "AsyncAccountResourceWithRawResponse",
    "AsyncAccountResourceWithStreamingResponse",
]

_LIST = Operation(
    name="account.list",
    id="listAccounts",
    method="GET",
    path="/e",
    parameters=(Parameter("$filter", "query"),),
    responses={
        "200": {
            "application/json": lambda: models.Account,
        },
    },
    security=(),
)
_CREATE = Operation(
    name="account.create",
    id="createAccount",
    method="POST",
    path="/f",
    bodies=(Body("application/json", required=False),),
    responses={
        "204": {},
    },
    security=(),
)


class AccountResource:
    """Operations under Api20100401Account."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AccountResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AccountResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AccountResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AccountResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        where: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Account:
        """GET /e

        Args:
            where: Query parameter `$filter`.
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
        answer: Account = self._client._call(
            _LIST,
            (where,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create(
        self,
        *,
        sort: Sort | SortValue | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /f

        Args:
            sort: Required if there is a body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            body={
                "kind": sort,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AccountResourceWithRawResponse:
    """The methods of `AccountResource`, but each returns a RawResponse."""

    def __init__(self, resource: AccountResource) -> None:
        raw = AccountResource(resource._client._raw())
        self.list = as_raw(raw.list)
        self.create = as_raw(raw.create)


class AccountResourceWithStreamingResponse:
    """The methods of `AccountResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AccountResource) -> None:
        streaming = AccountResource(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.create = as_streamed(streaming.create)


class AsyncAccountResource:
    """Operations under Api20100401Account."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAccountResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAccountResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAccountResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncAccountResourceWithStreamingResponse(self)

    async def list(
        self,
        *,
        where: str | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Account:
        """GET /e

        Args:
            where: Query parameter `$filter`.
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
        answer: Account = await self._client._call(
            _LIST,
            (where,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create(
        self,
        *,
        sort: Sort | SortValue | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /f

        Args:
            sort: Required if there is a body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. ok.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            body={
                "kind": sort,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncAccountResourceWithRawResponse:
    """The methods of `AsyncAccountResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncAccountResource) -> None:
        raw = AsyncAccountResource(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.create = as_async_raw(raw.create)


class AsyncAccountResourceWithStreamingResponse:
    """The methods of `AsyncAccountResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncAccountResource) -> None:
        streaming = AsyncAccountResource(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.create = as_async_streamed(streaming.create)
