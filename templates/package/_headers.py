"""Validation of header names and values. Messages do not contain the values, which may be secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx2 import Headers

__all__ = ["is_token", "set_headers"]

_TOKEN_CHARACTERS = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def is_token(text: str) -> bool:
    """Return whether a text is a token (RFC 9110, section 5.6.2), which can be the name of a header or a method."""
    return bool(text) and _TOKEN_CHARACTERS.issuperset(text)


def set_headers(headers: Headers, changes: Mapping[str, Any]) -> None:
    """Add the headers in `changes` to `headers`, or replace those of the same name. A value of None removes the header.

    Raises:
        ValueError: The name or the value of a header is invalid. For example, it contains a line break.
        TypeError: A value has a type that cannot be sent.
    """
    for name, value in changes.items():
        if not is_token(name):
            raise ValueError(f"{name!r} is not a valid header name")
        if value is None:
            headers.pop(name, None)
            continue
        text = value if type(value) is str else _text(name, value)
        if text != text.strip() or not text.replace("\t", " ").isprintable():
            raise ValueError(
                f"The header {name} contains a control character, such as a line break, or begins or ends with a space"
            )
        headers[name] = text


def _text(name: str, value: Any) -> str:
    from ._operation import Parameter

    return Parameter(name, "header").encode(value)
