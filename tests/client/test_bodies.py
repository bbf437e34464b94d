"""Any response body results in a value or a documented exception, within the time and size limits."""

from __future__ import annotations

import gzip
import logging
import threading
import time
import tracemalloc
import zlib

import httpx2
import pytest
from support.api_server import CLOSE, broadcast, in_turn, reply, zipped

from invent_client import (
    UNSET,
    APIConnectionError,
    InternalServerError,
    Invent,
    InventError,
    Mismatch,
    NotFoundError,
    ResponseTooLargeError,
    ResponseValidationError,
)
from invent_client._operation import Operation


def first_page(client):
    return client.broadcasts.list("c")


def failure(api, use=first_page, **settings):
    with pytest.raises(InventError) as caught:
        api.call(use, **settings)
    return caught.value


# Bodies that are not JSON, or whose outermost value has another JSON type than documented


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"<!doctype html><title>Welcome</title>",
        b"[",
        b"[{}",
        b"null",
        b"{}",
        b'"text"',
        b"7",
        b'["\xff"]',
        b'[{"name": "\xc3\x28"}]',
        b"[NaN]",
        b"[Infinity]",
        b"[1e400]",
        b"[" * 100_000 + b"]" * 100_000,
        b'[{"segments":' * 50_000,
        b"[]]",
        b"\x00",
    ],
    ids=lambda content: repr(content[:16]) + str(len(content)),
)
def test_what_is_no_list_of_broadcasts_raises_and_is_not_repeated(api, serve, content):
    server = serve(reply(content=content, content_type="text/html; charset=utf-8", headers={"X-Request-Id": "r1"}))
    error = failure(api, base_url=server.url, on_mismatch="ignore")
    assert type(error) is ResponseValidationError
    assert error.response.content == content
    assert error.request_id == "r1"
    assert "listBroadcasts" in str(error)
    assert len(str(error)) < 500
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [204, 205])
def test_no_content_where_a_list_is_documented_raises(api, serve, status):
    server = serve(reply(status=status, content=b"", headers={"Content-Length": "0"}))
    assert type(failure(api, base_url=server.url)) is ResponseValidationError


def test_a_wrong_content_type_does_not_matter_if_the_content_is_right(api, serve):
    server = serve(reply([broadcast(1)], content_type="text/plain"))
    assert api.call(first_page, base_url=server.url).items[0].id == "bc_1"


