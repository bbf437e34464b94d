"""Redaction: `[secret]` replaces secret values in recordings, curl commands and reprs of models.

A value is secret by the name of its property, parameter or header: names such as `password`, and names that the
contract declares secret.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ._metadata import SECRET_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx2

__all__ = [
    "REDACTED",
    "blank_content",
    "blank_pairs",
    "blank_query",
    "blank_value",
    "has_named_values",
    "has_secret",
    "is_secret_name",
]

REDACTED = "[secret]"

# Names are compared in lower case and without separators, so that `apiKey`, `api_key` and `X-Api-Key` are the same.
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_ENDINGS = (
    *("password", "passwd", "pwd", "passphrase", "passcode", "secret", "jwt"),
    *("apikey", "accesskey", "privatekey", "secretkey", "signingkey", "encryptionkey", "authorization"),
)
# The token of a page and of a repeatable request is no secret, and needed to understand the request.
_PUBLIC_TOKENS = tuple(
    f"{each}token"
    for each in (
        *("page", "pagination", "cursor", "next", "previous", "prev", "continuation", "start", "starting"),
        *("resume", "sync", "idempotency"),
    )
)
# Numbers of tokens, which forms and queries contain as text.
_TOKEN_COUNTS = tuple(f"{each}tokens" for each in ("max", "min", "total", "input", "output", "prompt", "completion"))
# No pattern backtracks over text of a server, so that the time is linear in its length.
_BOUNDARY = re.compile(r';\s*boundary="?([^";\s]+)', re.IGNORECASE)
_PART_NAME = re.compile(rb';\s*name\*?\s*=\s*"?([^"\r\n;]*)', re.IGNORECASE)
_PART_TYPE = re.compile(rb"\r\ncontent-type:([^\r\n]*)", re.IGNORECASE)
_NAME_IN_TEXT = re.compile(r"""(?<![^"':=,{}\[\]\r\n])([^"':=,{}\[\]\r\n]++)["']?\s*+[:=]""")
_FORM = "application/x-www-form-urlencoded"
_RECORD_SEPARATOR = "\x1e"  # of a JSON text sequence
_LINE_END = re.compile(r"\r\n|\n|\r")
_END_OF_EVENT = re.compile(r"(\r\n\r\n|\n\n|\r\r)")
_DATA_LINE = re.compile(r"data:? ?(.*)")


def _flat(name: str) -> str:
    return _SEPARATORS.sub("", name.lower())


_DECLARED = frozenset(map(_flat, SECRET_NAMES))


def is_secret_name(name: str) -> bool:
    """Return whether the values of properties, parameters or headers with this name are secret.

    This is so if the name ends in a word such as `password`, `api_key` or `token`, or if the contract declares the
    property as `format: password` or `writeOnly`. Names such as `page_token` and `max_tokens` are not secret.
    """
    flat = _flat(name)
    singular = flat.removesuffix("s")
    if flat in _DECLARED or singular.endswith(_ENDINGS):
        return True
    return singular.endswith("token") and not (singular.endswith(_PUBLIC_TOKENS) or flat.endswith(_TOKEN_COUNTS))


def has_secret(name: str, value: Any) -> bool:
    """Return whether a property, parameter or header has a secret name and a value to hide.

    None, booleans and "" are never hidden. A number is hidden only if the contract declares the name as secret.
    """
    if value is None or isinstance(value, bool) or value == "":
        return False
    return is_secret_name(name) and (isinstance(value, (str, bytes)) or _flat(name) in _DECLARED)


def blank_value(name: str, value: Any) -> Any:
    """Return `[secret]` if the value is a secret (see `has_secret`), otherwise the value.

    In a list, each item is checked.
    """
    if has_secret(name, value):
        return REDACTED
    if isinstance(value, list) and is_secret_name(name):
        return [blank_value(name, each) for each in value]
    return value


def blank_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs of name and value in which `[secret]` replaces secret values."""
    return [(name, REDACTED if has_secret(name, value) else value) for name, value in pairs]


def blank_query(url: httpx2.URL, names: frozenset[str] = frozenset()) -> httpx2.URL:
    """Return a URL in which `[secret]` replaces the values of query parameters that are secret or listed in `names`."""
    pairs = url.params.multi_items()
    blanked = [(name, REDACTED if name in names else value) for name, value in blank_pairs(pairs)]
    return url if blanked == pairs else url.copy_with(params=blanked)


def blank_content(content: bytes, content_type: str, blank: Callable[[str], str]) -> str | None:
    """Return a body as text in which `[secret]` replaces secret values; None if the body is not UTF-8 text.

    Args:
        content: The body.
        content_type: Its media type.
        blank: A function that replaces the credentials of the client.
    """
    from ._operation import media_type

    if media_type(content_type).startswith("multipart/"):
        content = _blank_parts(content, content_type)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return blank(_blank_text(text, content_type))


def has_named_values(content_type: str) -> bool:
    """Return whether bodies of a media type contain names, by which secrets in them can be found.

    These are JSON, forms, multipart bodies and streams (of JSON items or server-sent events).
    """
    from ._operation import is_json, media_type
    from ._stream_formats import stream_format

    kind = media_type(content_type)
    return kind.startswith("multipart/") or kind == _FORM or is_json(kind) or stream_format(kind) != ""


def _blank_text(text: str, content_type: str) -> str:
    from ._operation import is_json, media_type
    from ._stream_formats import stream_format

    if media_type(content_type) == _FORM:
        from httpx2 import QueryParams

        pairs = QueryParams(text).multi_items()
        blanked = blank_pairs(pairs)
        return text if blanked == pairs else str(QueryParams(tuple(blanked)))
    format_ = stream_format(content_type)
    if format_ == "events":
        return "".join(map(_blank_event, _END_OF_EVENT.split(text)))
    if format_:
        return _blank_lines(text)
    if is_json(content_type):
        blanked_text = _blank_json(text)
        return _cut(text) if blanked_text is None else blanked_text
    return text


def _blank_json(text: str) -> str | None:
    """Return a JSON text in which `[secret]` replaces secret values; None if the text cannot be parsed."""
    try:
        data = json.loads(text, object_pairs_hook=_unique)
        found = _without_secrets(data)
        return text if found == data else json.dumps(found)
    except (ValueError, RecursionError):
        return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("An object has two properties of the same name")  # A parsed object would have only the last.
    return found


def _blank_lines(text: str) -> str:
    """Return JSON Lines, or a JSON text sequence, in which `[secret]` replaces secret values.

    If a line is not JSON, `[secret]` replaces everything after the next name of a secret value.
    """
    blanked: list[str] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        item = line.removeprefix(_RECORD_SEPARATOR)
        found = _blank_json(item) if item.strip() else item
        if found is None:
            return "\n".join([*blanked, _cut("\n".join(lines[index:]))])
        blanked.append(f"{line[: len(line) - len(item)]}{found}")
    return "\n".join(blanked)


def _blank_event(event: str) -> str:
    """Return a server-sent event in which `[secret]` replaces secret values of its data."""
    lines = _LINE_END.split(event)
    data = [found[1] for found in map(_DATA_LINE.fullmatch, lines) if found]
    text = "\n".join(data)
    blanked = _blank_json(text) if text else text
    if blanked is None or not data:
        return _cut(event)
    if blanked == text:
        return event
    return "\n".join([*(line for line in lines if not _DATA_LINE.fullmatch(line)), f"data: {blanked}"])


def _cut(text: str) -> str:
    """Return a text that is not JSON, with `[secret]` in place of everything after the first name of a secret value.

    For example, `{"id": 1, "password": "x` becomes `{"id": 1, "password": [secret]`.
    """
    for found in _NAME_IN_TEXT.finditer(text):
        if "\\" in found[1] or is_secret_name(found[1]):
            return f"{text[: found.end()]} {REDACTED}"
    return text


def _blank_parts(content: bytes, content_type: str) -> bytes:
    """Return a multipart body in which `[secret]` replaces secret values, by the names of the parts.

    If the parts cannot be found, `[secret]` replaces the whole body.
    """
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        return REDACTED.encode()
    delimiter = b"\r\n--" + boundary[1].encode()
    first, *parts = re.split(re.escape(delimiter) + rb"(?=--|[ \t]*\r\n)", b"\r\n" + content)
    if not parts:
        return REDACTED.encode() if content else content
    preamble = REDACTED.encode() if first.strip() else first
    return delimiter.join([preamble, *map(_blank_part, parts)]).removeprefix(b"\r\n")


def _blank_part(part: bytes) -> bytes:
    head, end, value = part.partition(b"\r\n\r\n")
    if not end:
        return part if part.strip() == b"--" else REDACTED.encode()
    name, kind = _PART_NAME.search(head), _PART_TYPE.search(head)
    if name is not None and value and is_secret_name(name[1].decode("utf-8", "replace")):
        value = REDACTED.encode()
    elif kind is not None:
        value = _blank_typed(value, kind[1].decode("utf-8", "replace"))
    return head + end + value


def _blank_typed(value: bytes, content_type: str) -> bytes:
    if content_type.strip().lower().startswith("multipart/"):
        return REDACTED.encode()
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return value
    return _blank_text(text, content_type).encode()


def _without_secrets(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_secrets(blank_value(name, each)) for name, each in value.items()}
    return value
