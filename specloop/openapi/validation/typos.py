"""A kind of object -> the keys that OpenAPI and JSON Schema give it, and what an unknown one was perhaps meant to be.

An unknown key may stand for anything: in JSON Schema it is an annotation, elsewhere somebody's extension without its
`x-`. Only one that is a known key but for a slip of the fingers is told.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from specloop.openapi.index import GRAMMAR, HTTP_METHODS

TEXTS = ("description", "summary", "deprecated", "externalDocs")
VALUE = (*TEXTS, "name", "in", "required", "allowEmptyValue", "style", "explode", "allowReserved", "example")

OTHERS: dict[str, tuple[str, ...]] = {
    "document": ("openapi", "security", "externalDocs", "jsonSchemaDialect", "$self"),
    "info": ("title", "summary", "description", "termsOfService", "contact", "license", "version"),
    "components": (),
    "path item": (*TEXTS, "$ref", "servers", *HTTP_METHODS),
    "operation": (*TEXTS, "tags", "operationId", "security", "servers"),
    "parameter": (*VALUE, "$ref"),
    "header": (*VALUE, "$ref"),
    "request body": (*TEXTS, "$ref", "required"),
    "media type": ("example", "encoding", "itemEncoding", "prefixEncoding", "$ref"),
    "response": (*TEXTS, "$ref"),
    "encoding": ("contentType", "style", "explode", "allowReserved", "encoding", "itemEncoding", "prefixEncoding"),
    "schema": (
        *("$anchor", "$comment", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema", "$vocabulary"),
        *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples"),
        *("type", "enum", "const", "format", "nullable", "required", "discriminator", "xml", "externalDocs"),
        *("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "pattern"),
        *("maxLength", "minLength", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties"),
        *("maxContains", "minContains", "contentEncoding", "contentMediaType", "contentSchema", "dependentRequired"),
    ),
}
"""What the grammar does not name, because there are no objects in it."""

KEYS: dict[str, frozenset[str]] = {kind: frozenset({*more, *GRAMMAR.get(kind, {})}) for kind, more in OTHERS.items()}

ALIKE = 0.8
SHORT, LONG = 3, 40
"""A key of so few letters is too short for a likeness to mean anything, and none that is known is so long."""


def meant(kind: str, key: str) -> str:
    """Give the known key that an unknown one resembles; nothing if it is known, or resembles none."""
    known = KEYS.get(kind, frozenset())
    if key in known or key.startswith("x-") or not SHORT < len(key) < LONG:
        return ""
    by_case = {word.lower(): word for word in known}
    if key.lower() in by_case:
        return by_case[key.lower()]
    likeness = {word: SequenceMatcher(None, key, word).ratio() for word in known}
    best = max(likeness, key=lambda word: likeness[word], default="")
    return best if best and likeness[best] >= ALIKE else ""
