"""Uploads of paths, files and iterables, which are read while they are sent.

    Upload       one source of bytes, with its size and its chunks (sync or async)
    Multipart    a `multipart/form-data` body of parts, each with bytes or an Upload

At most one chunk is in memory. httpx2's multipart encoder is not used, because it reads synchronously, starts every
file at its first byte and does not accept iterables. Source: RFC 7578.
"""

from __future__ import annotations

import inspect
import os
import stat
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from io import TextIOBase
from typing import TYPE_CHECKING, Any, Final

from httpx2 import AsyncByteStream, SyncByteStream

from ._exceptions import UploadFailed

if TYPE_CHECKING:
    from ._types import Progress

__all__ = [
    "InMemory",
    "Multipart",
    "Upload",
    "UploadStream",
    "check_part_header",
    "disposition",
    "is_chunks",
    "is_upload",
]


CHUNK_BYTES: Final = 64 * 1024

_ESCAPES: Final = {ord('"'): "%22", ord("\r"): "%0D", ord("\n"): "%0A"}  # the escapes of the WHATWG HTML standard


def is_upload(value: Any) -> bool:
    """Return whether a value is a path, a file, an iterator or an async iterable, which is read while it is sent.

    Anything with a method `read` counts as a file. Bytes, text and lists are no uploads.
    """
    if isinstance(value, os.PathLike) or hasattr(value, "read"):
        return True
    return isinstance(value, (Iterator, AsyncIterable)) or inspect.isgenerator(value)


def is_chunks(value: Any) -> bool:
    """Return whether a value is an iterable or async iterable other than text or a mapping.

    Such a value can be sent as a body if it is bytes or if its items are bytes.
    """
    return isinstance(value, (Iterable, AsyncIterable)) and not isinstance(value, (str, Mapping))


