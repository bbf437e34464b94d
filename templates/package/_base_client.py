"""Base classes of the generated clients.

The methods of a resource call these methods of the client:

    _call(operation, values, ...)    returns the decoded response
    _page(operation, values, ...)    returns a page of a list
    _stream(operation, values, ...)  returns the items of a response as they arrive
    _raw()                           returns a replacement for the client, whose calls return RawResponse objects
    _streaming()                     returns a replacement for the client, whose calls return StreamedResponse objects

Many imports are inside methods, so that importing the package is fast (`benchmarks/start.py`).
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar, cast

from ._address import is_direct
from ._exceptions import RootError
from ._http_client import AsyncPool, SyncPool
from ._logging import configure
from ._mismatch import MismatchPolicy
from ._settings import DEFAULT_MAX_BYTES, Settings, from_environment
from ._types import UNSET

if TYPE_CHECKING:
    import os
    import threading
    from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
    from datetime import tzinfo
    from types import TracebackType
    from typing import Unpack

    import httpx2

    from ._auth import Credential, Grant, Tokens
    from ._exchange import Exchange, Pace
    from ._hooks import Hooks
    from ._mismatch import OnMismatch
    from ._mismatch_log import MismatchLog
    from ._operation import EncodedRequest, Operation
    from ._pages import AsyncPage, AsyncPages, AsyncPageSource, Page, SyncPageSource
    from ._pagination import PageData
    from ._request import BodyCallOptions, CallOptions, PageCallOptions
    from ._response import RawResponse
    from ._settings import Timeout
    from ._stream import AsyncStream, Stream
    from ._streamed_response import AsyncStreamedResponse, StreamedResponse
    from ._types import FileTypes, Unset

__all__ = ["DEFAULT_MAX_BYTES", "AsyncAPIClient", "BaseClient", "SyncAPIClient"]

Pool = TypeVar("Pool", SyncPool, AsyncPool)


class BaseClient(Generic[Pool]):
    """Base class of SyncAPIClient and AsyncAPIClient.

    Args:
        credentials: The credentials by security scheme name. A value may also be a callable that returns the credential
            for each request; for AsyncAPIClient, it may be a coroutine function. A missing credential is read from the
            environment.
        grants: For each OAuth2 scheme name, the constructor arguments for obtaining access tokens, such as `client_id`,
            with their values.
        base_url: The base URL of the API. Default: from the environment, otherwise from the contract.
        chosen: The server of the contract that the caller chose instead of passing `base_url`: its base URL, its name
            and the values of its variables. None if the caller chose no server.
        timeout: Seconds, or an httpx2.Timeout (`httpx2.Timeout(None)` waits without limit). Default: the timeout of
            `http_client`, otherwise 60 s, and 5 s to connect.
        max_retries: Maximum number of times a request is repeated.
        default_headers: Headers for every request; a value of None removes the header.
        http_client: An httpx2.Client, or for AsyncAPIClient an httpx2.AsyncClient, that sends the requests. The caller
            closes it.
        on_mismatch: How to handle responses that do not match the contract: "report" each mismatch once to the log;
            "raise" a ResponseValidationError; "ignore" all mismatches; or call a function with each Mismatch.
        mismatch_log: A file to which counts of mismatches are appended; the file contains no values of responses.
        max_response_bytes: Maximum size of a response body in bytes, after decompression; None for no limit.
        timezone: The time zone for arguments that are datetimes without a time zone. If it is None, such an argument
            raises ValueError.
        pace: The rate limiter; None for no rate limit.
        hooks: Functions that are called at each attempt to send a request, and for each mismatch of a response.

    Raises:
        RootError: The base URL is missing.
        ValueError: A setting is not valid, or credentials would be sent over plain http:// to another machine.
    """

    _all_settings: Settings[Pool]
    _closed: bool = False
    _derived: bool = False

    def __init__(
        self,
        *,
        credentials: Mapping[str, Any],
        grants: Mapping[str, Mapping[str, str | None]] | None = None,
        base_url: str | None = None,
        chosen: tuple[str, str, Mapping[str, str]] | None = None,
        timeout: Timeout = None,
        max_retries: int = 2,
        default_headers: Mapping[str, str | None] | None = None,
        http_client: Any = None,
        on_mismatch: OnMismatch = "report",
        mismatch_log: str | os.PathLike[str] | None = None,
        max_response_bytes: int | None = DEFAULT_MAX_BYTES,
        timezone: tzinfo | None = None,
        pace: Pace | None = None,
        hooks: Hooks | None = None,
    ) -> None:
        configure()
        found, address, is_default = from_environment(
            credentials,
            base_url if chosen is None else chosen[0] or None,
            default_headers,
            grants=grants or {},
            open_tokens=self._open_tokens,
        )
        self._all_settings = Settings(
            mismatches=MismatchPolicy(on_mismatch, _open_log(mismatch_log)),
            pool=self._open_pool(http_client, trust_env=not is_direct(address)),
            credentials=found,
            base_url=address,
            server=chosen[1] if chosen is not None else "" if is_default else None,
            variables=chosen[2] if chosen is not None else None,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers or {},
            max_response_bytes=max_response_bytes,
            timezone=timezone,
            open_tokens=self._open_tokens,
            pace=pace,
            hooks=hooks,
        )

    def _open_pool(self, http_client: Any, *, trust_env: bool) -> Pool:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self.base_url}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds connections and credentials: it cannot be pickled or copied")

    @property
    def base_url(self) -> str:
        """The base URL of all requests, without a trailing slash."""
        return self._all_settings.base_url

    def with_options(
        self,
        *,
        base_url: str | None = None,
        timeout: Timeout = None,
        max_retries: int | None = None,
        default_headers: Mapping[str, str | None] | None = None,
        on_mismatch: OnMismatch | None = None,
        max_response_bytes: int | Unset | None = UNSET,
        timezone: tzinfo | None = None,
        **credentials: Credential,
    ) -> Self:
        """Return a copy of this client with some options changed.

        None leaves an option unchanged, except for `max_response_bytes` and credentials, where it removes the value.
        Both clients share the connections, and only closing this client closes them. The copy opens its own connections
        if only one of the two base URLs is plain http:// to this machine. Requests to such a URL use no proxy.

        Args:
            base_url: The new base URL.
            timeout: Seconds for each phase of an attempt, or an httpx2.Timeout; `httpx2.Timeout(None)` waits without
                limit.
            max_retries: Maximum number of times a request is repeated.
            default_headers: Headers to add to the headers of this client; a value of None removes the header.
            on_mismatch: How to handle responses that do not match the contract: "report", "raise", "ignore", or a
                function that is called with each Mismatch.
            max_response_bytes: Maximum size of a response body in bytes, after decompression; None removes the limit.
            timezone: The time zone for arguments that are datetimes without a time zone.
            **credentials: New credentials, by the names of the constructor's arguments. None removes an API key or a
                bearer token. For HTTP Basic, a user name or a password alone replaces that part of the pair, and None
                for both removes the pair.

        Raises:
            ValueError: An option is not valid, or credentials would be sent over plain http:// to another machine.
            TypeError: An option or a credential has an unknown name or a wrong type.
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
            timezone=timezone,
        )
        other._closed = self._closed
        other._derived = other._all_settings.pool is self._all_settings.pool
        return other

    @staticmethod
    def _open_tokens(grant: Grant, values: Mapping[str, str | None], address: str) -> Tokens:
        """Build the object that fetches access tokens; only clients of APIs with OAuth2 override this method.

        A relative token URL is resolved against `address`, the base URL of the API.
        """
        raise NotImplementedError

    @contextmanager
    def record(self, path: str | os.PathLike[str]) -> Iterator[None]:
        """Record all requests and responses in a HAR 1.2 file while the `with` block runs.

        Placeholders replace credentials, cookies and other secrets. Streams are recorded without their content. The
        requests of clients from `with_options` are also recorded.

        Args:
            path: The file to create; the command `drift traffic` compares such a file with the contract.

        Raises:
            FileExistsError: The file exists.
            OSError: The file cannot be written.
            RootError: The client is already recording, or is closed.
        """
        from ._recorder import Recorder

        pool = self._settings.pool
        if pool.recorder is not None:
            raise RootError("The client is already recording; leave the `with` block of the other recording first")
        with Recorder(path) as recorder:
            pool.recorder = recorder
            try:
                yield
            finally:
                pool.recorder = None

    def _write_log(self) -> None:
        if (log := self._all_settings.mismatches.log) is not None:
            log.write()

    @property
    def _settings(self) -> Settings[Pool]:
        settings = self._all_settings
        if self._closed or settings.pool.closed:
            raise RootError("The client is closed; create a new client, or close this one after its last call")
        return settings


