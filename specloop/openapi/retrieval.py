"""Retrieval of documents as bytes, from files or by HTTP(S). Size, time and locations are limited.

    FileRetriever   reads files in and below the document's folder, and in folders that the caller allows
    HttpRetriever   reads any URL; a document may refer to URLs only if the caller allows remote references

The command `release` adds a third retriever, which reads documents from the git history.
"""

from __future__ import annotations

import posixpath
import re
import stat
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urljoin

from specloop.errors import InputError

if TYPE_CHECKING:
    import httpx2

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
DOWNLOAD_TIMEOUT_S = 30.0
"""The time limit for a whole download, in seconds; the HTTP client itself can limit only the time of each read."""

OPENAPI_DOCUMENT = "an OpenAPI document"
ALLOW_REMOTE_FLAG = "--allow-remote-refs"
ALLOW_DIR_FLAG = "--allow-refs-in"


class UnreachableError(Exception):
    """Raised for a `$ref` to a document that must not be read. The message says why, and how to allow reading it."""


class Retriever(Protocol):
    """Reads a document and the documents to which it refers. Documents are identified by a relative path or a URL."""

    @property
    def root_uri(self) -> str:
        """The name of the document that the user passes: a file name without its folder, or a URL."""

    def source(self, name: str) -> str:
        """Return the location of the document `name`, for error messages: its path with the folder, or its URL."""

    def retrieve(self, name: str) -> bytes:
        """Return the bytes of the document `name`. Raises InputError if it cannot be read."""

    def resolve_uri(self, name: str, reference: str) -> str:
        """Return the name of the document to which a reference in the document `name` leads.

        Raises UnreachableError if that document must not be read.
        """


def retriever_for(source: str, *, remote: bool = False, folders: tuple[Path, ...] = ()) -> Retriever:
    """Return a retriever for the document at a path or URL.

    Args:
        source: The path or URL of the document.
        remote: Whether documents on other machines may be fetched for a `$ref`.
        folders: Folders from which files may be read, in addition to the document's own folder.
    """
    return HttpRetriever(source, remote=remote) if is_url(source) else FileRetriever(source, remote, folders)


def is_url(name: str) -> bool:
    """Return whether a name is an HTTP(S) URL, and not a path."""
    return name.lower().startswith(("http://", "https://"))


def without_secrets(source: str) -> str:
    """Return a URL without its secrets: user information, query and fragment. A path is returned unchanged."""
    if not is_url(source):
        return source
    scheme, _, rest = source.partition("://")
    bare = re.split("[?#]", rest, maxsplit=1)[0]
    host, slash, path = bare.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


@dataclass(frozen=True)
class HttpRetriever:
    """Retrieves documents by HTTP(S). The name of a document is its URL."""

    root_uri: str
    remote: bool

    def source(self, name: str) -> str:
        """Return `name`, which is already the URL of the document."""
        return name

    def retrieve(self, name: str) -> bytes:
        """Return the bytes of the document at a URL. Raises InputError if it cannot be read."""
        return download(name)

    def resolve_uri(self, name: str, reference: str) -> str:
        """Resolve a reference in the document `name` by RFC 3986, and return its URL. Raises UnreachableError."""
        try:
            found = urljoin(name, reference)
        except ValueError:
            found = reference
        if not is_url(found):
            raise UnreachableError("is not a URL; expected a path below that of this document, or https://...")
        if not self.remote:
            raise UnreachableError(
                f"is on another machine; keep a copy beside this document, or pass {ALLOW_REMOTE_FLAG}"
            )
        return found


@dataclass(frozen=True)
class FileRetriever:
    """Retrieves documents from files. The name of a document is its path relative to the root document's folder."""

    path: str
    remote: bool
    folders: tuple[Path, ...] = field(default=())

    @property
    def root_uri(self) -> str:
        """The file name of the document that the user passes, such as `openapi.yaml`."""
        return posixpath.basename(Path(self.path).as_posix())

    def source(self, name: str) -> str:
        """Return the path of the document `name`, including the root document's folder. Return a URL unchanged."""
        return name if is_url(name) else posixpath.normpath(posixpath.join(Path(self.path).parent.as_posix(), name))

    def retrieve(self, name: str) -> bytes:
        """Return the bytes of the document `name`, which is a path or, with remote references allowed, a URL.

        Raises InputError if it cannot be read.
        """
        return download(name) if is_url(name) else read_file(self.path if name == self.root_uri else self.source(name))

    def resolve_uri(self, name: str, reference: str) -> str:
        """Return the path or URL of the document to which a reference in the document `name` leads.

        Raises UnreachableError if the reference is not valid, leads outside the allowed folders, or leads to a URL
        without permission.
        """
        if is_url(name) or is_url(reference):
            return HttpRetriever(name, remote=self.remote).resolve_uri(name, reference)
        found = join_path(name, reference)
        top = Path(self.path).parent
        try:
            file = (top / found).resolve()
            is_inside = file.is_relative_to(top.resolve()) and not found.startswith("../")
            is_allowed = is_inside or any(file.is_relative_to(each.resolve()) for each in self.folders)
        except (OSError, ValueError, RuntimeError):
            raise UnreachableError("is not a path; expected one like schemas/pet.yaml") from None
        if not is_allowed:
            raise UnreachableError(
                f"is outside the folder of the document; move it there, or allow its folder with {ALLOW_DIR_FLAG} DIR "
                "or the setting `refs-in`"
            )
        return found


