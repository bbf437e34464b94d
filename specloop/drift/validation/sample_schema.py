"""Schemas that are built from observed values. They contain property names and types, but no values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specloop.drift.redaction import MASK, redact_name
from specloop.drift.validation.json_types import json_type, schema_for_types
from specloop.openapi.schema_facts import stated_types

MAX_SAMPLED_PROPERTIES = 50
"""The largest number of property names of an object; an object with more names counts as a map, whose keys are data."""

MAX_SAMPLED_DEPTH = 12


@dataclass(slots=True)
class SampleSchema:
    """A schema that is inferred from observed values, such as undocumented bodies, and allows all of them."""

    types: set[str] = field(default_factory=set)
    properties: dict[str, SampleSchema] = field(default_factory=dict)
    items: SampleSchema | None = None
    values: SampleSchema | None = None
    """The schema of the map values, if the samples are maps; None if the samples have fixed property names."""

    def add(self, value: Any, depth: int = 0) -> None:
        """Extend the schema so that it allows a value. `depth` is the nesting level of the value."""
        self.types.add(json_type(value))
        if depth > MAX_SAMPLED_DEPTH:
            return
        if isinstance(value, list):
            self.items = self.items or SampleSchema()
            for each in value:
                self.items.add(each, depth + 1)
        elif isinstance(value, dict):
            for name, each in value.items():
                self._part(name).add(each, depth + 1)

    def merge(self, other: SampleSchema) -> None:
        """Extend this schema so that it also allows the values that `other` allows."""
        self.types |= other.types
        if other.items is not None:
            self.items = self.items or SampleSchema()
            self.items.merge(other.items)
        if other.values is not None:
            self._become_map().merge(other.values)
        for name, each in other.properties.items():
            self._part(name).merge(each)

    def _part(self, name: str) -> SampleSchema:
        if self.values is not None:
            return self.values
        if name not in self.properties and (
            redact_name(name) == MASK or len(self.properties) >= MAX_SAMPLED_PROPERTIES
        ):
            return self._become_map()
        return self.properties.setdefault(name, SampleSchema())

    def _become_map(self) -> SampleSchema:
        if self.values is None:
            self.values = SampleSchema()
            for each in self.properties.values():
                self.values.merge(each)
            self.properties = {}
        return self.values

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema that allows all values added so far."""
        found = schema_for_types(self.types)
        types = stated_types(found)
        if "array" in types:
            found["items"] = self.items.schema() if self.items else {}
        if "object" in types and self.values is not None:
            found["additionalProperties"] = self.values.schema()
        elif "object" in types and self.properties:
            found["properties"] = {name: self.properties[name].schema() for name in sorted(self.properties)}
        return found
