"""Serialization of argument values by the styles of OpenAPI, for paths, queries, headers, cookies and forms.

    style            location        [3, 4]                       {"a": 3, "b": 4}
    form             query, cookie   n=3&n=4     or n=3,4         a=3&b=4       or n=a,3,b,4
    simple           path, header    3,4                          a=3,b=4       or a,3,b,4
    label            path            .3.4        or .3,4          .a=3.b=4      or .a,3,b,4
    matrix           path            ;n=3;n=4    or ;n=3,4        ;a=3;b=4      or ;n=a,3,b,4
    spaceDelimited   query           n=3%204                      n=a%203%20b%204
    pipeDelimited    query           n=3%7C4                      n=a%7C3%7Cb%7C4
    deepObject       query           n%5B0%5D=3&n%5B1%5D=4        n%5Ba%5D=3&n%5Bb%5D=4

Where a cell has two forms, the first is the one with `explode`. Dates and times are written as in RFC 3339, and None in
a list as an empty text. Empty lists and objects are not sent.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from math import isfinite
from typing import Any
from urllib.parse import quote

from ._types import UNSET

__all__ = [
    "check_array",
    "cookie_text",
    "header_text",
    "is_sent",
    "named_error",
    "pairs",
    "path_text",
    "plain",
    "query_text",
    "querystring_text",
    "text",
]

# With `allowReserved`, these characters are not percent-encoded. The reserved characters `&`, `+` and `#` are always
# encoded, because they would change the meaning of the query.
_RESERVED = ":/?@!$'()*,;=[]"

_DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C", "deepObject": ","}


def is_sent(value: Any) -> bool:
    """Return whether an argument is sent, i.e. is not None or UNSET."""
    return value is not None and value is not UNSET


def check_array(name: str, value: Any) -> None:
    """Raise TypeError if the value of an array argument is not a list, another sequence, or a set.

    Text and bytes also raise TypeError; None and UNSET do not.

    Args:
        name: The name of the argument, for the message.
        value: The value of the argument.
    """
    is_text = isinstance(value, (str, bytes, bytearray, memoryview))
    if is_sent(value) and (is_text or not isinstance(value, (Sequence, AbstractSet))):
        raise TypeError(f"{name}: expected a list or another sequence, got {type(value).__name__}")


def named_error(name: str, error: TypeError | ValueError) -> TypeError | ValueError:
    """Return a copy of an error about an argument, with the argument's name at the start of the message."""
    return (ValueError if isinstance(error, ValueError) else TypeError)(f"{name}: {error}")


def plain(value: Any) -> Any:
    """Convert the outermost level of an argument to simple types.

        a scalar, such as a number or a date    its text; "" for None
        a list, tuple or set                    a list of the same items, without UNSET
        a dict or model                         a dict of the same values, without None and UNSET

    Raises:
        ValueError: A number is infinite or NaN, or a datetime has no time zone.
        TypeError: A value has a type that cannot be sent.
    """
    if isinstance(value, (str, int, float)):
        return _scalar_text(value)
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set, frozenset)):
        return [each for each in value if each is not UNSET]
    if isinstance(value, Mapping):
        return {key: each for key, each in value.items() if is_sent(each)}
    return plain(_to_simple_type(value))


def _scalar_text(value: str | float) -> str:
    if isinstance(value, str):
        return value if type(value) is str else str.__str__(value)  # An enum may override str(), but its value is sent.
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if not isfinite(value):
        raise ValueError(f"{value!r} cannot be sent: JSON has no such number")
    return float.__repr__(value)


def _to_simple_type(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (bytes, bytearray)):
        return b64encode(value).decode()
    # imported here: loads msgspec, which most parameters do not need
    from ._encoder import check_sendable, to_builtins, without_read_only

    check_sendable(value)
    built = to_builtins(without_read_only(value))  # Dates and UUIDs become str, models become dict.
    if type(built) is type(value):
        raise TypeError(f"{type(value).__name__} cannot be sent as a parameter")
    return built


def text(value: Any) -> str:
    """Return the text that is sent for a value: a scalar such as "3" or "true", or JSON for a list or object."""
    simple = plain(value)
    return simple if isinstance(simple, str) else json_text(value)


def json_text(value: Any) -> str:
    """Return a value as JSON text."""
    # imported here: loads msgspec, which most parameters do not need
    from ._encoder import check_sendable, encode, without_read_only

    check_sendable(value)
    return encode(without_read_only(value)).decode()


def pairs(name: str, value: Any, style: str, *, explode: bool, arrays: str = "indices") -> list[tuple[str, str]]:
    """Return a value as pairs of name and value for a form, without percent-encoding.

    Args:
        name: The name of the parameter or form field.
        value: A scalar, list or object.
        style: "form", "deepObject", "spaceDelimited" or "pipeDelimited".
        explode: Whether each item of a list, or property of an object, becomes a separate pair.
        arrays: How `deepObject` writes lists: "indices" (`n[0]=3`), "brackets" (`n[]=3`) or "repeat" (`n=3`).
    """
    simple = plain(value)
    if isinstance(simple, str):
        return [(name, simple)]
    if style == "deepObject" or (isinstance(simple, list) and any(map(_is_container, simple))):
        return list(_bracket_pairs(name, simple, arrays))
    if isinstance(simple, list):
        items = [text(each) for each in simple]
        if explode:
            return [(name, item) for item in items]
    else:
        if explode:
            return [
                pair
                for key, each in simple.items()
                for pair in (
                    _bracket_pairs(str(key), each, arrays)
                    if isinstance(plain(each), dict)
                    else pairs(str(key), each, "form", explode=True)
                )
            ]
        items = [item for key, each in simple.items() for item in (str(key), text(each))]
    between = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
    return [(name, between.join(items))] if items else []