def _open_log(path: str | os.PathLike[str] | None) -> MismatchLog | None:
    if path is None:
        return None
    from ._mismatch_log import MismatchLog

    return MismatchLog(path)


class SyncAPIClient(BaseClient[SyncPool]):
    """A synchronous (blocking) client with the arguments of BaseClient.

    Threads may share a client. A forked child process opens its own connections.
    """

    def _open_pool(self, http_client: httpx2.Client | None, *, trust_env: bool) -> SyncPool:
        return SyncPool(http_client, trust_env=trust_env)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. Closing again has no effect, but calls of a closed client raise RootError.

        Closing a client from `with_options` keeps the connections of the original client open. The caller's own
        `http_client` also stays open.
        """
        self._closed = True
        self._write_log()
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
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, FileTypes | Sequence[FileTypes]] | None = None,
        headers: Mapping[str, Any] | None = None,
        **options: Unpack[CallOptions],
    ) -> RawResponse[Any]:
        """Send a request that is not in the contract, with the client's credentials, retries and exceptions.

        At most one body can be passed: `json`, `content`, or `data` and `files`.

        Args:
            method: The HTTP method.
            path: The path below the base URL, percent-encoded, with a leading slash.
            params: Query parameters; a list is sent as one parameter for each of its items.
            json: A body to send as JSON.
            content: A body to send unchanged: bytes, text, a file, or an iterable of bytes.
            data: Fields of a form, which is multipart if there are files.
            files: Files of a multipart form, by field name: a file or a list of files. A file is its content, its path,
                or a tuple `(name, content[, media type[, headers]])`.
            headers: Headers of the request.
            **options: The options of one call: `timeout` (seconds for each phase of an attempt, or an httpx2.Timeout),
                `deadline` (seconds for the whole call), `extra_headers`, `extra_query`.

        Returns:
            The response. Its `parse()` returns JSON data; text or bytes if the body is not JSON; None if it is empty.

        Raises:
            RootError: The request failed, or the client is closed. The subclasses of RootError are the same as for the
                methods of resources.
            ValueError: The path has no leading slash, several bodies are passed, or a value cannot be sent.
            TypeError: The body has a type that cannot be sent.
        """
        from ._request import build_custom_request, build_exchange
        from ._response_decoder import decode_response
        from ._send_sync import send

        settings = self._settings
        operation, encoded, body = build_custom_request(
            method,
            path,
            params=settings.localized(params),
            json=json,
            content=content,
            data=data,
            files=files,
            headers=settings.localized(headers),
        )
        exchange = build_exchange(settings, operation, encoded, **body, **options)
        response = send(settings.pool, exchange)
        response.set_parser(lambda: decode_response(settings, operation, exchange, response))
        return response

    def _call(self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]) -> Any:
        from ._request import build_exchange, encode_arguments
        from ._send_sync import decode_in_time, send

        settings = self._settings
        exchange = build_exchange(settings, operation, encode_arguments(settings, operation, values), **options)
        return decode_in_time(settings, operation, exchange, send(settings.pool, exchange))

    def _page(self, operation: Operation, values: Sequence[Any], **options: Unpack[PageCallOptions]) -> Page[Any]:
        from ._request import encode_arguments
        from ._send_sync import fetch_page

        pages = self._page_source(operation, options)
        encoded = encode_arguments(self._settings, operation, values)
        if pages.resume is None:
            return pages.first_page(values, fetch_page(self._settings, operation, encoded, options))
        start = pages.start(values)
        return pages.first_page(start, pages.fetch(start, None))

    def _page_source(self, operation: Operation, options: PageCallOptions) -> SyncPageSource:
        from ._pages import SyncPageSource
        from ._pagination import page_request
        from ._send_sync import fetch_page

        def fetch(values: tuple[Any, ...], cancelled: threading.Event | None) -> PageData:
            settings = self._settings
            encoded, page_options = page_request(settings, operation, values, options)
            return fetch_page(settings, operation, encoded, page_options, cancelled)

        return SyncPageSource(operation, fetch, options)

    def _stream(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Stream[Any]:
        from ._request import encode_arguments

        encoded = encode_arguments(self._settings, operation, values)
        return _SyncStreamingClient(self).open_stream(operation, encoded, options).parse()

    def _call_or_stream(
        self, operation: Operation, values: Sequence[Any] = (), *, stream: object, **options: Unpack[BodyCallOptions]
    ) -> Any:
        from ._request import build_exchange, encode_arguments
        from ._send_sync import decode_in_time, send

        encoded = encode_arguments(self._settings, operation, values)
        if stream is True:
            return _SyncStreamingClient(self).open_stream(operation, encoded, options).parse()
        settings = self._settings
        exchange = build_exchange(settings, operation, encoded, **options)
        return decode_in_time(settings, operation, exchange, send(settings.pool, exchange))

    def _streaming(self) -> Self:
        return cast("Self", cast("object", _SyncStreamingClient(self)))

    def _raw(self) -> Self:
        return cast("Self", cast("object", _SyncRawClient(self)))


Client = TypeVar("Client", "SyncAPIClient", "AsyncAPIClient")


class _View(Generic[Client]):
    """Base class of the objects behind `with_raw_response` and `with_streaming_response`, which replace the client.

    The methods `_call`, `_page` and `_stream` have the arguments of the client's methods. They return a response
    object instead of the decoded body.
    """

    __slots__ = ("_client",)

    _call: Callable[..., Any]
    _stream: Callable[..., Any]

    def __init__(self, client: Client) -> None:
        self._client: Client = client

    def _call_or_stream(
        self, operation: Operation, values: Sequence[Any] = (), *, stream: object, **options: Unpack[BodyCallOptions]
    ) -> Any:
        return (self._stream if stream is True else self._call)(operation, values, **options)

    def _exchange(self, operation: Operation, values: Sequence[Any], options: BodyCallOptions) -> Exchange:
        from ._request import build_exchange, encode_arguments

        settings = self._client._settings
        return build_exchange(settings, operation, encode_arguments(settings, operation, values), **options)

    def _page_exchange(
        self,
        operation: Operation,
        values: Sequence[Any],
        pages: SyncPageSource | AsyncPageSource,
        options: BodyCallOptions,
    ) -> tuple[tuple[Any, ...], Exchange]:
        """Return the arguments and the request of the first page that the caller wants.

        This is the first page of the list, or the page at which the caller resumes. The returned Exchange holds the
        request, the number of retries and the deadline.
        """
        from ._pagination import page_request
        from ._request import build_exchange, encode_arguments

        settings = self._client._settings
        encode_arguments(settings, operation, values)
        start = pages.start(values)
        encoded, page_options = page_request(settings, operation, start, options)
        return start, build_exchange(settings, operation, encoded, **page_options)


class _SyncRawClient(_View["SyncAPIClient"]):
    """The replacement for the client in `with_raw_response`: its methods return RawResponse objects."""

    __slots__ = ()

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> RawResponse[Any]:
        from ._response_decoder import decode_response
        from ._send_sync import send

        settings, exchange = self._client._settings, self._exchange(operation, values, options)
        response = send(settings.pool, exchange)
        response.set_parser(lambda: decode_response(settings, operation, exchange, response))
        return response

    def _page(
        self, operation: Operation, values: Sequence[Any], **options: Unpack[PageCallOptions]
    ) -> RawResponse[Page[Any]]:
        from ._pagination import read_page
        from ._response_decoder import decode_response
        from ._send_sync import send

        settings = self._client._settings
        pages = self._client._page_source(operation, options)
        start, exchange = self._page_exchange(operation, values, pages, options)
        response = send(settings.pool, exchange)

        def parse() -> Page[Any]:
            decoded = decode_response(settings, operation, exchange, response)
            return pages.first_page(start, read_page(operation, response, decoded))

        response.set_parser(parse)
        return response

    def _stream(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> RawResponse[Stream[Any]]:
        from ._request import encode_arguments
        from ._stream import unread_response

        encoded = encode_arguments(self._client._settings, operation, values)
        opened = _SyncStreamingClient(self._client).open_stream(operation, encoded, options)
        return unread_response(self._client._settings, operation, opened)


class _SyncStreamingClient(_View["SyncAPIClient"]):
    """The replacement for the client in `with_streaming_response`: its methods return StreamedResponse objects."""

    __slots__ = ()

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> StreamedResponse[Any]:
        from ._response import RawResponse
        from ._response_decoder import decode_response

        settings, exchange = self._client._settings, self._exchange(operation, values, options)

        def parse(response: StreamedResponse[Any]) -> Any:
            raw: RawResponse[Any] = RawResponse(response.status_code, response.headers, response.read())
            return decode_response(settings, operation, exchange, raw)

        return self._open(exchange, parse)

    def _page(
        self, operation: Operation, values: Sequence[Any], **options: Unpack[PageCallOptions]
    ) -> StreamedResponse[Page[Any]]:
        from ._pagination import read_page
        from ._response import RawResponse
        from ._response_decoder import decode_response

        settings = self._client._settings
        pages = self._client._page_source(operation, options)
        start, exchange = self._page_exchange(operation, values, pages, options)

        def parse(response: StreamedResponse[Any]) -> Page[Any]:
            raw: RawResponse[Any] = RawResponse(response.status_code, response.headers, response.read())
            decoded = decode_response(settings, operation, exchange, raw)
            return pages.first_page(start, read_page(operation, raw, decoded))

        return self._open(exchange, parse)

    def _stream(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> StreamedResponse[Stream[Any]]:
        from ._request import encode_arguments

        return self.open_stream(operation, encode_arguments(self._client._settings, operation, values), options)

    def open_stream(
        self, operation: Operation, encoded: EncodedRequest, options: BodyCallOptions
    ) -> StreamedResponse[Stream[Any]]:
        """Send the request of an operation that returns a stream, and return the response with an unread body.

        The `parse()` of the response returns a Stream, which reads the body and decodes one item after the other.
        """
        from ._request import build_exchange
        from ._stream import items_of

        settings = self._client._settings
        options["streams"] = True
        exchange = build_exchange(settings, operation, encoded, **options)
        return self._open(exchange, lambda response: items_of(settings, operation, response))

    def _open(self, exchange: Exchange, parse: Callable[[StreamedResponse[Any]], Any]) -> StreamedResponse[Any]:
        from ._send_sync import open_response
        from ._streamed_response import StreamedResponse

        pool = self._client._settings.pool
        response = open_response(pool, exchange)
        return StreamedResponse(response, exchange, parse, lambda headers: open_response(pool, exchange, headers))


class AsyncAPIClient(BaseClient[AsyncPool]):
    """A client for async code, with the arguments of BaseClient.

    Several tasks may use a client at the same time, and several event loops one after the other.
    """

    def _open_pool(self, http_client: httpx2.AsyncClient | None, *, trust_env: bool) -> AsyncPool:
        return AsyncPool(http_client, trust_env=trust_env)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections. Closing again has no effect, but calls of a closed client raise RootError.

        Closing a client from `with_options` keeps the connections of the original client open. The caller's own
        `http_client` also stays open.
        """
        self._closed = True
        self._write_log()
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
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, FileTypes | Sequence[FileTypes]] | None = None,
        headers: Mapping[str, Any] | None = None,
        **options: Unpack[CallOptions],
    ) -> RawResponse[Any]:
        """Send a request that is not in the contract, with the client's credentials, retries and exceptions.

        At most one body can be passed: `json`, `content`, or `data` and `files`.

        Args:
            method: The HTTP method.
            path: The path below the base URL, percent-encoded, with a leading slash.
            params: Query parameters; a list is sent as one parameter for each of its items.
            json: A body to send as JSON.
            content: A body to send unchanged: bytes, text, a file, or an iterable of bytes, which may be async.
            data: Fields of a form, which is multipart if there are files.
            files: Files of a multipart form, by field name: a file or a list of files. A file is its content, its path,
                or a tuple `(name, content[, media type[, headers]])`.
            headers: Headers of the request.
            **options: The options of one call: `timeout` (seconds for each phase of an attempt, or an httpx2.Timeout),
                `deadline` (seconds for the whole call), `extra_headers`, `extra_query`.

        Returns:
            The response. Its `parse()` returns JSON data; text or bytes if the body is not JSON; None if it is empty.

        Raises:
            RootError: The request failed, or the client is closed. The subclasses of RootError are the same as for the
                methods of resources.
            ValueError: The path has no leading slash, several bodies are passed, or a value cannot be sent.
            TypeError: The body has a type that cannot be sent.
        """
        from ._request import build_custom_request, build_exchange
        from ._response_decoder import decode_response
        from ._send_async import send

        settings = self._settings
        operation, encoded, body = build_custom_request(
            method,
            path,
            params=settings.localized(params),
            json=json,
            content=content,
            data=data,
            files=files,
            headers=settings.localized(headers),
        )
        exchange = build_exchange(settings, operation, encoded, **body, **options)
        response = await send(settings.pool, exchange)
        response.set_parser(lambda: decode_response(settings, operation, exchange, response))
        return response

    # This is a plain function, not a coroutine function. So an invalid argument raises at the call, and not later at
    # `await`.
    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, Any]:
        from ._request import build_exchange, encode_arguments
        from ._send_async import call

        settings = self._settings
        exchange = build_exchange(settings, operation, encode_arguments(settings, operation, values), **options)
        return call(settings, operation, exchange)

    def _page(self, operation: Operation, values: Sequence[Any], **options: Unpack[PageCallOptions]) -> AsyncPages[Any]:
        from ._pages import AsyncPages
        from ._request import encode_arguments

        encode_arguments(self._settings, operation, values)  # An invalid argument raises here, not later at `await`.
        pages = self._page_source(operation, options)
        return AsyncPages(pages, pages.start(values))

    def _page_source(self, operation: Operation, options: PageCallOptions) -> AsyncPageSource:
        from ._pages import AsyncPageSource
        from ._pagination import page_request
        from ._send_async import fetch_page

        async def fetch(values: tuple[Any, ...]) -> PageData:
            settings = self._settings
            encoded, page_options = page_request(settings, operation, values, options)
            return await fetch_page(settings, operation, encoded, page_options)

        return AsyncPageSource(operation, fetch, options)

    def _stream(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, AsyncStream[Any]]:
        from ._request import encode_arguments

        encoded = encode_arguments(self._settings, operation, values)
        return _AsyncStreamingClient(self).parse_stream(operation, encoded, options)

    def _call_or_stream(
        self, operation: Operation, values: Sequence[Any] = (), *, stream: object, **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, Any]:
        from ._request import build_exchange, encode_arguments
        from ._send_async import call

        encoded = encode_arguments(self._settings, operation, values)
        if stream is True:
            return _AsyncStreamingClient(self).parse_stream(operation, encoded, options)
        settings = self._settings
        return call(settings, operation, build_exchange(settings, operation, encoded, **options))

    def _streaming(self) -> Self:
        return cast("Self", cast("object", _AsyncStreamingClient(self)))

    def _raw(self) -> Self:
        return cast("Self", cast("object", _AsyncRawClient(self)))


