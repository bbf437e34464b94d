"""The clients Albums and AsyncAlbums."""

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
    from .resources.covers import AsyncCovers, Covers
    from .resources.links import AsyncLinks, Links
    from .resources.notes import AsyncNotes, Notes
    from .resources.parts import AsyncParts, Parts
    from .resources.photos import AsyncPhotos, Photos

__all__ = ["Albums", "AsyncAlbums"]


class Albums(SyncAPIClient):
    """A client of Albums. Threads may share it. Close it, or use it in a `with` statement."""

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
            base_url: The base URL of the API. Default: the environment variable ALBUMS_BASE_URL, then
                https://albums.example.com.
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
    def photos(self) -> Photos:
        """Operations under photos."""
        from .resources.photos import Photos

        return Photos(self)

    @cached_property
    def covers(self) -> Covers:
        """Operations under covers."""
        from .resources.covers import Covers

        return Covers(self)

    @cached_property
    def links(self) -> Links:
        """Operations under links."""
        from .resources.links import Links

        return Links(self)

    @cached_property
    def parts(self) -> Parts:
        """Operations under parts."""
        from .resources.parts import Parts

        return Parts(self)

    @cached_property
    def notes(self) -> Notes:
        """Operations under notes."""
        from .resources.notes import Notes

        return Notes(self)


class AsyncAlbums(AsyncAPIClient):
    """An asynchronous client of Albums. Tasks may share it. Close it, or use it in an `async with` statement."""

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
            base_url: The base URL of the API. Default: the environment variable ALBUMS_BASE_URL, then
                https://albums.example.com.
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
    def photos(self) -> AsyncPhotos:
        """Operations under photos."""
        from .resources.photos import AsyncPhotos

        return AsyncPhotos(self)

    @cached_property
    def covers(self) -> AsyncCovers:
        """Operations under covers."""
        from .resources.covers import AsyncCovers

        return AsyncCovers(self)

    @cached_property
    def links(self) -> AsyncLinks:
        """Operations under links."""
        from .resources.links import AsyncLinks

        return AsyncLinks(self)

    @cached_property
    def parts(self) -> AsyncParts:
        """Operations under parts."""
        from .resources.parts import AsyncParts

        return AsyncParts(self)

    @cached_property
    def notes(self) -> AsyncNotes:
        """Operations under notes."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)
