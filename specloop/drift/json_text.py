"""Decoding of JSON texts in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.

Values that not every parser accepts, such as the number 1e999, are decoded, too.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import Any

import msgspec

_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def utf16_encoding(head: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" for the first bytes of a JSON text; "" if the text is not in UTF-16."""
    if head[:2] in _UTF16_MARKS:
        return _UTF16_MARKS[head[:2]]
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\0" and head[1:2] != b"\0" else ""


def as_utf8(content: bytes) -> bytes:
    """Convert a JSON text to UTF-8 without a byte order mark."""
    if encoding := utf16_encoding(content[:4]):
        content = content.decode(encoding, "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def decode_json(content: bytes) -> Any:
    """Return the value of a JSON text in UTF-8, UTF-16 or UTF-32. Raises ValueError if the text is not JSON.

    A number beyond the range of a double, such as 1e999, becomes the largest double. Half of a surrogate pair becomes
    `?`.
    """
    try:
        return _decode(as_utf8(content))
    except (msgspec.DecodeError, RecursionError) as error:
        try:
            value = json.loads(
                content, parse_int=_limit_integer, parse_float=_limit_float, parse_constant=_reject_constant
            )
            return _decode(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise ValueError(str(error)) from None


_decode = msgspec.json.Decoder().decode


def _limit_float(digits: str) -> float:
    return min(max(float(digits), -sys.float_info.max), sys.float_info.max)


def _limit_integer(digits: str) -> int:
    # Python limits the digits of an integer in a text, but no limit is less than the digits of the largest double.
    return int(digits if len(digits) <= sys.float_info.max_10_exp else _limit_float(digits))


def _reject_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
