"""Redaction of reports: which names, URL paths, hosts and enum values from responses a report may show.

A report shows names, paths and hosts, except for the parts that could be ids or secrets. It shows an undocumented enum
value only if it consists of a few words in the same case as a documented one. It shows no other value from a response.
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
    """Return the name of a property or parameter, or `{}` if the name could be an id or a secret.

    Names with more than 64 characters or with characters such as spaces also become `{}`.
    """
    return text if _NAME_PATTERN.fullmatch(text) and not _is_like_id(text) else MASK


def redact_segment(text: str) -> str:
    """Return a percent-decoded segment of a URL path, or `{}` if the segment could be an id or a secret.

    Only letters, such as `order-items`, and versions, such as `v1`, are shown.
    """
    plain = unquote(text)
    if _VERSION_SEGMENT.fullmatch(plain):
        return plain
    if not re.fullmatch(r"[A-Za-z]+([_.-][A-Za-z]+)*", plain) or _is_like_id(plain) or _SECRET_PREFIX.match(plain):
        return MASK
    return plain


def redact_path(text: str) -> str:
    """Replace each segment of a URL path that could be an id or a secret: `/v1/orders/8131` -> `/v1/orders/{}`."""
    return "/".join(redact_segment(each) if each else "" for each in text.split("/"))


def redact_host(text: str, known_hosts: Iterable[str]) -> str:
    """Replace each label of a host name by `{}`, except common labels such as `api` and the labels of `known_hosts`.

    For example, `acme.api.com` becomes `{}.api.com`.
    """
    shown = {label for each in known_hosts for label in each.split(".")} | COMMON_LABELS
    return ".".join(label if label in shown else MASK for label in text.split("."))


def redact_address(address: str) -> str:
    """Return only the scheme, host and port of a URL; "(no host)" if it has no host or cannot be parsed."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "(no host)"
    if not host:
        return "(no host)"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"


def is_like_enum_value(text: str, documented: Sequence[object]) -> bool:
    """Return whether an undocumented text is probably an enum value, so that a report may show it.

    It must consist of one to four words, such as `PAUSED` or `in_review`, and must not begin like a secret. If there
    are `documented` values, it must be in upper or lower case like one of them.
    """
    if not _ENUM_VALUE_PATTERN.fullmatch(text) or len(text) > _MAX_ENUM_VALUE_CHARS or _SECRET_PREFIX.match(text):
        return False
    return not documented or text.isupper() in {each.isupper() for each in documented if isinstance(each, str)}


def _is_like_id(text: str) -> bool:
    """Return whether a name could be an id or a secret, such as `sk_live_8131` or `xKqPzRtWbY`."""
    if sum(character.isdigit() for character in text) > _MAX_DIGITS or _SECRET_PREFIX.match(text):
        return True
    parts = _NAME_PART.findall(text)
    if any(len(part) > _MAX_PART_CHARS for part in parts):
        return True
    # Random ids mix upper and lower case: their runs of letters of one case are shorter than those of words.
    letters = sum(map(len, parts))
    return letters >= 10 and letters / max(len(parts), 1) < 2.5  # noqa: PLR2004
