"""A response that is still open -> its body, decompressed, never more of it than the limit allows.

The limit counts decompressed bytes and is checked while reading, a piece of at most 1 MiB at a time: a small body
that unpacks to a huge one is stopped on its way, and a long one is not read to its end.
"""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from httpx2 import DecodingError, SyncByteStream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from threading import Event

    from httpx2 import Response

__all__ = ["BodyTooLarge", "ReadCancelled", "aread", "read"]


_ENOUGH = 1024 * 1024  # bytes of the body of an error


class BodyTooLarge(Exception):  # noqa: N818 - never leaves the package
    """There is more to read than the limit allows.

    Args:
        request_id: The `x-request-id` header of the response.
    """

    def __init__(self, request_id: str | None) -> None:
        super().__init__()
        self.request_id = request_id


class ReadCancelled(Exception):  # noqa: N818 - never leaves the package
    """Nobody waits for the body any more."""


def read(response: Response, limit: int | None, *, partial: bool, stops: Sequence[Event] = ()) -> bytes:
    """Read a body; the caller closes the response.

    Args:
        response: The response, opened with `stream=True`.
        limit: The most bytes to take, decompressed.
        partial: Whether to give what can be read of a body that is too long or cannot be decompressed, rather than
            raise, and no more than a megabyte; for the body of an error, which is only good for a message.
        stops: When one of these is set, nobody waits for the body any more.

    Raises:
        ReadCancelled: Nobody waits for it.
        BodyTooLarge: The body is longer than the limit.
        httpx2.HTTPError: The connection failed, or the body cannot be decompressed.
    """
    pieces = _Pieces(response, limit, partial=partial)
    if not pieces.complete:
        try:
            for chunk in _chunks(response):
                if stops and any(stop.is_set() for stop in stops):
                    raise ReadCancelled
                if pieces.add(chunk):
                    break
        except DecodingError:
            if not partial:
                raise
    return pieces.joined()


async def aread(response: Response, limit: int | None, *, partial: bool) -> bytes:
    """Read a body; as `read`, for an async client."""
    pieces = _Pieces(response, limit, partial=partial)
    if not pieces.complete:
        try:
            async with aclosing(response.aiter_bytes()) as chunks:
                async for chunk in chunks:
                    if pieces.add(chunk):
                        break
        except DecodingError:
            if not partial:
                raise
    return pieces.joined()


def _chunks(response: Response) -> Iterable[bytes]:
    # What is not compressed needs none of the layers that decompress it.
    if "content-encoding" not in response.headers and isinstance(response.stream, SyncByteStream):
        return response.stream
    return response.iter_bytes()


class _Pieces:
    """What was read so far."""

    __slots__ = ("_chunks", "_limit", "_partial", "_request_id", "_size", "complete")

    def __init__(self, response: Response, limit: int | None, *, partial: bool) -> None:
        headers = response.headers
        self._request_id = headers.get("x-request-id")
        self._chunks: list[bytes] = []
        self._size = 0
        self._limit = limit if not partial else min(limit or _ENOUGH, _ENOUGH)
        self._partial = partial
        # What a mock transport or a response hook has read already is there as a whole.
        self.complete = response.is_stream_consumed
        if self.complete:
            self.add(response.content)
        elif limit is not None and not partial and "content-encoding" not in headers:
            length = headers.get("content-length", "")
            if length.isdecimal() and len(length) <= 20 and int(length) > limit:  # noqa: PLR2004 - more is no length
                raise BodyTooLarge(self._request_id)

    def add(self, chunk: bytes) -> bool:
        """Take one more piece, and say whether that is enough."""
        self._size += len(chunk)
        if self._limit is not None and self._size > self._limit:
            if not self._partial:
                raise BodyTooLarge(self._request_id)
            self._chunks.append(chunk[: len(chunk) - (self._size - self._limit)])
            return True
        self._chunks.append(chunk)
        return False

    def joined(self) -> bytes:
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
