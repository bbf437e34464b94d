"""Resumable downloads. The body is written to a partial file, which becomes the target file when it is complete.

The partial file's name contains a hash of the URL and of the entity tag. A later call for the same entity, also in
another process, finds the partial file and requests the missing bytes (RFC 9110, section 14).
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from ._metadata import DISTRIBUTION

if TYPE_CHECKING:
    from io import BufferedRandom

    from httpx2 import Headers

    from ._types import Progress

__all__ = ["Download", "filename_of", "progress_reporter"]


# the digest algorithms that RFC 9530 lists as active
_DIGEST: Final = re.compile(r"(sha-256|sha-512)=:([A-Za-z0-9+/=]*):")
_ALGORITHMS: Final = {"sha-512": "sha512", "sha-256": "sha256"}
_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(?:\d{1,18}|\*)")
_READ_BYTES: Final = 1024 * 1024
MIN_PROGRESS_BYTES: Final = 1024 * 1024
"""If at least this number of bytes arrives after an interruption, the count of interruptions restarts at zero."""


class Download:
    """A download in progress, which writes the body to a partial file and can be resumed after an interruption.

    Args:
        target: The path of the complete file.
        url: The URL of the request, without secrets.
        status: The status of the first response: 200, or 206 if the caller requested a range of bytes.
        headers: The headers of the first response.

    Attributes:
        offset: The number of bytes already written.
        total: The number of bytes of the whole body; None if the response does not state it.
    """

    def __init__(self, target: str | os.PathLike[str], url: str, status: int, headers: Headers) -> None:
        self._target = Path(target)
        self._headers = headers
        self._is_part = status == 206  # noqa: PLR2004 - Partial Content
        part = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip()) if self._is_part else None
        self._start, self._end = (int(part[1]), part[2]) if part else (0, "")
        encoded = "content-encoding" in headers
        length = headers.get("content-length", "")
        self.total = int(length) if length.isdecimal() and len(length) <= 18 and not encoded else None  # noqa: PLR2004
        tag = headers.get("etag", "")
        self._validator = "" if encoded or tag.startswith("W/") else tag or headers.get("last-modified", "")
        if self._is_part and part is None:
            self._validator = ""  # The response has several ranges of bytes, so the download cannot be resumed.
        key = hashlib.sha256(f"{url}\n{self._validator}\n{self._start}-{self._end}".encode()).hexdigest()[:16]
        self._partial = self._target.with_name(f".{self._target.name[:100]}.{key}.part")
        self._file: BufferedRandom | None = None
        self._hash: Any = None
        self._expected = b""
        if not encoded:
            self._expect_digest()
        self.offset = 0
        self._failures, self._failed_at = 0, 0

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

    @property
    def resumable(self) -> bool:
        """Whether the missing bytes can be requested after an interruption.

        This requires that the response has an entity tag or modification time, and that the server supports ranges.
        """
        return bool(self._validator) and self._headers.get("accept-ranges", "").strip().lower() == "bytes"

    @property
    def range_headers(self) -> dict[str, str]:
        """The headers that request only the missing bytes of the body.

        If the entity has changed, the server ignores the range and sends the whole body.
        """
        span = f"bytes={self._start + self.offset}-{self._end}"
        return {"range": span, "if-range": self._validator, "accept-encoding": "identity"}

    @property
    def name(self) -> str:
        """The name of the file to which the download is saved, without its folder."""
        return self._target.name

    def count_failure(self, error: Exception, *, idempotent: bool) -> int:
        """Count an interruption of the download. Return the number of earlier interruptions.

        The count restarts at 0 if at least `MIN_PROGRESS_BYTES` were received since the last interruption.

        Args:
            error: The exception that interrupted the download.
            idempotent: Whether the request may be sent twice.

        Raises:
            Exception: `error`, if the download cannot be resumed.
        """
        if not (self.resumable and idempotent):
            raise error
        if self.offset - self._failed_at >= MIN_PROGRESS_BYTES:
            self._failures = 0
        self._failed_at = self.offset
        self._failures += 1
        return self._failures - 1

    def open(self) -> None:
        """Open the partial file. If an earlier download has written bytes to it, continue after these bytes.

        Raises:
            OSError: The file cannot be written, or the target is a folder.
        """
        if self._target.is_dir():
            raise IsADirectoryError(f"{self._target} is a folder; expected the path of a file")
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        self._file = os.fdopen(os.open(self._partial, flags, 0o666), "r+b")
        if self.resumable:
            self._skip_existing()
        else:
            self.restart()

    def _skip_existing(self) -> None:
        file = self._opened
        self.offset = 0
        while chunk := file.read(_READ_BYTES):
            self.offset += len(chunk)
            if self._hash is not None:
                self._hash.update(chunk)
        if self.total is not None and self.offset > self.total:
            self.restart()

    def restart(self) -> None:
        """Restart the download: discard the bytes that are already in the partial file."""
        file = self._opened
        file.seek(0)
        file.truncate()
        self.offset = 0
        if self._hash is not None:
            self._hash = hashlib.new(self._hash.name, usedforsecurity=False)

    def continues(self, status: int, headers: Headers) -> bool:
        """Return whether the download can continue with the body of a new response.

        If the status is 206 (Partial Content), this requires that the body begins at the first missing byte.

        With any other status, the bytes in the partial file are discarded. The download can then only continue if the
        status is 200 and the download is not limited to a range of bytes, because the new body is the whole file.
        """
        if status == 206:  # noqa: PLR2004 - Partial Content
            match = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
            return match is not None and int(match[1]) == self._start + self.offset
        self.restart()
        return status == 200 and not self._is_part  # noqa: PLR2004 - OK

    @property
    def complete(self) -> bool:
        """Whether all bytes of the body are written; False if the size of the body is not known."""
        return self.total is not None and self.offset == self.total

    def write(self, chunk: bytes) -> None:
        """Append bytes of the body to the partial file."""
        self._opened.write(chunk)
        self.offset += len(chunk)
        if self._hash is not None:
            self._hash.update(chunk)

    def digest_differs(self) -> bool:
        """Return whether the received body differs from the digest in the response headers.

        If it differs, remove the partial file. If the response has no digest header, return False.
        """
        if self._hash is None or self._hash.digest() == self._expected:
            return False
        self.close()
        self._partial.unlink()
        return True

    def commit(self) -> Path:
        """Rename the partial file, which is now complete, to the target of the download. Return the target's path."""
        file = self._opened
        file.flush()
        os.fsync(file.fileno())
        self.close()
        self._partial.replace(self._target)
        return self._target

    def close(self) -> None:
        """Close the partial file, but do not remove it."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):  # If the disk is full, the call of `write` has already raised the error.
            self._file.close()
        self._file = None

    def abandon(self) -> None:
        """Abandon the download: close the partial file. If the download cannot be resumed, remove the file."""
        if self._file is None:
            return
        self.close()
        if not self.resumable:
            self._partial.unlink(missing_ok=True)

    @property
    def _opened(self) -> BufferedRandom:
        if self._file is None:
            raise ValueError("the download is closed")
        return self._file


@contextmanager
def progress_reporter(description: str, *, progress: Progress | bool | None) -> Iterator[Progress | None]:
    """Yield a function that reports the progress of a transfer; None if no progress is reported.

    Args:
        description: The text next to a progress bar.
        progress: The caller's function, which is yielded unchanged; True to yield a function that updates a progress
            bar; False or None to yield None.

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
            raise ImportError(f"progress=True draws its bar with rich, which is not installed: {command}") from None
        with Bar(TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()) as bar:
            task = bar.add_task(description, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


_PARAMETER: Final = re.compile(r';\s*(filename\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"\s]+)', re.IGNORECASE)


def filename_of(headers: Headers) -> str | None:
    """Return the file name in the Content-Disposition header (RFC 6266, RFC 8187). Folders in the name are removed.

    The result is None if the header is missing or contains no usable name.
    """
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(headers.get("content-disposition", "")):
        found.setdefault(name.lower(), value)
    name = None
    if "filename*" in found:
        charset, _, encoded = found["filename*"].strip('"').partition("'")
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            name = unquote(encoded.partition("'")[2], encoding=charset or "utf-8", errors="strict")
    if name is None and "filename" in found:
        raw = found["filename"]
        name = re.sub(r"\\(.)", r"\1", raw[1:-1]) if raw.startswith('"') else raw
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("latin-1").decode("utf-8")  # Contrary to the RFC, most servers send UTF-8 here.
    if name is None:
        return None
    base = re.split(r"[/\\]", name)[-1]
    base = "".join(char for char in base if char.isprintable()).strip(" .")
    return base[:255] or None
