"""Types of streaming calls, checked by mypy and never run."""

from __future__ import annotations

from typing import assert_type

from streams_client import AsyncStreams, Event, RawResponse, Streams, Unset
from streams_client.streaming import AsyncStream, ServerSentEvent, Stream, StreamedResponse

client = Streams()
assert_type(client.chats.create(text="x"), Event)
assert_type(client.chats.create(text="x", stream=True), Stream[Event])
assert_type(client.chats.export(stream=True), Stream[Event])
assert_type(client.feeds.with_raw_response.get_lines(), RawResponse[Stream[Event]])
assert_type(client.feeds.with_streaming_response.get_lines(), StreamedResponse[Stream[Event]])
assert_type(client.feeds.with_streaming_response.get_file().write_to("file").name, str)
assert_type(client.feeds.get_words(), Stream[Event])
for delta in client.feeds.get_deltas():
    assert_type(delta.data.text, str | Unset)
with client.feeds.get_numbers() as numbers:
    for number in numbers:
        assert_type(number, int)
    for event in numbers.events():
        assert_type(event, ServerSentEvent)


async def consume(client: AsyncStreams) -> None:
    async with await client.feeds.get_events() as stream:
        assert_type(stream, AsyncStream[Event])
        async for item in stream:
            assert_type(item, Event)
