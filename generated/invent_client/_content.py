"""Encoding of request bodies. The media type determines how the body argument of a call becomes bytes.

    application/json, */*+json          any data, including models
    application/x-www-form-urlencoded   an object; a list becomes a field for each item, a nested object becomes JSON
    multipart/form-data                 an object; bytes, files, paths, (name, content[, media type]) become file parts;
                                        any other value becomes the part `file`, a list becomes several such parts
    text/*                              text
    anything else                       bytes, text, a path, a file, or an iterable of bytes

Paths, files and iterables are read while they are sent; other values are encoded in memory first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from mimetypes import guess_type
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from ._encoder import check_sendable, encode, without_read_only
from ._operation import Body, BodyFields, is_json, with_dates
from ._schema_plans import is_model
from ._serialization import check_array, form_text, is_sent, json_text, named_error, pairs, plain, text
from ._types import UNSET
from ._uploads import Multipart, Upload, check_part_header, disposition, is_chunks, is_upload

if TYPE_CHECKING:
    from ._operation import Operation

__all__ = ["Content", "choose_media_type", "encode_body"]

Content = bytes | Upload | Multipart

_OCTETS = "application/octet-stream"


def choose_media_type(operation: Operation, content_type: str | None, value: Any) -> Body | None:
    """Choose the documented media type in which a body is sent. Return None if the call sends no body.

    Args:
        operation: The operation.
        content_type: The media type that the caller chose; None for the default.
        value: The body argument of the call.

    Raises:
        ValueError: The call passes a body without a media type, but the operation documents no body.
        TypeError: A required argument is missing, or an argument is documented only for other media types.
    """
    body: Body | None = operation.bodies[0] if operation.bodies else None
    if value is UNSET or (body is not None and not body.required and _sends_no_body(value)):
        return None
    if content_type is None:
        if body is None:
            raise ValueError(f"{operation.name} has no body")
        _check_fields(operation, body, value)
        return body
    base = _base(content_type)
    for each in operation.bodies:
        if _base(each.content_type) == base:
            _check_fields(operation, each, value)
            return each.in_media_type(content_type)
    return Body(content_type)


def _check_fields(operation: Operation, media: Body, value: Any) -> None:
    """Raise TypeError if a required argument is missing, or if an argument is documented only for other media types."""
    if isinstance(value, BodyFields) and not media.fields:
        name = next((name for name, each in value.items() if each is not UNSET), None)
        if name is None:
            raise TypeError(f"body is missing; it is required for {media.content_type}")
        _refuse(name, media, [each.content_type for each in operation.bodies if each.fields])
    if not media.fields:
        return
    if not isinstance(value, Mapping) and not is_model(type(value)):
        _refuse("body", media, [each.content_type for each in operation.bodies if not each.fields])
    for name in value if isinstance(value, dict) else ():
        others = [each.content_type for each in operation.bodies if name in each.fields]
        if name not in media.fields and value[name] is not UNSET:
            _refuse(name, media, others)
    for name in media.needed if isinstance(value, dict) else ():
        if value.get(name, UNSET) is UNSET:
            raise TypeError(f"{name} is missing; it is required for {media.content_type}")


def _refuse(name: str, media: Body, others: list[str]) -> None:
    """Raise TypeError if the argument `name`, which `media` does not document, is documented for other media types.

    `others` are these media types, and the message recommends them. If `others` is empty, do nothing.
    """
    if others:
        allowed = " or ".join(others)
        raise TypeError(f"{name} is not part of the {media.content_type} body; pass content_type: {allowed}")


def encode_body(media: Body, value: Any) -> tuple[Content, str]:
    """Encode the body argument of a call as the content of a request.

    Args:
        media: The documented media type of the body.
        value: The body argument.

    Returns:
        The content, and the Content-Type header.

    Raises:
        TypeError: The value cannot be sent in this media type. The message names the property, or else `body`.
        ValueError: The value contains an infinite number or NaN, or a datetime without a time zone.
        OSError: A file cannot be read.
    """
    for name in media.arrays:
        if not name:
            check_array("body", value)
        elif isinstance(value, Mapping):
            check_array(name, value.get(name))
    try:
        return _encode_body(media, value)
    except (TypeError, ValueError) as error:
        raise named_error(_failing_property(media, value), error) from error


def _failing_property(media: Body, value: Any) -> str:
    """Return the name of the first property whose value cannot be encoded; "body" if there is none."""
    if not isinstance(value, Mapping) or not _is_sendable(media, {}):
        return "body"
    return next((str(name) for name, each in value.items() if not _is_sendable(media, {name: each})), "body")


def _is_sendable(media: Body, value: Any) -> bool:
    try:
        _encode_body(media, value)
    except (TypeError, ValueError):
        return False
    return True


def _encode_body(media: Body, value: Any) -> tuple[Content, str]:
    """Encode a body like `encode_body`, but raise exceptions whose messages do not name the property."""
    content_type = media.content_type
    base = _base(content_type)
    if media.constants and isinstance(value, dict):
        value = {name: media.constants.get(name, UNSET) if each is UNSET else each for name, each in value.items()}
    if media.dates:
        value = _with_dates(value, media.dates)
    check_sendable(value)
    value = without_read_only(value)
    if is_json(base):
        if isinstance(value, dict):
            value = {key: each for key, each in value.items() if each is not UNSET}
        return encode(value), content_type
    if base == "application/x-www-form-urlencoded" and not isinstance(value, (str, bytes)):
        return form_text(list(_members(value, media))), content_type
    if base == "multipart/form-data" and "boundary=" not in content_type.lower():
        # A value that is not an object becomes the part `file` of the multipart body; a list becomes several parts.
        is_object = not _is_file(value) and not isinstance(value, (str, list, tuple, AbstractSet))
        return _multipart(value if is_object else {"file": value}, media)
    if base.startswith("text/") and isinstance(value, str):
        named = content_type if "charset" in content_type.lower() else f"{content_type}; charset=utf-8"
        return value.encode(), named
    return _octets(value), content_type if "*" not in content_type else "application/octet-stream"


def _with_dates(value: Any, types: Mapping[str, Callable[[], Any]]) -> Any:
    """Return a copy of a body in which each datetime becomes a date if the contract documents a date there.

    `types` maps property names to functions that return the Python type of the property. If the body is not an
    object, the only key is "", for the whole body.
    """
    if "" in types:
        return with_dates(value, types[""])
    if not isinstance(value, Mapping):
        return value
    return {key: with_dates(each, types[key]) if key in types else each for key, each in value.items()}


def _sends_no_body(value: Any) -> bool:
    """Return whether a value is None, or a dict of arguments that are all UNSET. An empty dict is a body: `{}`."""
    return value is None or (isinstance(value, dict) and bool(value) and all(each is UNSET for each in value.values()))


def _base(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _object(value: Any) -> Mapping[str, Any]:
    simple = value if isinstance(value, Mapping) else plain(value)
    if not isinstance(simple, Mapping):
        raise TypeError(f"{type(value).__name__} cannot be sent as a form; expected a dict or a model")
    return {key: each for key, each in simple.items() if is_sent(each)}


def _members(value: Any, media: Body) -> Iterable[tuple[str, str]]:
    for name, each in _object(value).items():
        simple = plain(each)
        if name in media.styles:
            style, explode = media.styles[name]
            yield from pairs(name, simple, style, explode=explode)
        elif isinstance(simple, dict) or is_json(media.encoding.get(name, "")):
            yield name, json_text(each)
        else:
            yield from pairs(name, simple, "form", explode=True)


def _multipart(value: Any, media: Body) -> tuple[Content, str]:
    parts = [
        _part(part_name, item, media.encoding.get(name), is_file=name in media.files)
        for name, each in _object(value).items()
        for part_name, item in _part_values(name, each, media)
    ]
    body = Multipart(parts or [({"Content-Disposition": disposition("", None)}, b"")])
    if any(isinstance(content, Upload) for _, content in parts):
        return body, body.content_type
    return b"".join(body.chunks()), body.content_type


def _part_values(name: str, value: Any, media: Body) -> Iterable[tuple[str, Any]]:
    """Return the parts of a multipart body for one property, as pairs of the part's name and its value.

    A list becomes one part for each item. If the property is a single file, a list contains chunks of this file, and
    becomes one part. A property with a style becomes the parts that a form has in this style.
    """
    is_one = media.files.get(name) is False
    if name in media.styles and not _is_file(value):
        style, explode = media.styles[name]
        return pairs(name, value, style, explode=explode)
    if isinstance(value, Mapping) and value and all(map(_is_file, value.values())):
        return [(f"{name}[{key}]", item) for key, item in value.items()]
    is_sequence = isinstance(value, (Sequence, AbstractSet)) and not isinstance(
        value, (str, bytes, bytearray, memoryview)
    )
    is_several = is_sequence and not is_one and not _is_file(value)
    return [(name, item) for item in value] if is_several else [(name, value)]


def _is_file(value: Any) -> bool:
    if isinstance(value, tuple):  # a file: (name, content[, media type[, headers]])
        return 2 <= len(value) <= 4 and isinstance(value[0], (str, type(None)))  # noqa: PLR2004
    return isinstance(value, (bytes, bytearray, memoryview)) or is_upload(value)


def _part(name: str, item: Any, content_type: str | None, *, is_file: bool) -> tuple[dict[str, str], bytes | Upload]:
    """Return the header fields and the content of one part of a multipart body.

    `content_type` is the documented media type; None if there is none.

    Raises:
        TypeError: `is_file` is True and `item` cannot be a file; or `item` is a tuple, but not of the form
            `(name, content[, media type[, headers]])`.
    """
    filename: str | None = None
    headers: Mapping[str, str] = {}
    if isinstance(item, tuple) and _is_file(item):
        filename, item, *more = item
        stated = more[0] if more else None
        media_type = _file_type(filename, content_type) if stated is None else check_part_header("Content-Type", stated)
        headers = more[1] if len(more) > 1 else {}
        content = _octets(item)
    elif _is_file(item) or is_file:
        if not _is_file_content(item):
            expected = "bytes, a path, a file, an iterable of bytes, or (name, content[, media type[, headers]])"
            if isinstance(item, str):
                expected = "pathlib.Path(...) for the file with this name, or bytes for this text"
            raise TypeError(f"{type(item).__name__} cannot be sent as a file; expected {expected}")
        source = fspath(item) if isinstance(item, PathLike) else getattr(item, "name", None)
        filename = source.replace("\\", "/").rpartition("/")[2] if isinstance(source, str) else "upload"
        media_type, content = _file_type(filename, content_type), _octets(item)
    elif isinstance(item, tuple):
        raise TypeError(f"a part is a tuple of {len(item)} items; expected (name, content[, media type[, headers]])")
    else:
        simple = plain(item)
        if isinstance(simple, str) and not is_json(content_type or ""):
            media_type, content = content_type or "text/plain; charset=utf-8", simple.encode()
        else:
            media_type, content = content_type or "application/json", json_text(item).encode()
    fields = {"Content-Disposition": disposition(name, filename), "Content-Type": media_type}
    return fields | {field: check_part_header(field, text) for field, text in headers.items()}, content


def _is_file_content(value: Any) -> bool:
    """Return whether a value can be a file in a multipart body, such as bytes or a path.

    A str cannot be one, because it is unclear whether it is the path or the content of the file.
    """
    if isinstance(value, tuple) and not _is_file(value):
        return not any(isinstance(each, str) for each in value)
    return _is_file(value) or is_chunks(value)


def _file_type(filename: str | None, documented: str | None) -> str:
    """Return the media type of a file by its name, such as `image/png` for `logo.png`.

    For an unknown extension, return the `documented` media type, or else `application/octet-stream`.
    """
    guessed = guess_type(filename or "")[0] or _OCTETS
    return documented or _OCTETS if guessed in (_OCTETS, _base(documented or "")) else guessed


def _octets(value: Any) -> bytes | Upload:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, tuple) and any(isinstance(each, str) for each in value):
        raise TypeError("this body has no file name; pass the content instead of a tuple of name and content")
    if is_upload(value) or (isinstance(value, Iterable) and not isinstance(value, Mapping)):
        return Upload(value)
    if isinstance(plain(value), Mapping):
        kind = type(value).__name__
        raise TypeError(f"{kind} cannot be sent as bytes; expected bytes, text, a path, a file or an iterable")
    return text(value).encode()
