"""Operations under tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset

__all__ = [
    "AsyncTokens",
    "AsyncTokensWithRawResponse",
    "AsyncTokensWithStreamingResponse",
    "Tokens",
    "TokensWithRawResponse",
    "TokensWithStreamingResponse",
]

_REPLACE = Operation(
    name="tokens.replace",
    id="replaceToken",
    method="PUT",
    path="/tokens",
    bodies=(
        Body("application/json", required=True, fields=("end", "nothing"), constants={"end": None}),
        Body("application/x-www-form-urlencoded", required=True, fields=("name",)),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_CREATE = Operation(
    name="tokens.create",
    id="createToken",
    method="POST",
    path="/tokens",
    bodies=(
        Body(
            "application/json",
            required=False,
            fields=("grant", "list", "retries", "name", "nothing"),
            constants={"grant": "code", "list": [1, "a"], "retries": 3},
            arrays=("list",),
        ),
        Body(
            "application/x-www-form-urlencoded", required=False, fields=("grant", "name"), constants={"grant": "code"}
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Tokens:
    """Operations under tokens."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> TokensWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return TokensWithRawResponse(self)

    @property
    def with_streaming_response(self) -> TokensWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return TokensWithStreamingResponse(self)

    @overload
    def replace(
        self,
        *,
        end: Unset | None = UNSET,
        nothing: Unset | None = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    def replace(
        self,
        *,
        content_type: Literal["application/x-www-form-urlencoded"],
        name: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    def replace(
        self,
        *,
        end: Unset | None = UNSET,
        nothing: Unset | None = UNSET,
        name: str | Unset = UNSET,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /tokens

        Args:
            end: For application/json only.
            nothing: For application/json only.
            name: For application/x-www-form-urlencoded only.
            content_type: The media type of the body: application/json or application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Taken.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _REPLACE,
            (),
            body={
                "end": end,
                "nothing": nothing,
                "name": name,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    @overload
    def create(
        self,
        *,
        grant: Literal["code"] | Unset = UNSET,
        list: Sequence[Any] | Unset = UNSET,
        retries: Literal[3] | Unset = UNSET,
        name: str | Unset = UNSET,
        nothing: Unset | None = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    def create(
        self,
        *,
        content_type: Literal["application/x-www-form-urlencoded"],
        grant: Literal["code"] | Unset = UNSET,
        name: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    def create(
        self,
        *,
        grant: Literal["code"] | Unset = UNSET,
        list: Sequence[Any] | Unset = UNSET,
        retries: Literal[3] | Unset = UNSET,
        name: str | Unset = UNSET,
        nothing: Unset | None = UNSET,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /tokens

        Args:
            grant: Property `grant` of the request body.
            list: Typed `Any`: the constant is an object or an array. For application/json only.
            retries: For application/json only.
            name: Property `name` of the request body.
            nothing: For application/json only.
            content_type: The media type of the body: application/json or application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Taken.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            body={
                "grant": grant,
                "list": list,
                "retries": retries,
                "name": name,
                "nothing": nothing,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class TokensWithRawResponse:
    """The methods of `Tokens`, but each returns a RawResponse."""

    def __init__(self, resource: Tokens) -> None:
        raw = Tokens(resource._client._raw())
        self.replace = as_raw(raw.replace)
        self.create = as_raw(raw.create)


class TokensWithStreamingResponse:
    """The methods of `Tokens`, but each returns a response with an unread body."""

    def __init__(self, resource: Tokens) -> None:
        streaming = Tokens(resource._client._streaming())
        self.replace = as_streamed(streaming.replace)
        self.create = as_streamed(streaming.create)


class AsyncTokens:
    """Operations under tokens."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncTokensWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncTokensWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncTokensWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncTokensWithStreamingResponse(self)

    @overload
    async def replace(
        self,
        *,
        end: Unset | None = UNSET,
        nothing: Unset | None = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    async def replace(
        self,
        *,
        content_type: Literal["application/x-www-form-urlencoded"],
        name: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    async def replace(
        self,
        *,
        end: Unset | None = UNSET,
        nothing: Unset | None = UNSET,
        name: str | Unset = UNSET,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """PUT /tokens

        Args:
            end: For application/json only.
            nothing: For application/json only.
            name: For application/x-www-form-urlencoded only.
            content_type: The media type of the body: application/json or application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Taken.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _REPLACE,
            (),
            body={
                "end": end,
                "nothing": nothing,
                "name": name,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    @overload
    async def create(
        self,
        *,
        grant: Literal["code"] | Unset = UNSET,
        list: Sequence[Any] | Unset = UNSET,
        retries: Literal[3] | Unset = UNSET,
        name: str | Unset = UNSET,
        nothing: Unset | None = UNSET,
        content_type: Literal["application/json"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    @overload
    async def create(
        self,
        *,
        content_type: Literal["application/x-www-form-urlencoded"],
        grant: Literal["code"] | Unset = UNSET,
        name: str | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None: ...

    async def create(
        self,
        *,
        grant: Literal["code"] | Unset = UNSET,
        list: Sequence[Any] | Unset = UNSET,
        retries: Literal[3] | Unset = UNSET,
        name: str | Unset = UNSET,
        nothing: Unset | None = UNSET,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /tokens

        Args:
            grant: Property `grant` of the request body.
            list: Typed `Any`: the constant is an object or an array. For application/json only.
            retries: For application/json only.
            name: Property `name` of the request body.
            nothing: For application/json only.
            content_type: The media type of the body: application/json or application/x-www-form-urlencoded.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. Taken.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            body={
                "grant": grant,
                "list": list,
                "retries": retries,
                "name": name,
                "nothing": nothing,
                **(extra_body or {}),
            },
            content_type=content_type,
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncTokensWithRawResponse:
    """The methods of `AsyncTokens`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncTokens) -> None:
        raw = AsyncTokens(resource._client._raw())
        self.replace = as_async_raw(raw.replace)
        self.create = as_async_raw(raw.create)


class AsyncTokensWithStreamingResponse:
    """The methods of `AsyncTokens`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncTokens) -> None:
        streaming = AsyncTokens(resource._client._streaming())
        self.replace = as_async_streamed(streaming.replace)
        self.create = as_async_streamed(streaming.create)
