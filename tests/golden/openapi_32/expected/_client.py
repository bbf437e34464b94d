"""The clients OpenAPI32 and AsyncOpenAPI32."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._settings import DEFAULT_MAX_BYTES
from ._types import UNSET

if TYPE_CHECKING:
    import os
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import tzinfo

    import httpx2

    from . import _auth, _hooks
    from ._mismatch import OnMismatch
    from ._types import Unset
    from .resources.pets import AsyncPets, Pets

__all__ = ["AsyncOpenAPI32", "OpenAPI32"]


class OpenAPI32(SyncAPIClient):
    """A client of OpenAPI 32. Threads may share it. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        *,
        access_token: str | Callable[[], str] | Unset | None = UNSET,
        client_id: str | None = None,
        client_secret: str | None = None,
        refresh_token: str | None = None,
        token_url: str | None = None,
        scopes: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.Client | None = None,
        on_mismatch: OnMismatch = "report",
        mismatch_log: str | os.PathLike[str] | None = None,
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
        timezone: tzinfo | None = None,
        hooks: _hooks.Hooks | None = None,
    ) -> None:
        """Create a client.

        Args:
            access_token: An access token. Default: the environment variable OPENAPI_32_ACCESS_TOKEN. With
                None, requests are sent without this credential.
            client_id: The client id for obtaining access tokens. Default: the environment variable
                OPENAPI_32_CLIENT_ID.
            client_secret: The secret of the client id. Default: the environment variable
                OPENAPI_32_CLIENT_SECRET.
            refresh_token: A refresh token for obtaining access tokens. Default: the environment variable
                OPENAPI_32_REFRESH_TOKEN.
            token_url: The token URL. Default: the environment variable OPENAPI_32_TOKEN_URL, then
                https://api.example.com/token.
            scopes: The scopes of access tokens, separated by spaces. Default: the environment variable
                OPENAPI_32_SCOPES, then all scopes that the operations require.
            base_url: The base URL of the API. Default: the environment variable OPENAPI_32_BASE_URL.
            timeout: Seconds to wait at each step, or an `httpx2.Timeout`. Default: 5 to connect, otherwise
                60.
            max_retries: How often a failed request is repeated if a retry may succeed.
            default_headers: Headers to send with every request.
            http_client: An httpx2 client to send requests with, for proxies, certificates, tests. It is not
                closed.
            on_mismatch: What to do if a response does not match the contract: `"report"` (log each mismatch
                once), `"raise"`, `"ignore"`, or a function that is called with each `Mismatch`.
            mismatch_log: A file to append counts of mismatches to, without values; for `specloop drift
                mismatches`.
            max_response_bytes: The largest response body to read, in bytes after decompression.
            timezone: The time zone of datetimes without an offset. By default, passing such a datetime raises
                ValueError.
            hooks: Functions that observe each attempt of each call, without credentials:
                `Hooks(on_response=print)`.

        Raises:
            OpenAPI32Error: The base URL is missing.
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        super().__init__(
            credentials={
                "device": access_token,
            },
            grants={
                "device": {
                    "client_id": client_id,
                    "client_secret": client_secret,
                    "refresh_token": refresh_token,
                    "token_url": token_url,
                    "scopes": scopes,
                },
            },
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            http_client=http_client,
            on_mismatch=on_mismatch,
            mismatch_log=mismatch_log,
            max_response_bytes=max_response_bytes,
            timezone=timezone,
            hooks=hooks,
        )

    @staticmethod
    def _open_tokens(grant: _auth.Grant, values: Mapping[str, str | None], address: str) -> _auth.Tokens:
        from ._oauth import GrantTokens

        return GrantTokens(grant, values, address)

    @cached_property
    def pets(self) -> Pets:
        """Operations under pets."""
        from .resources.pets import Pets

        return Pets(self)


class AsyncOpenAPI32(AsyncAPIClient):
    """An asynchronous client of OpenAPI 32. Tasks may share it. Close it, or use it in an `async with`
    statement.
    """

    def __init__(
        self,
        *,
        access_token: str | Callable[[], str | Awaitable[str]] | Unset | None = UNSET,
        client_id: str | None = None,
        client_secret: str | None = None,
        refresh_token: str | None = None,
        token_url: str | None = None,
        scopes: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        on_mismatch: OnMismatch = "report",
        mismatch_log: str | os.PathLike[str] | None = None,
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
        timezone: tzinfo | None = None,
        hooks: _hooks.Hooks | None = None,
    ) -> None:
        """Create a client.

        Args:
            access_token: An access token. Default: the environment variable OPENAPI_32_ACCESS_TOKEN. With
                None, requests are sent without this credential.
            client_id: The client id for obtaining access tokens. Default: the environment variable
                OPENAPI_32_CLIENT_ID.
            client_secret: The secret of the client id. Default: the environment variable
                OPENAPI_32_CLIENT_SECRET.
            refresh_token: A refresh token for obtaining access tokens. Default: the environment variable
                OPENAPI_32_REFRESH_TOKEN.
            token_url: The token URL. Default: the environment variable OPENAPI_32_TOKEN_URL, then
                https://api.example.com/token.
            scopes: The scopes of access tokens, separated by spaces. Default: the environment variable
                OPENAPI_32_SCOPES, then all scopes that the operations require.
            base_url: The base URL of the API. Default: the environment variable OPENAPI_32_BASE_URL.
            timeout: Seconds to wait at each step, or an `httpx2.Timeout`. Default: 5 to connect, otherwise
                60.
            max_retries: How often a failed request is repeated if a retry may succeed.
            default_headers: Headers to send with every request.
            http_client: An httpx2 client to send requests with, for proxies, certificates, tests. It is not
                closed.
            on_mismatch: What to do if a response does not match the contract: `"report"` (log each mismatch
                once), `"raise"`, `"ignore"`, or a function that is called with each `Mismatch`.
            mismatch_log: A file to append counts of mismatches to, without values; for `specloop drift
                mismatches`.
            max_response_bytes: The largest response body to read, in bytes after decompression.
            timezone: The time zone of datetimes without an offset. By default, passing such a datetime raises
                ValueError.
            hooks: Functions that observe each attempt of each call, without credentials:
                `Hooks(on_response=print)`.

        Raises:
            OpenAPI32Error: The base URL is missing.
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        super().__init__(
            credentials={
                "device": access_token,
            },
            grants={
                "device": {
                    "client_id": client_id,
                    "client_secret": client_secret,
                    "refresh_token": refresh_token,
                    "token_url": token_url,
                    "scopes": scopes,
                },
            },
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            http_client=http_client,
            on_mismatch=on_mismatch,
            mismatch_log=mismatch_log,
            max_response_bytes=max_response_bytes,
            timezone=timezone,
            hooks=hooks,
        )

    @staticmethod
    def _open_tokens(grant: _auth.Grant, values: Mapping[str, str | None], address: str) -> _auth.Tokens:
        from ._oauth import GrantTokens

        return GrantTokens(grant, values, address)

    @cached_property
    def pets(self) -> AsyncPets:
        """Operations under pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)
