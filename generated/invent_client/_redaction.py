"""Redaction of secrets by name: of values that the contract marks as secret, and of names such as `password`.

Recordings, curl commands and reprs of models show `[secret]` instead of these values.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ._metadata import SECRET_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx2

__all__ = ["REDACTED", "blank_content", "blank_pairs", "blank_query", "has_secret", "is_secret_name"]

REDACTED = "[secret]"

# Names are compared in lower case and without separators, so that `apiKey`, `api_key` and `X-Api-Key` are the same.
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_ENDINGS = (
    *("password", "passwords", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "jwt"),
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
_PART = re.compile(rb'(;[ \t]*name="([^"\r\n]*)"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n)(.*?)(?=\r\n--)', re.DOTALL)


def _flat(name: str) -> str:
    return _SEPARATORS.sub("", name.lower())


_DECLARED = frozenset(map(_flat, SECRET_NAMES))


def is_secret_name(name: str) -> bool:
    """Return whether values of a property, parameter or header are secret.

    They are if the contract declares them so (`format: password`, or a text that is only sent), or if the name ends in
    a word such as `password`, `secret`, `api_key` or `token`. The token of a page of a list is not secret.
    """
    flat = _flat(name)
    if flat in _DECLARED or flat.endswith(_ENDINGS):
        return True
    return flat.endswith("token") and not flat.endswith(_PUBLIC_TOKENS)


def has_secret(name: str, value: Any) -> bool:
    """Return whether a value is secret by its name.

    Only text is, except that any value is whose name the contract declares; null, true and false are not.
    """
    if value is None or isinstance(value, bool) or value == "":
        return False
    return is_secret_name(name) and (isinstance(value, (str, bytes)) or _flat(name) in _DECLARED)


def blank_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs of name and value in which `[secret]` replaces secret values."""
    return [(name, REDACTED if has_secret(name, value) else value) for name, value in pairs]


def blank_query(url: httpx2.URL, names: frozenset[str] = frozenset()) -> httpx2.URL:
    """Return a URL in which `[secret]` replaces the values of secret query parameters.

    `names` are the names of more secret parameters. A URL without secrets is returned unchanged.
    """
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
    from ._operation import is_json

    if content_type.startswith("multipart/"):
        content = _PART.sub(_blank_part, content)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if content_type.startswith("application/x-www-form-urlencoded"):
        from httpx2 import QueryParams

        pairs = QueryParams(text).multi_items()
        blanked = blank_pairs(pairs)
        text = text if blanked == pairs else str(QueryParams(tuple(blanked)))
    elif is_json(content_type):
        try:
            data = json.loads(text)
            found = _without_secrets(data)
        except (ValueError, RecursionError):
            return blank(text)
        text = text if found == data else json.dumps(found)
    return blank(text)


def _blank_part(part: re.Match[bytes]) -> bytes:
    is_secret = is_secret_name(part[2].decode("utf-8", "replace"))
    return part[1] + (REDACTED.encode() if is_secret and part[3] else part[3])


def _without_secrets(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    if isinstance(value, dict):
        return {name: _secret_free(name, each) for name, each in value.items()}
    return value


def _secret_free(name: str, value: Any) -> Any:
    if has_secret(name, value):
        return REDACTED
    if isinstance(value, list):
        return [REDACTED if has_secret(name, each) else _without_secrets(each) for each in value]
    return _without_secrets(value)
