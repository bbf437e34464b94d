"""Transcripts of client calls: they are parsed, played against a test server, and printed with the actual results.

    # A comment
    @ api_key="secret"                       the client's arguments for all following calls
    client.things.create(name="x")           a call, in one or more lines
    > POST /things                           the request, without the headers that every request has
    > content-type: application/json
    >
    > {"name":"x"}
    < 201                                    the response of the server
    < content-type: application/json
    <
    < {"id": 1}
    = Thing(id=1)                            the return value of the call, or
    ! NotFoundError: 404 Not Found: ...      the exception that the call raises
    ~ DeprecationWarning: things is ...      a warning of the call

Of a list, all pages are read. In the text of a request, a final newline is added, CRLF is replaced by a newline, and
the multipart boundary is replaced by `boundary`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
import io
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from types import ModuleType
from typing import Any

from support.api_server import Received, Server, in_turn

# The headers that every request has, independent of the contract; a transcript omits them.
ALWAYS = {"host", "user-agent", "accept-encoding", "connection", "content-length"}


class Entry:
    """One call in a transcript, with its requests, responses and outcome."""

    def __init__(self) -> None:
        self.before: list[str] = []  # The comment lines and the lines with client arguments.
        self.arguments = ""
        self.call: list[str] = []
        self.sent: list[list[str]] = []
        self.answers: list[list[str]] = []
        self.outcome: list[str] = []

    def printed(self) -> list[str]:
        """Return the lines of this call in a transcript."""
        exchanges = [
            line
            for sent, answer in zip_longest(self.sent, self.answers, fillvalue=())
            for line in (*(f"> {each}".rstrip() for each in sent), *(f"< {each}".rstrip() for each in answer))
        ]
        return [*self.before, *self.call, *exchanges, *self.outcome]


def read(text: str) -> list[Entry]:
    """Parse the text of a transcript."""
    entries: list[Entry] = []
    arguments = ""
    for block in text.strip().split("\n\n"):
        entry = Entry()
        for line in block.split("\n"):
            if line.startswith("@"):
                arguments = line[1:].strip()
            if line.startswith(("@", "#")):
                entry.before.append(line)
            elif line.startswith(">"):
                if not entry.sent or len(entry.sent) == len(entry.answers):
                    entry.sent.append([])
                entry.sent[-1].append(line[2:])
            elif line.startswith("<"):
                if len(entry.answers) < max(len(entry.sent), 1):
                    entry.answers.append([])
                entry.answers[-1].append(line[2:])
            elif line.startswith(("= ", "! ", "~ ")):
                entry.outcome.append(line)
            else:
                entry.call.append(line)
        entry.arguments = arguments
        entries.append(entry)
    return entries


def printed(entries: Iterable[Entry]) -> str:
    """Return the text of a transcript."""
    return "\n\n".join("\n".join(entry.printed()) for entry in entries) + "\n"


def play(entries: Iterable[Entry], package: ModuleType, name: str) -> Iterator[Entry]:
    """Make the calls of a transcript with the client class `name`; yield each with the actual requests and outcome."""
    for entry in entries:
        result = Entry()
        result.before, result.call, result.answers = entry.before, entry.call, entry.answers
        with Server(in_turn(*map(_answer, entry.answers or [["200"]]))) as server:
            result.outcome = _outcome(entry, package, name, server.url)
            result.sent = [_sent(received) for received in server.requests]
        yield result


def _outcome(entry: Entry, package: ModuleType, name: str, url: str) -> list[str]:
    space = {**{each: getattr(package, each) for each in package.__all__}, "datetime": dt, "io": io, "uuid": uuid}
    space |= {"client": None, "url": url}
    arguments = eval(f"dict({entry.arguments})", space)

    def call(client: Any) -> Any:
        return eval("\n".join(entry.call), {**space, "client": client})

    options = {"base_url": url, "max_retries": 0, "on_mismatch": "raise", **arguments}
    run = _run_async if name.startswith("Async") else _run
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            outcome = [f"= {run(lambda: getattr(package, name)(**options), call)!r}"]
        except Exception as error:  # noqa: BLE001  it is what is looked for
            outcome = [f"! {type(error).__name__}: {error}"]
    assert not any(package.__name__ in each.filename for each in warned), "a warning shows the caller's line"
    output = [f"~ {each.category.__name__}: {each.message}" for each in warned]
    return [*dict.fromkeys(output), *(line.replace(url, "http://server") for line in outcome)]


def _run(make: Callable[[], Any], call: Callable[[Any], Any]) -> Any:
    with make() as client:
        result = call(client)
        return list(result) if hasattr(result, "next_page") or hasattr(result, "events") else result


def _run_async(make: Callable[[], Any], call: Callable[[Any], Any]) -> Any:
    async def main() -> Any:
        async with make() as client:
            result = call(client)
            if hasattr(result, "__aiter__"):
                return [item async for item in result]
            result = await result if inspect.isawaitable(result) else result
            return [item async for item in result] if hasattr(result, "events") else result

    return asyncio.run(main())


def _answer(lines: list[str]) -> bytes:
    status, *rest = lines or ["200"]
    blank = rest.index("") if "" in rest else len(rest)
    headers = dict(line.split(": ", 1) for line in rest[:blank])
    body = (
        "\n".join(rest[blank + 1 :]).encode().decode("unicode_escape").encode("latin-1") if blank < len(rest) else b""
    )
    if body:
        headers.setdefault("content-type", "application/json")
    headers["content-length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Status\r\n{head}\r\n".encode() + body


def _sent(received: Received) -> list[str]:
    body = received.body
    headers = {name: value for name, value in received.headers.items() if name not in ALWAYS}
    kind, _, boundary = headers.get("content-type", "").partition("boundary=")
    if boundary:
        body = body.replace(boundary.encode(), b"boundary").replace(b"\r\n", b"\n")
        headers["content-type"] = f"{kind}boundary=boundary"
    lines = [f"{received.method} {received.target}", *(f"{name}: {headers[name]}" for name in sorted(headers))]
    if body:
        lines += ["", *_spelled(body).rstrip("\n").split("\n")]
    return lines


def _spelled(body: bytes) -> str:
    text = body.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)
