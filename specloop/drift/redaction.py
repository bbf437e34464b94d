"""Redaction of reports. The module decides which names, enum values and paths from responses a report may show.

The name of a property or parameter appears, unless it could be an id or a secret. A segment of a URL path appears if it
has only letters, such as `order-items`, or is a version such as `v1`. A label of a host name appears if it is common,
such as `api`, or part of a known host of the API. An enum value appears if it has the form of the documented values. No
other value from a response appears in a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

MASK = "{}"

RECORDING_MASK = "[secret]"
"""The text in place of a secret in the recordings of generated clients. It says nothing about the API."""

_NAME_PATTERN = re.compile(r"[A-Za-z_$@][A-Za-z0-9_$.:\[\]-]{0,63}")
_NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_MAX_PART_CHARS = 20
_MAX_DIGITS = 4
_VERSION_SEGMENT = re.compile(r"v\d{1,3}(\.\d{1,2}){0,2}")
_SECRET_PREFIX = re.compile(
    r"(?i:[spr]k[_-](live|test|proj)|gh[pousr]_|github_|xox[a-z]-|glpat-|whsec_|bearer)|eyJ|AKIA"
)
"""A pattern for the prefixes of API keys and tokens of well-known services."""

COMMON_LABELS = {
    *(
        "api",
        "app",
        "www",
        "gateway",
        "internal",
        "dev",
        "develop",
        "development",
        "test",
        "testing",
        "qa",
        "uat",
        "demo",
    ),
    *(
        "stage",
        "staging",
        "preview",
        "sandbox",
        "beta",
        "canary",
        "prod",
        "production",
        "eu",
        "us",
        "com",
        "net",
        "org",
        "io",
    ),
}

_ENUM_VALUE_PATTERN = re.compile(r"[A-Z]{2,16}([_-][A-Z]{1,16}){0,3}\d?|[a-z]{2,16}([_-][a-z]{1,16}){0,3}\d?")
_MAX_ENUM_VALUE_CHARS = 32


def redact_name(text: str) -> str:
    """Redact the name of a property or parameter: return the name, or else the mask `{}` if it may be data.

    It may be data if it could be an id or a secret, is longer than 64 characters, or has characters such as spaces.
    """
    return text if _NAME_PATTERN.fullmatch(text) and not _is_like_id(text) else MASK


def redact_segment(text: str) -> str:
    """Redact a segment of a URL path: return the mask `{}` if the segment may be data, such as `8131` or a token.

    A segment of letters, such as `order-items`, and a version, such as `v1`, are returned percent-decoded.
    """
    plain = unquote(text)
    if _VERSION_SEGMENT.fullmatch(plain):
        return plain
    if not re.fullmatch(r"[A-Za-z]+([_.-][A-Za-z]+)*", plain) or _is_like_id(plain) or _SECRET_PREFIX.match(plain):
        return MASK
    return plain


def redact_path(text: str) -> str:
    """Redact a URL path. The mask `{}` replaces each segment that may be data: `/v1/orders/8131` -> `/v1/orders/{}`."""
    return "/".join(redact_segment(each) if each else "" for each in text.split("/"))


def redact_host(text: str, known: Iterable[str]) -> str:
    """Redact a host name. The mask `{}` replaces each label that is neither common nor in one of the hosts `known`.

    For example, `acme.api.test` becomes `{}.api.test` if `test` is in a known host; `api` is a common label.
    """
    shown = {label for each in known for label in each.split(".")} | COMMON_LABELS
    return ".".join(label if label in shown else MASK for label in text.split("."))


def redact_address(address: str) -> str:
    """Redact an address: return only the scheme, host and port of a URL. The other parts may contain secrets.

    Return "(no host)" if the URL has no host or cannot be parsed.
    """
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "(no host)"
    if not host:
        return "(no host)"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"


def is_like_enum_value(text: str, known: Sequence[object]) -> bool:
    """Return whether an undocumented text is probably an enum value, so that a report may show it.

    Both of these conditions must be met:

    - The text consists of one to four words of letters, such as `PAUSED` or `in_review`, with at most one digit at its
      end. It does not begin like a secret, such as `sk_live`.
    - It is in upper case and so is a documented value, or neither it nor some documented value is in upper case. If
      there are no documented values, this condition is met.

    `known` has the documented values.
    """
    if not _ENUM_VALUE_PATTERN.fullmatch(text) or len(text) > _MAX_ENUM_VALUE_CHARS or _SECRET_PREFIX.match(text):
        return False
    return not known or text.isupper() in {each.isupper() for each in known if isinstance(each, str)}


def _is_like_id(text: str) -> bool:
    """Return whether a name could be an id or a secret.

    This is True if one of these conditions is met:

    - The name has more than four digits.
    - It begins like a secret, such as `sk_live`.
    - It has a run of more than 20 letters of one case.
    - Upper and lower case alternate more often than in words, as in `xKqPzRtWbY`.
    """
    if sum(character.isdigit() for character in text) > _MAX_DIGITS or _SECRET_PREFIX.match(text):
        return True
    parts = _NAME_PART.findall(text)
    if any(len(part) > _MAX_PART_CHARS for part in parts):
        return True
    # Random ids mix upper and lower case: their runs of letters of one case are shorter than those of words.
    letters = sum(map(len, parts))
    return letters >= 10 and letters / max(len(parts), 1) < 2.5  # noqa: PLR2004
