"""Edits of the examples of request and response bodies, so that they keep to a schema whose property is renamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specloop.drift.fixes.edits import Edit, RenameKey
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, get_at, resolve_object, resolve_ref
from specloop.openapi.normalize import source_pointer
from specloop.openapi.operations import content_of, iter_operations
from specloop.openapi.schema_facts import is_null_schema
from specloop.openapi.schema_keywords import UNION_KEYWORDS

MAX_EXAMPLE_DEPTH = 64

_MEDIA_TYPES = "media types with examples"


def rename_in_examples(contract: Document, pointer: JsonPointer, name: str) -> list[Edit]:
    """Return the edits that rename the property at `pointer` to `name` in all examples of bodies.

    The examples of schemas are not edited.
    """
    finder = _ExampleFinder(contract, pointer[:-2], str(pointer[-1]))
    found = [each for media in _media_types_with_examples(contract) for each in finder.places(media)]
    found = [each for each in found if name not in get_at(contract.data, each[:-1])]
    # The pointer of a value in `dataValue` differs from that in the contract as written.
    written = (contract.written or contract).data
    return [RenameKey(each, name) for each in found if get_at(written, source_pointer(contract, each)) is not None]


def _media_types_with_examples(contract: Document) -> list[Resolved]:
    if _MEDIA_TYPES not in contract.cache:
        contract.cache[_MEDIA_TYPES] = [
            media
            for operation in iter_operations(contract.data)
            for holder in (operation.body, *operation.responses.values())
            for media in (content_of(contract.data, holder).values() if holder else ())
            if media.node.keys() & {"example", "examples"}
        ]
    found: list[Resolved] = contract.cache[_MEDIA_TYPES]
    return found


@dataclass(frozen=True)
class _ExampleFinder:
    """Finds the objects of one schema in examples, if they have a certain property.

    Attributes:
        contract: The contract with the examples.
        holder: The JSON Pointer of the object schema.
        name: The name of the property.
    """

    contract: Document
    holder: JsonPointer
    name: str

    def places(self, media: Resolved) -> Iterator[JsonPointer]:
        """Yield the JSON Pointer of the property in each object in the examples of a media type."""
        schema = Resolved(media.node.get("schema"), (*media.pointer, "schema"))
        if "example" in media.node:
            yield from self._places_in(schema, media.node["example"], (*media.pointer, "example"))
        examples = media.node.get("examples")
        for key, raw in examples.items() if isinstance(examples, dict) else ():
            example = resolve_object(self.contract.data, raw, (*media.pointer, "examples", key))
            if "value" in example.node:
                yield from self._places_in(schema, example.node["value"], (*example.pointer, "value"))

    def _places_in(self, schema: Resolved, value: Any, at: JsonPointer, depth: int = 0) -> Iterator[JsonPointer]:
        node, pointer = resolve_ref(self.contract.data, schema.node, schema.pointer)
        if depth > MAX_EXAMPLE_DEPTH or not isinstance(node, dict):
            return
        if pointer == self.holder and isinstance(value, dict) and self.name in value:
            yield (*at, self.name)
        for keyword in ("allOf", *UNION_KEYWORDS):
            parts = [(number, each) for number, each in enumerate(node.get(keyword) or []) if not is_null_schema(each)]
            if keyword == "allOf" or len(parts) == 1:  # The example may be of any variant of a union.
                for number, each in parts:
                    yield from self._places_in(Resolved(each, (*pointer, keyword, number)), value, at, depth + 1)
        for step, inner in _inner_schemas(node, pointer, value):
            yield from self._places_in(inner, value[step], (*at, step), depth + 1)


def _inner_schemas(node: dict[str, Any], pointer: JsonPointer, value: Any) -> Iterator[tuple[str | int, Resolved]]:
    """Yield the key or index, and the schema, of each value inside `value`, whose schema is `node`."""
    properties = node.get("properties") or {}
    if isinstance(value, dict):
        for key in value:
            if key in properties:
                yield key, Resolved(properties[key], (*pointer, "properties", key))
            elif "additionalProperties" in node:
                yield key, Resolved(node["additionalProperties"], (*pointer, "additionalProperties"))
    elif isinstance(value, list) and "items" in node:
        for number in range(len(value)):
            yield number, Resolved(node["items"], (*pointer, "items"))
