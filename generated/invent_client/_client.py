"""The clients Invent and AsyncInvent."""

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

    from . import _hooks, _pacing
    from ._mismatch import OnMismatch
    from ._types import Unset
    from .resources.broadcasts import AsyncBroadcasts, Broadcasts

__all__ = ["AsyncInvent", "Invent"]


def _open_pace(limit: tuple[int, float] | Unset | None) -> _pacing.Pacer | None:
    """Return the rate limiter of a client; None if the caller passed None as `rate_limit`."""
    if limit is None:
        return None
    from ._pacing import Pacer

    operations: dict[str, tuple[int, float]] = {}
    return Pacer(None if limit is UNSET else limit, operations)


class Invent(SyncAPIClient):
    """A client of Invent. Threads may share it. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        *,
        api_key: str | Callable[[], str] | Unset | None = UNSET,
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
        rate_limit: tuple[int, float] | Unset | None = (500, 60),
    ) -> None:
        """Create a client.

        Args:
            api_key: An API key. It gives full access to the data of the organisation it was issued for.
                Default: the environment variable INVENT_API_KEY. With None, requests are sent without this
                credential.
            base_url: The base URL of the API. Default: the environment variable INVENT_BASE_URL, then
                https://api.useinvent.com.
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
                for no limit. Default: 500 in 60 s, as documented.

        Raises:
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        super().__init__(
            credentials={
                "bearerAuth": api_key,
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
            pace=_open_pace(rate_limit),
        )

    @cached_property
    def broadcasts(self) -> Broadcasts:
        """Messages sent to many contacts at once."""
        from .resources.broadcasts import Broadcasts

        return Broadcasts(self)


class AsyncInvent(AsyncAPIClient):
    """An asynchronous client of Invent. Tasks may share it. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        api_key: str | Callable[[], str | Awaitable[str]] | Unset | None = UNSET,
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
        rate_limit: tuple[int, float] | Unset | None = (500, 60),
    ) -> None:
        """Create a client.

        Args:
            api_key: An API key. It gives full access to the data of the organisation it was issued for.
                Default: the environment variable INVENT_API_KEY. With None, requests are sent without this
                credential.
            base_url: The base URL of the API. Default: the environment variable INVENT_BASE_URL, then
                https://api.useinvent.com.
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
                for no limit. Default: 500 in 60 s, as documented.

        Raises:
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        super().__init__(
            credentials={
                "bearerAuth": api_key,
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
            pace=_open_pace(rate_limit),
        )

    @cached_property
    def broadcasts(self) -> AsyncBroadcasts:
        """Messages sent to many contacts at once."""
        from .resources.broadcasts import AsyncBroadcasts

        return AsyncBroadcasts(self)
