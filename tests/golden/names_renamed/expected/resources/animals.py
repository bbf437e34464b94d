"""Animals."""

from __future__ import annotations

import builtins
from datetime import date
from typing import TYPE_CHECKING, overload

from .. import models
from .._operation import Body, Operation, Pagination, Parameter
from .._pages import as_async_raw_page
from .._renamed import renamed, renamed_arguments
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_async_streamed_page, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._pages import AsyncPages, Page
    from .._types import Unset
    from ..models.animal import Animal
    from ..models.animal_mood import AnimalMood, AnimalMoodValue
    from ..models.get_walk_response import GetWalkResponse
    from ..models.size import Size, SizeValue

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
_REPLACE = Operation(
    name="animals.replace",
    id="replaceAnimal",
    method="PUT",
    path="/animals/{id}",
    parameters=(
        Parameter("id", "path"),
        Parameter("notify", "query"),
        Parameter("until", "query"),
    ),
    bodies=(
        Body(
            "application/json",
            required=True,
            dates={
                "bornOn": lambda: date,
            },
        ),
    ),
    responses={
        "200": {
            "application/json": lambda: models.Animal,
        },
    },
    security=(),
)
_GET_WALK = Operation(
    name="animals.get_walk",
    id="getWalk",
    method="GET",
    path="/animals/{id}/walk",
    parameters=(Parameter("id", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.GetWalkResponse,
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
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AnimalsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AnimalsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
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

    @overload
    def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str: ...

    @overload
    def retrieve(
        self,
        *,
        pet: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str: ...

    @renamed_arguments("animals.retrieve", pet="id")
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

    @overload
    def replace(
        self,
        id: str,
        *,
        notify: bool,
        title: str,
        until: str | None = None,
        size: Size | SizeValue | Unset = UNSET,
        birthday: date | str | Unset = UNSET,
        mood: AnimalMood | AnimalMoodValue | Unset = UNSET,
        food: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Animal: ...

    @overload
    def replace(
        self,
        *,
        pet: str,
        tell: bool,
        name: str,
        until: str | None = None,
        size: Size | SizeValue | Unset = UNSET,
        birthday: date | str | Unset = UNSET,
        born_on: date | str | Unset = UNSET,
        mood: AnimalMood | AnimalMoodValue | Unset = UNSET,
        temper: AnimalMood | AnimalMoodValue | Unset = UNSET,
        food: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Animal: ...

    @renamed_arguments("animals.replace", pet="id", tell="notify", name="title", born_on="birthday", temper="mood")
    def replace(
        self,
        id: str,
        *,
        notify: bool,
        title: str,
        until: str | None = None,
        size: Size | SizeValue | Unset = UNSET,
        birthday: date | str | Unset = UNSET,
        mood: AnimalMood | AnimalMoodValue | Unset = UNSET,
        food: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Animal:
        """PUT /animals/{id}

        Args:
            id: Path parameter `id`.
            notify: Query parameter `notify`.
            title: Property `title` of the request body.
            until: The former name is that of another argument now.
            size: Property `size` of the request body.
            birthday: Property `bornOn` of the request body.
            mood: Property `mood` of the request body.
            food: The former name is that of another property now.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The animal.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Animal = self._client._call(
            _REPLACE,
            (id, notify, until),
            body={
                "title": title,
                "size": size,
                "bornOn": birthday,
                "mood": mood,
                "food": food,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    @overload
    def get_walk(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @overload
    def get_walk(
        self,
        *,
        interval: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @renamed_arguments("animals.get_walk", interval="id")
    def get_walk(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse:
        """GET /animals/{id}/walk

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The walk.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: GetWalkResponse = self._client._call(
            _GET_WALK,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    @overload
    def wait(
        self,
        id: str,
        *,
        interval_: float = 1,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @overload
    def wait(
        self,
        *,
        interval: str,
        interval_: float = 1,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @renamed_arguments("animals.wait", interval="id")
    def wait(
        self,
        id: str,
        *,
        interval_: float = 1,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse:
        """Read it at growing intervals until `/state` is 'over', and return it.

        Args:
            id: Path parameter `id`.
            interval_: Seconds before the second read; later ones are longer.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for all of it.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The walk.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        from .._polling import poll

        return poll(
            lambda _left: self.get_walk(
                id,
                timeout=timeout,
                deadline=_left,
                extra_headers=extra_headers,
                extra_query=extra_query,
            ),
            name="animals.wait",
            status="/state",
            until=("over",),
            interval=interval_,
            deadline=deadline,
        )


class AnimalsWithRawResponse:
    """The methods of `Animals`, but each returns a RawResponse."""

    def __init__(self, resource: Animals) -> None:
        raw = Animals(resource._client._raw())
        self.list = as_raw(raw.list)
        self.find_all = as_raw(raw.find_all)
        self.create = as_raw(raw.create)
        self.retrieve = as_raw(raw.retrieve)
        self.get = as_raw(raw.get)
        self.replace = as_raw(raw.replace)
        self.get_walk = as_raw(raw.get_walk)


class AnimalsWithStreamingResponse:
    """The methods of `Animals`, but each returns a response with an unread body."""

    def __init__(self, resource: Animals) -> None:
        streaming = Animals(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.find_all = as_streamed(streaming.find_all)
        self.create = as_streamed(streaming.create)
        self.retrieve = as_streamed(streaming.retrieve)
        self.get = as_streamed(streaming.get)
        self.replace = as_streamed(streaming.replace)
        self.get_walk = as_streamed(streaming.get_walk)


class AsyncAnimals:
    """Animals."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncAnimalsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncAnimalsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncAnimalsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
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

    @overload
    async def retrieve(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str: ...

    @overload
    async def retrieve(
        self,
        *,
        pet: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> str: ...

    @renamed_arguments("animals.retrieve", pet="id")
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

    @overload
    async def replace(
        self,
        id: str,
        *,
        notify: bool,
        title: str,
        until: str | None = None,
        size: Size | SizeValue | Unset = UNSET,
        birthday: date | str | Unset = UNSET,
        mood: AnimalMood | AnimalMoodValue | Unset = UNSET,
        food: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Animal: ...

    @overload
    async def replace(
        self,
        *,
        pet: str,
        tell: bool,
        name: str,
        until: str | None = None,
        size: Size | SizeValue | Unset = UNSET,
        birthday: date | str | Unset = UNSET,
        born_on: date | str | Unset = UNSET,
        mood: AnimalMood | AnimalMoodValue | Unset = UNSET,
        temper: AnimalMood | AnimalMoodValue | Unset = UNSET,
        food: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Animal: ...

    @renamed_arguments("animals.replace", pet="id", tell="notify", name="title", born_on="birthday", temper="mood")
    async def replace(
        self,
        id: str,
        *,
        notify: bool,
        title: str,
        until: str | None = None,
        size: Size | SizeValue | Unset = UNSET,
        birthday: date | str | Unset = UNSET,
        mood: AnimalMood | AnimalMoodValue | Unset = UNSET,
        food: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Animal:
        """PUT /animals/{id}

        Args:
            id: Path parameter `id`.
            notify: Query parameter `notify`.
            title: Property `title` of the request body.
            until: The former name is that of another argument now.
            size: Property `size` of the request body.
            birthday: Property `bornOn` of the request body.
            mood: Property `mood` of the request body.
            food: The former name is that of another property now.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            The animal.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: Animal = await self._client._call(
            _REPLACE,
            (id, notify, until),
            body={
                "title": title,
                "size": size,
                "bornOn": birthday,
                "mood": mood,
                "food": food,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    @overload
    async def get_walk(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @overload
    async def get_walk(
        self,
        *,
        interval: str,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @renamed_arguments("animals.get_walk", interval="id")
    async def get_walk(
        self,
        id: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse:
        """GET /animals/{id}/walk

        Args:
            id: Path parameter `id`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The walk.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: GetWalkResponse = await self._client._call(
            _GET_WALK,
            (id,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    @overload
    async def wait(
        self,
        id: str,
        *,
        interval_: float = 1,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @overload
    async def wait(
        self,
        *,
        interval: str,
        interval_: float = 1,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse: ...

    @renamed_arguments("animals.wait", interval="id")
    async def wait(
        self,
        id: str,
        *,
        interval_: float = 1,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> GetWalkResponse:
        """Read it at growing intervals until `/state` is 'over', and return it.

        Args:
            id: Path parameter `id`.
            interval_: Seconds before the second read; later ones are longer.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for all of it.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            The walk.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        from .._polling import apoll

        return await apoll(
            lambda _left: self.get_walk(
                id,
                timeout=timeout,
                deadline=_left,
                extra_headers=extra_headers,
                extra_query=extra_query,
            ),
            name="animals.wait",
            status="/state",
            until=("over",),
            interval=interval_,
            deadline=deadline,
        )


class AsyncAnimalsWithRawResponse:
    """The methods of `AsyncAnimals`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncAnimals) -> None:
        raw = AsyncAnimals(resource._client._raw())
        self.list = as_async_raw_page(raw.list)
        self.find_all = as_async_raw_page(raw.find_all)
        self.create = as_async_raw(raw.create)
        self.retrieve = as_async_raw(raw.retrieve)
        self.get = as_async_raw(raw.get)
        self.replace = as_async_raw(raw.replace)
        self.get_walk = as_async_raw(raw.get_walk)


class AsyncAnimalsWithStreamingResponse:
    """The methods of `AsyncAnimals`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncAnimals) -> None:
        streaming = AsyncAnimals(resource._client._streaming())
        self.list = as_async_streamed_page(streaming.list)
        self.find_all = as_async_streamed_page(streaming.find_all)
        self.create = as_async_streamed(streaming.create)
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.get = as_async_streamed(streaming.get)
        self.replace = as_async_streamed(streaming.replace)
        self.get_walk = as_async_streamed(streaming.get_walk)
