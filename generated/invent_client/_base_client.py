"""The bases of the generated clients: made, derived from one another, closed; and the calls of their resources.

The generated client adds its resources, whose methods call

    _call(operation, values, ...)    the decoded answer
    _page(operation, values, ...)    a page of a list
    _raw()                           the same client, giving RawResponses

What only a call needs is loaded with the first one: to import a client and make one costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, Self, TypeVar, cast

from ._exceptions import RootError
from ._http_client import AsyncPool, SyncPool
from ._logging import configure
from ._mismatch import MismatchPolicy
from ._settings import DEFAULT_MAX_BYTES, Settings, from_environment, is_direct
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from types import TracebackType
    from typing import Unpack

    import httpx2

    from ._auth import Credential
    from ._mismatch import OnMismatch
    from ._operation import Operation
    from ._pages import AsyncPages, Page
    from ._request import BodyOptions, Options
    from ._response import RawResponse
    from ._settings import Timeout

__all__ = ["DEFAULT_MAX_BYTES", "AsyncAPIClient", "BaseClient", "SyncAPIClient"]

Pool = TypeVar("Pool", SyncPool, AsyncPool)


class BaseClient(Generic[Pool]):
    """What both clients are: settings, and open or closed."""

    # False for a client whose operations can all be called without credentials.
    _requires_credentials: ClassVar[bool] = True

    _all_settings: Settings[Pool]
    _closed: bool = False
    _derived: bool = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self.base_url}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds connections and credentials: it is not pickled, and not copied")

    @property
    def base_url(self) -> str:
        """The address that paths are appended to, without a slash at its end."""
        return self._all_settings.base_url

    def with_options(
        self,
        *,
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int | None = None,
        default_headers: Mapping[str, str | None] | None = None,
        on_mismatch: OnMismatch | None = None,
        max_response_bytes: int | None = None,
        **credentials: Credential,
    ) -> Self:
        """Give a client with some settings changed; this one stays as it is.

        Both use the same connections. Closing the new client closes none of them; closing this one closes both.
        (Only a client that is moved to or from plain http:// on this machine has connections of its own: they go
        through no proxy.)

        Args:
            base_url: Another address.
            timeout: Seconds, or an httpx2.Timeout; `httpx2.Timeout(None)` waits for ever.
            max_retries: How often a request is repeated at most.
            default_headers: Headers to add to those of this client; a value of None takes one away.
            on_mismatch: What to do about answers that are not what the contract documents.
            max_response_bytes: The most bytes of an answer, decompressed.
            **credentials: Other credentials, under the names that the constructor has for them.

        Raises:
            ValueError: A setting cannot be.
            TypeError: There is no such credential.
        """
        other = object.__new__(type(self))
        other._all_settings = self._all_settings.changed(
            credentials=credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            on_mismatch=on_mismatch,
            max_response_bytes=max_response_bytes,
        )
        other._closed = self._closed
        other._derived = other._all_settings.pool is self._all_settings.pool
        return other

    @property
    def _settings(self) -> Settings[Pool]:
        settings = self._all_settings
        if self._closed or settings.pool.closed:
            raise RootError("This client is closed: make another one, or close it later")
        return settings


class SyncAPIClient(BaseClient[SyncPool]):
    """A client that blocks. Threads may share one; a forked child gets connections of its own.

    Args:
        credentials: Scheme name of the contract -> credential, or a callable that gives it for each request. One that
            is missing is taken from the environment.
        base_url: The address of the API; by default from the environment, else the contract's.
        timeout: Seconds, or an httpx2.Timeout (`httpx2.Timeout(None)` waits for ever). By default that of
            `http_client`, else 60 s, and 5 s to connect.
        max_retries: How often a request is repeated at most.
        default_headers: Headers for every request; a value of None takes one away.
        http_client: An httpx2.Client to send with. It stays the caller's to close.
        on_mismatch: What to do about answers that are not what the contract documents: "report" them to the log, once
            each; "raise" a ResponseValidationError; "ignore" them; or call a function with each Mismatch.
        max_response_bytes: The most bytes of an answer, decompressed; None for no limit.

    Raises:
        RootError: A credential or the address is missing.
        ValueError: A setting cannot be, or credentials would travel over plain http:// to another machine.
    """

    def __init__(
        self,
        *,
        credentials: Mapping[str, Any],
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.Client | None = None,
        on_mismatch: OnMismatch = "report",
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
    ) -> None:
        configure()
        found, address = from_environment(credentials, base_url, required=self._requires_credentials)
        self._all_settings = Settings(
            mismatches=MismatchPolicy(on_mismatch),
            pool=SyncPool(http_client, trust_env=not is_direct(address)),
            credentials=found,
            base_url=address,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers or {},
            max_response_bytes=max_response_bytes,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; a second time does nothing. A call that comes later raises.

        A client that was made by `with_options` leaves the connections open, as they belong to the original; and a
        caller's own `http_client` is left open, too.
        """
        self._closed = True
        if not self._derived:
            self._all_settings.pool.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = UNSET,
        content: Any = UNSET,
        headers: Mapping[str, Any] | None = None,
        **options: Unpack[Options],
    ) -> RawResponse[Any]:
        """Send a request that the contract does not have; credentials, retries and errors are as ever.

        Args:
            method: The HTTP method.
            path: The path below the address of the API, encoded, with its leading slash.
            params: Query parameters; lists are repeated.
            json: A body, to be sent as JSON.
            content: A body, to be sent as it is: bytes, text, a file, or an iterable of bytes.
            headers: Headers.
            **options: `timeout`, `deadline`, `extra_headers`, `extra_query`.

        Returns:
            The answer; its parse() gives JSON data.

        Raises:
            RootError: As any other method.
            ValueError: The path is not a path.
        """
        from ._request import decode, free_request, prepare
        from ._send_sync import send

        settings = self._settings
        operation, parts, body = free_request(method, path, params=params, json=json, content=content, headers=headers)
        exchange = prepare(settings, operation, parts, **body, **options)
        answer = send(settings.pool, exchange)
        answer.parse_with(lambda: decode(settings, operation, exchange, answer))
        return answer

    def _call(self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]) -> Any:
        from ._request import decode, parts_of, prepare
        from ._send_sync import send

        settings = self._settings
        exchange = prepare(settings, operation, parts_of(operation, values), **options)
        return decode(settings, operation, exchange, send(settings.pool, exchange))

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[BodyOptions]
    ) -> Page[Any]:
        from ._pages import SyncList
        from ._request import parts_of
        from ._send_sync import fetch_leaf

        pages = SyncList(self, operation, options, prefetch)
        parts = parts_of(operation, values)
        return pages.first(values, fetch_leaf(self._settings, operation, parts, options))

    def _raw(self) -> Self:
        from ._send_sync import SyncRaw

        return cast("Self", cast("object", SyncRaw(self)))


