"""Lookup of a document's schemas and their Python types, to build the intermediate representation (IR) of a package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from specloop.codegen.ir import Type
from specloop.codegen.opc_adapter import ParsedSchemas, ParsedType
from specloop.codegen.schema_inliner import InlinedSchemas
from specloop.codegen.type_mapping import ANY_TYPE, TypeMapper
from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref


class PropertyEntry(NamedTuple):
    """A property of a model, with its parsed type and its schema."""

    json_name: str
    type: ParsedType
    required: bool
    schema: JsonObject
    pointer: JsonPointer


@frozen(slots=False)
class BuildContext:
    """A document with its parsed schemas and their Python types.

    Attributes:
        problems: The errors that prevent the generation of a package; functions that find an error append it here.
    """

    contract: Document
    inlined: InlinedSchemas
    parsed: ParsedSchemas
    types: TypeMapper
    problems: list[Problem] = field(factory=list)
    notes: list[Problem] = field(factory=list)

    @property
    def document(self) -> JsonObject:
        """The OpenAPI document as JSON data."""
        return self.contract.data

    def parsed_type(self, pointer: JsonPointer) -> ParsedType | None:
        """Return the parsed type of the schema at a JSON Pointer, or None if openapi-python-client cannot read it."""
        return self.parsed.places.get(pointer)

    def schema(self, media: Resolved) -> JsonObject | None:
        """Return the schema of a Media Type Object, with `$ref`s followed, or None if the object has no schema."""
        found = resolve_ref(self.document, media.node.get("schema")).node
        return found if isinstance(found, dict) else None

    def type_of(self, media: Resolved) -> Type:
        """Return the Python type to which the client decodes a body with the given Media Type Object."""
        parsed = self.parsed_type((*media.pointer, "schema"))
        return self.types.of(parsed) if parsed is not None else ANY_TYPE

    def type_notes(self, pointer: JsonPointer) -> list[str]:
        """Return docstring sentences about constraints that the Python type of a schema does not express.

        For example, a sentence says that the type is `Any` because a reference is circular. `pointer` is the JSON
        Pointer of the schema of a property, parameter or body. Subschemas, such as the items of an array, are included.
        """
        return [f"Typed {text}" for text in self._notes_by_holder.get(pointer, {})]

    @cached_property
    def _notes_by_holder(self) -> dict[JsonPointer, dict[str, None]]:
        found: dict[JsonPointer, dict[str, None]] = {}
        for note in self.inlined.notes:
            found.setdefault(note.holder, {})[note.text] = None
        return found

    def model_name(self, parsed: ParsedType | None) -> str | None:
        """Return the name of the model class that is generated for a parsed schema, or None if there is no such class.

        For example, a schema that becomes a dict or a union has no model class. If `parsed` is None, so is the result.
        """
        if parsed is None or parsed.kind != "model" or parsed.name in self.types.maps:
            return None
        return parsed.name if parsed.name in self.parsed.models else None

    def date_type(self, parsed: ParsedType | None) -> Type | None:
        """Return the Python type of a parsed schema if its values can contain dates, or else None.

        Dates inside arrays, unions and nested models count, too. The result is also None if `parsed` is None.
        """
        if parsed is None or not any(
            each.kind == "date" or each.name in self._models_with_dates for each in leaves(parsed)
        ):
            return None
        return self.types.of(parsed)

    @cached_property
    def _models_with_dates(self) -> set[str]:
        """The class names of the models that contain dates, directly or in nested models."""
        holders: dict[str, list[str]] = {}  # for each model, the models that directly contain it
        waiting: list[str] = []
        for name, model in self.parsed.models.items():
            additional = [model.additional] if model.additional is not None else []
            for type_ in (*(each.type for each in model.properties), *additional):
                for leaf in leaves(type_):
                    if leaf.kind == "date":
                        waiting.append(name)
                    elif leaf.kind == "model":
                        holders.setdefault(leaf.name, []).append(name)
        found: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += holders.get(name, [])
        return found

    def properties(self, name: str) -> list[PropertyEntry]:
        """Return the properties of the model with the given class name, in the order of the document."""
        schemas = self.inlined.properties[name].schemas
        found: list[PropertyEntry] = []
        for each in self.parsed.models[name].properties:
            schema = schemas[each.json_name]
            node = schema.node if isinstance(schema.node, dict) else {}
            found.append(PropertyEntry(each.json_name, each.type, each.required, node, schema.pointer))
        return found


def leaves(parsed: ParsedType) -> Iterator[ParsedType]:
    """Yield the types that remain after unions are replaced by their variants and arrays by their items, at any depth.

    A type that is neither a union nor an array is yielded unchanged.
    """
    inner = parsed.variants or ((parsed.items,) if parsed.items is not None else ())
    for each in inner:
        yield from leaves(each)
    if not inner:
        yield parsed
