"""The clients Dock and AsyncDock."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._settings import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from datetime import tzinfo

    import httpx2

    from . import _hooks
    from ._mismatch import OnMismatch
    from .resources.locations import AsyncLocations, Locations
    from .resources.piers import AsyncPiers, Piers
    from .resources.piers_berths import AsyncPiersBerths, PiersBerths
    from .resources.ships import AsyncShips, Ships

__all__ = ["AsyncDock", "Dock"]


class Dock(SyncAPIClient):
    """A client of Dock. Threads may share it. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        *,
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
            base_url: The base URL of the API. Default: the environment variable DOCK_BASE_URL, then
                https://dock.example.com.
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
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        super().__init__(
            credentials={},
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

    @cached_property
    def piers(self) -> Piers:
        """Operations under piers."""
        from .resources.piers import Piers

        return Piers(self)

    @cached_property
    def piers_berths(self) -> PiersBerths:
        """Operations under piers/berths."""
        from .resources.piers_berths import PiersBerths

        return PiersBerths(self)

    @cached_property
    def locations(self) -> Locations:
        """Operations under locations."""
        from .resources.locations import Locations

        return Locations(self)

    @cached_property
    def ships(self) -> Ships:
        """Operations under ships."""
        from .resources.ships import Ships

        return Ships(self)


class AsyncDock(AsyncAPIClient):
    """An asynchronous client of Dock. Tasks may share it. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
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
            base_url: The base URL of the API. Default: the environment variable DOCK_BASE_URL, then
                https://dock.example.com.
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
            ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another
                machine.
        """
        super().__init__(
            credentials={},
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

    @cached_property
    def piers(self) -> AsyncPiers:
        """Operations under piers."""
        from .resources.piers import AsyncPiers

        return AsyncPiers(self)

    @cached_property
    def piers_berths(self) -> AsyncPiersBerths:
        """Operations under piers/berths."""
        from .resources.piers_berths import AsyncPiersBerths

        return AsyncPiersBerths(self)

    @cached_property
    def locations(self) -> AsyncLocations:
        """Operations under locations."""
        from .resources.locations import AsyncLocations

        return AsyncLocations(self)

    @cached_property
    def ships(self) -> AsyncShips:
        """Operations under ships."""
        from .resources.ships import AsyncShips

        return AsyncShips(self)
