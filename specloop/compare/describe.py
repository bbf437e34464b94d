"""Wording of schemas and values in messages."""

from __future__ import annotations

import json
from collections.abc import Iterable

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.schema import NormalizedSchema, SchemaRef, SchemaVariant
from specloop.text_format import join_words, truncate, with_article

MAX_NAMED_VALUES = 5
"""How many values or variants a message names; the others are counted."""

MAX_DESCRIBED_DEPTH = 3
"""The largest depth of nested lists in a description, since an array schema may contain itself."""

MAX_VALUE_CHARS = 60
MAX_MESSAGE_CHARS = 400

SCHEMA_TYPE_WORDS = {"any": "anything", "boolean": "boolean", "binary": "file"}
_UNCOUNTABLE = {"anything", "nothing", "null"}


def describe_schema(api: ApiSurface, schema: NormalizedSchema, depth: int = MAX_DESCRIBED_DEPTH) -> str:
    """Return the types of a schema: `string or null`, `list of Pet`."""
    variants = dict.fromkeys(describe_variant(api, each, depth=depth) for each in schema.variants)
    return _join([*variants, *(["null"] if schema.allows_null else [])]) or "nothing"


def describe_ref(api: ApiSurface, ref: SchemaRef) -> str:
    """Return the types of the schema that a reference points to, as `describe_schema` does."""
    return describe_schema(api, api.schemas.shape(api.schemas.spot(ref)))


def describe_value(api: ApiSurface, schema: NormalizedSchema, *, with_classes: bool = True) -> str:
    """Return the types of a schema except null, each with an article: `a string`, `an integer or a Pet`."""
    variants = dict.fromkeys(describe_variant(api, each, with_classes=with_classes) for each in schema.variants)
    return _join(map(article_for, variants)) or ("null" if schema.allows_null else "nothing")


def describe_argument(api: ApiSurface, schema: NormalizedSchema, *, with_classes: bool = True) -> str:
    """Return the types of a schema as a caller passes them: `a string or None`."""
    value = describe_value(api, schema, with_classes=with_classes)
    return f"{value} or None" if schema.allows_null and schema.variants else value


def describe_variant(
    api: ApiSurface, variant: SchemaVariant, *, with_classes: bool = True, depth: int = MAX_DESCRIBED_DEPTH
) -> str:
    """Return the type of one variant: the name of its class, or its JSON type."""
    if with_classes and (name := api.class_of(variant.origin)):
        return name
    if variant.kind == "array":
        items = api.schemas.shape(api.schemas.spot(variant.items))
        return f"list of {describe_schema(api, items, depth - 1)}" if variant.items and depth else "list"
    if variant.kind == "object":
        return "object" if variant.properties else "map"
    if variant.values is not None and len(variant.values) == 1:
        return shorten(*variant.values)
    word = variant.format or variant.kind
    word = SCHEMA_TYPE_WORDS.get(word, word)
    return word if variant.values is None else f"{word} enum"


def article_for(noun: str) -> str:
    """Return a countable noun with its article: `a string`, `an integer`."""
    return noun if noun in _UNCOUNTABLE or noun.startswith('"') else with_article(noun)


def list_values(values: Iterable[str]) -> str:
    """Join the values of an enum: `"A", "B" or "C"`. For many values, list the first ones and a count."""
    return _join(map(shorten, sorted(values)))


def shorten(text: str) -> str:
    """Return JSON text, cut so that it fits on a line."""
    return truncate(text, MAX_VALUE_CHARS)


def parse_value(text: str | None) -> object:
    """Parse JSON text; return None for None."""
    return None if text is None else json.loads(text)


def _join(words: Iterable[str]) -> str:
    return join_words(words, "or", MAX_NAMED_VALUES)
