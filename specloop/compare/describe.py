"""Descriptions of schemas and values in words, for messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.schema import NormalizedSchema, SchemaRef, SchemaVariant
from specloop.text_format import join_words, truncate, with_article

MAX_NAMED_VALUES = 5
"""Maximum number of values or variants that a message lists; the message counts all further values."""

MAX_LISTED_CHARS = 80
"""Maximum number of characters of the values or variants that a message lists, unless the first one is longer."""

MAX_DESCRIBED_DEPTH = 3
"""Maximum number of nested lists and maps that a description shows, since a schema may contain itself."""

MAX_VALUE_CHARS = 50
MAX_MESSAGE_CHARS = 400

SCHEMA_TYPE_WORDS = {"any": "anything", "boolean": "boolean", "binary": "file"}
NOTHING = "nothing"
"""The description of a schema for which no value is valid."""

_UNCOUNTABLE = {"anything", NOTHING, "null", "true", "false"}


def describe_schema(api: ApiSurface, schema: NormalizedSchema, depth: int = MAX_DESCRIBED_DEPTH) -> str:
    """Describe the types that a schema allows, such as `string or null` or `list of Pet`.

    Lists and maps at more than `depth` levels of nesting are described without their content.
    """
    variants = dict.fromkeys(describe_variant(api, each, depth=depth) for each in schema.variants)
    return _join([*variants, *(["null"] if schema.allows_null else [])]) or NOTHING


def describe_ref(api: ApiSurface, ref: SchemaRef) -> str:
    """Describe the types that the schema at a reference allows, such as `string or null` or `list of Pet`."""
    return describe_schema(api, api.schemas.shape_at(ref))


def describe_value(api: ApiSurface, schema: NormalizedSchema, *, with_classes: bool = True) -> str:
    """Describe a value that a schema allows. Examples are `a string` and `an integer or a Pet`.

    Null is only mentioned if it is the only value. With `with_classes=False`, a JSON type such as `object` replaces the
    name of each class.
    """
    variants = dict.fromkeys(describe_variant(api, each, with_classes=with_classes) for each in schema.variants)
    return _join(map(article_for, variants)) or ("null" if schema.allows_null else NOTHING)


def describe_argument(api: ApiSurface, schema: NormalizedSchema, *, with_classes: bool = True) -> str:
    """Describe the values that callers may pass for an argument with a schema. An example is `a string or None`.

    With `with_classes=False`, a JSON type such as `object` replaces the name of each class.
    """
    value = describe_value(api, schema, with_classes=with_classes)
    return f"{value} or None" if schema.allows_null and schema.variants else value


def describe_variant(
    api: ApiSurface, variant: SchemaVariant, *, with_classes: bool = True, depth: int = MAX_DESCRIBED_DEPTH
) -> str:
    """Describe one variant of a schema by its class name. If it has no class, use words such as `list of string`.

    With `with_classes=False`, the name of the variant's class is not used. Lists and maps at more than `depth` levels
    of nesting are described without their content.
    """
    if with_classes and (name := api.class_of(variant.origin)):
        return name
    if variant.kind == "array":
        items = api.schemas.shape_at(variant.items)
        return f"list of {describe_schema(api, items, depth - 1)}" if variant.items and depth else "list"
    if variant.kind == "object":
        if variant.properties or not variant.additional or not depth:
            return "object" if variant.properties else "map"
        values = api.schemas.shape_at(variant.additional)
        return f"map of {describe_schema(api, values, depth - 1)}"
    if variant.values is not None and len(variant.values) == 1:
        return shorten(*variant.values)
    word = variant.kind if variant.kind == "any" else variant.format or variant.kind
    word = SCHEMA_TYPE_WORDS.get(word, word)
    return word if variant.values is None else f"{word} enum"


def article_for(noun: str) -> str:
    """Return a noun with its article: `string` becomes `a string`.

    Words without an article are returned unchanged, such as `anything`, `null` and the JSON value `"a"`.
    """
    is_value = noun in _UNCOUNTABLE or noun[:1] in '"-0123456789'
    return noun if is_value else with_article(noun)


def list_values(values: Iterable[str]) -> str:
    """Join enum values in a list such as `"A", "B" or "C"`. A long list ends with a count of the omitted values."""
    return _join(map(shorten, sorted(values)))


def shorten(text: str) -> str:
    """Shorten the JSON text of a value to MAX_VALUE_CHARS characters."""
    return truncate(text, MAX_VALUE_CHARS)


def parse_value(text: str | None) -> object:
    """Parse the JSON text of a value. Return None for None, which stands for a missing value."""
    return None if text is None else json.loads(text)


def _join(words: Iterable[str]) -> str:
    listed = list(words)
    ends = accumulate(len(word) + 2 for word in listed[:MAX_NAMED_VALUES])
    fitting = sum(end <= MAX_LISTED_CHARS for end in ends)
    return join_words(listed, "or", MAX_NAMED_VALUES if fitting == len(listed) else max(fitting, 1) + 1)
