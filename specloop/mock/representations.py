"""Conversion of stored resources to JSON values for responses.

Properties that requests have set keep their values. The values of other properties are taken from examples or
generated.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from specloop.mock.operation_plans import OperationPlan, known_values
from specloop.mock.parameter_decoder import ABSENT
from specloop.mock.store import REMOVED, StoredResource
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.operations import parameter_schema
from specloop.openapi.schema_keywords import UNION_KEYWORDS
from specloop.openapi.schema_set import SchemaSet
from specloop.openapi.values import LETTERS, ValueMaker, resemble

IDENTIFIER_CHARS = 22
MAX_CACHED_REPRESENTATIONS = 20_000


class Representer:
    """Converts stored resources to the JSON values that the response schemas of a document describe."""

    def __init__(self, schemas: SchemaSet, maker: ValueMaker) -> None:
        self.schemas = schemas
        self.maker = maker
        self._made: dict[tuple[JsonPointer, int], str] = {}
        """The generated values as JSON texts. Decoding a text is several times as fast as copying a value."""

    def represent(self, pointer: JsonPointer, resource: StoredResource, identity: str, base: Any = None) -> Any:
        """Convert a stored resource to a JSON value that matches a schema.

        Args:
            pointer: The pointer of the schema.
            resource: The stored resource.
            identity: The property that contains the resource's identifier; "" if there is no such property.
            base: An example to use instead of a generated value; None for no example.
        """
        accepts = self.schemas.validator(pointer).is_valid
        if base is None and resource.example is not None and accepts(resource.example):
            base = resource.example
        schema = self._schema_for(self.schemas.at(pointer), resource.overrides)
        value = self.make(pointer, resource.number, schema) if base is None else base
        if not isinstance(value, dict):
            return value
        changes = {name: self._for_response(each, schema, name) for name, each in resource.overrides.items()}
        if identity and resource.id:
            changes[identity] = self._typed_identifier(pointer, identity, resource.id)
        return self._overlay(pointer, value, {name: each for name, each in changes.items() if each is not ABSENT})

    def make(self, pointer: JsonPointer, number: int, schema: Any = None) -> Any:
        """Generate a value for the schema at a pointer. The same number always gives the same value.

        Args:
            pointer: The pointer of the schema.
            number: A number that selects one of many different values.
            schema: A schema to use instead, such as the one that a discriminator selects; None for the one at
                `pointer`.
        """
        if schema is not None and schema is not self.schemas.at(pointer):
            return self.maker.make_part(schema, number)
        key = (pointer, number)
        if key not in self._made:
            if len(self._made) > MAX_CACHED_REPRESENTATIONS:
                self._made.clear()
            self._made[key] = json.dumps(self.maker.make(pointer, number))
        return json.loads(self._made[key])

    def _schema_for(self, schema: Any, overrides: JsonObject) -> Any:
        """Return the schema that the discriminator of `schema` selects for the properties in `overrides`.

        Return `schema` itself if it selects none.
        """
        name, subtypes = self.maker.subtypes(schema)
        return subtypes.get(str(overrides.get(name)), schema) if name in overrides else schema

    def _for_response(self, value: Any, schema: Any, name: str) -> Any:
        """Return the value of the property `name` without parts that responses must not have, such as `writeOnly` ones.

        Return ABSENT if responses must not have the property, or if it is the discriminator and selects no subtype.
        """
        if name in self.schemas.forbidden(schema):
            return ABSENT
        discriminator, subtypes = self.maker.subtypes(schema)
        if name == discriminator and str(value) not in subtypes:
            return ABSENT
        return self._prune(value, self.schemas.property(schema, name))

    def _prune(self, value: Any, schema: Any) -> Any:
        if isinstance(value, list):
            items = [self._prune(each, self.schemas.items(schema)) for each in value]
            return [each for each in items if each is not ABSENT]
        if not isinstance(value, dict):
            return value
        discriminator, subtypes = self.maker.subtypes(schema)
        if discriminator and str(value.get(discriminator)) not in subtypes:
            return ABSENT
        schema = subtypes.get(str(value.get(discriminator))) or self._variant_of(schema, value)
        forbidden = self.schemas.forbidden(schema)
        pruned = {
            name: self._prune(each, self.schemas.property(schema, name))
            for name, each in value.items()
            if name not in forbidden
        }
        found = {name: each for name, each in pruned.items() if each is not ABSENT}
        properties = self.schemas.properties(schema)
        for name in self.schemas.flatten(schema).get("required") or []:
            # Requests cannot contain required readOnly properties, so values are generated for them.
            if name not in found and name in properties:
                found[name] = self.maker.make_part(properties[name], len(found), f"/{name}")
        return found

    def _variant_of(self, schema: Any, value: JsonObject) -> Any:
        """Return the `anyOf` or `oneOf` variant of `schema` to use for the object `value`, or else `schema` itself."""
        flat = self.schemas.flatten(schema)
        variants = [each for keyword in UNION_KEYWORDS for each in flat.get(keyword) or []]
        objects = [each for each in variants if "object" in self.schemas.types(each)]
        # The only variant for objects is used without validation; of several, the first that accepts the value.
        fitting = objects if len(objects) == 1 else [each for each in objects if self.schemas.accepts(each, value)]
        return fitting[0] if fitting else schema

    def _overlay(self, pointer: JsonPointer, value: JsonObject, changes: JsonObject) -> JsonObject:
        """Return a copy of the resource `value` in which `changes` set or remove properties.

        A change is left out if the schema at `pointer` rejects it, or if the property is unknown.
        """
        accepts = self.schemas.validator(pointer).is_valid
        schema = self.schemas.at(pointer)
        known = self.schemas.properties(schema)
        is_map = not known or isinstance(self.schemas.flatten(schema).get("additionalProperties"), dict | bool)
        wanted = {name: each for name, each in changes.items() if name in known or name in value or is_map}
        result = _changed(value, wanted)
        if accepts(result) or not accepts(value):
            return result
        result = value
        for name, each in wanted.items():
            for option in [each, REMOVED] if each is None else [each]:
                candidate = _changed(result, {name: option})
                if accepts(candidate):
                    result = candidate
                    break
        return result

    def _typed_identifier(self, pointer: JsonPointer, name: str, identifier: str) -> Any:
        """Convert an identifier, such as "7", to a number if the schema requires one for the property `name`."""
        schema = self.schemas.property(self.schemas.at(pointer), name)
        kinds = self.schemas.types(schema)
        if "string" not in kinds and kinds & {"integer", "number"}:
            try:
                return int(identifier)
            except ValueError:
                try:
                    return float(identifier)
                except ValueError:
                    return identifier
        return identifier

    def identifier(self, plan: OperationPlan, item_schema: JsonPointer | None, path: str, number: int) -> str:
        """Generate the identifier of a resource in a collection.

        Args:
            plan: The OperationPlan, which names the property and the path parameter that contain the identifier.
            item_schema: The pointer of the schema of the collection's items; None if this schema is not known.
            path: The path of the collection.
            number: The number of the resource. The same path and number result in the same identifier.
        """
        parts: list[Any] = []
        if item_schema is not None and plan.identity:
            parts.append(self.schemas.property(self.schemas.at(item_schema), plan.identity))
        examples: list[str] = []
        for parameter in plan.route.operation.parameters:
            if parameter.node["in"] == "path" and parameter.node["name"] == plan.parameter:
                parts.append(self.schemas.at(parameter_schema(self.schemas.root, parameter).pointer))
                examples = known_values(self.schemas, plan.route.operation, plan.parameter)
        scalars = [self.schemas.types(each) & {"integer", "number", "string"} for each in parts]
        if scalars[1:] == [{"string"}] and scalars[0] and "string" not in scalars[0]:
            parts.pop()  # A path contains the number as text, so the parameter may be a string.
        schema: Any = {"allOf": parts} if len(parts) != 1 else parts[0]
        flat = self.schemas.flatten(schema)
        examples += map(str, flat["examples"] if isinstance(flat.get("examples"), list) else [])
        examples = list(dict.fromkeys(examples))
        if number < len(examples):
            return examples[number]
        plain = {name: each for name, each in flat.items() if name not in {"examples", "default"}}
        kinds = self.schemas.types(plain)
        is_open = "string" in kinds and not plain.keys() & {"enum", "const", "pattern", "format", "oneOf", "anyOf"}
        digest = hashlib.sha256(f"{self.maker.seed} {path} {number}".encode()).digest()
        if is_open:
            noun = path.rstrip("/").rpartition("/")[2].partition(".")[0].rstrip("s") or "item"
            random = f"{noun}_{''.join(LETTERS[byte % len(LETTERS)] for byte in digest[:IDENTIFIER_CHARS])}"
            text = resemble(examples[0], number, digest) if examples else random
            return text[-plain["maxLength"] :] if "maxLength" in plain else text
        if kinds <= {"integer", "number"}:
            least = max(plain.get("minimum", plain.get("exclusiveMinimum", 0)), 0)
            candidate = int(least) + number + ("exclusiveMinimum" in plain or least == 0)
            if self.schemas.accepts(plain, candidate):
                return str(candidate)
        return str(self.maker.make_part(plain, number, f"{path}#id"))


def _changed(value: JsonObject, changes: JsonObject) -> JsonObject:
    result = {**value, **{name: each for name, each in changes.items() if each is not REMOVED}}
    return {name: each for name, each in result.items() if changes.get(name) is not REMOVED}
