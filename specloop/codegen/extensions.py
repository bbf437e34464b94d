"""The OpenAPI extensions (`x-...`) that the code generator reads, such as `x-name` and `x-pagination`.

Some of these extensions were introduced by other code generators.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.object_types import OBJECT_FIELDS, SELF, FieldType
from specloop.openapi.operations import Operation
from specloop.openapi.schema_keywords import canonical
from specloop.text_format import join_words


class Extension(NamedTuple):
    """One OpenAPI extension that the generator reads.

    Attributes:
        key: The key in the document, such as `x-name`.
        meaning: What the value is, such as "name". Synonyms, such as `x-fern-type-name`, have the same meaning.
        object_types: The types of OpenAPI objects that can have the extension, such as "operation" or "schema".
    """

    key: str
    meaning: str
    object_types: tuple[str, ...]


EXTENSIONS = (
    Extension("x-name", "name", ("operation", "schema", "property", "parameter", "tag", "server")),
    Extension("x-speakeasy-name-override", "name", ("operation", "schema", "property", "parameter")),
    Extension("x-fern-sdk-method-name", "name", ("operation",)),
    Extension("x-fern-type-name", "name", ("schema",)),
    Extension("x-fern-property-name", "name", ("property",)),
    Extension("x-fern-parameter-name", "name", ("parameter",)),
    Extension("x-speakeasy-group", "group", ("operation",)),
    Extension("x-fern-sdk-group-name", "group", ("operation",)),
    Extension("x-renamed-from", "former name", ("operation", "tag", "schema", "parameter", "property")),
    Extension("x-enum-varnames", "value names", ("schema",)),
    Extension("x-enumNames", "value names", ("schema",)),
    Extension("x-enum-descriptions", "value descriptions", ("schema",)),
    Extension("x-ms-enum", "values", ("schema",)),
    Extension("x-pagination", "paging", ("operation",)),
    Extension("x-speakeasy-pagination", "paging", ("operation",)),
    Extension("x-fern-pagination", "paging", ("document", "operation")),
    Extension("x-ms-pageable", "paging", ("operation",)),
    Extension("x-speakeasy-ignore", "ignored", ("operation",)),
    Extension("x-fern-ignore", "ignored", ("operation",)),
    Extension("x-internal", "ignored", ("operation",)),
    Extension("x-idempotency-key", "idempotent", ("operation",)),
    Extension("x-fern-idempotent", "idempotent", ("operation",)),
    Extension("x-rate-limit", "rate limit", ("document", "operation")),
    Extension("x-poll", "poll", ("operation",)),
)
"""All supported extensions. If an object has several extensions of one meaning, the first one in this table applies."""

IDEMPOTENCY_HEADER = "Idempotency-Key"
"""The name of the idempotency header if an operation states none; header names are compared without regard to case."""

FAMILIES = ("x-speakeasy-", "x-fern-", "x-ms-", "x-stainless-")
"""The prefixes of other generators' extensions. A note reports each such extension that this generator ignores."""


def read(node: JsonObject, meaning: str, object_type: str) -> Any:
    """Return the value of the first extension with the given meaning, or None if there is no such extension.

    Args:
        node: The OpenAPI object.
        meaning: One of the meanings in EXTENSIONS. For example, "name" reads `x-name` or `x-fern-type-name`.
        object_type: The type of the object, such as "operation". Extensions for other types are not read.
    """
    return next((node[key] for key in _keys(meaning, object_type) if node.get(key) is not None), None)


@cache
def _keys(meaning: str, object_type: str) -> tuple[str, ...]:
    """Return the keys of the extensions in EXTENSIONS with the given meaning, for the given type of OpenAPI object.

    For example, only `x-name` gives a name to a tag, so "name" and "tag" result in `("x-name",)`.
    """
    return tuple(each.key for each in EXTENSIONS if each.meaning == meaning and object_type in each.object_types)


def own_name(node: JsonObject, object_type: str = "tag") -> str:
    """Return the name that an extension such as `x-name` gives to an OpenAPI object, or "" if there is none.

    `object_type` is the type of the object, such as "operation". Extensions for other types are not read.
    """
    found = read(node, "name", object_type)
    return found.strip() if isinstance(found, str) else ""


def method_name(operation: JsonObject) -> str:
    """Return the method name of an operation from `x-name` or a similar extension, or "" if the operation has none.

    If the extension states `projects.archive`, the method name is `archive`.
    """
    return own_name(operation, "operation").rpartition(".")[2]


