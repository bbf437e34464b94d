"""Loader of OpenAPI documents: reads, parses and bundles a document from a path or URL, and applies overlays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specloop.openapi.bundler import bundle
from specloop.openapi.document import Document
from specloop.openapi.released_names import parse_released_names
from specloop.openapi.retrieval import Retriever, is_url, read_bytes, retriever_for, without_secrets
from specloop.openapi.servers import resolve_relative_servers
from specloop.openapi.yaml_composer import compose


def load_document(
    source: str | Path,
    *,
    text: bytes | None = None,
    retriever: Retriever | None = None,
    overlays: Sequence[str | Path | Document] = (),
) -> Document:
    """Load an OpenAPI document and the documents to which it refers, without validating them.

    Args:
        source: The path or URL of the document.
        text: The bytes of the document, if they are already known.
        retriever: Reads the document and the documents it refers to; by default, a new retriever for `source`.
        overlays: The overlays, each as a document, a path or a URL, in the order in which they apply.

    Raises:
        InputError: A document cannot be read, or an overlay cannot be applied.
    """
    name = str(source)
    retriever = retriever or retriever_for(name)
    document = compose(name, retriever.retrieve(retriever.root_uri) if text is None else text)
    document = replace(document, retriever=retriever)
    if overlays:
        from specloop.openapi.overlay import apply_overlay  # noqa: PLC0415 - JSONPath is needed for overlays only

        for each in overlays:
            apply_overlay(document, each if isinstance(each, Document) else load_overlay(str(each)))
    if is_url(name):
        resolve_relative_servers(document.data, without_secrets(name))
    return bundle(document, retriever, compose)


def reload_document(document: Document, texts: Mapping[str, bytes]) -> Document:
    """Load a document again, with new texts of some files, but the same overlays, settings and released names.

    Args:
        document: The document.
        texts: The new bytes of the document, its overlays and the documents to which it refers, by path or URL. Files
            that are not in this mapping keep their old bytes.

    Raises:
        InputError: A text cannot be parsed, or an overlay cannot be applied.
    """
    overlays = [
        load_overlay(each.source, texts[each.source]) if each.source in texts else each for each in document.overlays
    ]
    text = texts.get(document.source, document.text)
    retriever = document.retriever or retriever_for(document.source)
    known = {name: texts.get(each.source, each.text) for name, each in document.others.items()}
    result = load_document(document.source, text=text, retriever=CachedRetriever(retriever, known), overlays=overlays)
    return replace(
        result,
        retriever=document.retriever,
        allows_partial=document.allows_partial,
        released=document.released,
    )


def with_released_names(document: Document, source: str, content: bytes, version: str = "") -> Document:
    """Return a copy of `document` with the Python names in the last release. They are used to recognise renames.

    Args:
        document: The document.
        source: The path of the file to which the release wrote the names, for error messages.
        content: The content of this file.
        version: The version of the next release; by default, the version in the document.

    Raises:
        InputError: The file is not valid.
    """
    info = document.data.get("info")
    stated = info.get("version") if isinstance(info, dict) else ""
    return replace(document, released=parse_released_names(source, content).for_version(version or stated))


@dataclass(frozen=True)
class CachedRetriever:
    """A retriever that returns the documents in `known` by name, and reads all others by `retriever`."""

    retriever: Retriever
    known: Mapping[str, bytes]

    @property
    def root_uri(self) -> str:
        """The name of the document that the user passed."""
        return self.retriever.root_uri

    def source(self, name: str) -> str:
        """Return the location of the document `name`, for error messages."""
        return self.retriever.source(name)

    def retrieve(self, name: str) -> bytes:
        """Return the bytes of the document `name`. Raises InputError if it cannot be read."""
        return self.known[name] if name in self.known else self.retriever.retrieve(name)

    def resolve_uri(self, name: str, reference: str) -> str:
        """Return the name of the document to which a reference leads. Raises UnreachableError if it is not allowed."""
        return self.retriever.resolve_uri(name, reference)


def load_overlay(source: str, text: bytes | None = None) -> Document:
    """Load an overlay from a path or URL. If `text` is given, it is used instead of reading the source.

    Raises InputError if the overlay cannot be read or parsed.
    """
    data = read_bytes(source, "an OpenAPI overlay") if text is None else text
    return compose(without_secrets(source), data, "an OpenAPI overlay, which begins with `overlay: 1.0.0`")
