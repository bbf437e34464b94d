"""Decoders of stream formats: examples of the standards, and the same items for any division into chunks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invent_client._stream_formats import (
    EventStreamDecoder,
    ItemTooLarge,
    JSONLinesDecoder,
    JSONSequenceDecoder,
    ServerSentEvent,
    encode_item,
)


def decode_all(decoder: Any, *chunks: bytes) -> list[Any]:
    return [item for chunk in chunks for item in decoder.feed(chunk)] + decoder.finish()


def event(data: str, event: str = "message", id: str = "", retry: int | None = None) -> ServerSentEvent:  # noqa: A002
    return ServerSentEvent(event, data, id, retry)


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: YHOO\ndata: +2\ndata: 10\n\n", [event("YHOO\n+2\n10")]),
        (
            b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            [event("first event", id="1"), event("second event"), event(" third event")],
        ),
        (b"data\n\ndata\ndata\n\ndata:", [event(""), event("\n")]),
        (b"data:test\n\ndata: test\n\n", [event("test"), event("test")]),
        (
            b"event: add\rdata: 73857293\r\revent: remove\r\ndata: 2153\r\n\r\n",
            [event("73857293", "add"), event("2153", "remove")],
        ),
        (b"data: a\r\n\ndata: b\n\r\n", [event("a"), event("b")]),
        (b"\xef\xbb\xbfdata: a\n\n", [event("a")]),
        (b"id: 1\x00\ndata: a\n\n", [event("a")]),
        (b"id: 7\n\ndata: a\n\n", [event("a", id="7")]),
        (
            b"retry: 10\ndata: a\n\nretry: x\ndata: b\n\nretry: 1.5\ndata: c\n\n",
            [event("a", retry=10), event("b"), event("c")],
        ),
        (b"foo: bar\nDATA: x\ndata: \xff\n\n", [event("\ufffd")]),
        (b"event: x\n\n: comment\n\n", []),
        (b"data: not finished", []),
        (b"", []),
    ],
)
def test_event_streams_follow_the_standard(stream, events):
    assert decode_all(EventStreamDecoder(), stream) == events
    assert decode_all(EventStreamDecoder(), *(bytes([byte]) for byte in stream)) == events


def test_the_last_event_id_and_the_reconnection_time_stay():
    decoder = EventStreamDecoder(last_event_id="old")
    assert decode_all(decoder, b"data: a\n\nid: 5\nretry: 250\n\n") == [event("a", id="old")]
    assert (decoder.last_event_id, decoder.retry) == ("5", 250)


@given(st.lists(st.dictionaries(st.text(max_size=3), st.text() | st.integers() | st.none())), st.data())
def test_json_items_are_the_same_however_the_bytes_are_cut(items, data):
    texts = [json.dumps(item).encode() for item in items]
    lines = b"".join(text + data.draw(st.sampled_from([b"\n", b"\r\n", b"\n\n"])) for text in texts)
    records = b"".join(b"\x1e" + text + b"\n" for text in texts)
    for decoder, stream in ((JSONLinesDecoder, lines), (JSONSequenceDecoder, records)):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
        chunks = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
        assert [json.loads(each) for each in decode_all(decoder(), *chunks)] == items


def test_the_last_line_needs_no_line_end_and_a_byte_order_mark_is_removed():
    assert decode_all(JSONLinesDecoder(), b"\xef\xbb\xbf1\n", b"2") == [b"1", b"2"]
    assert decode_all(JSONSequenceDecoder(), b"\xef\xbb\xbf\x1e1\n\x1e2") == [b"1", b"2"]


@pytest.mark.parametrize(
    ("decoder", "stream"),
    [
        (EventStreamDecoder, b"data: " + b"x" * 100),
        (EventStreamDecoder, b"data: xxxxxxxxxxxx\n" * 8),
        (EventStreamDecoder, b"data: " + b"x" * 100 + b"\n\n"),
        (JSONLinesDecoder, b"x" * 100),
        (JSONLinesDecoder, b"x" * 100 + b"\n"),
        (JSONSequenceDecoder, b"\x1e" + b"x" * 100),
        (JSONSequenceDecoder, b"\x1e" + b"x" * 100 + b"\x1e"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_an_item_beyond_the_limit_is_refused_while_it_comes(decoder, stream, size):
    chunks = [stream[at : at + size] for at in range(0, len(stream), size)]
    with pytest.raises(ItemTooLarge):
        decode_all(decoder(limit=64), *chunks)


@pytest.mark.parametrize("decoder", [EventStreamDecoder, JSONLinesDecoder, JSONSequenceDecoder])
def test_a_stream_may_be_longer_than_the_limit_of_one_item(decoder):
    stream = {EventStreamDecoder: b"data: x\n\n", JSONLinesDecoder: b"1\n", JSONSequenceDecoder: b"\x1e1\n"}[decoder]
    assert len(decode_all(decoder(limit=64), stream * 100)) == 100


def test_an_encoded_text_is_one_event_whatever_ends_its_lines():
    decoder = EventStreamDecoder(None, "")
    assert decode_all(decoder, encode_item("a\rb\r\nc\nd", "events", is_event=False)) == [event("a\nb\nc\nd")]
