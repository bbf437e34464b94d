"""Tables of the OpenAPI object types, such as `operation` or `schema`. They list the fields of each type."""

from __future__ import annotations

from typing import Literal, NamedTuple

from specloop.openapi.schema_keywords import KEYWORDS

HTTP_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
PARAMETER_LOCATIONS = ("path", "query", "header", "cookie", "querystring")
JSON_TYPE_NAMES = ("string", "number", "integer", "boolean", "array", "object", "null")


class FieldType(NamedTuple):
    """The type of a field's value: one OpenAPI object, a list of objects, or a map from names to objects.

    `kind` is the type of these objects, such as `schema`. `shape` is `one`, `list` or `map`.
    """

    kind: str
    shape: Literal["one", "list", "map"] = "one"
    extensible: bool = False
    """Whether keys that begin with `x-` are extensions of the map, and not names in it."""


def _members(shape: Literal["one", "list", "map"], kind: str, *names: str) -> dict[str, FieldType]:
    return dict.fromkeys(names, FieldType(kind, shape))


SELF = ""
"""The name used in OBJECT_FIELDS instead of a field name if the object itself is a map from names to objects.

Such an object, for example a Callback Object, has no fixed fields.
"""

PARAMETER_FIELDS = {
    **_members("one", "schema", "schema"),
    **_members("map", "media type", "content"),
    **_members("map", "example", "examples"),
}

OBJECT_FIELDS: dict[str, dict[str, FieldType]] = {
    "document": {
        **_members("one", "info", "info"),
        **_members("one", "components", "components"),
        **_members("list", "server", "servers"),
        **_members("list", "tag", "tags"),
        **_members("map", "path item", "webhooks"),
        "paths": FieldType("path item", "map", extensible=True),
    },
    "components": {
        **_members("map", "schema", "schemas"),
        **_members("map", "response", "responses"),
        **_members("map", "parameter", "parameters"),
        **_members("map", "example", "examples"),
        **_members("map", "request body", "requestBodies"),
        **_members("map", "header", "headers"),
        **_members("map", "security scheme", "securitySchemes"),
        **_members("map", "link", "links"),
        **_members("map", "callback", "callbacks"),
        **_members("map", "path item", "pathItems"),
        **_members("map", "media type", "mediaTypes"),
    },
    "path item": {
        **_members("one", "operation", *HTTP_METHODS),
        **_members("map", "operation", "additionalOperations"),
        **_members("list", "parameter", "parameters"),
    },
    "operation": {
        **_members("list", "parameter", "parameters"),
        **_members("one", "request body", "requestBody"),
        **_members("map", "callback", "callbacks"),
        "responses": FieldType("response", "map", extensible=True),
    },
    "callback": {SELF: FieldType("path item", "map", extensible=True)},
    "parameter": PARAMETER_FIELDS,
    "header": PARAMETER_FIELDS,
    "request body": _members("map", "media type", "content"),
    "response": {
        **_members("map", "header", "headers"),
        **_members("map", "media type", "content"),
        **_members("map", "link", "links"),
    },
    "media type": {
        **_members("one", "schema", "schema", "itemSchema"),
        **_members("map", "encoding", "encoding"),
        **_members("map", "example", "examples"),
    },
    "encoding": _members("map", "header", "headers"),
    "schema": {
        **_members("map", "schema", "properties", "patternProperties", "dependentSchemas", "$defs"),
        **_members("list", "schema", "allOf", "anyOf", "oneOf", "prefixItems"),
        **_members("one", "schema", "items", "additionalItems", "contains", "additionalProperties"),
        **_members("one", "schema", "propertyNames", "not"),
        **_members("one", "schema", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties"),
    },
}
"""The fields that hold OpenAPI objects, by the kind of object; a kind that is not in this table has no such fields."""

UNREFERABLE = {"document", "info", "server", "tag", "components", "operation", "encoding"}

PARAMETER_STYLES: dict[str, tuple[str, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}
"""The allowed values of `style`, by the location of the parameter; the first value is the default."""

BOOLEAN_FIELDS: dict[str, tuple[str, ...]] = {
    "parameter": ("required", "deprecated", "allowEmptyValue", "explode", "allowReserved"),
    "header": ("required", "deprecated", "explode"),
    "request body": ("required",),
    "encoding": ("explode", "allowReserved"),
    "operation": ("deprecated",),
    "schema": ("deprecated", "readOnly", "writeOnly", "nullable", "uniqueItems"),
}
"""The fields whose value is true or false, by the kind of object."""

TEXT_FIELDS = ("description", "summary", "deprecated", "externalDocs")
PARAMETER_KEYS = (
    *TEXT_FIELDS,
    "name",
    "in",
    "required",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "example",
)

SCALAR_FIELDS: dict[str, tuple[str, ...]] = {
    "document": ("openapi", "security", "externalDocs", "jsonSchemaDialect", "$self"),
    "info": ("title", "summary", "description", "termsOfService", "contact", "license", "version"),
    "components": (),
    "path item": (*TEXT_FIELDS, "$ref", "servers", *HTTP_METHODS),
    "operation": (*TEXT_FIELDS, "tags", "operationId", "security", "servers"),
    "parameter": (*PARAMETER_KEYS, "$ref"),
    "header": (*PARAMETER_KEYS, "$ref"),
    "request body": (*TEXT_FIELDS, "$ref", "required"),
    "media type": ("example", "encoding", "itemEncoding", "prefixEncoding", "$ref"),
    "response": (*TEXT_FIELDS, "$ref"),
    "encoding": ("contentType", "style", "explode", "allowReserved", "encoding", "itemEncoding", "prefixEncoding"),
    "schema": (
        *("$anchor", "$comment", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema", "$vocabulary"),
        *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples"),
        *("type", "enum", "const", "nullable", "discriminator", "xml", "externalDocs", "contentSchema", *KEYWORDS),
    ),
}
"""The fields that hold no OpenAPI objects, by the kind of object."""

KNOWN_FIELDS: dict[str, frozenset[str]] = {
    kind: frozenset({*more, *OBJECT_FIELDS.get(kind, {})}) for kind, more in SCALAR_FIELDS.items()
}
