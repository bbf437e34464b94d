"""Operations under class."""

from __future__ import annotations

import builtins
from datetime import date
from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.colour import Colour, ColourValue2
    from ..models.mapping import MappingDict
    from ..models.timeout import TimeoutDict

__all__ = [
    "AsyncClass",
    "AsyncClassWithRawResponse",
    "AsyncClassWithStreamingResponse",
    "Class",
    "ClassWithRawResponse",
    "ClassWithStreamingResponse",
]

_LIST = Operation(
    name="class_.list",
    id="list",
    method="GET",
    path="/pages",
    responses={
        "200": {
            "application/json": lambda: builtins.list[models.Page],
        },
    },
    security=(),
)
_DATE_PAGES = Operation(
    name="class_.date_pages",
    id="date",
    method="POST",
    path="/pages",
    bodies=(Body("application/json", required=True),),
    responses={
        "200": {
            "application/json": lambda: date,
        },
    },
    security=(),
)
_IMPORT_ = Operation(
    name="class_.import_",
    id="Import",
    method="DELETE",
    path="/pages",
    responses={
        "204": {},
    },
    security=(),
)
_IMPORT_PAGES = Operation(
    name="class_.import_pages",
    id="import_",
    method="PATCH",
    path="/pages",
    bodies=(Body("application/json", required=True, arrays=("",)),),
    responses={
        "200": {
            "application/json": lambda: models.Colour,
        },
    },
    security=(),
)


class Class:
    """Operations under class."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ClassWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ClassWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ClassWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ClassWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[models.Page]:
        """Models called like what the client is made of.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Pages.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[models.Page] = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def date_pages(
        self,
        *,
        timeout_body: models.Timeout | TimeoutDict,
        colour: Colour | ColourValue2,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> date:
        """POST /pages

        Args:
            timeout_body: Property `timeout` of the request body.
            colour: Property `colour` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            A day.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: date = self._client._call(
            _DATE_PAGES,
            (),
            body={
                "timeout": timeout_body,
                "colour": colour,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def import_(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /pages

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _IMPORT_,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def import_pages(
        self,
        *,
        body: Sequence[models.Mapping | MappingDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Colour:
        """PATCH /pages

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All kinds.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Colour = self._client._call(
            _IMPORT_PAGES,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ClassWithRawResponse:
    """The methods of `Class`, but each returns a RawResponse."""

    def __init__(self, resource: Class) -> None:
        raw = Class(resource._client._raw())
        self.list = as_raw(raw.list)
        self.date_pages = as_raw(raw.date_pages)
        self.import_ = as_raw(raw.import_)
        self.import_pages = as_raw(raw.import_pages)


class ClassWithStreamingResponse:
    """The methods of `Class`, but each returns a response with an unread body."""

    def __init__(self, resource: Class) -> None:
        streaming = Class(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.date_pages = as_streamed(streaming.date_pages)
        self.import_ = as_streamed(streaming.import_)
        self.import_pages = as_streamed(streaming.import_pages)


class AsyncClass:
    """Operations under class."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncClassWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncClassWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncClassWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncClassWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[models.Page]:
        """Models called like what the client is made of.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Pages.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[models.Page] = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def date_pages(
        self,
        *,
        timeout_body: models.Timeout | TimeoutDict,
        colour: Colour | ColourValue2,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> date:
        """POST /pages

        Args:
            timeout_body: Property `timeout` of the request body.
            colour: Property `colour` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            A day.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: date = await self._client._call(
            _DATE_PAGES,
            (),
            body={
                "timeout": timeout_body,
                "colour": colour,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def import_(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /pages

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _IMPORT_,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def import_pages(
        self,
        *,
        body: Sequence[models.Mapping | MappingDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Colour:
        """PATCH /pages

        Args:
            body: The request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            All kinds.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Colour = await self._client._call(
            _IMPORT_PAGES,
            (),
            body=body,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncClassWithRawResponse:
    """The methods of `AsyncClass`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncClass) -> None:
        raw = AsyncClass(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.date_pages = as_async_raw(raw.date_pages)
        self.import_ = as_async_raw(raw.import_)
        self.import_pages = as_async_raw(raw.import_pages)


class AsyncClassWithStreamingResponse:
    """The methods of `AsyncClass`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncClass) -> None:
        streaming = AsyncClass(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.date_pages = as_async_streamed(streaming.date_pages)
        self.import_ = as_async_streamed(streaming.import_)
        self.import_pages = as_async_streamed(streaming.import_pages)
