"""OpenAPI30 and AsyncOpenAPI30: one object that a program makes once and calls the API with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._settings import DEFAULT_MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from ._mismatch import OnMismatch
    from .resources.files import AsyncFiles, Files

__all__ = ["AsyncOpenAPI30", "OpenAPI30"]


class OpenAPI30(SyncAPIClient):
    """A client of OpenAPI 30. Make one, share it between threads, close it (or use `with`)."""

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
            base_url: Where the API is. From OPENAPI_30_BASE_URL, if not given.
            timeout: Seconds to wait at each step, or an `httpx2.Timeout`; by default 5 to connect, else 60.
            max_retries: How often a request is repeated that failed in a way that may pass.
            default_headers: Headers to send with every request.
            http_client: A client of httpx2 to send with, for proxies, certificates, tests; it is not closed.
            on_mismatch: What to do where a response does not fit the contract: `"report"` (log a warning,
                once for each), `"raise"`, `"ignore"`, or a function that is called with each `Mismatch`.
            max_response_bytes: The largest body that is read, in bytes after decompression.

        Raises:
            OpenAPI30Error: The address is missing.
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
    def files(self) -> Files:
        """Operations under files."""
        from .resources.files import Files

        return Files(self)


class AsyncOpenAPI30(AsyncAPIClient):
    """An asynchronous client of OpenAPI 30. Make one, share it between tasks, close it (or use `async with`)."""

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
            base_url: Where the API is. From OPENAPI_30_BASE_URL, if not given.
            timeout: Seconds to wait at each step, or an `httpx2.Timeout`; by default 5 to connect, else 60.
            max_retries: How often a request is repeated that failed in a way that may pass.
            default_headers: Headers to send with every request.
            http_client: A client of httpx2 to send with, for proxies, certificates, tests; it is not closed.
            on_mismatch: What to do where a response does not fit the contract: `"report"` (log a warning,
                once for each), `"raise"`, `"ignore"`, or a function that is called with each `Mismatch`.
            max_response_bytes: The largest body that is read, in bytes after decompression.

        Raises:
            OpenAPI30Error: The address is missing.
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
    def files(self) -> AsyncFiles:
        """Operations under files."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self)
