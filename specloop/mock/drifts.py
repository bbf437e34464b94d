"""Simulated drift: deliberate differences between the mock's responses and the OpenAPI document (`--drift`).

Most kinds of drift, such as `null`, change one property of a resource. Requested kinds change different properties. In
a list, the first of every three resources is changed. The kinds `missing-header` and `undocumented-status` change the
headers and the status.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from specloop.mock.parameter_decoder import ABSENT
from specloop.mock.reply import Reply
from specloop.mock.request_checks import HttpError, IncomingRequest
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.schema_facts import json_type
from specloop.openapi.schema_set import SchemaSet
from specloop.text_format import closest

UNDOCUMENTED_STATUS = 418
DRIFTED_EVERY = 3
NUMERIC_TYPES = {"integer", "number"}
SCALAR_TYPES = {*NUMERIC_TYPES, "boolean", "string"}
NEW_PROPERTY = "is_archived"
NEW_NESTED_PROPERTY = "color"
NEW_NESTED_VALUE = "teal"
NEW_ENUM_VALUE = "PAUSED"


@dataclass
class _DriftedProperties:
    """A mapping (`chosen`) from each kind of drift to the property that it changes in resources of one schema."""

    chosen: dict[str, str] = field(default_factory=dict)


def new_property(item: JsonObject, _drifted: _DriftedProperties) -> None:
    """Add a property `is_archived`."""
    item[NEW_PROPERTY] = False


def new_nested_property(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Add a property `color` to an object inside a resource."""
    child = item.get(drifted.chosen.get("new-nested-property", ""))
    inner = child[0] if isinstance(child, list) and child else child
    if isinstance(inner, dict):
        inner[NEW_NESTED_PROPERTY] = NEW_NESTED_VALUE


