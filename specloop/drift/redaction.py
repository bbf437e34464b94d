"""Redaction of reports. The module decides which names, enum values and paths from responses a report may show.

The name of a property or parameter appears if it looks like a name. A segment of a URL path appears if it looks like a
word or a version. A label of a host name appears if it is common, such as `api`, or part of a known host of the API. An
enum value appears if it resembles the documented values. No other value from a response appears in a report.
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
    """Redact the name of a property or parameter. If it looks like data, such as an id, return the mask `{}`."""
    return text if _NAME_PATTERN.fullmatch(text) and not _is_like_id(text) else MASK


def redact_segment(text: str) -> str:
    """Redact a segment of a URL path. If it does not look like a word or a version, return the mask `{}`.

    Other segments are returned percent-decoded.
    """
    plain = unquote(text)
    if _VERSION_SEGMENT.fullmatch(plain):
        return plain
    if not re.fullmatch(r"[A-Za-z]+([_.-][A-Za-z]+)*", plain) or _is_like_id(plain) or _SECRET_PREFIX.match(plain):
        return MASK
    return plain


def redact_path(text: str) -> str:
    """Redact a URL path. The mask `{}` replaces each segment that does not look like a word or a version."""
    return "/".join(redact_segment(each) if each else "" for each in text.split("/"))


def redact_host(text: str, known: Iterable[str]) -> str:
    """Redact a host name. The mask `{}` replaces each label that is neither common nor in one of the hosts `known`.

    For example, `acme.api.test` becomes `{}.api.test` if `test` is in a known host; `api` is a common label.
    """
    shown = {label for each in known for label in each.split(".")} | COMMON_LABELS
    return ".".join(label if label in shown else MASK for label in text.split("."))


def redact_address(address: str) -> str:
    """Redact an address: return only the scheme, host and port of a URL. The other parts may contain secrets."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "(no host)"
    if not host:
        return "(no host)"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"


def is_like_enum_value(text: str, known: Sequence[object]) -> bool:
    """Return whether a text looks like an enum value and resembles the documented values `known`.

    If all documented values are in upper case, the text must be in upper case. If none of them is in upper case, the
    text must not be in upper case.
    """
    if not _ENUM_VALUE_PATTERN.fullmatch(text) or len(text) > _MAX_ENUM_VALUE_CHARS or _SECRET_PREFIX.match(text):
        return False
    return not known or text.isupper() in {each.isupper() for each in known if isinstance(each, str)}


def _is_like_id(text: str) -> bool:
    """Return whether a name looks like an id.

    This is True if the name has many digits, begins like a secret, or contains a part that is not a word.
    """
    if sum(character.isdigit() for character in text) > _MAX_DIGITS or _SECRET_PREFIX.match(text):
        return True
    parts = _NAME_PART.findall(text)
    if any(len(part) > _MAX_PART_CHARS for part in parts):
        return True
    # Random ids mix upper and lower case: their runs of letters of one case are shorter than those of words.
    letters = sum(map(len, parts))
    return letters >= 10 and letters / max(len(parts), 1) < 2.5  # noqa: PLR2004
