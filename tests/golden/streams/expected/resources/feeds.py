"""Operations under feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation
from .._response import as_async_raw, as_raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.event import Event

__all__ = [
    "AsyncFeeds",
    "AsyncFeedsWithRawResponse",
    "Feeds",
    "FeedsWithRawResponse",
]

_GET_EVENTS = Operation(
    name="feeds.get_events",
    id="getEvents",
    method="GET",
    path="/events",
    responses={
        "200": {
            "text/event-stream": lambda: str,
        },
    },
    security=(),
)
_GET_LINES = Operation(
    name="feeds.get_lines",
    id="getLines",
    method="GET",
    path="/lines",
    responses={
        "200": {
            "application/x-ndjson": lambda: bytes,
        },
    },
    security=(),
)
_GET_DOCUMENT = Operation(
    name="feeds.get_document",
    id="getDocument",
    method="GET",
    path="/document",
    responses={
        "200": {
            "application/xml": lambda: bytes,
        },
    },
    security=(),
)
_GET_BOTH = Operation(
    name="feeds.get_both",
    id="getBoth",
    method="GET",
    path="/both",
    responses={
        "200": {
            "application/vnd.api+json": lambda: models.Event,
        },
    },
    security=(),
)
_GET_FILE = Operation(
    name="feeds.get_file",
    id="getFile",
    method="GET",
    path="/file",
    responses={
        "200": {
            "*/*": lambda: bytes,
        },
    },
    security=(),
)
_GET_BARE = Operation(
    name="feeds.get_bare",
    id="getBare",
    method="GET",
    path="/bare",
    responses={
        "200": {
            "*/*": lambda: bytes,
        },
    },
    security=(),
)
_GET_TEXT = Operation(
    name="feeds.get_text",
    id="getText",
    method="GET",
    path="/text",
    responses={
        "200": {
            "text/csv": lambda: str,
        },
    },
    security=(),
)


class Feeds:
    """Operations under feeds."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> FeedsWithRawResponse:
        """The same methods, giving the whole response: status, headers, and `parse()` for the rest."""
        return FeedsWithRawResponse(self)

    def get_events(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """Call the operation.

        text/event-stream: Typed `str`, whole: its items are not told apart.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Events.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: str = self._client._call(
            _GET_EVENTS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_lines(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        application/x-ndjson: Typed `bytes`, whole: its items are not told apart.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Events.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = self._client._call(
            _GET_LINES,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_document(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        application/xml: Typed `bytes`, as it comes: what is in it is not read.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            XML.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = self._client._call(
            _GET_DOCUMENT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_both(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Event:
        """Call the operation.

        The API answers in application/xml, too: ask for it with `extra_headers={"Accept":
        "application/xml"}`, and read the `content` of `with_raw_response`.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Either.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: Event = self._client._call(
            _GET_BOTH,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_file(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            A file.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = self._client._call(
            _GET_FILE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_bare(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Something.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = self._client._call(
            _GET_BARE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_text(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """Call the operation.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Text.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: str = self._client._call(
            _GET_TEXT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class FeedsWithRawResponse:
    """The methods of `Feeds`, giving the whole response."""

    def __init__(self, resource: Feeds) -> None:
        raw = Feeds(resource._client._raw())
        self.get_events = as_raw(raw.get_events)
        self.get_lines = as_raw(raw.get_lines)
        self.get_document = as_raw(raw.get_document)
        self.get_both = as_raw(raw.get_both)
        self.get_file = as_raw(raw.get_file)
        self.get_bare = as_raw(raw.get_bare)
        self.get_text = as_raw(raw.get_text)


class AsyncFeeds:
    """Operations under feeds."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncFeedsWithRawResponse:
        """The same methods, giving the whole response: status, headers, and `parse()` for the rest."""
        return AsyncFeedsWithRawResponse(self)

    async def get_events(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """Call the operation.

        text/event-stream: Typed `str`, whole: its items are not told apart.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Events.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: str = await self._client._call(
            _GET_EVENTS,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_lines(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        application/x-ndjson: Typed `bytes`, whole: its items are not told apart.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Events.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = await self._client._call(
            _GET_LINES,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_document(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        application/xml: Typed `bytes`, as it comes: what is in it is not read.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            XML.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = await self._client._call(
            _GET_DOCUMENT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_both(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Event:
        """Call the operation.

        The API answers in application/xml, too: ask for it with `extra_headers={"Accept":
        "application/xml"}`, and read the `content` of `with_raw_response`.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Either.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: Event = await self._client._call(
            _GET_BOTH,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_file(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            A file.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = await self._client._call(
            _GET_FILE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_bare(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> bytes:
        """Call the operation.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Something.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: bytes = await self._client._call(
            _GET_BARE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_text(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """Call the operation.

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the
                client's.
            deadline: Seconds for the whole call, all its retries included.
            extra_headers: Headers to send besides, or instead of, those of the client.
            extra_query: Query parameters to send besides.

        Returns:
            Text.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.
            ResponseValidationError: The response is not what the contract says, beyond reading.
        """
        answer: str = await self._client._call(
            _GET_TEXT,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncFeedsWithRawResponse:
    """The methods of `AsyncFeeds`, giving the whole response."""

    def __init__(self, resource: AsyncFeeds) -> None:
        raw = AsyncFeeds(resource._client._raw())
        self.get_events = as_async_raw(raw.get_events)
        self.get_lines = as_async_raw(raw.get_lines)
        self.get_document = as_async_raw(raw.get_document)
        self.get_both = as_async_raw(raw.get_both)
        self.get_file = as_async_raw(raw.get_file)
        self.get_bare = as_async_raw(raw.get_bare)
        self.get_text = as_async_raw(raw.get_text)
