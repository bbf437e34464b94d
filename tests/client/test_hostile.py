"""Hostile servers: bounds on work, memory and time, and no disclosure of credentials."""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
import logging
import pickle
import threading
import time
import tracemalloc
import urllib.parse
import zlib

import attrs
import pytest
from support.api_server import KEY, broadcast, in_turn, reply
from support.call_counts import calls

from invent_client import (
    UNSET,
    APIStatusError,
    APITimeoutError,
    AsyncInvent,
    Broadcast,
    Invent,
    InventError,
    Mismatch,
    ResponseTooLargeError,
    ResponseValidationError,
    Unset,
    _decoder,
)
from invent_client._model import Model
from invent_client._operation import Operation

GZIP = {"Content-Encoding": "gzip"}
GET = Operation(name="x", id="x", method="GET", path="/x", responses={"200": {"*/*": lambda: bytes}})
LIST = Operation(
    name="x", id="x", method="GET", path="/x", responses={"200": {"application/json": lambda: list[Broadcast]}}
)


@attrs.define(kw_only=True, repr=False)
class Leaf(Model):
    """A class with the same properties as Twig."""

    kids: list[Leaf | Twig] | Unset = UNSET
    n: int | Unset = UNSET


@attrs.define(kw_only=True, repr=False)
class Twig(Model):
    """A class with the same properties as Leaf."""

    kids: list[Leaf | Twig] | Unset = UNSET
    n: int | Unset = UNSET


def nested(depth: int) -> bytes:
    return b'{"kids": [' * depth + b'{"n": "bad"}' + b"]}" * depth


# Cost of decoding


def test_a_bad_leaf_in_a_recursive_union_costs_as_much_as_its_depth():
    for _ in range(3):  # Repeat the call, because the first calls also compile the decoders.
        value, mismatches = _decoder.decode(nested(8), Leaf)
    assert [(each.pointer, each.kind) for each in mismatches] == [("/kids/0", "union")]
    assert value.to_dict() == json.loads(nested(8))
    assert calls(_decoder.decode, nested(32), Leaf) < 3 * calls(_decoder.decode, nested(16), Leaf)


def test_many_bad_leaves_cost_as_much_as_there_are():
    def page(count: int) -> bytes:
        return b'{"kids": [' + b",".join([b'{"kids": [{"n": "bad"}, {"n": 1}]}'] * count) + b"]}"

    _decoder.decode(page(4), Leaf)
    assert calls(_decoder.decode, page(400), Leaf) < 3 * calls(_decoder.decode, page(200), Leaf)


@pytest.mark.parametrize(
    "content",
    [
        b"[" + b",".join([b"{}"] * 50_000) + b"]",
        b"[" + b",".join([b"1"] * 200_000) + b"]",
        b"[" + b",".join([b'{"a":1}'] * 50_000) + b"]",
        b"[{" + b",".join(b'"%d":1' % number for number in range(100_000)) + b"}]",
        json.dumps([broadcast(1, status="x", color="red", name=None)] * 1000).encode(),
    ],
    ids=["empty objects", "numbers", "unknown members", "one object", "drifted"],
)
def test_no_body_takes_ten_times_the_memory_of_its_json(content: bytes):
    def peak(work) -> int:
        tracemalloc.start()
        work()
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    _decoder.decode(b"[{}]", list[Broadcast])
    plain = peak(lambda: json.loads(content))
    assert peak(lambda: _decoder.decode(content, list[Broadcast])) < 10 * plain


@pytest.mark.parametrize("mode", ["raise", "call"])
def test_a_thousand_mismatches_are_kept_and_all_are_counted(api, serve, mode):
    server = serve(reply(content=b"[" + b",".join([b"{}"] * 20_000) + b"]"))
    found: list[Mismatch] = []
    try:
        api.call(
            lambda client: client._call(LIST),
            base_url=server.url,
            on_mismatch=found.append if mode == "call" else "raise",
        )
    except ResponseValidationError as error:
        found = list(error.mismatches)
        required = sum(field.default is attrs.NOTHING for field in attrs.fields(Broadcast))
        assert f"and {20_000 * required - 10} more" in str(error)  # noqa: PT017
    assert len(found) == 1000