def join_path(name: str, reference: str) -> str:
    """Resolve a relative reference, and return the path of the document to which it leads.

    `name` is the path of the document that contains the reference. Raises UnreachableError if the reference is not a
    relative path.
    """
    path = unquote(reference)
    if ":" in path.partition("/")[0] or path.startswith("/") or "\0" in path or "\\" in path:
        raise UnreachableError("is not a relative path; expected one like schemas/pet.yaml")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def read_bytes(source: str, content: str = OPENAPI_DOCUMENT) -> bytes:
    """Read the bytes of a file or URL. Raises InputError if it cannot be read.

    `content` describes the expected content in error messages, such as `an OpenAPI document`.
    """
    return download(source, content) if is_url(source) else read_file(source, content)


def read_text(source: str, content: str) -> str:
    """Read the text of a file or URL. Raises InputError if it cannot be read or is not UTF-8.

    `content` describes the expected content in error messages, such as `an OpenAPI document`.
    """
    data = read_bytes(source, content)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError.at(without_secrets(source), f"is not UTF-8; expected {content}", line) from None


def read_file(name: str, content: str = OPENAPI_DOCUMENT) -> bytes:
    """Read a file. Raises InputError if it cannot be read.

    At most MAX_DOCUMENT_BYTES + 1 bytes are read, so that callers can detect a larger file. `content` describes the
    expected content in error messages, such as `an OpenAPI document`.
    """
    path, expected = Path(name), f"expected the path or the URL of {content}"
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # Reading a pipe, for example, may never end.
            raise InputError.at(name, f"is not a plain file; {expected}")
        with path.open("rb") as file:
            return file.read(MAX_DOCUMENT_BYTES + 1)
    except FileNotFoundError:
        raise InputError.at(name, f"there is no such file; {expected}") from None
    except IsADirectoryError:
        usual = [path / file for file in ("openapi.yaml", "openapi.yml", "openapi.json")]
        near = next((f"did you mean {str(file)!r}?" for file in usual if file.is_file()), expected)
        raise InputError.at(name, f"this is a directory; {near}") from None
    except OSError as error:
        raise InputError.at(name, f"cannot be read: {error.strerror}; {expected}") from None
    except ValueError:
        raise InputError.at(name, f"the path contains a NUL character; {expected}") from None


def _fetch_error(url: str, message: str) -> InputError:
    """Build the error for a URL that cannot be fetched.

    The error's location is `URL:1:1`, or `URL` for a URL without a path.
    """
    return InputError.at(url, message, line=int("/" in url.partition("://")[2]))


def download(url: str, content: str = OPENAPI_DOCUMENT) -> bytes:
    """Download a document from a URL. `content` says what it is, for messages.

    Raises InputError if the download fails, or exceeds MAX_DOCUMENT_BYTES or DOWNLOAD_TIMEOUT_S.
    """
    import httpx2  # noqa: PLC0415 - most documents are files, and need no HTTP

    shown = without_secrets(url)
    with httpx2.Client(follow_redirects=True, timeout=DOWNLOAD_TIMEOUT_S) as client:
        outcome: list[bytes | Exception] = []

        def run() -> None:
            try:
                outcome.append(_fetch(client, url))
            except Exception as error:  # noqa: BLE001 - the calling thread raises the error again
                outcome.append(error)

        # The HTTP client's timeout restarts with each byte. So download in a thread, and limit the wait for the thread.
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(DOWNLOAD_TIMEOUT_S)
        if not outcome:
            limit = f"{DOWNLOAD_TIMEOUT_S:g} seconds"
            raise _fetch_error(shown, f"takes longer than {limit}; download it and pass the file's path")
    match outcome[0]:
        case bytes(data):
            return data
        case httpx2.HTTPStatusError() as error:
            status = f"{error.response.status_code} {error.response.reason_phrase}".strip()
            raise _fetch_error(shown, f"the server responds with {status}; expected 200 and {content}") from None
        case httpx2.HTTPError() | httpx2.InvalidURL() | ValueError() as error:
            reason = str(error).replace(url, shown) or type(error).__name__
            raise _fetch_error(shown, f"cannot be fetched: {reason}; expected a URL that can be reached") from None
        case error:
            raise error


def _fetch(client: httpx2.Client, url: str) -> bytes:
    """Fetch a URL, and return the decompressed body of the response, or its first MAX_DOCUMENT_BYTES + 1 bytes."""
    data = bytearray()
    with client.stream("GET", url, headers={"Accept-Encoding": "gzip"}) as response:
        response.raise_for_status()
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip", "x-gzip"}:
            message = f"the response has the Content-Encoding {encoding!r}; gzip was accepted"
            raise ValueError(message)
        chunks = response.iter_raw()
        for chunk in _decompress(chunks) if encoding != "identity" else chunks:
            data += chunk
            if len(data) > MAX_DOCUMENT_BYTES:
                break
    return bytes(data[: MAX_DOCUMENT_BYTES + 1])


def _decompress(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress the gzip chunks of a response body, in pieces of at most 1 MiB."""
    decompressor = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                # A small chunk can expand to a thousand times its size.
                yield decompressor.decompress(rest, 1 << 20)
                rest = decompressor.unconsumed_tail
    except zlib.error as error:
        message = f"the response is not valid gzip: {error}"
        raise ValueError(message) from None
