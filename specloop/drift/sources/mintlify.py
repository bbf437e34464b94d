"""A documentation page in Markdown -> the trimmed OpenAPI document in its fence, and which operation it is of."""

from __future__ import annotations

import re
from typing import NamedTuple

from specloop.errors import InputError

_YAML_FENCE = re.compile(
    r"^(?P<fence>`{3,})ya?ml(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_INFO = re.compile(
    r"(?:(?P<spec>\S+)\s+)?(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?P<path>/\S*)", re.IGNORECASE
)


class OpenApiFence(NamedTuple):
    """What stands in a page's fence."""

    file: str
    line: int
    """Of the first line inside."""
    method: str
    path: str
    text: str


def find_fence(file: str, text: str) -> OpenApiFence | None:
    """Find the OpenAPI document in a page; None if there is no such fence. Raises InputError."""
    for found in _YAML_FENCE.finditer(text):
        info = _INFO.search(found["info"])
        if info is None:
            continue
        line = text.count("\n", 0, found.start("body")) + 1
        if not re.search(r"^openapi\s*:", found["body"], re.MULTILINE):
            what = "an older structure, not OpenAPI (there is no `openapi:` key in the fence): it is not understood"
            raise InputError.at(
                file, f"this page has {what}; give the page's text, or the vendor's OpenAPI document", line
            )
        return OpenApiFence(file, line, info["method"].upper(), info["path"], found["body"])
    return None
