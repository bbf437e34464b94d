"""The data from which the intermediate representation (IR) of a document is built.

The IR is the set of Python objects from which the templates print the package. The data are the document, its parsed
schemas and their Python types.
"""

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
    """The data from which the intermediate representation (IR) of a document is built.

    This includes the document, its parsed schemas and their Python types.

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
        """Return the type that openapi-python-client finds for the schema at a pointer: the parsed type.

        Return None if openapi-python-client cannot read the schema.
        """
        return self.parsed.places.get(pointer)

    def schema(self, media: Resolved) -> JsonObject | None:
        """Return the schema of a Media Type Object, with `$ref`s followed. Return None if the object has no schema."""
        found = resolve_ref(self.document, media.node.get("schema")).node
        return found if isinstance(found, dict) else None

    def type_of(self, media: Resolved) -> Type:
        """Return the Python type to which the client decodes a body with the given Media Type Object."""
        parsed = self.parsed_type((*media.pointer, "schema"))
        return self.types.of(parsed) if parsed is not None else ANY_TYPE

    def type_notes(self, pointer: JsonPointer) -> list[str]:
        """Return the docstring sentences about constraints of a schema that its Python type does not express.

        For example, the type is `Any` because a reference is circular. The result is [] if there are no such
        constraints. `pointer` is the pointer of a property, parameter or body; constraints of schemas inside it are
        included.
        """
        return [f"Typed {text}" for text in self._notes_by_holder.get(pointer, {})]

    @cached_property
    def _notes_by_holder(self) -> dict[JsonPointer, dict[str, None]]:
        found: dict[JsonPointer, dict[str, None]] = {}
        for note in self.inlined.notes:
            found.setdefault(note.holder, {})[note.text] = None
        return found

    def model_name(self, parsed: ParsedType | None) -> str | None:
        """Return the class name of a parsed type that is a model. Return None for other types, and for maps (dicts)."""
        if parsed is None or parsed.kind != "model" or parsed.name in self.types.maps:
            return None
        return parsed.name if parsed.name in self.parsed.models else None

    def date_type(self, parsed: ParsedType | None) -> Type | None:
        """Return the Python type of a value if it can contain dates at any depth, and otherwise None.

        The client needs the type to send only the date where a caller passes a datetime. `parsed` is the parsed type of
        the value's schema.
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
        """Return the properties of the model whose class is called `name`. The order is that of the document."""
        schemas = self.inlined.properties[name].schemas
        found: list[PropertyEntry] = []
        for each in self.parsed.models[name].properties:
            schema = schemas[each.json_name]
            node = schema.node if isinstance(schema.node, dict) else {}
            found.append(PropertyEntry(each.json_name, each.type, each.required, node, schema.pointer))
        return found


def leaves(parsed: ParsedType) -> Iterator[ParsedType]:
    """Yield the innermost types of a parsed type.

    For a union, these are the types of its variants. For an array, this is the type of its items. If a variant or an
    item is a union or an array itself, its innermost types are yielded. Any other type is yielded unchanged.
    """
    inner = parsed.variants or ((parsed.items,) if parsed.items is not None else ())
    for each in inner:
        yield from leaves(each)
    if not inner:
        yield parsed
