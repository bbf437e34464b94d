"""Streams of items from a server that sends slowly, closes connections early, or hangs."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import anyio.lowlevel
import httpx2
import pytest
from support.api_server import CLOSE, RESET, in_turn, reply

from invent_client._stream_formats import stream_format
from specloop.openapi.media_types import STREAM_SUFFIXES, STREAMS

NEVER_S = 30
LATE_S = 15  # A call that ignores its deadline takes longer than this.


def head(content_type: str = "text/event-stream", status: int = 200, **headers: str) -> bytes:
    lines = {"Content-Type": content_type, "Transfer-Encoding": "chunked", **headers}
    return (f"HTTP/1.1 {status} OK\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n").encode()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


END = b"0\r\n\r\n"


def tick(number: int, event_id: str | None = None) -> bytes:
    prefix = f"id: {event_id}\n" if event_id else ""
    return chunk(f"{prefix}data: {json.dumps({'number': number})}\n\n".encode())


def ticks(*numbers: int, every: float = 0.0) -> list:
    steps = [head()]
    for number in numbers:
        steps += [tick(number, str(number)), every]
    return steps


def numbers_of(media, use, server, most=None, **settings):
    """Return the numbers of the items of a stream, at most `most` numbers."""

    def sync(client):
        found = []
        with use(client) as stream:
            for item in stream:
                found.append(item.number)
                if len(found) == most:
                    break
        return found

    async def run(client):
        found = []
        async with await use(client) as stream:
            async for item in stream:
                found.append(item.number)
                if len(found) == most:
                    break
        return found

    return media.call(sync, run, base_url=server.url, **settings)


def watch(client):
    return client.feeds.watch_ticks()


def eventually(condition, seconds=LATE_S) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    return condition()


def test_items_are_models_and_come_as_they_are_sent(media, serve):
    received = threading.Event()

    def script(_):
        yield from (head(), tick(1))
        yield b"" if received.wait(NEVER_S) else RESET
        for number in range(2, 11):
            yield from (tick(number), 0.2)
        yield END

    server = serve(script)
    assert numbers_of(media, watch, server, most=1) == [1]
    received.set()
    assert eventually(lambda: server.open == 0)  # Leaving the `with` block closed the connection.
    assert server.requests[0].headers["accept"].startswith("text/event-stream")


EVENTS = (
    b'data: {"number": 1}\n\n: x\n\ndata: {"number":\ndata: 2}\n\nevent: t\ndata: {"number": 3}\n\ndata: {"number": 4}'
)
LINES = b'{"number": 1}\n\n{"number": 2}\r\n{"number": 3}'
UTF16 = LINES.decode().encode("utf-16")
RECORDS = b'\x1e{"number": 1}\n\x1e{"number":\n2}\n\x1e{"number": 3}\n'


@pytest.mark.parametrize(
    ("use", "content_type", "body"),
    [
        (lambda client: client.feeds.read_log(), "application/x-ndjson", LINES),
        (lambda client: client.feeds.read_records(), "application/json-seq", RECORDS),
        (lambda client: client.feeds.watch_ticks(), "text/event-stream", EVENTS),
    ],
    ids=["lines", "records", "events"],
)
def test_every_framing_gives_the_items(media, serve, use, content_type, body):
    server = serve(reply(content=body, content_type=content_type))
    assert numbers_of(media, use, server) == [1, 2, 3]


def test_all_iterators_of_a_stream_continue_where_the_last_one_stopped(media, serve):
    events = b"".join(b'data: {"number": %d}\n\n' % number for number in range(1, 6))
    server = serve(reply(content=events, content_type="text/event-stream"))

    def sync(client):
        stream = client.feeds.watch_ticks()
        events = stream.events()
        return [next(stream).number, next(events).data, next(stream).number, *[item.number for item in stream]]

    async def run(client):
        stream = await client.feeds.watch_ticks()
        events = stream.events()
        first = [(await anext(stream)).number, (await anext(events)).data, (await anext(stream)).number]
        return first + [item.number async for item in stream]

    assert media.call(sync, run, base_url=server.url) == [1, '{"number": 2}', 3, 4, 5]


def test_a_stream_that_is_closed_in_its_loop_ends_there(media, serve):
    server = serve(lambda _: ticks(*range(2000), every=0.02))

    def sync(client):
        found = []
        with client.feeds.watch_ticks() as stream:
            for item in stream:
                found.append(item.number)
                stream.close()
        return found

    async def run(client):
        found = []
        async with await client.feeds.watch_ticks() as stream:
            async for item in stream:
                found.append(item.number)
                await stream.aclose()
        return found

    assert media.call(sync, run, base_url=server.url) == [0]
    assert len(server.requests) == 1


def test_a_stream_that_is_closed_elsewhere_ends_its_loop(media, serve):
    server = serve([head(), tick(1, "1"), NEVER_S])

    def sync(client):
        stream = client.feeds.watch_ticks()
        threading.Timer(0.2, stream.close).start()
        return [item.number for item in stream]

    async def run(client):
        stream, found = await client.feeds.watch_ticks(), []

        async def consume():
            found.extend([item.number async for item in stream])

        async with anyio.create_task_group() as group:
            group.start_soon(consume)
            await anyio.sleep(0.2)
            await stream.aclose()
        return found

    begin = time.monotonic()
    assert media.call(sync, run, base_url=server.url) == [1]
    assert time.monotonic() - begin < LATE_S
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("use", "content_type", "body"),
    [
        (lambda client: client.feeds.read_log(), "application/jsonl; charset=utf-8", LINES),
        (
            lambda client: client.feeds.read_log(),
            "application/x-ndjson; charset=utf-16",
            UTF16,
        ),
        (lambda client: client.feeds.read_log(), None, LINES),
        (lambda client: client.feeds.read_records(), "application/geo+json-seq", RECORDS),
        (lambda client: client.feeds.watch_ticks(), None, EVENTS),
    ],
    ids=["alike", "charset", "lines without type", "records alike", "events without type"],
)
def test_a_media_type_of_the_same_format_is_the_documented_stream(media, serve, use, content_type, body):
    kind = b"" if content_type is None else f"Content-Type: {content_type}\r\n".encode()
    server = serve(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (kind, len(body), body))
    assert numbers_of(media, use, server, on_mismatch="raise") == [1, 2, 3]


def test_half_a_surrogate_pair_in_another_charset_ends_no_stream(media, serve):
    body = b'{"number": 1, "text": "+2AA-"}\n{"number": 2}\n'
    kind = b"Content-Type: application/jsonl; charset=utf-7"
    server = serve(b"HTTP/1.1 200 OK\r\n%s\r\nContent-Length: %d\r\n\r\n%s" % (kind, len(body), body))
    assert numbers_of(media, lambda client: client.feeds.read_log(), server) == [1, 2]


def test_no_content_is_an_empty_stream(media, serve):
    server = serve(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert numbers_of(media, watch, server) == []


def test_a_loop_alone_closes_the_connection_when_it_is_left(media, serve):
    server = serve(lambda _: [*ticks(*range(2000), every=0.02), END])

    def sync(client):
        for item in client.feeds.watch_ticks():
            assert item.number == 0
            break
        return eventually(lambda: server.open == 0)

    async def run(client):
        async for item in await client.feeds.watch_ticks():
            assert item.number == 0
            break
        for _ in range(200):
            await anyio.sleep(0.01)
            if server.open == 0:
                return True
        return False

    assert media.call(sync, run, base_url=server.url)


def test_a_deadline_ends_an_endless_stream(media, serve):
    server = serve(lambda _: [*ticks(*range(2000), every=0.02)])
    begin = time.monotonic()
    with pytest.raises(media.package.APITimeoutError, match="deadline"):
        numbers_of(media, lambda client: client.feeds.watch_ticks(deadline=0.5), server)
    assert time.monotonic() - begin < LATE_S
    assert eventually(lambda: server.open == 0)


def test_a_deadline_ends_a_stream_that_is_silent(media, serve):
    server = serve([head(), tick(1), NEVER_S])
    begin = time.monotonic()
    with pytest.raises(media.package.APITimeoutError, match="deadline"):
        numbers_of(media, lambda client: client.feeds.watch_ticks(deadline=0.5), server)
    assert time.monotonic() - begin < LATE_S


def test_an_error_status_raises_before_any_item(media, serve):
    server = serve(reply({"detail": "no"}, status=403))
    with pytest.raises(media.package.PermissionDeniedError):
        numbers_of(media, watch, server)


def test_an_item_that_does_not_fit_is_a_mismatch_and_not_the_end(media, serve):
    body = b'data: {"number": "x"}\n\ndata: no json\n\ndata: {"number": 3, "new": 1}\n\n'
    server = serve(reply(content=body, content_type="text/event-stream"))
    found = []

    def sync(client):
        return list(client.feeds.watch_ticks())

    async def run(client):
        return [item async for item in await client.feeds.watch_ticks()]

    hooked = []

    async def hook(mismatch):
        await anyio.lowlevel.checkpoint()
        hooked.append(mismatch)

    hooks = media.package.Hooks(on_mismatch=hooked.append if media.name == "sync" else hook)
    items = media.call(sync, run, base_url=server.url, on_mismatch=found.append, hooks=hooks)
    assert [getattr(item, "number", item) for item in items] == ["x", "no json", 3]
    assert [(each.pointer, each.kind) for each in found] == [("/number", "type"), ("", "type"), ("/new", "unknown")]
    assert hooked == found
    with pytest.raises(media.package.ResponseValidationError):
        media.call(sync, run, base_url=server.url, on_mismatch="raise")


def items_of(media, use, server, **settings):
    def sync(client):
        return list(use(client))

    async def run(client):
        return [item async for item in await use(client)]

    return media.call(sync, run, **{"base_url": server.url, "on_mismatch": "raise"} | settings)


def test_the_data_of_a_whole_event_is_json_or_text_as_the_contract_says(media, serve):
    body = (
        b'event: tick\nid: 1\ndata: {"number":\ndata: 2}\n\nevent: count\ndata: 3\n\n'
        b'event: word\ndata: 4\n\nevent: word\ndata: {"number": 5}\n\n'
    )
    server = serve(reply(content=body, content_type="text/event-stream"))
    tick, *others = items_of(media, lambda client: client.feeds.watch_events(), server)
    assert tick.data == media.package.models.Tick(number=2)
    assert (tick.event, tick.id) == ("tick", "1")
    assert [each.data for each in others] == [3, "4", '{"number": 5}']
    wrong = b'event: tick\ndata: {"number": "x"}\n\n'
    server = serve(reply(content=wrong, content_type="text/event-stream"))
    with pytest.raises(media.package.ResponseValidationError, match="does not match the contract"):
        items_of(media, lambda client: client.feeds.watch_events(), server)


TWO_NEW = '{"number": 1, "x": 1, "y": 2}'


@pytest.mark.parametrize(
    ("method", "event", "found"),
    [
        ("watch_notes", 'data: {"number": 1, "x": 1}', ["/data/x"]),
        ("watch_notes", f"data: {TWO_NEW}", ["/data/x", "/data/y"]),
        ("watch_notes", 'data: {"nummer": 1}', ["/data/number", "/data/nummer"]),
        ("watch_notes", 'id: 1\nevent: a\ndata: {"number": "x", "y": 2}', ["/data/number", "/data/y"]),
        ("watch_events", f"event: tick\ndata: {TWO_NEW}", ["/data/x", "/data/y"]),
        ("watch_marks", f"event: mark\ndata: {TWO_NEW}", ["/data/x", "/data/y"]),
    ],
)
def test_the_data_of_an_event_stays_json_however_much_it_departs(media, serve, method, event, found):
    data = event.partition("data: ")[2]
    server = serve(reply(content=f"{event}\n\n".encode() * 3, content_type="text/event-stream"))
    seen = []
    items = items_of(media, lambda client: getattr(client.feeds, method)(), server, on_mismatch=seen.append)
    assert [(type(each.data).__name__, each.data.to_dict()) for each in items] == [("Tick", json.loads(data))] * 3
    assert sorted(each.pointer for each in seen) == sorted(found * 3)


@pytest.mark.parametrize(
    ("method", "event", "expected"),
    [
        ("watch_marks", "event: mark\ndata: pause", ("pause", "/data", "enum")),
        ("watch_marks", "event: new\ndata: end", ("end", "/event", "enum")),
        ("watch_notes", "data: hello", ("hello", "/data", "type")),
        ("watch_notes", "data: [1]", ([1], "/data", "type")),
        ("watch_colors", "data: blue", ("blue", "", "enum")),
        ("watch_colors", 'data: "blue"', ("blue", "", "enum")),
        ("watch_colors", "data: 5", ("5", "", "enum")),
        ("watch_days", "data: soon", ("soon", "", "type")),
        ("watch_days", "data: 2026", ("2026", "", "type")),
        ("watch_ticks", "data: soon", ("soon", "", "type")),
        ("watch_ticks", "data: 2026", (2026, "", "type")),
    ],
)
def test_undocumented_data_of_an_event_is_text_where_the_contract_has_texts(media, serve, method, event, expected):
    server = serve(reply(content=f"{event}\n\n".encode(), content_type="text/event-stream"))
    seen = []
    (item,) = items_of(media, lambda client: getattr(client.feeds, method)(), server, on_mismatch=seen.append)
    assert [(getattr(item, "data", item), each.pointer, each.kind) for each in seen] == [expected]


def test_the_events_of_the_example_of_openapi_have_their_type_and_data(media, serve):
    body = b'event: addString\ndata: hi\n\nevent: addInt64\ndata: 1234\n\nevent: addJson\ndata: {"foo": 1}\n\n'
    server = serve(reply(content=body, content_type="text/event-stream"))
    found = items_of(media, lambda client: client.feeds.watch_typed(), server)
    assert [(each.event, each.data) for each in found] == [
        ("addString", "hi"),
        ("addInt64", "1234"),
        ("addJson", '{"foo": 1}'),
    ]


def test_a_stream_that_has_not_changed_is_none(media, serve):
    server = serve(b"HTTP/1.1 304 Not Modified\r\n\r\n")

    async def run(client):
        return await client.feeds.watch_typed(if_none_match='"1"')

    assert media.call(lambda client: client.feeds.watch_typed(if_none_match='"1"'), run, base_url=server.url) is None


def test_an_event_that_reports_an_error_is_a_status_error_with_its_documented_body(media, serve):
    events = b'event: count\ndata: 1\n\nevent: error\ndata: {"detail": "too slow"}\n\nevent: count\ndata: 2\n\n'
    server = serve(reply(content=events, content_type="text/event-stream", headers={"X-Request-Id": "r1"}))
    seen = []

    def sync(client):
        seen.extend(item.data for item in client.feeds.watch_events())

    async def run(client):
        async for item in await client.feeds.watch_events():
            seen.append(item.data)  # noqa: PERF401 - keeps the items before the error

    with pytest.raises(media.package.APIStatusError, match="too slow") as caught:
        media.call(sync, run, base_url=server.url)
    assert (caught.value.status_code, caught.value.request_id) == (200, "r1")
    assert caught.value.body == media.package.models.Problem(detail="too slow")
    assert seen == [1]
    assert eventually(lambda: server.open == 0)


def test_data_that_is_a_word_needs_no_quotes(media, serve):
    server = serve(reply(content=b'data: red\n\ndata: "green"\n\n', content_type="text/event-stream"))
    assert items_of(media, lambda client: client.feeds.watch_colors(), server) == ["red", "green"]


def test_the_suffix_of_a_media_type_gives_its_format(media, serve):
    server = serve(reply(content=RECORDS, content_type="application/vnd.audit+json-seq"))
    found = items_of(media, lambda client: client.feeds.read_audit(), server)
    assert [each.number for each in found] == [1, 2, 3]


def test_a_sentinel_ends_the_stream_where_the_contract_has_one(media, serve):
    body = b'data: {"delta": "a"}\n\ndata: [DONE]\n\ndata: {"delta": "never"}\n\n'
    server = serve(reply(content=body, content_type="text/event-stream"))

    def sync(client):
        with client.feeds.create_chat(text="x", stream=True) as stream:
            return [item.delta for item in stream]

    async def run(client):
        async with await client.feeds.create_chat(text="x", stream=True) as stream:
            return [item.delta async for item in stream]

    assert media.call(sync, run, base_url=server.url, on_mismatch="raise") == ["a"]
    assert json.loads(server.requests[0].body) == {"text": "x", "stream": True}
    assert server.requests[0].headers["accept"].startswith("text/event-stream")


def test_a_value_that_is_the_only_text_beside_objects_ends_the_stream(media, serve):
    body = b'data: {"delta": "a"}\n\ndata: [END]\n\ndata: {"delta": "never"}\n\n'
    server = serve(reply(content=body, content_type="text/event-stream"))
    assert [each.delta for each in items_of(media, lambda client: client.feeds.watch_words(), server)] == ["a"]


def test_the_only_text_beside_the_json_of_an_event_ends_the_stream(media, serve):
    body = b'event: part\ndata: {"delta": "a"}\n\ndata: [DONE]\n\ndata: {"delta": "never"}\n\n'
    server = serve(reply(content=body, content_type="text/event-stream"))
    found = items_of(media, lambda client: client.feeds.watch_parts(), server)
    assert [(each.event, each.data.delta) for each in found] == [("part", "a")]


def test_a_word_that_is_every_item_does_not_end_the_stream(media, serve):
    server = serve(reply(content=b"data: beat\n\ndata: beat\n\n", content_type="text/event-stream"))
    assert items_of(media, lambda client: client.feeds.watch_beats(), server) == ["beat", "beat"]


def test_one_of_several_words_does_not_end_the_stream(media, serve):
    server = serve(reply(content=b"data: tick\n\ndata: tock\n\ndata: tick\n\n", content_type="text/event-stream"))
    assert items_of(media, lambda client: client.feeds.watch_clocks(), server) == ["tick", "tock", "tick"]


@pytest.mark.parametrize("options", [{}, {"stream": False}])
def test_an_operation_that_answers_either_way_gives_the_model_without_stream(media, serve, options):
    server = serve(reply({"id": "1", "text": "x"}))

    def sync(client):
        return client.feeds.create_chat(text="x", **options)

    async def run(client):
        return await client.feeds.create_chat(text="x", **options)

    assert media.call(sync, run, base_url=server.url).id == "1"
    assert server.requests[0].headers["accept"].startswith("application/json")


@pytest.mark.parametrize("options", [{}, {"stream": True}])
def test_an_operation_that_streams_by_default_returns_a_stream(media, serve, options):
    server = serve(reply(content=b'data: {"delta": "a"}\n\n', content_type="text/event-stream"))
    found = items_of(media, lambda client: client.feeds.create_reply(text="x", **options), server)
    assert [each.delta for each in found] == ["a"]
    assert json.loads(server.requests[0].body) == {"text": "x", **options}
    assert server.requests[0].headers["accept"].startswith("text/event-stream")


@pytest.mark.parametrize("stream", [False, None])
def test_an_operation_that_streams_by_default_gives_the_model_when_asked(media, serve, stream):
    server = serve(reply({"id": "1", "text": "x"}))

    async def run(client):
        return await client.feeds.create_reply(text="x", stream=stream)

    found = media.call(lambda client: client.feeds.create_reply(text="x", stream=stream), run, base_url=server.url)
    assert found.id == "1"
    assert server.requests[0].headers["accept"].startswith("application/json")


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (lambda client: client.watch_ticks(), b'data: {"number": 1}\n\ndata: {"number": 2}\n\n'),
        (lambda client: client.create_chat(text="x", stream=True), b'data: {"delta": "a"}\n\ndata: [DONE]\n\n'),
    ],
    ids=["stream", "either"],
)
def test_a_raw_response_of_a_stream_has_its_head_and_parses_to_its_items(media, serve, call, body):
    server = serve(reply(content=body, content_type="text/event-stream", headers={"X-Request-Id": "r1"}))

    def sync(client):
        raw = call(client.feeds.with_raw_response)
        with raw.parse() as stream:
            return raw, list(stream)

    async def run(client):
        raw = await call(client.feeds.with_raw_response)
        async with raw.parse() as stream:
            return raw, [item async for item in stream]

    raw, items = media.call(sync, run, base_url=server.url, on_mismatch="raise")
    assert (raw.status_code, raw.request_id, raw.retries, raw.content) == (200, "r1", 0, b"")
    assert [item.to_dict() for item in items] == (
        [{"number": 1}, {"number": 2}] if b"number" in body else [{"delta": "a"}]
    )


def test_a_raw_response_of_what_is_no_stream_is_refused_when_it_is_parsed(media, serve):
    server = serve(reply({"number": 1}))

    def sync(client):
        raw = client.feeds.with_raw_response.watch_ticks()
        assert raw.headers["content-type"] == "application/json"
        raw.parse()

    async def run(client):
        raw = await client.feeds.with_raw_response.watch_ticks()
        assert raw.headers["content-type"] == "application/json"
        raw.parse()

    with pytest.raises(media.package.ResponseValidationError, match="is not a stream"):
        media.call(sync, run, base_url=server.url)
    assert eventually(lambda: server.open == 0)


def test_events_are_there_for_those_who_need_them(media, serve):
    body = b"event: t\nid: 7\nretry: 20\ndata: a\ndata: b\n\n"
    server = serve(reply(content=body, content_type="text/event-stream", headers={"X-Request-Id": "r1"}))

    def sync(client):
        with client.feeds.watch_ticks() as stream:
            (event,) = stream.events()
            return event, stream.last_event_id, stream.response.status_code, stream.response.request_id

    async def run(client):
        async with await client.feeds.watch_ticks() as stream:
            (event,) = [each async for each in stream.events()]
            return event, stream.last_event_id, stream.response.status_code, stream.response.request_id

    event, last, status, request_id = media.call(sync, run, base_url=server.url)
    assert (event.event, event.data, event.id, event.retry) == ("t", "a\nb", "7", 20)
    assert (last, status, request_id) == ("7", 200, "r1")


@pytest.mark.parametrize("cut", [CLOSE, RESET], ids=["close", "reset"])
def test_a_stream_that_breaks_goes_on_from_the_last_event(media, serve, cut, quick):
    server = serve(in_turn([*ticks(1, 2, 3), cut], [*ticks(4, 5), cut], [*ticks(6), END]))
    assert numbers_of(media, watch, server) == [1, 2, 3, 4, 5, 6]
    assert [each.headers.get("last-event-id") for each in server.requests] == [None, "3", "5"]


def test_a_stream_goes_on_after_an_event_without_data_but_not_after_half_an_event(media, serve, quick):
    empty, half = chunk(b"id: 8\n\n"), chunk(b"id: 9\ndata: {")
    server = serve(in_turn([*ticks(7), empty, half, CLOSE], [*ticks(10), END]))
    assert numbers_of(media, watch, server) == [7, 10]
    assert server.requests[1].headers["last-event-id"] == "8"


@pytest.mark.parametrize("event_id", ["é€😀", " a ", "a\tb", "\u00a0a\u0085b"])
def test_a_stream_goes_on_after_an_event_with_any_id(media, serve, quick, event_id):
    server = serve(in_turn([head(), tick(1, event_id), RESET], [head(), tick(2), END]))
    assert numbers_of(media, watch, server) == [1, 2]
    assert server.requests[1].headers["last-event-id"].encode("latin-1").decode() == event_id.strip(" ")


@pytest.mark.parametrize("event_id", ["a\vb", "\f", "  "])
def test_a_stream_does_not_go_on_after_an_id_that_no_header_can_have(media, serve, quick, event_id):
    server = serve([head(), tick(1, event_id), RESET])
    with pytest.raises(media.package.APIConnectionError, match="while the body was read"):
        numbers_of(media, watch, server)
    assert len(server.requests) == 1


def test_what_is_no_stream_does_not_resume_a_stream(media, serve, quick):
    server = serve(in_turn([*ticks(1), CLOSE], reply({"detail": "log in"})))
    with pytest.raises(media.package.ResponseValidationError, match="resumes the stream is not a stream"):
        numbers_of(media, watch, server)


@pytest.mark.parametrize("milliseconds", [61_000, 10**17])
def test_a_server_that_asks_to_wait_too_long_before_resuming_is_not_obeyed(media, serve, milliseconds):
    server = serve([head(), chunk(b'retry: %d\nid: 1\ndata: {"number": 1}\n\n' % milliseconds), CLOSE])
    begin = time.monotonic()
    with pytest.raises(media.package.APIConnectionError):
        numbers_of(media, watch, server)
    assert time.monotonic() - begin < LATE_S


def test_resuming_is_bounded(media, serve, quick):
    server = serve(in_turn([*ticks(1), CLOSE], [head(), CLOSE]))
    seen = []

    def sync(client):
        seen.extend(item.number for item in client.feeds.watch_ticks())

    async def run(client):
        async for item in await client.feeds.watch_ticks():
            seen.append(item.number)  # noqa: PERF401 - keeps the items before the error

    with pytest.raises(media.package.APIConnectionError):
        media.call(sync, run, base_url=server.url, max_retries=2)
    assert seen == [1]
    assert len(server.requests) == 3


def test_the_server_says_how_long_to_wait_before_resuming(media, serve):
    first = [head(), chunk(b'retry: 300\nid: 1\ndata: {"number": 1}\n\n'), CLOSE]
    server = serve(in_turn(first, [*ticks(2), END]))
    assert numbers_of(media, watch, server) == [1, 2]
    assert 0.25 < server.requests[1].at - server.requests[0].at < 1.5


@pytest.mark.parametrize(
    "use",
    [lambda c: c.feeds.create_chat(text="x", stream=True), lambda c: c.feeds.read_log()],
    ids=["not idempotent", "no ids"],
)
def test_a_stream_that_cannot_resume_raises_after_what_came(media, serve, use):
    body = chunk(b'data: {"delta": "a"}\n\n') if use.__code__.co_consts[1:2] == ("x",) else chunk(b'{"number": 1}\n')
    kind = "text/event-stream" if b"data" in body else "application/x-ndjson"
    server = serve([head(kind), body, CLOSE])
    seen = []

    def sync(client):
        seen.extend(use(client))

    async def run(client):
        async for item in await use(client):
            seen.append(item)  # noqa: PERF401 - keeps the items before the error

    with pytest.raises(media.package.APIConnectionError):
        media.call(sync, run, base_url=server.url)
    assert len(seen) == 1
    assert len(server.requests) == 1


def test_an_endless_item_is_stopped(media, serve):
    server = serve([head(), chunk(b"data: "), *[chunk(b"x" * 10_000)] * 50, END])
    with pytest.raises(media.package.ResponseTooLargeError):
        numbers_of(media, watch, server, max_response_bytes=100_000)


def test_a_stream_may_be_longer_than_the_limit_of_a_body(media, serve):
    server = serve(lambda _: [*ticks(*range(200)), END])
    assert numbers_of(media, watch, server, max_response_bytes=1000) == list(range(200))


def test_a_stream_that_nobody_keeps_leaks_nothing(media, serve, recwarn):
    server = serve(lambda _: ticks(*range(2000), every=0.02))

    def sync(client):
        stream = client.feeds.watch_ticks()
        next(stream)
        response = client.feeds.with_streaming_response.watch_ticks()
        next(response.iter_bytes())
        raw = client.feeds.with_raw_response.watch_ticks()
        del stream, response, raw
        gc.collect()
        return eventually(lambda: server.open == 0)

    async def run(client):
        stream = await client.feeds.watch_ticks()
        await anext(stream)
        response = await client.feeds.with_streaming_response.watch_ticks()
        await anext(response.iter_bytes())
        raw = await client.feeds.with_raw_response.watch_ticks()
        del stream, response, raw
        gc.collect()
        for _ in range(200):
            await anyio.sleep(0.01)
            if server.open == 0:
                return True
        return False

    assert media.call(sync, run, base_url=server.url)
    gc.collect()
    assert not recwarn.list


def test_a_client_that_is_collected_closes_its_connections_without_an_import(media_package, serve, monkeypatch):
    server = serve(lambda _: [*ticks(1), END])
    client = media_package.Media(base_url=server.url)
    assert [item.number for item in client.feeds.watch_ticks()] == [1]
    monkeypatch.setitem(sys.modules, f"{media_package.__name__}._network", None)
    del client
    gc.collect()
    assert eventually(lambda: server.open == 0)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("is_download", [False, True], ids=["stream", "download"])
def test_cancelling_a_task_closes_its_connection(media_package, serve, tmp_path, *, recwarn, backend, is_download):
    server = serve(lambda _: ticks(*range(2000), every=0.02))

    async def consume(client):
        if is_download:
            async with await client.files.with_streaming_response.download("f") as response:
                await response.write_to(tmp_path / "f")
        async for _ in await client.feeds.watch_ticks():
            pass

    async def main():
        async with media_package.AsyncMedia(base_url=server.url) as client:
            with anyio.move_on_after(0.3):
                await consume(client)
            for _ in range(100):
                if server.open == 0:
                    return True
                await anyio.sleep(0.01)
            return False

    assert anyio.run(main, backend=backend)
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    assert not recwarn.list


@pytest.mark.parametrize("take", [list, lambda stream: [next(stream) for _ in range(10)]], ids=["loop", "next"])
def test_threads_that_share_a_stream_take_each_item_once(media_package, serve, take):
    server = serve(lambda _: [*ticks(*range(30), every=0.005), END])
    with media_package.Media(base_url=server.url) as client, ThreadPoolExecutor(3) as pool:
        stream = client.feeds.watch_ticks()
        found = [each.number for taken in pool.map(take, [stream] * 3) for each in taken]
    assert sorted(found) == [*range(30)]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_tasks_that_share_a_stream_take_each_item_once(media_package, serve, backend):
    server = serve(lambda _: [*ticks(*range(30), every=0.005), END])
    found = []

    async def take(stream):
        async for item in stream:
            found.append(item.number)
            await anyio.lowlevel.checkpoint()

    async def main():
        async with media_package.AsyncMedia(base_url=server.url) as client:
            stream = await client.feeds.watch_ticks()
            async with anyio.create_task_group() as group:
                for _ in range(3):
                    group.start_soon(take, stream)

    anyio.run(main, backend=backend)
    assert sorted(found) == [*range(30)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_does_not_close_the_stream_of_its_parent(media_package, serve):
    server = serve(lambda _: [*ticks(1, 2, 3, every=0.2), END])
    with media_package.Media(base_url=server.url, max_retries=0) as client, client.feeds.watch_ticks() as stream:
        assert next(stream).number == 1
        child = os.fork()
        if child == 0:
            try:
                stream.close()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        assert [each.number for each in stream] == [2, 3]


def test_streams_leave_no_thread(media, serve):
    server = serve(lambda _: [*ticks(1, 2), END])
    before = threading.active_count()
    assert numbers_of(media, lambda client: client.feeds.watch_ticks(deadline=20), server) == [1, 2]
    assert eventually(lambda: threading.active_count() <= before + 2)  # two threads of the server


@pytest.mark.parametrize("is_coroutine", [False, True])
def test_a_hook_that_raises_closes_the_stream(media, serve, is_coroutine):
    """Otherwise the stream would keep its connection, here the only one."""
    server = serve(lambda _: ticks(1, every=NEVER_S))
    client_class = httpx2.Client if media.name == "sync" else httpx2.AsyncClient
    http = client_class(limits=httpx2.Limits(max_connections=1), timeout=2)

    def refuse(_: object) -> None:
        raise LookupError

    async def refuse_later(_: object) -> None:
        await anyio.lowlevel.checkpoint()
        raise LookupError

    is_later = is_coroutine and media.name != "sync"
    hooks = media.package.Hooks(on_response=refuse_later if is_later else refuse)

    def sync(client):
        for _ in range(2):
            with pytest.raises(LookupError):
                client.feeds.watch_ticks().__enter__()

    async def run(client):
        for _ in range(2):
            with pytest.raises(LookupError):
                await client.feeds.watch_ticks()

    media.call(sync, run, base_url=server.url, http_client=http, hooks=hooks, max_retries=0)
    assert len(server.requests) == 2


@pytest.mark.parametrize("media_type", [*sorted(STREAMS), *(f"application/x{suffix}" for suffix in STREAM_SUFFIXES)])
def test_the_client_has_a_decoder_for_each_media_type_that_the_generator_treats_as_a_stream(media_type: str):
    assert stream_format(media_type) != ""
