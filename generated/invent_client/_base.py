"""Calls of operations in -> requests out, answers in, values out: the bases of the generated clients.

They send, read and wait, each in its own way, and decide nothing. The generated client derives from one of them and
adds its resources, which call

    _call(operation, values, ...)    the decoded answer
    _page(operation, values, ...)    a page of a list
    _raw()                           the same client, giving RawResponses
"""

from __future__ import annotations

import time
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any, Self, cast

from . import _about
from ._body import Abandoned, aread, read
from ._core import DEFAULT_MAX_BYTES, BaseClient, free_request, is_loopback, settings
from ._deadline import TimeUp, within
from ._errors import RootError
from ._exchange import FAILURES
from ._mismatch import MismatchPolicy
from ._pool import AsyncPool, SyncPool
from ._raw import RawResponse
from ._types import UNSET

if TYPE_CHECKING:
    import threading
    from collections.abc import Coroutine, Mapping, Sequence
    from types import TracebackType
    from typing import Unpack

    import httpx2

    from ._auth import Credential
    from ._core import BodyOptions, Options, Timeout
    from ._exchange import Exchange
    from ._mismatch import OnMismatch
    from ._operation import Operation
    from ._pages import AsyncPage, AsyncPages, Page
    from ._paging import Leaf

__all__ = ["DEFAULT_MAX_BYTES", "AsyncAPIClient", "SyncAPIClient"]


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
        credentials: Mapping[str, Credential],
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.Client | None = None,
        on_mismatch: OnMismatch = "report",
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
    ) -> None:
        found, address = settings(credentials, base_url, required=self._requires_credentials)
        policy = MismatchPolicy(on_mismatch)
        self._set_up(
            SyncPool(http_client, trust_env=not is_loopback(address)),
            owner=True,
            credentials=found,
            base_url=address,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers or {},
            mismatches=policy,
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

        One that was made by `with_options` leaves the connections open, as they belong to the original; a caller's
        own `http_client` is left open as well.
        """
        self._closed = True
        if self._owner:
            self._pool.close()

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
        operation, parts, more = free_request(method, path, params=params, json=json, content=content, headers=headers)
        exchange = self._exchange(operation, parts, **more, **options)
        answer = self._send(exchange)
        answer.parse_with(lambda: self._decode(operation, exchange, answer))
        return answer

    def _call(self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]) -> Any:
        if operation.deprecated:
            _warn(operation)
        exchange = self._exchange(operation, operation.parts(values), **options)
        return self._decode(operation, exchange, self._send(exchange))

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[Options]
    ) -> Page[Any]:
        from ._pages import SyncList

        if operation.deprecated:
            _warn(operation)
        pages = SyncList(self, operation, options, prefetch)
        values = tuple(values)
        return pages.first(values, pages.fetch(values))

    def _leaf(
        self,
        operation: Operation,
        values: Sequence[Any],
        options: Mapping[str, Any],
        cancelled: threading.Event | None = None,
    ) -> Leaf:
        exchange = self._exchange(operation, operation.parts(values), **options)
        return self._read_leaf(operation, exchange, self._send(exchange, cancelled))

    def _raw(self) -> Self:
        return cast("Self", _SyncRaw(self))

    def _send(self, exchange: Exchange, cancelled: threading.Event | None = None) -> RawResponse[Any]:
        while True:
            try:
                if exchange.bounded:
                    answer = within(exchange.seconds_left(), partial(self._attempt, exchange, cancelled))
                else:
                    answer = self._attempt(exchange, cancelled)
            except TimeUp:
                raise exchange.too_late() from None
            except FAILURES as error:
                delay = exchange.failed(error)
            else:
                again = exchange.answered(answer)
                if again is None:
                    return answer
                delay = again
            if cancelled is None:
                time.sleep(delay)
            elif cancelled.wait(delay):
                raise Abandoned

    def _attempt(self, exchange: Exchange, *reasons_to_stop: threading.Event | None) -> RawResponse[Any]:
        http = self._pool.get()
        request = exchange.request(self._credentials.places(exchange.secrets))
        try:
            response = http.send(request, stream=True, follow_redirects=False)
        except RuntimeError as error:
            if http.is_closed:
                raise RootError("This client was closed while it was in use") from error
            raise
        try:
            stops = [each for each in reasons_to_stop if each is not None]
            content = read(response, exchange.limit, partial=not response.is_success, stops=stops)
        finally:
            response.close()
        return RawResponse(response.status_code, response.headers, content)


class AsyncAPIClient(BaseClient[AsyncPool]):
    """A client for async code. Tasks may share one, and event loops may, one after another.

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
        credentials: Mapping[str, Credential],
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        on_mismatch: OnMismatch = "report",
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
    ) -> None:
        found, address = settings(credentials, base_url, required=self._requires_credentials)
        policy = MismatchPolicy(on_mismatch)
        self._set_up(
            AsyncPool(http_client, trust_env=not is_loopback(address)),
            owner=True,
            credentials=found,
            base_url=address,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers or {},
            mismatches=policy,
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

        One that was made by `with_options` leaves the connections open, as they belong to the original; a caller's
        own `http_client` is left open as well.
        """
        self._closed = True
        if self._owner:
            await self._pool.aclose()

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
            content: A body, to be sent as it is: bytes, text, a file, or an iterable of bytes.
            headers: Headers.
            **options: `timeout`, `deadline`, `extra_headers`, `extra_query`.

        Returns:
            The answer; its parse() gives JSON data.

        Raises:
            RootError: As any other method.
            ValueError: The path is not a path.
        """
        operation, parts, more = free_request(method, path, params=params, json=json, content=content, headers=headers)
        exchange = self._exchange(operation, parts, **more, **options)
        answer = await self._send(exchange)
        answer.parse_with(lambda: self._decode(operation, exchange, answer))
        return answer

    # Not a coroutine function: what is wrong with a call is told where the call stands.
    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]
    ) -> Coroutine[Any, Any, Any]:
        if operation.deprecated:
            _warn(operation)
        return self._decoded(operation, self._exchange(operation, operation.parts(values), **options))

    async def _decoded(self, operation: Operation, exchange: Exchange) -> Any:
        return self._decode(operation, exchange, await self._send(exchange))

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[Options]
    ) -> AsyncPages[Any]:
        from ._pages import AsyncList, AsyncPages

        if operation.deprecated:
            _warn(operation)
        values = tuple(values)
        operation.parts(values)  # what is wrong with them is told here
        return AsyncPages(AsyncList(self, operation, options, prefetch), values)

    async def _leaf(self, operation: Operation, values: Sequence[Any], options: Mapping[str, Any]) -> Leaf:
        exchange = self._exchange(operation, operation.parts(values), **options)
        return self._read_leaf(operation, exchange, await self._send(exchange))

    def _raw(self) -> Self:
        return cast("Self", _AsyncRaw(self))

    async def _send(self, exchange: Exchange) -> RawResponse[Any]:
        import anyio

        while True:
            try:
                if exchange.bounded:
                    with anyio.move_on_after(exchange.seconds_left()) as scope:
                        answer = await self._attempt(exchange)
                    if scope.cancelled_caught:
                        raise exchange.too_late()
                else:
                    answer = await self._attempt(exchange)
            except FAILURES as error:
                delay = exchange.failed(error)
            else:
                again = exchange.answered(answer)
                if again is None:
                    return answer
                delay = again
            await anyio.sleep(delay)

    async def _attempt(self, exchange: Exchange) -> RawResponse[Any]:
        http = await self._pool.get()
        request = exchange.request(await self._credentials.aplaces(exchange.secrets))
        try:
            response = await http.send(request, stream=True, follow_redirects=False)
        except RuntimeError as error:
            if http.is_closed:
                raise RootError("This client was closed while it was in use") from error
            raise
        try:
            content = await aread(response, exchange.limit, partial=not response.is_success)
        finally:
            await response.aclose()
        return RawResponse(response.status_code, response.headers, content)


