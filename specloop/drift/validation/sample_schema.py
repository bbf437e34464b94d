"""The schema that samples of a value suggest: names and types, no values. Two of them merge in any order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specloop.drift.redaction import MASK, redact_name
from specloop.drift.validation.json_types import json_type, schema_for_types
from specloop.openapi.schema_facts import stated_types

MAX_SAMPLED_PROPERTIES = 50
"""An object with more names is a map, and its names are data."""

MAX_SAMPLED_DEPTH = 12


@dataclass(slots=True)
class SampleSchema:
    """What samples of one value have in common."""

    types: set[str] = field(default_factory=set)
    properties: dict[str, SampleSchema] = field(default_factory=dict)
    items: SampleSchema | None = None
    values: SampleSchema | None = None
    """For a map: all its values."""

    def add(self, value: Any, depth: int = 0) -> None:
        """Take a sample into account."""
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
        """Take the samples of another one into account."""
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
        """Return the schema, no narrower than the samples."""
        found = schema_for_types(self.types)
        types = stated_types(found)
        if "array" in types:
            found["items"] = self.items.schema() if self.items else {}
        if "object" in types and self.values is not None:
            found["additionalProperties"] = self.values.schema()
        elif "object" in types and self.properties:
            found["properties"] = {name: self.properties[name].schema() for name in sorted(self.properties)}
        return found
