"""Operations under parts."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Annotated

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import Discriminator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.button import Button, ButtonDict
    from ..models.no import No
    from ..models.row import Row, RowDict
    from ..models.yes import Yes

__all__ = [
    "AsyncParts",
    "AsyncPartsWithRawResponse",
    "AsyncPartsWithStreamingResponse",
    "Parts",
    "PartsWithRawResponse",
    "PartsWithStreamingResponse",
]

_LIST = Operation(
    name="parts.list",
    id="getParts",
    method="GET",
    path="/parts",
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[models.Row | models.Button, Discriminator("type", (("1", "Row"), ("2", "Button")), None)]
            ],
        },
    },
    security=(),
)
_SEND = Operation(
    name="parts.send",
    id="sendParts",
    method="POST",
    path="/parts",
    bodies=(Body("application/json", required=True, arrays=("",)),),
    responses={
        "204": {},
    },
    security=(),
)
_GET_ANSWERS = Operation(
    name="parts.get_answers",
    id="getAnswers",
    method="GET",
    path="/answers",
    responses={
        "200": {
            "application/json": lambda: builtins.dict[
                str,
                Annotated[models.Yes | models.No | None, Discriminator("ok", (("true", "Yes"), ("false", "No")), None)],
            ],
        },
    },
    security=(),
)
_GET_MIXED = Operation(
    name="parts.get_mixed",
    id="getMixed",
    method="GET",
    path="/mixed",
    responses={
        "200": {
            "application/json": lambda: builtins.list[
                Annotated[
                    models.Row | models.Button | models.Yes | models.No | None,
                    Discriminator("type", (("1", "Row"), ("2", "Button")), None),
                    Discriminator("ok", (("true", "Yes"), ("false", "No")), None),
                ]
            ],
        },
    },
    security=(),
)


class Parts:
    """Operations under parts."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PartsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PartsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PartsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PartsWithStreamingResponse(self)

    def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Row | Button]:
        """GET /parts

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by an integer.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Row | Button] = self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def send(
        self,
        *,
        body: Sequence[Row | RowDict | Button | ButtonDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /parts

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

    def get_answers(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.dict[str, Yes | No | None]:
        """GET /answers

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by a boolean.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.dict[str, Yes | No | None] = self._client._call(
            _GET_ANSWERS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_mixed(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Row | Button | Yes | No | None]:
        """GET /mixed

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A union of unions.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Row | Button | Yes | No | None] = self._client._call(
            _GET_MIXED,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PartsWithRawResponse:
    """The methods of `Parts`, but each returns a RawResponse."""

    def __init__(self, resource: Parts) -> None:
        raw = Parts(resource._client._raw())
        self.list = as_raw(raw.list)
        self.send = as_raw(raw.send)
        self.get_answers = as_raw(raw.get_answers)
        self.get_mixed = as_raw(raw.get_mixed)


class PartsWithStreamingResponse:
    """The methods of `Parts`, but each returns a response with an unread body."""

    def __init__(self, resource: Parts) -> None:
        streaming = Parts(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.send = as_streamed(streaming.send)
        self.get_answers = as_streamed(streaming.get_answers)
        self.get_mixed = as_streamed(streaming.get_mixed)


class AsyncParts:
    """Operations under parts."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPartsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPartsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPartsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPartsWithStreamingResponse(self)

    async def list(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Row | Button]:
        """GET /parts

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by an integer.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Row | Button] = await self._client._call(
            _LIST,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def send(
        self,
        *,
        body: Sequence[Row | RowDict | Button | ButtonDict],
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /parts

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

    async def get_answers(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.dict[str, Yes | No | None]:
        """GET /answers

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Told apart by a boolean.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.dict[str, Yes | No | None] = await self._client._call(
            _GET_ANSWERS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_mixed(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> builtins.list[Row | Button | Yes | No | None]:
        """GET /mixed

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            A union of unions.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: builtins.list[Row | Button | Yes | No | None] = await self._client._call(
            _GET_MIXED,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPartsWithRawResponse:
    """The methods of `AsyncParts`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncParts) -> None:
        raw = AsyncParts(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.send = as_async_raw(raw.send)
        self.get_answers = as_async_raw(raw.get_answers)
        self.get_mixed = as_async_raw(raw.get_mixed)


class AsyncPartsWithStreamingResponse:
    """The methods of `AsyncParts`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncParts) -> None:
        streaming = AsyncParts(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.send = as_async_streamed(streaming.send)
        self.get_answers = as_async_streamed(streaming.get_answers)
        self.get_mixed = as_async_streamed(streaming.get_mixed)
