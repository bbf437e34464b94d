"""Resumable downloads. The body is written to a partial file, which is renamed to the target file when it is complete.

The partial file's name contains a hash of the URL and the entity tag. So a later call, also in another process, finds
the file and requests the missing bytes (RFC 9110, section 14).
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import math
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from ._metadata import DISTRIBUTION

if TYPE_CHECKING:
    from io import BufferedRandom

    from httpx2 import Headers

    from ._types import Progress

__all__ = ["Download", "filename_of", "is_requested", "progress_reporter"]


# the digest algorithms that RFC 9530 lists as active
_DIGEST: Final = re.compile(r"(sha-256|sha-512)=:([A-Za-z0-9+/=]*):")
_ALGORITHMS: Final = {"sha-512": "sha512", "sha-256": "sha256"}
_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_RANGE: Final = re.compile(r"bytes=(\d{1,18})-\d*")
_READ_BYTES: Final = 1024 * 1024
_MAX_PARTIAL_BYTES: Final = 100  # maximum length of the part of the target's name in the name of a partial file
MIN_PROGRESS_BYTES: Final = 1024 * 1024
"""If at least this number of bytes arrives after an interruption, the count of interruptions restarts at zero."""


class Download:
    """A download in progress, which can be resumed after an interruption.

    Args:
        target: The path of the complete file.
        url: The URL of the request, without secrets.
        status: The status of the first response: 200, or 206 if the caller requested a range of bytes.
        headers: The headers of the first response.
        idempotent: Whether the request may be sent again. If not, the download cannot be resumed.

    Attributes:
        offset: The number of bytes already written.
        total: The number of bytes of the whole body; None if the response does not state it.
        write_seconds: How long the latest call of `write` took, in seconds; infinity before the first call.
    """

    def __init__(
        self, target: str | os.PathLike[str], url: str, status: int, headers: Headers, *, idempotent: bool
    ) -> None:
        self._target = Path(target)
        self._is_idempotent = idempotent
        self._url = url
        self._is_part = status == 206  # noqa: PLR2004 - Partial Content
        part = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip()) if self._is_part else None
        self._start, self._end = (int(part[1]), part[2]) if part else (0, "")
        self._file: BufferedRandom | None = None
        self._partial = self._target
        self._is_shared = self._is_restarted = self._is_abandoned = False
        self.offset = 0
        self.write_seconds = math.inf
        self._failures, self._failed_at = 0, 0
        self._read_headers(headers)
        if self._is_part:
            self._whole_length = part[3] if part else "*"
            if part is None:
                self._validator = ""  # The response has several ranges of bytes, so the download cannot be resumed.

    def _read_headers(self, headers: Headers) -> None:
        """Store the length and digest of the body, and the ETag or Last-Modified header for `If-Range` requests."""
        self._headers = headers
        self._is_encoded = "content-encoding" in headers
        length = headers.get("content-length", "")
        is_known = length.isdecimal() and len(length) <= 18 and not self._is_encoded  # noqa: PLR2004 - 64 bits
        self.total = int(length) if is_known else None
        self._whole_length = "*" if self.total is None else str(self.total)
        tag = headers.get("etag", "")
        self._validator = "" if self._is_encoded or tag.startswith("W/") else tag or headers.get("last-modified", "")
        self._hash: Any = None
        self._expected = b""
        self._hashed_encoded = False
        self._expect_digest()

    def _partial_path(self, key: str) -> Path:
        begin = self._target.name.encode(errors="replace")[:_MAX_PARTIAL_BYTES].decode(errors="ignore")
        return self._target.with_name(f".{begin}.{key}.part")

    def _expect_digest(self) -> None:
        # In a partial response, Repr-Digest is the digest of the whole representation (RFC 9530, section 3), not of the
        # range that is downloaded, so the header is ignored.
        whole = "" if self._is_part else self._headers.get("repr-digest", "")
        field = self._headers.get("content-digest") or whole
        found = dict(_DIGEST.findall(field))
        for name, algorithm in _ALGORITHMS.items():
            if name in found:
                self._hash, value = hashlib.new(algorithm), found[name]
                break
        else:
            value = self._headers.get("content-md5", "")
            self._hash = hashlib.md5(usedforsecurity=False) if value else None
        try:
            self._expected = base64.b64decode(value, validate=True)
        except binascii.Error:
            self._hash = None

    def hash_encoded(self, chunk: bytes) -> None:
        """Add bytes of the body, before decompression, to the hash that `digest_differs` compares.

        A server computes the digest in its header from the compressed body.
        """
        self._hashed_encoded = True
        if self._hash is not None:
            self._hash.update(chunk)

    @property
    def resumable(self) -> bool:
        """Whether the missing bytes can be requested after an interruption.

        This requires an idempotent request, a server that supports ranges, and an entity tag or modification time.
        """
        is_known = self._is_idempotent and bool(self._validator)
        return is_known and self._headers.get("accept-ranges", "").strip().lower() == "bytes"

    @property
    def range_headers(self) -> dict[str, str]:
        """The headers Range, If-Range and Accept-Encoding of a request for the missing bytes of the body.

        If the file has changed on the server, the response to this request is the whole body.
        """
        span = f"bytes={self._start + self.offset}-{self._end}"
        return {"range": span, "if-range": self._validator, "accept-encoding": "identity"}

    @property
    def name(self) -> str:
        """The name of the file to which the download is saved, without its folder."""
        return self._target.name

    def count_failure(self, error: Exception) -> int:
        """Count an interruption of the download, and return the number of interruptions before this one.

        If at least `MIN_PROGRESS_BYTES` arrived since the previous interruption, the count first restarts at 0.

        Args:
            error: The exception that interrupted the download.

        Raises:
            Exception: `error`, if the download cannot be resumed.
        """
        if not self.resumable:
            raise error
        if self.offset - self._failed_at >= MIN_PROGRESS_BYTES:
            self._failures = 0
        self._failed_at = self.offset
        self._failures += 1
        return self._failures - 1

    def open(self) -> None:
        """Open the partial file, at the end of the bytes that an earlier download has written to it.

        Raises:
            OSError: The file cannot be written, or the target is a folder.
        """
        if self._target.is_dir():
            raise IsADirectoryError(f"{self._target} is a folder; expected the path of a file")
        # The name depends on the URL, the version of the file and the range: a later call finds the partial file.
        key = f"{self._url}\n{self._validator}\n{self._start}-{self._end}"
        self._partial = self._partial_path(hashlib.sha256(key.encode()).hexdigest()[:16])
        self._file = _open_locked(self._partial)
        self._is_shared = self._file is not None
        if self._file is None:  # Another call, perhaps in another process, downloads the same file.
            self._partial = self._partial_path(os.urandom(8).hex())
            self._file = _open_file(self._partial)
        if self._is_abandoned:  # The task of an async download was cancelled while this thread opened the file.
            self.abandon()
        elif self.resumable:
            self._skip_existing()
        else:
            self._truncate()

    def _skip_existing(self) -> None:
        file = self._opened
        self.offset = 0
        while chunk := file.read(_READ_BYTES):
            self.offset += len(chunk)
            if self._hash is not None:
                self._hash.update(chunk)
        if self.total is not None and self.offset > self.total:
            self._truncate()

    def _truncate(self) -> None:
        """Empty the partial file, so that the download starts again at the first byte."""
        file = self._opened
        file.seek(0)
        file.truncate()
        self.offset = self._failed_at = 0
        if self._hash is not None:
            self._hash = hashlib.new(self._hash.name, usedforsecurity=False)

    def continues(self, status: int, headers: Headers) -> bool:
        """Return whether the download can continue with the body of a new response.

        A response with status 206 (Partial Content) must begin at the first missing byte of the same file. A response
        with status 200 contains the whole file, so this method empties the partial file. If the caller requested only
        a range, a download cannot continue with status 200.
        """
        if status == 206:  # noqa: PLR2004 - Partial Content
            match = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
            if match is None or int(match[1]) != self._start + self.offset:
                return False
            tag = headers.get("etag", self._validator)
            is_same_tag = tag == self._validator or not self._validator.startswith('"')
            return is_same_tag and (match[3] == self._whole_length or "*" in (match[3], self._whole_length))
        if status != 200 or self._is_part:  # noqa: PLR2004 - OK
            return False
        self._close_after(self._partial.unlink)
        self._read_headers(headers)
        self.open()
        self._truncate()
        return True

    def handle_refused_range(self, status: int, headers: Headers) -> bool:
        """Return whether the download can go on after an error response to the request for the missing bytes.

        After status 416 (Range Not Satisfiable), it can if Content-Range shows that no byte is missing. Otherwise, this
        method empties the partial file, so that the download starts again, but only once. Other statuses are errors.
        """
        if status != 416 or self._is_restarted:  # noqa: PLR2004 - Range Not Satisfiable
            return False
        is_end = headers.get("content-range", "").strip() == f"bytes */{self._start + self.offset}"
        if is_end and self.total is None and not self._is_part:
            self.total = self.offset
        else:
            self._is_restarted = True
            self._truncate()
        return True

    @property
    def missing(self) -> str:
        """A text if the body ended too early, such as "the body ended after 5 of 9 bytes"; otherwise ""."""
        is_whole = self.total is None or self.offset == self.total
        return "" if is_whole else f"the body ended after {self.offset} of {self.total} bytes"

    @property
    def is_too_long(self) -> bool:
        """Whether more bytes are written than the whole body has."""
        return self.total is not None and self.offset > self.total

    @property
    def complete(self) -> bool:
        """Whether all bytes of the body are written; False if the size of the body is not known."""
        return self.total is not None and self.offset == self.total

    def write(self, chunks: Iterable[bytes]) -> None:
        """Append chunks of the body to the partial file."""
        started = time.monotonic()
        for chunk in chunks:
            self._opened.write(chunk)
            self.offset += len(chunk)
            if self._hash is not None and not self._is_encoded:
                self._hash.update(chunk)
        self.write_seconds = time.monotonic() - started

    def digest_differs(self) -> bool:
        """Compare the body with the digest in the response headers. If it differs, remove the file and return True.

        Return False if there is no digest to compare.
        """
        is_unknown = self._is_encoded and not self._hashed_encoded
        if self._hash is None or is_unknown or self._hash.digest() == self._expected:
            return False
        self._close_after(self._partial.unlink)
        return True

    def commit(self) -> Path:
        """Rename the complete partial file to the target of the download. Return the target's path."""
        file = self._opened
        file.flush()
        os.fsync(file.fileno())
        self._close_after(lambda: self._partial.replace(self._target))
        return self._target

    def _close_after(self, act: Callable[[], object]) -> None:
        """Call `act`, which renames or removes the partial file, then close the file; on Windows, close it first."""
        if os.name == "nt":  # Windows does not rename or remove an open file.
            self.close()
            act()
        else:
            act()
            self.close()  # This ends the lock, so it comes last.

    def close(self) -> None:
        """Close the partial file, but do not remove it."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):  # If the disk is full, the call of `write` has already raised the error.
            self._file.close()
        self._file = None

    def abandon(self) -> None:
        """Close the partial file. If no later call can resume the download, also remove the file."""
        self._is_abandoned = True
        if self._file is None:
            return
        if self.resumable and self._is_shared:
            self.close()
        else:
            self._close_after(lambda: self._partial.unlink(missing_ok=True))

    @property
    def _opened(self) -> BufferedRandom:
        if self._file is None:
            raise ValueError("the download is closed")
        return self._file


def is_requested(span: str | None, status: int, headers: Headers) -> bool:
    """Return whether a successful response has the bytes that the request asks for.

    A response with status 206 (Partial Content) must begin where the Range header of the request begins. If the request
    has no such header (`span` is None), the response must have all bytes.
    """
    if status != 206:  # noqa: PLR2004 - Partial Content
        return True
    part = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
    if span is None:
        return part is not None and part[1] == "0" and part[3] == str(int(part[2]) + 1)
    first = _RANGE.fullmatch(span.strip())
    return part is None or first is None or int(part[1]) == int(first[1])


def _open_file(path: Path) -> BufferedRandom:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o666), "r+b")


def _open_locked(path: Path) -> BufferedRandom | None:
    """Open a file for reading and writing, and lock it, except on Windows. Return None if it is already locked."""
    while True:
        file = _open_file(path)
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            return file
        except OSError:
            file.close()
            return None
        # Another call may have renamed or removed the file after it was opened here.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                return file
        file.close()


@contextmanager
def progress_reporter(description: str, *, progress: Progress | bool | None) -> Iterator[Progress | None]:
    """Yield a function that reports the progress of a transfer; None if no progress is reported.

    Args:
        description: The text next to a progress bar.
        progress: The caller's function, which is yielded unchanged; True for a progress bar; False or None for none.

    Raises:
        ImportError: `progress` is True, and rich is not installed.
    """
    if not isinstance(progress, bool):
        yield progress
    elif not progress:
        yield None
    else:
        try:
            from rich.progress import BarColumn, DownloadColumn, TextColumn, TransferSpeedColumn
            from rich.progress import Progress as Bar
        except ImportError:
            command = f'pip install "{DISTRIBUTION}[rich]"'
            raise ImportError(f"progress=True needs the package rich for its progress bar: {command}") from None
        with Bar(TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()) as bar:
            task = bar.add_task(description, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


_PARAMETER: Final = re.compile(r';\s*([^\s;="]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"]+)')
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # reserved file names of Windows
_MAX_NAME_BYTES: Final = 255


def filename_of(headers: Headers) -> str | None:
    """Return the file name in the Content-Disposition header (RFC 6266, RFC 8187), without folders.

    Return None if the header is missing or contains no usable name.
    """
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(headers.get("content-disposition", "")):
        found.setdefault(name.lower(), value)
    name = None
    if "filename*" in found:
        charset, _, encoded = found["filename*"].strip(' \t"').partition("'")
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            name = unquote(encoded.partition("'")[2], encoding=charset or "utf-8", errors="strict")
    if name is None and "filename" in found:
        raw = found["filename"]
        # Contrary to the RFC, servers send names with spaces also without quotes.
        name = re.sub(r"\\(.)", r"\1", raw[1:-1]) if raw.startswith('"') else raw.strip()
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("latin-1").decode("utf-8")  # Contrary to the RFC, most servers send UTF-8 here.
    return None if name is None else _safe_name(name)


def _safe_name(name: str) -> str | None:
    """Return a form of a file name that is valid on Windows, without folders; None if no character is left."""
    base = re.split(r"[/\\]", name)[-1].replace(":", "_")  # On Windows, a colon ends a drive or begins a data stream.
    base = "".join(char for char in base if char.isprintable()).strip(" .")
    if _DEVICE.fullmatch(base):
        base = f"_{base}"
    return base.encode()[:_MAX_NAME_BYTES].decode(errors="ignore").rstrip(" .") or None
