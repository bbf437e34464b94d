"""A server for benchmarks that sends prepared pages over keep-alive connections, at very little cost.

    /orgs/<pages>-<items>-<milliseconds>/broadcasts?page=<n>

This is the URL of page <n> of a list. It states the number of pages in the list, the number of items on each page, and
the delay of each response. The server runs in its own process and reads only the necessary part of a request, so that
only the client is measured.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

from benchmarks.documents import ROOT, broadcasts

ASKED = re.compile(rb"GET /orgs/(\d+)-(\d+)-(\d+)/broadcasts\S*? HTTP/1.1\r\n")
PAGE = re.compile(rb"[?&]page=(\d+)")
MARK = b"00000000"  # replaced by the number of the page, so that all pages differ


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start the server in a new process for the duration of a `with` block, and yield its base URL."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


@cache
def _answer(pages: int, items: int) -> bytes:
    page = broadcasts(items)
    for item in page[:1]:
        item["name"] = MARK.decode()
    body = json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()
    head = (
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_1\r\n"
        f"pagination-count: {pages * items}\r\npagination-take: {items or 100}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class _Connection(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            self._answer(head + b"\r\n")

    def _answer(self, head: bytes) -> None:
        asked = ASKED.match(head)
        if asked is None:
            self.transport.write(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
            return
        pages, items, milliseconds = map(int, asked.groups())
        page = PAGE.search(asked[0])
        answer = _answer(pages, items).replace(MARK, b"%08d" % int(page[1] if page else 1), 1)
        if milliseconds:
            asyncio.get_running_loop().call_later(milliseconds / 1000, self.transport.write, answer)
        else:
            self.transport.write(answer)


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(_Connection, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve())
