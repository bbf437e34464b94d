"""Animals."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from .._operation import Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._renamed import renamed
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_async_streamed_page, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page

__all__ = [
    "Animals",
    "AnimalsWithRawResponse",
    "AnimalsWithStreamingResponse",
    "AsyncAnimals",
    "AsyncAnimalsWithRawResponse",
    "AsyncAnimalsWithStreamingResponse",
]

_LIST = Operation(
    name="animals.list",
    id="listAnimals",
    method="GET",
    path="/animals",
    parameters=(Parameter("page", "query"),),
    responses={
        "200": {
            "application/json": lambda: builtins.list[str],
        },
    },
    pagination=Pagination(
        style="page",
        parameter="page",
        size_parameter=None,
        items="",
        total=None,
        size=None,
        next=None,
    ),
    security=(),
)
_CREATE = Operation(
    name="animals.create",
    id="createAnimal",
    method="POST",
    path="/animals",
    responses={
        "204": {},
    },
    security=(),
)
_RETRIEVE = Operation(
    name="animals.retrieve",
    id="getAnimal",
    method="GET",
    path="/animals/{id}",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "application/json": lambda: str,
        },
    },
    security=(),
)


class Animals:
    """Animals."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AnimalsWithRawResponse:
        """The same methods, which return the raw response: status, headers and `parse()`."""
        return AnimalsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AnimalsWithStreamingResponse:
        """The same methods, which return a response whose body is read as it arrives. Use the response with `with`."""
        return AnimalsWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> Page[str]:
        """GET /animals

        Args:
            page: Query parameter `page`.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The first `Page`. Iterating over it fetches all later pages.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _LIST,
            (page,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    find_all = renamed(list, "animals.find_all", "animals.list")

    def create(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /animals

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. The former name is that of another method now.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /animals/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            One.

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

    get = renamed(retrieve, "animals.get", "animals.retrieve")


class AnimalsWithRawResponse:
    """The methods of `Animals`, which return raw responses."""

    def __init__(self, resource: Animals) -> None:
        raw = Animals(resource._client._raw())
        self.list = as_raw(raw.list)
        self.find_all = as_raw(raw.find_all)
        self.create = as_raw(raw.create)
        self.retrieve = as_raw(raw.retrieve)
        self.get = as_raw(raw.get)


class AnimalsWithStreamingResponse:
    """The methods of `Animals`, which return a response whose body is read as it arrives."""

    def __init__(self, resource: Animals) -> None:
        streaming = Animals(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.create = as_streamed(streaming.create)
        self.retrieve = as_streamed(streaming.retrieve)


class AsyncAnimals:
    """Animals."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAnimalsWithRawResponse:
        """The same methods, which return the raw response: status, headers and `parse()`."""
        return AsyncAnimalsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAnimalsWithStreamingResponse:
        """The same methods, which return a response whose body is read as it arrives. Use the response with `with`."""
        return AsyncAnimalsWithStreamingResponse(self)

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        resume: str | None = None,
        prefetch: int = 0,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> AsyncPages[str]:
        """GET /animals

        Args:
            page: Query parameter `page`.
            limit: Stop after this many items, without fetching further pages.
            resume: The `token` of a page: continue after it. Pass the same arguments as before.
            prefetch: How many pages to fetch ahead, concurrently.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Pages: `await` returns the first one, `async for` iterates over all items.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        return self._client._page(
            _LIST,
            (page,),
            limit=limit,
            resume=resume,
            prefetch=prefetch,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )

    find_all = renamed(list, "animals.find_all", "animals.list")

    async def create(
        self,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /animals

        Args:
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. The former name is that of another method now.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str:
        """GET /animals/{id}

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            One.

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

    get = renamed(retrieve, "animals.get", "animals.retrieve")


class AsyncAnimalsWithRawResponse:
    """The methods of `AsyncAnimals`, which return raw responses."""

    def __init__(self, resource: AsyncAnimals) -> None:
        raw = AsyncAnimals(resource._client._raw())
        self.list = as_async_raw_page(raw.list)
        self.find_all = as_async_raw_page(raw.find_all)
        self.create = as_async_raw(raw.create)
        self.retrieve = as_async_raw(raw.retrieve)
        self.get = as_async_raw(raw.get)


class AsyncAnimalsWithStreamingResponse:
    """The methods of `AsyncAnimals`, which return a response whose body is read as it arrives."""

    def __init__(self, resource: AsyncAnimals) -> None:
        streaming = AsyncAnimals(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
        self.create = as_async_streamed(streaming.create)
        self.retrieve = as_async_streamed(streaming.retrieve)
