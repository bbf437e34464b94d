"""A contract, its digest and the engine's reading of it in -> types and texts, by their place in the contract, out."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen
from openapi_python_client.parser.properties import ModelProperty, Property

from specloop.codegen.ir import Type
from specloop.codegen.opc_adapter import Parsed
from specloop.codegen.schema_digest import NormalizedDocument
from specloop.codegen.type_mapping import ANY, Types
from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, get_at, resolve_ref
from specloop.openapi.schema import object_properties


class Member(NamedTuple):
    """A member of a class.

    Attributes:
        number: Its place among the others.
        wire: Its name on the wire.
        prop: What the engine made of it.
        schema: What describes it.
        pointer: Where that stands.
    """

    number: int
    wire: str
    prop: Property
    schema: JsonObject
    pointer: JsonPointer


@frozen(slots=False)
class Reading:
    """All that is known of a contract, for those who decide what is made of it."""

    contract: Document
    digest: NormalizedDocument
    parsed: Parsed
    types: Types
    maps: dict[str, ModelProperty]  # the classes that become dicts
    problems: list[Problem] = field(factory=list)

    @property
    def document(self) -> JsonObject:
        """The contract as data."""
        return self.contract.document

    def place(self, pointer: JsonPointer) -> Property | None:
        """Give what the engine made of the schema at a place; None where that is nothing."""
        return self.parsed.places.get(pointer)

    def schema(self, media: Resolved) -> JsonObject | None:
        """Give the schema of a media type, references followed."""
        found = resolve_ref(self.document, media.node.get("schema")).node
        return found if isinstance(found, dict) else None

    def of(self, media: Resolved) -> Type:
        """Give the type of what comes in a media type."""
        prop = self.place((*media.pointer, "schema"))
        return self.types.of(prop) if prop is not None else ANY

    def told(self, pointer: JsonPointer) -> list[str]:
        """Say what the Python type of a member, a parameter or a body cannot."""
        return [f"Typed {text}" for text in self._told.get(pointer, {})]

    @cached_property
    def _told(self) -> dict[JsonPointer, dict[str, None]]:
        found: dict[JsonPointer, dict[str, None]] = {}
        for note in self.digest.notes:
            found.setdefault(note.holder, {})[note.text] = None
        return found

    def model(self, prop: object) -> ModelProperty | None:
        """Give the class a property is of; None where it is none, or one that becomes a dict."""
        if not isinstance(prop, ModelProperty):
            return None
        name = self.digest.names.get(prop.class_info.name, "")
        return None if name in self.maps else self.parsed.models.get(name)

    def members(self, model: ModelProperty) -> list[Member]:
        """Give the members of a class, in the contract's order."""
        pointer = self.digest.classes[self.digest.names[model.class_info.name]]
        schemas = list(
            object_properties(self.document, Resolved(get_at(self.document, pointer), pointer)).schemas.items()
        )
        found: list[Member] = []
        for prop in [*(model.required_properties or []), *(model.optional_properties or [])]:
            number = int(prop.name.get_untrusted_value().removeprefix("p"))  # as the digest calls it
            wire, schema = schemas[number]
            node = schema.node if isinstance(schema.node, dict) else {}
            found.append(Member(number, wire, prop, node, schema.pointer))
        return sorted(found, key=lambda each: each.number)


def flag(document: JsonObject, schema: JsonObject, keyword: str) -> bool:
    """Whether `readOnly`, `writeOnly` or `deprecated` is said of a member, beside a reference or behind it."""
    arms = [resolve_ref(document, arm).node for arm in schema.get("allOf") or []]
    nodes = [schema, resolve_ref(document, schema).node, *arms]
    return any(isinstance(node, dict) and node.get(keyword) is True for node in nodes)
