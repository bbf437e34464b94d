"""The path or URL of an OpenAPI document -> Document: retrieved, parsed, composed, bundled."""

from __future__ import annotations

from pathlib import Path

from specloop.openapi.bundler import bundle
from specloop.openapi.composer import compose
from specloop.openapi.document import Document
from specloop.openapi.retrieval import Retriever, retriever_for


def load_document(
    source: str | Path, *, text: bytes | None = None, retriever: Retriever | None = None, remote: bool = False
) -> Document:
    """Read an OpenAPI document, and those that it refers to; whether it is a good one is for `check` to say.

    Args:
        source: Its path or URL.
        text: Its bytes, if they are known already.
        retriever: Where it lies with the documents it refers to, if not where its path or URL says.
        remote: Whether documents on other machines may be fetched, because it refers to them.

    Raises:
        InputError: It cannot be read.
    """
    name = str(source)
    retriever = retriever or retriever_for(name, remote=remote)
    return bundle(compose(name, retriever.retrieve(retriever.root_uri) if text is None else text), retriever, compose)
