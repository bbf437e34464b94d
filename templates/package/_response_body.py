"""Reading and decompression of response bodies up to a maximum size.

The limit also applies to the output of each nested content coding, such as gzip in gzip. So a small body that expands
to a huge body is not read to its end.
"""

from __future__ import annotations

import zlib
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, NoReturn

from httpx2 import DecodingError, HTTPError, SyncByteStream

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
    from threading import Event

    from httpx2 import Response

__all__ = ["AsyncBodyReader", "BodyTooLarge", "ReadCancelled", "aread", "chunks_of", "read"]

_MAX_ERROR_BODY_BYTES = 1024 * 1024
_MAX_PIECE_BYTES = 256 * 1024  # maximum output of one step of decompression
_MAX_CODINGS = 5
_COMPRESSION_OVERHEAD_BYTES = 64 * 1024  # A compressed body may be this much longer than the decompressed body.
_CLOSE_TIMEOUT_S = 1.0
_MAX_BUFFERED_CHUNKS = 1000  # maximum number of chunks that are read from a closed response
_ZLIB_CODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class BodyTooLarge(Exception):  # noqa: N818 - never leaves the package
    """Raised if a response body is longer than the maximum size.

    Args:
        request_id: The `x-request-id` header of the response; None if the response has no such header.
    """

    def __init__(self, request_id: str | None) -> None:
        super().__init__()
        self.request_id = request_id


class ReadCancelled(Exception):  # noqa: N818 - never leaves the package
    """Reading was cancelled, because the caller no longer waits for the body."""


def read(response: Response, limit: int | None, *, partial: bool, stops: Sequence[Event] = ()) -> bytes:
    """Read the whole body of a response. The caller must close the response.

    Args:
        response: The response, opened with `stream=True`.
        limit: Maximum number of bytes after decompression; None for no limit.
        partial: Whether to return the readable part (at most one megabyte) of a body that is too long, incomplete or
            cannot be decompressed, instead of raising an exception. This is used for error bodies.
        stops: Events that another thread sets to end reading early.

    Raises:
        ReadCancelled: An event in `stops` is set.
        BodyTooLarge: The body is longer than the limit.
        httpx2.HTTPError: The connection failed, or the body cannot be decompressed.
    """

    def check() -> None:
        if any(stop.is_set() for stop in stops):
            raise ReadCancelled

    body = _Body(response, limit, partial=partial)
    if not body.is_complete:
        try:
            for chunk in _raw_chunks(response, body):
                check()
                for piece in body.decompress(chunk):
                    check()
                    if body.add(piece):
                        return body.joined()
            body.finish()
        except HTTPError:
            check()
            if not partial:
                raise
    return body.joined()


async def aread(response: Response, limit: int | None, seconds: float, *, partial: bool) -> bytes:
    """Read the body of a response for the async client, as `read` does for the sync client.

    Reading ends after `seconds`; infinity for no maximum.
    """
    import anyio.lowlevel  # httpx2 has already loaded anyio

    body = _Body(response, limit, partial=partial)
    if not body.is_complete:
        try:
            chunks = response.aiter_raw() if body.decompresses else response.aiter_bytes()
            async with aclosing(chunks):
                with anyio.move_on_after(seconds):
                    async for chunk in chunks:
                        for piece in body.decompress(chunk):
                            if body.add(piece):
                                return body.joined()
                            if not piece or len(piece) >= _MAX_PIECE_BYTES:
                                await anyio.lowlevel.checkpoint()
            body.finish()
        except HTTPError:
            if not partial:
                raise
    return body.joined()


def chunks_of(response: Response, tap: Callable[[bytes], object] | None = None) -> Iterator[bytes]:
    """Yield the decompressed chunks of a response body as they arrive.

    If the body has the coding gzip or deflate, `tap` is called with each chunk before decompression.

    Raises:
        httpx2.HTTPError: The connection failed, or the body cannot be decompressed.
    """
    body = _Body(response, None, partial=False)
    body.tap = tap
    if body.is_complete:
        yield body.joined()
        return
    for chunk in _raw_chunks(response, body):
        for piece in body.decompress(chunk):
            if piece:
                yield piece
    body.finish()