def _bracket_pairs(name: str, value: Any, arrays: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of name and value for a nested list or object, such as ("items[0][price]", "3").

    `arrays` determines the names of list items: "indices" (`n[0]`), "brackets" (`n[]`) or "repeat" (`n`).
    """
    simple = plain(value)
    if isinstance(simple, str):
        yield name, simple
    elif isinstance(simple, dict):
        for key, each in simple.items():
            yield from _bracket_pairs(f"{name}[{key}]", each, arrays)
    else:
        for index, each in enumerate(simple):
            # If a list contains objects, only an index shows which properties belong to the same object.
            needs_index = arrays == "indices" or (arrays == "repeat" and _is_container(each))
            suffix = f"[{index}]" if needs_index else "[]" if arrays == "brackets" else ""
            yield from _bracket_pairs(f"{name}{suffix}", each, arrays)


def _is_container(value: Any) -> bool:
    return not isinstance(plain(value), str)


def query_text(
    name: str, value: Any, style: str, *, explode: bool, allow_reserved: bool = False, arrays: str = "indices"
) -> str:
    """Return a query parameter in percent-encoded form, such as `name=value`; "" for an empty list or object."""
    safe = _RESERVED if allow_reserved else ""
    simple = plain(value)
    if isinstance(simple, str):
        return f"{_quoted(name)}={_quoted(simple, safe=safe)}"
    if explode or style == "deepObject" or (isinstance(simple, list) and any(map(_is_container, simple))):
        parts = pairs(name, simple, style, explode=True, arrays=arrays)
        return "&".join([f"{_quoted(key)}={_quoted(each, safe=safe)}" for key, each in parts])
    items = [_quoted(item, safe=safe) for item in _flat(simple)]
    return f"{_quoted(name)}={_DELIMITERS[style].join(items)}" if items else ""


def querystring_text(value: Any, content_type: str) -> str:
    """Return the whole query string for one value, percent-encoded.

    Text is used as it is, an object becomes form fields if `content_type` is a form, and other values become JSON.
    """
    simple = plain(value)
    if isinstance(simple, str):
        return _quoted(simple, safe=_RESERVED + "&")
    if content_type.startswith("application/x-www-form-urlencoded") and isinstance(simple, dict):
        parts = [query_text(str(key), each, "form", explode=True) for key, each in simple.items()]
        return "&".join(filter(None, parts))
    return _quoted(json_text(value))


def path_text(name: str, value: Any, style: str, *, explode: bool) -> str:
    """Return the percent-encoded text of a path parameter.

    Raises:
        ValueError: The text of the value is empty, so the request would reach a different path.
    """
    simple = plain(value)
    if isinstance(simple, str):
        if not simple:
            raise ValueError("the value is empty, which is not allowed in a path")
        word = _quoted(simple, safe="")
        return {"label": f".{word}", "matrix": f";{_quoted(name)}={word}"}.get(style, word)
    if not simple:
        raise ValueError("the value is empty, which is not allowed in a path")
    if explode and isinstance(simple, dict):
        words = [f"{_quoted(str(key))}={_quoted(text(each))}" for key, each in simple.items()]
    else:
        words = [_quoted(item, safe="") for item in _flat(simple)]
        if explode and style == "matrix":
            words = [f"{_quoted(name)}={word}" for word in words]
    if style == "label":
        return "." + ("." if explode else ",").join(words)
    if style == "matrix":
        return ";" + (";".join(words) if explode else f"{_quoted(name)}={','.join(words)}")
    return ",".join(words)


def header_text(value: Any, *, explode: bool) -> str:
    """Return the text of a header parameter, without percent-encoding."""
    simple = plain(value)
    if isinstance(simple, str):
        return simple
    if explode and isinstance(simple, dict):
        return ",".join([f"{key}={text(each)}" for key, each in simple.items()])
    return ",".join(_flat(simple))


def cookie_text(name: str, value: Any, style: str, *, explode: bool) -> str:
    """Return a cookie parameter, such as `name=value`; "" for an empty list or object.

    The value is percent-encoded, unless the style is "cookie".

    Raises:
        ValueError: The style is "cookie", and the value contains a character that no cookie can contain.
    """
    simple = plain(value)
    is_text = isinstance(simple, str)
    parts = [(name, simple)] if is_text else pairs(name, simple, "form", explode=explode)
    if style != "cookie":
        return "; ".join([f"{key}={_quoted(each, safe='' if is_text else ',')}" for key, each in parts])
    if any(";" in each or not each.isprintable() for _, each in parts):
        raise ValueError("the value contains a semicolon or a control character, which is not allowed in a cookie")
    return "; ".join([f"{key}={each}" for key, each in parts])


def form_text(members: list[tuple[str, str]]) -> bytes:
    """Return an application/x-www-form-urlencoded body for pairs of name and value."""
    from urllib.parse import quote_plus

    return "&".join([f"{quote_plus(key)}={quote_plus(each)}" for key, each in members]).encode()


def _quoted(text: str, *, safe: str = "") -> str:
    # Most names and values consist of ASCII letters and digits and need no encoding. Checking this is faster than
    # `quote`.
    return text if text.isalnum() and text.isascii() else quote(text, safe=safe)


def _flat(simple: Any) -> list[str]:
    if isinstance(simple, list):
        return [text(each) for each in simple]
    return [item for key, each in simple.items() for item in (str(key), text(each))]
