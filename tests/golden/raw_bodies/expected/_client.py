"""Blobs and AsyncBlobs: one object that a program makes once and calls the API with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._settings import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from ._mismatch import OnMismatch
    from .resources.avatar import AsyncAvatar, Avatar
    from .resources.blobs import AsyncBlobsResource, BlobsResource
    from .resources.feed import AsyncFeed, Feed
    from .resources.notes import AsyncNotes, Notes

__all__ = ["AsyncBlobs", "Blobs"]


class Blobs(SyncAPIClient):
    """A client of Blobs. Make one, share it between threads, close it (or use `with`)."""

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.Client | None = None,
        on_mismatch: OnMismatch = "report",
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is. From BLOBS_BASE_URL, if not given, else https://blobs.example.com.
            timeout: Seconds to wait at each step, or an `httpx2.Timeout`; by default 5 to connect, else 60.
            max_retries: How often a request is repeated that failed in a way that may pass.
            default_headers: Headers to send with every request.
            http_client: A client of httpx2 to send with, for proxies, certificates, tests; it is not closed.
            on_mismatch: What to do where a response does not fit the contract: `"report"` (log a warning,
                once for each), `"raise"`, `"ignore"`, or a function that is called with each `Mismatch`.
            max_response_bytes: The largest body that is read, in bytes after decompression.

        Raises:
            ValueError: A setting cannot be, or a credential would go over plain HTTP to another machine.
        """
        super().__init__(
            credentials={},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            http_client=http_client,
            on_mismatch=on_mismatch,
            max_response_bytes=max_response_bytes,
        )

    @cached_property
    def blobs(self) -> BlobsResource:
        """Operations under blobs."""
        from .resources.blobs import BlobsResource

        return BlobsResource(self)

    @cached_property
    def avatar(self) -> Avatar:
        """Operations under avatar."""
        from .resources.avatar import Avatar

        return Avatar(self)

    @cached_property
    def notes(self) -> Notes:
        """Operations under notes."""
        from .resources.notes import Notes

        return Notes(self)

    @cached_property
    def feed(self) -> Feed:
        """Operations under feed."""
        from .resources.feed import Feed

        return Feed(self)


class AsyncBlobs(AsyncAPIClient):
    """An asynchronous client of Blobs. Make one, share it between tasks, close it (or use `async with`)."""

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | httpx2.Timeout | None = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        on_mismatch: OnMismatch = "report",
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is. From BLOBS_BASE_URL, if not given, else https://blobs.example.com.
            timeout: Seconds to wait at each step, or an `httpx2.Timeout`; by default 5 to connect, else 60.
            max_retries: How often a request is repeated that failed in a way that may pass.
            default_headers: Headers to send with every request.
            http_client: A client of httpx2 to send with, for proxies, certificates, tests; it is not closed.
            on_mismatch: What to do where a response does not fit the contract: `"report"` (log a warning,
                once for each), `"raise"`, `"ignore"`, or a function that is called with each `Mismatch`.
            max_response_bytes: The largest body that is read, in bytes after decompression.

        Raises:
            ValueError: A setting cannot be, or a credential would go over plain HTTP to another machine.
        """
        super().__init__(
            credentials={},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            http_client=http_client,
            on_mismatch=on_mismatch,
            max_response_bytes=max_response_bytes,
        )

    @cached_property
    def blobs(self) -> AsyncBlobsResource:
        """Operations under blobs."""
        from .resources.blobs import AsyncBlobsResource

        return AsyncBlobsResource(self)

    @cached_property
    def avatar(self) -> AsyncAvatar:
        """Operations under avatar."""
        from .resources.avatar import AsyncAvatar

        return AsyncAvatar(self)

    @cached_property
    def notes(self) -> AsyncNotes:
        """Operations under notes."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)

    @cached_property
    def feed(self) -> AsyncFeed:
        """Operations under feed."""
        from .resources.feed import AsyncFeed

        return AsyncFeed(self)
