"""The clients Access and AsyncAccess."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._settings import DEFAULT_MAX_BYTES
from ._types import UNSET

if TYPE_CHECKING:
    import os
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import tzinfo

    import httpx2

    from . import _auth, _hooks, _pacing
    from . import webhooks as _webhooks
    from ._mismatch import OnMismatch
    from ._types import Unset
    from .resources.jobs import AsyncJobs, Jobs

__all__ = ["Access", "AsyncAccess"]


def _open_pace(limit: tuple[int, float] | Unset | None) -> _pacing.Pacer | None:
    """Return the rate limiter of a client; None if the caller passed None as `rate_limit`."""
    if limit is None:
        return None
    from ._pacing import Pacer

    operations: dict[str, tuple[int, float]] = {
        "jobs.start": (10, 1),
    }
    return Pacer(None if limit is UNSET else limit, operations)


def _choose(
    server: str | None, given: Mapping[str, str | None], base_url: str | None
) -> tuple[str, str, Mapping[str, str]] | None:
    """Return the base URL, the name and the variables of the chosen server; None if the caller chose no server.

    Args:
        server: The name of the server; None if the caller passed no name.
        given: The values of the variables in the server's URL, by constructor argument.
        base_url: The base URL that the caller passed; None if the caller passed no base URL.

    Raises:
        ValueError: The server is unknown, lacks a variable or does not allow a value; or `base_url` is also passed.
    """
    if server is None and all(value is None for value in given.values()):
        return None
    from ._servers import Server, Variable, choose_address

    servers = [
        Server(
            "production",
            "https://{region}.access.example.com/v1",
            (Variable("region", "region", "eu", ("eu", "us")),),
        ),
        Server(
            "sandbox",
            "https://sandbox.access.example.com/v1",
            (),
        ),
    ]
    return choose_address(servers, server, given, base_url)


class Access(SyncAPIClient):
    """A client of Access. Threads may share it. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        *,
        access_token: str | Callable[[], str] | Unset | None = UNSET,
        client_id: str | None = None,
        client_secret: str | None = None,
        refresh_token: str | None = None,
        token_url: str | None = None,
        scopes: str | None = None,
        api_key: str | Callable[[], str] | Unset | None = UNSET,
        base_url: str | None = None,
        server: Literal["production", "sandbox"] | None = None,
        region: Literal["eu", "us"] | None = None,
        timeout: float | httpx2.Timeout | None = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.Client | None = None,
        on_mismatch: OnMismatch = "report",
        mismatch_log: str | os.PathLike[str] | None = None,
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
        timezone: tzinfo | None = None,
        hooks: _hooks.Hooks | None = None,
        rate_limit: tuple[int, float] | Unset | None = (100, 60),
    ) -> None:
        """Create a client.

        Args:
            access_token: An access token. Default: the environment variable ACCESS_ACCESS_TOKEN. With None,
                requests are sent without this credential.
            client_id: The client id for obtaining access tokens. Default: the environment variable
                ACCESS_CLIENT_ID.
            client_secret: The secret of the client id. Default: the environment variable
                ACCESS_CLIENT_SECRET.
            refresh_token: A refresh token for obtaining access tokens. Default: the environment variable
                ACCESS_REFRESH_TOKEN.
            token_url: The token URL. Default: the environment variable ACCESS_TOKEN_URL, then
                https://access.example.com/token.
            scopes: The scopes of access tokens, separated by spaces. Default: the environment variable
                ACCESS_SCOPES, then all scopes that the operations require.
            api_key: The API key. Default: the environment variable ACCESS_API_KEY. With None, requests are
                sent without this credential.
            server: One of the servers of the API: `'production'` (https://{region}.access.example.com/v1) or
                `'sandbox'` (https://sandbox.access.example.com/v1).
            region: Where the data is. One of 'eu' or 'us'. Default: eu.
            base_url: The base URL of the API. Default: the environment variable ACCESS_BASE_URL, then
                https://eu.access.example.com/v1. Other servers have the form
                https://{region}.access.example.com/v1 with region, one of eu, us (Where the data is). Another
                server is https://sandbox.access.example.com/v1.
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
            rate_limit: The rate limit as requests and seconds, shared by threads, tasks and prefetching; None
                for no limit. Default: 100 in 60 s, as documented.

        Raises:
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        _given: dict[str, str | None] = {
            "region": region,
        }
        super().__init__(
            credentials={
                "oauth": access_token,
                "partner": api_key,
            },
            grants={
                "oauth": {
                    "client_id": client_id,
                    "client_secret": client_secret,
                    "refresh_token": refresh_token,
                    "token_url": token_url,
                    "scopes": scopes,
                },
            },
            base_url=base_url,
            chosen=_choose(server, _given, base_url),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            http_client=http_client,
            on_mismatch=on_mismatch,
            mismatch_log=mismatch_log,
            max_response_bytes=max_response_bytes,
            timezone=timezone,
            hooks=hooks,
            pace=_open_pace(rate_limit),
        )

    @staticmethod
    def _open_tokens(grant: _auth.Grant, values: Mapping[str, str | None], address: str) -> _auth.Tokens:
        from ._oauth import GrantTokens

        return GrantTokens(grant, values, address)

    @cached_property
    def webhooks(self) -> _webhooks.Webhooks:
        """Webhooks of the API: `unwrap` verifies a webhook request, and decodes its payload to the type of its event."""
        from .webhooks import Webhooks as Unwrapper

        return Unwrapper(self._all_settings.mismatches)

    @cached_property
    def jobs(self) -> Jobs:
        """What is done for you."""
        from .resources.jobs import Jobs

        return Jobs(self)


class AsyncAccess(AsyncAPIClient):
    """An asynchronous client of Access. Tasks may share it. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        access_token: str | Callable[[], str | Awaitable[str]] | Unset | None = UNSET,
        client_id: str | None = None,
        client_secret: str | None = None,
        refresh_token: str | None = None,
        token_url: str | None = None,
        scopes: str | None = None,
        api_key: str | Callable[[], str | Awaitable[str]] | Unset | None = UNSET,
        base_url: str | None = None,
        server: Literal["production", "sandbox"] | None = None,
        region: Literal["eu", "us"] | None = None,
        timeout: float | httpx2.Timeout | None = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        on_mismatch: OnMismatch = "report",
        mismatch_log: str | os.PathLike[str] | None = None,
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
        timezone: tzinfo | None = None,
        hooks: _hooks.Hooks | None = None,
        rate_limit: tuple[int, float] | Unset | None = (100, 60),
    ) -> None:
        """Create a client.

        Args:
            access_token: An access token. Default: the environment variable ACCESS_ACCESS_TOKEN. With None,
                requests are sent without this credential.
            client_id: The client id for obtaining access tokens. Default: the environment variable
                ACCESS_CLIENT_ID.
            client_secret: The secret of the client id. Default: the environment variable
                ACCESS_CLIENT_SECRET.
            refresh_token: A refresh token for obtaining access tokens. Default: the environment variable
                ACCESS_REFRESH_TOKEN.
            token_url: The token URL. Default: the environment variable ACCESS_TOKEN_URL, then
                https://access.example.com/token.
            scopes: The scopes of access tokens, separated by spaces. Default: the environment variable
                ACCESS_SCOPES, then all scopes that the operations require.
            api_key: The API key. Default: the environment variable ACCESS_API_KEY. With None, requests are
                sent without this credential.
            server: One of the servers of the API: `'production'` (https://{region}.access.example.com/v1) or
                `'sandbox'` (https://sandbox.access.example.com/v1).
            region: Where the data is. One of 'eu' or 'us'. Default: eu.
            base_url: The base URL of the API. Default: the environment variable ACCESS_BASE_URL, then
                https://eu.access.example.com/v1. Other servers have the form
                https://{region}.access.example.com/v1 with region, one of eu, us (Where the data is). Another
                server is https://sandbox.access.example.com/v1.
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
            rate_limit: The rate limit as requests and seconds, shared by threads, tasks and prefetching; None
                for no limit. Default: 100 in 60 s, as documented.

        Raises:
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        _given: dict[str, str | None] = {
            "region": region,
        }
        super().__init__(
            credentials={
                "oauth": access_token,
                "partner": api_key,
            },
            grants={
                "oauth": {
                    "client_id": client_id,
                    "client_secret": client_secret,
                    "refresh_token": refresh_token,
                    "token_url": token_url,
                    "scopes": scopes,
                },
            },
            base_url=base_url,
            chosen=_choose(server, _given, base_url),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            http_client=http_client,
            on_mismatch=on_mismatch,
            mismatch_log=mismatch_log,
            max_response_bytes=max_response_bytes,
            timezone=timezone,
            hooks=hooks,
            pace=_open_pace(rate_limit),
        )

    @staticmethod
    def _open_tokens(grant: _auth.Grant, values: Mapping[str, str | None], address: str) -> _auth.Tokens:
        from ._oauth import GrantTokens

        return GrantTokens(grant, values, address)

    @cached_property
    def webhooks(self) -> _webhooks.Webhooks:
        """Webhooks of the API: `unwrap` verifies a webhook request, and decodes its payload to the type of its event."""
        from .webhooks import Webhooks as Unwrapper

        return Unwrapper(self._all_settings.mismatches)

    @cached_property
    def jobs(self) -> AsyncJobs:
        """What is done for you."""
        from .resources.jobs import AsyncJobs

        return AsyncJobs(self)
