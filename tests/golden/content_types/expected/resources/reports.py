"""Operations under reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, overload

from .. import models
from .._operation import Body, Operation, Parameter, choose_body
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import FileContent, Unset
    from ..models.report import Report

__all__ = [
    "AsyncReportsResource",
    "AsyncReportsResourceWithRawResponse",
    "AsyncReportsResourceWithStreamingResponse",
    "ReportsResource",
    "ReportsResourceWithRawResponse",
    "ReportsResourceWithStreamingResponse",
]

_CREATE = Operation(
    name="reports.create",
    id="createReport",
    method="POST",
    path="/reports",
    bodies=(
        Body(
            "application/json",
            required=True,
            fields=("since", "top"),
            needed=("since",),
            dates={
                "since": lambda: date,
            },
        ),
        Body("application/xml", required=True),
        Body(
            "application/x-www-form-urlencoded",
            required=True,
            fields=("since", "top"),
            needed=("since",),
            dates={
                "since": lambda: date,
            },
        ),
    ),
    responses={
        "200": {
            "application/json": lambda: models.Report,
            "application/vnd.example.report+json": lambda: models.Report,
            "text/csv": lambda: str,
        },
    },
    security=(),
)
_RETRIEVE = Operation(
    name="reports.retrieve",
    id="getReport",
    method="GET",
    path="/reports/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "text/csv": lambda: str,
            "text/html": lambda: str,
            "application/pdf": lambda: bytes,
        },
    },
    security=(),
)


class ReportsResource:
    """Operations under reports."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ReportsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ReportsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ReportsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ReportsResourceWithStreamingResponse(self)

    @overload
    def create(
        self,
        *,
        since: date | str,
        top: int | Unset = UNSET,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> Report: ...

    @overload
    def create(
        self,
        *,
        body: str | FileContent,
        content_type: Literal["application/xml"],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> Report: ...

    def create(
        self,
        *,
        since: date | str | Unset = UNSET,
        top: int | Unset = UNSET,
        body: str | FileContent | Unset = UNSET,
        content_type: Literal[
            "application/json", "application/xml", "application/x-www-form-urlencoded"
        ] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> Report:
        """JSON or a form, as the caller likes; XML would be another signature.

        The response is also available as text/csv: request it with `extra_headers={"Accept": "text/csv"}`.
        The result is decoded by its Content-Type, as text or bytes.

        Args:
            since: For application/json and application/x-www-form-urlencoded only.
            top: For application/json and application/x-www-form-urlencoded only.
            body: The whole body, for application/xml.
            content_type: The media type of the body: application/json or application/xml or
                application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            The report.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Report = self._client._call(
            _CREATE,
            (),
            body=choose_body(
                body,
                {
                    "since": since,
                    "top": top,
                    **(extra_body or {}),
                },
            ),
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer

    def retrieve(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """No JSON at all.

        The response is also available as application/pdf: request it with `extra_headers={"Accept":
        "application/pdf"}`. The result is decoded by its Content-Type, as text or bytes.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The report.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ReportsResourceWithRawResponse:
    """The methods of `ReportsResource`, but each returns a RawResponse."""

    def __init__(self, resource: ReportsResource) -> None:
        raw = ReportsResource(resource._client._raw())
        self.create = as_raw(raw.create)
        self.retrieve = as_raw(raw.retrieve)


class ReportsResourceWithStreamingResponse:
    """The methods of `ReportsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: ReportsResource) -> None:
        streaming = ReportsResource(resource._client._streaming())
        self.create = as_streamed(streaming.create)
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncReportsResource:
    """Operations under reports."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncReportsResourceWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncReportsResourceWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncReportsResourceWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncReportsResourceWithStreamingResponse(self)

    @overload
    async def create(
        self,
        *,
        since: date | str,
        top: int | Unset = UNSET,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> Report: ...

    @overload
    async def create(
        self,
        *,
        body: str | FileContent,
        content_type: Literal["application/xml"],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> Report: ...

    async def create(
        self,
        *,
        since: date | str | Unset = UNSET,
        top: int | Unset = UNSET,
        body: str | FileContent | Unset = UNSET,
        content_type: Literal[
            "application/json", "application/xml", "application/x-www-form-urlencoded"
        ] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        progress: Callable[[int, int | None], object] | None = None,
    ) -> Report:
        """JSON or a form, as the caller likes; XML would be another signature.

        The response is also available as text/csv: request it with `extra_headers={"Accept": "text/csv"}`.
        The result is decoded by its Content-Type, as text or bytes.

        Args:
            since: For application/json and application/x-www-form-urlencoded only.
            top: For application/json and application/x-www-form-urlencoded only.
            body: The whole body, for application/xml.
            content_type: The media type of the body: application/json or application/xml or
                application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.
            progress: Called while the body is sent, with the bytes sent so far and their total (None if
                unknown).

        Returns:
            The report.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Report = await self._client._call(
            _CREATE,
            (),
            body=choose_body(
                body,
                {
                    "since": since,
                    "top": top,
                    **(extra_body or {}),
                },
            ),
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
            progress=progress,
        )
        return answer

    async def retrieve(
        self,
        id: int,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """No JSON at all.

        The response is also available as application/pdf: request it with `extra_headers={"Accept":
        "application/pdf"}`. The result is decoded by its Content-Type, as text or bytes.

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The report.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: str = await self._client._call(
            _RETRIEVE,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncReportsResourceWithRawResponse:
    """The methods of `AsyncReportsResource`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncReportsResource) -> None:
        raw = AsyncReportsResource(resource._client._raw())
        self.create = as_async_raw(raw.create)
        self.retrieve = as_async_raw(raw.retrieve)


class AsyncReportsResourceWithStreamingResponse:
    """The methods of `AsyncReportsResource`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncReportsResource) -> None:
        streaming = AsyncReportsResource(resource._client._streaming())
        self.create = as_async_streamed(streaming.create)
        self.retrieve = as_async_streamed(streaming.retrieve)
