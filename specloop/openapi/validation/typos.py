"""Suggestions for misspelled keys. Only a key that closely resembles a known key gets one.

Other unknown keys may be intended, such as annotations in a JSON Schema.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from specloop.openapi.object_types import KNOWN_FIELDS

MIN_SIMILARITY = 0.8
SHORT, LONG = 3, 40
"""The least and largest length of keys to check: shorter keys resemble too many keys, and no known key is longer."""


def suggest_key(kind: str, key: str) -> str:
    """Suggest the known key that a misspelled key resembles, such as `required` for `requierd`.

    `kind` is the type of the object with the key, such as `schema`. Return "" if the key is known, or resembles no
    known key.
    """
    known = KNOWN_FIELDS.get(kind, frozenset())
    if key in known or key.startswith("x-") or not SHORT < len(key) < LONG:
        return ""
    by_case = {word.lower(): word for word in known}
    if key.lower() in by_case:
        return by_case[key.lower()]
    likeness = {word: SequenceMatcher(None, key, word).ratio() for word in known}
    best = max(likeness, key=lambda word: likeness[word], default="")
    return best if best and likeness[best] >= MIN_SIMILARITY else ""
