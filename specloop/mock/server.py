"""Mock server for an OpenAPI document. It runs in a thread of this process, on a port of 127.0.0.1."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Self

import h11
import uvicorn
from starlette.datastructures import Headers
from uvicorn.protocols.http.h11_impl import H11Protocol

from specloop.mock.application import MockApplication, MockSettings, ReceivedRequest
from specloop.mock.control import answer_control
from specloop.mock.drifts import canonical_kinds
from specloop.mock.reply import Reply
from specloop.mock.request_checks import DEFAULT_API_KEY, IncomingRequest
from specloop.mock.store import MAX_ITEMS
from specloop.openapi.document import Document

HOST = "127.0.0.1"
START_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 10.0
MAX_LATENCY_S = 3600
MAX_PORT = 65535
MAX_HEAD_BYTES = 1024 * 1024


class _Connection(H11Protocol):
    """An HTTP connection to the mock server. Invalid HTTP gets the error response that the document describes."""

    application: MockApplication
    head = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio sets TCP_NODELAY only for sockets that name their protocol; sockets of create_server() name none.
        # Without TCP_NODELAY, many responses wait for 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, "transport": transport}  # The application resets some connections.

    def data_received(self, data: bytes) -> None:
        self.head = data[:MAX_HEAD_BYTES]
        super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        method, target = (*self.head.split(b"\r\n", 1)[0].decode("latin-1").split(" "), "", "")[:2]
        raw_path, _, query = target.partition("?")
        reply = self.application.refuse(IncomingRequest(method, raw_path, query, Headers({})), msg)
        headers = {**reply.headers, "content-type": reply.media_type, "connection": "close"}
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items() if value]
        for event in (
            h11.Response(status_code=reply.status, headers=encoded),
            h11.Data(data=reply.encode()),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


class MockServer:
    """A mock server for an OpenAPI document. It runs inside a `with` block.

    Example:
        with MockServer(load_document("openapi.yaml"), items=250) as mock:
            httpx2.get(f"{mock.url}/things", headers={"Authorization": f"Bearer {mock.api_key}"})
    """

    def __init__(  # noqa: PLR0913 - the options of the command line
        self,
        document: Document,
        *,
        items: int = 250,
        latency: float = 0.0,
        fail_rate: float = 0.0,
        drift: Iterable[str] = (),
        seed: int = 0,
        port: int = 0,
        api_key: str = DEFAULT_API_KEY,
        retry_after: int = 1,
        intercept: Callable[[IncomingRequest, Reply], Reply] | None = None,
    ) -> None:
        """Prepare a mock server. A `with` block starts it.

        Args:
            document: The OpenAPI document to serve.
            items: The number of resources in each collection at the start.
            latency: Seconds to wait before each response.
            fail_rate: Share of requests, 0 to 1, that fail: with a 429, a 500 or a connection reset, in turn.
            drift: Ways in which responses deliberately differ from the document, such as `null`: keys of DRIFT_KINDS.
            seed: A number that selects the generated values and the failing requests.
            port: The port; 0 for any available port. After the start, the attribute `port` has the number.
            api_key: The key that the mock accepts.
            retry_after: The number of seconds in the Retry-After header of a 429.
            intercept: A function that may change each response before it is sent.

        Raises:
            ValueError: Arguments are out of range; the message names all of them.
        """
        limits = (
            ("port", port, MAX_PORT),
            ("items", items, MAX_ITEMS),
            ("latency in seconds", latency, MAX_LATENCY_S),
            ("fail-rate", fail_rate, 1),
        )
        wrong = [
            f"{name}: {value!r} is not within 0 to {most}" for name, value, most in limits if not 0 <= value <= most
        ]
        kinds, unknown = canonical_kinds(drift)
        wrong += unknown
        if wrong:
            raise ValueError("; ".join(wrong))
        settings = MockSettings(items, latency, fail_rate, kinds, seed, retry_after, api_key, intercept)
        self.application = MockApplication(document, settings)
        self.application.control = answer_control
        self.api_key = api_key
        self.port = port
        self.url = ""

    @property
    def credentials(self) -> dict[str, tuple[str, ...]]:
        """The accepted credentials, by name of the security scheme: one token, or a user name and a password."""
        return self.application.checker.credentials()

    @property
    def requests(self) -> list[ReceivedRequest]:
        """The requests that the mock has logged, the oldest first."""
        return list(self.application.received)

    def reset(self) -> None:
        """Delete all stored data and logged requests. Collections begin again with their first resources."""
        self.application.reset()

    def respond(self, method: str, path: str, *, headers: dict[str, str] | None = None, body: bytes = b"") -> Reply:
        """Return the mock's response to a request, without a network connection. The server need not be running."""
        raw_path, _, query = path.partition("?")
        return self.application.respond(IncomingRequest(method, raw_path, query, Headers(headers or {}), body))

    def __enter__(self) -> Self:
        """Start the server, and return when it accepts requests. Raises OSError if the port is not available."""
        listener = socket.create_server((HOST, self.port))
        self.port = listener.getsockname()[1]
        self.url = self.application.url = f"http://{HOST}:{self.port}"
        started = threading.Event()

        async def notify() -> None:
            started.set()

        config = uvicorn.Config(
            self.application,
            http=type("_MockConnection", (_Connection,), {"application": self.application}),
            loop="asyncio",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="critical",
            date_header=False,
            # By this function, __enter__() knows that the server has started. uvicorn calls it before the first
            # request, and then twice a minute.
            callback_notify=notify,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        if not started.wait(START_TIMEOUT_S):
            raise TimeoutError(None, "the server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server, and wait until all connections are closed.

        Open responses have at most a second to finish.
        """
        self._server.should_exit = True
        self._thread.join(STOP_TIMEOUT_S)
