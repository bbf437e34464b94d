"""Operations under tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.create_token_body_grant_type import CreateTokenBodyGrantType, CreateTokenBodyGrantTypeValue
    from ..models.create_token_response import CreateTokenResponse

__all__ = [
    "AsyncTokens",
    "AsyncTokensWithRawResponse",
    "AsyncTokensWithStreamingResponse",
    "Tokens",
    "TokensWithRawResponse",
    "TokensWithStreamingResponse",
]

_CREATE = Operation(
    name="tokens.create",
    id="createToken",
    method="POST",
    path="/tokens",
    bodies=(Body("application/x-www-form-urlencoded", required=True, arrays=("scope",)),),
    responses={
        "200": {
            "application/json": lambda: models.CreateTokenResponse,
        },
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

    def create(
        self,
        *,
        grant_type: CreateTokenBodyGrantType | CreateTokenBodyGrantTypeValue,
        scope: Sequence[str] | Unset = UNSET,
        remember: bool | Unset = UNSET,
        audience: str | Unset | None = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> CreateTokenResponse:
        """POST /tokens

        Args:
            grant_type: Property `grant_type` of the request body.
            scope: Property `scope` of the request body.
            remember: Property `remember` of the request body.
            audience: Property `audience` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            A token.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: CreateTokenResponse = self._client._call(
            _CREATE,
            (),
            body={
                "grant_type": grant_type,
                "scope": scope,
                "remember": remember,
                "audience": audience,
                **(extra_body or {}),
            },
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
        self.create = as_raw(raw.create)


class TokensWithStreamingResponse:
    """The methods of `Tokens`, but each returns a response with an unread body."""

    def __init__(self, resource: Tokens) -> None:
        streaming = Tokens(resource._client._streaming())
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

    async def create(
        self,
        *,
        grant_type: CreateTokenBodyGrantType | CreateTokenBodyGrantTypeValue,
        scope: Sequence[str] | Unset = UNSET,
        remember: bool | Unset = UNSET,
        audience: str | Unset | None = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> CreateTokenResponse:
        """POST /tokens

        Args:
            grant_type: Property `grant_type` of the request body.
            scope: Property `scope` of the request body.
            remember: Property `remember` of the request body.
            audience: Property `audience` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            A token.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: CreateTokenResponse = await self._client._call(
            _CREATE,
            (),
            body={
                "grant_type": grant_type,
                "scope": scope,
                "remember": remember,
                "audience": audience,
                **(extra_body or {}),
            },
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
        self.create = as_async_raw(raw.create)


class AsyncTokensWithStreamingResponse:
    """The methods of `AsyncTokens`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncTokens) -> None:
        streaming = AsyncTokens(resource._client._streaming())
        self.create = as_async_streamed(streaming.create)