def test_long_names_make_no_long_messages(api, serve, caplog):
    names = {f"{number}{'x' * 100_000}": 1 for number in range(20)}
    server = serve(reply([broadcast(1, **names)]))
    found: list[Mismatch] = []
    api.call(lambda client: client._call(LIST), base_url=server.url, on_mismatch=found.append)
    assert max(len(each.pointer) for each in found) < 11_000
    with caplog.at_level(logging.WARNING, "invent_client"):
        api.call(lambda client: client._call(LIST), base_url=server.url)
    assert max(len(record.getMessage()) for record in caplog.records) < 500


# Time limits

LATE_S = 15  # What ignores its deadline takes longer than this.


def gone(before: set[threading.Thread], server) -> bool:
    """Return whether the threads and connections of a call end soon."""
    ends = time.monotonic() + LATE_S
    while time.monotonic() < ends:
        mine = [
            each
            for each in set(threading.enumerate()) - before
            if not any(word in each.name for word in ("_serve", "_accept", "AnyIO", "asyncio"))
        ]
        if not mine and server.open == 0:
            return True
        time.sleep(0.02)
    return False


def idle() -> bool:
    """Return whether this process stops using CPU time soon. Freeing millions of objects takes a while."""
    ends = time.monotonic() + LATE_S
    while time.monotonic() < ends:
        spent = time.process_time()
        time.sleep(0.2)
        if time.process_time() - spent < 0.1:
            return True
    return False


