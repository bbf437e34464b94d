"""A test server on a loopback socket that follows a script, and can truncate, delay, reset or omit responses.

A script is a function that returns the response to a request: the bytes to send, or a list of steps. Each step is bytes
to send, a number of seconds to wait, `CLOSE` or `RESET`.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self
from urllib.parse import parse_qsl, unquote

KEY = "sk-secret-0123456789abcdef"

CLOSE = object()  # The server closes the connection.
RESET = object()  # The server resets the connection (TCP RST).

Script = Callable[["Received"], "bytes | Iterable[Any]"]


class Received:
    """A request that the server received, with its headers and body as they were on the wire."""

    def __init__(self, head: bytes, body: bytes, connection: int) -> None:
        first, *rest = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = first.split(" ", 2)
        self.raw_headers = [tuple(line.split(": ", 1)) if ": " in line else (line.rstrip(":"), "") for line in rest]
        self.headers = {name.lower(): value for name, value in self.raw_headers}
        self.body = body
        self.connection = connection
        self.size = len(body)
        self.at = time.monotonic()

    @property
    def raw_path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def path(self) -> str:
        return unquote(self.raw_path)

    @property
    def raw_query(self) -> str:
        return self.target.partition("?")[2]

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.raw_query, keep_blank_values=True))


class Server:
    """A server that follows a script, and records the requests and connections."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Received] = []
        self.connections = 0
        self.open = 0
        self.busiest = 0
        self.discards_bodies = False  # Whether only the size of request bodies is recorded.
        self.ignores_bodies = False  # Whether the server responds without reading request bodies.
        self._busy = 0
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in list(self._sockets):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._accepting.join(30)
        for thread in self._threads:
            thread.join(30)

    def _accept(self) -> None:
        while not self._done.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self.connections += 1
                self.open += 1
                self._sockets.add(connection)
                number = self.connections
            thread = threading.Thread(target=self._serve, args=(connection, number), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            with contextlib.suppress(OSError):
                self._talk(connection, number)
        finally:
            with self._lock:
                self.open -= 1
                self._sockets.discard(connection)
            connection.close()

    def _talk(self, connection: socket.socket, number: int) -> None:
        stream = connection.makefile("rb")
        with stream:
            while (received := self._read(stream, number)) is not None:
                with self._lock:
                    self.requests.append(received)
                    self._busy += 1
                    self.busiest = max(self.busiest, self._busy)
                try:
                    going = self._follow(connection, self.script(received))
                finally:
                    with self._lock:
                        self._busy -= 1
                if not going:
                    return

    def _read(self, stream: Any, number: int) -> Received | None:
        received = _read_head(stream, number)
        if received is None or self.ignores_bodies:
            return received
        return _read_body(stream, received, keep=not self.discards_bodies)

    def _follow(self, connection: socket.socket, steps: bytes | Iterable[Any]) -> bool:
        for step in [steps] if isinstance(steps, bytes) else steps:
            if step is CLOSE:
                return False
            if step is RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            if isinstance(step, bytes):
                connection.sendall(step)
            elif self._done.wait(step):
                return False
        return True


def _read_head(stream: Any, number: int) -> Received | None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    return Received(head[:-4], b"", number)


def _read_body(stream: Any, received: Received, *, keep: bool) -> Received | None:
    if received.headers.get("transfer-encoding") == "chunked":
        while size := int(stream.readline() or b"-1", 16):
            if size < 0:
                return None  # The client has closed the connection within the body.
            _take(stream, size, received, keep=keep)
            stream.readline()
        stream.readline()
    else:
        _take(stream, int(received.headers.get("content-length", 0)), received, keep=keep)
    return received


def _take(stream: Any, size: int, received: Received, *, keep: bool) -> None:
    pieces = []
    while size and (piece := stream.read(min(size, 1 << 20))):
        size -= len(piece)
        received.size += len(piece)
        pieces += [piece] if keep else []
    received.body += b"".join(pieces)


# --- responses and scripts ---


def reply(
    data: Any = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    content: bytes | None = None,
    content_type: str = "application/json",
) -> bytes:
    """Return the bytes of a complete response, with `data` as its JSON body, or else `content` as its body."""
    body = json.dumps(data).encode() if content is None else content
    said = {"Content-Type": content_type, "Content-Length": str(len(body)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode("latin-1") + body


def dripped(whole: bytes, every: float, *, from_: int = 0) -> list[Any]:
    """Return the steps that send a response byte by byte, with a pause of `every` seconds after each byte.

    The first `from_` bytes are sent at once.
    """
    steps: list[Any] = [whole[:from_]]
    for index in range(from_, len(whole)):
        steps += [whole[index : index + 1], every]
    return steps


def zipped(data: bytes, status: int = 200) -> bytes:
    return reply(content=gzip.compress(data), status=status, headers={"Content-Encoding": "gzip"})


def in_turn(*scripts: bytes | list[Any]) -> Script:
    """Return a script that answers the n-th request with the n-th response, and all further ones with the last."""
    waiting = list(scripts)
    lock = threading.Lock()

    def script(_: Received) -> bytes | list[Any]:
        with lock:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return script


def broadcast(number: int, **changes: Any) -> dict[str, Any]:
    """Return the JSON object of one broadcast that matches the contract, with some properties changed."""
    counts = ("contacts", "recipients", "skipped", "sent", "failed", "delivered")
    counts += ("opened", "played", "click", "complained", "unsubscribed")
    data: dict[str, Any] = {
        "id": f"bc_{number}",
        "name": f"Broadcast {number}",
        "status": "SENT",
        "scheduled_at": "2026-03-02T08:00:00Z",
        "started_at": None,
        "completed_at": None,
        **{f"{count}_count": number for count in counts},
        "error_message": None,
        "segments": [],
        "send_to_all": False,
        "templates": [],
        "created_at": "2026-02-27T16:48:55Z",
        "updated_at": "2026-03-02T08:04:41Z",
    }
    return data | changes


def listing(
    count: int,
    *,
    most: int = 100,
    total: bool = True,
    size: bool = True,
    latency: float = 0.0,
) -> Script:
    """Return a script that serves a list of `count` broadcasts in pages, as the contract documents.

    Args:
        count: The number of broadcasts.
        most: The largest number of items on a page.
        total: Whether responses have the header `pagination-count`.
        size: Whether responses have the header `pagination-take`.
        latency: The seconds before each response.
    """

    def script(received: Received) -> list[Any]:
        query = received.query
        take = min(int(query.get("take", 100)), most)
        page = int(query.get("page", 1))
        numbers = range(count)[(page - 1) * take : page * take]
        headers = {"pagination-page": str(page)}
        if total:
            headers["pagination-count"] = str(count)
        if size:
            headers["pagination-take"] = str(take)
        return [latency, reply([broadcast(number) for number in numbers], headers=headers)]

    return script
