"""The name of a document -> its bytes, and the names of the documents beside it that it may refer to.

A folder on disk, or the web: what a contract lies in. `source.py` has a third, the history of git.

    Folder   reaches what lies in the folder of the contract, or below, wherever links lead
    Web      reaches anything, but only where the caller has allowed it
"""

from __future__ import annotations

import posixpath
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urljoin

from specloop.errors import InputError

LARGEST = 64 * 1024 * 1024
PATIENCE = 30.0
"""Seconds for a whole download; httpx2 counts them per read, so that a drip would never end."""

WANTED = "expected the path or the URL of an OpenAPI document"
ALLOWED = "--allow-remote-refs"


class UnreachableError(Exception):
    """A document may not be read; what is said is why, and the cure."""


class Shelf(Protocol):
    """Where a contract lies, together with the documents that it refers to."""

    @property
    def first(self) -> str:
        """The name of the contract itself."""

    def source(self, name: str) -> str:
        """Say where a document is, to those who look for it."""

    def load(self, name: str) -> bytes:
        """Give the bytes of a document. Raises InputError."""

    def beside(self, name: str, reference: str) -> str:
        """Name what a document refers to. Raises UnreachableError."""


def shelf_of(source: str, *, remote: bool = False) -> Shelf:
    """Find out where a contract lies; `remote` allows what it refers to to be fetched."""
    return Web(source, remote=remote) if is_remote(source) else Folder(source, remote=remote)


def is_remote(name: str) -> bool:
    """Whether a document is to be fetched."""
    return name.lower().startswith(("http://", "https://"))


@dataclass(frozen=True)
class Web:
    """Documents that are fetched; they are called as their addresses are."""

    first: str
    remote: bool

    def source(self, name: str) -> str:
        """Say where a document is."""
        return name

    def load(self, name: str) -> bytes:
        """Fetch a document. Raises InputError."""
        return _download(name)

    def beside(self, name: str, reference: str) -> str:
        """Resolve a reference as a browser does."""
        try:
            found = urljoin(name, reference)
        except ValueError:
            found = reference
        if not is_remote(found):
            raise UnreachableError("is no address; expected a path below that of this document, or https://...")
        if not self.remote:
            raise UnreachableError(f"is on another machine; keep a copy beside this document, or give {ALLOWED}")
        return found


@dataclass(frozen=True)
class Folder:
    """The documents in the folder of a contract, and in those below it; they are called as they are from there."""

    path: str
    remote: bool

    @property
    def first(self) -> str:
        """The name of the contract."""
        return posixpath.basename(Path(self.path).as_posix())

    def source(self, name: str) -> str:
        """Say where a document is."""
        return name if is_remote(name) else str(Path(self.path).parent / name)

    def load(self, name: str) -> bytes:
        """Read a document, or fetch it. Raises InputError."""
        return _download(name) if is_remote(name) else _load(self.path if name == self.first else self.source(name))

    def beside(self, name: str, reference: str) -> str:
        """Resolve a reference to a file, which has to be in the folder, or to an address."""
        if is_remote(name) or is_remote(reference):
            return Web(name, remote=self.remote).beside(name, reference)
        found = join(name, reference)
        top = Path(self.path).parent
        try:
            is_inside = (top / found).resolve().is_relative_to(top.resolve())
        except (OSError, ValueError, RuntimeError):
            raise UnreachableError("is no path; expected one like schemas/pet.yaml") from None
        if found.startswith("../") or not is_inside:
            raise UnreachableError("is outside the folder of the contract; move it in there, and refer to it there")
        return found


def join(name: str, reference: str) -> str:
    """Resolve a relative reference in a document. Raises UnreachableError."""
    path = unquote(reference)
    if ":" in path.partition("/")[0] or path.startswith("/") or "\0" in path or "\\" in path:
        raise UnreachableError("is no relative path; expected one like schemas/pet.yaml")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _load(name: str) -> bytes:
    path = Path(name)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError.at(name, f"there is no such file; {WANTED}") from None
    except IsADirectoryError:
        usual = [path / file for file in ("openapi.yaml", "openapi.yml", "openapi.json")]
        near = next((f"did you mean {str(file)!r}?" for file in usual if file.is_file()), WANTED)
        raise InputError.at(name, f"this is a directory; {near}") from None
    except OSError as error:
        raise InputError.at(name, f"cannot be read: {error.strerror}; {WANTED}") from None
    except ValueError as error:  # A NUL in the path.
        raise InputError.at(name, f"cannot be read: {error}; {WANTED}") from None


def _download(url: str) -> bytes:
    import httpx2  # noqa: PLC0415 - most contracts are files, and need no HTTP

    deadline = time.monotonic() + PATIENCE
    text = bytearray()
    try:
        with httpx2.stream("GET", url, follow_redirects=True, timeout=PATIENCE) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                text += chunk
                if len(text) > LARGEST:
                    break
                if time.monotonic() > deadline:
                    message = f"takes longer than {PATIENCE:g} seconds; download it and give the file's path"
                    raise InputError.at(url, message)
    except httpx2.HTTPStatusError as error:
        answer = f"{error.response.status_code} {error.response.reason_phrase}".strip()
        raise InputError.at(url, f"the server answers {answer}; expected 200 and an OpenAPI document") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise InputError.at(url, f"cannot be fetched: {reason}; expected a URL that can be reached") from None
    return bytes(text)
