"""A sentence about a package -> the same, with the names in it set as code."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What is set as code: URLs and paths, calls and dotted names, words with an underscore, exceptions, `T | None`.
_CODE = re.compile(
    r"""`[^`]*` | "[^"]*"
    | https?://[^\s,;]*[^\s,;.:] | (?<!\S)/[^\s,;]*[^\s,;.:]
    | \b[A-Za-z]\w*(?:\.\w+)*\([^()]*\) | \b[A-Za-z]\w+(?:\.\w+)+
    | \b\w*[a-zA-Z]_\w+ | \b[A-Z]\w*(?:Error|Exception)\b""",
    re.VERBOSE,
)


def as_code(text: str, names: Iterable[str] = ()) -> str:
    """Set the names in a sentence as code; `names` are those that look like any other word."""
    known = "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(f"{_CODE.pattern}|{known}", re.VERBOSE) if known else _CODE
    return pattern.sub(lambda match: match[0] if match[0][0] in '`"' else f"`{match[0]}`", text)
