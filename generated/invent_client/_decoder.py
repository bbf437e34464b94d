"""Decoding of JSON to models, with a record of each place where the JSON does not match the contract.

msgspec decodes JSON to structs (instances of msgspec classes), and generated functions convert structs to models. JSON
that does not fit the structs is decoded to plain data, and then converted value by value.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from ._mismatch_records import ROOT, Mismatches, json_type
from ._plan_code import CANCELLED
from ._schema_plans import CompiledPlan, compiled_plan
from ._type_plans import NoVariantError

if TYPE_CHECKING:
    import threading

__all__ = ["UndecodableError", "convert", "decode"]


NO_MISMATCHES = Mismatches()


class UndecodableError(Exception):
    """Exception for a body that is not JSON, or whose outermost value has an undocumented JSON type."""


def decode(
    content: bytes, type_: Any, charset: str | None = None, cancelled: threading.Event | None = None
) -> tuple[Any, Mismatches]:
    """Decode JSON to a type, such as a model or a list of models.

    Args:
        content: JSON in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
        type_: The Python type of the result.
        charset: The encoding that the Content-Type states; None to detect it.
        cancelled: An event that another thread sets to end decoding early; None if decoding cannot be cancelled.

    Returns:
        The decoded value, and the places in it that do not match the contract.

    Raises:
        UndecodableError: The content is not JSON, or its outermost value has an undocumented JSON type.
        DecodingCancelled: The event `cancelled` was set.
    """
    if cancelled is None:
        return _decode(content, type_, charset, None)
    token = CANCELLED.set(cancelled)
    try:
        return _decode(content, type_, charset, cancelled)
    finally:
        CANCELLED.reset(token)


def _decode(
    content: bytes, type_: Any, charset: str | None, cancelled: threading.Event | None
) -> tuple[Any, Mismatches]:
    plan = compiled_plan(type_)
    if charset is not None:
        content = _to_utf8(content, charset)
    try:
        return _decode_to_structs(plan, content, cancelled)
    except (msgspec.ValidationError, NoVariantError):
        pass
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        # `detect_encoding` also recognizes a byte order mark, which RFC 8259, 8.1 allows parsers to ignore.
        encoding = json.detect_encoding(content)
        if charset is None and encoding != "utf-8":
            return _decode(content, type_, encoding, cancelled)
        raise _not_json(content, error) from None
    except RecursionError:
        raise UndecodableError("nested too deeply") from None
    try:
        data = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _not_json(content, error) from None
    except RecursionError:
        raise UndecodableError("nested too deeply") from None
    result = _read_leniently(plan, data, cancelled)
    plan.extend()
    return result


def _not_json(content: bytes, error: Exception) -> UndecodableError:
    start = content.lstrip()[:1]
    if not start:
        return UndecodableError("the body is empty")
    return UndecodableError("the body is HTML or XML, not JSON" if start == b"<" else f"not JSON: {error}")


def _decode_to_structs(plan: CompiledPlan, content: bytes, cancelled: threading.Event | None) -> tuple[Any, Mismatches]:
    """Decode JSON to msgspec structs with the decoders in `plan`, and convert the structs to models.

    Return the value, and the places in it that do not match the contract.

    Raises:
        msgspec.ValidationError: The JSON does not fit the msgspec structs.
        NoVariantError: The JSON matches no variant of a union.
    """
    if plan.extended is None:
        return plan.to_model(plan.decode(content)), NO_MISMATCHES
    if not plan.expects_mismatches:
        try:
            return plan.to_model(plan.decode(content)), NO_MISMATCHES
        except (msgspec.ValidationError, NoVariantError):
            plan.expects_mismatches = True
    mismatches = Mismatches(cancelled)
    value = plan.extended.to_model(plan.extended.decode(content), ROOT, mismatches)
    mismatches.finish()
    plan.expects_mismatches = mismatches.total > 0
    return value, mismatches


def convert(data: Any, type_: Any) -> tuple[Any, Mismatches]:
    """Convert data from `json.loads` to a type, such as a model class.

    Returns:
        The converted value, and the places in it that do not match the contract.

    Raises:
        UndecodableError: The outermost value has a JSON type that the contract does not document.
    """
    plan = compiled_plan(type_)
    if type(data) is not dict and isinstance(data, Mapping):
        data = dict(data)  # msgspec drops undocumented properties of non-dict mappings.
    try:
        try:
            return plan.to_model(msgspec.convert(data, plan.struct)), NO_MISMATCHES
        except (msgspec.ValidationError, NoVariantError, TypeError):
            data = _to_json_types(data)
    except RecursionError:
        raise UndecodableError("nested too deeply") from None
    return _read_leniently(plan, data)


def _read_leniently(
    compiled: CompiledPlan, data: Any, cancelled: threading.Event | None = None
) -> tuple[Any, Mismatches]:
    plan = compiled.plan
    if plan.kinds and type(data) not in plan.kinds and not plan.is_open_type:
        raise UndecodableError(f"expected {plan.expected}, got {json_type(data)}")
    mismatches = Mismatches(cancelled)
    try:
        value = plan.read(data, ROOT, mismatches)
    except RecursionError:
        raise UndecodableError("nested too deeply") from None
    mismatches.finish()
    return value, mismatches


def _to_utf8(content: bytes, charset: str) -> bytes:
    try:
        codecs.lookup(charset)
        text = content.decode(charset)
    except LookupError:
        return content
    except UnicodeError as error:
        reason = error.reason if isinstance(error, UnicodeDecodeError) else "not decodable"
        raise UndecodableError(f"not {charset}: {reason}") from None
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").encode("utf-8", "surrogatepass")


def _to_json_types(data: Any) -> Any:
    """Return a copy of a value with dicts in place of other mappings, and lists in place of tuples."""
    if isinstance(data, Mapping):
        return {key: _to_json_types(item) for key, item in data.items()}
    return [_to_json_types(item) for item in data] if isinstance(data, list | tuple) else data