def test_chunks_of_one_byte_do_not_matter(api, serve):
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in b"[ ]") + b"0\r\n\r\n"
    server = serve(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    assert api.call(first_page, base_url=server.url).items == []


def test_a_body_that_ends_with_the_connection_is_read(api, serve):
    server = serve(lambda _: [b"HTTP/1.1 200 OK\r\n\r\n[]", CLOSE])
    assert api.call(first_page, base_url=server.url).items == []


@pytest.mark.parametrize(
    ("type_", "content", "content_type", "value"),
    [
        (bytes, b"\x00\xff", "application/octet-stream", b"\x00\xff"),
        (bytes, b"", "image/png", b""),
        (str, "gr\u00fcn".encode(), "text/plain", "gr\u00fcn"),
        (str, "gr\u00fcn".encode("latin-1"), "text/plain; charset=ISO-8859-1", "gr\u00fcn"),
        (str, b"\xff", "text/plain; charset=no-such", "\ufffd"),
        (None, b"whatever", "text/html", None),
        (dict[str, int], b'{"a": 1}', "application/json", {"a": 1}),
    ],
)
def test_a_body_decodes_to_the_documented_type(api, serve, type_, content, content_type, value):  # noqa: PLR0917
    server = serve(reply(content=content, content_type=content_type))
    operation = Operation(
        name="x", id="x", method="GET", path="/x", responses={"200": {content_type.split(";")[0]: lambda: type_}}
    )
    assert api.call(lambda client: client._call(operation, ()), base_url=server.url) == value


@pytest.mark.parametrize(
    ("status", "content_type", "value"),
    [
        (200, "application/json", [1]),
        (200, "application/json; charset=utf-8", [1]),
        (200, "application/vnd.x+json", [1]),
        (200, "text/csv", "[1]"),
        (200, "image/png", b"[1]"),
        (200, "no/idea", [1]),
        (201, "application/json", {"a": [1]}),
        (202, "application/json", [1]),
        (206, "text/csv", b"[1]"),
        (299, "application/json", [1]),
    ],
)
def test_the_type_is_chosen_by_status_and_media_type(api, serve, status, content_type, value):
    content = b'{"a": [1]}' if status == 201 else b"[1]"
    server = serve(reply(content=content, content_type=content_type, status=status))
    operation = Operation(
        name="x",
        id="x",
        method="GET",
        path="/x",
        responses={
            "default": {"application/json": lambda: dict[str, str]},
            "200": {"application/json": lambda: list[int], "text/csv": lambda: str, "image/*": lambda: bytes},
            "201": {"application/json": lambda: dict[str, list[int]]},
            "202": {},
            "206": {"*/*": lambda: bytes},
        },
    )
    assert api.call(lambda client: client._call(operation, ()), base_url=server.url) == value


# Size limits of bodies


@pytest.mark.parametrize("limit", [1, 999, 1000])
def test_the_limit_is_exact(api, serve, limit):
    content = b"[" + b" " * 998 + b"]"
    server = serve(reply(content=content, headers={"X-Request-Id": "r5"}))
    if limit == 1000:
        assert api.call(first_page, base_url=server.url, max_response_bytes=limit).items == []
    else:
        error = failure(api, base_url=server.url, max_response_bytes=limit)
        assert (type(error), error.limit, error.request_id) == (ResponseTooLargeError, limit, "r5")
        assert len(server.requests) == 1


def test_without_a_limit_everything_is_read(api, serve):
    server = serve(reply(content=b"[" + b" " * 100_000_000 + b"]"))
    assert api.call(first_page, base_url=server.url, max_response_bytes=None).items == []


def test_what_a_mock_transport_or_a_hook_has_read_already_counts_too():
    http = httpx2.Client(
        transport=httpx2.MockTransport(lambda _: httpx2.Response(200, content=b"[" + b" " * 99 + b"]"))
    )
    with Invent(api_key="k", http_client=http, max_response_bytes=100) as client:
        with pytest.raises(ResponseTooLargeError):
            first_page(client)
        assert first_page(client.with_options(max_response_bytes=101)).items == []
        assert first_page(client.with_options(max_response_bytes=None)).items == []
        with pytest.raises(ResponseTooLargeError):
            first_page(client.with_options(max_retries=0))


def test_a_body_that_announces_too_much_is_not_read(api, serve):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"
    server = serve(lambda _: [head, 30.0])
    began = time.monotonic()
    assert type(failure(api, base_url=server.url)) is ResponseTooLargeError
    assert time.monotonic() - began < 15


def test_an_endless_body_is_not_read_to_its_end(api, serve):
    sent = []

    def endless(_):
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
        for _ in range(10_000):
            sent.append(len(piece))
            yield piece

    server = serve(endless)
    assert type(failure(api, base_url=server.url, max_response_bytes=1_000_000)) is ResponseTooLargeError
    server.__exit__()
    assert sum(sent) < 20_000_000  # the limit, and the content of socket buffers


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_a_small_body_that_unpacks_to_a_huge_one_is_stopped_on_its_way(api, serve, encoding):
    huge = 100_000_000
    bomb = _bomb(huge, zlib.MAX_WBITS if encoding == "deflate" else 16 + zlib.MAX_WBITS)
    if encoding == "gzip, gzip":
        bomb = gzip.compress(bomb)
    server = serve(reply(content=bomb, headers={"Content-Encoding": encoding}))
    tracemalloc.start()
    try:
        error = failure(api, base_url=server.url, max_response_bytes=2_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert type(error) is ResponseTooLargeError
    assert peak < 20_000_000


def test_the_limit_counts_decompressed_bytes(api, serve):
    content = b"[" + b" " * 100_000 + b"]"
    server = serve(zipped(content))
    assert len(gzip.compress(content)) < 1000
    assert type(failure(api, base_url=server.url, max_response_bytes=100_001)) is ResponseTooLargeError
    assert api.call(first_page, base_url=server.url, max_response_bytes=100_002).items == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, deflate, gzip, deflate, gzip, gzip"])
def test_what_cannot_be_decompressed_is_a_documented_exception(api, serve, encoding):
    server = serve(reply(content=b"[]", headers={"Content-Encoding": encoding}))
    assert type(failure(api, base_url=server.url)) is ResponseValidationError
    assert len(server.requests) == 1


def test_a_gzip_body_cut_short_is_a_documented_exception(api, serve):
    whole = gzip.compress(b"[" + b"1," * 5000 + b"1]")
    server = serve(reply(content=whole[:-20], headers={"Content-Encoding": "gzip"}))
    assert type(failure(api, base_url=server.url)) is ResponseValidationError


def test_the_body_of_an_error_is_cut_at_the_limit_and_the_error_is_told(api, serve):
    server = serve(reply(status=404, content=b"x" * 100_000))
    error = failure(api, base_url=server.url, max_response_bytes=10)
    assert (type(error), error.body) == (NotFoundError, "x" * 10)


def test_the_body_of_an_error_that_cannot_be_decompressed_does_not_hide_it(api, serve):
    server = serve(reply(status=500, content=b"plain", headers={"Content-Encoding": "gzip"}))
    assert type(failure(api, base_url=server.url, max_retries=0)) is InternalServerError


def test_a_connection_whose_body_was_refused_is_not_used_again(api, serve):
    server = serve(in_turn(reply(content=b" " * 100_000), reply([])))

    def use(client):
        if api.name == "sync":
            with pytest.raises(ResponseTooLargeError):
                first_page(client)
            return first_page(client)

        async def both():
            with pytest.raises(ResponseTooLargeError):
                await first_page(client)
            return await first_page(client)

        return both()

    assert api.call(use, base_url=server.url, max_response_bytes=1000).items == []
    assert [each.connection for each in server.requests] == [1, 2]


# Reports of mismatches


WRONG = [
    broadcast(0),
    {key: value for key, value in broadcast(1).items() if key != "name"},
    broadcast(2, name=None),
    broadcast(3, sent_count="many"),
    broadcast(4, status="PAUSED"),
    broadcast(5, color="red"),
    broadcast(6, segments=[{"id": "s", "name": 7}]),
]
WHERE = {"/1/name", "/2/name", "/3/sent_count", "/4/status", "/5/color", "/6/segments/0/name"}


def test_report_builds_what_came_and_logs_each_distinct_mismatch_once_per_client(api, serve, caplog):
    server = serve(reply(WRONG * 3))
    kept = []

    def use(client):
        kept.append(client)
        if api.name == "sync":
            return [first_page(client), first_page(client)][1]

        async def twice():
            await first_page(client)
            return await first_page(client)

        return twice()

    with caplog.at_level(logging.WARNING, "invent_client"):
        page = api.call(use, base_url=server.url)
    output = [record.getMessage() for record in caplog.records if record.name == "invent_client"]
    assert len(output) == 6
    assert all("listBroadcasts" in each for each in output)
    assert page.items[1].name is UNSET
    assert page.items[2].name is None
    assert page.items[4].status == "PAUSED"
    assert page.items[5].additional_properties == {"color": "red"}
    caplog.clear()
    with caplog.at_level(logging.WARNING, "invent_client"):
        api.call(first_page, base_url=server.url)  # Another client logs each mismatch again.
    assert len([record for record in caplog.records if record.name == "invent_client"]) == 6


def test_raise_lists_every_mismatch_and_no_value(api, serve):
    server = serve(reply(WRONG))
    error = failure(api, base_url=server.url, on_mismatch="raise")
    assert type(error) is ResponseValidationError
    assert {each.pointer for each in error.mismatches} == WHERE
    assert {each.operation for each in error.mismatches} == {"listBroadcasts"}
    assert error.response.status_code == 200
    output = str(error) + repr(error.mismatches)
    assert "many" not in output
    assert "red" not in output
    assert "PAUSED" in output  # For an enum, the message contains the received value.


def test_ignore_is_silent(api, serve, caplog):
    server = serve(reply(WRONG))
    with caplog.at_level(logging.DEBUG, "invent_client"):
        page = api.call(first_page, base_url=server.url, on_mismatch="ignore")
    assert len(page.items) == 7
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_callable_is_given_each_mismatch(api, serve):
    server = serve(reply(WRONG))
    seen = []
    page = api.call(first_page, base_url=server.url, on_mismatch=seen.append)
    assert len(page.items) == 7
    assert all(isinstance(each, Mismatch) for each in seen)
    assert {each.pointer for each in seen} == WHERE


def test_a_raw_response_is_decoded_when_asked_and_once(api, serve):
    server = serve(reply(WRONG, headers={"pagination-count": "7"}))
    seen = []

    def use(client):
        return client.broadcasts.with_raw_response.list("c")

    raw = api.call(use, base_url=server.url, on_mismatch=seen.append)
    assert seen == []
    assert (raw.status_code, raw.headers["Pagination-Count"], raw.retries) == (200, "7", 0)
    assert raw.parse().total == 7
    assert raw.parse() is raw.parse()
    assert len(seen) == 6


def test_a_raw_response_of_any_operation(api, serve):
    server = serve(in_turn(reply({"a": 1}), reply(status=404)))
    operation = Operation(
        name="x", id="x", method="GET", path="/x", responses={"200": {"application/json": lambda: dict[str, int]}}
    )
    raw = api.call(lambda client: client._raw()._call(operation, ()), base_url=server.url)
    assert (raw.content, raw.parse(), raw.request_id) == (b'{"a": 1}', {"a": 1}, None)
    assert repr(raw) == "<RawResponse 200, 8 bytes>"
    assert type(failure(api, lambda client: client._raw()._call(operation, ()), base_url=server.url)) is NotFoundError


def test_a_head_request_has_no_body_whatever_its_headers_say(api, serve):
    server = serve(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n")
    operation = Operation(
        name="x", id="x", method="HEAD", path="/x", responses={"200": {"application/json": lambda: dict[str, int]}}
    )
    assert api.call(lambda client: client._call(operation, ()), base_url=server.url) is None


def test_names_that_a_server_makes_up_break_no_log_line_and_fill_no_memory(api, serve, caplog):
    names = ["two\nlines", "n" * 10_000, *(f"made-up-{number}" for number in range(3000))]
    server = serve(reply([broadcast(1, **dict.fromkeys(names, 1))]))
    with caplog.at_level(logging.WARNING, "invent_client"):
        api.call(first_page, base_url=server.url)
    output = [record.getMessage() for record in caplog.records if record.name == "invent_client"]
    assert len(output) == 1000
    assert all(len(each) < 400 and each.isprintable() for each in output)


@pytest.mark.parametrize("mode", ["report", "raise", "ignore"])
def test_a_page_with_thousands_of_mismatches_stays_fast(api, serve, mode):
    data = [broadcast(number, sent_count="x", extra=1, name=None) for number in range(4000)]
    server = serve(reply(data))

    began = time.perf_counter()
    if mode == "raise":
        error = failure(api, base_url=server.url, on_mismatch=mode)
        assert len(error.mismatches) == 1000
        assert "and 11990 more" in str(error)
        assert len(str(error)) < 2000
    else:
        assert len(api.call(first_page, base_url=server.url, on_mismatch=mode).items) == 4000
    assert time.perf_counter() - began < 10


def test_threads_report_a_mismatch_once(serve, caplog):
    server = serve(reply([broadcast(1, color="red")]))
    with Invent(api_key="k", base_url=server.url) as client, caplog.at_level(logging.WARNING, "invent_client"):
        threads = [threading.Thread(target=first_page, args=(client,)) for _ in range(16)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len([record for record in caplog.records if record.name == "invent_client"]) == 1


def test_a_connection_error_within_a_body_is_one(api, serve):
    server = serve(lambda _: [reply([broadcast(1)])[:-5], CLOSE])
    assert type(failure(api, base_url=server.url, max_retries=0)) is APIConnectionError


def _bomb(size, wbits):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, wbits)
    piece = b" " * 1_000_000
    return b"".join(squeeze.compress(piece) for _ in range(size // len(piece))) + squeeze.flush()