class _SyncRaw:
    """A client whose calls give RawResponses."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]
    ) -> RawResponse[Any]:
        if operation.deprecated:
            _warn(operation)
        client = self._client
        exchange = client._exchange(operation, operation.parts(values), **options)
        answer = client._send(exchange)
        answer.parse_with(lambda: client._decode(operation, exchange, answer))
        return answer

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[Options]
    ) -> RawResponse[Page[Any]]:
        from ._pages import SyncList

        if operation.deprecated:
            _warn(operation)
        client = self._client
        pages = SyncList(client, operation, options, prefetch)
        exchange = client._exchange(operation, operation.parts(values), **options)
        answer = client._send(exchange)
        answer.parse_with(lambda: pages.first(tuple(values), client._read_leaf(operation, exchange, answer)))
        return answer


class _AsyncRaw:
    """An async client whose calls give RawResponses."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyOptions]
    ) -> Coroutine[Any, Any, RawResponse[Any]]:
        if operation.deprecated:
            _warn(operation)
        client = self._client
        exchange = client._exchange(operation, operation.parts(values), **options)

        async def send() -> RawResponse[Any]:
            answer = await client._send(exchange)
            answer.parse_with(lambda: client._decode(operation, exchange, answer))
            return answer

        return send()

    def _page(
        self, operation: Operation, values: Sequence[Any], *, prefetch: int = 0, **options: Unpack[Options]
    ) -> Coroutine[Any, Any, RawResponse[AsyncPage[Any]]]:
        from ._pages import AsyncList

        if operation.deprecated:
            _warn(operation)
        client = self._client
        pages = AsyncList(client, operation, options, prefetch)
        exchange = client._exchange(operation, operation.parts(values), **options)

        async def send() -> RawResponse[AsyncPage[Any]]:
            answer = await client._send(exchange)
            answer.parse_with(lambda: pages.first(tuple(values), client._read_leaf(operation, exchange, answer)))
            return answer

        return send()


def _warn(operation: Operation) -> None:
    # This function, _call or _page, the generated method, and then the line that is to be changed.
    warnings.warn(f"{operation.name} is deprecated: {_about.CLIENT} may drop it", DeprecationWarning, stacklevel=4)