class _AsyncRawClient(_View["AsyncAPIClient"]):
    """The replacement for the client in `with_raw_response`: its methods return RawResponse objects."""

    __slots__ = ()

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, RawResponse[Any]]:
        from ._response_decoder import decode_response
        from ._send_async import send

        settings, exchange = self._client._settings, self._exchange(operation, values, options)

        async def fetch() -> RawResponse[Any]:
            response = await send(settings.pool, exchange)
            response.set_parser(lambda: decode_response(settings, operation, exchange, response))
            return response

        return fetch()

    def _page(
        self, operation: Operation, values: Sequence[Any], **options: Unpack[PageCallOptions]
    ) -> Coroutine[Any, Any, RawResponse[AsyncPage[Any]]]:
        from ._pagination import read_page
        from ._response_decoder import decode_response
        from ._send_async import send

        settings = self._client._settings
        pages = self._client._page_source(operation, options)
        start, exchange = self._page_exchange(operation, values, pages, options)

        async def fetch() -> RawResponse[AsyncPage[Any]]:
            response = await send(settings.pool, exchange)

            def parse() -> AsyncPage[Any]:
                decoded = decode_response(settings, operation, exchange, response)
                return pages.first_page(start, read_page(operation, response, decoded))

            response.set_parser(parse)
            return response

        return fetch()

    def _stream(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, RawResponse[AsyncStream[Any]]]:
        from ._request import encode_arguments
        from ._stream import unread_response

        settings = self._client._settings
        encoded = encode_arguments(settings, operation, values)
        opening = _AsyncStreamingClient(self._client).open_stream(operation, encoded, options)

        async def fetch() -> RawResponse[AsyncStream[Any]]:
            return unread_response(settings, operation, await opening)

        return fetch()


