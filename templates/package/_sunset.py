"""DeprecationWarnings for responses with a header Deprecation (RFC 9745) or Sunset (RFC 8594)."""

from __future__ import annotations

import re
import sys
import warnings
from typing import TYPE_CHECKING

from ._metadata import PACKAGE
from ._page_links import linked

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from httpx2 import Headers

__all__ = ["warn_of"]

_MAX_URL_CHARS = 200
_RELATIONS = ("deprecation", "sunset", "successor-version")
_EPOCH = re.compile(r"@(-?\d{1,12})")


def warn_of(operation: str, headers: Headers, blank: Callable[[str], str]) -> None:
    """Warn that the server deprecates an operation or will remove it, if the headers of a response say so.

    Args:
        operation: The name of the operation in Python, such as "things.list".
        headers: The headers of the response.
        blank: A function that replaces credentials in a text with `[secret]`.
    """
    since, gone = _date(headers.get("deprecation")), _date(headers.get("sunset"))
    what = ["is deprecated by the server"] if "deprecation" in headers else []
    if since is not None:
        what[0] += f" since {since:%Y-%m-%d}"
    if gone is not None:
        what.append(f"will be removed on {gone:%Y-%m-%d}")
    message = f"{operation} {' and '.join(what)}"
    if not what:
        return  # The Sunset header has an invalid date.
    url = next(filter(None, (linked(headers.get("link"), relation) for relation in _RELATIONS)), None)
    if url is not None and url.isprintable() and len(url) <= _MAX_URL_CHARS:
        message += f"; see {blank(url)}"
    warnings.warn(message, DeprecationWarning, stacklevel=_caller_level())


def _caller_level() -> int:
    """Return the `stacklevel` for `warnings.warn`, so that a warning names the line in the user's program."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == PACKAGE:
        level, frame = level + 1, frame.f_back
    return level


def _date(text: str | None) -> datetime | None:
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if text is None:
        return None
    epoch = _EPOCH.fullmatch(text.strip())
    try:
        return datetime.fromtimestamp(int(epoch[1]), UTC) if epoch else parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None
