"""Shapes, values and names -> the words in which a person speaks of them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.schema import NormalizedSchema, SchemaVariant

MANY = 5
"""How many values are named before the rest is only counted."""

_NAMES = {"any": "anything", "boolean": "boolean", "binary": "file"}


def shape(api: ApiSurface, shape_: NormalizedSchema) -> str:
    """Give the words for a schema: `string or null`, `list of Pet`."""
    arms = list(dict.fromkeys(arm(api, each) for each in shape_.arms))
    return " or ".join([*arms, *(["null"] if shape_.null else [])]) or "nothing"


def value(api: ApiSurface, shape_: NormalizedSchema) -> str:
    """Give the words for one of its values other than null, with the article: `a string`, `an integer or a Pet`."""
    arms = dict.fromkeys(arm(api, each) for each in shape_.arms)
    return " or ".join(map(with_article, arms)) or "null"


def taken(api: ApiSurface, shape_: NormalizedSchema) -> str:
    """Give the words for one of its values as a caller gives it: `a string or None`."""
    return f"{value(api, shape_)} or None" if shape_.null and shape_.arms else value(api, shape_)


def arm(api: ApiSurface, arm_: SchemaVariant) -> str:
    """Give the word for one alternative."""
    if name := api.class_of(arm_.origin):
        return name
    if arm_.kind == "array":
        inner = api.shapes.shape(api.shapes.spot(arm_.items))
        return f"list of {shape(api, inner)}" if arm_.items else "list"
    if arm_.kind == "object":
        return "object" if arm_.members else "map"
    if arm_.values is not None and len(arm_.values) == 1:
        return said(*arm_.values)
    word = arm_.format or arm_.kind
    word = _NAMES.get(word, word)
    return word if arm_.values is None else f"{word} enum"


def with_article(word: str) -> str:
    """Put `a` or `an` before what can be counted."""
    if word in {"anything", "nothing", "null"} or word.startswith('"'):
        return word
    return f"{'an' if word[:1].lower() in 'aeio' else 'a'} {word}"


def listed(values: Iterable[str]) -> str:
    """Give the values of an enum: `"A", "B" or "C"`; of many, the first ones and a count."""
    first, rest = (ordered := sorted(values))[:MANY], len(ordered) - MANY
    if rest > 0:
        return f"{', '.join(map(said, first))} or {rest} more"
    return " or ".join(filter(None, [", ".join(map(said, first[:-1])), *map(said, first[-1:])]))


def said(text: str) -> str:
    """Give a value, which is JSON already; the beginning of a long one."""
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - as much as fits in a line


def data(text: str | None) -> object:
    """Give the value that a JSON text stands for."""
    return None if text is None else json.loads(text)
