"""The OpenAPI extensions (`x-...`) that the code generator reads. They state names and behaviour.

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
    """One extension of OpenAPI that the generator reads.

    Attributes:
        key: The key in the document, such as `x-name`.
        meaning: What the extension states, such as "name"; several extensions can have the same meaning.
        holders: The types of OpenAPI objects that can have the extension, such as "operation" or "schema".
    """

    key: str
    meaning: str
    holders: tuple[str, ...]


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


def read(node: JsonObject, meaning: str, holder: str) -> Any:
    """Return the value of an object's extension with the given meaning, such as "name" for `x-name`.

    Return None without such an extension. `holder` is the type of the OpenAPI object, such as "operation".
    """
    return next((node[key] for key in _keys(meaning, holder) if node.get(key) is not None), None)


@cache
def _keys(meaning: str, holder: str) -> tuple[str, ...]:
    """Return the keys of all extensions with the given meaning, such as `x-name` for "name".

    `holder` is the type of the OpenAPI object, such as "operation".
    """
    return tuple(each.key for each in EXTENSIONS if each.meaning == meaning and holder in each.holders)


def own_name(node: JsonObject, holder: str = "tag") -> str:
    """Return the name that an extension such as `x-name` gives to an object, or "" without such an extension.

    `holder` is the type of the OpenAPI object, such as "tag".
    """
    found = read(node, "name", holder)
    return found.strip() if isinstance(found, str) else ""


def method_name(operation: JsonObject) -> str:
    """Return the method name that an extension gives to an operation, or "" without such an extension.

    If the extension states `projects.archive`, the method name is `archive`.
    """
    return own_name(operation, "operation").rpartition(".")[2]


def former_name(node: JsonObject, holder: str) -> str:
    """Return the Python name that an OpenAPI object had in the last release, or "" if no extension states it.

    `holder` is the type of the object, such as "operation".
    """
    found = read(node, "former name", holder)
    return found.strip().rpartition(".")[2] if isinstance(found, str) else ""


def group_name(operation: JsonObject) -> str:
    """Return the name of the resource to which an extension assigns the operation, or "" without such an extension."""
    found = read(operation, "group", "operation")
    if isinstance(found, list):
        return " ".join(map(str, found))
    return found.strip() if isinstance(found, str) else own_name(operation, "operation").rpartition(".")[0]


def idempotency_header(operation: JsonObject) -> str:
    """Return the name of the idempotency header that an extension of the operation states, or "" without an extension.

    If the extension is `true`, return the default name.
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
    """Return the names that an extension gives to enum values, or {} without such an extension.

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
    return {key: str(each["name"]) for key, each in _described_values(schema).items() if each.get("name")}


def value_descriptions(schema: JsonObject) -> dict[str, str]:
    """Return the descriptions that an extension gives to enum values, or {} without such an extension.

    The keys are the values as JSON text: `enum: [1]` and `x-enum-descriptions: [Paid]` result in `{"1": "Paid"}`.
    """
    listed = read(schema, "value descriptions", "schema")
    if isinstance(listed, list) and len(listed) == len(schema["enum"]):
        return _by_value(schema, listed)
    if isinstance(listed, dict):
        return _by_value(schema, [listed.get(str(value)) for value in schema["enum"]])
    described = _described_values(schema).items()
    return {key: str(each["description"]) for key, each in described if each.get("description")}


def _by_value(schema: JsonObject, texts: Iterable[Any]) -> dict[str, str]:
    pairs = zip(schema["enum"], texts, strict=True)
    return {canonical(value): text for value, text in pairs if isinstance(text, str) and text}


def _described_values(schema: JsonObject) -> dict[str, JsonObject]:
    """Return the objects in a schema's `x-ms-enum` list, by enum value as JSON text, or {} without such a list."""
    found = read(schema, "values", "schema")
    listed = found.get("values") if isinstance(found, dict) else None
    return {canonical(each["value"]): each for each in listed or [] if isinstance(each, dict) and "value" in each}


def class_name(schema: JsonObject, *, is_property: bool = False) -> str:
    """Return the class name that an extension gives to a schema, or "" without such an extension.

    If `is_property`, extensions such as `x-name` are ignored, because they name the property and not the class.
    """
    described = read(schema, "values", "schema")
    other = described.get("name") if isinstance(described, dict) else None
    of_property = _keys("name", "property") if is_property else ()
    keys = [key for key in _keys("name", "schema") if key not in of_property]
    return next((found.strip() for found in [*map(schema.get, keys), other] if isinstance(found, str)), "")


def is_ignored(operation: JsonObject) -> bool:
    """Return whether an extension excludes an operation from the client."""
    return any(operation.get(each.key) is True for each in EXTENSIONS if each.meaning == "ignored")


DATA_KEYS = frozenset({"example", "examples", "default", "enum", "const"})
"""Keys whose values are JSON data of the API and contain no OpenAPI objects."""


class UnusedExtension(NamedTuple):
    """An extension that the generator does not use.

    Attributes:
        pointer: The JSON Pointer of the extension.
        reason: Why it is not used, as the end of a sentence such as "`x-name` is not supported".
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
        pointer, node, kinds = nodes.popleft()
        if isinstance(node, list):
            nodes.extend(((*pointer, number), each, kinds) for number, each in enumerate(node))
        elif isinstance(node, dict):
            for key, value in node.items():
                if isinstance(key, str) and (key in known or key.startswith((*FAMILIES, "x-internal"))):
                    if value is not False and (reason := _why_unused(node, key, kinds)):
                        yield UnusedExtension((*pointer, key), reason)
                elif key not in DATA_KEYS and isinstance(value, (dict, list)):
                    nodes += _inner_nodes((*pointer, key), value, kinds)


def _why_unused(node: JsonObject, key: str, kinds: frozenset[str]) -> str:
    """Return why an extension is not used, such as "is not supported", or "" if it is used.

    `kinds` are the types of its OpenAPI object, such as "operation".
    """
    extension = next((each for each in EXTENSIONS if each.key == key), None)
    if extension is None:
        return "is not supported"
    if kinds.isdisjoint(extension.holders):
        return f"is not supported here, but on {join_words(list(extension.holders), 'or')}"
    value = node[key]
    if extension.meaning in {"value names", "value descriptions"} or (key == "x-name" and isinstance(value, dict)):
        return _why_unlisted(value, node.get("enum"))
    is_text = isinstance(value, str) or extension.meaning not in {"name", "former name"}
    return "" if is_text else "is not text"


def _why_unlisted(texts: Any, words: Any) -> str:
    """Return why names or descriptions of enum values are not used, or "" if they are used.

    `texts` is the value of the extension, and `words` the value of `enum`.
    """
    if not isinstance(words, list):
        return "is in a schema without `enum`"
    if isinstance(texts, list) and len(texts) != len(words):
        return f"is a list of length {len(texts)} beside an `enum` of length {len(words)}"
    return "" if isinstance(texts, list | dict) else "is neither a list nor a map"


def _inner_nodes(pointer: JsonPointer, value: Any, kinds: frozenset[str]) -> Iterator[Any]:
    """Yield the OpenAPI objects in a field, each with its JSON Pointer and its types, such as "operation".

    `kinds` are the types of the object that has the field.
    """
    key = str(pointer[-1])
    fields = next((OBJECT_FIELDS[kind] for kind in sorted(kinds) if kind in OBJECT_FIELDS), {})
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