def early_hints(_):
    yield from (step for _ in range(100_000) for step in (b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n", 0.01))


def dripping_headers(_):
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(100_000):
        yield b"X-%d: 1\r\n" % number
        yield 0.01


def empty_blocks(_):
    yield b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nConnection: close\r\n\r\n\x78\x9c"
    while True:
        yield b"\x00\x00\x00\xff\xff" * 100  # Deflate blocks without content.
        yield 0.01


def three_times(_):
    once = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join([*(once.compress(bytes(2**20)) for _ in range(64)), once.flush()])
    body = gzip.compress(gzip.compress(body * 320))
    return reply(content=body, headers={"Content-Encoding": "gzip, gzip, gzip"})


@pytest.mark.parametrize("script", [early_hints, dripping_headers, empty_blocks], ids=lambda each: each.__name__)
def test_a_deadline_ends_the_call_its_thread_and_its_connection(api, serve, script):
    server = serve(script)
    before = set(threading.enumerate())

    def use(client):
        return client._call(GET, deadline=0.4)

    began = time.monotonic()
    with pytest.raises(APITimeoutError, match=r"deadline of 0\.4 s"):
        api.call(use, base_url=server.url, max_retries=0, max_response_bytes=10**9)
    assert time.monotonic() - began < LATE_S
    assert gone(before, server)


def test_a_body_compressed_three_times_ends_at_the_limit_or_the_deadline(api, serve):
    server = serve(three_times(None))
    with pytest.raises(ResponseTooLargeError):
        api.call(lambda client: client._call(GET), base_url=server.url)
    began = time.monotonic()
    with pytest.raises(APITimeoutError):
        api.call(
            lambda client: client._call(GET, deadline=0.5),
            base_url=server.url,
            max_response_bytes=10**12,
            max_retries=0,
        )
    assert time.monotonic() - began < LATE_S
    assert idle()


def test_empty_blocks_end_at_the_size_limit(api, serve):
    body = b"\x78\x9c" + b"\x00\x00\x00\xff\xff" * 100_000
    server = serve(reply(content=body, headers={"Content-Encoding": "deflate"}))
    with pytest.raises(ResponseTooLargeError):
        api.call(lambda client: client._call(GET), base_url=server.url, max_response_bytes=1000)


def test_early_hints_without_end_end_without_a_deadline(api, serve):
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 1000
    server = serve(lambda _: (hints for _ in range(100_000)))
    with pytest.raises(InventError, match="bytes of headers"):
        api.call(lambda client: client._call(GET), base_url=server.url, max_retries=0)


def spends_less_with_a_deadline(api, serve, operation: Operation, part: bytes, whole: bytes) -> bool:
    """Return whether decoding ends at a deadline.

    `whole` is twenty times as long as `part`. With a deadline of half a second, it costs less CPU time, until the
    process is idle, than the deadline and fifteen times `part`. CPU time hardly depends on what else the machine does.
    """
    server = serve(in_turn(*(reply(content=gzip.compress(content, 1), headers=GZIP) for content in (part, whole))))
    before = set(threading.enumerate())
    gc.collect()
    gc.freeze()  # Otherwise collections that only the large body causes visit the objects of all tests before.
    spent = [time.process_time()]
    api.call(lambda client: client._call(operation), base_url=server.url, on_mismatch="ignore")
    spent.append(time.process_time())
    with pytest.raises(APITimeoutError):
        api.call(
            lambda client: client._call(operation, deadline=0.5),
            base_url=server.url,
            on_mismatch="ignore",
            max_retries=0,
        )
    assert gone(before, server)
    assert idle()
    spent.append(time.process_time())
    gc.unfreeze()
    return spent[2] - spent[1] < 0.5 + 15 * (spent[1] - spent[0])


def test_a_deadline_covers_decoding(api, serve):
    part, whole = (b"[" + b",".join([b"{}"] * count) + b"]" for count in (100_000, 2_000_000))
    assert spends_less_with_a_deadline(api, serve, LIST, part, whole)


@attrs.define(slots=True)
class Spot(Model):
    """A model whose properties are all optional."""

    x: int | Unset = UNSET


SPOTS = Operation(
    name="x",
    id="x",
    method="GET",
    path="/x",
    responses={"200": {"application/json": lambda: dict[str, list[Spot]]}},
)


@pytest.mark.parametrize("item", [b"{}", b'{"y":1}'], ids=["documented", "drifted"])
def test_a_deadline_covers_the_conversion_of_what_the_contract_documents(api, serve, item):
    """Decoding ends, although every object fits the contract, or drifts in one way."""
    part, whole = (b'{"spots":[' + b",".join([item] * count) + b"]}" for count in (150_000, 3_000_000))
    assert spends_less_with_a_deadline(api, serve, SPOTS, part, whole)


def test_other_tasks_run_while_a_long_body_is_decoded(serve):
    content = b"[" + b",".join([b'{"color":1}'] * 300_000) + b"]"
    server = serve(reply(content=content))

    async def main() -> tuple[float, float]:
        longest, running = 0.0, True

        async def tick() -> None:
            nonlocal longest
            while running:
                began = time.monotonic()
                await asyncio.sleep(0.005)
                longest = max(longest, time.monotonic() - began)

        async with AsyncInvent(api_key=KEY, base_url=server.url, on_mismatch="ignore") as client:
            ticking = asyncio.create_task(tick())
            started = time.monotonic()
            await client._call(LIST)
            took = time.monotonic() - started
            running = False
            await ticking
        return longest, took

    longest, took = asyncio.run(main())
    assert longest < took / 2


# Cookies of a server, and credentials that a server echoes


def test_cookies_do_not_pile_up(serve):
    cookies = "".join(f"Set-Cookie: c%d-{number}={'x' * 1000}\r\n" for number in range(20))
    asked = iter(range(10_000))
    server = serve(lambda _: f"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n{cookies % ((next(asked),) * 20)}\r\n".encode())
    with Invent(api_key=KEY, base_url=server.url) as client:
        for _ in range(5):
            client._call(GET)
        assert list(client._settings.pool.get().cookies.jar) == []
    assert all("cookie" not in each.headers for each in server.requests)


TRICKY = "ab/cd+ef&gh=XYZ12345"


def spellings(key: str) -> dict[str, bytes]:
    unicode = "".join(f"\\u{ord(letter):04X}" for letter in key)
    return {
        "plain": key.encode(),
        "slash": json.dumps({"message": key}).replace("/", "\\/").encode(),
        "unicode": f'{{"message": "{unicode}"}}'.encode(),
        "one letter": f'{{"message": "{key.replace("a", chr(92) + "u0061", 1)}"}}'.encode(),
        "twice": json.dumps({"message": json.dumps({"m": key}).replace("/", "\\/")}).encode(),
        "percent": urllib.parse.quote(key, safe="").encode(),
        "percent, all of it": "".join(f"%{ord(letter):02x}" for letter in key).encode(),
        "percent twice": urllib.parse.quote(urllib.parse.quote(key, safe=""), safe="").encode(),
        "entities": "".join(f"&#{ord(letter)};" for letter in key).encode(),
        "markup": b"<b>" + key.replace("&", "&amp;").encode() + b"</b>",
        "UTF-16": key.encode("utf-16"),
        "UTF-16BE": f'{{"message": "{key}"}}'.encode("utf-16-be"),
        "UTF-32": key.encode("utf-32"),
    }


def decoded(text: str) -> str:
    """Remove percent, JSON and HTML escapes from a text."""
    for _ in range(3):
        text = urllib.parse.unquote(text.replace("\0", ""))
        for escaped, letter in [(f"\\u{ord(letter):04x}", letter) for letter in TRICKY]:
            text = text.replace(escaped, letter).replace(escaped.upper().replace("U", "u"), letter)
        text = text.replace("\\/", "/").replace("&amp;", "&")
        for letter in TRICKY:
            text = text.replace(f"&#{ord(letter)};", letter)
    return text


@pytest.mark.parametrize("spelled", spellings(TRICKY).values(), ids=spellings(TRICKY))
def test_the_key_is_in_no_exception_in_any_spelling(api, serve, spelled):
    header = spelled.replace(b"\0", b"").decode("latin-1") if spelled.isascii() else "x"
    server = serve(reply(content=spelled, status=401, headers={"X-Echo": header, "X-Request-Id": header}))
    with pytest.raises(APIStatusError) as caught:
        api.call(lambda client: client._call(GET), base_url=server.url, api_key=TRICKY)
    error = caught.value
    shown = [str(error), repr(error), str(error.body), error.response.text, str(error.response.headers), error.curl()]
    shown += [pickle.dumps(error).decode("latin-1"), repr(error.response.content)]
    assert [text for text in shown if TRICKY in decoded(text)] == []


@pytest.mark.parametrize("charset", ["utf-7", "cp037", "iso2022_jp", "utf-16-le"])
def test_the_key_is_in_no_exception_in_any_charset(api, serve, charset):
    text = {"utf-7": "+AGE-b/cd+-ef&gh+AD0-XYZ12345", "iso2022_jp": "\x1b(J".join(TRICKY)}.get(charset)
    content = TRICKY.encode(charset) if text is None else text.encode("ascii")
    assert content.decode(charset) == TRICKY
    server = serve(reply(content=content, content_type=f"text/plain; charset={charset}", status=401))
    with pytest.raises(APIStatusError) as caught:
        api.call(lambda client: client._call(GET), base_url=server.url, api_key=TRICKY)
    assert "[secret]" in str(caught.value)
    assert TRICKY not in caught.value.response.content.decode(charset)


def test_the_request_id_reaches_the_log_without_key_and_control_characters(api, serve, caplog):
    server = serve(reply(content=b"", headers={"X-Request-Id": f"\x1b[2J{KEY}\x9b1"}))
    with caplog.at_level(logging.DEBUG, "invent_client"):
        api.call(lambda client: client._call(GET), base_url=server.url)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "invent_client"]
    assert KEY not in line
    assert line.isprintable()
