"""Encodings of JSON files: UTF-8 with or without a byte order mark, and UTF-16. Some Windows tools write UTF-16."""

from __future__ import annotations

import codecs

_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def utf16_encoding(head: bytes) -> str:
    """Return the Python name of a JSON text's UTF-16 encoding. Return "" if the text is in UTF-8.

    `head` is the beginning of the text.
    """
    if head[:2] in _UTF16_MARKS:
        return _UTF16_MARKS[head[:2]]
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\0" and head[1:2] != b"\0" else ""


def as_utf8(content: bytes) -> bytes:
    """Convert a JSON text to UTF-8. A byte order mark is removed (RFC 8259, 8.1)."""
    if encoding := utf16_encoding(content[:4]):
        content = content.decode(encoding, "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)