class AsyncBodyReader:
    """Reads a response body for an async client, and returns it decompressed, piece by piece.

    Args:
        response: The response, opened with `stream=True`.
    """

    __slots__ = ("_body", "_chunks", "_is_finished", "_pieces", "_response")

    def __init__(self, response: Response) -> None:
        self._response = response
        self._body = body = _Body(response, None, partial=False)
        self._is_finished = body.is_complete
        self._pieces: Iterator[bytes] = iter([body.joined()] if body.is_complete else [])
        self._chunks: AsyncGenerator[bytes] = response.aiter_raw() if body.decompresses else response.aiter_bytes()

    def tap(self, observe: Callable[[bytes], object]) -> None:
        """Call `observe` with each chunk that arrives from now on, before it is decompressed.

        Only a body with the content coding gzip or deflate is observed.
        """
        self._body.tap = observe

    async def next_piece(self) -> bytes | None:
        """Return the next piece of the body; None at its end.

        Raises:
            httpx2.HTTPError: The connection failed, or the body cannot be decompressed.
        """
        while True:
            for piece in self._pieces:
                if piece:
                    return piece
            if self._is_finished:
                return None
            try:
                chunk = await anext(self._chunks)
            except StopAsyncIteration:
                self._is_finished = True
                self._body.finish()
            else:
                self._pieces = self._body.decompress(chunk)

    async def aclose(self) -> None:
        """Close the response, and end the async generators that read its body."""
        import anyio

        with anyio.move_on_after(_CLOSE_TIMEOUT_S, shield=True):  # A cancelled task also returns the connection.
            await self._response.aclose()
            # httpx2 and httpcore2 read the body with nested async generators, and closing the outer one does not close
            # the inner ones. trio warns about unfinished generators, and other event loops clean them up late. Reading
            # from a closed response raises an exception in the innermost one, which ends all of them.
            with suppress(Exception):
                for _ in range(_MAX_BUFFERED_CHUNKS):
                    await anext(self._chunks)
            with suppress(RuntimeError):  # `aclose` fails while a different task waits for the next chunk.
                await self._chunks.aclose()


def _raw_chunks(response: Response, body: _Body) -> Iterable[bytes]:
    # httpx2's decompression layers are slow, and an uncompressed body does not need them.
    if body.is_identity and isinstance(response.stream, SyncByteStream):
        return response.stream
    return response.iter_raw() if body.decompresses else response.iter_bytes()


