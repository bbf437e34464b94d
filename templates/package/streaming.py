"""Public types of streams and streamed responses, for annotations and `isinstance`."""

from __future__ import annotations

from ._stream import AsyncStream, Stream
from ._stream_formats import ServerSentEvent
from ._streamed_response import AsyncStreamedResponse, StreamedResponse

__all__ = ["AsyncStream", "AsyncStreamedResponse", "ServerSentEvent", "Stream", "StreamedResponse"]
