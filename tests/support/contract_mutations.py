"""Mutations of a contract: small changes, each of one kind at one place."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Document = dict[str, Any]
Place = tuple[str | int, ...]

MAPS = frozenset(
    {"properties", "schemas", "paths", "responses", "headers", "parameters", "securitySchemes", "patternProperties"}
)
"""Keywords whose value is a map from names chosen by the author, so that these names are not keywords."""

DATA = frozenset({"example", "examples", "default", "enum", "const"})


class Mutation(NamedTuple):
    """A change of a contract at one place, and of one key if `key` is not empty."""

    document: Document
    change: Change
    place: Place
    key: str

    @property
    def name(self) -> str:
        """A name for test output: the kind of change, the key and the place."""
        return f"{self.change.name} {self.key} at /{'/'.join(map(str, self.place))}"

    def make(self) -> Document:
        """Return a copy of the contract with the change."""
        changed = copy.deepcopy(self.document)
        self.change.make(*([_at(changed, self.place), self.key] if self.key else [_at(changed, self.place)]))
        return changed


def mutations(document: Document) -> Iterator[Mutation]:
    """Yield every possible mutation of a contract, in the order of the document."""
    for place, node, is_map in _objects(document, (), is_map=False):
        whole, each_key = (MAP_CHANGES, KEY_OF_MAP_CHANGES) if is_map else (CHANGES, KEY_CHANGES)
        found = [(change, "") for change in whole if change.applies(place, node)]
        found += [(change, key) for key in node for change in each_key if change.applies(place, node, key)]
        yield from (Mutation(document, change, place, key) for change, key in found)


class Change(NamedTuple):
    """A kind of change of a JSON object or of one of its keys, and the condition under which it is possible."""

    name: str
    applies: Callable[..., bool]
    make: Callable[..., object]


# --- conditions of changes ---


def _always(*_: object) -> bool:
    return True


def _has(*keywords: str) -> Callable[..., bool]:
    return lambda place, node, *key: set(keywords) <= node.keys()


def _value_is(kind: type | tuple[type, ...]) -> Callable[..., bool]:
    def applies(place: Place, node: Document, key: str) -> bool:
        return isinstance(node[key], kind) and not _is_map(key, node) and not key.startswith("$") and bool(node[key])

    return applies


def _is_flag(place: Place, node: Document, key: str) -> bool:
    return isinstance(node[key], bool)


def _is_number(place: Place, node: Document, key: str) -> bool:
    return isinstance(node[key], int | float) and not isinstance(node[key], bool)


def _is_map(key: str, node: Document) -> bool:
    return key in MAPS and isinstance(node[key], dict)


def _is_keyword(place: Place, node: Document, key: str) -> bool:
    return not _is_map(key, node)


def _is_enum(place: Place, node: Document) -> bool:
    return (
        bool(node.get("enum"))
        and isinstance(node["enum"], list)
        and all(isinstance(each, str) for each in node["enum"])
    )


def _is_union(place: Place, node: Document, key: str) -> bool:
    return key in {"oneOf", "anyOf"} and isinstance(node[key], list)


def _is_schema(place: Place, node: Document, *key: str) -> bool:
    return bool(node.keys() & {"type", "enum", "oneOf", "anyOf", "allOf", "const"}) and "in" not in node


def _is_schema_of_values(place: Place, node: Document) -> bool:
    return _is_schema(place, node) and "null" not in str(node.get("type")) and node.get("const", "") is not None


def _is_reference(place: Place, node: Document) -> bool:
    return str(node.get("$ref")).startswith("#/components/schemas/")


def _has_properties(place: Place, node: Document) -> bool:
    return _is_object(place, node) and isinstance(node.get("properties"), dict)


def _is_object(place: Place, node: Document, *key: str) -> bool:
    return node.get("type") == "object" and "in" not in node


def _is_parameter(place: Place, node: Document, *key: str) -> bool:
    return isinstance(node.get("in"), str) and isinstance(node.get("name"), str)


def _in(*keywords: str) -> Callable[..., bool]:
    return lambda place, node, *key: bool(place) and place[-1] in keywords


def _is_success(place: Place, node: Document, key: str) -> bool:
    return place[-1:] == ("responses",) and key[:1] == "2"


def _is_media_type(place: Place, node: Document, key: str) -> bool:
    return place[-1:] == ("content",) and "/" in key


def _has_other(keyword: str, other: str) -> Callable[..., bool]:
    return lambda place, node: isinstance(node.get(keyword), str) and node[keyword] != other


def _set(**values: Any) -> Callable[[Document], None]:
    return lambda node: node.update(copy.deepcopy(values))


def _set_extension(key: str, value: Any) -> Callable[[Document], None]:
    return lambda node: node.update({key: value})


# --- changes ---


def _or_null(node: Document) -> None:
    if isinstance(node.get("type"), str):
        node["type"] = [node["type"], "null"]
    else:
        _wrap(lambda inner: {"anyOf": [inner, {"type": "null"}]})(node)


def _wrap(make: Callable[[Document], Document]) -> Callable[[Document], None]:
    def change(node: Document) -> None:
        inner = dict(node)
        node.clear()
        node.update(make(inner))

    return change


def _rename(node: Document, old: str, new: str = "") -> None:
    items = [((new or f"{old}Renamed") if key == old else key, value) for key, value in node.items()]
    node.clear()
    node.update(items)


def _rename_to(new: str) -> Callable[[Document, str], None]:
    return lambda node, old: _rename(node, old, new)


def _reverse(node: Document) -> None:
    items = list(node.items())[::-1]
    node.clear()
    node.update(items)


def _as_constant(node: Document) -> None:
    node["const"] = node.pop("enum")[0]


def _require_one(node: Document) -> None:
    node["oneOf"] = [{"required": [each]} for each in node["properties"]]


def _add_parameter(*, required: bool) -> Callable[[Document], None]:
    def change(node: Document) -> None:
        added = {"name": "mutation", "in": "query", "required": required, "schema": {"type": "integer"}}
        node["parameters"] = [*node.get("parameters", []), added]

    return change


def _name_first_tag(document: Document) -> None:
    operations = (each for item in document.get("paths", {}).values() for each in item.values())
    tags = (each["tags"][0] for each in operations if isinstance(each, dict) and each.get("tags"))
    document["tags"] = [{"name": next(tags, "none"), "x-name": "other"}]


OTHER_VARIANT = {"type": "object", "properties": {"only": {"type": "string"}}}

MAP_CHANGES = (
    Change("reverse", lambda place, node: len(node) > 1, _reverse),
    Change("add a property", _in("properties"), _set(added={"type": "string"})),
    Change("add an object", _in("properties"), _set(added={"type": "object", "properties": {"inner": {}}})),
)
KEY_OF_MAP_CHANGES = (
    Change("remove", _always, dict.pop),
    Change("rename", _in("properties", "schemas", "securitySchemes", "paths"), _rename),
    *(Change(f"status {status}", _is_success, _rename_to(status)) for status in ("201", "204", "2XX", "default")),
)
CHANGES = (
    Change("add a value", _is_enum, lambda node: node["enum"].append("mutation")),
    Change("keep one value", _is_enum, lambda node: node.update(enum=node["enum"][:1])),
    Change("one value as const", _is_enum, _as_constant),
    Change("name the values", _is_enum, lambda node: node.update({"x-enum-varnames": [*map(_name, node["enum"])]})),
    Change("x-name", _is_schema, _set_extension("x-name", "otherName")),
    Change("readOnly", _is_schema, _set(readOnly=True)),
    Change("writeOnly", _is_schema, _set(writeOnly=True)),
    Change("default", _is_schema, _set(default="mutation")),
    Change("title", _is_schema, _set(title="Other title")),
    Change("or null", _is_schema_of_values, _or_null),
    Change("allOf of one", _is_schema, _wrap(lambda inner: {"allOf": [inner]})),
    Change("or null", _is_reference, _wrap(lambda inner: {"anyOf": [inner, {"type": "null"}]})),
    Change("format", _is_reference, _set(format="uuid")),
    Change("values by pattern", _is_object, _set(patternProperties={"^x-": {"type": "integer"}})),
    Change("one of the properties", _has_properties, _require_one),
    Change("array of it", _is_schema, _wrap(lambda inner: {"type": "array", "items": inner})),
    Change("map", _is_object, _set(additionalProperties={"type": "string"})),
    Change("open", _is_object, _set(additionalProperties=True)),
    Change("closed", _is_object, _set(additionalProperties=False)),
    Change("all required", _is_object, lambda node: node.update(required=list(node.get("properties") or {}))),
    *(
        Change(f"type {other}", _has_other("type", other), _set(type=other))
        for other in ("string", "integer", "number", "object")
    ),
    *(
        Change(f"format {other}", _has_other("format", other), _set(format=other))
        for other in ("date-time", "int64", "uuid")
    ),
    Change("another tag", _has("responses"), _set(tags=["other"])),
    Change("deprecated", _has("responses"), _set(deprecated=True)),
    Change("no security", _has("responses"), _set(security=[])),
    Change("optional security", _has("responses"), _set(security=[{}])),
    Change("a parameter", _has("responses"), _add_parameter(required=False)),
    Change("a required parameter", _has("responses"), _add_parameter(required=True)),
    Change("an error", _has("responses"), lambda node: node["responses"].update({"418": {"description": ""}})),
    *(
        Change(key, _has("responses"), _set_extension(key, value))
        for key, value in {
            "x-name": "otherName",
            "x-speakeasy-group": "others",
            "x-fern-sdk-method-name": "fernName",
            "x-renamed-from": "formerName",
            "x-internal": True,
            "x-idempotency-key": True,
            "x-pagination": {"style": "cursor", "parameter": "cursor", "next": "next", "items": "items"},
        }.items()
    ),
    Change("x-name", _is_parameter, _set_extension("x-name", "otherName")),
    Change("in a header", _is_parameter, _set_extension("in", "header")),
    Change("x-name of a tag", _has("openapi"), _name_first_tag),
)
KEY_CHANGES = (
    Change("remove", _is_keyword, dict.pop),
    Change("flip", _is_flag, lambda node, key: node.update({key: not node[key]})),
    Change("increase", _is_number, lambda node, key: node.update({key: node[key] + 1})),
    Change("lengthen", _value_is(str), lambda node, key: node.update({key: f"{node[key]}2"})),
    Change("shorten", _value_is(list), lambda node, key: node[key].pop()),
    Change("reverse", _value_is(list), lambda node, key: node[key].reverse()),
    *(
        Change(f"media type {name}", _is_media_type, _rename_to(name))
        for name in ("text/csv", "application/hal+json", "application/octet-stream", "application/jsonl")
    ),
    Change("another union for", _is_union, lambda node, key: _rename(node, key, OTHER_UNION[key])),
    Change("nest", _is_union, lambda node, key: node.update({key: [{key: node[key]}]})),
    Change("add a variant to", _is_union, lambda node, key: node[key].append({"type": "boolean"})),
    Change("put a variant first in", _is_union, lambda node, key: node[key].insert(0, copy.deepcopy(OTHER_VARIANT))),
)
OTHER_UNION = {"oneOf": "anyOf", "anyOf": "oneOf"}


def _name(value: str) -> str:
    return f"OTHER_{value}"


# --- places ---


def _at(node: Any, place: Place) -> Any:
    for step in place:
        node = node[step]
    return node


def _objects(node: Any, place: Place, *, is_map: bool) -> Iterator[tuple[Place, Document, bool]]:
    """Yield the place and value of every JSON object in the document, and whether its keys are author-chosen names."""
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from _objects(each, (*place, number), is_map=False)
    elif isinstance(node, dict):
        yield place, node, is_map
        for key, value in node.items():
            if is_map or key not in DATA:
                yield from _objects(value, (*place, key), is_map=not is_map and key in MAPS)