class AsyncAPIClient(BaseClient[AsyncPool]):
    """A client for async code. Tasks may share one, and so may event loops, one after another.

    Args:
        credentials: Scheme name of the contract -> credential, or a callable, perhaps a coroutine function, that
            gives it for each request. One that is missing is taken from the environment.
        base_url: The address of the API; by default from the environment, else the contract's.
        timeout: Seconds, or an httpx2.Timeout (`httpx2.Timeout(None)` waits for ever). By default that of
            `http_client`, else 60 s, and 5 s to connect.
        max_retries: How often a request is repeated at most.
        default_headers: Headers for every request; a value of None takes one away.
        http_client: An httpx2.AsyncClient to send with. It stays the caller's to close.
        on_mismatch: What to do about answers that are not what the contract documents: "report" them to the log, once
            each; "raise" a ResponseValidationError; "ignore" them; or call a function with each Mismatch.
        max_response_bytes: The most bytes of an answer, decompressed; None for no limit.

    Raises:
        RootError: A credential or the address is missing.
        ValueError: A setting cannot be, or credentials would travel over plain http:// to another machine.
    """

    def __init__(
        self,
        *,
        credentials: Mapping[str, Any],
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        on_mismatch: OnMismatch = "report",
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
    ) -> None:
        configure()
        found, address = from_environment(credentials, base_url, required=self._requires_credentials)
        self._all_settings = Settings(
            mismatches=MismatchPolicy(on_mismatch),
            pool=AsyncPool(http_client, trust_env=not is_direct(address)),
            credentials=found,
            base_url=address,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers or {},
            max_response_bytes=max_response_bytes,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; a second time does nothing. A call that comes later raises.

        A client that was made by `with_options` leaves the connections open, as they belong to the original; and a
        caller's own `http_client` is left open, too.
        """
        self._closed = True
        if not self._derived:
            await self._all_settings.pool.aclose()

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = UNSET,
        content: Any = UNSET,
        headers: Mapping[str, Any] | None = None,
        **options: Unpack[Options],
    ) -> RawResponse[Any]:
        """Send a request that the contract does not have; credentials, retries and errors are as ever.

        Args:
            method: The HTTP method.
            path: The path below the address of the API, encoded, with its leading slash.
            params: Query parameters; lists are repeated.
            json: A body, to be sent as JSON.
            content: A body, to be sent as it is: bytes, text, a file, or an iterable of bytes, perhaps async.
            headers: Headers.
            **options: `timeout`, `deadline`, `extra_headers`, `extra_query`.

        Returns:
            The answer; its parse() gives JSON data.

        Raises:
            RootError: As any other method.
            ValueError: The path is not a path.
        """
        from ._request import decode, free_request, prepare
        from ._send_async import send

        settings = self._settings
        operation, parts, body = free_request(method, path, params=params, json=json, content=content, headers=headers)
        exchange = prepare(settings, operation, parts, **body, **options)
        answer = await send(settings.pool, exchange)
        answer.parse_with(lambda: decode(settings, operation, exchange, answer))
        return answer

    # Not a coroutine function: what is wrong with a call is told where the call stands.
    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]
    ) -> Coroutine[Any, Any, Any]:
        from ._request import parts_of, prepare
        from ._send_async import call

        settings = self._settings
        return call(settings, operation, prepare(settings, operation, parts_of(operation, values), **options))

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[BodyOptions]
    ) -> AsyncPages[Any]:
        from ._pages import AsyncList, AsyncPages
        from ._request import parts_of

        parts_of(operation, values)  # what is wrong with them is told here
        return AsyncPages(AsyncList(self, operation, options, prefetch), tuple(values))

    def _raw(self) -> Self:
        from ._send_async import AsyncRaw

        return cast("Self", cast("object", AsyncRaw(self)))
