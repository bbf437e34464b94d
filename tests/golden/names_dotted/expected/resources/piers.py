"""Operations under piers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.piers_list_response import PiersListResponse

__all__ = [
    "AsyncPiers",
    "AsyncPiersWithRawResponse",
    "AsyncPiersWithStreamingResponse",
    "Piers",
    "PiersWithRawResponse",
    "PiersWithStreamingResponse",
]

_LIST = Operation(
    name="piers.list",
    id="dock.projects.locations.piers.list",
    method="GET",
    path="/v1/{parent}/piers",
    parameters=(Parameter("parent", "path"),),
    responses={
        "200": {
            "application/json": lambda: models.PiersListResponse,
        },
    },
    security=(),
)
_CREATE = Operation(
    name="piers.create",
    id="dock.projects.locations.piers.create",
    method="POST",
    path="/v1/{parent}/piers",
    parameters=(Parameter("parent", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_RETRIEVE = Operation(
    name="piers.retrieve",
    id="dock.projects.locations.piers.get",
    method="GET",
    path="/v1/{name}",
    parameters=(Parameter("name", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_REPLACE = Operation(
    name="piers.replace",
    id="dock.projects.locations.piers.patch (2)",
    method="PUT",
    path="/v1/{name}",
    parameters=(Parameter("name", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_DELETE = Operation(
    name="piers.delete",
    id="dock.projects.locations.piers.delete",
    method="DELETE",
    path="/v1/{name}",
    parameters=(Parameter("name", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_UPDATE = Operation(
    name="piers.update",
    id="dock.projects.locations.piers.patch",
    method="PATCH",
    path="/v1/{name}",
    parameters=(Parameter("name", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_CLOSE = Operation(
    name="piers.close",
    id="dock.projects.locations.piers.close",
    method="POST",
    path="/v1/{name}:close",
    parameters=(Parameter("name", "path"),),
    responses={
        "204": {},
    },
    security=(),
)
_GET_IAM_POLICY = Operation(
    name="piers.get_iam_policy",
    id="dock.projects.locations.piers.getIamPolicy",
    method="GET",
    path="/v1/{resource}:getIamPolicy",
    parameters=(Parameter("resource", "path"),),
    responses={
        "204": {},
    },
    security=(),
)


class Piers:
    """Operations under piers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> PiersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return PiersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> PiersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return PiersWithStreamingResponse(self)

    def list(
        self,
        parent: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> PiersListResponse:
        """GET /v1/{parent}/piers

        Args:
            parent: Path parameter `parent`.
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
        answer: PiersListResponse = self._client._call(
            _LIST,
            (parent,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def create(
        self,
        parent: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /v1/{parent}/piers

        Args:
            parent: Path parameter `parent`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (parent,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def retrieve(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _RETRIEVE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def replace(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _REPLACE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def delete(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _DELETE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def update(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PATCH /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _UPDATE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def close(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /v1/{name}:close

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CLOSE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def get_iam_policy(
        self,
        resource: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /v1/{resource}:getIamPolicy

        Args:
            resource: Path parameter `resource`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _GET_IAM_POLICY,
            (resource,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class PiersWithRawResponse:
    """The methods of `Piers`, but each returns a RawResponse."""

    def __init__(self, resource: Piers) -> None:
        raw = Piers(resource._client._raw())
        self.list = as_raw(raw.list)
        self.create = as_raw(raw.create)
        self.retrieve = as_raw(raw.retrieve)
        self.replace = as_raw(raw.replace)
        self.delete = as_raw(raw.delete)
        self.update = as_raw(raw.update)
        self.close = as_raw(raw.close)
        self.get_iam_policy = as_raw(raw.get_iam_policy)


class PiersWithStreamingResponse:
    """The methods of `Piers`, but each returns a response with an unread body."""

    def __init__(self, resource: Piers) -> None:
        streaming = Piers(resource._client._streaming())
        self.list = as_streamed(streaming.list)
        self.create = as_streamed(streaming.create)
        self.retrieve = as_streamed(streaming.retrieve)
        self.replace = as_streamed(streaming.replace)
        self.delete = as_streamed(streaming.delete)
        self.update = as_streamed(streaming.update)
        self.close = as_streamed(streaming.close)
        self.get_iam_policy = as_streamed(streaming.get_iam_policy)


class AsyncPiers:
    """Operations under piers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncPiersWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncPiersWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncPiersWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncPiersWithStreamingResponse(self)

    async def list(
        self,
        parent: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> PiersListResponse:
        """GET /v1/{parent}/piers

        Args:
            parent: Path parameter `parent`.
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
        answer: PiersListResponse = await self._client._call(
            _LIST,
            (parent,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def create(
        self,
        parent: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /v1/{parent}/piers

        Args:
            parent: Path parameter `parent`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (parent,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def retrieve(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _RETRIEVE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def replace(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _REPLACE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def delete(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """DELETE /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _DELETE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def update(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """PATCH /v1/{name}

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _UPDATE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def close(
        self,
        name: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """POST /v1/{name}:close

        Args:
            name: Path parameter `name`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CLOSE,
            (name,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def get_iam_policy(
        self,
        resource: str,
        *,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /v1/{resource}:getIamPolicy

        Args:
            resource: Path parameter `resource`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. done.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _GET_IAM_POLICY,
            (resource,),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncPiersWithRawResponse:
    """The methods of `AsyncPiers`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncPiers) -> None:
        raw = AsyncPiers(resource._client._raw())
        self.list = as_async_raw(raw.list)
        self.create = as_async_raw(raw.create)
        self.retrieve = as_async_raw(raw.retrieve)
        self.replace = as_async_raw(raw.replace)
        self.delete = as_async_raw(raw.delete)
        self.update = as_async_raw(raw.update)
        self.close = as_async_raw(raw.close)
        self.get_iam_policy = as_async_raw(raw.get_iam_policy)


class AsyncPiersWithStreamingResponse:
    """The methods of `AsyncPiers`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncPiers) -> None:
        streaming = AsyncPiers(resource._client._streaming())
        self.list = as_async_streamed(streaming.list)
        self.create = as_async_streamed(streaming.create)
        self.retrieve = as_async_streamed(streaming.retrieve)
        self.replace = as_async_streamed(streaming.replace)
        self.delete = as_async_streamed(streaming.delete)
        self.update = as_async_streamed(streaming.update)
        self.close = as_async_streamed(streaming.close)
        self.get_iam_policy = as_async_streamed(streaming.get_iam_policy)
