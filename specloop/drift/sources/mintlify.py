"""Markdown pages of the documentation tool Mintlify, which contain an OpenAPI document in a fenced code block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from specloop.errors import InputError

_OPENING = re.compile(r"(?P<fence>`{3,})ya?ml(?P<info>[^`]*)")
_INFO = re.compile(
    r"(?:(?P<spec>\S+)\s+)?(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?P<path>/\S*)", re.IGNORECASE
)


class OpenApiFence(NamedTuple):
    """A fenced code block with an OpenAPI document, and the operation that the page describes."""

    file: str
    line: int
    """The line number of the OpenAPI document's first line in the page."""
    method: str
    path: str
    text: str


def find_fence(file: str, text: str) -> OpenApiFence | None:
    """Find the fenced code block with an OpenAPI document in a Markdown page; None if the page has none.

    Raises InputError for the format of older Mintlify pages, which is not OpenAPI.
    """
    for info_text, line, body in _fences(text.split("\n")):
        info = _INFO.search(info_text)
        if info is None:
            continue
        if not re.search(r"^openapi\s*:", body, re.MULTILINE):
            what = "an older format, not OpenAPI (there is no `openapi:` key in the fence)"
            raise InputError.at(
                file, f"this page has {what}; pass the text of the page, or the vendor's OpenAPI document", line
            )
        return OpenApiFence(file, line, info["method"].upper(), info["path"], body)
    return None


def _fences(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    """For each fenced YAML block, yield the text after `yaml`, the line number of the content, and the content."""
    at, unclosed = 0, set[str]()
    while at < len(lines):
        opening = _OPENING.fullmatch(lines[at].rstrip("\r"))
        at += 1
        if opening is None or opening["fence"] in unclosed:
            continue
        end = next((each for each in range(at, len(lines)) if lines[each].rstrip() == opening["fence"]), None)
        if end is None:
            # No later line closes this fence, so a later fence of the same text is not closed either.
            unclosed.add(opening["fence"])
            continue
        yield opening["info"], at + 1, "\n".join(lines[at:end]) + "\n"
        at = end + 1