def former_name(node: JsonObject, object_type: str) -> str:
    """Return the Python name of an OpenAPI object in the last release, from `x-renamed-from`; "" if it is missing.

    `object_type` is the type of the object, such as "operation".
    """
    found = read(node, "former name", object_type)
    return found.strip().rpartition(".")[2] if isinstance(found, str) else ""


def group_name(operation: JsonObject) -> str:
    """Return the name of the resource that contains an operation, from `x-speakeasy-group` or a similar extension.

    Without such an extension, `x-name: projects.archive` results in `projects`. If no extension states it, return "".
    """
    found = read(operation, "group", "operation")
    if isinstance(found, list):
        return " ".join(map(str, found))
    return found.strip() if isinstance(found, str) else own_name(operation, "operation").rpartition(".")[0]


def idempotency_header(operation: JsonObject) -> str:
    """Return the idempotency header's name from `x-idempotency-key` or `x-fern-idempotent`, or "" if neither is set.

    The value `true` stands for the usual name, `Idempotency-Key`.
    """
    found = read(operation, "idempotent", "operation")
    if isinstance(found, str):
        return found.strip()
    return IDEMPOTENCY_HEADER if found is True else ""


def rate_limit(node: JsonObject) -> tuple[int, float] | None:
    """Return the rate limit of a document or operation as (requests, seconds), or None if no extension states it."""
    found = read(node, "rate limit", "operation")
    return None if found is None else (found["requests"], found["per"])


def has_rate_limits(document: JsonObject, operations: Iterable[Operation]) -> bool:
    """Return whether a document states a rate limit in an extension, or suggests one by a response of an operation.

    Such a response has the status 429 or a header such as `Retry-After`.
    """
    return rate_limit(document) is not None or any(
        rate_limit(operation.node) is not None
        or "429" in operation.responses
        or any(_states_limits(each.node) for each in operation.responses.values())
        for operation in operations
    )


def _states_limits(response: JsonObject) -> bool:
    return any(re.match(r"(?i)(x-)?rate-?limit|retry-after", str(name)) for name in response.get("headers") or {})


def value_names(schema: JsonObject) -> dict[str, str]:
    """Return the names of enum values from `x-enum-varnames` or a similar extension, or {} if the schema has none.

    The keys are the values as JSON text: `enum: [1]` and `x-enum-varnames: [ACTIVE]` result in `{"1": "ACTIVE"}`.
    """
    own = schema.get("x-name")
    if isinstance(own, dict):
        return _by_value(schema, [own.get(value, own.get(str(value))) for value in schema["enum"]])
    listed = read(schema, "value names", "schema")
    if isinstance(listed, list) and len(listed) == len(schema["enum"]):
        return _by_value(schema, listed)
    if isinstance(listed, dict):
        return _by_value(schema, [listed.get(str(value)) for value in schema["enum"]])
    return {key: str(each["name"]) for key, each in _ms_enum_items(schema).items() if each.get("name")}


def value_descriptions(schema: JsonObject) -> dict[str, str]:
    """Return the descriptions of enum values from `x-enum-descriptions` or `x-ms-enum`, or {} if the schema has none.

    The keys are the values as JSON text: `enum: [1]` and `x-enum-descriptions: [Paid]` result in `{"1": "Paid"}`.
    """
    listed = read(schema, "value descriptions", "schema")
    if isinstance(listed, list) and len(listed) == len(schema["enum"]):
        return _by_value(schema, listed)
    if isinstance(listed, dict):
        return _by_value(schema, [listed.get(str(value)) for value in schema["enum"]])
    described = _ms_enum_items(schema).items()
    return {key: str(each["description"]) for key, each in described if each.get("description")}


def _by_value(schema: JsonObject, texts: Iterable[Any]) -> dict[str, str]:
    pairs = zip(schema["enum"], texts, strict=True)
    return {canonical(value): text for value, text in pairs if isinstance(text, str) and text}


def _ms_enum_items(schema: JsonObject) -> dict[str, JsonObject]:
    """Return the entries of `x-ms-enum.values`, which name and describe enum values, or {} if there are none.

    The keys are the enum values as JSON text: the entry `{"value": 1, "name": "ACTIVE"}` has the key `1`.
    """
    found = read(schema, "values", "schema")
    listed = found.get("values") if isinstance(found, dict) else None
    return {canonical(each["value"]): each for each in listed or [] if isinstance(each, dict) and "value" in each}


