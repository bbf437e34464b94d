"""Encodes models, enums, dates, dicts and lists as JSON, or as data that `json.dumps` accepts."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from math import isfinite
from typing import Any

import msgspec

from ._object_plans import read_only_names
from ._plan_code import namespace
from ._schema_plans import is_model, model_properties, to_struct_function, to_struct_functions
from ._timestamps import check_time_zone, format_date, format_datetime, has_no_time_zone
from ._types import UNSET

__all__ = [
    "check_numbers",
    "check_sendable",
    "encode",
    "is_plain_data",
    "to_builtins",
    "with_time_zone",
    "without_read_only",
]

_SCALAR_TYPES = {type(None), bool, int, str}
_CONTAINER_TYPES = {dict, list}
_TEXTS = (str, bytes, bytearray, memoryview)
# Python's marshal writes a float as its IEEE 754 binary64 bytes, little-endian. These are the last two bytes of
# infinities and NaNs.
_NOT_FINITE_BYTES = (b"\xf0\x7f", b"\xf0\xff", b"\xf8\x7f", b"\xf8\xff")


def _plain_date(value: date) -> Any:
    return format_datetime(value) if isinstance(value, datetime) else format_date(value)


def _encode_subclass(value: Any) -> Any:
    if isinstance(value, date):  # msgspec does not encode subclasses of datetime and date.
        return _plain_date(value)
    raise TypeError(f"{type(value).__name__} cannot be sent")


_encoder = msgspec.json.Encoder(enc_hook=_encode_subclass, decimal_format="number")


def encode(value: Any) -> bytes:
    """Encode models, enums, dates, dicts and lists as JSON.

    Raises:
        TypeError: A value has a type that cannot be encoded.
        ValueError: A number is infinite or NaN, which JSON does not have.
    """
    return _encoder.encode(plain(value))


def to_builtins(value: Any) -> Any:
    """Convert models, enums and dates to Python's built-in types, for `json.dumps`.

    Raises the same exceptions as `encode`.
    """
    return msgspec.to_builtins(plain(value), enc_hook=_encode_subclass)


def check_sendable(value: Any) -> None:
    """Check that a value can be sent as JSON: all its datetimes have a time zone, and all its numbers are finite.

    Raises:
        ValueError: A datetime has no time zone, or a number is infinite or NaN.
    """
    _check(value, check_time_zone)


def check_numbers(value: Any) -> None:
    """Raise ValueError if a value contains an infinite number or NaN, which JSON does not have."""
    _check(value, _accept)


def _accept(_: datetime) -> None:
    """Do nothing. Used instead of `check_time_zone` where a datetime needs no time zone."""


def _check(value: Any, check_datetime: Callable[[datetime], None]) -> None:
    kind = type(value)
    if kind in _SCALAR_TYPES or (kind in _CONTAINER_TYPES and is_plain_data(value)):
        return
    if isinstance(value, datetime):
        check_datetime(value)
    elif isinstance(value, float | Decimal):
        finite(value)
    elif is_model(kind):
        for name, _, _, holds_dates in model_properties(kind):
            # A datetime for a date is sent as its date, so it needs no time zone.
            _check(getattr(value, name), _accept if holds_dates else check_datetime)
        _check(value._extra, check_datetime)
    elif isinstance(value, Mapping):
        for item in value.values():
            _check(item, check_datetime)
    elif _is_list(value):
        for item in value:
            _check(item, check_datetime)


def with_time_zone(value: Any, timezone: tzinfo) -> Any:
    """Return a copy of a value in which each datetime without a time zone gets `timezone`."""
    kind = type(value)
    if kind in _SCALAR_TYPES or (kind in _CONTAINER_TYPES and is_plain_data(value)):
        return value
    if isinstance(value, datetime):
        return value.replace(tzinfo=timezone) if has_no_time_zone(value) else value
    if is_model(kind):
        result = copy(value)
        for name, *_ in model_properties(kind):
            setattr(result, name, with_time_zone(getattr(value, name), timezone))
        if value._extra:
            result.additional_properties = with_time_zone(value._extra, timezone)
        return result
    if isinstance(value, Mapping):
        return {key: with_time_zone(item, timezone) for key, item in value.items()}
    if _is_list(value):
        return (tuple if kind is tuple else list)(with_time_zone(item, timezone) for item in value)
    return value


def without_read_only(value: Any) -> Any:
    """Return a copy of a value without the `readOnly` properties of its models, which only the server sets."""
    kind = type(value)
    if is_model(kind):
        to_struct_function(kind)  # this call also fills read_only_names
        return _copy_without_read_only(value) if read_only_names else value
    if kind in _SCALAR_TYPES or (kind in _CONTAINER_TYPES and is_plain_data(value)):
        return value
    if isinstance(value, Mapping):
        return {key: without_read_only(item) for key, item in value.items()}
    if _is_list(value):  # A tuple may be a file: (name, content).
        return (tuple if kind is tuple else list)(without_read_only(item) for item in value)
    return value


def _copy_without_read_only(value: Any) -> Any:
    result = copy(value)
    hidden = read_only_names.get(type(value), ())
    for name, *_ in model_properties(type(value)):
        setattr(result, name, UNSET if name in hidden else without_read_only(getattr(value, name)))
    if value._extra:
        result.additional_properties = without_read_only(value._extra)
    return result


def plain(value: Any) -> Any:
    """Convert a value to one that msgspec can encode as JSON.

    A model, at any depth, becomes a msgspec struct with the JSON names of the properties. A date becomes a string in
    the documented format. UNSET values in lists and dicts are removed.
    """
    kind = type(value)
    to_struct = to_struct_functions.get(kind) or (to_struct_function(kind) if is_model(kind) else None)
    if to_struct is not None:
        return to_struct(value)
    if kind in _SCALAR_TYPES or (kind in _CONTAINER_TYPES and is_plain_data(value)):
        return value
    if isinstance(value, date):
        return _plain_date(value)
    try:
        return _plain_items(value)
    except RecursionError:
        return value  # Data nested this deep comes from a response, and msgspec encodes any depth that it decodes.


def _plain_items(value: Any) -> Any:
    if isinstance(value, dict | Mapping):
        return {key: plain(item) for key, item in value.items() if item is not UNSET}
    if _is_list(value):
        # Most lists hold models of one class, so the conversion function of the first item's class is looked up once.
        first = type(next(iter(value), None))
        to_struct = to_struct_functions.get(first, plain)
        return [to_struct(item) if type(item) is first else plain(item) for item in value]
    return finite(value)


def _is_list(value: Any) -> bool:
    """Return whether a value is sent as a JSON array: a list, or any other sequence or set of values."""
    return isinstance(value, list | tuple | AbstractSet | Sequence) and not isinstance(value, _TEXTS)


def finite(value: Any) -> Any:
    """Return `value` unchanged, after a check that it is not an infinite number or NaN.

    Raises:
        ValueError: The value is infinite or NaN. JSON has no such number, and msgspec would write null.
    """
    if isinstance(value, float | Decimal) and not isfinite(value):
        raise ValueError(f"{value!r} cannot be sent: JSON has no such number")
    return value


def _to_plain_dict(value: Any) -> dict[str, Any]:
    """Convert a model to a dict of its properties by JSON name, without UNSET values."""
    # This is slower than a msgspec struct. Generated code calls it if a struct cannot represent a model, for example
    # because of additional properties.
    result: dict[str, Any] = {}
    for name, json_name, is_date, _ in model_properties(type(value)):
        got = getattr(value, name)
        if got is not UNSET:
            result[json_name] = format_date(got) if is_date and isinstance(got, date) else plain(got)
    result.update(plain(value.additional_properties))
    return result


def is_plain_data(value: Any) -> bool:
    """Return whether msgspec encodes a value unchanged: it contains no models, dates or infinite numbers."""
    # marshal visits nested values in C, and rejects instances of classes such as models and dates.
    try:
        dumped = marshal.dumps(value, 2)
    except ValueError:
        return False
    return not any(pattern in dumped for pattern in _NOT_FINITE_BYTES)


vars(namespace).update(
    UTC=UTC,
    plain=plain,
    finite=finite,
    format_date=format_date,
    format_datetime=format_datetime,
    rfc3339=msgspec.to_builtins,
    to_plain_dict=_to_plain_dict,
)
