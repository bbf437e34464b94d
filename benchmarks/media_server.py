"""A server for benchmarks that sends files and event streams of the length that the path states, and discards uploads.

    GET /files/<bytes>                       a file of this many bytes
    GET /events/<number>-<milliseconds>      this many events, this far apart
    PUT /files/<bytes>, POST /files          204, after the whole body has been read

The server runs in its own process, with a thread for each connection, so that only the client is measured.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from benchmarks.documents import ROOT

ASKED = re.compile(r"(GET|PUT|POST) /(files|events)/?(\d*)-?(\d*)")
BLOCK = bytes(256 * 1024)
EVENTS_IN_A_BLOCK = 100


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start the server in a new process for the duration of a `with` block, and yield its base URL."""
    command = [sys.executable, "-m", "benchmarks.media_server"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


def _talk(connection: socket.socket) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with contextlib.suppress(OSError), connection, connection.makefile("rb") as stream:
        while head := _head(stream):
            asked = ASKED.match(head)
            if asked is None:
                connection.sendall(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
            elif asked[1] != "GET":
                _discard(stream, head.lower())
                connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            elif asked[2] == "files":
                _send_file(connection, int(asked[3]))
            else:
                _send_events(connection, int(asked[3]), int(asked[4]))


def _head(stream: Iterator[bytes]) -> str:
    lines = []
    for line in stream:
        if line == b"\r\n":
            break
        lines.append(line.decode("latin-1"))
    return "".join(lines)


def _discard(stream: object, head: str) -> None:
    room = memoryview(bytearray(len(BLOCK)))
    length = re.search(r"content-length: (\d+)", head)
    left = int(length[1]) if length else 0
    while left:
        left -= stream.readinto(room[: min(left, len(room))])  # type: ignore[attr-defined]
    while not length and (size := int(stream.readline(), 16)):  # type: ignore[attr-defined]
        stream.read(size + 2)  # type: ignore[attr-defined]
    if not length:
        stream.readline()  # type: ignore[attr-defined]


def _send_file(connection: socket.socket, size: int) -> None:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: {size}\r\n\r\n"
    connection.sendall(head.encode())
    while size:
        connection.sendall(BLOCK[:size] if size < len(BLOCK) else BLOCK)
        size -= min(size, len(BLOCK))


def _send_events(connection: socket.socket, number: int, milliseconds: int) -> None:
    head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    connection.sendall(head.encode())
    step = 1 if milliseconds else EVENTS_IN_A_BLOCK
    for first in range(1, number + 1, step):
        data = "".join(_event(each) for each in range(first, min(first + step, number + 1))).encode()
        connection.sendall(b"%x\r\n%s\r\n" % (len(data), data))
        time.sleep(milliseconds / 1000)
    connection.sendall(b"0\r\n\r\n")


def _event(number: int) -> str:
    data = {"number": number, "at": "2026-03-02T08:00:00Z", "text": "What a model says, a few words at a time. "}
    return f"id: {number}\ndata: {json.dumps(data)}\n\n"


def _serve() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=_talk, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        _serve()