class _Body:
    """A response body during reading: the pieces read so far, and the decompressors for the rest."""

    __slots__ = (
        "_chunks",
        "_inflaters",
        "_limit",
        "_partial",
        "_received",
        "_request_id",
        "_size",
        "decompresses",
        "is_complete",
        "is_identity",
        "tap",
    )

    def __init__(self, response: Response, limit: int | None, *, partial: bool) -> None:
        headers = response.headers
        self._request_id = headers.get("x-request-id")
        self._chunks: list[bytes] = []
        self._size = self._received = 0
        self._limit = limit if not partial else min(limit or _MAX_ERROR_BODY_BYTES, _MAX_ERROR_BODY_BYTES)
        self._partial = partial
        codings = _codings(headers.get("content-encoding", ""))
        self.is_identity = not codings
        # A body with a single coding other than gzip and deflate (br, zstd) is decompressed by httpx2. If such codings
        # are nested, the body is rejected: the content between two codings could have any size.
        self.decompresses = _ZLIB_CODINGS.issuperset(codings)
        self._inflaters = [_Inflater() for _ in codings] if self.decompresses else []
        self.tap: Callable[[bytes], object] | None = None
        # A mock transport or a hook of httpx2 may have already read the whole body.
        self.is_complete = response.is_stream_consumed
        if self.is_complete:
            self.add(response.content)
        elif len(codings) > (_MAX_CODINGS if self.decompresses else 1):
            raise DecodingError(f"{len(codings)} content codings")
        elif limit is not None and not partial and self.is_identity:
            length = headers.get("content-length", "")
            if length.isdecimal() and len(length) <= 20 and int(length) > limit:  # noqa: PLR2004 - digits of 64 bits
                self._raise_too_large()

    def decompress(self, chunk: bytes) -> Iterator[bytes]:
        """Return an iterator over the decompressed data of a received chunk, in small pieces."""
        self._received += len(chunk)
        if self._inflaters:
            if self.tap is not None:
                self.tap(chunk)
            self._check_size(self._received)  # Empty blocks decompress to nothing, so count compressed bytes.
        return _decompress(self._inflaters, chunk, self._check_size)

    def _check_size(self, size: int) -> None:
        if self._limit is not None and size > self._limit + _COMPRESSION_OVERHEAD_BYTES:
            self._raise_too_large()

    def add(self, chunk: bytes) -> bool:
        """Add a decompressed piece of the body.

        If the size limit is exceeded and `partial` is True, cut the body at the limit and return True.

        Raises:
            BodyTooLarge: The limit is exceeded, and `partial` is False.
        """
        if not chunk:
            return False
        self._size += len(chunk)
        if self._limit is not None and self._size > self._limit:
            if not self._partial:
                self._raise_too_large()
            self._chunks.append(chunk[: len(chunk) - (self._size - self._limit)])
            return True
        self._chunks.append(chunk)
        return False

    def finish(self) -> None:
        """Finish reading: check that the compressed body is complete.

        Raises:
            DecodingError: The body is not complete.
        """
        if any(not inflater.is_finished for inflater in self._inflaters):
            raise DecodingError("the compressed body is incomplete")

    def joined(self) -> bytes:
        """Return the part of the body that is read so far."""
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)

    def _raise_too_large(self) -> NoReturn:
        if self._partial:
            raise DecodingError("too large")
        raise BodyTooLarge(self._request_id)


class _Inflater:
    """Decompressor for gzip, zlib and raw deflate data."""

    __slots__ = ("_inflate", "_started", "size")

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)  # With 32, zlib detects gzip and zlib data.
        self._started = False
        self.size = 0

    @property
    def is_finished(self) -> bool:
        """Whether the compressed data has reached its end; also True if the body is empty."""
        return self._inflate.eof or not self._started

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress data, and yield it in pieces of at most 256 KiB."""
        is_full = False
        while data or is_full:
            if self._inflate.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return  # Data after the last gzip member is ignored.
                self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
            piece = self._inflate_piece(data)
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
            is_full = len(piece) == _MAX_PIECE_BYTES
            self._started = True
            self.size += len(piece)
            if piece:
                yield piece

    def _inflate_piece(self, data: bytes) -> bytes:
        try:
            return self._inflate.decompress(data, _MAX_PIECE_BYTES)
        except zlib.error as error:
            if not self._started:
                self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
                try:
                    return self._inflate.decompress(data, _MAX_PIECE_BYTES)
                except zlib.error:
                    pass
            raise DecodingError(str(error)) from None


def _decompress(inflaters: list[_Inflater], data: bytes, check_size: Callable[[int], None]) -> Iterator[bytes]:
    if not inflaters:
        yield data
        return
    first, *others = inflaters
    for piece in first.feed(data):
        check_size(first.size)
        if others:
            yield b""  # The caller lets other tasks run at each piece, even if later steps produce little output.
        yield from _decompress(others, piece, check_size)


def _codings(header: str) -> list[str]:
    """Return the content codings in a Content-Encoding header, in the order of decoding."""
    codings = [each.strip().lower() for each in header.split(",")]
    return [each for each in reversed(codings) if each and each != "identity"]