class Upload:
    """One source of bytes to send.

    Args:
        source: A path, a file opened for reading (from its current position), an async file, or an iterable or async
            iterable of bytes.

    Attributes:
        size: The number of bytes; None if it is not known in advance.
        replayable: Whether the source can be read again for a retry, like a path or a seekable file.

    Raises:
        TypeError: `source` has a type that cannot be sent.
        OSError: The path cannot be read.
    """

    __slots__ = ("_read_async", "_source", "_start", "replayable", "size")

    def __init__(self, source: Any) -> None:
        self._source = source
        self._start: int | None = None
        self.size: int | None = None
        self.replayable = False
        self._read_async = inspect.iscoroutinefunction(getattr(source, "read", None))
        if isinstance(source, os.PathLike):
            with open(source, "rb") as file:  # noqa: PTH123 - any path, not only a pathlib.Path; a missing file raises here
                found = os.fstat(file.fileno())
                self.replayable = stat.S_ISREG(found.st_mode)
                # Files of the kernel, such as those in /proc, have content although their stated size is 0.
                if self.replayable and (found.st_size or not file.read(1)):
                    self.size = found.st_size
        elif self._read_async:
            pass
        elif hasattr(source, "read"):
            self._inspect_file()
        elif isinstance(source, (list, tuple, AbstractSet)):
            self.size = sum(len(_to_bytes(chunk)) for chunk in source)
            self.replayable = True
        elif not isinstance(source, (Iterable, AsyncIterable)):
            kind = type(source).__name__
            raise TypeError(f"{kind} cannot be uploaded; expected bytes, a path, a file or an iterable")

    @property
    def needs_async(self) -> bool:
        """Whether only an async client can read the source."""
        source = self._source
        return self._read_async or not (hasattr(source, "read") or isinstance(source, (Iterable, os.PathLike)))

    def _inspect_file(self) -> None:
        source = self._source
        try:
            if not source.seekable():
                return
            self._start = source.tell()
            self.replayable = True
            if isinstance(source, TextIOBase):
                return  # The size of a text file in bytes is unknown.
            self.size = source.seek(0, os.SEEK_END) - self._start
            source.seek(self._start)
        except (AttributeError, OSError):
            self._start, self.size, self.replayable = None, None, False

    def chunks(self) -> Iterator[bytes]:
        """Yield the chunks of the source from its start position. If a file grows meanwhile, the new part is not read.

        Raises:
            TypeError: The source is async, or yields something other than bytes.
            OSError: The source cannot be read, or has become shorter.
        """
        if self.size is None:
            yield from self._read_chunks()
            return
        left = self.size
        for chunk in self._read_chunks() if left else ():
            yield chunk[:left]
            left -= len(chunk)
            if left <= 0:
                break
        if left > 0:
            raise OSError(f"The file became shorter while it was sent: {left} of {self.size} bytes are missing")

    def _read_chunks(self) -> Iterator[bytes]:
        source = self._source
        if self.needs_async:
            raise TypeError(f"{type(source).__name__} is async: it can be sent by the async client only")
        if isinstance(source, os.PathLike):
            with open(source, "rb") as file:  # noqa: PTH123 - any path
                while chunk := file.read(CHUNK_BYTES):
                    yield chunk
        elif hasattr(source, "read"):
            if self._start is not None:
                source.seek(self._start)
            while chunk := source.read(CHUNK_BYTES):
                yield _to_bytes(chunk)
        else:
            for chunk in source:
                yield _to_bytes(chunk)

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the chunks of the source for an async client.

        A source that is not async is read in a worker thread, because reading may block the event loop.
        """
        source = self._source
        if self._read_async:
            while chunk := await source.read(CHUNK_BYTES):
                yield _to_bytes(chunk)
        elif self.needs_async:
            async with _closing(aiter(source)) as chunks:
                async for chunk in chunks:
                    yield _to_bytes(chunk)
        else:
            from anyio.to_thread import run_sync

            pieces = self.chunks()
            while (chunk := await run_sync(next, pieces, None)) is not None:
                yield chunk


@asynccontextmanager
async def _closing(chunks: AsyncIterator[bytes]) -> AsyncIterator[AsyncIterator[bytes]]:
    """Return a context manager that closes an async generator at the end of the `with` block, even if unfinished."""
    # Garbage collection of an unfinished generator causes a warning in trio, and a late cleanup in other event loops.
    try:
        yield chunks
    finally:
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()


def _to_bytes(chunk: Any) -> bytes:
    if isinstance(chunk, str):
        return chunk.encode()
    if isinstance(chunk, (bytes, bytearray, memoryview)):
        return bytes(chunk)
    raise TypeError(f"An upload yields {type(chunk).__name__}; expected bytes")


class Multipart:
    """A `multipart/form-data` body.

    Args:
        parts: The header fields and the content of each part.

    Attributes:
        content_type: The media type, with its boundary.
        size: The number of bytes; None if the size of a part is not known.
        replayable: Whether the body can be sent again for a retry.
        needs_async: Whether only an async client can read all parts.
    """

    __slots__ = ("_boundary", "_parts", "content_type", "needs_async", "replayable", "size")

    def __init__(self, parts: Sequence[tuple[dict[str, str], bytes | Upload]]) -> None:
        self._boundary = os.urandom(16).hex()
        self._parts = [(self._head(headers), content) for headers, content in parts]
        self.content_type = f"multipart/form-data; boundary={self._boundary}"
        uploads = [content for _, content in self._parts if isinstance(content, Upload)]
        self.replayable = all(each.replayable for each in uploads)
        self.needs_async = any(each.needs_async for each in uploads)
        self.size: int | None = len(self._tail())
        for head, content in self._parts:
            size = content.size if isinstance(content, Upload) else len(content)
            self.size = None if self.size is None or size is None else self.size + len(head) + size + 2

    def _head(self, headers: dict[str, str]) -> bytes:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"--{self._boundary}\r\n{lines}\r\n".encode()

    def _tail(self) -> bytes:
        return f"--{self._boundary}--\r\n".encode()

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of the body, one chunk at a time."""
        for head, content in self._parts:
            yield head
            if isinstance(content, Upload):
                yield from content.chunks()
            else:
                yield content
            yield b"\r\n"
        yield self._tail()

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes of the body for an async client, one chunk at a time."""
        for head, content in self._parts:
            yield head
            if isinstance(content, Upload):
                async with _closing(content.achunks()) as chunks:
                    async for chunk in chunks:
                        yield chunk
            else:
                yield content
            yield b"\r\n"
        yield self._tail()


def disposition(name: str, filename: str | None) -> str:
    """Return the Content-Disposition header of a multipart part (RFC 7578, 4.2). `name` is the form field."""
    value = f'form-data; name="{name.translate(_ESCAPES)}"'
    return value if filename is None else f'{value}; filename="{filename.translate(_ESCAPES)}"'


def check_part_header(name: str, value: str) -> str:
    """Check a header field of a multipart part: its name and its value. Return the value.

    Raises:
        ValueError: The name or the value contains a line break.
    """
    if not (name.isascii() and name.isprintable() and ":" not in name and " " not in name and value.isprintable()):
        raise ValueError(f"{name!r} cannot be sent as a header of a part")
    return value


class InMemory:
    """An upload whose content is in memory. It is sent in chunks, so that its progress can be reported.

    Attributes:
        size: The number of bytes.
    """

    __slots__ = ("_content", "size")

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)

    def chunks(self) -> Iterator[bytes]:
        """Yield the content in chunks."""
        for start in range(0, self.size, CHUNK_BYTES):
            yield self._content[start : start + CHUNK_BYTES]

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the content in chunks."""
        for chunk in self.chunks():
            yield chunk


class UploadStream(SyncByteStream, AsyncByteStream):
    """The body of one attempt to send a request, from which httpx2 reads.

    Args:
        content: The content to send.
        progress: A function that is called with the number of bytes sent, and the total (None if unknown). None to
            report no progress.
    """

    def __init__(self, content: Upload | Multipart | InMemory, progress: Progress | None = None) -> None:
        self._content = content
        self._progress = progress

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        try:
            for chunk in self._content.chunks():
                yield chunk
                sent += len(chunk)
                if self._progress is not None:
                    self._progress(sent, self._content.size)
        except OSError as error:
            raise UploadFailed(error) from None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        sent = 0
        try:
            async with _closing(self._content.achunks()) as chunks:
                async for chunk in chunks:
                    yield chunk
                    sent += len(chunk)
                    if self._progress is not None:
                        self._progress(sent, self._content.size)
        except OSError as error:
            raise UploadFailed(error) from None