def new_enum_value(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Set a property with an enum to "PAUSED", which is not in the enum."""
    _change(item, drifted, "new-enum-value", lambda _: NEW_ENUM_VALUE)


def null(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Set a required string that is not nullable to null."""
    _change(item, drifted, "null", lambda _: None)


def missing_property(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Omit a required property of a resource."""
    if name := drifted.chosen.get("missing-property"):
        item.pop(name, None)


def renamed_property(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Rename a required property: put `new_` before its name."""
    name = drifted.chosen.get("renamed-property")
    if name in item:
        item[f"new_{name}"] = item.pop(name)


def changed_type(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Change the type of a required property: a number to a string, any other value to a list."""
    _change(
        item,
        drifted,
        "changed-type",
        lambda value: str(value) if json_type(value) in {"integer", "number"} else [value],
    )


def naive_timestamp(item: JsonObject, drifted: _DriftedProperties) -> None:
    """Remove the time zone `Z` from a required date-time."""
    _change(
        item, drifted, "naive-timestamp", lambda value: value.removesuffix("Z") if isinstance(value, str) else value
    )


def _change(item: JsonObject, drifted: _DriftedProperties, kind: str, change: Callable[[Any], Any]) -> None:
    if (name := drifted.chosen.get(kind)) in item:
        item[name] = change(item[name])


PROPERTY_KINDS: dict[str, Callable[[JsonObject, _DriftedProperties], None]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        new_property,
        new_nested_property,
        new_enum_value,
        null,
        missing_property,
        renamed_property,
        changed_type,
        naive_timestamp,
    )
}
DRIFT_KINDS: dict[str, str] = {
    **{name: str(function.__doc__) for name, function in PROPERTY_KINDS.items()},
    "missing-header": "Omit a required response header, or the first documented one.",
    "undocumented-status": "Return 418 where a query parameter is the last value of its enum, or has no enum.",
}
"""Mapping from each kind of drift to the sentence that describes the kind in `--help`."""

FORMER_NAMES = {
    "new-member": "new-property",
    "new-nested-member": "new-nested-property",
    "new-status": "new-enum-value",
    "missing-member": "missing-property",
    "renamed-member": "renamed-property",
}


def canonical_kinds(names: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Replace deprecated names of kinds of drift, such as `new-member`, with the current names.

    Returns:
        The current names and an empty list. If a name is unknown: an empty tuple, and a list with one error message.
    """
    found = list(dict.fromkeys(FORMER_NAMES.get(name, name) for name in names))
    unknown = [name for name in found if name not in DRIFT_KINDS]
    if not unknown:
        return tuple(found), []
    near = closest(unknown[0], DRIFT_KINDS)
    hint = f" (did you mean {near}?)" if near else ""
    return (), [f"drift: {', '.join(map(repr, unknown))} is unknown{hint}; choose from {', '.join(DRIFT_KINDS)}"]


class Drifter:
    """Changes responses by the kinds of drift that the user requested."""

    def __init__(self, schemas: SchemaSet, kinds: tuple[str, ...]) -> None:
        self.schemas = schemas
        self.kinds = kinds
        self._drifted: dict[JsonPointer, _DriftedProperties] = {}

    def apply(self, reply: Reply, request: IncomingRequest) -> Reply:
        """Return a copy of a success response that deviates from the contract in the requested ways.

        Return other responses unchanged. For the drift kind `undocumented-status`, raise HttpError, which becomes the
        response.
        """
        if not self.kinds:
            return reply
        if "undocumented-status" in self.kinds and self._gets_undocumented_status(reply, request):
            raise HttpError(UNDOCUMENTED_STATUS, "undocumented-status (--drift)")
        changed = copy.copy(reply)
        if "missing-header" in self.kinds and (name := self._header(reply)):
            changed.headers = {key: value for key, value in reply.headers.items() if key != name}
        if (reply.value is ABSENT and reply.items is None) or reply.schema is None:
            return changed
        changed.value, changed.items = copy.deepcopy(reply.value), copy.deepcopy(reply.items)
        for number, item in enumerate(_items(changed), start=reply.item_start):
            if number % DRIFTED_EVERY == 0 and isinstance(item, dict):
                drifted = self._drifted_properties(self._schema_of(reply, reply.item_steps), reply.schema)
                for kind in self.kinds:
                    if kind in PROPERTY_KINDS:
                        PROPERTY_KINDS[kind](item, drifted)
        return changed

    def _schema_of(self, reply: Reply, steps: JsonPointer | None) -> Any:
        schema = self.schemas.at(reply.schema or ())
        if steps is None:
            return schema
        for step in steps:
            schema = self.schemas.property(schema, str(step))
        return self.schemas.items(schema)

    def _gets_undocumented_status(self, reply: Reply, request: IncomingRequest) -> bool:
        """Return whether the response to a request is replaced by the undocumented status 418.

        If query parameters have enums, only requests that send the last value of one of these enums get this status.
        """
        if reply.operation is None:
            return False
        given = dict(request.pairs)
        # So callers can choose between the documented and the undocumented status.
        marks = {}
        for parameter in reply.operation.parameters:
            values = self.schemas.flatten(parameter.node.get("schema") or {}).get("enum")
            if parameter.node["in"] == "query" and isinstance(values, list) and values:
                marks[parameter.node["name"]] = str(values[-1])
        return not marks or any(given.get(name) == value for name, value in marks.items())

    def _header(self, reply: Reply) -> str | None:
        if reply.operation is None:
            return None
        response = reply.operation.responses.get(str(reply.status))
        documented = (response.node.get("headers") or {}) if response else {}
        required = [name for name, raw in documented.items() if self.schemas.resolve(raw).get("required")]
        return next((name.lower() for name in [*required, *documented] if name.lower() in reply.headers), None)

    def _drifted_properties(self, schema: Any, pointer: JsonPointer) -> _DriftedProperties:
        if pointer not in self._drifted:
            self._drifted[pointer] = self._choose(schema)
        return self._drifted[pointer]

    def _choose(self, schema: Any) -> _DriftedProperties:
        """Choose a property of the schema for each kind of drift. No two of the requested kinds share a property."""
        properties = self.schemas.properties(schema)
        required = [name for name in self.schemas.flatten(schema).get("required") or [] if name in properties]
        candidates = {
            "new-nested-property": [name for name in properties if self._is_nested(properties[name])],
            "new-enum-value": [name for name in properties if self._has_enum(properties[name])],
            "naive-timestamp": [name for name in required if self._format(properties[name]) == "date-time"],
            "null": [name for name in required if self.schemas.types(properties[name]) == {"string"}],
            "changed-type": [name for name in required if self.schemas.types(properties[name]) <= NUMERIC_TYPES],
            "missing-property": [name for name in required if self.schemas.types(properties[name]) <= SCALAR_TYPES],
            "renamed-property": [name for name in reversed(required) if self._is_scalar(properties[name])],
        }
        drifted = _DriftedProperties()
        for kind, names in candidates.items():
            free = [name for name in names if name not in {"id", *drifted.chosen.values()}]
            if free:
                drifted.chosen[kind] = free[0]
        # A small object can have too few properties for all kinds. So a requested kind can use a property that was
        # chosen for a kind that the user did not request.
        for kind in self.kinds:
            taken = {"id", *(drifted.chosen.get(other) for other in self.kinds)}
            free = [name for name in candidates.get(kind, []) if name not in taken]
            if kind not in drifted.chosen and free:
                drifted.chosen[kind] = free[0]
        return drifted

    def _format(self, schema: Any) -> str:
        flat = self.schemas.flatten(schema)
        is_nullable = "null" in self.schemas.types(schema)
        return "" if is_nullable else str(flat.get("format", ""))

    def _is_scalar(self, schema: Any) -> bool:
        return self.schemas.types(schema) <= {*SCALAR_TYPES, "null"} and not self._format(schema)

    def _is_nested(self, schema: Any) -> bool:
        kinds = self.schemas.types(schema)
        inner = self.schemas.items(schema) if kinds == {"array"} else schema
        return bool(self.schemas.properties(inner)) and self.schemas.types(inner) <= {"object", "null"}

    def _has_enum(self, schema: Any) -> bool:
        flat = self.schemas.flatten(schema)
        return isinstance(flat.get("enum"), list) and all(isinstance(each, str) for each in flat["enum"])


def _items(reply: Reply) -> Iterator[Any]:
    if reply.items is not None:
        yield from reply.items
        return
    if reply.item_steps is None:
        yield reply.value
        return
    value = reply.value
    for step in reply.item_steps:
        value = value.get(step) if isinstance(value, dict) else None
    yield from value if isinstance(value, list) else []