def class_name(schema: JsonObject, *, is_property: bool = False) -> str:
    """Return the class name of a schema from `x-name`, `x-ms-enum` or a similar extension, or "" if there is none.

    If the schema defines a property (`is_property`), `x-name` is not read, because it is the property's name.
    """
    described = read(schema, "values", "schema")
    other = described.get("name") if isinstance(described, dict) else None
    of_property = _keys("name", "property") if is_property else ()
    keys = [key for key in _keys("name", "schema") if key not in of_property]
    return next((found.strip() for found in [*map(schema.get, keys), other] if isinstance(found, str)), "")


def is_ignored(operation: JsonObject) -> bool:
    """Return whether `x-internal`, `x-speakeasy-ignore` or `x-fern-ignore` excludes an operation from the client."""
    return any(operation.get(each.key) is True for each in EXTENSIONS if each.meaning == "ignored")


DATA_KEYS = frozenset({"example", "examples", "default", "enum", "const"})
"""Keys whose values are JSON data of the API and contain no OpenAPI objects."""


class UnusedExtension(NamedTuple):
    """An extension that the generator does not use.

    Attributes:
        pointer: The JSON Pointer of the extension.
        reason: Why it is not used, as words that follow the extension's key in a message, such as "is not supported".
    """

    pointer: JsonPointer
    reason: str


def iter_unused(document: JsonObject) -> Iterator[UnusedExtension]:
    """Yield the extensions of a document that the generator does not use, each with the reason.

    For example, an extension is not supported, is on the wrong type of object, or has an invalid value.
    """
    known = {each.key for each in EXTENSIONS}
    nodes: deque[tuple[JsonPointer, Any, frozenset[str]]] = deque([((), document, frozenset({"document"}))])
    while nodes:
        pointer, node, object_types = nodes.popleft()
        if isinstance(node, list):
            nodes.extend(((*pointer, number), each, object_types) for number, each in enumerate(node))
        elif isinstance(node, dict):
            for key, value in node.items():
                if isinstance(key, str) and (key in known or key.startswith((*FAMILIES, "x-internal"))):
                    if value is not False and (reason := _why_unused(node, key, object_types)):
                        yield UnusedExtension((*pointer, key), reason)
                elif key not in DATA_KEYS and isinstance(value, (dict, list)):
                    nodes += _inner_nodes((*pointer, key), value, object_types)


def _why_unused(node: JsonObject, key: str, object_types: frozenset[str]) -> str:
    """Return why the generator does not use the extension `key`, such as "is not supported", or "" if it is used.

    `node` is the object that has the extension. `object_types` are its types: the schema of a property is both a
    "property" and a "schema".
    """
    extension = next((each for each in EXTENSIONS if each.key == key), None)
    if extension is None:
        return "is not supported"
    if object_types.isdisjoint(extension.object_types):
        return f"is not supported here, but on {join_words(list(extension.object_types), 'or')}"
    value = node[key]
    if extension.meaning in {"value names", "value descriptions"} or (key == "x-name" and isinstance(value, dict)):
        return _why_texts_unused(value, node.get("enum"))
    is_text = isinstance(value, str) or extension.meaning not in {"name", "former name"}
    return "" if is_text else "is not text"


def _why_texts_unused(texts: Any, enum: Any) -> str:
    """Return why names or descriptions of enum values cannot be used, or "" if they are valid.

    `texts` is the value of an extension such as `x-enum-varnames`.
    """
    if not isinstance(enum, list):
        return "is in a schema without `enum`"
    if isinstance(texts, list) and len(texts) != len(enum):
        return f"is a list of length {len(texts)} beside an `enum` of length {len(enum)}"
    return "" if isinstance(texts, list | dict) else "is neither a list nor a map"


def _inner_nodes(pointer: JsonPointer, value: Any, object_types: frozenset[str]) -> Iterator[Any]:
    """Yield (JSON Pointer, value, object types) for each OpenAPI object or list of objects in one field of an object.

    Args:
        pointer: The JSON Pointer of the field.
        value: The value of the field.
        object_types: The types of the object that has the field, such as {"operation"}.
    """
    key = str(pointer[-1])
    fields = next((OBJECT_FIELDS[kind] for kind in sorted(object_types) if kind in OBJECT_FIELDS), {})
    field = FieldType("server", "list") if key == "servers" else fields.get(key, fields.get(SELF))
    if field is None:
        yield pointer, value, frozenset()
        return
    inner = frozenset({field.kind, "property"} if key == "properties" else {field.kind})
    if field.shape == "map" and SELF not in fields and isinstance(value, dict):
        for name, each in value.items():
            yield (*pointer, name), each, inner
    else:
        yield pointer, value, inner