class _AsyncStreamingClient(_View["AsyncAPIClient"]):
    """The replacement for the client in `with_streaming_response`: its methods return AsyncStreamedResponse objects."""

    __slots__ = ()

    def _call(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, AsyncStreamedResponse[Any]]:
        from ._response import RawResponse
        from ._response_decoder import decode_response

        settings, exchange = self._client._settings, self._exchange(operation, values, options)

        async def parse(response: AsyncStreamedResponse[Any]) -> Any:
            raw: RawResponse[Any] = RawResponse(response.status_code, response.headers, await response.read())
            return decode_response(settings, operation, exchange, raw)

        return self._open(exchange, parse)

    def _page(
        self, operation: Operation, values: Sequence[Any], **options: Unpack[PageCallOptions]
    ) -> Coroutine[Any, Any, AsyncStreamedResponse[AsyncPage[Any]]]:
        from ._pagination import read_page
        from ._response import RawResponse
        from ._response_decoder import decode_response

        settings = self._client._settings
        pages = self._client._page_source(operation, options)
        start, exchange = self._page_exchange(operation, values, pages, options)

        async def parse(response: AsyncStreamedResponse[Any]) -> AsyncPage[Any]:
            raw: RawResponse[Any] = RawResponse(response.status_code, response.headers, await response.read())
            decoded = decode_response(settings, operation, exchange, raw)
            return pages.first_page(start, read_page(operation, raw, decoded))

        return self._open(exchange, parse)

    def _stream(
        self, operation: Operation, values: Sequence[Any] = (), **options: Unpack[BodyCallOptions]
    ) -> Coroutine[Any, Any, AsyncStreamedResponse[AsyncStream[Any]]]:
        from ._request import encode_arguments

        return self.open_stream(operation, encode_arguments(self._client._settings, operation, values), options)

    def open_stream(
        self, operation: Operation, encoded: EncodedRequest, options: BodyCallOptions
    ) -> Coroutine[Any, Any, AsyncStreamedResponse[AsyncStream[Any]]]:
        """Send the request of an operation that returns a stream, and return the response with an unread body.

        The `parse()` of the response returns an AsyncStream, which reads the body and decodes one item after the other.
        """
        from ._request import build_exchange
        from ._stream import items_of

        settings = self._client._settings
        options["streams"] = True
        exchange = build_exchange(settings, operation, encoded, **options)

        async def parse(response: AsyncStreamedResponse[Any]) -> AsyncStream[Any]:
            items: AsyncStream[Any] = items_of(settings, operation, response)
            return items

        return self._open(exchange, parse)

    def parse_stream(
        self, operation: Operation, encoded: EncodedRequest, options: BodyCallOptions
    ) -> Coroutine[Any, Any, AsyncStream[Any]]:
        """Send the request of an operation that returns a stream, and return the AsyncStream of its items."""
        opening = self.open_stream(operation, encoded, options)

        async def parse() -> AsyncStream[Any]:
            return await (await opening).parse()

        return parse()

    async def _open(
        self, exchange: Exchange, parse: Callable[[AsyncStreamedResponse[Any]], Awaitable[Any]]
    ) -> AsyncStreamedResponse[Any]:
        from ._send_async import open_response
        from ._streamed_response import AsyncStreamedResponse

        pool = self._client._settings.pool
        response = await open_response(pool, exchange)
        return AsyncStreamedResponse(response, exchange, parse, lambda headers: open_response(pool, exchange, headers))
