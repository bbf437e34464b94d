"""The clients Ledger and AsyncLedger."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._base_client import AsyncAPIClient, SyncAPIClient
from ._settings import DEFAULT_MAX_BYTES
from ._types import UNSET

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from datetime import tzinfo

    import httpx2

    from . import _hooks
    from ._mismatch import OnMismatch
    from ._types import Unset
    from .resources.entries import AsyncEntries, Entries

__all__ = ["AsyncLedger", "Ledger"]


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
            "",
            "https://{region}.ledger.example.com/{version}",
            (
                Variable("region", "region", "eu", ("eu", "us")),
                Variable("version", "version", "v2", ()),
            ),
        ),
        Server(
            "",
            "https://sandbox.ledger.example.com",
            (),
        ),
    ]
    return choose_address(servers, server, given, base_url)


class Ledger(SyncAPIClient):
    """A client of Ledger. Threads may share it. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        *,
        username: str | Unset | None = UNSET,
        password: str | Unset | None = UNSET,
        base_url: str | None = None,
        region: Literal["eu", "us"] | None = None,
        version: str | None = None,
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
            username: The user name for HTTP Basic. Default: the environment variable LEDGER_USERNAME. With
                None, requests are sent without this credential.
            password: The password for HTTP Basic. Default: the environment variable LEDGER_PASSWORD. With
                None, requests are sent without this credential.
            region: Where your data is. One of 'eu' or 'us'. Default: eu.
            version: The version of the server. Default: v2.
            base_url: The base URL of the API. Default: the environment variable LEDGER_BASE_URL, then
                https://eu.ledger.example.com/v2. Other servers have the form
                https://{region}.ledger.example.com/{version} with region, one of eu, us (Where your data is);
                version, default v2. Another server is https://sandbox.ledger.example.com: For trying things
                out.
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
        _given: dict[str, str | None] = {
            "region": region,
            "version": version,
        }
        super().__init__(
            credentials={
                "basic": (username, password),
            },
            base_url=base_url,
            chosen=_choose(None, _given, base_url),
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
    def entries(self) -> Entries:
        """Operations under entries."""
        from .resources.entries import Entries

        return Entries(self)


class AsyncLedger(AsyncAPIClient):
    """An asynchronous client of Ledger. Tasks may share it. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        *,
        username: str | Unset | None = UNSET,
        password: str | Unset | None = UNSET,
        base_url: str | None = None,
        region: Literal["eu", "us"] | None = None,
        version: str | None = None,
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
            username: The user name for HTTP Basic. Default: the environment variable LEDGER_USERNAME. With
                None, requests are sent without this credential.
            password: The password for HTTP Basic. Default: the environment variable LEDGER_PASSWORD. With
                None, requests are sent without this credential.
            region: Where your data is. One of 'eu' or 'us'. Default: eu.
            version: The version of the server. Default: v2.
            base_url: The base URL of the API. Default: the environment variable LEDGER_BASE_URL, then
                https://eu.ledger.example.com/v2. Other servers have the form
                https://{region}.ledger.example.com/{version} with region, one of eu, us (Where your data is);
                version, default v2. Another server is https://sandbox.ledger.example.com: For trying things
                out.
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
        _given: dict[str, str | None] = {
            "region": region,
            "version": version,
        }
        super().__init__(
            credentials={
                "basic": (username, password),
            },
            base_url=base_url,
            chosen=_choose(None, _given, base_url),
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
    def entries(self) -> AsyncEntries:
        """Operations under entries."""
        from .resources.entries import AsyncEntries

        return AsyncEntries(self)
