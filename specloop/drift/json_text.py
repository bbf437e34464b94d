"""Decoding of JSON texts in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.

Values that not every parser accepts, such as the number 1e999, are decoded, too.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import Any

import msgspec

from specloop.openapi.yaml_parser import UTF8, text_encoding


def as_utf8(content: bytes) -> bytes:
    """Convert a JSON text to UTF-8 without a byte order mark."""
    if (encoding := text_encoding(content)) != UTF8:
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
