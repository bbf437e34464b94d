"""The clients Archive and AsyncArchive."""

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
    from .resources.boxes import AsyncBoxes, Boxes
    from .resources.changes import AsyncChanges, Changes
    from .resources.events import AsyncEvents, Events
    from .resources.headers import AsyncHeaders, Headers
    from .resources.links import AsyncLinks, Links
    from .resources.others import AsyncOthers, Others
    from .resources.pages import AsyncPagesResource, PagesResource
    from .resources.plain import AsyncPlain, Plain
    from .resources.records import AsyncRecords, Records
    from .resources.steps import AsyncSteps, Steps

__all__ = ["Archive", "AsyncArchive"]


class Archive(SyncAPIClient):
    """A client of Archive. Threads may share it. Close it, or use it in a `with` statement."""

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
            base_url: The base URL of the API. Default: the environment variable ARCHIVE_BASE_URL, then
                https://archive.example.com.
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
    def records(self) -> Records:
        """Operations under records."""
        from .resources.records import Records

        return Records(self)

    @cached_property
    def headers(self) -> Headers:
        """Operations under headers."""
        from .resources.headers import Headers

        return Headers(self)

    @cached_property
    def events(self) -> Events:
        """Operations under events."""
        from .resources.events import Events

        return Events(self)

    @cached_property
    def steps(self) -> Steps:
        """Operations under steps."""
        from .resources.steps import Steps

        return Steps(self)

    @cached_property
    def changes(self) -> Changes:
        """Operations under changes."""
        from .resources.changes import Changes

        return Changes(self)

    @cached_property
    def boxes(self) -> Boxes:
        """Operations under boxes."""
        from .resources.boxes import Boxes

        return Boxes(self)

    @cached_property
    def links(self) -> Links:
        """Operations under links."""
        from .resources.links import Links

        return Links(self)

    @cached_property
    def pages(self) -> PagesResource:
        """Operations under pages."""
        from .resources.pages import PagesResource

        return PagesResource(self)

    @cached_property
    def plain(self) -> Plain:
        """Operations under plain."""
        from .resources.plain import Plain

        return Plain(self)

    @cached_property
    def others(self) -> Others:
        """Operations under others."""
        from .resources.others import Others

        return Others(self)


class AsyncArchive(AsyncAPIClient):
    """An asynchronous client of Archive. Tasks may share it. Close it, or use it in an `async with` statement."""

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
            base_url: The base URL of the API. Default: the environment variable ARCHIVE_BASE_URL, then
                https://archive.example.com.
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
    def records(self) -> AsyncRecords:
        """Operations under records."""
        from .resources.records import AsyncRecords

        return AsyncRecords(self)

    @cached_property
    def headers(self) -> AsyncHeaders:
        """Operations under headers."""
        from .resources.headers import AsyncHeaders

        return AsyncHeaders(self)

    @cached_property
    def events(self) -> AsyncEvents:
        """Operations under events."""
        from .resources.events import AsyncEvents

        return AsyncEvents(self)

    @cached_property
    def steps(self) -> AsyncSteps:
        """Operations under steps."""
        from .resources.steps import AsyncSteps

        return AsyncSteps(self)

    @cached_property
    def changes(self) -> AsyncChanges:
        """Operations under changes."""
        from .resources.changes import AsyncChanges

        return AsyncChanges(self)

    @cached_property
    def boxes(self) -> AsyncBoxes:
        """Operations under boxes."""
        from .resources.boxes import AsyncBoxes

        return AsyncBoxes(self)

    @cached_property
    def links(self) -> AsyncLinks:
        """Operations under links."""
        from .resources.links import AsyncLinks

        return AsyncLinks(self)

    @cached_property
    def pages(self) -> AsyncPagesResource:
        """Operations under pages."""
        from .resources.pages import AsyncPagesResource

        return AsyncPagesResource(self)

    @cached_property
    def plain(self) -> AsyncPlain:
        """Operations under plain."""
        from .resources.plain import AsyncPlain

        return AsyncPlain(self)

    @cached_property
    def others(self) -> AsyncOthers:
        """Operations under others."""
        from .resources.others import AsyncOthers

        return AsyncOthers(self)
