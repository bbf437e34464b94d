"""A kind of object -> the keys that OpenAPI and JSON Schema give it, and what an unknown one was perhaps meant to be.

An unknown key may stand for anything: in JSON Schema it is an annotation, elsewhere somebody's extension without its
`x-`. Only one that is a known key but for a slip of the fingers is told.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from specloop.openapi.object_types import KNOWN_FIELDS

MIN_SIMILARITY = 0.8
SHORT, LONG = 3, 40
"""A key of so few letters is too short for a likeness to mean anything, and none that is known is so long."""


def meant(kind: str, key: str) -> str:
    """Give the known key that an unknown one resembles; nothing if it is known, or resembles none."""
    known = KNOWN_FIELDS.get(kind, frozenset())
    if key in known or key.startswith("x-") or not SHORT < len(key) < LONG:
        return ""
    by_case = {word.lower(): word for word in known}
    if key.lower() in by_case:
        return by_case[key.lower()]
    likeness = {word: SequenceMatcher(None, key, word).ratio() for word in known}
    best = max(likeness, key=lambda word: likeness[word], default="")
    return best if best and likeness[best] >= MIN_SIMILARITY else ""
